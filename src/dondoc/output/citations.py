"""A cited reference in words, with its doubt."""

from __future__ import annotations

from dondoc.output.words import word
from dondoc.reading.register import Citation


def reference_words(cited: Citation, language: str) -> str:
    """Give a reference and, where it was read from a picture with doubt, its other readings in brackets."""
    if not cited.other_readings:
        return cited.reference
    return f"{cited.reference} ({word('other-readings', language, others=', '.join(cited.other_readings))})"
