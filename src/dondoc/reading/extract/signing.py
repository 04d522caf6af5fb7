"""Who signed: the signature block (also run together with the recipients), the recipients, the stamps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from dondoc.reading.register import Signature
from dondoc.reading.structure.fold import CAPITALS, SMALLS, any_of, fold, is_capitals
from dondoc.reading.vocabulary import vocabulary

_NAMES = vocabulary("names")
_ROLE = re.compile(rf"\b(?:quyen |q\. ?)?(?:pho )?(?:{any_of(_NAMES['roles'])})(?: thuong truc)?\b")
_SIGNING = re.compile(r"\b(?:t/?m|kt|tl|tuq|q)\b[./]?")
_SURNAMES = frozenset(fold(name) for name in _NAMES["surnames"])
_RARE = frozenset(fold(name) for name in _NAMES["rare_surnames"])
_HIGHLAND = frozenset(fold(name) for name in _NAMES["highland_surnames"])
_WORD = rf"(?:[{CAPITALS}]['’ʼ]\s?)?[{CAPITALS}][{SMALLS}]*"  # "H’ Yim", "K'Brạ"
_NAME = re.compile(rf"(?<!\w)(?P<name>(?:[{CAPITALS}]{{2,7}}\s+)?{_WORD}(?:\s+{_WORD}){{0,7}})[\s.…]*$")
_SYLLABLE = rf"[{CAPITALS}][{SMALLS}]+"
_NAMED = re.compile(rf"(?<!\w)(?P<name>(?P<surname>{_SYLLABLE})(?:\s{_SYLLABLE}){{2,3}})(?!\w)")
_END_OF_NAME = re.compile(rf"(?P<end>[{CAPITALS}{SMALLS}][{SMALLS}]+(?:\s{_SYLLABLE}){{1,2}})[.\s]*")
LEAST_OF_END = 7  # letters of a name that are enough to know it by
_RECIPIENTS = re.compile(r"^\s*n[o0]i nh\w{1,3}\s*[:.]?\s*")
_STAMP_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)")
_STAMP_SIGNER = re.compile(r"^(?P<signer>[^<]{2,80}?)\s*<[^>]*>\s*đã ký")
_LATER_TIME = re.compile(
    r"Thời gian ký\s*:\s*(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4})"
    r"\s+(?P<time>\d\d:\d\d:\d\d)\s*(?P<zone>[+-]\d\d:?\d\d)?"
)
_LATER_SIGNER = re.compile(r"(?:Ký bởi|Người ký)\s*:\s*(?P<signer>.+?)\s*(?=Email|Cơ quan|Thời gian|$)")
_LATER_BODY = re.compile(r"Cơ quan\s*:\s*(?P<body>.+?)\s*(?=Thời gian|Email|$)")


def read_stamps(lines: Sequence[str]) -> list[Signature]:
    """Give the digital signatures whose stamps stand among lines; times are ISO 8601 with their zone."""
    return [*_stamps_in_threes(lines), *_stamps_in_words(" ".join(lines))]


def _stamps_in_threes(lines: Sequence[str]) -> Iterator[Signature]:
    signed_at: str | None = None
    for line in lines:
        if match := _STAMP_TIME.match(line):
            signed_at = f"{match[1]}T{match[2]}{match[3]}:{match[4]}"
        elif match := _STAMP_SIGNER.match(line):
            yield Signature(signer=match["signer"].strip(), signed_at=signed_at)
            signed_at = None


def _stamps_in_words(text: str) -> Iterator[Signature]:
    times = list(_LATER_TIME.finditer(text))
    signers = list(_LATER_SIGNER.finditer(text))
    bodies = list(_LATER_BODY.finditer(text))
    for at, signer in enumerate(signers):
        time = times[at] if at < len(times) else None
        body = bodies[at]["body"] if at < len(bodies) else None
        yield Signature(signer["signer"], _iso(time) if time else None, organisation=body)


def _iso(match: re.Match[str]) -> str | None:
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    zone = match["zone"] or ""
    return f"{day.isoformat()}T{match['time']}{zone if ':' in zone else zone[:3] + (':' + zone[3:] if zone else '')}"


def read_signatory(
    closing: Sequence[str], stamps: Sequence[Signature], *, body: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """Give the name and the role of the person who signed; None where they cannot be told.

    Takes the paragraphs of the closing zones in order. A name is taken from the end of a paragraph or cell, the last
    first; the stamp of a digital signature settles between two. A name whose beginning a seal covers is taken from the
    `body` where that names exactly one person so.
    """
    stamped = {fold(stamp.signer): stamp.signer for stamp in stamps if _is_name(stamp.signer)}
    names = [name for text in closing for name in _names_in(text)]
    signed = next((name for name in reversed(names) if fold(name) in stamped), None)
    name = signed or next(iter(stamped.values()), None) or (names[-1] if names else _completed(closing, body))
    return name, _role(closing)


def _completed(closing: Sequence[str], body: Sequence[str]) -> str | None:
    """Give the one person of the body whose name ends as the last line of the signature does."""
    ends = [match["end"] for text in closing if (match := _END_OF_NAME.fullmatch(text.strip()))]
    if not ends or len(ends[-1].replace(" ", "")) < LEAST_OF_END:
        return None
    found = {
        match["name"]
        for text in body
        for match in _NAMED.finditer(text)
        if fold(match["surname"]) in _SURNAMES and fold(match["name"]).endswith(fold(ends[-1]))
    }
    return found.pop() if len(found) == 1 else None


def _names_in(text: str) -> Iterator[str]:
    for cell in text.split(" | "):
        if match := _NAME.search(cell[-120:]):
            words = _without_role(match["name"].split())
            start = 0 if _is_highland(words) and match["name"] == cell.strip() else _surname_at(words)
            if start is not None:
                yield " ".join(word.capitalize() if word.isupper() else word for word in words[start:])


_LONGEST_NAME = 6  # syllables
_BEFORE_NAME = re.compile(r"[hk]['’ʼ]")  # "H’ Yim", "K'Brạ"


def _surname_at(words: Sequence[str]) -> int | None:
    """Give the place of the family name that begins a name; a common one goes before a rare one."""
    places = [at for at in range(len(words)) if 2 <= len(words) - at <= _LONGEST_NAME]
    common = next((at for at in places if fold(words[at]) in _SURNAMES), None)
    return common if common is not None else next((at for at in places if _begins_rarely(words[at:])), None)


def _begins_rarely(words: Sequence[str]) -> bool:
    first = fold(words[0])
    return first in _HIGHLAND or bool(_BEFORE_NAME.match(first)) or (first in _RARE and len(words) > _SHORT_NAME)


_SHORT_NAME = 2  # syllables: of a longer name a seal may have left but these


def _is_highland(words: Sequence[str]) -> bool:
    """Tell whether words are all of a name that begins unlike those of the lowlands: "Nay Y Blung", "Và A Súa"."""
    if len(words) == 1:
        return bool(_BEFORE_NAME.match(fold(words[0])))
    if not words or len(words) > _LONGEST_NAME or fold(words[0]) in _SURNAMES - _HIGHLAND:
        return False
    return any(fold(word) in _HIGHLAND or _BEFORE_NAME.match(fold(word)) for word in words[:2])


def _without_role(words: list[str]) -> list[str]:
    """Leave out the capitals of a role before a name; a surname in capitals ("BÙI Xuân Cường") is kept."""
    start = next((at for at, word in enumerate(words) if not is_capitals(word) or len(word) == 1), len(words))
    if 0 < start < len(words) and fold(words[start]) not in _SURNAMES and fold(words[start - 1]) in _SURNAMES:
        return words[start - 1 :]
    return words[start:]


def _is_name(text: str) -> bool:
    words = fold(text).split()
    return 2 <= len(words) <= 6 and words[0] in _SURNAMES


def _role(closing: Sequence[str]) -> str | None:
    """The role is the last one written in capitals: after "KT. CHỦ TỊCH" stands the role of the one who signs."""
    found: str | None = None
    for text in closing:
        for match in _ROLE.finditer(fold(text)):
            words = text[match.start() : match.end()]
            if is_capitals(words):
                found = words
    return _role_written(found) if found else None


def _role_written(capitals: str) -> str:
    words = capitals.lower()
    if fold(words).startswith("pho "):
        return "Phó " + words[4:5].upper() + words[5:]
    return words[:1].upper() + words[1:]


def read_recipients(closing: Sequence[str], signatory: str | None) -> Iterator[str]:
    """Give the recipients one by one, without bullets and stops, without the signature that stands beside them."""
    inside = False
    for text in closing:
        rest = text
        if match := _RECIPIENTS.match(fold(text)):
            inside = True
            rest = text[match.end() :]
        elif not inside or text[:1] not in "-–+*":
            continue
        for part in _parts(rest.split(" | ")[0]):
            recipient = _without_signature(part, signatory)
            if recipient:
                yield recipient


def _parts(text: str) -> list[str]:
    """Cut a list of recipients at its bullets; a hyphen inside a name ("chính trị - xã hội") is none."""
    return re.split(rf";\s*[-–+]?\s*|(?:^|\s)[-–+]\s+(?=[{CAPITALS}])", text)


def _without_signature(part: str, signatory: str | None) -> str:
    words = part.strip(" -–+;,.:")
    if signatory and fold(words).endswith(fold(signatory)):
        words = words[: len(words) - len(signatory)].strip(" ;,.:")
    folded = fold(words)
    for match in _SIGNING.finditer(folded):
        if is_capitals(words[match.start() :]) and len(words) - match.start() > 4:
            words = words[: match.start()].strip(" ;,.:")
            break
    for match in _ROLE.finditer(fold(words)):
        if is_capitals(words[match.start() :]):
            words = words[: match.start()].strip(" ;,.:")
            break
    return words
