"""The pages that lead from the document to the product say nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dondoc.web.register import choices

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PROPER = (ROOT / "samples" / "50-CTr-TU.txt").read_text(encoding="utf-8").split("\n")
FROM_THE_DOCUMENT = (DOCS / "from-the-document.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
ROWS = [line for line in FROM_THE_DOCUMENT.split("\n") if line.startswith("| ")][1:]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#L(\d+))?\)")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]


@pytest.mark.parametrize("page", ["from-the-document.md", "glossary.md", "../samples/README.md"])
def test_every_linked_file_is_there(page: str):
    path = DOCS / page
    linked = [target for target, _ in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in linked if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:40])
def test_a_row_quotes_the_lines_it_links(row: str):
    ordered = _cells(row)[0]
    lines = [int(number) for _, number in LINK.findall(ordered) if number]
    near = " ".join(" ".join(PROPER[line - 1 : line + 2]) for line in lines)
    quotations = re.findall(r"“([^”]+)”", ordered)
    assert lines
    assert quotations
    assert [words for words in quotations if words not in near] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:40])
def test_what_works_has_code_and_test(row: str):
    _, part, _, code, test, today = _cells(row)
    assert today in ("works", "partly", "not yet")
    if today == "works":
        assert LINK.search(code)
        assert LINK.search(test)
    else:
        assert "Missing:" in part


@pytest.mark.parametrize(
    "words",
    [
        choices.Deliverable,
        choices.ItemKind,
        choices.Precision,
        choices.RelationKind,
        choices.Comparator,
        choices.Severity,
    ],
    ids=lambda words: words.__name__,
)
def test_the_glossary_knows_every_stored_word(words: type[choices.models.TextChoices]):
    assert [value for value in words.values if f"`{value}`" not in GLOSSARY] == []


def test_the_glossary_gives_a_sentence_for_each_word():
    rows = [line for line in GLOSSARY.split("\n") if line.startswith("| ") and not line.startswith("| Vietnamese")]
    assert len(rows) > 70
    for row in rows:
        vietnamese, identifier, english, meaning = _cells(row)
        assert vietnamese
        assert identifier
        assert english
        assert meaning.endswith(".")
