"""The command as a whole: version, help, languages, faults of ours, pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dondoc
from dondoc.cli import read
from dondoc.cli.words import LANGUAGES, catalogue
from tests.cli.running import ROOT, clean_environment, run, small_file

CLI = ROOT / "src" / "dondoc" / "cli"


def test_version() -> None:
    """`--version` says the version."""
    assert run("--version").out == f"dondoc {dondoc.__version__}\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["read", "repair", "check"])
def test_help_teaches_by_example(command: str, language: str) -> None:
    """The help of a command shows how it is used."""
    result = run(command, "--help", "--lang", language)
    assert result.code == 0
    assert f"  dondoc {command} " in result.out


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("read",), "còn thiếu: FILE", "missing: FILE"),
        (
            ("read", "x", "--format", "pdf"),
            "--format không nhận pdf; chọn một trong: text",
            "--format does not take pdf",
        ),
        (("read", "x", "--jobs", "hai"), "--jobs cần một con số, không nhận hai", "--jobs needs a number, not hai"),
        (("read", "x", "--format"), "--format cần một giá trị", "--format needs a value"),
        (("check", "x", "--colour"), "không có tùy chọn --colour", "no such option: --colour"),
    ],
)
def test_wrong_usage_is_told_in_ones_language(arguments: tuple[str, ...], vi: str, en: str) -> None:
    """What is wrong with a command line is one sentence of one language."""
    for language, sentence in (("vi", vi), ("en", en)):
        result = run("--lang", language, *arguments)
        assert result.code == 2
        assert sentence in result.err
        assert "argument" not in result.err


def test_help_begins_in_ones_language() -> None:
    """ "usage" is a word too."""
    assert run("check", "--help").out.startswith("cách dùng: dondoc check")
    assert run("--lang", "en", "check", "--help").out.startswith("usage: dondoc check")


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_each_sentence_is_there_in_both_languages(key: str) -> None:
    """Both languages, and the same places to fill."""
    entry = catalogue()[key]
    assert set(entry) == set(LANGUAGES)


def test_each_sentence_is_used() -> None:
    """A sentence nobody says is left over from something."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in CLI.glob("*.py"))
    built = ("stage-", "severity-", "explain-", "-help", "-epilogue")
    unused = [key for key in catalogue() if f'"{key}"' not in code and not any(part in key for part in built)]
    assert unused == []


def test_a_fault_of_ours_is_one_sentence_and_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3; the details are in a file, not on the screen."""

    def fall_over(*_: object, **__: object) -> None:
        raise RuntimeError("a fault made for the test")

    monkeypatch.setattr(read, "read_named", fall_over)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    result = run("read", small_file(tmp_path))
    assert result.code == 3
    assert result.err.count("\n") == 1
    [log] = tmp_path.glob("dondoc-*.log")
    assert "a fault made for the test" in log.read_text(encoding="utf-8")
    assert str(log) in result.err


def test_stopped_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with a word and the code shells expect."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(read, "read_named", stop)
    assert run("read", small_file(tmp_path)).code == 130


def test_a_reader_that_goes_away(tmp_path: Path) -> None:
    """`dondoc read … | head` ends without a complaint."""
    path = small_file(tmp_path)
    command = f"'{sys.executable}' -m dondoc read '{path}' --format json | head -c 10 >/dev/null"
    result = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, env=clean_environment()
    )
    assert result.stderr == ""
