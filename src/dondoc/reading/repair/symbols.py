"""Symbols of references put together of the usual abbreviations: `KHHD` is KH and HĐ, `BCDCDS` is BCĐ and CĐS.

Only the abbreviations of kinds of documents, bodies and fields of work that make up new symbols stand here; symbols
that were met in training are known whole.
"""

from __future__ import annotations

from functools import cache

KINDS = ("KH", "CT", "CTr", "BC", "TB", "TTr", "NQ", "QĐ", "NĐ", "QC", "ĐA", "KL", "CĐ", "PA", "GM", "CV")
ACTION = ("KHHĐ", "CTHĐ", "CTrHĐ")  # plans and programmes of action
BODIES = (
    "BCSĐ",
    "UBND",
    "HĐND",
    "HU",
    "TU",
    "ĐU",
    "ĐUK",
    "BCĐ",
    "BCH",
    "BTV",
    "BTG",
    "BTC",
    "VP",
    "VPĐP",
    "HĐ",
    "TĐ",
    "ĐĐBQH",
)
FIELDS = (
    "CĐS",
    "GDĐT",
    "KHĐT",
    "KHCN",
    "KGVX",
    "NC",
    "TH",
    "KT",
    "QLĐĐ",
    "ATTP",
    "PCTT",
    "XDĐ",
    "LĐTBXH",
    "CCHC",
)
# Fields of work whose abbreviation holds an "and".
JOINED = (
    "GD&ĐT",
    "KH&ĐT",
    "KH&CN",
    "TN&MT",
    "TT&TT",
    "NN&PTNT",
    "NN&MT",
    "LĐTB&XH",
    "TB&XH",
    "TT&DL",
    "VHTT&DL",
    "DT&TG",
)
_BARE = str.maketrans("Đđ", "Dd")
_PARTS = {part.translate(_BARE): part for part in (*KINDS, *BODIES, *FIELDS, *ACTION, *JOINED)}
LONGEST = 12
MOST_PARTS = 3


@cache
def compose(seen: str) -> str:
    """Give the symbol that consists of the fewest known parts and looks like `seen` without bars; "" if there is none.

    At most `MOST_PARTS` parts; of two ways with as many parts the one with the longer first part is taken.
    """
    return _compose(seen.translate(_BARE), MOST_PARTS) or "" if len(seen) <= LONGEST else ""


def _compose(rest: str, parts: int) -> str | None:
    if rest in _PARTS:
        return _PARTS[rest]
    if parts <= 1:
        return None
    for length in range(len(rest) - 2, 1, -1):
        if rest[:length] in _PARTS and (tail := _compose(rest[length:], parts - 1)):
            return _PARTS[rest[:length]] + tail
    return None
