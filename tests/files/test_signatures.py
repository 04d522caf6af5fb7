"""Digital signatures: whole, tampered, trusted or not; made by the tests themselves, and the real ones of the scans."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from dondoc.files import Limits, open_document
from dondoc.files.sandbox import run_in_child
from tests.files.making import SHARED, needs_scans
from tests.files.signing import OFFICE, SIGNER, signed_pdf, trusted_roots

REAL = sorted((SHARED / "scans").glob("*.pdf"))


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """Give a signed PDF."""
    return signed_pdf(tmp_path / "signed.pdf")


def test_a_whole_signature_names_its_signer(signed: Path) -> None:
    """Integrity is ok, trust is not given without a root, the time carries the zone of Vietnam, the text is read."""
    opened = open_document(signed)
    (signature,) = opened.signatures
    assert (signature.signer, signature.organisation) == (SIGNER, OFFICE)
    assert (signature.integrity, signature.trust) == ("ok", "untrusted")
    assert signature.signed_at is not None
    assert signature.signed_at.endswith("+07:00")
    assert "KẾ HOẠCH" in opened.source.text
    assert [warning.code for warning in opened.warnings] == ["R20"]  # the text does not name who signed


def test_a_root_of_the_installation_makes_it_trusted(signed: Path, tmp_path: Path) -> None:
    """The folder of trusted certificates decides."""
    roots = trusted_roots(tmp_path / "roots")
    assert open_document(signed, trust_roots=roots).signatures[0].trust == "trusted"


def test_a_tampered_file_is_a_loud_warning(signed: Path) -> None:
    """One changed byte of the signed part breaks the signature, and an error says so."""
    data = signed.read_bytes()
    at = data.index(b"/CreatorTool") if b"/CreatorTool" in data else data.index(b"dondoc")
    signed.write_bytes(data[:at] + b"DONDOC" + data[at + 6 :])
    opened = open_document(signed)
    assert opened.signatures[0].integrity == "broken"
    warning = next(one for one in opened.warnings if one.severity == "error")
    assert (warning.code, warning.severity) == ("R14", "error")
    assert SIGNER in warning.message


def test_what_is_added_after_signing_breaks_it(signed: Path) -> None:
    """A page whose content was changed by a later revision is not what was signed."""
    with signed.open("rb") as file:
        writer = IncrementalPdfFileWriter(io.BytesIO(file.read()))
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page[generic.pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
        writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))
        out = io.BytesIO()
        writer.write(out)
    signed.write_bytes(out.getvalue())
    (found,) = run_in_child("signatures", path=signed, limits=Limits())
    assert found["integrity"] == "broken"


@needs_scans
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_the_real_signatures_are_whole(path: Path) -> None:
    """Each of the fifteen is intact, stamped in October 2025, and untrusted without the roots of the Government."""
    (found,) = run_in_child("signatures", path=path, limits=Limits())
    assert (found["integrity"], found["trust"]) == ("ok", "untrusted")
    assert (found["signer"], found["organisation"]) == ("CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ", "VĂN PHÒNG CHÍNH PHỦ")
    assert found["signed_at"].startswith("2025-10-")
