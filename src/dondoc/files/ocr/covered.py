"""Lines of a signature block whose beginnings lie under the seal: completed from where they are centred and what shows.

All lines of the block are centred below each other. From the end of a line that can be read, the size of its print and
the place of the others follows how wide the covered words are; only few surnames and roles fit, and the letters that
show through the seal part these. What is completed is doubtful, and is told with the other words that would fit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product

from dondoc.files.ocr.letter_widths import SPACE, width_of
from dondoc.files.ocr.tesseract import Found
from dondoc.files.syllables import folded
from dondoc.reading.vocabulary import vocabulary

NEAR = 2.5  # pixels that the middles of two lines usually differ by
LETTERS_COUNT = 6.0  # what it counts for that all letters of a surname show
SAID_COUNTS = 3.0  # and that the text of the page has the name in full
SECOND_SURNAME = 2.0  # and against a surname before what is one itself
RARE_FORM = 2.0  # and against a role that it is signed for in a rare form
LEAST_LEAD = 1.3  # before the next name that would fit
LEAST_FIT = -4.0
DOUBTFUL = 0.5
MOST_READINGS = 3
MOST_ROLES = 2
_PREFIX = re.compile(r"(?:KT|TM|TL|TUQ|Q)\.")
_NAMES = vocabulary("names")
_FEW = ("Văn", "Phó")  # far oftener the middle of a name, or a role
SURNAMES = tuple(name for name in _NAMES["surnames"] if len(name) > 1 and name not in _FEW)
_FOLDED = frozenset(folded(name) for name in SURNAMES)
_ROLES = tuple(role.upper() for role in _NAMES["roles"])
_FORMS = ("", "KT. ", "PHÓ ", "Q. ", "TUQ. ", "TL. ")


@dataclass(frozen=True, slots=True)
class Line:
    """A way to complete a line: its text, how many words of it were read, and where its middle then lies."""

    text: str
    known: int
    middle: float


@dataclass(frozen=True, slots=True)
class Completed:
    """A signature block whose covered beginnings were told; `readings` are the names that fit, the best first."""

    rows: list[list[Found]]
    readings: tuple[str, ...]  # none where the name is whole


Fit = tuple[float, Line, tuple[Line, ...]]


def completed(rows: Sequence[Sequence[Found]], at: int, glimpses: Sequence[str], said: str) -> Completed | None:
    """Give the block with its covered words; None where they cannot be told, or no roles stand above the name.

    `at` is the row of the name; `glimpses` is what close readings have before the name, letters of the seal among it;
    `said` is the text of the page outside the block.
    """
    name, roles = rows[at], _roles(rows[:at])
    if not name or not roles:
        return None
    fits = sorted(_fits(name, [lines for _, lines in roles], glimpses, said), key=lambda fit: -fit[0])
    if not fits or fits[0][0] < LEAST_FIT or not _leads(fits):
        return None
    _, line, chosen = fits[0]
    whole = [list(row) for row in rows]
    whole[at] = _with_words(name, line)
    for (row, _), role in zip(roles, chosen, strict=True):
        whole[row] = _with_words(rows[row], role)
    if line.known == len(line.text.split()):
        return Completed(whole, ())
    whole[at][0] = replace(whole[at][0], others=_readings(fits))
    return Completed(whole, whole[at][0].others)


def has_roles(rows: Sequence[Sequence[Found]]) -> bool:
    """Tell whether a row is a role, or ends as one."""
    return bool(_roles(rows))


def _leads(fits: Sequence[Fit]) -> bool:
    """Tell whether the best fit is well before the next with another name or other roles."""
    best = fits[0]
    other = next((fit for fit in fits[1:] if not _is_same(fit, best)), None)
    return other is None or best[0] - other[0] >= LEAST_LEAD


def _is_same(one: Fit, other: Fit) -> bool:
    return folded(one[1].text) == folded(other[1].text) and [r.text for r in one[2]] == [r.text for r in other[2]]


def _readings(fits: Sequence[Fit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.text for _, line, _ in fits))[:MOST_READINGS]


def _fits(name: Sequence[Found], roles: Sequence[Sequence[Line]], glimpses: Sequence[str], said: str) -> Iterator[Fit]:
    for rank, line in enumerate(_names(name)):
        own = _worth(rank, line, glimpses, said) - (SECOND_SURNAME if _begins(name) else 0.0) if rank else 0.0
        for chosen in product(*roles):
            if _can_stand(chosen):
                yield own - _spread([line, *chosen]) - RARE_FORM * _rare(chosen), line, chosen


def _worth(rank: int, line: Line, glimpses: Sequence[str], said: str) -> float:
    """Give how likely a surname is by how common it is, what shows of it, and what the page says elsewhere."""
    named = SAID_COUNTS if folded(line.text) in folded(said) else 0.0
    return LETTERS_COUNT * _showing(line, glimpses) - math.log(rank + 1) + named


def _begins(name: Sequence[Found]) -> bool:
    return folded(name[0].text) in _FOLDED


def _names(name: Sequence[Found]) -> Iterator[Line]:
    """Give the ways to complete a name: as it stands (where it begins with a surname), or with each surname."""
    text = " ".join(word.text for word in name)
    yield _line(text, name) if _begins(name) else Line(text, len(name), math.inf)
    for surname in SURNAMES:
        yield _line(f"{surname} {text}", name)


def _roles(rows: Sequence[Sequence[Found]]) -> list[tuple[int, list[Line]]]:
    """Give the last rows that are roles, each with the ways to complete it."""
    found = [(at, lines) for at, row in enumerate(rows) if row and (lines := list(_ways(row)))]
    return found[-MOST_ROLES:]


def _ways(row: Sequence[Found]) -> Iterator[Line]:
    """Give the roles that end as a row does; a row that begins with "KT.", "TM." is whole."""
    text = " ".join(word.text for word in row)
    if not text.isupper():
        return
    if _PREFIX.match(text) and len(row) > 2:
        yield Line(text, len(row), _middle(row))
        return
    said = [folded(word.text) for word in row]
    for first in range(len(row)):
        lines = [form + role for role in _ROLES for form in _FORMS if _ends(form + role, said[first:])]
        if lines:
            yield from (_line(line, row[first:]) for line in lines)
            return


def _ends(line: str, words: Sequence[str]) -> bool:
    return folded(line).split()[-len(words) :] == list(words)


def _line(text: str, known: Sequence[Found]) -> Line:
    """Give a line with the middle it has when its last words are the known ones."""
    tail = " ".join(text.split()[-len(known) :])
    size = (known[-1].right - known[0].left) / width_of(tail)
    return Line(text, len(known), known[-1].right - width_of(text) * size / 2)


def _middle(row: Sequence[Found]) -> float:
    return (row[0].left + row[-1].right) / 2


def _spread(lines: Sequence[Line]) -> float:
    mean = sum(line.middle for line in lines) / len(lines)
    return sum((line.middle - mean) ** 2 for line in lines) / (2 * NEAR**2) if math.isfinite(mean) else math.inf


def _can_stand(roles: Sequence[Line]) -> bool:
    """Tell whether roles can stand below each other: who signs "KT." is a deputy, and a deputy of that role."""
    texts = [role.text for role in roles]
    last = texts[-1]
    if len(texts) == 1 or texts[0].startswith("TM."):
        return not last.startswith(("KT.", "TL.", "TUQ."))
    if texts[0].startswith("KT. "):
        return last == texts[0].replace("KT. ", "PHÓ ") or (texts[0] == "KT. BỘ TRƯỞNG" and last == "THỨ TRƯỞNG")
    return last not in (texts[0], f"PHÓ {texts[0]}") and not _PREFIX.match(last)


def _rare(roles: Sequence[Line]) -> int:
    return sum(role.text.startswith(("Q.", "TUQ.", "TL.")) for role in roles)


def _showing(line: Line, glimpses: Sequence[str]) -> float:
    """Give the share (0..1) of the letters of a surname that show in the glimpses, at their ends."""
    surname = folded(line.text.split()[0])
    shown = [max((_alike(seen[-n:], surname) for n in range(1, len(surname) + 3)), default=0.0) for seen in glimpses]
    return sum(shown) / max(1, len(shown))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one else 0.0


def _with_words(row: Sequence[Found], line: Line) -> list[Found]:
    """Give a row with the words before the known ones that the line has."""
    known = list(row[len(row) - line.known :])
    missing = line.text.split()[: -line.known]
    if not missing:
        return list(row)
    size = (known[-1].right - known[0].left) / width_of(" ".join(line.text.split()[-line.known :]))
    right = float(known[0].left)
    for word in reversed(missing):
        right -= SPACE * size
        left = max(0.0, right - width_of(word) * size)
        known.insert(0, replace(known[0], text=word, left=int(left), right=int(right), confidence=DOUBTFUL))
        right = left
    return known
