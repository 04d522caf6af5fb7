"""Footnotes and endnotes of a Word file: numbered by where their marks stand, whatever the file calls them."""

from __future__ import annotations

from dondoc.files.word.package import Element, Package, W
from dondoc.files.word.paragraphs import NOTE_MARKS, visible

_PARTS = dict(zip(NOTE_MARKS, ("word/footnotes.xml", "word/endnotes.xml"), strict=True))


def number_notes(body: Element, package: Package) -> list[Element]:
    """Write into each mark of a note the number it is shown with; give the notes in that order.

    Footnotes come before endnotes, all in one row of numbers. The mark of a note that is not there loses its number.
    """
    order: list[Element] = []
    for tag, path in _PARTS.items():
        notes = _notes(package, path)
        numbers: dict[str, str] = {}
        for mark in (child for child in visible(body) if child.tag == tag):
            name = mark.get(f"{W}id", "")
            if name in notes and name not in numbers:
                order.append(notes[name])
                numbers[name] = str(len(order))
            mark.set(f"{W}id", numbers.get(name, ""))
    return order


def _notes(package: Package, path: str) -> dict[str, Element]:
    root = package.part(path)
    if root is None:
        return {}
    return {note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type") is None}
