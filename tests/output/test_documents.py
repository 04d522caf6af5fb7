"""The laws of the written forms over every document at hand: the sample, and development documents where they are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dondoc.output import render
from dondoc.output.check_report import CheckReport, render_report
from dondoc.reading import ReadDirective, read_directive
from dondoc.reading.register_json import register_from_json
from dondoc.reading.source import SourceText
from tests.output.test_html import _Page
from tests.output.test_json_schema import faults

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted((ROOT / "samples").glob("*.txt")),
    *sorted(path for path in ROOT.parent.glob("shared/eval/dev/*.txt") if not path.name.endswith(".ocr.txt")),
]


@cache
def read(path: Path) -> ReadDirective:
    """Read a document once for all tests."""
    return read_directive(SourceText.from_text(path.read_text(encoding="utf-8"), file_name=path.name))


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name[:24])
def document(request: pytest.FixtureRequest) -> ReadDirective:
    """Each document at hand."""
    return read(request.param)


def test_registers_fit_the_schema_and_come_back(document: ReadDirective) -> None:
    """What is written is valid, and reading it back gives the same register."""
    data = json.loads(str(render(document, "json")))
    assert faults(data) == []
    assert register_from_json(data) == document.register


def test_every_finding_quotes_its_words(document: ReadDirective) -> None:
    """The place of a finding quotes the source verbatim; every finding speaks both languages."""
    for finding in document.register.findings:
        if finding.source:
            place = finding.source
            assert document.source.text[place.start : place.end] == place.quote


def test_the_page_holds_both_texts(document: ReadDirective) -> None:
    """The page has every line, repaired and as it was, and no link that leads nowhere."""
    page = _Page()
    page.feed(str(render(document, "html")))
    assert page.open == []
    assert page.seen == document.source.text.split("\n")
    assert page.shown == document.repaired.text.split("\n")
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("form", ["text", "csv", "xlsx"])
def test_every_form_is_written(document: ReadDirective, form: str) -> None:
    """Every document can be given in every form."""
    assert render(document, form)


def test_reports_are_written(document: ReadDirective) -> None:
    """Findings of every document as SARIF, in English."""
    report = CheckReport("x.txt", document.register.findings, (), document.source)
    results = json.loads(render_report(report, "sarif", "en"))["runs"][0]["results"]
    assert len(results) == len(document.register.findings)
    assert all(result["message"]["text"] for result in results)


def test_missing_documents_are_told_of() -> None:
    """A missing folder of documents is said, not passed over in silence."""
    if len(DOCUMENTS) <= 2:
        pytest.skip("the development documents are not beside the project; only the sample was tested")
