"""The searchable copy is written as PDF/A-2b, and says so only where nothing is seen that forbids it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from pypdfium2 import PdfDocument

from dondoc.files.pdf.archive import breaches
from dondoc.files.pdf.document import drawn
from dondoc.files.pdf.writing import with_layer
from tests.files import making

ROWS = [(1, 100.0, 50.0, 180.0, 64.0, "Ủy"), (1, 190.0, 50.0, 240.0, 64.0, "ban")]


def _copy(source: io.BytesIO) -> tuple[bytes, Pdf]:
    data = with_layer(source, ROWS, title="Kế hoạch", name="a.pdf")
    return data, Pdf.open(io.BytesIO(data))


def _with_font(**font: object) -> io.BytesIO:
    pdf = Pdf.open(making.blank_pdf(1))
    made = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, **font)
    pdf.pages[0].obj["/Resources"] = Dictionary(Font=Dictionary(F=pdf.make_indirect(made)))
    pdf.pages[0].obj["/Contents"] = Stream(pdf, b"BT /F 12 Tf 100 700 Td (So) Tj ET")
    return making.saved(pdf)


def test_a_copy_has_what_the_form_asks_for() -> None:
    """Plain metadata with part and level, the sRGB profile, an identifier, no encryption, fonts in the file."""
    data, pdf = _copy(making.blank_pdf(1))
    assert data.startswith(b"%PDF-1.")
    assert (pdf.is_encrypted, "/ID" in pdf.trailer, "/Info" in pdf.trailer) == (False, True, False)
    metadata = pdf.Root.Metadata
    assert "/Filter" not in metadata
    with pdf.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["dc:title"]) == ("2", "B", "Kế hoạch")
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, intent.DestOutputProfile.N) == (Name.GTS_PDFA1, 3)
    assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
    assert [font.Subtype for font in pdf.pages[0].Resources.Font.values()] == [Name.Type3]
    assert list(breaches(pdf)) == []


@pytest.mark.parametrize(
    ("spoil", "breach"),
    [
        (lambda pdf, page: None, "font not embedded: /Helvetica"),
        (
            lambda pdf, page: _with_picture(pdf, page, ColorSpace=Name.DeviceCMYK),
            "colours of print without their profile",
        ),
        (lambda pdf, page: _with_picture(pdf, page, F="x.png"), "content outside the file"),
    ],
)
def test_what_cannot_be_put_right_forbids_the_claim(spoil: object, breach: str) -> None:
    """A copy that breaks the rules is made all the same, without saying that it keeps them."""
    pdf = Pdf.open(_with_font() if breach.startswith("font") else making.blank_pdf(1))
    spoil(pdf, pdf.pages[0].obj)  # type: ignore[operator]
    data, copy = _copy(making.saved(pdf))
    assert list(breaches(copy)) == [breach]
    assert b"pdfaid:part" not in data


def _with_picture(pdf: Pdf, page: pikepdf.Object, **odd: object) -> None:
    picture = Stream(pdf, bytes(4))
    picture["/Type"], picture["/Subtype"], picture["/ColorSpace"] = Name.XObject, Name.Image, Name.DeviceGray
    picture["/Width"], picture["/Height"], picture["/BitsPerComponent"] = 1, 1, 8
    for name, value in odd.items():
        picture[f"/{name}"] = value
    page["/Resources"] = Dictionary(XObject=Dictionary(X=pdf.make_indirect(picture)))
    page["/Contents"] = Stream(pdf, b"9 0 0 9 0 0 cm /X Do")


def test_what_can_be_put_right_is() -> None:
    """Scripts, attachments, remarks and a form's unused fonts go; links stay, printed as shown."""
    pdf = Pdf.open(making.blank_pdf(1))
    page = pdf.pages[0].obj
    _with_picture(pdf, page, Interpolate=True)
    form = Stream(pdf, b"")
    form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    unused = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    form["/Resources"] = Dictionary(Font=Dictionary(Z=pdf.make_indirect(unused)))
    page.Resources.XObject["/Y"] = pdf.make_indirect(form)
    page["/Contents"] = Stream(pdf, b"/X Do /Y Do")
    pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS="1")
    pdf.Root["/Names"] = Dictionary(EmbeddedFiles=Dictionary(Names=Array()))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.URI, URI="x"))
    starts = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(S=Name.Launch))
    sound = Dictionary(Type=Name.Annot, Subtype=Name.Sound, Rect=Array([0, 0, 9, 9]))
    page["/Annots"] = Array([link, starts, sound])
    data, copy = _copy(making.saved(pdf))
    assert b"pdfaid:part" in data
    assert "/OpenAction" not in copy.Root
    assert "/EmbeddedFiles" not in copy.Root.Names
    assert [(remark.Subtype, int(remark.F)) for remark in copy.pages[0].Annots] == [(Name.Link, 4)]
    assert not copy.pages[0].Resources.XObject.X.Interpolate


@making.needs_scans
def test_copies_of_real_scans_look_the_same_and_conform(tmp_path: Path) -> None:
    """With the stamp of their signature in the page, and none of its unused fonts."""
    scan = making.SHARED / "scans" / "195-ttg.signed.pdf"
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(with_layer(scan, ROWS, title="t", name="t"))
    assert b"pdfaid:part" in copy.read_bytes()
    before, after = (drawn(PdfDocument(file)[0], dpi=60) for file in (scan, copy))
    assert (before[60:] == after[60:]).all()
    assert (after[:60] < 128).sum() > (before[:60] < 128).sum() + 100  # the stamp stands in the upper margin
