"""What the command says, in Vietnamese and English; the sentences are data in `messages.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Give every sentence of the command by key, each with its languages."""
    text = files("dondoc.cli").joinpath("messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(key: str, language: str, **values: object) -> str:
    """Give the sentence of a key in a language, its places filled with `values`."""
    return catalogue()[key][language].format(**values)
