"""Heads of tables: what each column is called, also where a head stands in several rows with merged cells.

A column is told by its words, from the outermost cell of the head to the innermost ("Đơn vị thực hiện" over "Chủ trì"),
and by what else the head names: "Đơn vị" beside a target is a unit, beside a task it is who does it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.structure.fold import any_of, fold
from dondoc.reading.vocabulary import vocabulary

# The words of the cells of a head above one column, the outermost first.
Words = tuple[str, ...]

LONGEST_HEAD_CELL = 90
_WORDS = vocabulary("tables")
_WHOLE = {key: re.compile(any_of(words)) for key, words in _WORDS["whole"].items()}
_WITHIN = {key: re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)") for key, words in _WORDS["within"].items()}
_YEAR = r"(?:nam\s+)?20\d\d(?:\s*[-–]\s*(?:nam\s+)?20\d\d)?"
_BARE_YEAR = re.compile(rf"(?:(?:den|het|vao|trong|cuoi|giai doan)\s+){{0,3}}{_YEAR}")
_WITH_YEAR = {
    key: re.compile(rf"(?:{any_of(words)})(?!\w).*?(?<!\d)20\d\d(?!\d)") for key, words in _WORDS["with_year"].items()
}
_CHIEF = re.compile(rf"(?<!\w)(?:{any_of(_WORDS['choice']['chief'])})(?!\w)")
_PERSON = re.compile(rf"(?:{any_of(_WORDS['choice']['persons'])})(?!\w)")
# The one who decides is no leader; the day of a document is no deadline.
_OTHERS = re.compile(rf"(?<!\w)(?:{any_of(_WORDS['choice']['others'])})(?!\w)")
_NAME = re.compile(r"ten(?!\w)")
_REPEATED = ("target", "other", "baseline")
_GROUPED = ("lead", "cooperating", "deadline", "product")


def column_key(cell: str) -> str:
    """Give the key of a column by the words of its head alone; "other" where they say nothing."""
    folded = " ".join(fold(cell).split()).strip(" .:*")
    if not folded or len(cell) > LONGEST_HEAD_CELL:
        return "other"
    if _BARE_YEAR.fullmatch(folded):
        return "target"
    whole = next((key for key, pattern in _WHOLE.items() if pattern.fullmatch(folded)), None)
    within = next((key for key, pattern in _WITHIN.items() if pattern.search(folded)), "other")
    dated = next((key for key, pattern in _WITH_YEAR.items() if within != "deadline" and pattern.match(folded)), None)
    return whole or dated or within


def name_columns(heads: Sequence[Words]) -> tuple[str, ...]:
    """Give the keys of the columns of a head; each key names one column, targets and columns of one group aside."""
    keys = [_key(words) for words in heads]
    for settle in (_settle_measured, _settle_names, _settle_leaders):
        settle(keys, heads)
    return _told_apart(keys, heads)


def _key(words: Words) -> str:
    """Give the key of a column by its innermost cell that says something; a year counts what the cell above names."""
    for at in range(len(words) - 1, -1, -1):
        key = column_key(words[at])
        if key == "target" and at and _BARE_YEAR.fullmatch(" ".join(fold(words[at]).split())):
            above = column_key(f"{words[at - 1]} {words[at]}")
            return above if above in ("baseline", "money") else "other" if above == "deadline" else "target"
        if key != "other":
            return key
    return "other"


def _settle_measured(keys: list[str], heads: Sequence[Words]) -> None:
    """Tell the columns of a table of targets: its unit, its names and its values."""
    if "indicator" not in keys and "target" not in keys:
        products = (_WITHIN["product"].search(fold(words[-1])) for words in heads)
        keys[:] = ["product" if key == "baseline" and made else key for key, made in zip(keys, products, strict=True)]
        return
    units = [at for at, words in enumerate(heads) if fold(words[-1]).strip() == "don vi"]
    if units and "unit" not in keys:
        keys[units[0]] = "unit"
    for at, words in enumerate(heads):
        if len(words) > 1 and _BARE_YEAR.fullmatch(" ".join(fold(words[-1]).split())) and keys[at] == "other":
            keys[at] = "target"  # years under a way to the target: "Lộ trình"
    named = [at for at, key in enumerate(keys) if key == "indicator"]
    values = named if "work" in keys and "target" not in keys else named[1:]
    for at in values:
        keys[at] = "target"


def _settle_names(keys: list[str], heads: Sequence[Words]) -> None:
    """Find the column that names the tasks or targets where none is called so; groups of tasks only without them."""
    if "work" not in keys and "group" in keys:
        keys[keys.index("group")] = "work"
    if {"work", "indicator", "person"} & set(keys):
        return
    targets = [at for at, key in enumerate(keys) if key == "target" and not re.search(r"\d", heads[at][-1])]
    named = [at for at, key in enumerate(keys) if key == "product" and _NAME.match(fold(heads[at][-1]))]
    if targets:
        keys[targets[0]] = "indicator"
    elif named:
        keys[named[0]] = "work"


def _settle_leaders(keys: list[str], heads: Sequence[Words]) -> None:
    """Of several columns of leaders the one called so leads; the head of a body stands beside its body."""
    leaders = [at for at, key in enumerate(keys) if key == "lead"]
    both = [at for at, key in enumerate(keys) if key == "cooperating" and names_both_roles(heads[at][-1])]
    if both and all(_PERSON.match(fold(heads[at][-1])) for at in leaders):
        keys[both[0]] = "lead"
        leaders = [both[0], *leaders]
    chief = next((at for at in leaders if any(_CHIEF.search(fold(words)) for words in heads[at])), None)
    body = next((at for at in leaders if not _PERSON.match(fold(heads[at][-1]))), None)
    best = chief if chief is not None else body
    for at in leaders:
        if best is not None and at != best and not _same_group(heads, at, best):
            keys[at] = "other"


def decides(head: str) -> bool:
    """Tell whether the head of a column says that its bodies decide, examine or receive, not lead."""
    return _OTHERS.search(fold(head)) is not None


def names_both_roles(head: str) -> bool:
    """Tell whether the head of a column names who leads and who helps: "Đơn vị đầu mối/Đơn vị tham gia"."""
    folded = fold(head)
    return _WITHIN["lead"].search(folded) is not None and _WITHIN["cooperating"].search(folded) is not None


def _same_group(heads: Sequence[Words], one: int, other: int) -> bool:
    """Tell whether two columns stand under one merged cell of the head."""
    return len(heads[one]) > 1 and len(heads[other]) > 1 and heads[one][0] == heads[other][0]


def _told_apart(keys: Sequence[str], heads: Sequence[Words]) -> tuple[str, ...]:
    """Keep each key for the first column that has it: a second deadline is a remark on progress."""
    first: dict[str, int] = {}
    told: list[str] = []
    for at, key in enumerate(keys):
        again = first.setdefault(key, at)
        keeps = again == at or key in _REPEATED or (key in _GROUPED and _same_group(heads, at, again))
        told.append(key if keeps else "other")
    return tuple(told)


def merge_heads(outer: Sequence[Words], cells: Sequence[str]) -> tuple[Words, ...] | None:
    """Give the columns of a head with a further row of cells under it; None where the row does not fit under it.

    The row fits where its cells stand under merged cells of the head (a cell with empty ones after it), or repeat
    what stands above; a row that leaves out what is merged downwards is shifted until it fits.
    """
    groups = _groups(outer)
    spread = sum(size for size in groups if size > 1)
    for shift in range(max(0, len(outer) - len(cells)) + 1):
        placed = {at + shift: cell for at, cell in enumerate(cells) if cell}
        fits = all(at < len(outer) and (groups[at] > 1 or _repeats(outer[at], cell)) for at, cell in placed.items())
        if fits and any(groups[at] > 1 for at in placed):
            return _with(outer, groups, placed)
    filled = [cell for cell in cells if cell]
    if spread and len(filled) == spread:
        open_columns = [at for at, size in enumerate(groups) if size > 1]
        return _with(outer, groups, dict(zip(open_columns, filled, strict=True)))
    return _widened(outer, filled) if not spread else None


def _groups(outer: Sequence[Words]) -> list[int]:
    """Give for each column how many columns its merged cell spans."""
    starts = [at for at, words in enumerate(outer) if words[-1]] or [0]
    sizes = [0] * len(outer)
    for start, end in zip(starts, [*starts[1:], len(outer)], strict=True):
        sizes[start:end] = [end - start] * (end - start)
    return sizes


def _repeats(words: Words, cell: str) -> bool:
    return fold(words[-1]).strip() == fold(cell).strip()


def _with(outer: Sequence[Words], groups: Sequence[int], placed: dict[int, str]) -> tuple[Words, ...]:
    """Put the cells of a further row of a head under those above."""
    made: list[Words] = []
    above: Words = ("",)
    for at, words in enumerate(outer):
        above = words if words[-1] else above
        cell = placed.get(at, "")
        grouped = groups[at] > 1 and cell
        made.append((*above, cell) if grouped else words)
    return tuple(made)


def _widened(outer: Sequence[Words], cells: Sequence[str]) -> tuple[Words, ...] | None:
    """Put the cells of a row in the place of the one cell above that they divide, where its width is not told."""
    keys = {column_key(cell) for cell in cells}
    kinds = [kind for kind in ({"lead", "cooperating"}, {"target", "baseline"}) if len(cells) > 1 and keys <= kind]
    wanted = {"lead"} if kinds and "lead" in kinds[0] else {"target", "baseline", "indicator"}
    divided = [at for at, words in enumerate(outer) if _key(words) in wanted]
    if not kinds or len(divided) != 1:
        return None
    at = divided[0]
    return (*outer[:at], *((*outer[at], cell) for cell in cells), *outer[at + 1 :])
