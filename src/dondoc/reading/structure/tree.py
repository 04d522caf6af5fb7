"""The tree of provisions: labels, headings and rows in their places, each with an address of its own.

A stack of open provisions is kept. A label of a style that is open goes on that count or starts it again; a new style
goes under what is open, by the usual rank of styles. Addresses are made unique with "~2", "~3"; depth is bounded, so
that time and memory grow with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.reading.structure.fold import fold, is_capitals
from dondoc.reading.structure.labels import OFFICIAL_LETTERS, Label, read_any_label, read_label
from dondoc.reading.structure.model import Paragraph, Provision, TableRow, Zones
from dondoc.reading.structure.tables import Row
from dondoc.reading.structure.zones import DOCUMENT_TYPES, TYPE_WORDS

PREAMBLE = "Mở đầu"
_DEEPEST = 12
_LONGEST_HEADING = 120
# The usual rank of the styles of numbering: a lower number stands above.
_RANKS = {
    "annex": 0, "attached": 0, "part": 1, "chapter": 2, "division": 3, "upper": 3, "roman": 4, "article": 5,
    "number": 6, "clause": 6, "decimal": 7, "number_paren": 8, "letter": 9, "paren": 9, "paren_decimal": 10,
    "paren_letter": 10, "ordinal": 11, "star": 12, "dash": 13, "plus": 14,
}  # fmt: skip
_KINDS = {
    "annex": "annex", "attached": "preamble", "preamble": "preamble", "part": "part", "chapter": "part",
    "division": "section", "upper": "part", "roman": "part", "article": "article", "number": "section",
    "clause": "clause", "decimal": "section", "number_paren": "clause", "letter": "point", "paren": "item",
    "paren_decimal": "item", "paren_letter": "point", "ordinal": "point", "star": "bullet", "dash": "bullet",
    "plus": "bullet", "heading": "heading", "row": "row", "note": "other",
}  # fmt: skip
_DECIMALS = ("decimal", "paren_decimal")
_BULLETS = ("dash", "plus", "star")
_TOP_ONLY = ("annex", "attached", "part", "chapter", "division", "upper", "roman", "article")
_CLOSING = re.compile(
    r"(?:trong )?qua trinh (?:\w+ ){0,4}thuc hien|tren day la|"
    rf"(?:{TYPE_WORDS}) nay (?:thay the|duoc pho bien|co hieu luc|pho bien)|"
    r"(?:uy ban nhan dan|ubnd|ban thuong vu|thu tuong chinh phu|van phong chinh phu|chu tich).{0,80}"
    r"(?:yeu cau|de nghi|thong bao).{0,400}(?:thuc hien|bao cao|biet)"
)


@dataclass(slots=True)
class _Node:
    """A provision in the making."""

    address: str
    path: str
    label: str
    style: str
    value: tuple[int, ...]
    heading: str
    parent: _Node | None
    depth: int
    paragraphs: list[int] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    bullets: dict[str, int] = field(default_factory=dict)

    @property
    def rank(self) -> float:
        if self.style == "heading":
            return (self.parent.rank if self.parent else 0) + 0.5
        return _RANKS.get(self.style, 20)


class TreeBuilder:
    """Builds the tree, one paragraph after the other; `finish` gives the provisions and the placed rows."""

    def __init__(self, paragraphs: Sequence[Paragraph], zones: Zones, rows: Sequence[Row]) -> None:
        self._paragraphs = paragraphs
        self._zones = zones
        self._rows = {row.paragraph: row for row in rows}
        self._stack: list[_Node] = []
        self._nodes: list[_Node] = []
        self._addresses: dict[str, int] = {}
        self._placed: list[TableRow] = []
        self._section: _Node | None = None
        self._section_row: str | None = None
        self._row_number = ""
        self._base: _Node | None = None
        self._note: _Node | None = None
        self._ended = False

    def build(self) -> tuple[tuple[Provision, ...], tuple[TableRow, ...]]:
        """Walk the body once; give the provisions in reading order and the rows."""
        body = self._zones.body
        after_end = False
        closed = set(self._zones.recipients) | set(self._zones.signature)
        for at, number in enumerate(body):
            paragraph = self._paragraphs[number]
            after_end = after_end or (number - 1) in closed
            self._ended = self._ended or after_end
            following = self._paragraphs[body[at + 1]] if at + 1 < len(body) else None
            if number in self._rows:
                self._take_row(paragraph, self._rows[number])
            else:
                self._section = None
                after_end = self._take(paragraph, following, after_end=after_end)
        return tuple(_frozen(node) for node in self._nodes), tuple(self._placed)

    def _take(self, paragraph: Paragraph, following: Paragraph | None, *, after_end: bool) -> bool:
        """Take a paragraph that is no row; give whether the next one still stands between two parts of the document."""
        if self._starts_part(paragraph, following, after_end=after_end):
            return False
        label = read_any_label(paragraph.text)
        if label is not None and self._counts(label):
            self._section_row = None
            self._take_label(paragraph, label)
            return False
        if self._is_heading(paragraph, following):
            self._take_heading(paragraph)
        else:
            self._take_plain(paragraph, following)
        return after_end and is_capitals(paragraph.text)

    # Parts -----------------------------------------------------------------------------------------------------

    def _starts_part(self, paragraph: Paragraph, following: Paragraph | None, *, after_end: bool) -> bool:
        text, folded = paragraph.text, fold(paragraph.text[:80])
        base = self._base
        if base and base.style in ("annex", "attached") and not self._placed_under(base) and _is_title(text):
            base.heading = (
                f"{base.heading} {text}".strip() if base.style == "annex" or len(base.paragraphs) == 1 else base.heading
            )
            base.paragraphs.append(paragraph.number)
            return True
        typed = (
            is_capitals(text) and len(text) < 80 and DOCUMENT_TYPES.match(folded) is not None and not text.endswith(":")
        )
        attached = (
            following is not None and re.match(r"\(?\s*(?:ban hanh )?kem theo", fold(following.text[:40])) is not None
        )
        if read_label(text) is None and typed and (after_end or attached):
            self._open_part(paragraph, "attached", f"{text.capitalize()} kèm theo", "")
            return True
        return False

    def _placed_under(self, base: _Node) -> bool:
        return bool(base.children) or any(row.path.startswith(base.path) for row in self._placed[-1:] if base.path)

    def _open_part(self, paragraph: Paragraph, style: str, label: str, path: str) -> None:
        self._stack.clear()
        self._ended = False
        node = self._new(None, label if style == "annex" else "", style, (), "", address=label, path=path)
        node.paragraphs.append(paragraph.number)
        self._base = node
        self._section_row, self._row_number = None, ""
        if style == "annex":
            self._stack.append(node)

    def _counts(self, label: Label) -> bool:
        """Tell whether a label is one here: bullets need something above, doubtful labels a count they go on."""
        if label.style in _BULLETS:
            return bool(self._stack)
        return label.sure or any(
            node.style == label.style and _follows(node.value, label.value) for node in self._stack
        )

    # Labels ----------------------------------------------------------------------------------------------------

    def _take_label(self, paragraph: Paragraph, label: Label) -> None:
        heading = paragraph.text[label.end :].strip()
        if label.style == "annex":
            self._open_part(paragraph, "annex", label.text, label.text)
            if self._base:
                self._base.heading = heading
            return
        if label.style == "note":
            note = self._new(None, label.text, "note", label.value, heading)
            note.paragraphs.append(paragraph.number)
            self._note = note if self._ended else None
            return
        self._note = None
        label = self._mended(label)
        self._pop_to_parent(label)
        parent = self._stack[-1] if self._stack else None
        node = self._new(parent, label.text, label.style, label.value, heading)
        node.paragraphs.append(paragraph.number)
        self._stack.append(node)

    def _mended(self, label: Label) -> Label:
        """A second "d)" is "đ)": the bar of the letter is lost first."""
        if label.style != "letter" or label.text != "d)":
            return label
        if any(node.style == "letter" and node.value == label.value for node in self._stack[-3:]):
            return Label("đ)", "letter", (OFFICIAL_LETTERS.index("đ") + 1,), label.end)
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
        if label.style in _BULLETS:
            return places[-1]
        if label.style in _DECIMALS:
            return next((at for at in places if len(self._stack[at].value) >= len(label.value)), None)
        for at in reversed(places):
            if _follows(self._stack[at].value, label.value):
                return at
        for at in reversed(places):
            if self._stack[at].value[:-1] == label.value[:-1] and 0 < label.value[-1] - self._stack[at].value[-1] <= 3:
                return at
        if label.value[-1] == 1 and label.style not in _TOP_ONLY and self._nests(places[-1]):
            return None
        return places[-1]

    def _nests(self, place: int) -> bool:
        """A count that starts again stands inside the open one: under a heading, or after words that announce it."""
        top = self._stack[-1]
        if len(self._stack) >= _DEEPEST:
            return False
        if top.style == "heading":
            return True
        return self._stack[place].value[-1] > 1 and self._announces(top)

    def _announces(self, node: _Node) -> bool:
        return bool(node.paragraphs) and self._paragraphs[node.paragraphs[-1]].text.rstrip().endswith(":")

    def _make_room(self, label: Label) -> None:
        """Close what a label of a style not open cannot stand under."""
        if label.style in _DECIMALS:
            for at in range(len(self._stack) - 1, -1, -1):
                value = self._stack[at].value
                if value and value == label.value[:-1]:
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
        rank = _RANKS.get(label.style, 20)
        while self._stack and self._stack[-1].rank > rank:
            self._stack.pop()

    # Headings and plain paragraphs -----------------------------------------------------------------------------

    def _is_heading(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """An unnumbered line that heads a count which starts again below it."""
        text = paragraph.text
        if following is None or len(text) > _LONGEST_HEADING or self._awaits_heading():
            return False
        label = read_label(following.text)
        if label is None or label.style in _BULLETS or label.value[-1:] != (1,):
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
            while self._stack and self._stack[-1].rank > _RANKS["roman"]:
                self._stack.pop()
        else:
            self._close_bullets()
            for at in range(len(self._stack) - 1, -1, -1):
                if self._stack[at].style == "heading":
                    del self._stack[at:]
                    break
        parent = self._stack[-1] if self._stack else None
        node = self._new(parent, "", "heading", (), text)
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
        while self._stack and self._stack[-1].style in _BULLETS:
            self._stack.pop()

    def _close_inner_count(self, following: Paragraph | None) -> None:
        """A plain paragraph after a count that was started again inside a provision belongs to that provision."""
        if len(self._stack) < 3 or self._stack[-2].style != "heading" or self._stack[-3].style != self._stack[-1].style:
            return
        after = read_label(following.text) if following else None
        if after and after.style == self._stack[-1].style and _follows(self._stack[-1].value, after.value):
            return
        del self._stack[-2:]

    def _preamble(self) -> _Node:
        if self._base is not None:
            return self._base
        self._base = self._new(None, "", "preamble", (), "", address=PREAMBLE, path="")
        return self._base

    # Rows ------------------------------------------------------------------------------------------------------

    def _take_row(self, paragraph: Paragraph, row: Row) -> None:
        self._close_bullets()
        above = self._stack[-1] if self._stack else None
        if row.is_header:
            (above or self._preamble()).paragraphs.append(paragraph.number)
            return
        title = row.cells[1] if row.number and len(row.cells) > 1 else next((cell for cell in row.cells if cell), "")
        if row.is_section:
            self._section = self._new(above, row.number or "", "row" if row.number else "heading", (), title)
            self._section.paragraphs.append(paragraph.number)
            self._section_row, self._row_number = title, ""
            return
        self._row_number = row.number or self._row_number
        parent = self._section or above
        node = self._new(parent, self._row_number, "row", (), title)
        node.paragraphs.append(paragraph.number)
        self._placed.append(TableRow(row.paragraph, node.path, row.columns, row.cells, self._section_row, row.spans))

    # Nodes -----------------------------------------------------------------------------------------------------

    def _new(
        self, parent: _Node | None, label: str, style: str, value: tuple[int, ...], heading: str,
        *, address: str | None = None, path: str | None = None,
    ) -> _Node:  # fmt: skip
        own = address or self._own_part(parent, label, style, heading)
        full = f"{parent.address}/{own}" if parent else own
        if path is None:
            above = parent.path if parent else ""
            named = label if style not in (*_BULLETS, "heading") else ""
            path = "/".join(part for part in (above, named) if part)
        node = _Node(self._unique(full), path, label, style, value, heading, parent, parent.depth + 1 if parent else 0)
        if parent:
            parent.children.append(node.address)
        self._nodes.append(node)
        return node

    def _own_part(self, parent: _Node | None, label: str, style: str, heading: str) -> str:
        if style in _BULLETS:
            counts = parent.bullets if parent else self._addresses
            counts[style] = counts.get(style, 0) + 1
            return f"{label}{counts[style]}"
        if label:
            return label.replace("/", "-")
        return heading[:40].replace("/", "-").strip() or "…"

    def _unique(self, address: str) -> str:
        times = self._addresses.get(address, 0) + 1
        self._addresses[address] = times
        if times == 1:
            return address
        return self._unique(f"{address}~{times}")


def _follows(old: tuple[int, ...], new: tuple[int, ...]) -> bool:
    return old[:-1] == new[:-1] and len(old) == len(new) and new[-1] == old[-1] + 1


def _is_title(text: str) -> bool:
    return (is_capitals(text) and len(text) < 600 and read_label(text) is None) or (
        text.startswith("(") and text.endswith(")")
    )


def _frozen(node: _Node) -> Provision:
    return Provision(
        address=node.address,
        path=node.path,
        label=node.label,
        kind=_KINDS.get(node.style, "other"),
        heading=node.heading,
        paragraphs=tuple(node.paragraphs),
        parent=node.parent.address if node.parent else None,
        depth=node.depth,
        children=tuple(node.children),
    )
