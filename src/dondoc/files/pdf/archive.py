"""Bring a PDF into the form of PDF/A-2b, and say so in it only where nothing was seen that breaks its rules.

What can be put right is: actions, forms, attachments, remarks, smoothing of pictures, fonts nobody uses, dates that
contradict each other. What cannot (a font that is not embedded, colours of print, old compression) is a breach. That
is less than a validator looks at, and more than a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

_OF_ROOT = ("/AcroForm", "/OpenAction", "/AA", "/Perms", "/DSS", "/NeedsRendering", "/Requirements")
_OF_NAMES = ("/JavaScript", "/EmbeddedFiles", "/AlternatePresentations")
_KEPT_REMARKS = ("/Link",)
_KEPT_ACTIONS = ("/GoTo", "/GoToR", "/URI")
_PRINTED = 4  # flag of an annotation
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def prepare(pdf: Pdf) -> None:
    """Make stamps part of the page, drop forms, scripts, actions, attachments and fonts that nothing is written in."""
    pdf.flatten_annotations("all")
    _drop(pdf.Root, _OF_ROOT)
    if "/Names" in pdf.Root:
        _drop(pdf.Root.Names, _OF_NAMES)
    for page in pdf.pages:
        _drop(page.obj, ("/AA",))
        _keep_links(page.obj)
    for stream in _streams(pdf):
        if stream.get("/Subtype") == Name.Image and stream.get("/Interpolate"):
            stream["/Interpolate"] = False
        if stream.get("/Subtype") == Name.Form:
            _drop(stream, ("/PS", "/OPI", "/Ref"))
            _drop_unused_fonts(stream)


def _drop(owner: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in owner:
            del owner[key]


def _keep_links(page: Any) -> None:
    """Leave links only, printed as they are shown; whatever else an annotation starts goes with it."""
    kept = []
    for remark in page.get("/Annots", Array()):
        action = remark.get("/A")
        if remark.get("/Subtype") not in _KEPT_REMARKS or (
            action is not None and action.get("/S") not in _KEPT_ACTIONS
        ):
            continue
        _drop(remark, ("/AA",))
        remark["/F"] = _PRINTED
        kept.append(remark)
    _drop(page, ("/Annots",))
    if kept:
        page["/Annots"] = Array(kept)


def _drop_unused_fonts(form: Any) -> None:
    fonts = (form.get("/Resources") or Dictionary()).get("/Font")
    if fonts is None:
        return
    try:
        steps = pikepdf.parse_content_stream(form)
    except pikepdf.PdfError:
        return
    used = {str(step.operands[0]) for step in steps if str(step.operator) == "Tf"}
    _drop(fonts, tuple(name for name in list(fonts.keys()) if name not in used))


def mark(pdf: Pdf, *, title: str) -> None:
    """Write metadata and output intent; the claim to be PDF/A-2b only where no breach was seen."""
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile["/N"] = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root["/OutputIntents"] = Array([pdf.make_indirect(intent)])
    pdf.remove_unreferenced_resources()
    conforms = not list(breaches(pdf))
    _drop(pdf.Root, ("/Metadata",))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if conforms:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
        metadata["dc:title"] = title
        metadata["xmp:CreatorTool"] = "dondoc"
    _drop(pdf.trailer, ("/Info",))  # it would have to say the same


def breaches(pdf: Pdf) -> Iterator[str]:
    """Give what was seen that PDF/A-2b forbids, in a few words each."""
    for thing in _reached(pdf):
        if not isinstance(thing, Dictionary | Stream):
            continue
        if thing.get("/Type") == Name.Font and not _is_embedded(thing):
            yield f"font not embedded: {thing.get('/BaseFont')}"
        if isinstance(thing, Stream):
            yield from _breaches_of_stream(thing)


def _breaches_of_stream(stream: Any) -> Iterator[str]:
    filters = stream.get("/Filter")
    named = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    if {"/LZWDecode", "/Crypt"} & set(named):
        yield "compression that is not allowed"
    if stream.get("/F") is not None:
        yield "content outside the file"
    if stream.get("/Subtype") == Name.PS:
        yield "PostScript"
    if stream.get("/ColorSpace") == Name.DeviceCMYK:
        yield "colours of print without their profile"


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True
    if font.get("/Subtype") == Name.Type0:
        return all(_is_embedded(one) for one in font.get("/DescendantFonts", Array()))
    return any(key in (font.get("/FontDescriptor") or Dictionary()) for key in _FONT_FILES)


def _streams(pdf: Pdf) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, Stream))


def _reached(pdf: Pdf) -> Iterator[Any]:
    """Give each object that the file's catalogue leads to, once; what nothing leads to is not written."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [pdf.Root]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Object) and thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, Array):
            waiting.extend(thing)
        elif isinstance(thing, Dictionary | Stream):
            waiting.extend(value for key, value in thing.items() if key != "/Parent")
            yield thing
