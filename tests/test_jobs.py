"""Work in a process of its own: real processes that end well, are refused, killed, cancelled."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests import cities
from wijkeconomie import settings
from wijkeconomie.errors import Refused
from wijkeconomie.view.manage import told
from wijkeconomie.work import jobs, processes, snapshot, uploads

LONG = ["sample", "--scale", "100", "--out", "{folder}/out.csv"]


def wait(job: jobs.Job, seconds: float = 60) -> jobs.Job:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found = jobs.find(job.job_id)
        if found.state != "running":
            return found
        time.sleep(0.1)
    raise AssertionError("the job goes on")


def wait_until_it_works(job: jobs.Job) -> int:
    """Waits until its process has begun; returns its id."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        pid = (job.folder / "alive").read_text()
        if pid and b"wijkeconomie" in open(f"/proc/{pid}/cmdline", "rb").read():  # noqa: PTH123, SIM115
            return int(pid)
        time.sleep(0.02)
    raise AssertionError("the job does not begin")


@pytest.fixture(autouse=True)
def _ended(empty_folder):
    """No process outlives its test."""
    yield
    for job in jobs.every():
        jobs.cancel(job, 0.2)


def sent(file) -> uploads.Upload:
    """A file as if a steward had sent it."""
    upload = uploads.begin(file.name, file.stat().st_size, "")
    upload.part.write_bytes(file.read_bytes())
    uploads.finish(upload)
    return upload


def test_a_job_that_is_done_tells_in_both_languages_and_removes_what_it_took(tmp_path):
    upload = sent(cities.areas_file(tmp_path))
    job = jobs.start("areas", [["areas", str(upload.file)]], upload.upload_id)
    assert jobs.running().job_id == job.job_id
    with pytest.raises(Refused, match="Other work"):
        jobs.start("areas", [["areas", str(upload.file)]])
    done = wait(job)
    assert done.state == "done"
    assert told.sentences("nl", done) == ["GM9999 2024: 2 wijken en 4 buurten geladen."]
    assert told.sentences("en", done) == ["GM9999 2024: 2 wijken and 4 buurten loaded."]
    assert not upload.folder.exists()
    assert [area["municipality_code"] for area in snapshot.read()["areas"]] == ["GM9999"]
    assert done.folder.stat().st_mode & 0o077 == 0
    assert [f.name for f in done.folder.iterdir() if f.stat().st_mode & 0o077] == []
    (settings.raw_dir() / "areas.parquet").touch()
    assert snapshot.read() is None


def test_what_a_job_makes_is_for_its_owner_only(tmp_path):
    """Files of commands too, which do not say for whom they are."""
    job = wait(jobs.start("areas", [["sample", "--scale", "0.001", "--out", "{folder}/out.csv"]]))
    assert job.state == "done"
    assert (job.folder / "out.csv").stat().st_mode & 0o077 == 0


def test_what_a_job_told_is_said_in_the_language_of_who_reads(tmp_path):
    """Its parts too: shares, names of types, sectors that surprise."""
    types = tmp_path / "types.csv"
    types.write_text("buurtcode;locatietype\nBU99990101;centrum\n")
    rows = [
        cities.row(n, date=day)
        for day, most in [("2023-04-01", 30), ("2024-04-01", 90)]
        for n in range(most)
    ]
    steps = [
        ["areas", str(cities.areas_file(tmp_path))],
        ["import", str(cities.register_file(tmp_path, rows)), "--layout", "lisa"],
        ["locations", str(types), "--rule", "area"],
    ]
    job = wait(jobs.start("import", steps))
    said = {lang: "\n".join(told.sentences(lang, job)) for lang in ("nl", "en")}
    for part in (
        "100.0% by coordinates",
        "100.0% delivered",
        "Centre 1",
        "(Wholesale and retail trade)",
    ):
        assert part in said["en"]
    for part in ("100,0\N{NO-BREAK SPACE}% op coördinaten", "aangeleverd", "Centrum 1", "(Handel)"):
        assert part in said["nl"]
    assert [note.split(":")[0] for note in told.notes("en", job)] == [
        "GM9999 2024",
        "Placed",
        "Use of the buildings",
        "The type of 1 area is loaded",
        "The register has its location types by this; make a release to publish them.",
    ]
    assert snapshot.read()["locations"] == [{"rule": "area", "types": {"centre": 1}}]


def test_a_refusal_ends_the_job_and_keeps_the_file(tmp_path):
    """What rows hold goes into the file with refused rows, and nowhere else."""
    rows = [cities.row(n, sbi="geheim-7") for n in range(3)]
    upload = sent(cities.register_file(tmp_path, rows))
    (settings.raw_dir()).mkdir(parents=True)
    line = ["import", str(upload.file), "--layout", "lisa"]
    job = wait(jobs.start("import", [line, ["never"]], upload.upload_id))
    assert job.state == "refused"
    assert "te veel om door te gaan" in told.sentences("nl", job)[-1]
    assert "geheim-7" not in (job.folder / "log.jsonl").read_text()
    assert upload.file.exists()
    assert not settings.register_file().exists()


def test_a_job_that_fails_tells_where_and_not_what():
    job = wait(jobs.start("areas", [["areas", "--geheim-7", "x"]]))
    assert job.state == "failed"
    written = (job.folder / "log.jsonl").read_text()
    assert "NoSuchOption" in written
    assert "geheim-7" not in written


def test_a_killed_job_is_broken_off_and_another_can_start():
    job = jobs.start("areas", [LONG])
    os.kill(wait_until_it_works(job), signal.SIGKILL)
    assert wait(job).state == "died"
    assert jobs.running() is None
    assert "afgebroken" in told.sentences("nl", wait(job))[-1]


@pytest.mark.parametrize("is_stuck", [False, True])
def test_a_cancelled_job_ends_kindly_or_by_force(is_stuck):
    job = jobs.start("areas", [LONG])
    pid = wait_until_it_works(job)
    if is_stuck:
        os.kill(pid, signal.SIGSTOP)
    jobs.cancel(job, 0.3 if is_stuck else 20)
    assert wait(job).state == "cancelled"
    assert not processes.is_alive(job.folder)


IN_A_QUERY = """
import os, signal, sys, threading
import duckdb
from wijkeconomie.work import jobs, running

def work(_line):
    con = duckdb.connect(config={"threads": 1})
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    con.execute("select sum(hash(a.range * b.range)) from range(3000000) a, range(2000) b")

running.run(jobs.find(sys.argv[1]), work, lambda: None)
"""


def test_a_job_is_cancelled_within_a_query():
    """DuckDB raises an error of its own then; only who was asked to stop is cancelled."""
    for number, is_asked in enumerate([True, False]):
        folder = settings.jobs_dir() / f"20240101-00000{number}-00000000"
        folder.mkdir(parents=True)
        told = {"kind": "x", "upload": None, "state": "running", "started": "2024-01-01T00:00"}
        jobs.write(folder, commands=[[]], **told)
        if is_asked:
            (folder / jobs.STOPPED).touch()
        command = [sys.executable, "-c", IN_A_QUERY, folder.name]
        subprocess.run(command, cwd=settings.PROJECT, check=True, timeout=60)
        assert jobs.find(folder.name).state == ("cancelled" if is_asked else "failed")


def test_a_process_id_that_is_used_again_is_not_the_job():
    """The id is ours, and nobody holds the lock: the job is gone, and we are left alone."""
    folder = settings.jobs_dir() / "20240101-000000-00000000"
    folder.mkdir(parents=True)
    jobs.write(
        folder, kind="areas", commands=[], upload=None, state="running", started="2024-01-01T00:00"
    )
    (folder / "alive").write_text(str(os.getpid()))
    (job,) = jobs.every()
    assert job.state == "died"
    jobs.cancel(job, 0.1)
    assert jobs.find(job.job_id).state == "died"


def test_a_job_outlives_the_server_that_started_it(tmp_path):
    """Whoever looks next finds it at work, and what came of it."""
    file = cities.areas_file(tmp_path)
    code = f"from wijkeconomie.work import jobs; jobs.start('areas', [['areas', {str(file)!r}]])"
    server = subprocess.run([sys.executable, "-c", code], cwd=settings.PROJECT, check=True)
    assert server.returncode == 0
    job = jobs.running()
    assert job is not None
    assert wait(job).state == "done"
    assert (settings.raw_dir() / "areas.parquet").exists()


def test_the_last_twenty_are_kept():
    for number in range(25):
        folder = settings.jobs_dir() / f"20240101-0000{number:02}-00000000"
        (folder / "tmp").mkdir(parents=True)
        jobs.write(
            folder, kind="x", commands=[], upload=None, state="done", started="2024-01-01T00:00"
        )
    jobs.tidy()
    assert len(jobs.every()) == 20
    assert jobs.every()[-1].job_id.startswith("20240101-000005")
    assert not list(settings.jobs_dir().glob("*/tmp"))


def test_a_line_that_breaks_off_in_the_log_is_left_out():
    folder = settings.jobs_dir() / "20240101-000000-00000000"
    folder.mkdir(parents=True)
    jobs.write(folder, kind="x", commands=[], upload=None, state="done", started="2024-01-01T00:00")
    whole = json.dumps({"step": 3, "total": 9, "name": "keyed", "at": "2024-01-01T00:00:00"})
    (folder / "log.jsonl").write_text(f'{whole}\n{{"step": 4, "tot')
    (job,) = jobs.every()
    assert told.progress(job) == (2, 9)
