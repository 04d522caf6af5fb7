"""A doubtful reference carries its other readings where it is cited: in the register, its forms and back."""

from __future__ import annotations

import dataclasses
import io
import json

import pytest
from openpyxl import load_workbook

from dondoc.files.doubts import with_doubts
from dondoc.files.warnings import reread_findings
from dondoc.output.formats import render
from dondoc.reading.register import Citation
from dondoc.reading.register_json import register_from_json
from dondoc.reading.source import Place, SourceText
from tests.output.building import make_read

NO_PLACE = Place(page=1, line_from=1, line_to=1, start=0, end=0, quote="")


def _cited(reference: str) -> Citation:
    return Citation(reference, "resolution", None, None, "cites", "1", NO_PLACE)


@pytest.mark.parametrize(
    ("reread", "reference", "others"),
    [
        (("62-NQ/TW;", "52-NQ/TW;"), "62-NQ/TW", ("52-NQ/TW",)),
        (("115/2021/NĐ-CP;", "1 139/2021/NĐ-CP;"), "115/2021/NĐ-CP", ("1 139/2021/NĐ-CP",)),
        (("1/TTr-SNV", "611/TTr-SNV"), "1/TTr-SNV", ("611/TTr-SNV",)),
        (("43/QĐ-UBND", "143/QĐ-UBND", "48/QĐ-UBND"), "43/QĐ-UBND", ("143/QĐ-UBND", "48/QĐ-UBND")),
        (("43/QD-UBND", "143/QĐ-UBND"), "43/QĐ-UBND", ("143/QĐ-UBND",)),  # as it was before the repair
        (("43/QĐ-UBND", "143/QĐ-UBND"), "44/QĐ-UBND", ()),
        (("55/70,", "§5/70,"), "55/70", ()),
    ],
)
def test_other_readings_are_written_into_the_citation(
    reread: tuple[str, ...], reference: str, others: tuple[str, ...]
) -> None:
    """Of the citation that the doubt is about, and of no other."""
    findings = list(reread_findings([reread], SourceText.from_text(f"Theo {reread[0]}", file_name="a.pdf")))
    (cited, other) = with_doubts([_cited(reference), _cited("7/KH-UBND")], findings)
    assert (cited.other_readings, other.other_readings) == (others, ())


def test_forms_show_the_doubt_at_the_citation() -> None:
    """JSON and back, the workbook and the page."""
    read = make_read()
    (cited,) = read.register.citations
    doubtful = dataclasses.replace(cited, other_readings=("16-NQ/TU",))
    register = dataclasses.replace(read.register, citations=(doubtful,))
    assert register_from_json(json.loads(json.dumps(register.to_json()))) == register
    read = dataclasses.replace(read, register=register)
    sheet = load_workbook(io.BytesIO(bytes(render(read, "xlsx"))))["Viện dẫn"]  # type: ignore[arg-type]
    assert sheet["C2"].value == "10-NQ/TU (đọc không chắc, cũng có thể là 16-NQ/TU)"
    assert "cũng có thể là 16-NQ/TU" in str(render(read, "html"))
