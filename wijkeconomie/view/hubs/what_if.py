"""Section of the places page: whom a place at a spot of the visitor's choice would reach."""

from urllib.parse import urlencode, urljoin

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator as Top

from wijkeconomie.distances import straight
from wijkeconomie.view import choices, maps, marks, scope, show, ui, words
from wijkeconomie.view.hubs import (
    addresses,
    asking,
    drawing,
    next_place,
    pins,
    plan,
    told,
    worked_out,
)
from wijkeconomie.view.hubs.pins import Pin
from wijkeconomie.view.hubs.plan import Question, Situation
from wijkeconomie.view.taking import behind, dated, embedding, panel
from wijkeconomie.view.ui import _

FIELD = "pin-typed"
SECTION = "try"
Counts = tuple["pd.Series[float]", "pd.Series[float]"]


def show_section(top: Top) -> None:
    """Title, ways to set the pin, map, and whom a place there reaches."""
    alone = embedding.part(SECTION)
    title, sentence = top.empty(), top.empty()
    title.title(_("What would a place here reach?"), anchor=False)
    if not asking.is_of_one():
        return
    with embedding.controls(alone):
        asked = asking.question(asking.newest())
    asking.tell_straight()
    pin = _find(choices.asked("pin") or "") if alone else _choose_pin(asked)
    now = plan.situation(asked)
    sentence.markdown(_choices())
    if pin:
        today = told.said(ui.lang(), "today", asked, share=_share(now))
        sentence.markdown(words.plain(f"{dated.of(asked.year)} {today}"))
        title.title(words.plain(_said(asked, now, pin)), anchor=False)
    if alone:
        _show_map(asked, now, pin)
        return
    left, right = st.columns([5, 3], gap="large")
    with left:
        _show_map(asked, now, pin)
    if pin:
        _show_answer(asked, now, pin, right)
    with st.container() if pin else right:
        next_place.show_unknown()


def _show_answer(asked: Question, now: Situation, pin: Pin, beside: Top) -> None:
    """Whom a place at the pin reaches, beside the map, and what can be taken of it."""
    every, newly = _reached(asked, now, pin)
    with beside:
        _show_card(asked, every, newly)
        _show_link()

    def around() -> dict[str, pd.DataFrame]:
        return {_("Around this spot"): worked_out.around(asked, every, newly, asking.wijken())}

    said, views = _said(asked, now, pin), embedding.of_section(SECTION)
    panel.show(behind.of_spots(asked), said, views, around)


def _reached(asked: Question, now: Situation, pin: Pin) -> Counts:
    """Whom a place at the pin reaches, and those of them that nothing reaches today."""
    point = pd.DataFrame({"x": [pin.x], "y": [pin.y]})
    reached = (plan.gained(pieces, point, asked.radius_m) for pieces in (now.pieces, now.unmet))
    every, newly = reached
    return every, newly


def _said(asked: Question, now: Situation, pin: Pin) -> str:
    _every, newly = _reached(asked, now, pin)
    return told.said(ui.lang(), "pin", asked, count=told.about(ui.lang(), newly.sum()))


def _choices() -> str:
    if addresses.are_known():
        return _("Click the map, type an address or coordinates, or choose a spot by name.")
    return _("Click the map, type coordinates, or choose a spot by name.")


def _share(now: Situation) -> str:
    return told.share(ui.lang(), now.met, now.whole)


def _choose_pin(asked: Question) -> Pin | None:
    pin = _find(choices.asked("pin") or "")
    field, names = st.columns([2, 3])
    with field:
        _type_pin(pin)
    with names:
        _name_pin(asked, pin)
    return pin


def _type_pin(pin: Pin | None) -> None:
    """A field with what is typed, else the coordinates of the pin. Only those go into the
    address, which is there to be shared."""
    text = f"{pin.x}, {pin.y}" if pin else ""
    if st.session_state.get("pin-told") != text:
        st.session_state.update({"pin-told": text, FIELD: text})
    has_addresses = addresses.are_known()
    coordinates = _("Coordinates, RD or latitude and longitude")
    st.text_input(
        _("Address or coordinates") if has_addresses else coordinates,
        key=FIELD,
        placeholder="1315 AB 12" if has_addresses else "142000, 486000",
        on_change=_keep_typed,
    )
    if refused := st.session_state.pop("pin-refused", ""):
        _find(refused)
    point, address = st.session_state.get("pin-address", ("", ""))
    if pin and point == str(pin):
        st.caption(_("Taken as {address}.", address=address))


def _keep_typed() -> None:
    text = st.session_state[FIELD].strip()
    pin = None
    with ui.edition():
        try:
            pin = addresses.find(text) if text else None
        except pins.NoPoint:
            st.session_state.update({"pin-refused": text, "pin-told": ""})
    if pin:
        st.session_state["pin-told"] = f"{pin.x}, {pin.y}"
        address = addresses.taken(text)
        st.session_state["pin-address"] = (str(pin), str(address)) if address else ("", "")
    choices.keep("pin", str(pin) if pin else None)


def _find(text: str) -> Pin | None:
    """The point of a text, or a sentence that says why it is none."""
    try:
        return addresses.find(text) if text else None
    except pins.NoPoint as refused:
        st.error(words.plain(_(refused.message, **refused.details)))
    return None


def _name_pin(asked: Question, pin: Pin | None) -> None:
    """Spots by name, for who cannot point: sites that are listed and the middles of buurten."""
    spots = plan.spots(asked)
    codes = [str(Pin(round(x), round(y))) for x, y in zip(spots["x"], spots["y"], strict=True)]
    named = dict(zip(codes, spots["name"], strict=True))
    chosen = str(pin) if str(pin) in named else ""
    st.session_state["pin-named"] = chosen
    none = _("Choose a vacant space or a buurt")
    st.selectbox(
        _("Or a spot by name"),
        ["", *named],
        format_func=lambda code: named.get(code, none),
        key="pin-named",
        on_change=lambda: choices.keep("pin", st.session_state["pin-named"] or None),
    )


def _show_map(asked: Question, now: Situation, pin: Pin | None) -> None:
    points = []
    if pin:
        lon, lat = pin.degrees
        far = straight(asked.radius_m)
        points = [marks.Point(lon, lat, far, "pin", "", _("Your spot"))]
    within = choices.within()
    show.area_map(
        "pin-map",
        maps.base(ui.lang(), scope.whole(within)),
        drawing.unmet(ui.lang(), now.pieces, within),
        marked=[marks.drawn(points, plan.inside(now.places, asked), drops=True)],
    )
    st.caption(_("Dots are places there are; the circle is what one at your spot reaches."))


def _show_card(asked: Question, every: "pd.Series[float]", newly: "pd.Series[float]") -> None:
    far = told.far(ui.lang(), asked)
    with st.container(border=True, key="pin-card"):
        first, second = st.columns(2)
        first.metric(_("Within {distance}", distance=far), told.about(ui.lang(), every.sum()))
        second.metric(_("Not reached today"), told.about(ui.lang(), newly.sum()))
        if every.empty:
            st.markdown(_("No home-based establishments are known around this spot."))
        else:
            show.facts(told.around(ui.lang(), every, newly, asking.wijken()))


def _show_link() -> None:
    st.caption(_("Link to this spot:"))
    asked = urlencode(st.query_params.to_dict(), safe=",")
    st.code(urljoin(st.context.url or "", f"?{asked}"), language=None, wrap_lines=True)
