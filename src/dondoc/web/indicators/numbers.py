"""Reading numbers and days as people type them: "7,5", "7.5", "1.234,5"."""

from __future__ import annotations

import re

GROUPED = re.compile(r"[+-]?\d{1,3}([.,\u00a0 ]\d{3})+([.,]\d+)?")
PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")


def number_in(text: str) -> float | None:
    """Give the number that a text writes, in Vietnamese or English form; None for anything else.

    "1.234" and "1,234" could be either a grouped whole number or a fraction: they are refused as doubtful, unless a
    second mark decides ("1.234,5", "1,234.5", "1.234.567").
    """
    text = text.strip().removesuffix("%").strip()
    if PLAIN.fullmatch(text):
        marks = re.findall(r"[.,]", text)
        doubtful = bool(marks) and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", text) is not None
        return None if doubtful else float(text.replace(",", "."))
    if not GROUPED.fullmatch(text):
        return None
    marks = re.findall(r"[.,]", text)
    last = marks[-1] if marks else ""
    decides = bool(last) and marks.count(last) == 1 and len(set(marks)) > 1
    spaced = bool(re.search(r"[\u00a0 ]", text)) and len(marks) == 1
    if not decides and not spaced and len(marks) == 1:
        return None
    whole, fraction = text.rsplit(last, 1) if decides or spaced else (text, "0")
    return float(re.sub(r"[.,\u00a0 ]", "", whole) + "." + fraction)
