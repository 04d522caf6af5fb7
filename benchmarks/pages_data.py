"""A large installation made from a seed: one programme with many items, reports, figures and plans, many people.

One programme holds everything: that is the worst case, because every figure of a page is about one programme. Rows are
made in bulk, past the services: it is their number that matters here, not how they came.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from benchmarks.pages_around import make_agencies, make_indicators, make_people, make_plans, make_reports, store
from dondoc.web import clock
from dondoc.web.cascade.models import AgencyPlan, Coverage
from dondoc.web.follow_up.models import ProgressReport
from dondoc.web.indicators.models import Actual
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, Document, Indicator, Programme, WorkItem
from dondoc.web.text import folded, path_key

TODAY = dt.date(2023, 6, 30)
ISSUED_ON = dt.date(2021, 8, 9)
SECTIONS = 40
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
    indicator_ids: tuple[int, ...]
    plan_ids: tuple[int, ...]
    rows: dict[str, int]


def make_installation(items: int, actuals: int, seed: int = 50) -> Made:
    """Make it in an empty, migrated database; the clock stands at `TODAY`."""
    chance = random.Random(seed)
    with clock.frozen(TODAY):
        load_reference()
        _make_haste()
        here = Agency.objects.get(name="Văn phòng Tỉnh ủy")
        leads = make_agencies(here)
        office = _person("van.phong@example.vn", here, Membership.Role.OFFICE)
        contact = _person("co.quan@example.vn", leads[0], Membership.Role.AGENCY)
        make_people(leads)
        programme = _programme(here)
        store(WorkItem, _items(items, programme, leads, chance))
        made = list(WorkItem.objects.order_by("pk").values_list("pk", "due_on", "completed_on"))
        store(Cooperation, _cooperations(made, leads, chance))
        store(Completion, _completions(made, office, chance))
        store(DeadlineChange, _changes(made, office, chance))
        store(Entry, _entries(made, programme, office))
        make_reports(programme, office)
        make_indicators(actuals, programme, leads, office)
        make_plans(programme, leads, office)
    _let_the_planner_know()
    return _made(office, contact, leads)


def _made(office: User, contact: User, leads: list[Agency]) -> Made:
    counted: tuple[type[models.Model], ...] = (
        WorkItem, ProgressReport, Indicator, Actual, Cooperation, Completion, DeadlineChange, Coverage, Entry, Agency,
        User,
    )  # fmt: skip
    return Made(
        office=office,
        contact=contact,
        item_ids=_numbers(WorkItem),
        agency_ids=tuple(agency.pk for agency in leads),
        indicator_ids=_numbers(Indicator),
        plan_ids=_numbers(AgencyPlan),
        rows={model._meta.label: model._default_manager.count() for model in counted},
    )


def _numbers(model: type[models.Model]) -> tuple[int, ...]:
    return tuple(model._default_manager.order_by("pk").values_list("pk", flat=True))


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


def _make_haste() -> None:
    """Spare what only matters for data that must not be lost: waiting for the disk, looking up every reference."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")


def _let_the_planner_know() -> None:
    """Let the database count its rows, as it does by itself in an installation that grew."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
