"""What holds for the whole source: layers, purity, sizes, no prints, no writes past the rules."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dondoc"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)

CORE_ALONE = """
import sys

class Without:
    def __init__(self, finder):
        self.finder = finder

    def __getattr__(self, name):
        return getattr(self.finder, name)

    def find_spec(self, name, path=None, target=None):
        return None if name.split(".")[0] in {blocked} else self.finder.find_spec(name, path, target)

sys.meta_path[:] = [Without(finder) for finder in sys.meta_path]
"""
EXTRAS = ("django", "pypdfium2", "pikepdf", "docx", "pyhanko", "PIL", "openpyxl", "defusedxml", "holidays", "lxml")


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _alone(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = CORE_ALONE.format(blocked=EXTRAS) + code
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_the_reading_core_works_without_django_and_the_extras() -> None:
    """The core reads a text with nothing but numpy installed."""
    code = """
from dondoc.reading import read_directive
from dondoc.reading.source import SourceText
text = "1. Sở Nội vụ chủ trì xây dựng Đề án vị trí việc làm, hoàn thành trong quý IV năm 2021."
print(len(read_directive(SourceText.from_text(text)).register.items))
assert not {name.split(".")[0] for name in sys.modules} & set(BLOCKED)
""".replace("BLOCKED", repr(EXTRAS))
    result = _alone(code)
    assert (result.returncode, result.stdout) == (0, "1\n"), result.stderr


def test_the_command_reads_text_without_the_extras(tmp_path: Path) -> None:
    """`dondoc read x.txt` needs no extra; what does need one says which."""
    path = tmp_path / "x.txt"
    path.write_text("1. Sở Nội vụ chủ trì xây dựng Đề án, hoàn thành trong quý IV năm 2021.", encoding="utf-8")
    code = "from dondoc.cli import main\nsys.exit(main(sys.argv[1:]))"
    assert "Sở Nội vụ" in _alone(code, "read", str(path)).stdout
    missing = _alone(code, "read", str(path), "--format", "xlsx")
    assert missing.returncode == 2
    assert "dondoc[files]" in missing.stderr
    assert "dondoc[web]" in _alone(code, "--help").stdout


def test_layers() -> None:
    """Imports go down only, as pyproject.toml says."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stdout


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))


def _modules(*folders: str) -> list[Path]:
    return [path for path in MODULES if _name(path).startswith(folders)]


def test_only_the_command_prints() -> None:
    """A library does not print; the commands are where people are spoken to."""
    printed = [
        f"{_name(path)}:{call.lineno}"
        for path in MODULES
        if not _name(path).startswith(("cli/", "web/commands/"))
        for call in _calls(path)
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]
    assert printed == []


def _functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{_name(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    """Median at most 10 lines, nine in ten at most 30, none over 60."""
    lengths = sorted(length for _, length in _functions())
    assert [name for name, length in _functions() if length > 60] == []
    assert statistics.median(lengths) <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_modules_are_short() -> None:
    """No module over 400 lines."""
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_public_functions_of_the_core_say_what_they_do() -> None:
    """Every public function and class of the reading core has a docstring."""
    silent = [
        f"{_name(path)}: {node.name}"
        for path in _modules("reading/")
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_the_core_has_no_clock_and_opens_no_files() -> None:
    """No `today()`, no `now()`, no `open()`: the same text gives the same register on any day."""
    impure = [
        f"{_name(path)}:{call.lineno}"
        for path in _modules("reading/")
        for call in _calls(path)
        if (isinstance(call.func, ast.Attribute) and call.func.attr in ("today", "now", "utcnow"))
        or (isinstance(call.func, ast.Name) and call.func.id == "open")
    ]
    assert impure == []
