"""`dondoc read FOLDER`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
