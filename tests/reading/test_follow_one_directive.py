"""The newcomer's first page says what the code does."""

from __future__ import annotations

import doctest
import importlib
import re

import pytest

from tests.reading.making import ROOT

PAGE = ROOT / "docs" / "follow-one-directive.md"


def test_the_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of the page gives what the page shows."""
    monkeypatch.chdir(ROOT)
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted > 20
    assert results.failed == 0


def names() -> list[str]:
    """Give the dotted names the page mentions."""
    return sorted(set(re.findall(r"`(dondoc(?:\.\w+)+)`", PAGE.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", names())
def test_the_names_exist(name: str) -> None:
    """A module or function the page speaks of is there."""
    parent, _, last = name.rpartition(".")
    module = importlib.import_module(parent)
    assert hasattr(module, last) or importlib.import_module(name)


def test_the_files_of_the_structure_stage_exist() -> None:
    """So are the files it sends the reader to."""
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"\(`(\w+\.py)`\)", text):
        assert (ROOT / "src/dondoc/reading/structure" / name).exists(), name
