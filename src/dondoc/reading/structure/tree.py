"""The tree of provisions: labels, headings and rows in their places, each with an address of its own.

A stack of open provisions is kept. A label of a style that is open goes on that count or starts it again; a new style
goes under what is open, by the usual rank of styles. Addresses are made unique with "~2", "~3"; depth is bounded, so
that time and memory grow with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dondoc.reading.structure.fold import fold, is_capitals, leading_capitals
from dondoc.reading.structure.labels import OFFICIAL_LETTERS, Label, read_any_label, read_label, roman_numeral
from dondoc.reading.structure.model import Paragraph, Provision, TableRow, Zones
from dondoc.reading.structure.nodes import BULLETS, RANKS, WORK, Node, Nodes
from dondoc.reading.structure.table_sections import OpenSections
from dondoc.reading.structure.tables import Row
from dondoc.reading.structure.unnumbered import PART, find_unnumbered
from dondoc.reading.structure.zones import DOCUMENT_TYPES, TYPE_WORDS, is_attachment_note

PREAMBLE = "Mở đầu"
_DEEPEST = 12
_WIDEST_GAP = 3
_LONGEST_HEADING = 120
_DECIMALS = ("decimal", "paren_decimal", "composed", "composed_point")
_ABOVE = {"composed": ("composed", "roman", "upper", "part", "chapter"), "composed_point": ("letter",)}
_TOP_ONLY = ("annex", "attached", "part", "chapter", "division", "upper", "roman", "article")
_CLOSING = re.compile(
    r"(?:trong )?qua trinh (?:\w+ ){0,4}thuc hien|tren day la|"
    rf"(?:{TYPE_WORDS}) nay (?:thay the|duoc pho bien|co hieu luc|pho bien)|"
    r"(?:uy ban nhan dan|ubnd|ban thuong vu|thu tuong chinh phu|van phong chinh phu|chu tich).{0,80}"
    r"(?:yeu cau|de nghi|thong bao).{0,400}(?:thuc hien|bao cao|biet)"
)


def _first_is_lost(texts: Iterable[str]) -> bool:
    """Tell whether a count of Roman numerals lacks its I where an A without a B stands: the I was misread."""
    labels = [label for text in texts if text[:1] in "ABIVX" and (label := read_label(text))]
    romans = {label.value for label in labels if label.style == "roman"}
    uppers = {label.value for label in labels if label.style == "upper"}
    return (2,) in romans and (1,) not in romans and uppers == {(1,)}


def _counted_on(paragraphs: Sequence[Paragraph], body: Sequence[int]) -> set[int]:
    """Give the paragraphs whose label is not sure, but that open a count which the next label of its kind goes on."""
    found: set[int] = set()
    before: tuple[int, Label] | None = None
    for number in body:
        label = None if paragraphs[number].cells else read_any_label(paragraphs[number].text)
        if label is None or label.style != "number":
            continue
        if before and before[1].value == (1,) and not before[1].sure and label.sure and label.value == (2,):
            found.add(before[0])
        before = (number, label)
    return found


class TreeBuilder:
    """Builds the tree, one paragraph after the other; `finish` gives the provisions and the placed rows."""

    def __init__(self, paragraphs: Sequence[Paragraph], zones: Zones, rows: Sequence[Row]) -> None:
        self._paragraphs = paragraphs
        self._zones = zones
        self._rows = {row.paragraph: row for row in rows}
        self._stack: list[Node] = []
        self._nodes = Nodes()
        self._placed: list[TableRow] = []
        self._sections = OpenSections()
        self._row_number = ""
        self._base: Node | None = None
        self._note: Node | None = None
        self._ended = False
        self._work: dict[str, int] = {}
        self._first_is_lost = _first_is_lost(paragraphs[number].text for number in zones.body)
        self._counted = _counted_on(paragraphs, zones.body)
        self._unnumbered = find_unnumbered(paragraphs, zones.body)

    def build(self) -> tuple[tuple[Provision, ...], tuple[TableRow, ...]]:
        """Walk the body once; give the provisions in reading order and the rows."""
        body = self._zones.body
        after_end = False
        closed = {*self._zones.recipients, *self._zones.signature, *self._zones.letterhead[1:]}
        for at, number in enumerate(body):
            paragraph = self._paragraphs[number]
            after_end = after_end or (number - 1) in closed
            self._ended = self._ended or after_end
            following = self._paragraphs[body[at + 1]] if at + 1 < len(body) else None
            if number in self._rows:
                self._take_row(paragraph, self._rows[number])
            else:
                after_end = self._take(paragraph, following, after_end=after_end)
        return tuple(node.frozen() for node in self._nodes.all), tuple(self._placed)

    def _take(self, paragraph: Paragraph, following: Paragraph | None, *, after_end: bool) -> bool:
        """Take a paragraph that is no row; give whether the next one still stands between two parts of the document."""
        if self._starts_part(paragraph, following, after_end=after_end):
            return False
        if level := self._unnumbered.get(paragraph.number):
            self._close_table()
            self._take_unnumbered(paragraph, level)
            return False
        label = read_any_label(paragraph.text)
        if label is not None and (self._counts(label) or paragraph.number in self._counted):
            self._close_table()
            self._take_label(paragraph, label)
            return False
        if self._is_heading(paragraph, following):
            self._close_table()
            self._take_heading(paragraph)
        else:
            self._take_plain(paragraph, following)
        return after_end and is_capitals(paragraph.text)

    # Parts -----------------------------------------------------------------------------------------------------

    def _starts_part(self, paragraph: Paragraph, following: Paragraph | None, *, after_end: bool) -> bool:
        """Open a part at the title of an attached document; take further lines of the title of a part just opened."""
        text = paragraph.text
        base = self._base
        if base and base.style in ("annex", "attached") and base is self._nodes.all[-1] and _is_title(text):
            if base.style == "annex" or len(base.paragraphs) == 1:
                base.heading = f"{base.heading} {text}".strip()
            base.paragraphs.append(paragraph.number)
            return True
        name = _attached_name(text)
        attached = following is not None and is_attachment_note(following.text)
        if name and read_label(text) is None and (attached or (after_end and DOCUMENT_TYPES.match(fold(text[:80])))):
            self._open_part(paragraph, "attached", "", f"{name} kèm theo")
            return True
        return False

    def _open_part(self, paragraph: Paragraph, style: str, label: str, address: str) -> None:
        self._stack.clear()
        self._ended = False
        self._base = self._nodes.new_part(style, label, address)
        self._base.paragraphs.append(paragraph.number)
        self._close_table()
        if style == "annex":
            self._stack.append(self._base)

    def _counts(self, label: Label) -> bool:
        """Tell whether a label is one here: bullets need something above, doubtful ones a count they go on or open."""
        if label.style in BULLETS:
            return bool(self._stack)
        if label.style in WORK:
            return self._counts_work(label)
        if label.sure:
            return True
        opens = label.value == (1,) and bool(self._stack) and self._stack[-1].style in _TOP_ONLY
        opens = opens and len(self._stack[-1].paragraphs) == 1
        opens = opens or (label.value[-1:] == (1,) and any(node.value == label.value[:-1] for node in self._stack))
        return opens or any(node.style == label.style and _follows(node.value, label.value) for node in self._stack)

    def _counts_work(self, label: Label) -> bool:
        """Tell whether a noun of work counts: "Dự án 2." after "Dự án 1."; "Đề án 06" alone is the name of a scheme."""
        noun, value = fold(label.text.rsplit(maxsplit=1)[0]), label.value[-1]
        if value not in (1, self._work.get(noun, -1) + 1):
            return False
        self._work[noun] = value
        return True

    # Labels ----------------------------------------------------------------------------------------------------

    def _take_label(self, paragraph: Paragraph, label: Label) -> None:
        heading = paragraph.text[label.end :].strip()
        heading = heading[: leading_capitals(heading) or None].strip()
        if label.style == "annex":
            self._open_part(paragraph, "annex", label.text, label.text)
            if self._base:
                self._base.heading = heading
            return
        if label.style == "note":
            note = self._nodes.new(None, label.text, "note", label.value, heading)
            note.paragraphs.append(paragraph.number)
            self._note = note if self._ended else None
            return
        self._note = None
        label = self._mended(label)
        self._pop_to_parent(label)
        parent = self._stack[-1] if self._stack else None
        node = self._nodes.new(parent, label.text, label.style, label.value, heading)
        node.paragraphs.append(paragraph.number)
        self._stack.append(node)

    def _mended(self, label: Label) -> Label:
        """Mend a label by the count: a second "d)" is "đ)", a misread chapter the next one, "A" before "II" is "I"."""
        if label.style == "upper" and label.value == (1,) and self._first_is_lost:
            return replace(label, text="I", style="roman")
        open_count = next((node for node in reversed(self._stack) if node.style == label.style), None)
        if label.style == "letter" and label.text == "d)" and open_count and open_count.value == label.value:
            return replace(label, text="đ)", value=(OFFICIAL_LETTERS.index("đ") + 1,))
        if label.style == "chapter" and label.value in ((0,), open_count.value if open_count else None):
            value = open_count.value[-1] + 1 if open_count else 1
            return replace(label, text=f"Chương {roman_numeral(value)}", value=(value,))
        return label

    def _pop_to_parent(self, label: Label) -> None:
        """Leave on the stack what the new label stands under."""
        place = self._open_place(label)
        if place is not None:
            del self._stack[place:]
        else:
            self._make_room(label)
        del self._stack[_DEEPEST:]

    def _open_place(self, label: Label) -> int | None:
        """Give the place on the stack of the open provision that the label comes after in the count, if any."""
        places = [at for at, node in enumerate(self._stack) if node.style == label.style]
        if not places:
            return None
        if label.style in BULLETS:
            return places[-1]
        if label.style in _DECIMALS:
            return next((at for at in places if len(self._stack[at].value) >= len(label.value)), None)
        counted = self._counted_place(label, places)
        if counted is None and label.value[-1] == 1 and label.style not in _TOP_ONLY and self._nests(places[-1]):
            return None
        return counted if counted is not None else places[-1]

    def _counted_place(self, label: Label, places: Sequence[int]) -> int | None:
        """Give the innermost open count that the label goes on: by one, or over a gap of up to two."""
        for widest in (1, _WIDEST_GAP):
            for at in reversed(places):
                value = self._stack[at].value
                if value[:-1] == label.value[:-1] and 0 < label.value[-1] - value[-1] <= widest:
                    return at
        return None

    def _nests(self, place: int) -> bool:
        """A count that starts again stands inside the open one: under a heading, or after words that announce it."""
        top = self._stack[-1]
        if len(self._stack) >= _DEEPEST:
            return False
        if top.style == "heading":
            return True
        return self._stack[place].value[-1] > 1 and self._announces(top)

    def _announces(self, node: Node) -> bool:
        return bool(node.paragraphs) and self._paragraphs[node.paragraphs[-1]].text.rstrip().endswith(":")

    def _make_room(self, label: Label) -> None:
        """Close what a label of a style not open cannot stand under."""
        if label.style in _DECIMALS:
            for at in range(len(self._stack) - 1, -1, -1):
                if _is_above(self._stack[at], label):
                    del self._stack[at + 1 :]
                    return
        if any(node.style == label.style for node in self._stack):
            return
        if (
            label.value[-1:] == (1,)
            and label.style not in _TOP_ONLY
            and self._stack
            and self._announces(self._stack[-1])
        ):
            return
        rank = RANKS.get(label.style, 20)
        while self._stack and self._stack[-1].rank > rank:
            self._stack.pop()

    # Headings and plain paragraphs -----------------------------------------------------------------------------

    def _is_heading(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """An unnumbered line that heads a count which starts again below it."""
        text = paragraph.text
        if following is None or len(text) > _LONGEST_HEADING or self._awaits_heading():
            return False
        label = read_label(following.text)
        if label is None or label.style in BULLETS or label.value[-1:] != (1,):
            return False
        if is_capitals(text):
            return bool(self._stack)
        return text.endswith(":") and any(node.style == label.style for node in self._stack)

    def _awaits_heading(self) -> bool:
        """A label that stood alone on its line has its words on the next one."""
        top = self._stack[-1] if self._stack else None
        return top is not None and bool(top.label) and not top.heading and len(top.paragraphs) == 1

    def _take_heading(self, paragraph: Paragraph) -> None:
        text = paragraph.text.rstrip(": ").strip()
        if is_capitals(paragraph.text):
            while self._stack and self._stack[-1].rank > RANKS["roman"]:
                self._stack.pop()
        else:
            self._close_bullets()
            for at in range(len(self._stack) - 1, -1, -1):
                if self._stack[at].style == "heading":
                    del self._stack[at:]
                    break
        parent = self._stack[-1] if self._stack else None
        node = self._nodes.new(parent, "", "heading", (), text)
        node.paragraphs.append(paragraph.number)
        self._stack.append(node)

    def _take_unnumbered(self, paragraph: Paragraph, level: int) -> None:
        """Open a heading without a number: one that names a part stands on top, the others below it."""
        del self._stack[0 if level == PART else 1 :]
        parent = self._stack[-1] if self._stack else None
        node = self._nodes.new(parent, "", "heading", (), paragraph.text.rstrip(": "))
        node.paragraphs.append(paragraph.number)
        self._stack.append(node)

    def _take_plain(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        if self._note is not None:
            self._note.paragraphs.append(paragraph.number)
            return
        folded = fold(paragraph.text[:600])
        if self._stack and _CLOSING.match(folded):
            self._stack[:] = self._stack[:1]
        else:
            self._close_bullets()
            self._close_inner_count(following)
        node = self._stack[-1] if self._stack else self._preamble()
        if self._awaits_heading():
            node.heading = paragraph.text
        node.paragraphs.append(paragraph.number)

    def _close_bullets(self) -> None:
        while self._stack and self._stack[-1].style in BULLETS:
            self._stack.pop()

    def _close_inner_count(self, following: Paragraph | None) -> None:
        """A plain paragraph after a count that was started again inside a provision belongs to that provision."""
        if len(self._stack) < 3 or self._stack[-2].style != "heading" or self._stack[-3].style != self._stack[-1].style:
            return
        after = read_label(following.text) if following else None
        if after and after.style == self._stack[-1].style and _follows(self._stack[-1].value, after.value):
            return
        del self._stack[-2:]

    def _preamble(self) -> Node:
        if self._base is not None:
            return self._base
        self._base = self._nodes.new_part("preamble", "", PREAMBLE)
        return self._base

    def _close_table(self) -> None:
        self._sections, self._row_number = OpenSections(), ""

    # Rows ------------------------------------------------------------------------------------------------------

    def _take_row(self, paragraph: Paragraph, row: Row) -> None:
        self._close_bullets()
        above = self._stack[-1] if self._stack else None
        if row.is_header:
            (above or self._preamble()).paragraphs.append(paragraph.number)
            return
        parent = self._sections.above(row) or above
        if row.is_section:
            node = self._nodes.new(parent, row.number or "", "row" if row.number else "heading", (), row.title)
            self._sections.open(node)
            self._row_number = ""
        else:
            self._row_number = row.number or self._row_number
            node = self._nodes.new(parent, self._row_number, "row", (), row.title)
            self._placed.append(_placed(row, node.path, self._sections.headings))
        node.paragraphs.append(paragraph.number)


def _placed(row: Row, path: str, sections: tuple[str, ...]) -> TableRow:
    section = sections[-1] if sections else None
    return TableRow(row.paragraph, path, row.columns, row.cells, section, row.spans, row.heads, sections)


def _is_above(node: Node, label: Label) -> bool:
    """Tell whether a label of two numbers or more counts below a node: 2.1 below 2, below B.2, and B.2.1 below B.2."""
    if node.style == "composed" and label.style == "decimal" and len(label.value) == 2:
        return node.value[-1:] == label.value[:-1]
    styles = _ABOVE.get(label.style, (node.style,))
    return bool(node.value) and node.value == label.value[:-1] and node.style in styles


def _follows(old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    return old[:-1] == new[:-1] and len(old) == len(new) and new[-1] == old[-1] + 1


def _attached_name(text: str) -> str:
    """Give a name to an attached document by its title in capitals: its type, or the first words; else nothing."""
    if not (is_capitals(text) or leading_capitals(text)) or len(text) > 900 or text.endswith(":"):
        return ""
    typed = DOCUMENT_TYPES.match(fold(text[:80]))
    return (text[: typed.end()] if typed else text[:40]).strip().capitalize()


def _is_title(text: str) -> bool:
    return (is_capitals(text) and len(text) < 600 and read_label(text) is None) or (
        text.startswith("(") and text.endswith(")")
    )
