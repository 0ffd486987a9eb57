"""Which areas are compared, chosen by name or as a ready set; and in which year."""

from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wijkeconomie.view import (
    atlas,
    choices,
    city_parts,
    features,
    query,
    scope,
    telling,
    ui,
    words,
)
from wijkeconomie.view.compare import amounts, chosen, sets
from wijkeconomie.view.profile import known_label
from wijkeconomie.view.taking import begun, dated, embedding
from wijkeconomie.view.ui import _


@dataclass(frozen=True)
class Asked:
    """What is compared: areas by code with the names they have on the page, in a year."""

    names: dict[str, str]
    year: int

    @property
    def areas(self) -> list[str]:
        """Codes of the areas."""
        return list(self.names)

    @property
    def listed(self) -> str:
        """The names in one text."""
        return features.listed(ui.lang(), list(self.names.values()))


def ask(*, is_ready: bool = False, has_areas: bool = True, has_year: bool = True) -> Asked:
    """The areas and the year of the address, with what changes them above the page where a section
    has a use for it; of a set that ``is_ready`` only the year."""
    areas = [] if is_ready else _areas()
    with controls("compared"):
        if areas and has_areas:
            _choose_areas(areas)
        year = choices.choose_year(width=110) if has_year else choices.year()
        if areas and has_areas:
            _show_sets(areas[0])
    return Asked(chosen.names(ui.lang(), areas), year)


def controls(key: str) -> DeltaGenerator:
    """Where choices stand: not to be seen in a frame of another site."""
    return embedding.controls("any" if ui.is_embedded() else "", key)


def _areas() -> list[str]:
    found, left_out = chosen.read(choices.asked("area") or "")
    _tell(found, left_out)
    areas = chosen.begun(found)
    begun.note("area", ",".join(areas))
    return areas


def _choose_areas(areas: list[str]) -> None:
    near = scope.areas_near(is_cbs=False)
    options = [*near, *(code for code in areas if code not in near)]
    named = partial(known_label, query.release().release_id, ui.lang())
    st.session_state["choose_compared"] = areas
    left = chosen.MOST - len(areas)
    title = _("Areas, two to six; still to choose: {count}", count=ui.number(left))
    st.multiselect(
        title if left else _("Areas, two to six"),
        options,
        format_func=named,
        max_selections=chosen.MOST,
        select_all=left,
        key="choose_compared",
        on_change=_keep,
        placeholder=_("Choose"),
    )


def _keep() -> None:
    choices.change("area", ",".join(st.session_state["choose_compared"]), [])


def _tell(found: list[str], left_out: list[str]) -> None:
    unknown = [code for code in left_out if code not in atlas.areas().index]
    if unknown:
        telling.unknown(ui.lang(), _("Area"), ",".join(unknown), has_others=bool(found))
    if len(unknown) < len(left_out):
        names = [atlas.name(code) for code in left_out if code not in unknown]
        told = _("At most six areas are compared; left out: {areas}.", areas=", ".join(names[:12]))
        st.warning(words.plain(told), icon=":material/filter_6:")


def _show_sets(area: str) -> None:
    fold = st.popover(
        _("Ready sets"), icon=":material/library_add:", key="ready-sets", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        for each in sets.around(ui.lang(), area):
            _link(each.title, {"area": ",".join(each.areas)}, each.more)
        _link(_("The eight MKB neighbourhoods"), {"area": area, "view": "mkb"}, 0)


def _link(title: str, wanted: dict[str, str], more: int) -> None:
    kept = {key: choices.asked(key) or "" for key in ("year", "view", "indicator", "against")}
    label = words.plain(title)
    if more:
        label += " – " + _("six, {count} more", count=ui.number(more))
    st.page_link(
        "compare.py",
        label=label,
        query_params=choices.onward(**kept | wanted),
    )


def choose_figure(key: str = "indicator", start: str = "share_home") -> str:
    """One of the figures of profiles."""
    known = ui.indicators()
    names = [start, *(n for n in amounts.INDICATORS if n != start)]
    title = _("Figure") if key == "indicator" else _("Against")
    return choices.choose(
        key,
        title,
        [name for name in names if name in known],
        lambda name: _(known[name].title),
        width=340,
    )


def choose_level(asked: Asked) -> str:
    """A level of the areas: of which all are shown."""
    levels = atlas.areas().loc[asked.areas, "level"].tolist()
    present = [level for level in (*atlas.LEVELS, city_parts.LEVEL) if level in levels]
    if len(present) == 1:
        return present[0]
    present.sort(key=lambda level: -levels.count(level))
    return choices.choose(
        "level",
        _("All areas of"),
        present,
        lambda code: city_parts.level_name(ui.lang(), code),
        widget=st.segmented_control,
        required=True,
        elsewhere=(*atlas.LEVELS, city_parts.LEVEL, "hexagon"),
    )


def wholes(asked: Asked) -> list[str]:
    """Municipalities the areas lie in."""
    return list(dict.fromkeys(atlas.areas().loc[asked.areas, "municipality_code"]))


def when(asked: Asked) -> str:
    """The reference date in words, which the line with the source tells too."""
    dated.of(asked.year)
    return ui.day(query.release().date_of(asked.year).isoformat())
