"""Which work items are products: documents to be drawn up and issued, by the words of their titles."""

from __future__ import annotations

import re
from functools import cache

from dondoc.reading.extract.folding import fold, phrases
from dondoc.reading.register import Item
from dondoc.reading.vocabulary import vocabulary

DOCUMENTS = frozenset(
    {
        "resolution",
        "directive",
        "decision",
        "plan",
        "programme",
        "scheme",
        "project",
        "master_plan",
        "strategy",
        "law",
        "decree",
        "circular",
        "regulation",
        "criteria",
    }
)
"""The deliverables that are documents somebody draws up and somebody issues."""

_DRAWS_UP = r"(?:xay dung|ban hanh|hoan thien|soan thao|sua doi|lap|trinh)"


def is_product(item: Item) -> bool:
    """Tell whether an item is a document to be issued, not work under a document that exists.

    Its title begins with the document's kind ("Đề án …") or orders it drawn up ("Tham mưu xây dựng Đề án …"); "các
    nghị quyết", "quy hoạch, cơ chế, chính sách" are kinds of documents, of which nobody knows how many.
    """
    return product_name(item) is not None


def product_name(item: Item) -> str | None:
    """Give the name of the document that an item is to bring forth, from its kind on; None for what is no product."""
    opening = _opening(item.deliverable).match(fold(item.title)) if item.deliverable in DOCUMENTS else None
    if opening is None:
        return None
    kind = item.title[opening.start("kind") :]
    before = fold(item.title[: opening.start("kind")])
    if _SEVERAL.search(before) or _POWER.match(fold(kind)) or (kind[:1].islower() and _LISTED.match(fold(kind))):
        return None
    after = _AFTER_NAME.search(fold(kind))
    return kind[: after.start()] if after else kind


_AFTER_NAME = re.compile(r"[,;.]\s*(?:trinh|hoan thanh|bao cao|gui|thoi gian)\b")
# "Quyết định tặng …", "Quyết định phê duyệt … đối với …": who has a power decides; no document of that name is ordered.
_POWER = re.compile(
    r"quyet dinh\s+(?:(?:viec|xac lap|chu truong|tang|thu hoi|cho|giao)\b|phe duyet\b.*\b(?:doi voi|tham quyen)\b)"
)
_SEVERAL = re.compile(r"\b(?:cac|nhung|mot so)\s+(?:\w+\s+){0,2}$")
_KINDS = r"(?:co che|chinh sach|van ban|quy dinh|quy che|de an|du an|ke hoach|quy hoach|chuong trinh|chien luoc)"
_LISTED = re.compile(rf"{_KINDS}(?:,\s+(?:cac\s+)?{_KINDS}){{2,}}")


@cache
def _opening(deliverable: str) -> re.Pattern[str]:
    verbs = rf"(?:\w+,?\s+){{0,8}}?{_DRAWS_UP}(?:,?\s+(?:va\s+)?{_DRAWS_UP})*\s+(?:\w+\s+){{0,3}}?"
    return re.compile(rf"\W*(?:{verbs})?(?P<kind>{kind_words(deliverable)})")


@cache
def kind_words(deliverable: str) -> str:
    """Give a regular expression, for folded text, of the words that name a kind of document."""
    return phrases(vocabulary("cues")["deliverables"][deliverable])
