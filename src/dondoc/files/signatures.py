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

from dondoc.files.child import Teller
from dondoc.files.revocation import Proofs, proofs_of, with_own
from dondoc.files.signing import UNREAD, Verified

VIETNAM = dt.timezone(dt.timedelta(hours=7))
CERTIFICATE_FILES = (".pem", ".cer", ".crt", ".der")
MOST_SIGNATURES = 50


def verify_signatures(job: dict[str, Any], tell: Teller) -> list[Verified]:
    """Give each embedded signature of a PDF, in the order of signing, as JSON values.

    `integrity` is "ok" when the signed bytes are untouched and what was added after signing is allowed (further
    signatures, their proofs), else "broken"; "unknown" when the signature itself cannot be read. `trust` is "trusted"
    when the signer's certificate leads to a root in the folder `trust_roots` of the job, at the moment of a time stamp
    that is trusted too, else today. The time is that of the time stamp where there is one, else the one the signer
    stated. `revoked` by the lists and answers that the file holds; `expired` when the certificate did not hold at the
    time of signing.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    roots = list(_roots(job.get("trust_roots")))
    with Path(job["path"]).open("rb") as file:
        try:
            reader = PdfFileReader(file, strict=False)
            embedded = reader.embedded_signatures[:MOST_SIGNATURES]
        except (PdfError, ValueError, TypeError, KeyError):
            return [UNREAD]
        proofs = proofs_of(reader)
        verified = [_verified(signature, roots, with_own(proofs, signature)) for signature in embedded]
    tell.progress("signatures", len(verified), len(verified))
    return verified


def _roots(folder: str | None) -> Iterator[Certificate]:
    """Give the certificates the installation trusts."""
    if not folder:
        return
    for path in sorted(Path(folder).iterdir()):
        if path.suffix.lower() in CERTIFICATE_FILES:
            yield from load_certs_from_pemder([str(path)])  # type: ignore[no-untyped-call]


def _verified(signature: EmbeddedPdfSignature, roots: Sequence[Certificate], proofs: Proofs) -> Verified:
    try:
        status = validate_pdf_signature(signature, proofs.context(roots))
        revoked = status.revoked or _is_revoked(signature, proofs)
        trusted = status.trusted or _was_trusted(signature, status, roots, proofs)
    except (SignatureValidationError, PdfError, ValueError, TypeError, KeyError):
        return {**UNREAD, "signer": _name(signature)}
    moment = _moment(signature, status)
    return {
        "signer": _name(signature),
        "organisation": _subject(signature).get("organization_name"),
        "signed_at": str(moment.isoformat(timespec="seconds")) if moment else None,
        "integrity": "ok" if _is_whole(status) else "broken",
        "trust": "trusted" if trusted and not revoked else "untrusted",
        "revoked": bool(revoked),
        "expired": moment is not None and not _held(signature, moment),
    }


def _was_trusted(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, roots: Sequence[Certificate], proofs: Proofs
) -> bool:
    """Tell whether a certificate that is not trusted today was so at the moment that a trusted time stamp proves."""
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.intact and stamp.trusted):
        return False
    then = proofs.context(roots, moment=stamp.timestamp)
    return bool(validate_pdf_signature(signature, then, proofs.context(roots)).trusted)


def _is_revoked(signature: EmbeddedPdfSignature, proofs: Proofs) -> bool:
    """Tell whether the lists in the file, at the moment of the latest, say so: whoever the installation trusts."""
    latest = proofs.latest
    if latest is None:
        return False
    own = signature.signer_cert
    roots = [one for one in (*signature.other_embedded_certs, *proofs.certificates) if own and one.dump() != own.dump()]
    return bool(roots and validate_pdf_signature(signature, proofs.context(roots, moment=latest, asking=True)).revoked)


def _held(signature: EmbeddedPdfSignature, moment: dt.datetime) -> bool:
    certificate = signature.signer_cert
    return certificate is None or certificate.not_valid_before <= moment <= certificate.not_valid_after


def _is_whole(status: PdfSignatureStatus) -> bool:
    if not (status.intact and status.valid):
        return False
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in allowed


def _moment(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> dt.datetime | None:
    stamp = status.timestamp_validity
    moment = stamp.timestamp if stamp is not None and stamp.intact else signature.self_reported_timestamp
    if moment is None:
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return zoned.astimezone(VIETNAM)


def _name(signature: EmbeddedPdfSignature) -> str:
    subject = _subject(signature)
    return subject.get("common_name") or subject.get("organization_name") or ""


def _subject(signature: EmbeddedPdfSignature) -> dict[str, str]:
    certificate = signature.signer_cert
    if certificate is None:
        return {}
    native = certificate.subject.native
    return {name: value for name, value in native.items() if isinstance(value, str)}
