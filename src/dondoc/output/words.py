"""The words of the written forms, in Vietnamese and English; data in `words.toml`."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from dondoc.reading.register import Deadline


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Give every word by key, each with its languages."""
    return tomllib.loads(files("dondoc.output").joinpath("words.toml").read_text(encoding="utf-8"))


def word(key: str, language: str, **values: object) -> str:
    """Give the word of a key in a language, its places filled with `values`."""
    return catalogue()[key][language].format(**values)


def word_or_key(prefix: str, key: str, language: str) -> str:
    """Give the word of a term of the register ("plan", "quarter"); the term itself where there is none."""
    entry = catalogue().get(f"{prefix}-{key}")
    return entry[language] if entry else key


def day(value: dt.date | None) -> str:
    """Give a day as Vietnamese offices write it: 09/8/2021 (a month below three has its zero)."""
    if value is None:
        return ""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def number(value: float) -> str:
    """Give a number in the Vietnamese form: 1.234,5."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def deadline_words(deadline: Deadline | None, language: str) -> str:
    """Give a deadline in its own words, with its last day where the words do not show it."""
    if deadline is None:
        return ""
    if deadline.due_on is None:
        return deadline.as_written
    last = day(deadline.due_on)
    if deadline.precision == "day" and last in deadline.as_written:
        return deadline.as_written
    return word("deadline-until", language, words=deadline.as_written, day=last)
