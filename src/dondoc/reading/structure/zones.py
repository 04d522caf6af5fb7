"""Zones: which paragraphs are the letterhead, the body, the signature block, the recipients, the stamps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dondoc.reading.structure.fold import any_of, fold, is_capitals, leading_capitals
from dondoc.reading.structure.labels import read_label
from dondoc.reading.structure.model import Paragraph, Zones
from dondoc.reading.vocabulary import vocabulary

_LONGEST_HEAD = 30
TYPE_WORDS = any_of(word for words in vocabulary("documents")["names"].values() for word in words)
DOCUMENT_TYPES = re.compile(rf"(?:du thao\s+)?(?:{TYPE_WORDS}|phu luc.{{0,12}}|danh muc.{{0,60}})")
_NATION = re.compile(
    r"cong hoa xa hoi|doc lap\s*[-–]\s*t|dang cong san|chu nghia viet nam|^[-–]?\s*(?:tu do\s*[-–]\s*)?hanh phuc\W*$"
)
_NUMBER_LINE = re.compile(
    r"(?:s[o06]|so ky hieu)\s*[:.]|^\s*\d{1,5}\s+\d+-[a-z]|^\S{0,3}\s?\d+[a-z]?\s?[-/]\s?[a-z]{2,}"
)
_DATE_LINE = re.compile(r"\w\w[\s,.)]+ngay\s*\S{0,4}\s*thang\s*\S{0,4}\s*nam\s*\d{0,4}")
_BODY_BEGINS = re.compile(
    r"(?:can cu|thuc hien|trien khai|xet de nghi|theo de nghi|sau khi|kinh gui|quyet dinh\s*:|quyet nghi\s*:|"
    r"de thuc hien|nham|tiep tuc|ngay \d|trong thoi gian|thoi gian qua|hien nay|nam \d{4})\b"
)
_RECIPIENTS = re.compile(r"n[o0]i\s+nh\S{1,3}\s*[:.-]?\s*(?:$|[-–+]|t/?m|kt|nhu|\||cac|ban|so|bo|\S)")
_ADDRESSED = re.compile(r"(?:kinh gui|noi nhan dien)\s*:|.{0,80}\bdien\s*:\s*$")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_STAMP_WORDS = re.compile(
    r"da ky \w{2,4} van ban nay|<[^<>@ ]+@[^<> ]+>|^ky boi\s*:|^nguoi ky\s*:|thoi gian ky\s*:|^email\s*:|^co quan\s*:"
)
_SIGNER = re.compile(rf"(?:(?:t/?m|kt|tl|q|tuq)\.?|thay mat)\s|(?:pho )?(?:{any_of(vocabulary('names')['roles'])})\b")
_SIGNED = re.compile(r"\W*da ky\W*")
_ATTACHED = re.compile(r"\(?\s*(?:duoc )?(?:ban hanh )?kem theo\b")
_MOST_CLOSING_CELLS = 3
_LAST_RECIPIENT = re.compile(r"\W{0,3}luu\s*[:;]\s*(?:vt|van thu|vp|hs|tt)(?!\w)")
_BULLET = re.compile(r"[-–—•.+*]\s*\S")
_MOST_RECIPIENTS = 30
_LONGEST_RECIPIENT = 130
_NOTE = re.compile(r"[\[{]\d{1,3}[\]}]")


def find_zones(paragraphs: Sequence[Paragraph], furniture: Sequence[int]) -> Zones:
    """Tell the zones of a document apart.

    Guarantee: each paragraph number stands in exactly one zone.
    """
    taken = set(furniture)
    stamps = _stamps(paragraphs, taken) - taken
    taken |= stamps
    letterhead = _letterhead(paragraphs, taken)
    taken |= letterhead
    recipients, signature, further = _closing(paragraphs, taken)
    letterhead |= further
    taken |= recipients | signature | further
    body = tuple(p.number for p in paragraphs if p.number not in taken)
    return Zones(
        letterhead=tuple(sorted(letterhead)),
        signature=tuple(sorted(signature)),
        recipients=tuple(sorted(recipients)),
        stamps=tuple(sorted(stamps)),
        furniture=tuple(furniture),
        body=body,
    )


def _stamps(paragraphs: Sequence[Paragraph], taken: set[int]) -> set[int]:
    """Stamps of digital signatures: a time, a country, a sentence; or lines "Ký bởi: ..." at the edge of the page."""
    found: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        if paragraph.number in taken or len(paragraph.text) > 300:
            continue
        if _STAMP.match(paragraph.text):
            found.update(_stamp_from(paragraphs, at))
        elif _STAMP_WORDS.search(fold(paragraph.text)):
            found.add(paragraph.number)
    return found


def _stamp_from(paragraphs: Sequence[Paragraph], at: int) -> list[int]:
    lines = [paragraphs[at].number]
    for paragraph in paragraphs[at + 1 : at + 4]:
        lines.append(paragraph.number)
        if _STAMP_WORDS.search(fold(paragraph.text)):
            return lines
    return lines[:1]


def _letterhead(paragraphs: Sequence[Paragraph], taken: set[int]) -> set[int]:
    """The head runs from the top to the title; it is one only with a mark of a head: nation, number, date, type."""
    free = [paragraph for paragraph in paragraphs if paragraph.number not in taken]
    page = _page_above(free)
    found = [paragraph.number for paragraph in free[:page]]
    marked = titled = below_type = False
    for paragraph in free[page:]:
        folded = fold(paragraph.text[:200])
        mark = _is_head_mark(paragraph.text, folded) or (
            bool(paragraph.cells) and _NUMBER_LINE.match(folded) is not None
        )
        if len(found) >= _LONGEST_HEAD or (
            not mark and _ends_head(paragraph, folded, titled=titled, below_type=below_type)
        ):
            break
        capitals = is_capitals(paragraph.text) or leading_capitals(paragraph.text) > 0
        below_type = capitals and DOCUMENT_TYPES.fullmatch(folded) is not None
        titled = titled or (capitals and DOCUMENT_TYPES.match(folded) is not None)
        marked = marked or mark
        found.append(paragraph.number)
    return set(found) if marked else set()


_MOST_ABOVE = 20


def _page_above(paragraphs: Sequence[Paragraph]) -> int:
    """Count what a page of the web puts above the motto of the nation or the Party: a title, links, a menu."""
    top = [bool(_NATION.search(fold(paragraph.text[:220]))) for paragraph in paragraphs[: _MOST_ABOVE + 1]]
    at = top.index(True) if True in top else 0
    return at if len(paragraphs) > at and len(paragraphs[at].text) < 220 else 0


def _is_head_mark(text: str, folded: str) -> bool:
    if len(text) > 250:
        return False
    if _NATION.search(folded) and len(text) < 220:
        return True
    if _BODY_BEGINS.match(folded) or (DOCUMENT_TYPES.match(folded) and not is_capitals(text)):
        return False
    if _NUMBER_LINE.match(folded) or (_DATE_LINE.search(folded) and len(text) < 90 and not folded.startswith("(")):
        return True
    typed = len(text) <= 40 and is_capitals(text) and DOCUMENT_TYPES.fullmatch(folded) is not None
    return typed and read_label(text) is None


def _ends_head(paragraph: Paragraph, folded: str, *, titled: bool, below_type: bool) -> bool:
    text = paragraph.text
    if folded.rstrip().endswith("dien:"):
        return True
    if not titled and leading_capitals(text) and DOCUMENT_TYPES.match(folded):
        return False
    if is_capitals(text) and len(text) < 600:
        return read_label(text) is not None
    if _BODY_BEGINS.match(folded) and not (
        titled and folded.startswith(("thuc hien", "trien khai")) and _is_subject(text, below_type=below_type)
    ):
        return True
    return len(text) > 330 or read_label(text) is not None or text.endswith((".", ":", ";")) or len(paragraph.cells) > 3


def _is_subject(text: str, *, below_type: bool) -> bool:
    """A subject under the title has no stop at its end and no finite sentence; right below a capital may begin it."""
    if len(text) >= 300 or text.rstrip().endswith((".", ";", ":", ",")):
        return False
    return text[:1].islower() or below_type


def _closing(paragraphs: Sequence[Paragraph], taken: set[int]) -> tuple[set[int], set[int], set[int]]:
    """Give the recipients, the signature blocks and the letterheads of attached documents that follow them."""
    recipients: set[int] = set()
    signature: set[int] = set()
    letterhead: set[int] = set()
    inside = signing = False
    for at, paragraph in enumerate(paragraphs):
        if paragraph.number in taken:
            continue
        folded = fold(paragraph.text[:120])
        signing = signing and not inside and len(paragraph.text) < 120 and _is_signature(paragraph.text, folded)
        inside = inside and _still_closing(paragraph, folded, paragraphs[at + 1 : at + 3])
        if _RECIPIENTS.match(folded):
            inside = True
            recipients.add(paragraph.number)
        elif _ADDRESSED.match(folded) and len(paragraph.text) < 200:
            recipients.add(paragraph.number)
        elif recipients and _NATION.search(folded) and len(paragraph.text) < 220:
            letterhead.add(paragraph.number)
        elif _LAST_RECIPIENT.match(folded):
            inside = True
            recipients.update(_listed_before(paragraphs, at, taken))
        elif inside:
            (signature if _is_signature(paragraph.text, folded) else recipients).add(paragraph.number)
        elif signing or _signs_alone(paragraph.text, folded) or _signs_with(folded, paragraphs[at + 1 : at + 3]):
            signing = True
            signature.add(paragraph.number)
    return recipients, signature, letterhead


def _listed_before(paragraphs: Sequence[Paragraph], at: int, taken: set[int]) -> Iterator[int]:
    """Give the last recipient ("- Lưu: VT") and the short bullets above it: their heading was lost on the page."""
    yield paragraphs[at].number
    for paragraph in reversed(paragraphs[max(0, at - _MOST_RECIPIENTS) : at]):
        if paragraph.number in taken:
            continue
        if not (_BULLET.match(paragraph.text) and len(paragraph.text) < _LONGEST_RECIPIENT):
            return
        yield paragraph.number


def _still_closing(paragraph: Paragraph, folded: str, following: Sequence[Paragraph]) -> bool:
    """Tell whether recipients and signature go on: not over a note, a label, a long paragraph, the title of a part."""
    text = paragraph.text
    if _NOTE.match(text) or len(text) > 250 or len(paragraph.cells) > _MOST_CLOSING_CELLS:
        return False
    if is_capitals(text) and not _SIGNER.match(folded):
        titled = DOCUMENT_TYPES.match(folded) is not None or any(is_attachment_note(after.text) for after in following)
        return not titled
    label = read_label(text)
    return not is_attachment_note(text) and (label is None or label.style in ("dash", "plus", "star"))


def is_attachment_note(text: str) -> bool:
    """Tell whether a paragraph says what its part of the document is attached to: "(Kèm theo Quyết định ...)"."""
    return _ATTACHED.match(fold(text[:60])) is not None


def _is_signature(text: str, folded: str) -> bool:
    if text[:1] in "-–+*":
        return False
    titled = is_capitals(text) and DOCUMENT_TYPES.match(folded) is not None  # "PHỤ LỤC I" is nobody's name
    return (
        _SIGNER.match(folded) is not None or _SIGNED.fullmatch(folded) is not None or (is_person(text) and not titled)
    )


def is_person(text: str) -> bool:
    """Tell whether a text is nothing but the name of a person: two to five syllables, each with a capital."""
    words = text.strip(" .,").split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)


_SIGNING_BODY = 16  # code points: "T/M BỘ CHÍNH TRỊ (Đã ký) Nguyễn Văn A"


def _signs_with(folded: str, following: Sequence[Paragraph]) -> bool:
    """Tell whether a line is but an office, with "(Đã ký)" and a name, or a name as the last line, below."""
    if len(folded) > _LONGEST_OFFICE or not following or not _OFFICE.fullmatch(folded):
        return False
    signed = _SIGNED.fullmatch(fold(following[0].text)) is not None
    if signed or not is_person(following[0].text) or is_capitals(following[0].text):
        return signed and len(following) > 1 and is_person(following[1].text)
    return len(following) == 1 or _opens_part(following[1].text)


def _opens_part(text: str) -> bool:
    """Tell whether a line is the title of what is attached: "CHƯƠNG TRÌNH HÀNH ĐỘNG"."""
    return is_capitals(text) and DOCUMENT_TYPES.match(fold(text[:80])) is not None


_LONGEST_OFFICE = 60
_OFFICE = re.compile(rf"(?:q\.\s*|quyen\s+)?(?:pho )?(?:{any_of(vocabulary('names')['roles'])})(?:\s+\w+){{0,6}}")


def _signs_alone(text: str, folded: str) -> bool:
    signs = len(text) < 120 and re.match(r"(?:t/?m|kt|tl|tuq)[./\s]", folded) is not None
    return signs and (is_capitals(text.split("|", maxsplit=1)[0]) or is_capitals(text[:_SIGNING_BODY]))
