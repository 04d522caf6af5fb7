"""Certificates that were revoked or had ended, stamps of time, several signers; no network is asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dondoc.files import open_document
from tests.files.authority import YEAR, Authority, add_proofs
from tests.files.making import layer_pdf

NOW = dt.datetime.now(dt.UTC)
LINES = ("KẾ HOẠCH", "Sở Nội vụ chủ trì thực hiện.", "Trần Thị Bình", "Lê Văn Cường")


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Give the office; its keys are made once."""
    return Authority()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Give a file to sign."""
    return layer_pdf(tmp_path / "a.pdf", [LINES])


@pytest.mark.parametrize("trusting", [True, False])
def test_a_revoked_certificate(plain: Path, tmp_path: Path, authority: Authority, *, trusting: bool) -> None:
    """The list in the file tells, whether the installation trusts its office or not; another's number does not."""
    roots = authority.roots(tmp_path / "roots") if trusting else None
    who, other = authority.issue("Trần Thị Bình"), authority.issue("Lê Văn Cường")
    authority.sign(plain, who)
    add_proofs(plain, [authority.revoke(other, days_ago=2)], [authority.root])
    opened = open_document(plain, trust_roots=roots)
    assert (opened.signatures[0].integrity, opened.signatures[0].trust) == (
        "ok", "trusted" if trusting else "untrusted",
    )  # fmt: skip
    assert opened.warnings == ()
    add_proofs(plain, [authority.revoke(who)], [authority.root])
    opened = open_document(plain, trust_roots=roots)
    assert (opened.signatures[0].integrity, opened.signatures[0].trust) == ("ok", "untrusted")
    assert [(one.code, one.severity) for one in opened.warnings] == [("R15", "error")]


def test_a_certificate_that_had_ended(plain: Path, tmp_path: Path, authority: Authority) -> None:
    """Signed after its end, it is not trusted, and that is said."""
    who = authority.issue("Trần Thị Bình", first=NOW - 3 * YEAR, last=NOW - YEAR)
    opened = open_document(authority.sign(plain, who), trust_roots=authority.roots(tmp_path / "roots"))
    assert (opened.signatures[0].integrity, opened.signatures[0].trust) == ("ok", "untrusted")
    assert [one.code for one in opened.warnings] == ["R25"]


def test_a_stamp_of_time_proves_what_was_signed_before_the_end(
    plain: Path, tmp_path: Path, authority: Authority
) -> None:
    """The time is that of the stamp, and the certificate counts as it stood then."""
    who = authority.issue("Trần Thị Bình", first=NOW - 3 * YEAR, last=NOW - YEAR)
    moment = (NOW - 2 * YEAR).replace(microsecond=0)
    authority.sign(plain, who, stamper=authority.stamper(moment))
    opened = open_document(plain, trust_roots=authority.roots(tmp_path / "roots"))
    (signature,) = opened.signatures
    assert signature.signed_at is not None
    assert dt.datetime.fromisoformat(signature.signed_at) == moment
    assert (signature.integrity, signature.trust) == ("ok", "trusted")
    assert opened.warnings == ()


def test_two_signers(plain: Path, tmp_path: Path, authority: Authority) -> None:
    """The second signature leaves the first whole; both are told, in the order of signing."""
    for at, name in enumerate(("Trần Thị Bình", "Lê Văn Cường"), 1):
        authority.sign(plain, authority.issue(name), field_name=f"ChuKy{at}")
    opened = open_document(plain, trust_roots=authority.roots(tmp_path / "roots"))
    assert [(one.signer, one.integrity, one.trust) for one in opened.signatures] == [
        ("Trần Thị Bình", "ok", "trusted"), ("Lê Văn Cường", "ok", "trusted"),
    ]  # fmt: skip
    assert opened.warnings == ()
