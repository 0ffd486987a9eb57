"""A release beside the register it was made from; nothing of a row is ever told."""

from pathlib import Path

import duckdb

from wijkeconomie import settings

NEAR = 0.07


def is_made_from(file: Path, register: Path) -> bool:
    """Whether the register is there and has the reference dates of the release."""
    if not register.exists():
        return False
    with duckdb.connect(config={"temp_directory": str(settings.spill_dir())}) as con:
        con.execute("attach $file as release (read_only)", {"file": str(file)})
        con.execute("attach $file as register (read_only)", {"file": str(register)})
        return bool(con.execute(settings.query("attack/is_made_from")).fetchall()[0][0])


def compare(file: Path, register: Path) -> dict[str, float | None]:
    """Cells that are not as promised, employers told by a flag, and employers of whom most of a
    cell is: how many, the smallest error of one's jobs (in jobs, and as a share 0-1), and the
    share within 7 percent, for all others in the cell together, who know their own jobs."""
    with duckdb.connect(config={"temp_directory": str(settings.spill_dir())}) as con:
        con.execute("attach $file as release (read_only)", {"file": str(file)})
        con.execute("attach $file as register (read_only)", {"file": str(register)})
        con.execute("use release")
        wrong = con.execute(settings.query("attack/not_as_promised")).df()
        employers = con.execute(settings.query("attack/employers")).df()
    told = int(employers["is_told"].sum())
    employers = employers[employers["employer_jobs"] > employers["other_jobs"]]
    error = (
        employers["published_jobs"] - employers["other_jobs"] - employers["employer_jobs"]
    ).abs()
    share = error / employers["employer_jobs"]
    has_some = len(employers) > 0
    return {
        "not_as_promised": len(wrong),
        "told_by_flag": told,
        "employers": len(employers),
        "nearest_jobs": float(error.min()) if has_some else None,
        "nearest_share": float(share.min()) if has_some else None,
        "within_seven_percent": float((share < NEAR).mean()) if has_some else None,
    }
