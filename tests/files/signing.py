"""Signed files for the tests: a certificate that signs itself, and a PDF that it signed."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import keys, x509
from cryptography import x509 as made_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.files.making import LINES, layer_pdf

SIGNER, OFFICE = "Nguyễn Văn A", "VĂN PHÒNG TỈNH ỦY"


@dataclass(frozen=True)
class Identity:
    """A signer: his certificate, his key, and the certificate as a file."""

    certificate: x509.Certificate
    key: keys.PrivateKeyInfo
    der: bytes


@cache
def make_identity() -> Identity:
    """Give a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    pairs = [(NameOID.ORGANIZATION_NAME, OFFICE), (NameOID.COMMON_NAME, SIGNER)]
    name = made_x509.Name([made_x509.NameAttribute(kind, value) for kind, value in pairs])
    day = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    usage = made_x509.KeyUsage(True, True, False, False, False, True, False, False, False)  # noqa: FBT003
    certificate = (
        made_x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(day).not_valid_after(day + dt.timedelta(days=36500))
        .add_extension(made_x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    der = certificate.public_bytes(serialization.Encoding.DER)
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Identity(x509.Certificate.load(der), keys.PrivateKeyInfo.load(secret), der)


def signed_pdf(path: Path) -> Path:
    """Make a PDF signed by that certificate."""
    who = make_identity()
    store = SimpleCertificateStore()
    store.register(who.certificate)
    signer = SimpleSigner(signing_cert=who.certificate, signing_key=who.key, cert_registry=store)
    plain = layer_pdf(path.with_name("plain.pdf"), [LINES])
    out = io.BytesIO()
    with plain.open("rb") as file:
        PdfSigner(PdfSignatureMetadata(field_name="ChuKy1"), signer=signer).sign_pdf(
            IncrementalPdfFileWriter(file), output=out
        )
    path.write_bytes(out.getvalue())
    return path


def trusted_roots(folder: Path) -> Path:
    """Make a folder of trusted certificates that holds that one."""
    folder.mkdir()
    (folder / "goc.cer").write_bytes(make_identity().der)
    return folder
