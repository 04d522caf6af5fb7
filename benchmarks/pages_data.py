"""A large installation made from a seed: agencies, one programme with many items, ten reports an item, a journal.

One programme holds everything: that is the worst case, because every figure of a page is about one programme. Rows are
made in bulk, past the services: it is their number that matters here, not how they came.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from dondoc.web import clock
from dondoc.web.follow_up.models import ProgressReport, ReportingPeriod
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, Document, Programme, WorkItem
from dondoc.web.text import folded, path_key

TODAY = dt.date(2023, 6, 30)
ISSUED_ON = dt.date(2021, 8, 9)
PERIODS = 10
SECTIONS = 40
_BATCH = 2000
_VERBS = ("Xây dựng", "Ban hành", "Rà soát, sửa đổi", "Tổ chức triển khai", "Hoàn thiện", "Sơ kết việc thực hiện")
_PRODUCTS = ("Đề án", "Kế hoạch", "Nghị quyết", "Chương trình", "Quy chế", "Quy hoạch", "Báo cáo", "Chỉ thị")
_FIELDS = (
    "chuyển đổi số", "cải cách hành chính", "đào tạo cán bộ", "phát triển đô thị", "nông thôn mới", "khu công nghiệp",
    "bảo vệ môi trường", "y tế cơ sở", "giáo dục phổ thông", "an ninh trật tự", "giảm nghèo bền vững", "du lịch",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """What the measurement needs to know of the installation."""

    office: User
    contact: User
    item_ids: tuple[int, ...]
    agency_ids: tuple[int, ...]
    rows: dict[str, int]


def make_installation(items: int, seed: int = 50) -> Made:
    """Make it in an empty, migrated database; the clock stands at `TODAY`."""
    chance = random.Random(seed)
    with clock.frozen(TODAY), transaction.atomic():
        load_reference()
        here = Agency.objects.get(name="Văn phòng Tỉnh ủy")
        leads = list(Agency.objects.exclude(pk=here.pk).order_by("pk"))
        office = _person("van.phong@example.vn", here, Membership.Role.OFFICE)
        contact = _person("co.quan@example.vn", leads[0], Membership.Role.AGENCY)
        programme = _programme(here)
        _store(WorkItem, _items(items, programme, leads, chance))
        made = list(WorkItem.objects.order_by("pk").values_list("pk", "due_on", "completed_on"))
        _store(Cooperation, _cooperations(made, leads, chance))
        _store(Completion, _completions(made, office, chance))
        _store(DeadlineChange, _changes(made, office, chance))
        _reports(programme, office)
        _store(Entry, _entries(made, programme, office))
    _let_the_planner_know()
    counted: tuple[type[models.Model], ...] = (
        WorkItem, ProgressReport, Cooperation, Completion, DeadlineChange, Entry, Agency,
    )  # fmt: skip
    return Made(
        office=office,
        contact=contact,
        item_ids=tuple(pk for pk, _, _ in made),
        agency_ids=tuple(agency.pk for agency in leads),
        rows={model._meta.label: model._default_manager.count() for model in counted},
    )


def _person(email: str, agency: Agency, role: str) -> User:
    user = User.objects.create_user(email, name="Nguyễn Văn An")
    Membership.objects.create(user=user, agency=agency, role=role)
    return user


def _programme(office: Agency) -> Programme:
    document = Document.objects.create(
        document_type="programme",
        reference="50-CTr/TU",
        reference_folded=folded("50-CTr/TU"),
        subject="thực hiện Nghị quyết Đại hội",
        issued_on=ISSUED_ON,
        held_by=office,
        status=Document.Status.PUBLISHED,
        sha256=hashlib.sha256(b"50").hexdigest(),
    )
    return Programme.objects.create(
        document=document,
        title="Chương trình 50-CTr/TU",
        office=office,
        status=Programme.Status.RUNNING,
        starts_on=ISSUED_ON,
    )


def _items(count: int, programme: Programme, leads: list[Agency], chance: random.Random) -> Iterator[WorkItem]:
    for number in range(1, count + 1):
        path = f"II/{1 + number % 4}/{1 + number % SECTIONS}/({number})"
        title = f"{chance.choice(_VERBS)} {chance.choice(_PRODUCTS)} {chance.choice(_FIELDS)} số {number}"
        due = None if chance.random() < 0.05 else dt.date(2021, 10, 1) + dt.timedelta(days=chance.randrange(1700))
        yield WorkItem(
            programme=programme,
            document_id=programme.document_id,
            number=number,
            path=path,
            path_key=path_key(path),
            title=title,
            search=folded(f"{title} {path}"),
            lead_agency=chance.choice(leads),
            state="active",
            assigned_on=ISSUED_ON,
            due_on=due,
            first_due_on=due,
            completed_on=_completed(due, chance),
        )


def _completed(due: dt.date | None, chance: random.Random) -> dt.date | None:
    """Most of what is past its deadline is done, mostly in time; a little of what is due later is done early."""
    if chance.random() > (0.85 if due and due < TODAY else 0.1):
        return None
    day = (due or TODAY) + dt.timedelta(days=chance.randrange(-60, 30))
    return max(ISSUED_ON, min(day, TODAY))


Rows = list[tuple[int, dt.date | None, dt.date | None]]


def _cooperations(made: Rows, leads: list[Agency], chance: random.Random) -> Iterator[Cooperation]:
    for pk, _, _ in made:
        for position, agency in enumerate(chance.sample(leads, chance.choice((0, 1, 1, 2, 4)))):
            yield Cooperation(item_id=pk, agency=agency, as_written=agency.name, position=position)


def _completions(made: Rows, office: User, chance: random.Random) -> Iterator[Completion]:
    """An accepted product for what is done; one in a hundred open items has a product that waits."""
    for pk, _, done in made:
        if done is None and chance.random() > 0.01:
            continue
        values: dict[str, Any] = {"state": "submitted", "completed_on": TODAY - dt.timedelta(days=3)}
        if done:
            values = {"state": "accepted", "completed_on": done, "decided_by": office, "decided_on": TODAY}
        yield Completion(
            item_id=pk,
            product_reference=f"{pk}-ĐA/TU",
            link="https://example.vn/de-an",
            submitted_by=office,
            submitted_on=TODAY - dt.timedelta(days=1) if not done else max(done, TODAY - dt.timedelta(days=1)),
            **values,
        )


def _changes(made: Rows, office: User, chance: random.Random) -> Iterator[DeadlineChange]:
    """One deadline in twenty was moved once."""
    for pk, due, _ in made:
        if due and chance.random() < 0.05:
            yield DeadlineChange(
                item_id=pk,
                state="approved",
                old_due_on=due - dt.timedelta(days=90),
                new_due_on=due,
                reason="Chờ hướng dẫn.",
                requested_by=office,
                requested_on=dt.date(2022, 1, 4),
                decided_by=office,
                decided_on=dt.date(2022, 1, 10),
            )


def _entries(made: Rows, programme: Programme, office: User) -> Iterator[Entry]:
    for pk, _, _ in made:
        yield Entry(
            at=clock.now(),
            actor=office,
            verb="assign",
            object_type="register.workitem",
            object_id=pk,
            programme=programme,
            sentence_vi="Giao nhiệm vụ.",
            sentence_en="Assigned.",
        )


def _reports(programme: Programme, office: User) -> None:
    """One report an item and period, written by the database itself: the cross product of both tables."""
    for index in range(PERIODS):
        first = dt.date(2021 + index // 4, 3 * (index % 4) + 1, 1)
        last = (first + dt.timedelta(days=95)).replace(day=1) - dt.timedelta(days=1)
        due = last + dt.timedelta(days=7)
        ReportingPeriod.objects.create(programme=programme, kind="quarter", starts_on=first, ends_on=last, due_on=due)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO follow_up_progressreport (item_id, period_id, agency_id, state, nothing_new, results,
                difficulties, proposals, forecast_on, written_by_id, saved_at, submitted_on, submitted_by_id,
                decided_on, decided_by_id, decision_note)
            SELECT i.id, p.id, i.lead_agency_id, 'accepted', %s, 'Đã hoàn thành dự thảo, đang lấy ý kiến.', '', '',
                NULL, %s, %s, p.due_on, %s, p.due_on, %s, ''
            FROM register_workitem i CROSS JOIN follow_up_reportingperiod p
            """,
            [False, office.pk, clock.now(), office.pk, office.pk],
        )


def _store(model: type[models.Model], rows: Iterator[Any]) -> None:
    while batch := list(islice(rows, _BATCH)):
        model._default_manager.bulk_create(batch)


def _let_the_planner_know() -> None:
    """Let the database count its rows, as it does by itself in an installation that grew."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
