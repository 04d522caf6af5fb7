"""T: targets that cannot be measured or do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dondoc.reading.checks.context import CheckContext
from dondoc.reading.checks.findings import finding, short
from dondoc.reading.checks.kind import CheckFunction
from dondoc.reading.checks.periods_of import last_year
from dondoc.reading.checks.writing import number
from dondoc.reading.extract.folding import fold
from dondoc.reading.register import CheckFinding, Indicator, Target
from dondoc.reading.source import Span
from dondoc.reading.structure.model import Paragraph


def _about(code: str, indicator: Indicator, **values: object) -> CheckFinding:
    name = short(indicator.name)
    return finding(code, path=indicator.path, source=indicator.source, subject=indicator.name, name=name, **values)


_SELF_CONTAINED = re.compile(
    r"so voi|moi nam|hang nam|/nam|binh quan|nam sau|nam truoc|tu \d"
    r"|\blan (?:muc |cua )?(?:nam \d|giai doan|hien (?:nay|tai)|cung ky|ca nuoc|toan quoc|thu nhap|truoc|toc do)"
)


def change_without_baseline(context: CheckContext) -> Iterator[CheckFinding]:
    """T01: "tăng 05 bậc", "gấp 1,5 lần" without saying from what."""
    for indicator in context.register.indicators:
        if indicator.target_kind not in ("change", "ratio") or indicator.baseline is not None:
            continue
        for target in indicator.targets:
            if not _SELF_CONTAINED.search(fold(f"{indicator.source.quote} {target.as_written}")):
                yield _about("T01", indicator, words=target.as_written)


@dataclass(frozen=True, slots=True)
class _Move:
    """A sum that a sentence states: from a baseline, by a change, to a target; all in the words of the text."""

    span: Span
    baseline: float
    by: float
    verb: str
    target: float
    is_rank: bool

    @property
    def expected(self) -> float:
        """The target that the baseline and the change make; a rank that rises gets smaller."""
        rises = self.verb != "giam"
        return self.baseline + self.by if rises != self.is_rank else self.baseline - self.by

    @property
    def adds_up(self) -> bool:
        """Whether the target fits, the change taken as points or (for shares) as a part of the baseline."""
        if abs(self.expected - self.target) < 0.051:
            return True
        if self.is_rank:
            return False
        relative = self.baseline * self.by / 100
        return abs(abs(self.target - self.baseline) - relative) < 0.51


_NUMBER = r"\d{1,3}(?:\.\d{3})*(?:,\d+)?"
_RANK_MOVE = re.compile(
    r"(?:thu|hang)\s+(?P<base>\d{1,3})\s?(?:/\s?\d{1,3})?(?P<between>[^;]{0,160}?)\b(?P<verb>tang|nang|len|giam)\s+(?P<by>\d{1,2})\s+bac"
    r"[^;.]{0,40}?(?:thu|hang)\s+(?P<target>\d{1,3})\b"
)
_SHARE_MOVE = re.compile(
    rf"\b(?P<verb>tang|giam)\s+(?:them\s+)?(?P<by>{_NUMBER})\s?%[^;.%]{{0,30}}?\(?tu\s+(?P<base>{_NUMBER})\s?%"
    rf"[^;.%]{{0,25}}?\b(?:len|den|xuong|con)\s+(?P<target>{_NUMBER})\s?%"
)


def sum_that_fails(context: CheckContext) -> Iterator[CheckFinding]:
    """T02: baseline, change and target of one sentence disagree."""
    for paragraph, move in _moves(context):
        if not move.adds_up:
            yield finding(
                "T02",
                path=context.path_of(paragraph),
                source=context.place(paragraph, move.span),
                name=_name_before(paragraph, move.span.start),
                baseline=number(move.baseline),
                change=f"{'giảm' if move.verb == 'giam' else 'tăng'} {number(move.by)}",
                expected=number(move.expected),
                target=number(move.target),
            )


def _moves(context: CheckContext) -> Iterator[tuple[Paragraph, _Move]]:
    for paragraph in context.body:
        folded = fold(paragraph.text)
        for pattern, is_rank in ((_RANK_MOVE, True), (_SHARE_MOVE, False)):
            for match in pattern.finditer(folded):
                yield paragraph, _move(match, is_rank=is_rank)


def _move(match: re.Match[str], *, is_rank: bool) -> _Move:
    base, by, target = (_value(match[name]) for name in ("base", "by", "target"))
    return _Move(Span(*match.span()), base, by, match["verb"], target, is_rank)


def _value(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


def _name_before(paragraph: Paragraph, offset: int) -> str:
    """Give the words that name a target: what stands before the colon, or the beginning of the paragraph."""
    before = paragraph.text[:offset]
    return short(before.partition(":")[0].strip(" +-") or paragraph.text, 60)


_YEARLY = re.compile(r"/nam|moi nam|hang nam")


def without_year(context: CheckContext) -> Iterator[CheckFinding]:
    """T03: no year to reach it by, and the title of the document gives none either."""
    if last_year(context.register.directive.subject or ""):
        return
    for indicator in context.register.indicators:
        values = [target for target in indicator.targets if target.value is not None]
        undated = values and all(target.by is None for target in values) and not indicator.comparator.startswith("yoy")
        if undated and not _YEARLY.search(fold(indicator.source.quote)):
            yield _about("T03", indicator, words=values[0].as_written)


_SHARE = re.compile(r"\b(?:ty le|ti le|ty trong|ti trong)\b")


def share_above_whole(context: CheckContext) -> Iterator[CheckFinding]:
    """T04: a share of more than 100 %."""
    for indicator, target in _level_targets(context):
        top = max(_ends(target))
        if top > 100 and (indicator.unit or "").startswith("%") and _SHARE.match(fold(indicator.name)):
            yield _about("T04", indicator, value=number(top))


def _level_targets(context: CheckContext) -> Iterator[tuple[Indicator, Target]]:
    for indicator in context.register.indicators:
        for target in indicator.targets:
            if indicator.target_kind == "level" and target.value is not None:
                yield indicator, target


def _ends(target: Target) -> tuple[float, ...]:
    if target.value is None:
        return ()
    return target.value if isinstance(target.value, tuple) else (target.value,)


_RANGE = re.compile(rf"(?<![\d/,.-])(?P<low>{_NUMBER})\s?%?\s?-\s?(?P<high>{_NUMBER})\s?%")


def backward_range(context: CheckContext) -> Iterator[CheckFinding]:
    """T05: the low end of a range is above its high end."""
    for paragraph in context.body:
        for match in _RANGE.finditer(fold(paragraph.text)):
            if _value(match["low"]) > _value(match["high"]):
                span = Span(*match.span())
                yield finding(
                    "T05",
                    path=context.path_of(paragraph),
                    source=context.place(paragraph, span),
                    name=_name_before(paragraph, span.start),
                    words=span.of(paragraph.text),
                )


def two_values(context: CheckContext) -> Iterator[CheckFinding]:
    """T06: one indicator with two values for the same year."""
    seen: dict[tuple[str, str, int], float | tuple[float, float] | None] = {}
    for indicator, target in _level_targets(context):
        if target.by is None:
            continue
        name = re.sub(r"^(?:ty le|ti le|tong so|so|co)\s+", "", " ".join(fold(indicator.name).split()))
        key = (re.sub(r"^so\s+", "", name), indicator.unit or "", target.by)
        other = seen.setdefault(key, target.value)
        if other != target.value:
            yield _about("T06", indicator, year=target.by, value=_written(target.value), other=_written(other))


def _written(value: float | tuple[float, float] | None) -> str:
    ends = value if isinstance(value, tuple) else (value or 0.0,)
    return "–".join(number(end) for end in ends)


_RANKS = re.compile(r"(?:thu|hang)\s+(?P<base>\d{1,3})\s?/\s?(?P<of>\d{2,3})\b")
_REACHED = re.compile(r"\b(?:dat|duoc|co|su dung|dap ung|tham gia|hoan thanh|tang truong|nong thon moi)\b")
_CLIMBS = re.compile(r"\b(?:tang|nang|cai thien|phan dau|vuon)\b")


def worse_than_baseline(context: CheckContext) -> Iterator[CheckFinding]:
    """T07: a rank that is to rise but falls, or a level below its own baseline, where words say that it is to rise."""
    for paragraph in context.body:
        yield from _falling_ranks(context, paragraph)
    for indicator, target in _level_targets(context):
        wants_more = indicator.direction == "up" and indicator.comparator in ("=", ">=", ">") and _is_to_rise(indicator)
        if wants_more and indicator.baseline is not None and max(_ends(target)) < indicator.baseline:
            yield _about("T07", indicator, target=_written(target.value), baseline=number(indicator.baseline))


def _is_to_rise(indicator: Indicator) -> bool:
    """Tell whether more is better: by words, or by another target of the indicator, which is above its baseline.

    A table gives a number a year and seldom says so ("Nồng độ bụi: 34, 30, 25"); a share of what is reached is.
    """
    if _CLIMBS.search(fold(indicator.source.quote)) or _REACHED.search(fold(indicator.name)):
        return True
    return any(max(_ends(target), default=0.0) > (indicator.baseline or 0.0) for target in indicator.targets)


def _falling_ranks(context: CheckContext, paragraph: Paragraph) -> Iterator[CheckFinding]:
    folded = fold(paragraph.text)
    ranks = list(_RANKS.finditer(folded))
    for first, second in pairwise(ranks):
        between = folded[first.end() : second.start()]
        falls = first["of"] == second["of"] and int(second["base"]) > int(first["base"])
        if falls and ";" not in between and _CLIMBS.search(between) and "giam" not in between:
            span = Span(first.start(), second.end())
            yield finding(
                "T07",
                path=context.path_of(paragraph),
                source=context.place(paragraph, span),
                name=_name_before(paragraph, span.start),
                target=second["base"],
                baseline=first["base"],
            )


def trend_only(context: CheckContext) -> Iterator[CheckFinding]:
    """T08: a direction without a level."""
    for indicator in context.register.indicators:
        values = [target for target in indicator.targets if target.value is not None]
        if indicator.comparator.startswith("yoy") and not values:
            words = indicator.targets[0].as_written if indicator.targets else "tăng"
            yield _about("T08", indicator, words=words)


def rank_beyond_number(context: CheckContext) -> Iterator[CheckFinding]:
    """T09: "đứng thứ 68/63"."""
    for paragraph in context.body:
        for match in _RANKS.finditer(fold(paragraph.text)):
            if int(match["base"]) > int(match["of"]):
                span = Span(*match.span())
                place, words = context.place(paragraph, span), span.of(paragraph.text)
                yield finding("T09", path=context.path_of(paragraph), source=place, words=words)


_PART = rf"(?:co\s+|la\s+|khoang\s+)*(?P<n>{_NUMBER})\s+(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)[^,;.\d]*"
_WHOLE = re.compile(
    rf"(?<![\d/,.-])(?P<whole>{_NUMBER})\s+(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)\b[^.;:%\d]{{0,80}}?[,:;(]?\s*"
    r"(?P<how>trong do|bao gom|gom)\b\s*:?\s*(?P<parts>[^.;%()]{1,240})"
)


_TIMES = re.compile(r"\b(?:thang|nam|quy|ngay)\s[^,;]*")


def parts_beyond_whole(context: CheckContext) -> Iterator[CheckFinding]:
    """T10: the parts of a number do not add up to it ("120 doanh nghiệp, gồm 40 …, 50 … và 45 …")."""
    for paragraph in context.body:
        for match in _WHOLE.finditer(fold(paragraph.text)):
            listed = _TIMES.sub("", match["parts"])
            parts = [_value(part["n"]) for part in re.finditer(_PART, listed) if part["noun"] == match["noun"]]
            whole, total = _value(match["whole"]), sum(parts)
            fails = total > whole or (match["how"] != "trong do" and total < whole)
            if len(parts) > 1 and fails and len(parts) == len(re.findall(r"\d[\d.]*(?:,\d+)?", listed)):
                span = Span(*match.span())
                yield finding(
                    "T10",
                    path=context.path_of(paragraph),
                    source=context.place(paragraph, span),
                    words=short(span.of(paragraph.text), 120),
                    total=number(total),
                    whole=number(whole),
                )


CHECKS: tuple[CheckFunction, ...] = (
    change_without_baseline,
    sum_that_fails,
    without_year,
    share_above_whole,
    backward_range,
    two_values,
    worse_than_baseline,
    trend_only,
    rank_beyond_number,
    parts_beyond_whole,
)
