"""Keys that open something by themselves: made at random, given once, kept only as their hash."""

from __future__ import annotations

import hashlib
import secrets


def new_key() -> str:
    """Give a key of 256 random bits that may stand in an address."""
    return secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """Give what is kept of a key: its SHA-256, 64 hexadecimal digits; the key cannot be told from it."""
    return hashlib.sha256(key.encode()).hexdigest()
