"""Builders for the tests of the reading core."""

from __future__ import annotations

from pathlib import Path

from dondoc.reading.repair.result import RepairedText
from dondoc.reading.source import SourceText
from dondoc.reading.structure import Provision, Structure, structure

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "samples"


def make_repaired(text: str) -> RepairedText:
    """Give a text as repaired text in which nothing was changed."""
    source = SourceText.from_text(text)
    return RepairedText(source=source, text=source.text, damage=("none",) * len(source.pages))


def make_structure(text: str) -> Structure:
    """Give the structure of a text that needs no repair."""
    return structure(make_repaired(text))


def provision_of(cut: Structure, address: str) -> Provision:
    """Give the provision at an address."""
    return next(provision for provision in cut.provisions if provision.address == address)


def documents() -> list[Path]:
    """Give the documents at hand: the sample always, the development documents where they are."""
    return [
        *sorted(SAMPLES.glob("*.txt")),
        *sorted(SHARED.glob("eval/dev/*.txt")),
        *sorted(SHARED.glob("eval/scans/*.txt")),
    ]


# A sentence as an engine without Vietnamese letters reads it, enough for a page to count as damaged.
DAMAGED_PAGE = """Thuc hién Chi thi s6 24/CT-TTg ngay 12 thang 3 nam 2024 ctia Thi tuéng Chinh phu vé phat trién lam
nghiép, Uy ban nhan dan tinh giao cac s6, nganh xay dung Ké hoach va t6 chtrc thuc hién trong nam 2024 nhu sau:
"""
