"""The journal: rows are only ever added, by whatever way one comes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.utils import DatabaseError
from django.utils import timezone, translation

from dondoc.web import clock
from dondoc.web.journal.models import Entry, JournalIsAppendOnly
from dondoc.web.journal.services import record
from tests.web.builders import agency_of, make_agency, make_office, make_programme, make_user

pytestmark = pytest.mark.django_db


def make_entry(**fields: object) -> Entry:
    values = {"verb": "test", "thing": make_agency(), "actor": make_user(), "vi": "Đã làm.", "en": "Done."}
    return record(**{**values, **fields})  # type: ignore[arg-type]


def test_an_entry_says_who_what_and_when() -> None:
    with clock.frozen(dt.date(2022, 3, 1)):
        entry = make_entry(data={"before": 1})
    assert (entry.verb, entry.data, entry.at.year) == ("test", {"before": 1}, 2022)
    with translation.override("en"):
        assert str(entry) == "Done."
    with translation.override("vi"):
        assert str(entry) == "Đã làm."


def test_the_orm_refuses() -> None:
    """Neither a row nor a set of rows can be changed or deleted through the models."""
    entry = make_entry()
    for act in (entry.delete, Entry.objects.all().delete, lambda: Entry.objects.all().update(verb="x")):
        with pytest.raises(JournalIsAppendOnly):
            act()


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET verb = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses(statement: str) -> None:
    """Plain SQL meets the trigger."""
    make_entry()
    refused = pytest.raises((IntegrityError, DatabaseError), match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.filter(verb="test").exists()


def test_saving_an_entry_again_is_refused() -> None:
    entry = make_entry()
    entry.verb = "other"
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        entry.save()


def test_a_raw_queryset_is_refused_too() -> None:
    """Even a queryset without our methods meets the trigger."""
    make_entry()
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        QuerySet(Entry).update(verb="x")


def test_who_reads_the_journal() -> None:
    """The office reads all of it; an agency what programmes tell; nobody signed out reads anything."""
    office = make_office()
    programme = make_programme(office=agency_of(office))
    make_entry()
    told = make_entry(thing=programme, programme=programme)
    agency = make_user(role="agency")
    assert Entry.objects.visible_to(office).count() == Entry.objects.count()
    assert list(Entry.objects.visible_to(agency)) == [told]
    assert list(Entry.objects.about(programme)) == [told]


def test_until_the_end_of_a_day_in_hanoi() -> None:
    """What was written a minute before midnight belongs to the day, what at midnight to the next."""
    day = dt.datetime(2022, 3, 1, tzinfo=timezone.get_default_timezone())
    written = []
    for moment in (day.replace(hour=23, minute=59), day + dt.timedelta(days=1)):
        with clock.frozen(moment):
            written.append(make_entry().pk)
    found = Entry.objects.filter(pk__in=written).until(day.date())
    assert [entry.pk for entry in found] == written[:1]


def test_the_words_of_an_entry_can_be_removed_and_nothing_else() -> None:
    """Who did what kind of act when stays; no other words can be put in their place."""
    entry = make_entry(data={"secret": 1})
    assert Entry.objects.filter(pk=entry.pk).remove_words() == 1
    after = Entry.objects.get(pk=entry.pk)
    assert (after.verb, after.actor, after.at, after.object_id) == (entry.verb, entry.actor, entry.at, entry.object_id)
    assert (after.data, after.object_name) == ({}, "")
    assert "Đã làm" not in after.sentence_vi
    for words in (f"sentence_vi = '{after.sentence_vi}', verb = 'x'", "sentence_vi = 'other', object_name = ''"):
        refused = pytest.raises((IntegrityError, DatabaseError), match="append-only")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE journal_entry SET {words}")  # noqa: S608 - our own words


def test_the_words_of_a_programme_stay() -> None:
    entry = make_entry(programme=make_programme())
    with pytest.raises((IntegrityError, DatabaseError), match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).remove_words()
