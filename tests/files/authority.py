"""An office of certificates for the tests: it issues, revokes and stamps the time; all of it is made here."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from asn1crypto import crl, keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

YEAR = dt.timedelta(days=365)


def _name(common: str) -> made.Name:
    return made.Name([made.NameAttribute(NameOID.COMMON_NAME, common)])


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: made.Certificate
    secret: rsa.RSAPrivateKey

    @property
    def public(self) -> x509.Certificate:
        """The certificate for pyHanko."""
        return x509.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def key(self) -> keys.PrivateKeyInfo:
        """The key for pyHanko."""
        plain = serialization.NoEncryption()
        der = self.secret.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
        return keys.PrivateKeyInfo.load(der)


@dataclass
class Authority:
    """The root, what it issued and what it revoked."""

    root: Holder = field(default_factory=lambda: _issued("GỐC THỬ NGHIỆM", None))
    serial: int = 100

    def issue(self, common: str, *, first: dt.datetime | None = None, last: dt.datetime | None = None) -> Holder:
        """Give a certificate for a person."""
        self.serial += 1
        return _issued(common, self.root, serial=self.serial, first=first, last=last)

    def stamper(self, moment: dt.datetime) -> DummyTimeStamper:
        """Give an office of time that always says this moment."""
        self.serial += 1
        office = _issued("THỜI GIAN", self.root, serial=self.serial, stamps=True)
        return DummyTimeStamper(office.public, office.key, certs_to_embed=_store(self.root), fixed_dt=moment)

    def revoke(self, *holders: Holder, days_ago: int = 1) -> crl.CertificateList:
        """Give the list of revoked certificates with these on it."""
        now = dt.datetime.now(dt.UTC)
        listed = made.CertificateRevocationListBuilder().issuer_name(self.root.certificate.subject)
        listed = listed.last_update(now - dt.timedelta(days=days_ago)).next_update(now + dt.timedelta(days=30))
        for holder in holders:
            one = made.RevokedCertificateBuilder().serial_number(holder.certificate.serial_number)
            listed = listed.add_revoked_certificate(one.revocation_date(now - dt.timedelta(days=days_ago)).build())
        signed = listed.sign(self.root.secret, hashes.SHA256())
        return crl.CertificateList.load(signed.public_bytes(serialization.Encoding.DER))

    def roots(self, folder: Path) -> Path:
        """Make a folder that holds the root."""
        folder.mkdir()
        (folder / "goc.cer").write_bytes(self.root.public.dump())
        return folder

    def sign(
        self, file: Path, holder: Holder, *, field_name: str = "ChuKy1", stamper: DummyTimeStamper | None = None
    ) -> Path:
        """Sign a file in place."""
        signer = SimpleSigner(signing_cert=holder.public, signing_key=holder.key, cert_registry=_store(self.root))
        out = io.BytesIO()
        PdfSigner(PdfSignatureMetadata(field_name=field_name), signer=signer, timestamper=stamper).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(file.read_bytes())), output=out
        )
        file.write_bytes(out.getvalue())
        return file


def add_proofs(file: Path, lists: Sequence[crl.CertificateList], certificates: Sequence[Holder] = ()) -> Path:
    """Add lists and certificates to a signed file, as programs do that keep it for years."""
    out = io.BytesIO(file.read_bytes())
    DocumentSecurityStore.add_dss(
        out, sig_contents=None, certs=[holder.public for holder in certificates], crls=list(lists)
    )
    file.write_bytes(out.getvalue())
    return file


def _store(*holders: Holder) -> SimpleCertificateStore:
    store = SimpleCertificateStore()
    for holder in holders:
        store.register(holder.public)
    return store


def _issued(
    common: str,
    by: Holder | None,
    *,
    serial: int = 1,
    first: dt.datetime | None = None,
    last: dt.datetime | None = None,
    stamps: bool = False,
) -> Holder:
    secret = rsa.generate_private_key(65537, 2048)
    now = dt.datetime.now(dt.UTC)
    usage = made.KeyUsage(
        digital_signature=True, content_commitment=by is not None and not stamps, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=by is None, crl_sign=by is None,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    built = (
        made.CertificateBuilder()
        .subject_name(_name(common)).issuer_name(by.certificate.subject if by else _name(common))
        .public_key(secret.public_key()).serial_number(serial)
        .not_valid_before(first or now - 5 * YEAR).not_valid_after(last or now + 5 * YEAR)
        .add_extension(made.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )  # fmt: skip
    if stamps:
        built = built.add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(built.sign(by.secret if by else secret, hashes.SHA256()), secret)
