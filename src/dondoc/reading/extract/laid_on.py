"""What a clause lays on a body: who it is, where the verb of its duty begins; and what may stand before the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dondoc.reading.extract.agency_grammar import FoundAgency
from dondoc.reading.extract.cues import cue
from dondoc.reading.source import Span


@dataclass(frozen=True, slots=True)
class Subject:
    """The body a duty is laid on: the names in order, the place of all of them, and whether they form a class."""

    span: Span
    names: tuple[FoundAgency, ...]

    @property
    def is_class(self) -> bool:
        """Tell whether the duty falls on each of a class."""
        return self.names[0].is_class


@dataclass(frozen=True, slots=True)
class LaidOn:
    """A subject, where the verb of its duty begins, and whether the issuer orders it ("Giao ...")."""

    subject: Subject
    verb: int
    ordered: bool


def ends_in_order(prefix: str) -> bool:
    """Tell whether the words before a body end in an order to it: "Thủ tướng Chính phủ yêu cầu"."""
    prefix = _COURTESY.sub("", prefix)
    orders = list(cue("orders", "verbs").finditer(prefix))
    if not orders or prefix[orders[-1].end() :].strip(" :-"):
        return False
    before = prefix[: orders[-1].start()].strip(" -+*:.,")
    return not before or bool(cue("orders", "openings").match(before) or cue("orders", "issuers").search(before))


_COURTESY = re.compile(r"\s(?:cac\s+)?dong chi\s*$")  # "Giao đồng chí Giám đốc Sở Y tế ..."
_ANNOUNCES = re.compile(r"(?:nhu sau|sau day|sau|yeu cau|chi dao|ket luan)\s*:\s*$")


_QUARTER_NOT = re.compile(r"quy\s+(?:hoach|dinh|che|trinh|chuan|mo|uoc|tac)(?!\w)")  # no "quý"
_DIRECTS = re.compile(r"(?:chi dao|huong dan|yeu cau|don doc|to chuc cho)\s(?:cac|nhung|tung|cho)\s")
_OFTEN = re.compile(
    r"rieng|(?:trach nhiem|nhiem vu) cua|(?:rieng )?doi voi|ve phia|"
    r"(?:dinh ky\s+)?(?:hang|moi)\s+(?:nam|quy|thang|tuan|ngay)"
)  # "Hằng năm Sở Y tế kiểm tra ..."


def may_stand_before(prefix: str) -> bool:
    """Tell whether words may stand before the subject: nothing, a mark, or an opening that ends in a comma."""
    bare = prefix.strip(" -+*:.")
    if not bare or _ANNOUNCES.search(prefix) or _OFTEN.fullmatch(bare) or is_title(prefix):
        return True
    opens = prefix.rstrip().endswith((",", ":")) and bool(cue("orders", "openings").match(bare))
    opens = opens and not _QUARTER_NOT.match(bare)
    return opens and not reports(bare) and not _DIRECTS.match(bare.rstrip(", ").split(",")[-1].strip())


_TITLE = re.compile(
    r"[\s\-+*]*(?!(?:trong do|bao gom|gom|cu the|luu y|rieng|vi du|ghi chu)(?!\w))(?P<name>\w+(?:,?\s+[\w/()-]+){1,14})"
    r"(?<! ve)(?<! cho)(?<! den)(?<! toi)(?<! gui)(?<! voi)(?<! gom)(?<! co)\s*:$"
)


def is_title(prefix: str) -> bool:
    """Tell whether words before a colon are but the title of a duty: "Tuyên truyền miệng: Sở Văn hóa hướng dẫn ..."."""
    title = _TITLE.fullmatch(prefix.strip())
    if not title or cue("orders", "openings").match(title["name"]):
        return False
    return not any(cue("fields", name).fullmatch(title["name"]) for name in ("lead", "cooperating", "deadline"))


def reports(folded: str) -> bool:
    """Tell whether words report, submit or co-operate: a body after them is their object."""
    return bool(cue("orders", "reports").search(_NAMED_MATTER.sub("", folded)))


_NAMED_MATTER = re.compile(
    r"(?:doi voi|ve|cac|nhung|moi)\s+(?:kien nghi|bao cao|de xuat|phan anh)"
    r"|(?:che do|cong tac)(?:\s+thong tin,?)?\s+bao cao"
    r"|(?:chuong|cong|quy|qua|lo|tien|giao|to|hanh)\s+trinh(?!\w)"  # "Căn cứ Chương trình này, ..." submits nothing
)
