"""What a seen unit may mean: surfaces with their language-model ids and log P(seen | meant).

Seen forms met in training have their candidates stored; others are scored by the channel against all syllables.
What is no Vietnamese (codes, acronyms, foreign words) may always stay as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dondoc.reading.repair.channel import LONGEST_SEEN, Channel, Style, styled
from dondoc.reading.repair.damage import bare
from dondoc.reading.repair.facts import (
    ROMAN_NUMERAL,
    Symbols,
    is_reference,
    may_mean,
    read_reference,
    roman_readings,
    ruined_numerals,
)
from dondoc.reading.repair.language_model import LanguageModel
from dondoc.reading.repair.spelling import Spelling
from dondoc.reading.repair.staying import stay_log
from dondoc.reading.repair.symbols import compose
from dondoc.reading.repair.tokens import REFERENCE, ROMAN, UNKNOWN, clean_units
from dondoc.reading.repair.variants import Reading, as_two_words, with_tails

WIDTH = 28
NEVER = -1e9
BATCH = 256
STAY_SYLLABLE = -3.7  # of a form that is a syllable as it stands
ACRONYM = -0.1  # log P(seen | meant) of an acronym that lost the bar of its Đ
ACRONYM_LIKE = -2.5  # and of one whose Đ was seen as B or P
SHORTEST_ACRONYM, LONGEST_ACRONYM = 3, 8
NO_ACRONYM = 12.0  # nats against a syllable where an acronym stands among words in small letters
_JOINED = re.compile(r"[A-ZĐ]{1,6}(?:&[A-ZĐ]{1,6})+")
ROMAN_RUINED = -4.5  # of one whose strokes were taken for other letters: XIN for XIII
ROMAN_SEEN = -1.0  # log P(seen | meant) of a Roman numeral whose strokes were taken for l, 1 or |
ROMAN_SMALL = -6.0  # and for i: Vii may be Vũ
STYLE_PRIOR = (0.0, -2.5, -4.0)
PRIOR_SHARE = 0.9  # how much a word's own frequency counts when the best candidates are picked
MISREAD_BAR, MISREAD_HOOK, MISREAD_MARK = -5.5, -5.0, -7.0  # log P of a bar, a small mark, any mark misread
_FAINT = frozenset("\u0309\u0303\u0301\u0300")  # marks that stand above a letter and look alike when small
SAME_IN_BOTH = frozenset("OSCUVWXZ")  # letters whose capital looks like the small one
POOR = -20.0  # log P(seen, word) of the best syllable below which a form may be two
DIGITS = 3  # in a form that is no word
_ALONE = frozenset("ởôƠỞÔ")  # letters a digit may stand for as a whole word


@dataclass(frozen=True)
class Candidates:
    """The readings of one seen form, the likeliest by the channel first; at most `WIDTH`."""

    surfaces: tuple[str, ...]
    ids: tuple[int, ...]
    logs: tuple[float, ...]

    def cut(self, width: int) -> Candidates:
        """Give the first readings, so many."""
        return Candidates(self.surfaces[:width], self.ids[:width], self.logs[:width])


@dataclass(frozen=True)
class Known:
    """Candidates of the seen forms met in training: for form i, entries `starts[i]:starts[i + 1]`."""

    forms: Mapping[str, int]
    surfaces: tuple[str, ...]
    starts: NDArray[np.int32]
    entries: NDArray[np.uint16]
    logs: NDArray[np.float32]


def class_of(model: LanguageModel, surface: str) -> int:
    """Give the language-model id of a surface: of the word, or of the class of a number."""
    units = list(clean_units(surface))
    if len(units) != 1:
        return UNKNOWN
    form, fixed = units[0]
    return model.id_of(form.lower()) if fixed is None else fixed


class Finder:
    """Finds candidates; remembers what it found."""

    def __init__(
        self,
        model: LanguageModel,
        channel: Channel,
        syllables: Sequence[str],
        known: Known | None = None,
        symbols: Symbols | None = None,
        acronyms: Mapping[str, tuple[str, ...]] | None = None,
        frequency: NDArray[np.float32] | None = None,
        spelling: Spelling | None = None,
    ) -> None:
        self.spelling = spelling or Spelling.flat()
        self.frequency = PRIOR_SHARE * (model.unigram if frequency is None else frequency)
        self.model, self.channel, self.known = model, channel, known
        self.symbols = symbols or Symbols({})
        self.acronyms = acronyms or {}
        self.syllables = syllables
        self.syllable_ids = np.array([model.id_of(s) for s in syllables])
        self._syllable_set = frozenset(syllables)
        self._syllable_classes = dict(zip(syllables, self.syllable_ids.tolist(), strict=True))
        self._prior = self.frequency[self.syllable_ids]

    def is_syllable(self, word: str) -> bool:
        """Tell whether a small-letter word is a Vietnamese syllable."""
        return word in self._syllable_set

    def _class_of(self, surface: str) -> int:
        """Give `class_of` a surface, remembered for syllables."""
        known = self._syllable_classes.get(surface.lower())
        return class_of(self.model, surface) if known is None or ROMAN_NUMERAL.fullmatch(surface) else known

    def is_acronym(self, form: str) -> bool:
        """Tell whether a form among words in small letters is an acronym: in capitals, and no syllable's letters."""
        return bool(_JOINED.fullmatch(form)) or (
            SHORTEST_ACRONYM <= len(form) <= LONGEST_ACRONYM
            and form.isalpha()
            and form.isupper()
            and bare(form.lower()) not in self._bare_syllables
        )

    @cached_property
    def _bare_syllables(self) -> frozenset[str]:
        return frozenset(map(bare, self.syllables))

    def as_acronym(self, form: str, candidates: Candidates) -> Candidates:
        """Give the readings of an acronym: with the bars it lost, as it stands, and far behind them the syllables."""
        known = [*(surface for surface, _ in self._acronyms(form)), *filter(None, [compose(form)])]
        stays = list(dict.fromkeys([*known, form]))
        rest = zip(candidates.surfaces, candidates.ids, candidates.logs, strict=True)
        others = [] if "&" in form else [row for row in rest if row[0] not in stays]
        rows = [(surface, self._class_of(surface), ACRONYM - 2 * at) for at, surface in enumerate(stays)]
        rows += [(surface, word, log - NO_ACRONYM) for surface, word, log in others]
        surfaces, ids, logs = zip(*rows[:WIDTH], strict=True)
        return Candidates(surfaces, ids, logs)

    def prior(self, surface: str) -> float:
        """Give what a surface's own frequency adds when the best candidates are picked."""
        return float(self.frequency[class_of(self.model, surface)])

    def find(self, forms: Iterable[str]) -> dict[str, Candidates]:
        """Give the candidates of each distinct form."""
        found = self._alone(forms)
        tailed = with_tails(self._alone, found)
        doubtful = [form for form, candidates in found.items() if self._is_poor(form, candidates)]
        joined = as_two_words(self._alone, self.model, self.is_syllable, doubtful)
        for form, rows in (*tailed.items(), *joined.items()):
            found[form] = self._merged(found[form], rows)
        return found

    def _is_poor(self, form: str, candidates: Candidates) -> bool:
        """Tell whether no syllable explains a form."""
        others = (
            log + float(self.frequency[i])
            for surface, i, log in zip(candidates.surfaces, candidates.ids, candidates.logs, strict=True)
            if surface != form
        )
        return max(others, default=NEVER) < POOR

    def _merged(self, candidates: Candidates, rows: Sequence[Reading]) -> Candidates:
        every = [*zip(candidates.surfaces, candidates.ids, candidates.logs, strict=True), *rows]
        every.sort(key=lambda row: -(row[2] + float(self.frequency[row[1]])))
        surfaces, ids, logs = zip(*every[:WIDTH], strict=True)
        return Candidates(surfaces, ids, logs)

    def _alone(self, forms: Iterable[str]) -> dict[str, Candidates]:
        found: dict[str, Candidates] = {}
        unknown: list[str] = []
        for form in forms:
            if is_reference(form):
                entry: Candidates | None = self._reference(form)
            else:
                entry = self._complete(form, ()) if _is_number(form) else self._stored(form)
            if entry is not None:
                found[form] = entry
            else:
                unknown.append(form)
        found.update(self._score(unknown))
        return found

    def _reference(self, form: str) -> Candidates:
        readings = read_reference(form, self.symbols)
        return Candidates(
            tuple(r.surface for r in readings), (REFERENCE,) * len(readings), tuple(r.log for r in readings)
        )

    def _stored(self, form: str) -> Candidates | None:
        if self.known is None or form not in self.known.forms:
            return None
        row = self.known.forms[form]
        part = slice(int(self.known.starts[row]), int(self.known.starts[row + 1]))
        surfaces = (self.known.surfaces[i] for i in self.known.entries[part])
        rows = zip(surfaces, self.known.logs[part].tolist(), strict=True)
        return self._complete(form, (row for row in rows if may_mean(form, row[0])))

    def _score(self, forms: list[str]) -> dict[str, Candidates]:
        found: dict[str, Candidates] = {}
        short = [f for f in forms if len(f) <= LONGEST_SEEN]
        for form in forms:
            if len(form) > LONGEST_SEEN:
                found[form] = self._complete(form, ())
        for start in range(0, len(short), BATCH):
            batch = short[start : start + BATCH]
            for form, scored in zip(batch, self.score_batch([f.strip("_") or f for f in batch]), strict=True):
                found[form] = self._complete(form, scored)
        return found

    def score_batch(self, forms: list[str], width: int = WIDTH) -> list[list[tuple[str, float]]]:
        """Score forms against all syllables: the best surfaces of each, with log P(seen, style | word)."""
        best: list[dict[int, tuple[float, int]]] = [{} for _ in forms]
        chosen: list[int] = []
        for style in Style:
            before, chosen = chosen, [i for i, form in enumerate(forms) if _may_be(form, style)]
            if not chosen:
                continue
            seen = [forms[i] for i in chosen]
            if style != Style.TITLE or chosen != before:
                rimes = self.channel.rimes(seen, style)
            logs = self.channel.score(seen, style, rimes) + np.float32(STYLE_PRIOR[style])
            top = np.argpartition(-(logs + self._prior), width, axis=1)[:, :width]
            for row, i in enumerate(chosen):
                for word in top[row].tolist():
                    log = float(logs[row, word])
                    if log > -40 and log > best[i].get(word, (NEVER, 0))[0]:
                        best[i][word] = log, style
        return [
            sorted(((styled(self.syllables[w], s), log) for w, (log, s) in row.items()), key=lambda x: -x[1])
            for row in best
        ]

    def logs_of(self, asked: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Reading]:
        """Give the reading of each form as a syllable (by its id), in the style of the form, with its log."""
        by_form: dict[str, list[int]] = {}
        for form, word in sorted(asked):
            if len(form) <= LONGEST_SEEN and word in self._columns:
                by_form.setdefault(form, []).append(word)
        found = {}
        for style in Style:
            forms = [form for form in by_form if _style_of(form) == style]
            for start in range(0, len(forms), BATCH):
                batch = forms[start : start + BATCH]
                logs = self.channel.score(batch, style, self.channel.rimes(batch, style)) + STYLE_PRIOR[style]
                for form, row in zip(batch, logs, strict=True):
                    for word in by_form[form]:
                        column = self._columns[word]
                        found[form, word] = styled(self.syllables[column], style), word, float(row[column])
        return found

    @cached_property
    def _columns(self) -> dict[int, int]:
        return {word: column for column, word in enumerate(self.syllable_ids.tolist())}

    def _complete(self, form: str, scored: Iterable[tuple[str, float]]) -> Candidates:
        """Add the reading that leaves the form as it stands, and cut to the width."""
        rows: dict[str, float] = dict(scored)
        if form.isdigit():
            rows = {surface: log for surface, log in rows.items() if len(surface) > 1 or surface in _ALONE}
        ids = {surface: self._class_of(surface) for surface in rows}
        stay = self._class_of(form)
        for surface in roman_readings(form):
            rows[surface] = max(rows.get(surface, NEVER), ROMAN_SMALL if "i" in form else ROMAN_SEEN)
            ids[surface] = ROMAN
        for surface in ruined_numerals(form):
            rows[surface] = max(rows.get(surface, NEVER), ROMAN_RUINED)
            ids[surface] = ROMAN
        for surface, log in self._acronyms(form):
            rows[surface] = max(rows.get(surface, NEVER), log)
            ids[surface] = self._class_of(surface)
        if form.lower() not in self._syllable_set:
            log = stay_log(form, stay, self.spelling)
            rows[form] = max(rows.get(form, NEVER), log)
            ids[form] = stay
        elif form not in rows:
            rows[form] = STAY_SYLLABLE
            ids[form] = stay
        ranked = sorted(rows, key=lambda s: -(rows[s] + float(self.frequency[ids[s]])))[:WIDTH]
        return Candidates(tuple(ranked), tuple(ids[s] for s in ranked), tuple(rows[s] for s in ranked))

    def _acronyms(self, form: str) -> list[tuple[str, float]]:
        found = [(surface, ACRONYM) for surface in self.acronyms.get(form, ())]
        if found or not form.isupper() or len(form) < SHORTEST_ACRONYM or self.model.id_of(form.lower()) != UNKNOWN:
            return found
        likes = {form[:i] + "D" + form[i + 1 :] for i, letter in enumerate(form) if letter in "BP"}
        return [(surface, ACRONYM_LIKE) for like in sorted(likes) for surface in self.acronyms.get(like, ())]


class MarksFinder(Finder):
    """Finds candidates in a text that lost its marks and nothing else: the syllables with the same bare letters."""

    def _is_poor(self, form: str, candidates: Candidates) -> bool:
        return False

    def score_batch(self, forms: list[str], width: int = WIDTH) -> list[list[tuple[str, float]]]:
        """Give the syllables that look like each form without marks, capitals kept."""
        return [[(_like(form, s), 0.0) for s in self._by_bare.get(form.lower(), ())] for form in forms]

    @cached_property
    def _by_bare(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        order = np.argsort(-self._prior, kind="stable")
        for i in order.tolist():
            table.setdefault(bare(self.syllables[i]), []).append(self.syllables[i])
        return table


class MisreadFinder(MarksFinder):
    """Finds candidates in a text that the right engine read with some errors: a form mostly means itself."""

    def score_batch(self, forms: list[str], width: int = WIDTH) -> list[list[tuple[str, float]]]:
        """Give the syllables with the same bare letters and how likely their marks are seen as those of the form."""
        return [
            [(_like(form, s), misread_log(s, form.lower())) for s in self._by_bare.get(bare(form), ())]
            for form in forms
        ]

    def _complete(self, form: str, scored: Iterable[tuple[str, float]]) -> Candidates:
        rows = {form: 0.0} | {surface: log for surface, log in scored if surface != form}
        ranked = sorted(rows, key=lambda s: -rows[s])[:WIDTH]
        return Candidates(tuple(ranked), tuple(map(self._class_of, ranked)), tuple(rows[s] for s in ranked))


def misread_log(meant: str, seen: str) -> float:
    """Give log P(seen | meant) for two words that differ in marks only."""
    return sum(_misread_letter(a, b) for a, b in zip(meant, seen, strict=False) if a != b)


def _misread_letter(meant: str, seen: str) -> float:
    if {meant, seen} == {"d", "đ"}:
        return MISREAD_BAR
    tones = set(unicodedata.normalize("NFD", meant)) ^ set(unicodedata.normalize("NFD", seen))
    return MISREAD_HOOK if tones <= _FAINT else MISREAD_MARK


def _like(form: str, syllable: str) -> str:
    if form.isupper() and len(form) > 1:
        return syllable.upper()
    return styled(syllable, Style.TITLE if form[:1].isupper() else Style.LOWER)


def _is_number(form: str) -> bool:
    """Tell whether a form is surely no word: three digits or more, or two with signs that are no letters."""
    digits = sum(map(str.isdigit, form))
    return digits >= DIGITS or (digits == DIGITS - 1 and len(form) > digits and not any(map(str.isalpha, form)))


def _style_of(form: str) -> Style:
    if form.isupper() and len(form) > 1:
        return Style.UPPER
    return Style.TITLE if form[:1].isupper() else Style.LOWER


def _may_be(form: str, style: Style) -> bool:
    rest = form[1:]
    telling = [c for c in rest if c.upper() not in SAME_IN_BOTH]
    upper, lower = any(c.isupper() for c in telling), any(c.islower() for c in telling)
    if style == Style.UPPER:
        return upper or not lower
    return lower or not upper
