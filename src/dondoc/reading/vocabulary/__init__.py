"""What the reader knows by heart: agencies, cue phrases and document kinds, as TOML beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Give the vocabulary `name` ("agencies", "deadlines", ...) as plain values; read once."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
