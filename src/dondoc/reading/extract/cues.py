"""The cue phrases of `vocabulary/cues.toml` as compiled patterns for folded text."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import phrases, spelled_phrases
from dondoc.reading.vocabulary import vocabulary


@cache
def cue(table: str, name: str) -> re.Pattern[str]:
    """Give the pattern of one list of phrases: `cue("orders", "verbs")`."""
    return re.compile(phrases(vocabulary("cues")[table][name]))


@cache
def spelled_cue(table: str, name: str) -> re.Pattern[str]:
    """Give the pattern of one list of phrases with their marks, for a text that went through `spelling`."""
    return re.compile(spelled_phrases(vocabulary("cues")[table][name]))


def cue_names(table: str) -> tuple[str, ...]:
    """Give the names of the lists of a table, in order."""
    return tuple(vocabulary("cues")[table])
