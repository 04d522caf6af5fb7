"""Names of two syllables that stand after "xã", "phường", "huyện" and the like in the training paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from dondoc.reading.repair.tone import new_placement

LEAST = 2  # times that a name is met
_NAMED = re.compile(
    r"\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu) ([^\W\d_]+) ([^\W\d_]+)\b(?! [A-ZĐ][^\W\d_])"
)


def place_names(paragraphs: Iterable[str], is_syllable: Callable[[str], bool]) -> list[str]:
    """Give the names met often enough, sorted."""
    met: Counter[str] = Counter()
    for paragraph in paragraphs:
        for match in _NAMED.finditer(paragraph):
            words = [new_placement(word) for word in match.groups()]
            if all(word.istitle() and is_syllable(word.lower()) for word in words):
                met[" ".join(words)] += 1
    return sorted(name for name, count in met.items() if count >= LEAST)
