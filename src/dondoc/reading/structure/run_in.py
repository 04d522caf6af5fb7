"""Provisions that run into the paragraph above them.

Files that were converted now and then lose the line break before the first of a count: "5. Nhiệm vụ chuyển đổi số
a) Bộ Công an: ..." with "b) ..." on the next line. Where a count begins with its second label, the first one is
looked for inside the paragraph above, and that paragraph is cut there. The same holds for numbers of two levels that
go on with a count ("... số nhà đã cấp 1.1. Giao Sở ... 1.2. Giao Công an ..."), for the first of a list of dashes
("4. Các trường - Tự rà soát ..."), and for dashes that run on behind a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from dondoc.reading.source import Edit, OffsetMap, Span
from dondoc.reading.structure.fold import CAPITALS
from dondoc.reading.structure.labels import Label, read_any_label, read_label
from dondoc.reading.structure.model import Paragraph

_LOOKED_AHEAD = 3
_LONGEST = 20_000
_FIRST = {
    "number": re.compile(rf"(?<=\s)1\.\s+(?=[{CAPITALS}])"),
    "number_paren": re.compile(r"(?<=\s)1\)\s+(?=\S)"),
    "letter": re.compile(r"(?<=\s)a\)\s+(?=\S)"),
    "paren": re.compile(r"(?<=\s)\(1\)\s+(?=\S)"),
}


def part_run_in(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give the paragraphs, those that hold the first of a count cut before its label; numbers are left as they were."""
    counted = list(_part_counts(list(_part_decimals(list(_part_articles(paragraphs))))))
    return _part_rows_of_dashes(list(_part_bullets(counted)))


_ARTICLE = re.compile(rf"(?<=[.;:)\]”])\s+(?P<label>Điều\s+(?P<number>\d{{1,3}})\.)\s+(?=[{CAPITALS}])")


def _part_articles(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Cut before articles that go on with the count: "... kèm theo. Điều 2. Sở Y tế ..."."""
    last = 0
    for paragraph in paragraphs:
        own = None if paragraph.cells else read_label(paragraph.text)
        if own and own.style == "article":
            last = own.value[-1]
        rest = paragraph
        for match in (
            _ARTICLE.finditer(paragraph.text) if not paragraph.cells and len(paragraph.text) <= _LONGEST else ()
        ):
            if int(match["number"]) == last + 1:
                last += 1
                first, rest = parted(rest, match.start("label") - len(paragraph.text) + len(rest.text))
                yield first
        yield rest


_SUB_NUMBER = re.compile(rf"(?<=[^\s\d])\s+(?P<label>(?P<top>\d{{1,2}})\.(?P<sub>\d{{1,2}})\.)\s+(?=[{CAPITALS}])")


def _part_decimals(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Cut before numbers of two levels that go on with the count: 1.1 below 1, 1.3 after 1.2."""
    top = sub = 0
    for paragraph in paragraphs:
        own = None if paragraph.cells else read_label(paragraph.text) or _next_number(paragraph.text, top)
        if own and own.style == "number":
            top, sub = own.value[-1], 0
        elif own and own.style == "decimal" and len(own.value) == 2:
            top, sub = own.value
        rest = paragraph
        for match in _SUB_NUMBER.finditer(paragraph.text) if own is None or own.style in _NUMBERS else ():
            if paragraph.cells or (int(match["top"]), int(match["sub"])) != (top, sub + 1):
                continue
            sub += 1
            first, rest = parted(rest, match.start("label") - len(paragraph.text) + len(rest.text))
            yield first
        yield rest


def _next_number(text: str, last: int) -> Label | None:
    """Give a doubtful label that goes on the count of numbers: "4, Về phân công" after 3."""
    label = read_any_label(text)
    return label if label and label.style == "number" and label.value[-1] == last + 1 else None


_NUMBERS = ("number", "decimal")
_DASH = re.compile(rf"\s[-–]\s+(?=[{CAPITALS}])")
_LONGEST_HEAD = 60  # words
_FEWEST_WORDS = 6


def _part_bullets(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Cut a numbered head from the first of the dashes below it, where the next paragraph is one of these dashes."""
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        place = _first_dash(paragraph) if following and _is_dash(following) else None
        yield from [paragraph] if place is None else parted(paragraph, place)


_NEXT_DASH = re.compile(rf"(?<=[^\s.][.;:])\s+(?P<dash>[-–]\s+[{CAPITALS}])")
_MOST_CUTS = 60  # bullets in one paragraph, so that time stays linear
_LISTS = re.compile(r"(?:n[oơ]i\s+nh|k[ií]nh\s+g[uử]i|l[uư]u)", re.IGNORECASE)


def _part_rows_of_dashes(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Cut a bullet, or a numbered head, where further bullets run on in it: "- Lập sổ theo dõi. - Báo cáo ..."."""
    for paragraph in paragraphs:
        own = None if paragraph.cells or len(paragraph.text) > _LONGEST else read_label(paragraph.text)
        rest = paragraph
        if own and own.style in ("dash", *_NUMBERS, "letter") and not _LISTS.match(paragraph.text[own.end :].lstrip()):
            for match in islice(_NEXT_DASH.finditer(paragraph.text, own.end), _MOST_CUTS):
                place = match.start("dash") - len(paragraph.text) + len(rest.text)
                if len(paragraph.text[match.end() :].split()) >= _FEWEST_WORDS:
                    first, rest = parted(rest, place)
                    yield first
        yield rest


def _is_dash(paragraph: Paragraph) -> bool:
    label = None if paragraph.cells else read_label(paragraph.text)
    return label is not None and label.style == "dash"


def _first_dash(paragraph: Paragraph) -> int | None:
    """Give the dash after the name of a body that is all a numbered head says; of two in a name, the last."""
    own = None if paragraph.cells or len(paragraph.text) > _LONGEST else read_label(paragraph.text)
    if own is None or own.style not in (*_NUMBERS, "letter") or paragraph.text[-1:] not in ".;:":
        return None  # a heading, a dash in the name of a body
    places = [match for match in _DASH.finditer(paragraph.text, own.end) if _heads(paragraph.text, own.end, match)]
    inside_name = [match for match in places if paragraph.text[: match.start()].split()[-1][:1].isupper()]
    chosen = [match for match in places if match not in inside_name] or places[:1]
    return chosen[-1].start() + 1 if chosen else None


def _heads(text: str, start: int, dash: re.Match[str]) -> bool:
    """Tell whether the words before a dash may be a head, and those after it a duty."""
    head = text[start : dash.start()]
    short = len(head.split()) <= _LONGEST_HEAD and not re.search(r"[.:]\s", head)
    return short and len(text[dash.end() :].split()) >= _FEWEST_WORDS


def _part_counts(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    labels = [read_label(paragraph.text) if not paragraph.cells else None for paragraph in paragraphs]
    last: dict[str, int] = {}
    for at, paragraph in enumerate(paragraphs):
        own = labels[at]
        if own and own.value:
            last[own.style] = own.value[-1]
        wanted = _next_label(labels, at)
        begun = wanted is None or last.get(wanted.style) == 1
        yield from [paragraph] if begun or wanted is None else _cut(paragraph, own, wanted)


def _next_label(labels: Sequence[Label | None], at: int) -> Label | None:
    """Give the next label, if it is the second of a count."""
    following = next((label for label in labels[at + 1 : at + 1 + _LOOKED_AHEAD] if label), None)
    second = following is not None and following.value[-1:] == (2,) and following.style in _FIRST
    return following if second else None


def _cut(paragraph: Paragraph, own: Label | None, wanted: Label) -> list[Paragraph]:
    if paragraph.cells or len(paragraph.text) > _LONGEST or (own and own.style == wanted.style):
        return [paragraph]
    match = _FIRST[wanted.style].search(paragraph.text, max(1, own.end if own else 1))
    return parted(paragraph, match.start()) if match else [paragraph]


def parted(paragraph: Paragraph, at: int) -> list[Paragraph]:
    """Cut a paragraph before a place of its text; both parts keep their way back. Cells are not looked at."""
    left, right = paragraph.text[:at].rstrip(), paragraph.text[at:]
    start = paragraph.span.start
    middle = paragraph.span_of(Span(at, len(paragraph.text))).start
    kept = tuple(edit for edit in paragraph.offsets.edits if edit.after.end <= len(left))
    moved = tuple(
        Edit(edit.before.shifted(start - middle), edit.after.shifted(-at))
        for edit in paragraph.offsets.edits
        if edit.after.start >= at
    )
    end = paragraph.span_of(Span(0, len(left))).end
    return [
        replace(paragraph, text=left, span=Span(start, end), offsets=OffsetMap(kept)),
        replace(paragraph, text=right, span=Span(middle, paragraph.span.end), offsets=OffsetMap(moved)),
    ]


def joined(first: Paragraph, second: Paragraph) -> Paragraph:
    """Join two paragraphs by a space; what stands between them on the page belongs to neither. Cells are dropped."""
    start, length = first.span.start, len(first.text)
    gap = Edit(Span(first.span.end - start, second.span.start - start), Span(length, length + 1))
    moved = tuple(
        Edit(edit.before.shifted(second.span.start - start), edit.after.shifted(length + 1))
        for edit in second.offsets.edits
    )
    return replace(
        first,
        text=f"{first.text} {second.text}",
        span=Span(start, second.span.end),
        offsets=OffsetMap((*first.offsets.edits, gap, *moved)),
        cells=(),
    )
