"""What a person asks the register for, read from the address of the page; anything unknown counts as not asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, F, Func, Q, Value
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Concat, StrIndex, Substr
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Cooperation, WorkItem
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.register.timeliness import Attention, Cell

SORTS: dict[str, tuple[str, ...]] = {
    "path": ("path_key", "number", "pk"),
    "title": ("search", "pk"),
    "lead": ("lead_agency__sort_key", "path_key", "number"),
    "due": ("due_then", "path_key", "number"),
}
GROUPS: dict[str, str | Promise] = {
    "agency": _("cơ quan chủ trì"),
    "section": _("mục của văn bản"),
    "quarter": _("quý đến hạn"),
    "state": _("tình trạng"),
}
# The order in which the groups come; the chosen sort orders the rows within them.
GROUP_ORDER: dict[str, tuple[str, ...]] = {
    "agency": ("lead_agency__sort_key",),
    "section": ("path_key",),
    "quarter": ("due_then",),
    "state": ("-cell",),
}
# The columns that a person may add to those that are always there.
COLUMNS: dict[str, str | Promise] = {
    "product": _("Sản phẩm"),
    "with": _("Phối hợp"),
    "words": _("Thời hạn, theo văn bản"),
    "done": _("Hoàn thành ngày"),
}
STATES = (*Cell.values, *Attention.values, ItemState.UNASSIGNED.value)
MAY_BE_MISSING = frozenset({"due_then", "lead_agency__sort_key"})
OPEN_STATES = "open"
SECTION_PARTS = 3
FEW_FOUND = 500
_QUARTER = re.compile(r"^(\d{4})-Q([1-4])$")


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """One question to the register. Empty strings and None mean "all"."""

    words: str = ""
    agency: int | None = None
    section: str = ""
    quarter: str = ""
    state: str = ""
    group: str = ""
    sort: str = "path"
    descending: bool = False
    columns: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: QueryDict) -> ItemFilter:
        """Read the question from the parameters of an address."""
        sort = query.get("sort", "")
        agency = query.get("agency", "")
        return cls(
            words=query.get("q", "").strip()[:200],
            agency=int(agency) if agency.isascii() and agency.isdigit() and len(agency) < 18 else None,
            section=query.get("section", "").strip()[:120],
            quarter=_known(query.get("quarter", ""), _QUARTER),
            state=_one_of(query.get("state", ""), (*STATES, OPEN_STATES)),
            group=_one_of(query.get("group", ""), GROUPS),
            sort=_one_of(sort.lstrip("-"), SORTS) or "path",
            descending=sort.startswith("-"),
            columns=tuple(name for name in COLUMNS if name in query.getlist("col")),
        )

    @property
    def narrows(self) -> bool:
        """Whether the question leaves anything out."""
        return bool(self.words or self.agency or self.section or self.quarter or self.state)

    @property
    def of_rows(self) -> tuple[object, ...]:
        """What decides which rows are counted, whatever their state."""
        return self.words, self.agency, self.section, self.quarter

    @property
    def sort_words(self) -> str:
        """The order as an address names it: "-due"."""
        return f"-{self.sort}" if self.descending else self.sort

    def without_state(self, items: WorkItemQuerySet, on: dt.date) -> WorkItemQuerySet:
        """Keep what the question asks for, of all states, annotated with timeliness: what the counts are of."""
        if self.words:
            items = _with_words(items, self.words)
        if self.agency:
            helped = Cooperation.objects.filter(agency=self.agency).values("item")
            items = items.filter(Q(lead_agency=self.agency) | Q(pk__in=helped))
        if self.section:
            items = items.in_section(self.section)
        items = items.with_timeliness(on)
        if found := _QUARTER.match(self.quarter):
            items = items.filter(Q(due_then__range=quarter_days(int(found[1]), int(found[2]))))
        return items

    def with_state(self, items: WorkItemQuerySet) -> WorkItemQuerySet:
        """Keep the state asked for, of items that are annotated with timeliness."""
        if self.state == OPEN_STATES:
            return items.filter(Q(cell__in=[Cell.OPEN_IN_TIME, Cell.OPEN_OVERDUE]))
        if self.state in Cell.values:
            return items.filter(Q(cell=self.state))
        if self.state in Attention.values:
            return items.filter(Q(attention=self.state))
        return items.filter(state=self.state) if self.state else items

    def in_order(self, items: WorkItemQuerySet) -> WorkItemQuerySet:
        """Order by group, then as asked; what has no day comes last."""
        first, *others = SORTS[self.sort]
        groups = [_ordered(name) for name in GROUP_ORDER.get(self.group, ())]
        order = [_ordered(first, descending=self.descending), *(_ordered(name) for name in others)]
        return items.order_by(*groups, *order)


def _with_words(items: WorkItemQuerySet, words: str) -> WorkItemQuerySet:
    """Keep the items that hold the words. Where they are few they are named one by one: the text is gone through once,
    before it is asked who may see what, and not again for each count and each page. Many are found fast enough along
    the order of the list.
    """
    found = WorkItem.objects.matching(words).order_by().values_list("pk", flat=True)
    numbers = list(found[: FEW_FOUND + 1])
    return items.filter(pk__in=numbers) if len(numbers) <= FEW_FOUND else items.matching(words)


def quarter_days(year: int, quarter: int) -> tuple[dt.date, dt.date]:
    """Give the first and the last day of a quarter."""
    first = dt.date(year, 3 * quarter - 2, 1)
    following = (first + dt.timedelta(days=93)).replace(day=1)
    return first, following - dt.timedelta(days=1)


def quarter_of(day: dt.date) -> str:
    """Give the quarter of a day as addresses name it: "2021-Q4"."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def first_parts(column: str) -> Func:
    """Give the expression for the section of an address: its first three parts, with slashes for those that lack."""
    padded: Combinable = Concat(F(column), Value("///"))
    end: Combinable = Value(0)
    for _part in range(SECTION_PARTS):
        end = end + StrIndex(Substr(padded, end + 1), Value("/"))
    return Substr(padded, 1, end - 1, output_field=CharField())


def section_of(path: str) -> str:
    """Give the section that an address groups under: its first three parts."""
    return "/".join(path.split("/")[:SECTION_PARTS])


def _ordered(name: str, *, descending: bool = False) -> OrderBy:
    """Order by a column; what may be missing is told to come last, the rest is walked along its index."""
    bare = name.lstrip("-")
    last = True if bare in MAY_BE_MISSING else None
    field = F(bare)
    return field.desc(nulls_last=last) if descending or name.startswith("-") else field.asc(nulls_last=last)


def _one_of(value: str, allowed: Iterable[str]) -> str:
    return value if value in allowed else ""


def _known(value: str, pattern: re.Pattern[str]) -> str:
    return value if pattern.match(value) else ""
