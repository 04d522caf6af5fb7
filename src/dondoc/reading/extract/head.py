"""The head of a document: reference, type, subject, issuer, place and day, who signed, recipients, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dondoc.reading.extract.citations import FoundReference, find_references, type_of_symbol
from dondoc.reading.extract.dates import FoundDate, find_dates
from dondoc.reading.extract.issuer import read_issuer
from dondoc.reading.extract.signing import read_recipients, read_signatory, read_stamps
from dondoc.reading.extract.spelling import written_out
from dondoc.reading.register import Directive
from dondoc.reading.repair.result import RepairedText
from dondoc.reading.structure.fold import CAPITALS, any_of, fold, is_capitals, leading_capitals
from dondoc.reading.structure.model import Paragraph, Structure
from dondoc.reading.vocabulary import vocabulary

_TYPES = {kind: re.compile(rf"(?:{any_of(words)})\b") for kind, words in vocabulary("documents")["names"].items()}
_NATION = re.compile(r"(?:n?uoc )?cong hoa xa hoi|dang cong san viet nam|doc lap\s*[-–]|chu nghia viet nam")
_DATE_LINE = re.compile(r"(?P<place>[^\W\d_][^|;:/\d]{1,48}?)\s*,?\s*ngay\s*(?:\d|\.|…|thang)", re.IGNORECASE)
# Place and day behind the subject of a letter that ran into them: "V/v cấp đổi số nhà Thành phố Huế, ngày 5 tháng ...".
_PLACE_AT_END = re.compile(
    rf"(?<!\w)(?P<place>(?:(?:Thành phố|TP\.?)\s+)?(?:[{CAPITALS}][^\W\d_]*\s+){{0,3}}[{CAPITALS}][^\W\d_]*)"
    r"\s*,\s*ngày\s[^,;|]{4,24}$"
)
_COLUMN_GAP = re.compile(rf" \| |\t|\s{{3,}}(?=[{CAPITALS}])")
_ABOUT = re.compile(r"(?:V/v|V/V|Về việc|VỀ VIỆC)\s*[:.]?\s*(?P<subject>.+)", re.DOTALL)
_ABOUT_MARK = re.compile(r"^V\s?/?\s?[vVyY]\s+")  # "V/v", also as scans have it
_TITLE_ALONE = re.compile(
    rf"(?P<kind>[{CAPITALS}\s]{{5,30}}?)\s+CỦA\s+(?P<issuer>(?:THỦ TƯỚNG|CHÍNH PHỦ|BỘ|CHỦ TỊCH|ỦY BAN|"
    rf"UỶ BAN|BAN|TỈNH ỦY|HỘI ĐỒNG)[{CAPITALS}\s,-]{{0,80}})\s*$"
)
_DECORATION = re.compile(r"[\s*_=.–—-]*$")


@dataclass(frozen=True, slots=True)
class _Title:
    document_type: str | None
    subject: str | None


def read_head(structure: Structure, repaired: RepairedText) -> Directive:
    """Give the head of a document; None where the text lacks a part of it.

    Takes the structure and the text it was cut from. Relations are left empty: they come from the citations.
    """
    head = [structure.paragraphs[number] for number in structure.zones.letterhead]
    top, title = _split(_without_page(head))
    lines = _whole_lines(top)
    body = [structure.paragraphs[number].text for number in structure.zones.body]
    reference = _reference(lines)
    date = _date(lines)
    issuer = read_issuer(_left_of_motto(lines), [*title, *body])
    if not head and (alone := _TITLE_ALONE.match(body[0] if body else "")):  # "CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ"
        title = [alone["kind"], *takewhile(_ABOUT.match, body[1:2])]
        issuer = written_out(alone["issuer"], body)
    read = _title(title, issuer)
    stamps = read_stamps([_seen(structure.paragraphs[number], repaired) for number in structure.zones.stamps])
    closing = [
        structure.paragraphs[number].text
        for number in sorted((*structure.zones.recipients, *structure.zones.signature))
    ]
    signatory, role = read_signatory(closing, stamps, body=body)
    return Directive(
        reference=reference.reference if reference else None,
        document_type=read.document_type or (type_of_symbol(reference.symbol) if reference else None),
        subject=read.subject or _about(top),
        issued_by=issuer,
        issued_on=date.day if date else None,
        place_of_issue=_place(lines),
        signatory=signatory,
        signatory_role=role,
        recipients=tuple(read_recipients(closing, signatory)),
        signatures=tuple(stamps),
    )


def _seen(paragraph: Paragraph, repaired: RepairedText) -> str:
    """Give a paragraph as it stands in the source: the stamps of signatures are machine text, never damaged."""
    return repaired.place_span(paragraph.span).of(repaired.source.text)


_NUMBER_FIRST = re.compile(r"\s*s[o06]\s*[:.\d]")


def _without_page(head: Sequence[Paragraph]) -> list[Paragraph]:
    """Leave out what a page of the web puts above the letterhead: a title, links, a menu."""
    nation = next((at for at, paragraph in enumerate(head) if _NATION.search(fold(paragraph.text))), 0)
    if any(is_capitals(one.text) and _type_of(one.text) for one in head[:nation]):
        return list(head)  # columns read one after the other: the motto stands below the title
    above = [one for one in head[:nation] if _NUMBER_FIRST.match(fold(one.text)) or _is_heading(one)]
    return [*above, *head[nation:]]


def _is_heading(paragraph: Paragraph) -> bool:
    cells = [cell for cell in paragraph.text.split("|") if cell.strip()]
    return len(cells) == 1 and (is_capitals(cells[0]) or bool(_SYLLABLE.fullmatch(cells[0].strip())))


_SYLLABLE = re.compile(rf"[{CAPITALS}]{{1,3}}")  # "ỦY", alone on its line
_OPEN = re.compile(
    r"\bngay(?:\s+\d{1,2}(?:\s+thang(?:\s+\d{1,2}(?:\s+nam)?)?)?)?$"
    r"|^\W*cong(?: hoa(?: xa(?: hoi(?: chu(?: nghia)?)?)?)?)?$"
)


def _whole_lines(top: Sequence[str]) -> list[str]:
    """Give the lines with those joined that a narrow cell broke: between bars, at "ngày", within the motto.

    Copies of the web set each cell on lines of its own: "|", "Tiền", "Giang, ngày", "07 tháng 12 năm 2022", "|". The
    first cell keeps its lines: each may name a body of its own.
    """
    lines: list[str] = []
    barred = goes_on = False
    for text in top:
        words = text.strip()
        if words == "|":
            barred, goes_on = True, False
            continue
        if lines and (goes_on or _OPEN.search(fold(lines[-1]))):
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
        goes_on = barred
    return lines


def _split(head: Sequence[Paragraph]) -> tuple[list[str], list[str]]:
    """Cut the head at the title: the line that is nothing but a type of document, or the first that opens with one."""
    texts = [paragraph.text for paragraph in head]
    for at, text in enumerate(texts):
        capitals = is_capitals(text) or leading_capitals(text) > 0
        if capitals and _type_of(text) and not _NATION.search(fold(text)) and not list(find_references(text[:30])):
            return texts[:at], texts[at:]
    return texts, []


def _type_of(text: str) -> str | None:
    folded = fold(text.strip())
    return next((kind for kind, pattern in _TYPES.items() if pattern.match(folded)), None)


def _reference(top: Iterable[str]) -> FoundReference | None:
    for text in top:
        for found in find_references(text):
            if found.span.start < 60 and "V/v" not in text[: found.span.start]:
                return found
    return None


def _date(top: Iterable[str]) -> FoundDate | None:
    for text in top:
        about = _ABOUT.search(text)
        for date in find_dates(text):
            named = about and about.start() < date.span.start < about.end() and "|" not in text
            named = named and not _PLACE_AT_END.search(text[: date.span.end])
            if _DATE_LINE.search(fold(text)) and not named:
                return date
    return None


def _place(top: Iterable[str]) -> str | None:
    for text in top:
        for cell in reversed(_COLUMN_GAP.split(text)):
            start = max((found.span.end for found in find_references(cell) if found.span.start < 60), default=0)
            match = _PLACE_AT_END.search(cell) if _ABOUT.search(cell) else _DATE_LINE.search(fold(cell), start)
            if match:
                return cell[match.start("place") : match.end("place")].strip(" ,.")
    return None


def _title(title: Sequence[str], issuer: str | None) -> _Title:
    if not title:
        return _Title(None, None)
    kind = _type_of(title[0])
    below = [text for text in title[1:] if text.strip("*-–_ ")]
    words = list(takewhile(lambda text: not _NATION.search(fold(text)), below))
    if words and len(words) > 1 and is_capitals(words[-1]) and len(words[-1]) < 90 and _is_body_name(words[-1]):
        words.pop()
    heading = title[0][: leading_capitals(title[0]) or None].strip()
    first = heading if len(heading) > 40 else ""
    subject = _without_issuer(" ".join([first, *words]).strip(), issuer)
    return _Title(kind, _DECORATION.sub("", _ABOUT_MARK.sub("", subject)) or None)


_SUBJECT_GOES_ON = re.compile(r"(?<!\w)(?:cua|va|tai|thuoc|giua|voi|tu|do|cho|trong|truc thuoc|-|,)$")


_COUNCIL_LEVEL = re.compile(r"(?:uy ban|hoi dong) nhan dan (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)(?=\s)")


def _without_issuer(subject: str, issuer: str | None) -> str:
    """Leave out the issuer that stands below a title in capitals and ran into it where no line parted the two."""
    if not issuer or not is_capitals(subject):
        return subject
    level = _COUNCIL_LEVEL.match(fold(issuer))
    names = "|".join(re.escape(name) for name in (fold(issuer), level.group() if level else "") if name)
    again = re.search(rf"\s(?:chu tich |bo truong )?(?:{names})$", fold(subject))
    if again is None or _SUBJECT_GOES_ON.search(fold(subject)[: again.start()]):
        return subject
    return subject[: again.start()].rstrip()


_BODY_NAME = re.compile(
    r"(?:chu tich |giam doc |bo truong |tong |thu truong )?"
    r"(?:uy ban|thu tuong|chinh phu|bo |hoi dong|so |ban |chu tich|quoc hoi)"
)


def _is_body_name(text: str) -> bool:
    """The name of the issuer stands once more between the title and the grounds of a decision."""
    return _BODY_NAME.match(fold(text)) is not None


def _about(top: Sequence[str]) -> str | None:
    for text in top:
        if match := _ABOUT.search(text.split(" | ")[0]):
            return _PLACE_AT_END.sub("", match["subject"]).strip() or None
    return None


def _left_of_motto(top: Sequence[str]) -> list[str]:
    """Give the lines in capitals to the left of, or above, the motto of the nation or the Party."""
    lines: list[str] = []
    beside = False
    for text in top:
        folded = fold(text)
        nation = _NATION.search(folded)
        if beside and not nation:
            break
        stop = nation.start() if nation else len(text)
        left = text[:stop].split(" | ")[0].strip(" \t|*-–_")
        numbered = re.search(r"\bs[o06]\s*[:.\d]|\d+[-/]", fold(left))
        left = left[: numbered.start()].strip() if numbered else left
        if left and (is_capitals(left) or _SYLLABLE.fullmatch(left)):
            lines.append(left)
        beside = bool(nation and left)
        if numbered or (nation and not beside):
            break
    return lines
