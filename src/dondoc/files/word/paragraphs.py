"""The text of one paragraph as a person sees it: insertions kept, deletions and hidden runs gone, fields as shown."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.files.word.package import MC, Element, W

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


def text_of(paragraph: Element) -> str:
    """Give the text of a paragraph; `\\n` for a line break, `\\f` for a page break. Text boxes are not in it."""
    return "".join(_pieces(paragraph))


def boxes_in(paragraph: Element) -> list[Element]:
    """Give the contents of the text boxes anchored in a paragraph, each once."""
    return [child for child in _visible(paragraph) if child.tag == _TEXT_BOX]


def is_deleted(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph was deleted, which joins it to the next."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def starts_page(paragraph: Element) -> bool:
    """Tell whether a paragraph is set to begin a new page."""
    mark = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == _TEXT_BOX:
            continue
        if child.tag == f"{W}r":
            yield from _run(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from _pieces(_alternative(child))
        else:
            yield from _leaf(child)


def _run(run: Element) -> Iterator[str]:
    if _is_on(run, "vanish"):
        return
    text = "".join(_pieces(run))
    yield text.upper() if _is_on(run, "caps") else text


def _leaf(child: Element) -> Iterator[str]:
    if child.tag == f"{W}t":
        yield (child.text or "").replace("\n", " ")
    elif child.tag == f"{W}br" and child.get(f"{W}type") == "page":
        yield PAGE_BREAK
    elif child.tag == f"{W}footnoteReference" and child.get(f"{W}id"):
        yield f" [{child.get(f'{W}id')}]"
    elif child.tag in _SIGNS:
        yield _SIGNS[child.tag]
    else:
        yield from _pieces(child)


def _is_on(run: Element, name: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _alternative(content: Element) -> Element:
    """Give the one alternative that a modern Word shows."""
    choice = content.find(f"{MC}Choice")
    return choice if choice is not None else (content.find(f"{MC}Fallback") or content)


def _visible(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in (f"{W}del", f"{W}moveFrom"):
            continue
        yield child
        if child.tag == _TEXT_BOX:
            continue
        yield from _visible(_alternative(child) if child.tag == f"{MC}AlternateContent" else child)
