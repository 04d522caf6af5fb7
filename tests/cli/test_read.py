"""`dondoc read`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import SMALL, run, small_file


def test_text_is_the_default(tmp_path: Path) -> None:
    """A summary for people: the head, the items with their facts, what was found."""
    result = run("read", small_file(tmp_path))
    assert result.code == 0
    assert "Kế hoạch 12/KH-UBND" in result.out
    assert "Sở Nội vụ" in result.out
    assert "PHÁT HIỆN" in result.out


def test_english(tmp_path: Path) -> None:
    """`--lang en` may stand anywhere."""
    assert "WORK ITEMS" in run("read", small_file(tmp_path), "--lang", "en").out
    assert "WORK ITEMS" in run("--lang=en", "read", small_file(tmp_path)).out


def test_language_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`DONDOC_LANG` holds where no option is given."""
    monkeypatch.setenv("DONDOC_LANG", "en")
    assert "WORK ITEMS" in run("read", small_file(tmp_path)).out


def test_json_to_a_file(tmp_path: Path) -> None:
    """`-o` writes the register; nothing goes to stdout."""
    target = tmp_path / "register.json"
    result = run("read", small_file(tmp_path), "--format", "json", "-o", target)
    assert (result.code, result.out) == (0, "")
    register = json.loads(target.read_text(encoding="utf-8"))
    assert register["schema"] == "dondoc.register/1"
    assert register["directive"]["reference"] == "12/KH-UBND"


def test_standard_input_and_source() -> None:
    """`-` reads stdin; `--format source` gives the decoded text that offsets count in."""
    result = run("read", "-", "--format", "source", stdin=SMALL.encode())
    assert (result.code, result.out) == (0, SMALL)


def test_quotes_stand_at_their_offsets_in_the_source(tmp_path: Path) -> None:
    """Offsets count code points of what `--format source` prints."""
    path = small_file(tmp_path)
    source = run("read", path, "--format", "source").out
    register = json.loads(run("read", path, "--format", "json").out)
    places = [item["source"] for item in register["items"]]
    assert places
    assert [source[place["start"] : place["end"]] for place in places] == [place["quote"] for place in places]


def test_progress_only_where_asked(tmp_path: Path) -> None:
    """Without a terminal there is no progress, unless it is asked for."""
    path = small_file(tmp_path)
    assert run("read", path).err == ""
    assert "sửa chữ" in run("read", path, "--progress").err


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    """The sentence names the file and the way out."""
    result = run("read", small_file(tmp_path), "-o", tmp_path / "none" / "x.txt")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "-o" in result.err


def test_names_help_the_repair(tmp_path: Path) -> None:
    """A file of names is taken; one that is not there is a mistake with a sentence."""
    names = tmp_path / "names.txt"
    names.write_text("Trường Chính trị tỉnh\n", encoding="utf-8")
    assert run("read", small_file(tmp_path), "--names", names).code == 0
    missing = run("read", small_file(tmp_path), "--names", tmp_path / "no.txt")
    assert missing.code == 2
    assert "tên riêng" in missing.err
