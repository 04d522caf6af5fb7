"""The issuer of a document, from the lines to the left of, or above, the motto of the nation or the Party.

The lines name one body ("ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM") or two, the one above and the one that issues: "TỈNH ỦY",
"BAN TỔ CHỨC". Of two the second issues, and is named the way officials name it: "Ban Tổ chức Tỉnh ủy Hà Nam",
"Sở Nội vụ tỉnh Hà Nam", "Cục Dân số, Bộ Y tế".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.extract.spelling import written_out
from dondoc.reading.structure.fold import any_of, fold, is_capitals
from dondoc.reading.vocabulary import vocabulary

_OF_BODIES = vocabulary("names")["letterhead_bodies"]
_BODY = re.compile(rf"(?:{any_of(_OF_BODIES)})\b")
_OPEN = re.compile(
    r"(?:van phong|ban chap hanh|ban thuong vu|ban chi dao|thuong truc|\buy|uy ban|uy ban nhan|hoi dong|hoi dong nhan)$"
)
_LOST_LETTER = re.compile(r"^y (?=ban nhan dan)")
_COUNCIL = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\s+(?=\S)")
_PARTY = re.compile(r"(?:tinh|thanh|huyen|quan|thi|dang) uy|dang bo|ban chap hanh trung uong")
_OF_PARTY = re.compile(r"(?:ban|van phong|uy ban kiem tra|truong chinh tri)\b")


def read_issuer(lines: Sequence[str], body: Sequence[str]) -> str | None:
    """Give the name of the issuer; `lines` are in capitals, from top to bottom, `body` is searched for its spelling."""
    names = [written_out(_with_first_letter(name), body) for name in _bodies(lines)]
    if not names:
        return None
    if len(names) == 1:
        names = [_with_place(names[0], body)]
    return names[-1] if len(names) == 1 else _under(names[-1], names[-2])


def _with_first_letter(name: str) -> str:
    """Give back the letter that copies lose: "Y BAN NHÂN DÂN TỈNH ..."."""
    return f"Ủ{name}" if _LOST_LETTER.match(fold(name)) else name


_PLACELESS = re.compile(r"uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd")
_MOST_SEARCHED = 25  # paragraphs: the sentence in which the issuer issues stands before the first part
_ISSUES = (
    r"\s+(?P<name>(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)"
    r"(?:\s+[^\W\d_a-z][^\W\d_]*){1,4})\s+(?=ban hành|xây dựng|yêu cầu|thông báo|triển khai|quyết định|chỉ thị)"
)


def _with_place(name: str, body: Sequence[str]) -> str:
    """Give a council that its letterhead names without a place with the place under which it issues the document."""
    if not _PLACELESS.fullmatch(fold(name)):
        return name
    issues = re.compile(rf"(?:{re.escape(name)}|UBND|Ủy ban nhân dân|Uỷ ban nhân dân){_ISSUES}")
    found = next((match for text in body[:_MOST_SEARCHED] if (match := issues.search(text))), None)
    return f"{name} {found['name']}" if found else _below_title(name, body)


_LEVEL = r"(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)"


def _below_title(name: str, body: Sequence[str]) -> str:
    """Give a council as it stands once more, in capitals, below the title of a decision; else the name alone."""
    again = re.compile(rf"(?:cua\s+)?(?:chu tich\s+)?(?P<whole>{fold(name)}\s+{_LEVEL}\s+\w[\w\s-]{{1,30}})")
    for text in body[:_MOST_SEARCHED]:
        match = again.fullmatch(fold(text.strip()))
        if match and is_capitals(text):
            return written_out(text.strip()[match.start("whole") :], body)
    return name


def _bodies(lines: Sequence[str]) -> list[str]:
    """Join the lines of each body: a line that begins with a kind of body begins one, unless the name above is open."""
    names: list[str] = []
    for line in lines:
        if names and (not _BODY.match(fold(line)) or _OPEN.search(fold(names[-1]))):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    return names


def _under(own: str, above: str) -> str:
    folded = fold(above)
    if council := _COUNCIL.match(folded):
        place = above[council.end() :]
        return own if fold(place) in fold(own) else f"{own} {place}"
    if _PARTY.search(folded):
        return f"{own} {above}" if _OF_PARTY.match(fold(own)) and not _PARTY.search(fold(own)) else own
    return f"{own}, {above}"
