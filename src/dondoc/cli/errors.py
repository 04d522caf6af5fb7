"""Mistakes of the person at the keyboard: each ends the command with one sentence that says what to do next."""

from __future__ import annotations

from dondoc.cli.words import say

EXIT_GOOD = 0
EXIT_FINDINGS = 1
EXIT_BAD_INPUT = 2
EXIT_BUG = 3
EXIT_INTERRUPTED = 130


class UserMistake(Exception):
    """Something that the person can put right; `key` names its sentence in `messages.toml`."""

    exit_code = EXIT_BAD_INPUT

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def sentence_in(self, language: str) -> str:
        """Give the sentence in a language."""
        return say(self.key, language, **self.values)
