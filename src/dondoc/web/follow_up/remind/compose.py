"""One digest per person per day: the reminders that concern him, each with a direct link."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.web import clock
from dondoc.web.dashboard import formats
from dondoc.web.follow_up.models import Delivery, Message, Reminder
from dondoc.web.follow_up.remind.channels import channels_in_use
from dondoc.web.follow_up.remind.people import PeopleIndex
from dondoc.web.follow_up.remind.quiet import not_before
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Indicator, Programme, WorkItem
from dondoc.web.text import address_text

MOST_LINES = 30
PEOPLE_AT_ONCE = 200
SECRET = 2
INDICATOR = "indicator"
COMING = frozenset(
    {
        Reminder.Kind.DUE_SOON,
        Reminder.Kind.PERIOD_CLOSING,
        Reminder.Kind.FIGURES_CLOSING,
        Reminder.Kind.PLAN_DUE,
        Reminder.Kind.CORRECTION_DUE,
    }
)
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder as a digest tells it."""

    kind: str
    programme: int
    item: int | None
    period: int | None
    agency: int | None
    audience: str
    rung: int
    days: int
    count: int
    subject: str

    @property
    def thing(self) -> Thing:
        """What the reminder speaks of: an item, or an indicator with the last day of its period."""
        name, *rest = self.subject.split(":")
        return (name, int(rest[0])) if name == INDICATOR else ("item", self.item or 0)


@dataclass(frozen=True, slots=True)
class ThingWords:
    """What a digest says of an item or an indicator; nothing of what is classified."""

    path: str
    title: str
    secrecy: int


def compose_day(on: dt.date, programmes: Sequence[Programme], channels: Sequence[str] | None = None) -> tuple[int, int]:
    """Write the digests of a day that are not written yet; gives how many are new and how many there were before."""
    index = PeopleIndex.load(on)
    by_person = _by_person(on, {one.pk: one for one in programmes}, index)
    known = set(Message.objects.filter(day=on, kind=Message.Kind.DIGEST).values_list("key", flat=True))
    missing = [(index.people[pk], told) for pk, told in sorted(by_person.items()) if digest_key(pk, on) not in known]
    words = _words_of({one.thing for _, told in missing for one in told})
    ways = channels_in_use() if channels is None else channels
    real = {one.pk for one in programmes if not one.simulated}
    made = 0
    rows = iter(missing)
    while batch := list(islice(rows, PEOPLE_AT_ONCE)):
        to_send = {person.pk for person, told in batch if any(one.programme in real for one in told)}
        made += _write([_digest(person, told, on, words) for person, told in batch], to_send, ways, programmes)
    return made, len(by_person) - len(missing)


def digest_key(person: int, on: dt.date) -> str:
    """Give the key under which a person is told once of a day."""
    return f"digest:{person}:{on.isoformat()}"


def _by_person(on: dt.date, programmes: dict[int, Programme], index: PeopleIndex) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    secrecy = _classified()
    reminders = Reminder.objects.filter(day=on, programme__in=programmes).order_by("kind", "-days", "pk")
    for reminder in reminders.iterator(chunk_size=2000):
        told = _told(reminder)
        for person in index.told_of(reminder, programmes[reminder.programme_id]):
            if secrecy.get(told.thing, 0) <= index.clearance[person]:
                found[person].append(told)
    return found


def _classified() -> dict[Thing, int]:
    items = WorkItem.objects.filter(secrecy__gte=SECRET).values_list("pk", "secrecy")
    indicators = Indicator.objects.filter(secrecy__gte=SECRET).values_list("pk", "secrecy")
    return {**{("item", pk): n for pk, n in items}, **{(INDICATOR, pk): n for pk, n in indicators}}


def _told(reminder: Reminder) -> Told:
    return Told(
        reminder.kind,
        reminder.programme_id,
        reminder.item_id,
        reminder.period_id,
        reminder.agency_id,
        reminder.audience,
        reminder.rung,
        reminder.days,
        reminder.count,
        reminder.subject,
    )


def _words_of(things: set[Thing]) -> dict[Thing, ThingWords]:
    items = {pk for kind, pk in things if kind == "item"}
    indicators = Indicator.objects.filter(pk__in=[pk for kind, pk in things if kind == INDICATOR])
    found = {(INDICATOR, one.pk): ThingWords(one.path, one.name, one.secrecy) for one in indicators}
    return found | _words_of_items(items)


def _words_of_items(items: set[int]) -> dict[Thing, ThingWords]:
    rows = WorkItem.objects.order_by("pk").values_list("pk", "path", "title", "secrecy")
    if len(items) < 500:
        rows = rows.filter(pk__in=items)
    named = ((pk, ThingWords(path, title, secrecy)) for pk, path, title, secrecy in rows.iterator())
    return {("item", pk): words for pk, words in named if pk in items}


def _digest(person: User, told: list[Told], on: dt.date, words: dict[Thing, ThingWords]) -> Message:
    with translation.override(person.language):
        lines = list(_lines(told, words))
        count = len(told)
        head = ngettext("%(count)s việc cần xử lý", "%(count)s việc cần xử lý", count) % {"count": count}
        subject = f"{head}, {formats.day_text(on)}"
        return Message(
            person=person,
            kind=Message.Kind.DIGEST,
            key=digest_key(person.pk, on),
            day=on,
            subject=subject,
            body=_body(person, lines),
            lines=lines,
            created_at=clock.now(),
        )


def _lines(told: list[Told], words: dict[Thing, ThingWords]) -> Iterator[dict[str, str]]:
    """Give the lines of a digest: the first of each kind, then how many more there are."""
    counts: Counter[str] = Counter(one.kind for one in told)
    shown: Counter[str] = Counter()
    for one in told:
        shown[one.kind] += 1
        if shown[one.kind] <= MOST_LINES:
            yield {"kind": one.kind, "words": _sentence(one, words), "url": _address(one)}
        elif shown[one.kind] == MOST_LINES + 1:
            more = counts[one.kind] - MOST_LINES
            yield {"kind": one.kind, "words": _("và %(count)s việc khác") % {"count": more}, "url": _mine()}


def _sentence(one: Told, words: dict[Thing, ThingWords]) -> str:
    if one.period is not None:
        return _("còn %(count)s nhiệm vụ chưa báo cáo%(when)s") % {"count": one.count, "when": _when(one)}
    thing = words.get(one.thing)
    if thing is None:
        return str(Reminder.Kind(one.kind).label) + _when(one)
    title = f"{address_text(thing.path)} {thing.title[:160]}".strip()
    if thing.secrecy >= SECRET:
        title = _("nội dung có độ mật, mở hệ thống để xem")
    if one.thing[0] == INDICATOR:
        last = dt.datetime.strptime(one.subject.split(":")[2], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
        title = _("%(title)s, số liệu đến %(day)s") % {"title": title, "day": formats.day_text(last)}
    return f"{title}{_when(one)}"


def _when(one: Told) -> str:
    if one.days > 0:
        return f" ({formats.late_text(one.days)})"
    if one.kind not in COMING:
        return ""
    left = _("hôm nay") if one.days == 0 else _("còn %(days)s") % {"days": formats.days_text(-one.days)}
    return f" ({left})"


def _address(one: Told) -> str:
    name, _colon, rest = one.subject.partition(":")
    if one.period is not None:
        return f"{settings.BASE_URL}{reverse('follow_up:reports')}?period={one.period}"
    if name == "letter":
        return f"{settings.BASE_URL}{reverse('follow_up:letter', args=[int(rest)])}"
    if name == "plan":
        return f"{settings.BASE_URL}{reverse('cascade:matrix')}?order={rest.partition(':')[0]}"
    if name == "finding":
        inspection, _colon, finding = rest.partition(":")
        return f"{settings.BASE_URL}{reverse('inspections:inspection', args=[int(inspection)])}#finding-{finding}"
    if name == INDICATOR:
        return f"{settings.BASE_URL}{reverse('indicators:indicator', args=[one.thing[1]])}"
    return f"{settings.BASE_URL}{reverse('register:item', args=[one.item])}" if one.item else _mine()


def _mine() -> str:
    return f"{settings.BASE_URL}{reverse('dashboard:mine')}"


def _body(person: User, lines: list[dict[str, str]]) -> str:
    parts = [_("Kính gửi %(name)s,") % {"name": person.name}, ""]
    kind = ""
    for line in lines:
        if line["kind"] != kind:
            kind = line["kind"]
            parts += ["", str(Reminder.Kind(kind).label).upper()]
        parts += [f"- {line['words']}", f"  {line['url']}"]
    parts += ["", _("Tất cả việc của anh chị: %(url)s") % {"url": _mine()}]
    return "\n".join(parts)


def _write(digests: list[Message], to_send: set[int], channels: Sequence[str], programmes: Sequence[Programme]) -> int:
    """Store digests with what is to be sent of them, all or none; another run may have been quicker.

    People who are told of simulated programmes alone find it in their inbox; nothing leaves the house.
    """
    try:
        with transaction.atomic():
            made = Message.objects.bulk_create(digests)
            moment = not_before(clock.now(), programmes)
            Delivery.objects.bulk_create(
                Delivery(message=one, channel=channel, next_try_at=moment)
                for one in made
                if one.person_id in to_send
                for channel in channels
            )
    except IntegrityError:
        return 0
    return len(made)
