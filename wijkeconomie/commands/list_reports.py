"""What is told of lists that are loaded, and rows that are not taken as a file to mend."""

from pathlib import Path

from wijkeconomie.commands import reports, terminal
from wijkeconomie.files import returned, sheets
from wijkeconomie.formulas import neutral_frame
from wijkeconomie.sources.lists.files import BROKEN
from wijkeconomie.sources.lists.reading import Taken
from wijkeconomie.sources.lists.reasons import ListReport
from wijkeconomie.view import words

LOADED = {
    "places": words.mark(
        "{rows} places of {source} are loaded; {before} that were there are replaced."
    ),
    "initiatives": words.mark(
        "{rows} initiatives of {source} are loaded; {before} that were there are replaced."
    ),
    "sites": words.mark(
        "{rows} vacant spaces of {source} are loaded; {before} that were there are replaced."
    ),
    "factors": words.mark(
        "{rows} factors of {source} are loaded; {before} that were there are replaced."
    ),
    "practices": words.mark(
        "{rows} practices of {source} are loaded; {before} that were there are replaced."
    ),
}


def tell(made: ListReport, private: int, rejects: Path | None) -> None:
    """Says what each rule found, what is not used, and where refused rows are."""
    for rule in made.rules:
        terminal.say_of_report(
            "{severity}: {rows} rows. {why}",
            severity=words.Said(terminal.SEVERITIES[rule.severity]),
            rows=rule.rows,
            why=rule.reason,
        )
        shown = dict.fromkeys(str(number) for number, _value in rule.examples)
        terminal.say_of_report("First rows: {which}.", which=", ".join(shown))
    if private:
        terminal.say("Rows left out because they must stay private: {rows}.", rows=private)
    if made.unused:
        terminal.say(reports.UNUSED, columns=", ".join(made.unused))
    if made.refused:
        terminal.say_of_report(
            "{rows} refused rows are in {file}.", rows=made.refused, file=rejects
        )


def tell_remembered(taken: Taken) -> None:
    """Says by which mapping of before a list was read, and what that leaves unused."""
    terminal.say("The mapping remembered for these columns was used: {file}.", file=taken.mapping)
    if taken.left:
        terminal.say("It leaves unused, as before: {columns}.", columns=", ".join(taken.left))


def tell_withdrawn(rows: int) -> None:
    """Says how many rows that were kept must stay private from now on."""
    if rows:
        terminal.say(
            "Rows taken away from what was kept, as they must stay private: {rows}. Make a "
            "release to publish that.",
            rows=rows,
        )


def write_refused(taken: Taken, target: Path) -> None:
    """Writes refused rows, readable by their owner only: number, reason, where they came from, then
    the columns as delivered (a broken row in the first), formulas made harmless. As XLSX when the
    name says so; else as CSV."""
    reasons = taken.notes.refused
    rows = taken.refused.astype("string")
    told = [
        terminal.translate(reasons[int(n)].message, value=reasons[int(n)].value)
        for n in rows["row_number"]
    ]
    rows.insert(1, "reason", told)
    rows.insert(2, "refused_from", returned.mark(taken.source))
    broken = rows.pop(BROKEN).fillna("")
    rows.iloc[:, 3] = rows.iloc[:, 3].mask(broken.ne(""), broken)
    safe = neutral_frame(rows)
    if target.suffix.lower() == ".xlsx":
        reports.written(target, lambda beside: sheets.write(safe, beside))
    else:
        reports.written(
            target, lambda beside: safe.to_csv(beside, sep=";", index=False, encoding="utf-8-sig")
        )
