"""`dondoc read FOLDER`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dondoc.cli import folder
from dondoc.cli.folder import STATE_FILE
from dondoc.cli.folder_job import Job, Outcome
from dondoc.cli.opening import HowToOpen
from tests.cli.running import run, small_file


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with two good files, one bad one and one that is none of ours; and a folder for the results."""
    source = tmp_path / "nguon"
    (source / "nam-2021").mkdir(parents=True)
    small_file(source, name="a.txt")
    small_file(source / "nam-2021", name="b.txt")
    (source / "hong.txt").write_bytes(b"")
    (source / "ghi-chu.xyz").write_text("không đọc", encoding="utf-8")
    return source, tmp_path / "ket-qua"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_whole_folder(folders: tuple[Path, Path], jobs: int) -> None:
    """Good files are read, bad ones are named with their sentence; the exit code tells of them."""
    source, target = folders
    result = run("read", source, "--format", "json", "-o", target, "--jobs", jobs)
    assert result.code == 2
    assert sorted(p.relative_to(target).as_posix() for p in target.rglob("*.txt.json")) == [
        "a.txt.json",
        "nam-2021/b.txt.json",
    ]
    [failure] = json.loads((target / "failures.json").read_text(encoding="utf-8"))
    assert failure["file"] == "hong.txt"
    assert "hong.txt" in result.err


def test_a_second_run_goes_on(folders: tuple[Path, Path]) -> None:
    """What is done and unchanged is not read again; what has changed is; `--fresh` reads all."""
    source, target = folders
    (source / "hong.txt").unlink()
    run("read", source, "--format", "csv", "-o", target)
    again = run("read", source, "--format", "csv", "-o", target)
    assert again.code == 0
    assert "0 tệp cần đọc, 2 tệp đã xong" in again.err
    small_file(source, "1. Nội dung mới.\n", "a.txt")
    assert "1 tệp cần đọc" in run("read", source, "--format", "csv", "-o", target).err
    assert "2 tệp cần đọc" in run("read", source, "--format", "csv", "-o", target, "--fresh").err


def test_a_folder_needs_another_folder(folders: tuple[Path, Path]) -> None:
    """Results never go among the sources."""
    source, _ = folders
    assert "-o" in run("read", source).err
    assert run("read", source, "-o", source).code == 2


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without documents is a mistake with a sentence."""
    (tmp_path / "rong").mkdir()
    assert run("read", tmp_path / "rong", "-o", tmp_path / "kq").code == 2


def test_odd_names(tmp_path: Path) -> None:
    """Spaces, lines, marks and bytes that are no letters are names like others; what Word and macOS leave is none."""
    source, target = tmp_path / "nguon", tmp_path / "ket-qua"
    source.mkdir()
    names = [b" -o k\xe1\xba\xbf ho\xe1\xba\xa1ch .txt", b"hai\nd\xc3\xb2ng.txt", b"\xff\xfe.txt"]
    for name in names:
        (source / os.fsdecode(name)).write_bytes("1. Sở Nội vụ xây dựng kế hoạch trong năm 2026.\n".encode())
    for name in ("~$mau.docx", "._mau.pdf"):
        (source / name).write_bytes(b"\x00\x05\x16\x07")
    (source / os.fsdecode(b"\xfehong.txt")).write_bytes(b"")
    result = run("read", source, "--format", "json", "-o", target, "--jobs", "2")
    assert result.code == 2
    assert sorted(os.fsencode(one.name) for one in target.glob("*.txt.json")) == sorted(n + b".json" for n in names)
    (failure,) = json.loads((target / "failures.json").read_text(encoding="utf-8"))
    assert failure["file"] == "\ufffdhong.txt"
    assert "1 tệp cần đọc, 3 tệp đã xong" in run("read", source, "--format", "json", "-o", target).err


def test_half_a_line_of_a_killed_run_is_left(folders: tuple[Path, Path]) -> None:
    """What was noted before it counts; the file it stood for is read again."""
    source, target = folders
    (source / "hong.txt").unlink()
    run("read", source, "--format", "csv", "-o", target)
    state = target / STATE_FILE
    state.write_bytes(state.read_bytes()[:-3])
    assert "1 tệp cần đọc, 1 tệp đã xong" in run("read", source, "--format", "csv", "-o", target).err
    assert "0 tệp cần đọc, 2 tệp đã xong" in run("read", source, "--format", "csv", "-o", target).err


def _deadly(job: Job) -> Outcome:
    if job.name == "2":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(job.name, good=True)


def test_a_process_that_dies_costs_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The others are read, and the one it died on is told."""
    monkeypatch.setattr(folder, "do_job", _deadly)
    how = HowToOpen(ocr="never", max_mb=50, trust_roots=None)
    jobs = [Job(str(n), tmp_path, tmp_path, "json", "vi", how) for n in range(9)]
    outcomes = [outcome for _, outcome in folder._outcomes(jobs, 2)]
    assert sorted(one.name for one in outcomes) == [str(n) for n in range(9)]
    (dead,) = [one for one in outcomes if not one.good]
    assert (dead.name, dead.bug) == ("2", True)
    assert "dừng đột ngột" in dead.sentence


@pytest.mark.skipif(sys.platform != "linux", reason="the signal is one of Linux")
def test_no_worker_outlives_a_killed_run(tmp_path: Path) -> None:
    """`kill -9` of the command ends those who read for it, and the next run goes on."""
    source, target = tmp_path / "nguon", tmp_path / "ket-qua"
    source.mkdir()
    for n in range(300):
        small_file(source, name=f"{n}.txt")
    command = [
        sys.executable,
        "-m",
        "dondoc",
        "read",
        str(source),
        "--format",
        "json",
        "-o",
        str(target),
        "--jobs",
        "2",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as killed:
        assert killed.stderr is not None
        for _ in range(5):
            killed.stderr.readline()
        workers = Path(f"/proc/{killed.pid}/task/{killed.pid}/children").read_text().split()
        killed.kill()
    for _ in range(100):
        if not any(Path(f"/proc/{one}").exists() for one in workers):
            break
        time.sleep(0.1)
    assert workers
    assert not any(Path(f"/proc/{one}").exists() for one in workers)
    again = run("read", source, "--format", "json", "-o", target, "--jobs", "2")
    assert again.code == 0
    assert "300 tệp cần đọc" not in again.err
    assert len(list(target.glob("*.json"))) == 300
