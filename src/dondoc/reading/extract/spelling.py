"""Names set in capitals, written as in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.structure.fold import fold, is_capitals

_LEADS_TO_NAME = re.compile(
    r"\b(?:tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|quận ủy|thị ủy|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s+(?=\S)"
)
_CAPITALISED = re.compile(
    r"\b(?:thủ tướng|chính phủ|quốc hội|trung ương|đảng|bộ chính trị|ban bí thư|ban thường vụ|ban chấp hành|bộ|sở|ủy ban|uỷ ban|văn phòng|hội đồng|"
    r"tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|cục|chi cục|tổng cục|việt nam|mặt trận tổ quốc|công an|tòa án|viện)\b"
)
_SEARCHED = 400


def written_out(name: str, body: Sequence[str]) -> str:
    """Give a name in capitals as the document itself writes it, or else by the usual rules.

    The first 400 paragraphs are searched for the same letters in mixed case.
    """
    if not is_capitals(name):
        return name
    wanted = fold(name)
    for text in body[:_SEARCHED]:
        at = fold(text).find(wanted)
        if at >= 0 and not is_capitals(text[at : at + len(name)]):
            found = text[at : at + len(name)]
            return found[:1].upper() + found[1:]
    return _by_rule(name)


def _by_rule(name: str) -> str:
    words = name.lower()
    words = _CAPITALISED.sub(lambda match: match.group(0)[:1].upper() + match.group(0)[1:], words)
    lead = None
    for lead in _LEADS_TO_NAME.finditer(words.lower()):
        pass
    if lead is not None:
        words = words[: lead.end()] + " ".join(part[:1].upper() + part[1:] for part in words[lead.end() :].split(" "))
    return words[:1].upper() + words[1:]
