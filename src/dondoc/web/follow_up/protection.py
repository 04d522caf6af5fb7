"""The laws of the tree of items, held by the database: no child due after its parent, no item its own ancestor."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

LATE = "a child is due after its parent"
CIRCLE = "an item is its own ancestor"
_LATE_CHILD = """EXISTS (SELECT 1 FROM register_workitem parent WHERE parent.id = NEW.parent_id
    AND NEW.state = 'active' AND parent.state = 'active' AND NEW.due_on > parent.due_on)"""
_EARLY_PARENT = """EXISTS (SELECT 1 FROM register_workitem child WHERE child.parent_id = NEW.id
    AND NEW.state = 'active' AND child.state = 'active' AND child.completed_on IS NULL AND child.due_on > NEW.due_on)"""
_CIRCLE = """EXISTS (WITH RECURSIVE above(id, parent_id) AS (
        SELECT id, parent_id FROM register_workitem WHERE id = NEW.parent_id
        UNION SELECT up.id, up.parent_id FROM register_workitem up JOIN above ON up.id = above.parent_id)
    SELECT 1 FROM above WHERE above.id = NEW.id)"""
_LAWS = (("late", f"{_LATE_CHILD} OR {_EARLY_PARENT}", LATE), ("circle", _CIRCLE, CIRCLE))


def protect_after_migration(*, using: str, **_: Any) -> None:
    """Put the triggers in place once the table is there."""
    connection = connections[using]
    if "register_workitem" in connection.introspection.table_names():
        protect(connection)


def protect(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are not there yet."""
    statements = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    return [
        f"""CREATE TRIGGER IF NOT EXISTS item_tree_{name}_{event.split()[0].lower()} BEFORE {event} ON register_workitem
        WHEN {_guard(name)} AND ({law}) BEGIN SELECT RAISE(ABORT, '{message}'); END"""
        for name, law, message in _LAWS
        for event in ("INSERT", "UPDATE OF due_on, parent_id, state")
    ]


def _guard(name: str) -> str:
    """Spare the look-up where the law cannot be broken: without a parent there is no circle above."""
    return "NEW.parent_id IS NOT NULL" if name == "circle" else "NEW.due_on IS NOT NULL"


def _postgresql() -> list[str]:
    tests = "\n".join(
        f"IF {_guard(name)} AND ({law}) THEN RAISE EXCEPTION '{message}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for name, law, message in _LAWS
    )
    return [
        f"""CREATE OR REPLACE FUNCTION item_tree_is_lawful() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {tests} RETURN NEW; END $$""",
        """CREATE OR REPLACE TRIGGER item_tree_lawful BEFORE INSERT OR UPDATE OF due_on, parent_id, state
        ON register_workitem FOR EACH ROW EXECUTE FUNCTION item_tree_is_lawful()""",
    ]
