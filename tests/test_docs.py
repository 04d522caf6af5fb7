"""The documentation is tested: what exists is described, what is described exists, and what it says to type works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.cli.parser import build_parser
from dondoc.reading.checks import all_checks
from dondoc.web.settings import KNOWN
from tools import make_check_pages, make_command_page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("samples/*.md")])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, _ in make_check_pages.pages()])
def test_pages_of_checks_are_those_of_the_catalogue(name: str) -> None:
    """Code, page and sentence of a check come from one place (`python tools/make_check_pages.py`)."""
    assert _text(DOCS / "checks" / name) == dict(make_check_pages.pages())[name]


def test_no_page_for_a_check_that_is_gone() -> None:
    """Every page in docs/checks is the index or a check."""
    pages = {path.stem for path in (DOCS / "checks").glob("*.md")}
    assert pages == {"README", *all_checks()}


def test_commands_are_described() -> None:
    """The page of commands is written from the options (`python tools/make_command_page.py`)."""
    assert _text(DOCS / "commands.md") == make_command_page.page()


def test_every_option_is_in_the_page_of_commands() -> None:
    """No option without its row."""
    page = _text(DOCS / "commands.md")
    for name, command in make_command_page.commands(build_parser("vi")).items():
        assert f"## `dondoc {name}`" in page
        for action in command._actions:
            assert not action.option_strings or action.option_strings[-1] in page


@pytest.mark.parametrize("name", sorted(KNOWN | {"DATABASE_URL"}))
def test_every_setting_is_described(name: str) -> None:
    """No setting without its row in docs/settings.md."""
    assert f"| `{name}` |" in _text(DOCS / "settings.md")


def test_every_setting_described_exists() -> None:
    """No row without its setting."""
    described = set(re.findall(r"^\| `(\w+)` \|", _text(DOCS / "settings.md"), flags=re.MULTILINE))
    assert described == KNOWN | {"DATABASE_URL"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """A link within the repository leads to something."""
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", _text(page)):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_decisions_have_their_parts(page: Path) -> None:
    """Context, choice, price and what lost; and a row in the index."""
    text = _text(page)
    assert text.startswith(f"# {page.name[:4]}: ")
    for part in ("Context", "Choice", "Price", "Lost"):
        assert re.search(rf"^(?:\*\*|#+ ){part}", text, flags=re.MULTILINE), part
    assert f"]({page.name})" in _text(page.parent / "README.md")


def test_numbers_of_decisions_are_used_once() -> None:
    """Two decisions never share a number."""
    numbers = [page.name[:4] for page in (DOCS / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def _commands_of_readme() -> list[str]:
    blocks = re.findall(r"```(?:sh|bash|console|text)?\n(.*?)```", _text(ROOT / "README.md"), flags=re.DOTALL)
    lines = [line.removeprefix("$ ").split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"dondoc (?:read|repair|check)\b", line)]


@pytest.mark.parametrize("command", _commands_of_readme() or ["dondoc --version"])
def test_commands_of_the_readme_run(command: str, tmp_path: Path) -> None:
    """What the README tells people to type runs, on the sample, from the root of the project."""
    words = re.sub(r"(-o\s+|>\s*)(\S+)", lambda match: f"{match[1]}{tmp_path / match[2]}", command)
    program = words.replace("dondoc", f"'{sys.executable}' -m dondoc", 1)
    result = subprocess.run(["bash", "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode in (0, 1), result.stderr


@pytest.mark.parametrize("target", ["run", "test", "lint", "bench", "clean", "setup", "help"])
def test_make_targets_are_listed(target: str) -> None:
    """`make help` lists what there is."""
    makefile = _text(ROOT / "Makefile")
    assert re.search(rf"^{target}:.*##", makefile, flags=re.MULTILINE)
