"""Labels at the head of a paragraph: "II.", "3.2", "(1.1)", "a)", "Điều 3.", "Phụ lục I", "Một là," and the bullets.

The labels of damaged pages are read tolerantly ("I11." is III, "(1;1)" is (1.1), "(2 Về" is (2)); numbers that belong
to the sentence ("2021. ...", "20.500 tỷ", "5 năm") are no labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.structure.fold import CAPITALS, fold, is_capitals, leading_capitals

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
# The letters officials count with: no f, j, w, z.
OFFICIAL_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_ORDINALS_WRITTEN = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")
_RANKS_WRITTEN = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ORDINAL_RANKS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_HIGHEST_NUMBER = 299
_HIGHEST_DOUBTFUL = 40
_HIGHEST_DECIMAL = 40
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_LOOKALIKES = str.maketrans("l1|!iív", "IIIIIIV")
_HEAD = 90


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its words without the stop, its style, its value in the count, and where the text after it begins.

    A label that is not `sure` is followed by a small letter: it counts only where it goes on an open count.
    """

    text: str
    style: str
    value: tuple[int, ...]
    end: int
    sure: bool = True


_WORD_LABELS = (
    (
        "part",
        re.compile(
            r"phan\s+(?:thu\s+)?(?P<value>nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi|[ivx]+|\d{1,2}|[a-e])\b\s*[.:)-]?\s*"
        ),
    ),
    ("chapter", re.compile(r"chuong\s+(?P<value>[ivxl]+|\d{1,3}|\S{1,3}$)\b\s*[.:-]?\s*")),
    ("division", re.compile(r"(?:tieu\s+)?muc\s+(?P<value>\d{1,3}|[ivx]+)\b\s*[.:-]?\s*")),
    ("article", re.compile(r"dieu\s+(?P<value>\d{1,3})(?P<letter>[a-z]?)\b\s*(?P<stop>[.:/]|[-–](?=\s))?\s*")),
    ("clause", re.compile(r"khoan\s+(?P<value>\d{1,3})\s*[.:]\s*")),
    (
        "annex",
        re.compile(
            r"phu\s+luc(?:\s+so)?(?:\s*[:.-]?\s*(?P<value>[ivxl]{1,6}|\d{1,3})(?P<letter>[a-z]?))?(?![\w/])\s*[.:-]?\s*"
        ),
    ),
)
_ORDINAL = re.compile(
    r"(?:(?P<one>mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)\s+(?:la|1a|l3|13)\s*(?:[,:]|[-–](?=\s))|"
    r"thu\s+(?P<rank>nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)\s*(?:[,:]|la\s*[,:]?(?=\s)))\s*"
)
_ROMAN = re.compile(r"(?P<value>[IVXLivxlí1|!]{1,7})\s?(?P<stop>[.\-–/:)])\s*(?=\S)")
_UPPER = re.compile(r"(?P<value>[A-HK-UĐ])(?i:(?P=value))?(?P<stop>[.\-–/)])\s+(?=\S)")
_DECIMAL = re.compile(
    rf"(?P<value>\d{{1,2}}(?:\.\d{{1,2}}){{1,7}})(?:\s?[.)\-–:/,]?\s+(?=\S)|[.)/](?=[{CAPITALS}][^\W\d_]))"
)
# "A.1.", "II.2.1.": the number of the part, and the count below it; "a.1)", "a1)": a point, and the count below it.
_COMPOSED = re.compile(
    rf"(?P<top>[A-HK]|[IVX]{{1,5}})\s?[.-](?P<value>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:[.):/-]+\s*|\s+)(?=[{CAPITALS}“\"])"
)
_COMPOSED_POINT = re.compile(r"(?P<top>[a-eđ])\.?(?P<value>\d{1,2})(?:\)|\.(?=\s))\s*(?=\S)")
_QUANTITY = re.compile(r"\d[\d.,]*\s?(?:%|[^\W\d_]{2})")  # "1.6. 100% hồ chứa"
_NUMBER = re.compile(
    r"(?P<value>\d{1,3})(?:(?P<paren>\))|\.|(?P<comma>,(?=\s))|[-/–](?=\s)|"
    rf"[-/](?=[{CAPITALS}](?![{CAPITALS}])[^\W\d_])|\s[-–](?=\s[{CAPITALS}]))\s*(?=\S|$)"
)
_PAREN = re.compile(
    rf"\(\s?(?P<value>[\dl]{{1,3}}(?:\s?[.;:,]\s?\d{{1,3}}){{0,5}})(?:\s?\)|(?=\s+[{CAPITALS}]))[.:]?\s*"
)
_PAREN_LETTER = re.compile(r"\((?P<value>[a-zđ]|i{1,3}|iv|vi{0,3}|ix)\)\s*")
_LETTER = re.compile(r"(?P<value>[a-zđ]|(?:iii?|iv|vi{1,3}|ix)(?=\)))(?:\)|\.(?=\s)|/(?=\s)|-(?=\s))\s*(?=\S)")
_NOTE = re.compile(r"[\[{](?P<value>\d{1,3})[\]}]\s*")
_BULLET = re.compile(r"(?P<value>[-–—−•·●▪■◦➢*+])(?:\)(?=\s))?\s*(?=[^\W_]|[“\"'(\[$])")
_BULLET_STYLES = {"+": "plus", "*": "star"}
# "Nhiệm vụ 3:", "Dự án 2.", "Nhóm việc 1:": a noun of work counts what follows.
_WORK = re.compile(
    r"(?:(?:nhom|cum)(?: (?:cac )?(?:cong viec|viec|nhiem vu|giai phap|noi dung|du an))?(?:,? (?:va )?giai phap)?|"
    r"hop phan|tru cot|(?P<inner>tieu du an|tieu hop phan|hoat dong|noi dung|(?P<stage>buoc|giai doan|dot))|"
    r"(?P<task>cong viec|dau viec|viec|nhiem vu|giai phap|de an|du an|chuong trinh|ke hoach|diem))\s+"
    r"(?:(?:so|thu)\s+)?(?P<value>\d{1,2}|[ivx]{1,5}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)"
    r"\s*(?:[.:/]|[-–](?=\s)|(?=\([^()]{4,60}\)\s*:))\s*(?=\S)"
)


def roman_value(text: str) -> int | None:
    """Give the value of a Roman numeral, damaged letters read as what they look like; None if it is none."""
    numeral = text.translate(_ROMAN_LOOKALIKES).upper()
    if not numeral or set(numeral) - set(_ROMAN_VALUES):
        return None
    total = 0
    for letter, after in zip(numeral, numeral[1:] + " ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if _ROMAN_VALUES.get(after, 0) > value else value
    return total if roman_numeral(total) == numeral else None


def roman_numeral(value: int) -> str:
    """Give a number from 1 to 89 as a Roman numeral; the empty string outside that range."""
    if not 0 < value < 90:
        return ""
    written = ""
    for amount, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= amount:
            written += letters
            value -= amount
    return written


def read_label(text: str) -> Label | None:
    """Give the label a paragraph begins with, or None.

    Takes the text of a paragraph (stripped). `end` is an offset in it. Reads no more than the first 90 code points.
    """
    label = read_any_label(text)
    return label if label is not None and label.sure else None


def read_any_label(text: str) -> Label | None:
    """Give the label a paragraph begins with, also one that is not sure ("4. định hướng")."""
    head = text[:_HEAD]
    first = head[:1]
    if not first:
        return None
    if first in "([{":
        return _bracketed(head)
    if composed := _composed(head):
        return composed
    if first.isdigit() or first in "IVXLlívi|!":
        return _roman(head) or _decimal(head) or _numbered(head) or _letter(head) or _worded(text, head)
    if first in "-–—−•·●▪■◦➢*+":
        return _bullet(head)
    return _letter(head) or _upper(head) or _worded(text, head)


def _bracketed(head: str) -> Label | None:
    if match := _NOTE.match(head):
        return Label(f"[{match['value']}]", "note", (int(match["value"]),), match.end())
    if match := _PAREN.match(head):
        parts = tuple(int(part) for part in re.split(r"\s?[.;:,]\s?", match["value"].replace("l", "1")))
        if max(parts) > _HIGHEST_NUMBER:
            return None
        written = ".".join(str(part) for part in parts)
        return Label(f"({written})", "paren" if len(parts) == 1 else "paren_decimal", parts, match.end())
    if match := _PAREN_LETTER.match(head):
        return Label(f"({match['value']})", "paren_letter", (_letter_value(match["value"]),), match.end())
    return None


def _letter_value(letter: str) -> int:
    if len(letter) > 1:
        return roman_value(letter) or 1
    return (OFFICIAL_LETTERS.find(letter) + 1) or len(OFFICIAL_LETTERS)


def _roman(head: str) -> Label | None:
    match = _ROMAN.match(head)
    if not match or not set(match["value"]) - set("1"):
        return None
    value = roman_value(match["value"])
    rest = head[match.end() :]
    clean = not set(match["value"]) - set("IVXL")
    if value is None or (match["stop"] == ")" and not clean) or (match["stop"] == "/" and rest[:1] in "vV"):
        return None  # "V/v"
    if rest[:1].islower():
        sure = not (clean and match["stop"] == "." and head[match.end() - 1].isspace())
        return None if sure else Label(roman_numeral(value), "roman", (value,), match.end(), sure=False)
    if not clean and not is_capitals(rest[:40].split(".")[0]):
        return None
    if match["stop"] in "-–:/" and not head[match.end() - 1].isspace() and rest[:1].isdigit():
        return None
    return Label(roman_numeral(value), "roman", (value,), match.end())


def _composed(head: str) -> Label | None:
    """Read "A.1." and "II.2.1.", which count below a part, and "a.1)", which counts below a point."""
    match = _COMPOSED.match(head) or _COMPOSED_POINT.match(head)
    if not match:
        return None
    top = match["top"]
    first = (roman_value(top) if set(top) <= set(_ROMAN_VALUES) else None) or _letter_value(top.lower())
    style = "composed_point" if top.islower() else "composed"
    value = (first, *(int(part) for part in match["value"].split(".")))
    return Label(match.group().strip().rstrip(".:/-"), style, value, match.end())


def _upper(head: str) -> Label | None:
    match = _UPPER.match(head)
    if not match or head[match.end()].islower():
        return None
    letter = match["value"]
    return Label(letter, "upper", (_letter_value(letter.lower()),), match.end())


def _decimal(head: str) -> Label | None:
    match = _DECIMAL.match(head)
    if not match:
        return None
    parts = tuple(int(part) for part in match["value"].split("."))
    begins = head[match.end() : match.end() + 1]
    counted = match.group().rstrip().endswith((".", ")")) and _QUANTITY.match(head, match.end())
    if (begins.isupper() or begins in '“"' or counted) and max(parts[1:]) <= _HIGHEST_DECIMAL:
        misread = match.group().rstrip().endswith(",")  # a stop that was read as a comma: only in a count
        return Label(match["value"], "decimal", parts, match.end(), sure=not misread)
    if begins.isupper():  # "1.86 Y tế" is "1. Sở Y tế", damaged
        return Label(str(parts[0]), "number", parts[:1], head.index(".") + 1, sure=False)
    return None


def _numbered(head: str) -> Label | None:
    match = _NUMBER.match(head)
    if not match or int(match["value"]) > _HIGHEST_NUMBER:
        return None
    rest = head[match.end() :]
    if rest[:1].isdigit() and match.end() == match.end("value") + 1:
        return None
    value = (int(match["value"]),)
    if match["paren"]:
        return Label(f"{match['value']})", "number_paren", value, match.end())
    if match["comma"]:  # a stop misread
        return Label(match["value"], "number", value, match.end(), sure=False) if rest[:1].isupper() else None
    if rest[:1].islower():
        spaced = head[match.end() - 1].isspace() and value[0] <= _HIGHEST_DOUBTFUL
        return Label(match["value"], "number", value, match.end(), sure=False) if spaced else None
    return Label(match["value"], "number", value, match.end())


def _letter(head: str) -> Label | None:
    match = _LETTER.match(head)
    if not match:
        return None
    letter = match["value"]
    value = _letter_value(letter) + (_BEFORE_I if len(letter) > 1 else 0)  # "i), ii)" go on as "h), i)" do
    return Label(f"{letter})", "letter", (value,), match.end())


_BEFORE_I = OFFICIAL_LETTERS.index("i")


def _bullet(head: str) -> Label | None:
    match = _BULLET.match(head)
    if not match:
        return None
    style = _BULLET_STYLES.get(match["value"], "dash")
    return Label({"plus": "+", "star": "*"}.get(style, "-"), style, (), match.end())


def _worded(text: str, head: str) -> Label | None:
    """Labels that begin with a word: they must be set apart from the sentence, by a stop, a line end or capitals."""
    if not head[0].isupper():
        return None
    folded = fold(head)
    if match := _ORDINAL.match(folded):
        return _ordinal(match)
    if (match := _WORK.match(folded)) and (
        head[match.end()].isupper() or (match["stage"] and head[match.end()] == "(")
    ):
        return _work(head, match)
    for style, pattern in _WORD_LABELS:
        match = pattern.match(folded)
        if match and _set_apart(style, text, match):
            return _word_label(style, head, match)
    return None


def _work(head: str, match: re.Match[str]) -> Label:
    style = "inner_work" if match["inner"] else "work" if match["task"] else "work_group"
    words = " ".join(head[: match.end("value")].split())
    return Label(words, style, (_word_value(match["value"]),), match.end())


def _ordinal(match: re.Match[str]) -> Label:
    if match["one"]:
        at = _ORDINALS.index(match["one"])
        return Label(f"{_ORDINALS_WRITTEN[at]} là", "ordinal", (at + 1,), match.end())
    at = _ORDINAL_RANKS.index(match["rank"])
    return Label(f"Thứ {_RANKS_WRITTEN[at]}", "ordinal", (at + 1,), match.end())


def _set_apart(style: str, text: str, match: re.Match[str]) -> bool:
    rest = text[match.end() :]
    if not rest:
        return True
    stopped = match.group(0).rstrip()[-1:] in ".:-–/"
    if style in ("article", "clause"):
        return stopped and not rest[:1].islower()
    if style == "annex":
        set_apart = stopped and rest[:1].isupper() and len(rest) < 200
        return is_capitals(rest) or leading_capitals(rest) > 0 or set_apart or rest.startswith("(")
    return is_capitals(rest) or (stopped and rest[:1].isupper() and len(rest) < 250)


def _word_label(style: str, head: str, match: re.Match[str]) -> Label:
    groups = match.groupdict()
    written = groups.get("value") or ""
    value = _word_value(written)
    words = " ".join(head[: match.end()].strip().rstrip(".:-) ").split())
    if style == "annex":
        words = _annex_label(words)
    elif style == "article":
        words = f"Điều {written}{groups.get('letter') or ''}"
    return Label(words, style, (value,), match.end())


def _annex_label(words: str) -> str:
    number = words.split()[2:]
    return " ".join(["Phụ lục", *("số" if fold(part) == "so" else part.upper() for part in number)])


def _word_value(written: str) -> int:
    if written in _ORDINAL_RANKS:
        return _ORDINAL_RANKS.index(written) + 1
    if written.isdigit():
        return int(written)
    return roman_value(written.upper()) or (_letter_value(written) if written in tuple("abcde") else 0)
