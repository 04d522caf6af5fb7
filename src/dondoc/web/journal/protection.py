"""The journal guards itself in the database: rows cannot be changed or deleted, whoever asks.

One thing is let through: the words of an entry about a draft may give way to the fixed sentence that they were removed
with the draft. Who did what kind of act when, and to which row, stays; under a programme nothing is ever removed.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REMOVED_VI = "Nội dung đã được xóa cùng với bản dự thảo bị bỏ."
REMOVED_EN = "The words were removed together with the discarded draft."
_MESSAGE = "the journal is append-only"
_KEPT = ("id", "at", "actor_id", "acting_for_id", "verb", "object_type", "object_id", "secrecy")
_EMPTIED = (
    f"NEW.sentence_vi = '{REMOVED_VI}' AND NEW.sentence_en = '{REMOVED_EN}' AND NEW.object_name = '' "
    "AND OLD.programme_id IS NULL AND NEW.programme_id IS NULL"
)
_ONLY_EMPTIED_SQLITE = " AND ".join([_EMPTIED, "NEW.data = '{}'", *(f"NEW.{one} IS OLD.{one}" for one in _KEPT)])
_ONLY_EMPTIED_POSTGRESQL = " AND ".join(
    [_EMPTIED, "NEW.data = '{}'::jsonb", *(f"NEW.{one} IS NOT DISTINCT FROM OLD.{one}" for one in _KEPT)]
)
_SQLITE = [
    f"""CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry WHEN NOT ({_ONLY_EMPTIED_SQLITE})
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
    f"""CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END""",
]
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {_ONLY_EMPTIED_POSTGRESQL} THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '{_MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()""",
]
_LIFT_SQLITE = ["DROP TRIGGER IF EXISTS journal_entry_no_update", "DROP TRIGGER IF EXISTS journal_entry_no_delete"]
_LIFT_POSTGRESQL = ["DROP TRIGGER IF EXISTS journal_entry_no_change ON journal_entry"]


def protect(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for migrations of the table itself, and for emptying a test database."""
    _run(connection, _LIFT_SQLITE if connection.vendor == "sqlite" else _LIFT_POSTGRESQL)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
