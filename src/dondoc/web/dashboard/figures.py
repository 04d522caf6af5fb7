"""The counts that pages show: four cells that add up to the whole, and the attention layer above them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.dashboard.drawings import bar_parts
from dondoc.web.organisations.models import Agency
from dondoc.web.register.figures import Figures, Rate, figures_from
from dondoc.web.register.querysets import LEAD_OR_NONE, WorkItemQuerySet
from dondoc.web.register.timeliness import Attention, Cell
from dondoc.web.register.timeliness_sql import done_late, in_attention, in_cell, still_open

SHORT_WORDS: dict[str, str | Promise] = {
    Cell.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
    Cell.DONE_LATE: _("Hoàn thành quá hạn"),
    Cell.OPEN_IN_TIME: _("Trong hạn"),
    Cell.OPEN_OVERDUE: _("Quá hạn"),
}
PAINT: dict[str, str] = {
    Cell.DONE_LATE: "url(#hatch-late)",
    Cell.OPEN_IN_TIME: "url(#hatch-open)",
    Cell.OPEN_OVERDUE: "url(#hatch-overdue)",
    Attention.NO_DEADLINE: "url(#hatch-unknown)",
    Attention.STANDING: "url(#hatch-standing)",
}


@dataclass(frozen=True, slots=True)
class CountedPart:
    """A count with its name, the words for it and, in a bar, where it is drawn (percent of the width)."""

    name: str
    count: int
    x: float = 0.0
    width: float = 0.0

    @property
    def words(self) -> str | Promise:
        return SHORT_WORDS.get(self.name) or Attention(self.name).label

    @property
    def paint(self) -> str:
        """The fill of the part: its hatching tells it apart without colour."""
        return PAINT.get(self.name, "")

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def plate(self) -> int:
        """The width in pixels of the plate behind the number, which keeps it readable on the hatching."""
        return 10 + 9 * len(str(self.count))

    @property
    def plate_half(self) -> float:
        return self.plate / 2


RATES: dict[str, str | Promise] = {
    "on_time_rate": _("Đúng hạn / đã hoàn thành"),
    "completion_of_due": _("Hoàn thành / đến hạn"),
    "completion_of_all": _("Hoàn thành / tất cả"),
}


@dataclass(frozen=True, slots=True)
class Cells:
    """The four cells of a set of items, and what their open items ask attention for.

    `without_deadline` counts by cell what no day binds.
    """

    by_cell: dict[str, int] = field(default_factory=dict)
    by_attention: dict[str, int] = field(default_factory=dict)
    without_deadline: dict[str, int] = field(default_factory=dict)

    @property
    def figures(self) -> Figures:
        """The same counts as the register and the API have them."""
        return figures_from(self.by_cell, self.without_deadline)

    @property
    def rates(self) -> list[tuple[str | Promise, Rate]]:
        """The rates of the set with their words."""
        return [(words, getattr(self.figures, name)) for name, words in RATES.items()]

    @property
    def overdue(self) -> int:
        return self.by_cell.get(Cell.OPEN_OVERDUE, 0)

    @property
    def done(self) -> int:
        return self.figures.done

    @property
    def total(self) -> int:
        return sum(self.by_cell.values())

    def in_state(self, state: str) -> int | None:
        """Count the items in a state of the filter ("": all of them); None where the cells cannot tell."""
        if state in Cell.values:
            return self.by_cell.get(state, 0)
        if state in Attention.values:
            return self.by_attention.get(state, 0)
        return {"": self.total, "open": self.total - self.done}.get(state)

    @property
    def undated(self) -> int:
        """Open items that no day binds: they are in time only because nothing says otherwise."""
        return self.by_attention.get(Attention.NO_DEADLINE, 0) + self.by_attention.get(Attention.STANDING, 0)

    @property
    def all(self) -> tuple[CountedPart, ...]:
        """The four cells, also those of nothing."""
        return tuple(CountedPart(cell, self.by_cell.get(cell, 0)) for cell in Cell.values)

    @property
    def attention(self) -> tuple[CountedPart, ...]:
        """What open items ask attention for, without what nothing asks for."""
        found = ((str(name), self.by_attention.get(name, 0)) for name in Attention.values)
        return tuple(CountedPart(name, count) for name, count in found if count)

    @property
    def parts(self) -> tuple[CountedPart, ...]:
        """The parts of the bar. What no day binds is drawn apart from what is in time: unknown is not shown as good."""
        dated = self.by_cell.get(Cell.OPEN_IN_TIME, 0) - self.undated
        counts = [
            (str(cell), dated if cell == Cell.OPEN_IN_TIME else self.by_cell.get(cell, 0)) for cell in Cell.values
        ]
        undated = [(str(one), self.by_attention.get(one, 0)) for one in (Attention.NO_DEADLINE, Attention.STANDING)]
        laid = bar_parts([*counts, *undated])
        return tuple(CountedPart(part.name, part.count, part.x, part.width) for part in laid)


def cells_of(items: WorkItemQuerySet, on: dt.date) -> Cells:
    """Count a set of items as of a day, in one query."""
    return cells_of_rows(items.with_due(on), on)


def cells_of_rows(items: WorkItemQuerySet, on: dt.date) -> Cells:
    """Count items that are annotated with their deadline of a day already, in one query."""
    return _cells(items.order_by().aggregate(**_counts(on)))


def cells_by_agency(items: WorkItemQuerySet, on: dt.date) -> tuple[Cells, list[tuple[Agency, Cells]]]:
    """Count a set of items as a whole and by lead agency (most overdue first, then most, then by name)."""
    counts = _counts(on)
    rows = items.with_due(on).annotate(lead=LEAD_OR_NONE).order_by().values("lead").annotate(**counts)
    counted = {int(lead): dict(zip(counts, ns, strict=True)) for lead, *ns in rows.values_list("lead", *counts)}
    whole: Counter[str] = sum((Counter(one) for one in counted.values()), Counter())
    agencies = Agency.objects.in_bulk([pk for pk in counted if pk])
    found = [(agencies[pk], _cells(one)) for pk, one in counted.items() if pk]
    return _cells(whole), sorted(found, key=lambda row: (-row[1].overdue, -row[1].total, row[0].sort_key))


def _counts(on: dt.date) -> dict[str, Count]:
    """Give what is counted of items that are annotated with `due_then`: of that the cells and the layer are made.

    Counted side by side: a database that sorts 100,000 rows by cell and layer takes as long again.
    """
    done, still, undated = Q(completed_on__lte=on), still_open(on), Q(due_then__isnull=True)
    conditions = {
        "done": done,
        "late": done_late(on),
        "overdue": in_cell(Cell.OPEN_OVERDUE, on),
        "done_undated": undated & done,
        "open_undated": undated & still,
        **{str(one): in_attention(one, on) for one in Attention},
    }
    return {"all": Count("pk"), **{name: Count("pk", filter=one) for name, one in conditions.items()}}


def _cells(counts: Mapping[str, int]) -> Cells:
    done, late, overdue = counts.get("done", 0), counts.get("late", 0), counts.get("overdue", 0)
    by_cell = {
        Cell.DONE_ON_TIME: done - late,
        Cell.DONE_LATE: late,
        Cell.OPEN_IN_TIME: counts.get("all", 0) - done - overdue,
        Cell.OPEN_OVERDUE: overdue,
    }
    undated = {
        Cell.DONE_ON_TIME: counts.get("done_undated", 0),
        Cell.OPEN_IN_TIME: counts.get("open_undated", 0),
    }
    by_attention = {str(one): counts.get(str(one), 0) for one in Attention}
    return Cells({str(one): n for one, n in by_cell.items()}, by_attention, {str(one): n for one, n in undated.items()})
