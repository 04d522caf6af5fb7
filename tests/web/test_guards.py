"""Rules of the code that nothing else would notice."""

from __future__ import annotations

import re
from pathlib import Path

import dondoc.web

ROOT = Path(dondoc.web.__file__).parent
BYPASS = re.compile(r"\.(bulk_create|bulk_update|update)\(")
# Writes that pass by history and journal, each for a reason: [file, call].
ALLOWED = {
    ("register/services/importing.py", "bulk_create"),  # rows of a new draft; the import itself is in the journal
    ("register/services/locking.py", "update"),  # the conditional UPDATE that decides between two writers
    ("journal/models.py", "update"),  # the words of entries about a discarded draft; triggers let nothing else through
    ("intake/tasks.py", "update"),  # progress and the end of a job, decided by the state it was in
    ("intake/alive.py", "update"),  # the sign of life of the worker that reads: no act of anybody
    # A step of the cycle, decided by the state it was in; the act itself is in the journal.
    ("follow_up/services/acts.py", "update"),
    ("follow_up/services/assigning.py", "update"),
    ("follow_up/services/completing.py", "update"),
    ("follow_up/services/cooperating.py", "update"),
    ("follow_up/services/deadlines.py", "update"),
    ("follow_up/services/messaging.py", "update"),
    ("follow_up/services/inviting.py", "update"),
    ("follow_up/services/urging.py", "update"),
    # Reminders and messages: many at once, each claimed by the state it was in; their rows are the record.
    ("follow_up/remind/compose.py", "bulk_create"),
    ("follow_up/remind/deliver.py", "update"),
    ("follow_up/remind/plan.py", "bulk_create"),
}
PLAIN_DICTIONARIES = {("settings.py", "update")}


def test_writes_that_pass_by_history_and_journal_are_listed() -> None:
    """`.update()` and `bulk_*` of the database stand only where the list allows them."""
    found = set()
    for path in ROOT.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        name = path.relative_to(ROOT).as_posix()
        found |= {(name, call) for call in BYPASS.findall(path.read_text(encoding="utf-8"))}
    assert {one for one in found if one not in PLAIN_DICTIONARIES} <= ALLOWED
    assert found >= ALLOWED, "a line of the list is no longer needed"


def test_only_the_clock_knows_what_day_it_is() -> None:
    """No module but the clock asks the system for the time."""
    asks = re.compile(r"timezone\.now\(|timezone\.local(date|time)\(\)|date\.today\(|datetime\.now\(")
    found = {path.name for path in ROOT.rglob("*.py") if asks.search(path.read_text(encoding="utf-8"))}
    assert found == {"clock.py"}


def test_access_is_decided_in_one_module() -> None:
    """Nobody else compares roles; pages and services ask the policies."""
    compares = re.compile(r"\.role\s*(==|!=|in)\s")
    found = {
        path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if compares.search(path.read_text("utf-8"))
    }
    assert found <= {"organisations/policies.py", "organisations/access.py"}


def test_no_signals_and_no_save_overrides() -> None:
    words = re.compile(r"post_save|pre_save|def save\(self|\bform\.save\(")
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if words.search(path.read_text("utf-8"))}
    assert not found


def test_a_name_set_in_one_block_of_a_template_is_not_used_in_another() -> None:
    """Django forgets it at the end of the block: what was to be shown would silently be missing."""
    blocks, sets = re.compile(r"{% block (\w+) %}(.*?){% endblock", re.DOTALL), re.compile(r"{%[^%]* as (\w+) %}")
    found = []
    for path in ROOT.rglob("templates/**/*.html"):
        parts = dict(blocks.findall(path.read_text(encoding="utf-8")))
        made = {name: set(sets.findall(text)) for name, text in parts.items()}
        for name, text in parts.items():
            elsewhere = set().union(*(names for other, names in made.items() if other != name)) - made[name]
            used = {one for one in elsewhere if re.search(rf"{{[%{{][^%}}]*\b{one}\b", text)}
            found += [(path.name, name, one) for one in sorted(used)]
    assert found == []
