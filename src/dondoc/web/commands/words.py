"""What these commands say; the sentences are data in `messages.toml`."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """Give every sentence by key, each with its languages."""
    return tomllib.loads(files(__package__).joinpath("messages.toml").read_text(encoding="utf-8"))


def say(key: str, language: str, **values: object) -> str:
    """Give a sentence in a language, its places filled."""
    text = catalogue()[key][language]
    return text.format(**values) if values else text


def write(arguments: Namespace, key: str, **values: object) -> None:
    """Say a sentence on the console of the command."""
    console = arguments.console
    console.write(say(key, console.language, **values) + "\n", None)
