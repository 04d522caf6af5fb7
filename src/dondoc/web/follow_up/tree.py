"""Progress of items that are broken down: declared weights, rolled up by the database on reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

_SQL = """
WITH RECURSIVE tree(root, id, share, total, done, depth) AS (
    SELECT item.id, item.id, 1.0, ({total}), {done}, 0 FROM register_workitem item WHERE item.id IN ({ids})
    UNION ALL
    SELECT tree.root, item.id, tree.share * item.weight / tree.total, ({total}), {done}, tree.depth + 1
    FROM tree JOIN register_workitem item ON item.parent_id = tree.id
    WHERE tree.done = 0 AND tree.total > 0 AND tree.depth < 100 AND {in_force}
)
SELECT root,
    SUM(CASE WHEN done = 1 THEN share ELSE 0 END),
    SUM(CASE WHEN done = 1 OR total IS NULL OR total = 0 THEN 1 ELSE 0 END),
    SUM(done)
FROM tree GROUP BY root
"""
_IN_FORCE = """{name}.state IN ('active', 'unassigned') AND ({name}.assigned_on IS NULL OR {name}.assigned_on <= %s)"""
_TOTAL = (  # every part of the statement is written here; values go in as parameters
    "SELECT SUM(part.weight) FROM register_workitem part WHERE part.parent_id = item.id AND "  # noqa: S608
    + _IN_FORCE.format(name="part")
)
_DONE = "CASE WHEN item.completed_on <= %s THEN 1 ELSE 0 END"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an item has come: the weight that is done of the whole (0..1), and the ends of the tree it is made of."""

    share: float
    done: int
    ends: int

    @property
    def percent(self) -> float:
        return round(100 * self.share, 1)


def progress_of(items: Iterable[int], on: dt.date) -> dict[int, Progress]:
    """Give the progress of items as of a day, in one query however deep their trees are.

    An item is done when its product is accepted; one that is broken down stands where its parts stand, each counting
    by its weight among its siblings. What a person estimates is never asked.
    """
    ids = sorted({int(pk) for pk in items})
    if not ids:
        return {}
    sql = _SQL.format(
        total=_TOTAL, done=_DONE, in_force=_IN_FORCE.format(name="item"), ids=", ".join(["%s"] * len(ids))
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [on, on, *ids, on, on, on])
        rows = cursor.fetchall()
    return {int(root): Progress(float(share or 0), int(done), int(ends)) for root, share, ends, done in rows}
