"""Write docs/commands.md from the options of the command: `python tools/make_command_page.py [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from dondoc.cli.parser import build_parser

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Các lệnh / The commands

Trang này được ghi từ chính các lệnh (`python tools/make_command_page.py`); `dondoc LỆNH --help` nói cùng một điều.

This page is written from the commands themselves; `dondoc COMMAND --help` says the same.

| Mã thoát / Exit code | Nghĩa | Meaning |
|---|---|---|
| 0 | tốt | good |
| 1 | có phát hiện ở mức đã chọn trở lên | findings at or above the threshold |
| 2 | tệp hoặc lệnh chưa đúng; một câu nói cần làm gì | bad file or command; one sentence says what to do |
| 3 | lỗi của chương trình; một câu nói chi tiết ở đâu | a fault of ours; one sentence says where the details are |
| 130 | dừng bằng Ctrl-C | stopped with Ctrl-C |
"""


def page() -> str:
    """Give the whole page."""
    return HEAD + "".join(_sections()) + "\n"


def _sections() -> Iterator[str]:
    spoken = {language: commands(build_parser(language)) for language in ("vi", "en")}
    yield _section("dondoc", build_parser("vi"), build_parser("en"))
    for name, parser in spoken["vi"].items():
        yield _section(f"dondoc {name}", parser, spoken["en"][name])


def commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Give the commands of a parser by name."""
    return {
        name: command
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, command in action.choices.items()
    }


def _section(name: str, parser: argparse.ArgumentParser, english: argparse.ArgumentParser) -> str:
    lines = ["", "", f"## `{name}`", "", f"{_clean(parser.description)}", "", f"*{_clean(english.description)}*", ""]
    lines += ["| | | |", "|---|---|---|", *_rows(parser, english)]
    lines += ["", "```text", (parser.epilog or "").strip("\n"), "```"]
    return "\n".join(lines)


def _rows(parser: argparse.ArgumentParser, english: argparse.ArgumentParser) -> Iterator[str]:
    for action, other in zip(parser._actions, english._actions, strict=True):
        if action.help and not isinstance(action, argparse._SubParsersAction):
            yield f"| {_usage(action)} | {_clean(action.help)} | {_clean(other.help)} |"


def _usage(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings) or str(action.metavar or action.dest)
    values = "\\|".join(map(str, action.choices)) if action.choices else action.metavar
    takes = action.nargs != 0 and action.option_strings and values
    return f"`{name} {values}`".replace("\\|", "|").replace("|", "\\|") if takes else f"`{name}`"


def _clean(words: str | None) -> str:
    return " ".join((words or "").replace("%(default)s", "…").split()).replace("|", "\\|")


def main() -> int:
    """Write the page; with --check only tell whether it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is not up to date")
    stale = not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page()
    if parser.parse_args().check:
        print(f"docs/commands.md is {'stale' if stale else 'up to date'}")
        return 1 if stale else 0
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
