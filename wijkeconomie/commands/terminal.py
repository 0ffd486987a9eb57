"""What the command line says: sentences in the language of the terminal, and progress."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import Progress

from wijkeconomie import settings
from wijkeconomie.commands import surprises
from wijkeconomie.errors import Refused
from wijkeconomie.register import validation
from wijkeconomie.register.validation import Report
from wijkeconomie.rules import Reason
from wijkeconomie.view import words

TOLD_EVERY = 500
Step = Callable[[str], None]

out = Console()
listeners: list[Callable[[dict[str, object]], None]] = []
SEVERITIES = {
    "error": words.mark("refused"),
    "warning": words.mark("remark"),
    "left_out": words.mark("left out"),
}


def translate(message: str, **details: object) -> str:
    """The message in the language of the terminal."""
    return words.translate(words.terminal_language(), message, **details)


def why(reason: Reason) -> str:
    """The sentence of a reason, in the language of the terminal."""
    return translate(reason.message, value=reason.value)


def say(message: str, **details: object) -> None:
    """Prints a sentence, and gives it to who listens."""
    _tell(message, details)


def _tell(message: str, details: dict[str, object], **more: bool) -> None:
    for hear in listeners:
        hear({"message": message, "details": details, **more})
    out.print(translate(message, **details), markup=False, soft_wrap=True)


def say_of_report(message: str, **details: object) -> None:
    """As ``say``, of what the report of a delivery holds too: pages show that as a table."""
    _tell(message, details, is_in_report=True)


def announce(replaced: dict[str, tuple[int, int]]) -> None:
    """Tells which reference dates a delivery replaces."""
    for date, (kept, new) in replaced.items():
        say(
            "{date} is in the register: its {kept} rows are replaced by {rows}.",
            date=date,
            kept=kept,
            rows=new,
        )


def report(made: Report, rejects: Path) -> None:
    """Tells what came of a delivery, and in which file the refused rows are."""
    for date, rows in made.accepted.items():
        say_of_report(_done(made), date=date, rows=rows)
    say("Placed: {shares}.", shares=_shares(made.placed_by, validation.PLACED_BY))
    say("Use of the buildings: {shares}.", shares=_shares(made.use_from, validation.USE_FROM))
    for rule in made.rules:
        say_of_report(
            "{severity}: {rows} rows. {why}",
            severity=words.Said(SEVERITIES[rule.severity]),
            rows=rule.rows,
            why=validation.Reason(rule.rule, "…"),
        )
    for surprise in made.surprises:
        say_of_report(surprises.MESSAGES[surprise.kind], **surprises.details(surprise))
    if made.mapping:
        say_of_report(
            "The mapping remembered for these columns was used: {file}.", file=made.mapping
        )
    if made.refused:
        say_of_report("{rows} refused rows are in {file}.", rows=made.refused, file=rejects)


def refusal(error: OSError) -> Refused:
    """An error of the disk as a refusal."""
    return Refused(
        "Cannot read or write {file}: {why}. Check the folder, its permissions and its space.",
        file=error.filename or settings.data_dir(),
        why=error.strerror or error,
    )


def _done(made: Report) -> str:
    if made.is_check:
        return words.mark("{date}: {rows} establishments can be imported; nothing is changed.")
    if made.is_addition:
        return words.mark("{date}: {rows} establishments added.")
    return words.mark("{date}: {rows} establishments imported.")


def _shares(rows: dict[str, int], names: dict[str, str]) -> list[words.Said]:
    """Share of the rows per method, such as ``97.5 % by coordinates``."""
    total = sum(rows.values())
    return [
        words.Said("{share} {way}", {"share": count / total, "way": words.Said(names[method])})
        for method, count in rows.items()
    ]


def refuse(refused: Refused) -> NoReturn:
    """Prints a refusal as one sentence on stderr and ends with exit status 1."""
    click.echo(translate(refused.message, **refused.details), err=True)
    sys.exit(1)


@contextmanager
def counting() -> Iterator[Callable[[int, int], None]]:
    """Tells how many of how many addresses are asked: in one moving line on a terminal, now and
    then a line elsewhere."""
    if not out.is_terminal:
        yield _count
        return
    with Progress(transient=True, console=out) as progress:
        task = progress.add_task("")
        yield lambda done, total: progress.update(
            task, completed=done, total=total, description="Locatieserver"
        )


def _count(done: int, total: int) -> None:
    if done == total or not done % TOLD_EVERY:
        say("{done} of {total} addresses asked.", done=done, total=total)


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Tells each step: in one moving line on a terminal, a numbered line each elsewhere."""
    numbers = count(1)

    def heard(name: str) -> int:
        number = next(numbers)
        for hear in listeners:
            hear({"step": number, "total": total, "name": name})
        return number

    if not out.is_terminal:
        yield lambda name: out.print(f"{heard(name)}/{total} {name}", markup=False)
        return
    with Progress(transient=True, console=out) as progress:
        task = progress.add_task("", total=total)
        yield lambda name: progress.update(task, completed=heard(name), description=name)
