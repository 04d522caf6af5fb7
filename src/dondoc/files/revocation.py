"""What a signed PDF holds for checking its certificates without the network: certificates, lists and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, find_unique_cms_attribute
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

_REVOCATION = "adobe_revocation_info_archival"


@dataclass(frozen=True, slots=True)
class Proofs:
    """Certificates, lists of revoked ones (CRL) and answers of their offices (OCSP)."""

    certificates: tuple[Certificate, ...] = ()
    lists: tuple[CertificateList, ...] = ()
    answers: tuple[OCSPResponse, ...] = ()

    @property
    def latest(self) -> dt.datetime | None:
        """The moment of the latest list or answer."""
        moments = [_made(one) for one in self.lists]
        for answer in self.answers:
            with suppress(ValueError, TypeError, KeyError):
                moments.append(answer.basic_ocsp_response["tbs_response_data"]["produced_at"].native)
        return max(moments) + dt.timedelta(seconds=1) if moments else None

    @property
    def _newest(self) -> list[CertificateList]:
        """The newest list of each office: what it says replaces what it said before."""
        in_order = sorted(self.lists, key=_made)
        return list({one.issuer.hashable: one for one in in_order}.values())

    def context(
        self, roots: Sequence[Certificate], moment: dt.datetime | None = None, *, asking: bool = False
    ) -> ValidationContext:
        """Give what a signature is validated with, today or at a moment.

        `asking`: whatever is known of revocation counts, even of a certificate that names no office to ask.
        """
        return ValidationContext(
            trust_roots=list(roots), other_certs=self.certificates, crls=self._newest, ocsps=self.answers,
            moment=moment, allow_fetching=False, retroactive_revinfo=moment is not None,
            revocation_mode="require" if asking else "soft-fail",
        )  # fmt: skip


def _made(one: CertificateList) -> dt.datetime:
    moment: dt.datetime = one["tbs_cert_list"]["this_update"].native
    return moment


def proofs_of(reader: PdfFileReader) -> Proofs:
    """Give what the file holds for all its signatures; nothing where it holds none or it cannot be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        lists = tuple(CertificateList.load(one.get_object().data) for one in store.crls)
        answers = tuple(OCSPResponse.load(one.get_object().data) for one in store.ocsps)
        return Proofs(tuple(store.load_certs()), lists, answers)
    except (NoDSSFoundError, PdfError, ValueError, TypeError, KeyError):
        return Proofs()


def with_own(proofs: Proofs, signature: EmbeddedPdfSignature) -> Proofs:
    """Add what a signature holds itself."""
    try:
        own = find_unique_cms_attribute(signature.signer_info["signed_attrs"], _REVOCATION)
        lists, answers = (tuple(own[kind] or ()) for kind in ("crl", "ocsp"))
    except (CMSExtractionError, ValueError, TypeError, KeyError):
        return proofs
    return Proofs(proofs.certificates, (*proofs.lists, *lists), (*proofs.answers, *answers))
