"""Verified signatures as they come from the child process; no cryptography is loaded here."""

from __future__ import annotations

from typing import Any

from dondoc.reading.register import Signature

Verified = dict[str, Any]  # the fields of `Signature`, `revoked` and `expired`

UNREAD: Verified = {
    "signer": "", "organisation": None, "signed_at": None, "integrity": "unknown", "trust": "unknown", "revoked": False,
    "expired": False,
}  # fmt: skip


def signature_of(verified: Verified) -> Signature:
    """Give a verified signature in the form of the register."""
    return Signature(**{name: verified[name] for name in Signature.__dataclass_fields__})
