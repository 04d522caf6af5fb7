"""The text of one paragraph as a person sees it: insertions kept, deletions and hidden runs gone, fields as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dondoc.files.word.looks import Looks, switch
from dondoc.files.word.old_fonts import in_unicode, marked, unmarked
from dondoc.files.word.package import MC, Element, M, W
from dondoc.files.word.symbols import in_letters, sign_of

PAGE_BREAK = "\f"
LINE_BREAK = "\n"
_SKIPPED = {
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "tbl", "commentReference", "rubyPr", "rt")
}
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": LINE_BREAK, f"{W}cr": LINE_BREAK, f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_TEXT_BOX = f"{W}txbxContent"
NOTE_MARKS = (f"{W}footnoteReference", f"{W}endnoteReference")
_FIELD = {"begin": "\x11", "separate": "\x12", "end": "\x13"}  # letters that no XML can hold
_INNERMOST = re.compile("\x11([^\x11-\x13]*)(?:\x12([^\x11-\x13]*))?\x13")
_FIELD_ENDS = re.compile("[\x11-\x13]")


def text_of(paragraph: Element, looks: Looks | None = None) -> str:
    """Give the text of a paragraph; `\\n` for a line break, `\\f` for a page break. Text boxes are not in it."""
    return unmarked(_shown("".join(_Reading(paragraph, looks or Looks()).pieces(paragraph))))


def boxes_in(paragraph: Element) -> list[Element]:
    """Give the contents of the text boxes anchored in a paragraph, each once."""
    return [child for child in visible(paragraph) if child.tag == _TEXT_BOX]


def is_deleted(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph was deleted or moved away, which joins it to the next."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and any(mark.tag in (f"{W}del", f"{W}moveFrom") for mark in marks)


def starts_page(paragraph: Element) -> bool:
    """Tell whether a paragraph is set to begin a new page."""
    return switch(paragraph, "pPr/pageBreakBefore") is True


class _Reading:
    """Reads the runs of one paragraph."""

    def __init__(self, paragraph: Element, looks: Looks) -> None:
        self.paragraph, self.looks = paragraph, looks

    def pieces(self, element: Element) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _TEXT_BOX:
                continue
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag == f"{MC}AlternateContent":
                yield from self.pieces(_alternative(child))
            else:
                yield from self._leaf(child)

    def _run(self, run: Element) -> Iterator[str]:
        if self.looks.is_on(run, self.paragraph, "vanish"):
            return
        text, font = "".join(self.pieces(run)), self.looks.font_of(run, self.paragraph)
        if self.looks.is_on(run, self.paragraph, "caps"):
            yield in_unicode(text, font).upper()
        else:
            yield marked(text, font)

    def _leaf(self, child: Element) -> Iterator[str]:
        if child.tag in (f"{W}t", f"{M}t"):
            yield in_letters((child.text or "").replace("\n", " "))
        elif child.tag == f"{W}br" and child.get(f"{W}type") == "page":
            yield PAGE_BREAK
        elif child.tag in NOTE_MARKS:
            yield f" [{child.get(f'{W}id')}]" if child.get(f"{W}id") else ""
        elif child.tag == f"{W}sym":
            yield sign_of(child)
        elif child.tag == f"{W}fldChar":
            yield _FIELD.get(child.get(f"{W}fldCharType", ""), "")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from self.pieces(child)


def _shown(text: str) -> str:
    """Give a text with the results of its fields in their places; a field without an end is text."""
    before = ""
    while before != text:
        before, text = text, _INNERMOST.sub(lambda field: field[2] or "", text)
    return _FIELD_ENDS.sub("", text)


def _alternative(content: Element) -> Element:
    """Give the one alternative that a modern Word shows."""
    choice = content.find(f"{MC}Choice")
    if choice is None:
        choice = content.find(f"{MC}Fallback")
    return content if choice is None else choice


def visible(element: Element) -> Iterator[Element]:
    """Give what stands in an element and was not deleted; what is in a text box is not told with it."""
    for child in element:
        if child.tag in (f"{W}del", f"{W}moveFrom"):
            continue
        yield child
        if child.tag == _TEXT_BOX:
            continue
        yield from visible(_alternative(child) if child.tag == f"{MC}AlternateContent" else child)
