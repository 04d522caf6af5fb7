"""The symbols of document references in the corpus: `QĐ-TTg`, `NQ/TW`, cut into their parts and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_REFERENCE = re.compile(r"\d+[a-z]?[-/](?:\d{4}/)?([A-ZĐƯ][A-Za-zĐđƯưÂÔ]*(?:[-/&.][A-ZĐƯ][A-Za-zĐđƯưÂÔ0-9]*)*)")
LEAST = 3
LONGEST = 12


def count_symbols(paragraphs: Iterable[str]) -> Counter[str]:
    """Count the parts of reference symbols; those met fewer than three times are left out."""
    whole: Counter[str] = Counter()
    for paragraph in paragraphs:
        if "-" in paragraph or "/" in paragraph:
            whole.update(_REFERENCE.findall(paragraph))
    parts: Counter[str] = Counter()
    for symbol, count in whole.items():
        for part in re.split("[-/&.]", symbol):
            parts[part] += count
    return Counter({p: n for p, n in sorted(parts.items()) if n >= LEAST and 0 < len(p) <= LONGEST})
