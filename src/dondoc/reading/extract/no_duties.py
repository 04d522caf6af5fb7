"""Tells which statements are no duties: lists of bodies, documents, facts, closing formulas, exhortations."""

from __future__ import annotations

import re

from dondoc.reading.extract.agencies import find_agencies
from dondoc.reading.extract.cues import cue
from dondoc.reading.extract.folding import fold
from dondoc.reading.extract.statements import Statement
from dondoc.reading.extract.titles import names_document
from dondoc.reading.extract.verbs import is_verb


def _is_address(text: str, folded: str) -> bool:
    """Tell whether words only name bodies, as lines of the list of recipients do."""
    names = find_agencies(text[:200])
    return bool(names) and names[0].span.start == 0 and not is_verb(folded, 0) and len(text) < 160


def _is_no_order(text: str, words: str) -> bool:
    """Tell whether words without a body only name bodies, a document, or the matter that an order below answers."""
    matter = words.startswith("ve ") and cue("orders", "not_orders").match(words)
    return bool(matter) or _is_address(text, words) or names_document(text)


_IN_FORCE = re.compile(r"\s*(?:ke tu|tu|sau) (?:ngay|khi) [^,;.]{3,60} co hieu luc(?: thi hanh)?")


_EARNESTLY = re.compile(
    r"(?:(?:can|phai|nghiem tuc|khan truong|chu dong|tich cuc|quan tam|phoi hop|tap trung|quyet liet|to chuc|"
    r"trien khai|quan triet|va)[\s,]*)*thuc hien(?: (?:tot|nghiem|nghiem tuc|hieu qua|dung|day du)[\s,]*)*"
    r"(?:(?:cac )?(?:noi dung|nhiem vu|ke hoach|chuong trinh|chi thi|nghi quyet|quyet dinh|cong dien|van ban) "
    r"(?:nay|tren|neu tren))?"
)


_ASKED_EARNESTLY = re.compile(rf"(?:yeu cau|de nghi)\s.{{5,250}}?\s{_EARNESTLY.pattern}")


def _is_exhortation(words: str) -> bool:
    """Tell whether a duty says no more than that it be done: "Yêu cầu các sở, ngành nghiêm túc thực hiện"."""
    words = words.strip(" ./;,")
    return bool(_EARNESTLY.fullmatch(words) or _ASKED_EARNESTLY.fullmatch(words))


_ISSUES_THIS = re.compile(r"(?:xay dung|ban hanh)\s.{3,400}\s(?:nhu sau|sau day|noi dung sau|cu the)\s*:?")


def _issues_this(statement: Statement) -> bool:
    """Tell whether a statement issues the document it stands in: "Ủy ban ban hành Kế hoạch ... như sau"."""
    return bool(_ISSUES_THIS.fullmatch(fold(statement.duty.of(statement.piece.text)).strip(" .;")))


_TELLS = re.compile(
    r"(?:tran trong )?thong bao (?:(?:y kien|ket luan|noi dung|nhu tren|chi dao)\s.{0,160}?)?"
    r"(?:de|den|toi|cho)\s.{0,400}?"
    r"(?<!\w)(?:biet|de (?:to chuc |trien khai )*thuc hien)(?!\w)(?:[\s,;]*\w+){0,8}[\s./]*"
)


def _tells_only(statement: Statement) -> bool:
    """Tell whether an office but passes on what stands above: "Văn phòng thông báo để các cơ quan biết, thực hiện"."""
    duty = fold(statement.duty.of(statement.piece.text)).strip()
    return not statement.deadlines and bool(_TELLS.fullmatch(duty))


# The issuer speaks to those concerned: "Thủ tướng Chính phủ gửi lời thăm hỏi, chia sẻ tới ...".
_GREETS = re.compile(
    r"\W*(?:tran trong )?(?:gui loi (?:tham|chia|cam|chuc|dong vien|khen)|bay to|hoan nghenh|danh gia cao)(?!\w)"
)


def _greets(statement: Statement) -> bool:
    """Tell whether words thank, praise or condole without a day or rhythm: no duty of anybody."""
    duty = fold(statement.duty.of(statement.piece.text))
    return not statement.deadlines and bool(_GREETS.match(duty))


# The issuer agrees to what is proposed: "Chính phủ thống nhất với đề xuất của Bộ Công an".
_AGREES = re.compile(
    r"\W*(?:co ban )?(?:thong nhat|dong y|nhat tri)\s+(?:(?:voi|ve|theo|thong qua)\s+)?(?:cac |nhung |noi dung )*"
    r"(?:de xuat|de nghi|kien nghi|y kien|bao cao|to trinh|chu truong)(?!\w)[^;:]*$"
)


def _agrees(statement: Statement) -> bool:
    return bool(_AGREES.match(fold(statement.duty.of(statement.piece.text))))


_ROLE = re.compile(
    r"(?:la|lam|giu vai tro(?: la)?)\s+(?:(?:co quan|don vi|bo phan)\s+)?(?:thuong truc|dau moi|chu tri)"
    r"(?:\s+(?:cua|thuc hien) .{0,60})?"
)


def is_no_duty(statement: Statement) -> bool:
    """Tell whether a statement is a closing formula, a fact, or too short to be a duty."""
    text = statement.span.of(statement.piece.text).strip(" -+*.;:,")
    words = _IN_FORCE.sub("", fold(text))
    if len(words) < 12 or (statement.subject is None and _is_no_order(text, words)):
        return True
    if _agrees(statement) or _greets(statement) or _issues_this(statement) or _tells_only(statement):
        return True
    if cue("duties", "facts").match(words):
        return True
    duty = _without_closing(_IN_FORCE.sub("", fold(statement.duty.of(statement.piece.text))))
    if not statement.deadlines and _ROLE.fullmatch(duty.strip(" .;,")):
        return True
    return not duty or not _without_closing(words) or (not statement.deadlines and _is_exhortation(duty))


_PARTS = re.compile(r"(?:(?<=[^\s.][^\s.])\.|;)\s+")


def _without_closing(folded: str) -> str:
    """Give the words of a duty but for its closing formulas: "... . Nếu có vướng mắc, báo cáo ..."."""
    parts = [
        part for part in _PARTS.split(folded) if len(part) >= _LONG or not cue("duties", "closing").search(part[:260])
    ]
    return ". ".join(part for part in parts if part.strip(" ./;,"))


_LONG = 500  # code points: a longer sentence says more than a formula does
