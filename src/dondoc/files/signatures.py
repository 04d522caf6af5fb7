"""Verify the digital signatures of a PDF without the network: integrity, signer, organisation, time, trust."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from dondoc.files.child import Teller
from dondoc.files.signing import UNREAD, Verified

VIETNAM = dt.timezone(dt.timedelta(hours=7))
CERTIFICATE_FILES = (".pem", ".cer", ".crt", ".der")
MOST_SIGNATURES = 50


def verify_signatures(job: dict[str, Any], tell: Teller) -> list[Verified]:
    """Give each embedded signature of a PDF, in the order of signing, as JSON values.

    `integrity` is "ok" when the signed bytes are untouched and what was added after signing is allowed (further
    signatures, their proofs), else "broken"; "unknown" when the signature itself cannot be read. `trust` is "trusted"
    when the signer's certificate leads to a root in the folder `trust_roots` of the job. The time is that of the time
    stamp where there is one, else the one the signer stated.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    roots = list(_roots(job.get("trust_roots")))
    with Path(job["path"]).open("rb") as file:
        try:
            embedded = PdfFileReader(file, strict=False).embedded_signatures[:MOST_SIGNATURES]
        except (PdfError, ValueError, TypeError, KeyError):
            return [UNREAD]
        verified = [_verified(signature, roots) for signature in embedded]
    tell.progress("signatures", len(verified), len(verified))
    return verified


def _roots(folder: str | None) -> Iterator[Certificate]:
    """Give the certificates the installation trusts."""
    if not folder:
        return
    for path in sorted(Path(folder).iterdir()):
        if path.suffix.lower() in CERTIFICATE_FILES:
            yield from load_certs_from_pemder([str(path)])  # type: ignore[no-untyped-call]


def _verified(signature: EmbeddedPdfSignature, roots: Sequence[Certificate]) -> Verified:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, context)
    except (SignatureValidationError, PdfError, ValueError, TypeError, KeyError):
        return {**UNREAD, "signer": _name(signature)}
    return {
        "signer": _name(signature),
        "organisation": _subject(signature).get("organization_name"),
        "signed_at": _signed_at(signature, status),
        "integrity": "ok" if _is_whole(status) else "broken",
        "trust": "trusted" if status.trusted else "untrusted",
        "revoked": bool(status.revoked),
    }


def _is_whole(status: PdfSignatureStatus) -> bool:
    if not (status.intact and status.valid):
        return False
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in allowed


def _signed_at(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> str | None:
    stamp = status.timestamp_validity
    moment = stamp.timestamp if stamp is not None and stamp.intact else signature.self_reported_timestamp
    if moment is None:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return str(zoned.astimezone(VIETNAM).isoformat(timespec="seconds"))


def _name(signature: EmbeddedPdfSignature) -> str:
    subject = _subject(signature)
    return subject.get("common_name") or subject.get("organization_name") or ""


def _subject(signature: EmbeddedPdfSignature) -> dict[str, str]:
    certificate = signature.signer_cert
    if certificate is None:
        return {}
    native = certificate.subject.native
    return {name: value for name, value in native.items() if isinstance(value, str)}
