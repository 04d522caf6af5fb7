"""Make the files the tests of this folder read: nothing is taken from elsewhere."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw, ImageFont

from dondoc.files.pdf.writing import with_layer

File = TypeVar("File", Path, io.BytesIO)
A4 = (595, 842)
SHARED = Path(__file__).resolve().parents[3] / "shared"
FONTS = (
    "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf",
    "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/freefont/FreeSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)
LINES = (
    "ỦY BAN NHÂN DÂN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 194/KH-UBND    Hà Nội, ngày 05 tháng 10 năm 2025",
    "KẾ HOẠCH",
    "Triển khai chuyển đổi số năm 2025 trên địa bàn thành phố",
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng kế hoạch",
    "đào tạo cán bộ, hoàn thành trước ngày 30 tháng 11 năm 2025.",
    "2. Sở Khoa học và Công nghệ hướng dẫn các cơ quan, đơn vị thực hiện",
    "và báo cáo Ủy ban nhân dân thành phố trong quý IV năm 2025.",
)


def has_tesseract() -> bool:
    """Tell whether Tesseract with Vietnamese is installed."""
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in listed.stdout.split()


needs_tesseract = pytest.mark.skipif(not has_tesseract(), reason="Tesseract with `vie` is not installed")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_scans = pytest.mark.skipif(not (SHARED / "scans").is_dir(), reason="../shared/scans is not there")


def font(size: int) -> ImageFont.FreeTypeFont:
    """Give a face with all Vietnamese letters."""
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    pytest.skip("no font with Vietnamese letters is installed")


def sheet(lines: Sequence[str] = LINES, *, dpi: int = 200, turn: float = 0.0) -> Image.Image:
    """Give the picture of an A4 page with lines of text, wide gaps as columns."""
    scale = dpi / 72
    image = Image.new("L", (round(A4[0] * scale), round(A4[1] * scale)), 255)
    draw, face = ImageDraw.Draw(image), font(round(14 * scale))
    for at, line in enumerate(lines):
        left, _, right = line.partition("    ")
        top = (60 + 26 * at) * scale
        draw.text((60 * scale, top), left, font=face, fill=0)
        if right:
            draw.text((270 * scale, top), right, font=font(round(10.5 * scale)), fill=0)
    return image.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC) if turn else image


def scan_pdf(path: Path, pages: Sequence[Image.Image], *, dpi: int = 200) -> Path:
    """Write pictures as a PDF without a text layer."""
    pages[0].save(path, "PDF", save_all=True, append_images=list(pages[1:]), resolution=dpi)
    return path


def layer_pdf(path: Path, pages: Sequence[Sequence[str]], *, over: Image.Image | None = None) -> Path:
    """Write a PDF with a text layer, a line below the other; over the picture of a page, if one is given."""
    blank = blank_pdf(len(pages)) if over is None else _pictured(over, len(pages))
    rows = [
        (number, 60.0 + 6.5 * start, 60.0 + 22 * at, 60.0 + 6.5 * (start + len(word)), 74.0 + 22 * at, word)
        for number, lines in enumerate(pages, 1)
        for at, line in enumerate(lines)
        for start, word in _words(line.replace("    ", "        "))
    ]
    path.write_bytes(with_layer(blank, rows, title="test", name=path.name))
    return path


def _words(line: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for word in line.split(" "):
        if word:
            found.append((start, word))
        start += len(word) + 1
    return found


def blank_pdf(pages: int) -> io.BytesIO:
    """Give a PDF of empty pages."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=A4)
    return saved(pdf)


def _pictured(image: Image.Image, pages: int) -> io.BytesIO:
    made = io.BytesIO()
    image.save(made, "PDF", save_all=True, append_images=[image] * (pages - 1), resolution=200)
    made.seek(0)
    return made


def saved(pdf: Pdf, **how: object) -> io.BytesIO:
    """Give a PDF as a file."""
    made = io.BytesIO()
    pdf.save(made, **how)
    made.seek(0)
    return made


def encrypted_pdf(path: Path) -> Path:
    """Write a PDF that asks for a password."""
    pdf = Pdf.open(blank_pdf(1))
    path.write_bytes(saved(pdf, encryption=pikepdf.Encryption(user="mật", owner="khẩu")).getvalue())
    return path


def script_pdf(path: Path) -> Path:
    """Write a readable PDF that carries JavaScript."""
    layer_pdf(path, [LINES])
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS="app.alert('x')")
        pdf.save(path)
    return path


def annotated_pdf(path: Path, image: Image.Image) -> Path:
    """Write a PDF of a blank page under an annotation that shows a picture."""
    pdf = Pdf.open(blank_pdf(1))
    drawing = Stream(pdf, image.tobytes())
    drawing["/Type"], drawing["/Subtype"] = Name.XObject, Name.Image
    drawing["/Width"], drawing["/Height"], drawing["/BitsPerComponent"] = image.width, image.height, 8
    drawing["/ColorSpace"] = Name.DeviceGray
    look = Stream(pdf, b"595 0 0 842 0 0 cm /X Do")
    look["/Type"], look["/Subtype"], look["/BBox"] = Name.XObject, Name.Form, Array([0, 0, *A4])
    look["/Resources"] = Dictionary(XObject=Dictionary(X=pdf.make_indirect(drawing)))
    remark = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, *A4]), F=4)
    remark["/AP"] = Dictionary(N=pdf.make_indirect(look))
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(remark)])
    path.write_bytes(saved(pdf).getvalue())
    return path


def endless_pdf(path: Path) -> Path:
    """Write a PDF whose page is painted over and over again, corner to corner: minutes of work, little memory."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=A4)
    pdf.pages[0].obj["/Contents"] = Stream(pdf, b"0 0 m 595 842 l 10 400 l 590 0 l 0 842 l h f " * 100_000)
    path.write_bytes(saved(pdf).getvalue())
    return path


def bomb_pdf(path: Path, *, megabytes: int) -> Path:
    """Write a small PDF whose page content unfolds to many megabytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    once = b"\x78\x9c" + block * megabytes + b"\x03\x00" + bytes(4)
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=A4)
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(once), filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].obj["/Contents"] = stream
    as_it_is = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    path.write_bytes(saved(pdf, **as_it_is).getvalue())
    return path


def huge_image_pdf(path: Path, side: int) -> Path:
    """Write a PDF with one picture of side × side points."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=A4)
    image = Stream(pdf, zlib.compress(bytes(1000)))
    image.write(zlib.compress(bytes(1000)), filter=Name.FlateDecode)
    image["/Type"], image["/Subtype"] = Name.XObject, Name.Image
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = side, side, 1
    image["/ColorSpace"] = Name.DeviceGray
    pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(X=pdf.make_indirect(image)))
    pdf.pages[0].obj["/Contents"] = Stream(pdf, b"595 0 0 842 0 0 cm /X Do")
    path.write_bytes(saved(pdf).getvalue())
    return path


def huge_png(path: Path, side: int) -> Path:
    """Write a small PNG that says it has side × side points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(100_000))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    return path


def zip_of(path: File, *entries: tuple[str, bytes]) -> File:
    """Write a zip of entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return path


DOCX_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCX_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
    "</Relationships>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file from the XML inside its body; further parts by their names, such as "numbering"."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", DOCX_TYPES)
        archive.writestr("word/document.xml", f"<w:document {W} {EXTRA}><w:body>{body}</w:body></w:document>")
        archive.writestr("_rels/.rels", DOCX_RELATIONS.format(_related("officeDocument", "word/document")))
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
        related = "".join(_related(name, name) for name in parts)
        archive.writestr("word/_rels/document.xml.rels", DOCX_RELATIONS.format(related))
    return path


def _related(kind: str, target: str) -> str:
    return f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}.xml"/>'


EXTRA = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def through_office(path: Path, kind: str) -> Path:
    """Give a file as LibreOffice saves it in another kind, beside it."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{kind}")


def p(text: str, properties: str = "") -> str:
    """Give a paragraph of one run."""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
