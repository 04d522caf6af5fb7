"""The public pages: the register minus what is not public, whoever looks, whatever is in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.indicators.models import Actual
from dondoc.web.journal.models import Entry
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.portal import services
from dondoc.web.register.choices import ItemState, Secrecy
from dondoc.web.register.models import Indicator, Programme, WorkItem
from tests.web.builders import make_agency, make_completion, make_office, make_programme, make_user, make_work_item

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 3, 1)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.frozen(TODAY):
        yield


@pytest.fixture
def office() -> User:
    return make_office(make_agency("Văn phòng Tỉnh ủy"))


def opened(office: User, **fields: Any) -> Programme:
    return make_programme(office=office.memberships.get().agency, secrecy=0, **fields)


def make_indicator(programme: Programme, name: str, secrecy: int) -> Indicator:
    return Indicator.objects.create(
        programme=programme, document=programme.document, number=1, name=name, secrecy=secrecy
    )


def everything_public(programme: Programme) -> str:
    """Give the text of all public addresses of a programme, as somebody who is not signed in gets them."""
    client = Client()
    addresses = [reverse("portal:programmes"), reverse("portal:programme", args=[programme.pk])]
    addresses += [reverse("portal:data", args=[programme.pk, form]) for form in ("csv", "json")]
    addresses += [reverse("portal:item", args=[pk]) for pk in WorkItem.objects.values_list("pk", flat=True)]
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} <= {200, 404}
    return "\n".join(answer.content.decode() for answer in answers if answer.status_code == 200)


@pytest.mark.parametrize("seed", range(6))
def test_the_public_twin_is_the_register_minus_what_is_not_public(seed: int, office: User) -> None:
    """Over random registers: exactly the public items of followed states are given, and no word of any other."""
    chance = random.Random(seed)  # noqa: S311 - a register at random, not a secret
    programme, lead = opened(office), make_agency("Sở Thử nghiệm")
    shown, hidden = set(), set()
    for number in range(24):
        state = chance.choice([ItemState.ACTIVE, ItemState.ACTIVE, ItemState.DRAFT, ItemState.DISMISSED])
        secrecy, title = chance.choice(Secrecy.values), f"Việc mang dấu {seed}-{number}-hết"
        make_work_item(programme=programme, lead=lead, title=title, secrecy=secrecy, state=state, closed_why="lý do")
        (shown if secrecy == 0 and state == ItemState.ACTIVE else hidden).add(title)
    make_indicator(programme, "Chỉ tiêu mọi người xem", 0)
    make_indicator(programme, "Chỉ tiêu giữ kín", 2)
    text = everything_public(programme)
    assert not [title for title in hidden if title in text]
    assert "Chỉ tiêu mọi người xem" in text
    assert "Chỉ tiêu giữ kín" not in text
    data = json.loads(Client().get(reverse("portal:data", args=[programme.pk, "json"])).content)
    assert {one["title"] for one in data["items"]} == shown
    table = Client().get(reverse("portal:data", args=[programme.pk, "csv"])).content.decode("utf-8-sig")
    assert {row[1] for row in list(csv.reader(io.StringIO(table)))[1:]} == shown
    page = Client().get(reverse("portal:programme", args=[programme.pk]))
    assert page.context["cells"].total == len(shown)


@pytest.mark.parametrize("fields", [{"secrecy": 1}, {"status": "draft"}, {"secrecy": 3}])
def test_a_programme_that_is_not_open_gives_nothing(fields: dict[str, Any], office: User) -> None:
    """Not even its public items: it takes both."""
    programme = make_programme(office=office.memberships.get().agency, **{"secrecy": 0, **fields})
    make_work_item(programme=programme, title="Việc mang dấu", secrecy=0)
    assert "Việc mang dấu" not in everything_public(programme)
    assert Client().get(reverse("portal:data", args=[programme.pk, "json"])).status_code == 404


def test_who_is_signed_in_sees_what_the_public_sees(office: User) -> None:
    """An office checks the public page as the public has it."""
    programme = opened(office)
    make_work_item(programme=programme, title="Việc nội bộ")
    client = Client()
    client.force_login(office)
    page = client.get(reverse("portal:programme", args=[programme.pk])).content.decode()
    assert "Việc nội bộ" not in page


def test_an_item_shows_its_product_and_extensions_but_no_person(office: User) -> None:
    programme = opened(office)
    item = make_work_item(programme=programme, title="Đề án", secrecy=0, due_on=dt.date(2021, 12, 31))
    by = make_user("Đỗ Thị Nộp")
    make_completion(item, completed_on=dt.date(2021, 12, 1), state="accepted", by=by, note="trao đổi nội bộ")
    page = Client().get(reverse("portal:item", args=[item.pk])).content.decode()
    assert "12-ĐA/TU" in page
    assert "Đỗ Thị Nộp" not in page
    assert "trao đổi nội bộ" not in page


def test_only_accepted_figures_are_public(office: User) -> None:
    programme = opened(office)
    indicator = make_indicator(programme, "Tỷ lệ", 0)
    fields = {"indicator": indicator, "evidence": "Báo cáo", "submitted_by": office, "submitted_on": TODAY}
    year = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 12, 31)}
    Actual.objects.create(value=61.5, **fields, **year)
    address = reverse("portal:data", args=[programme.pk, "json"])
    assert json.loads(Client().get(address).content)["indicators"][0]["last_value"] is None
    Actual.objects.update(state="accepted", decided_by=office, decided_on=TODAY)
    assert json.loads(Client().get(address).content)["indicators"][0]["last_value"] == 61.5


def test_opening_closing_and_choosing(office: User) -> None:
    """What an office does on its page: choose rows, open, close at once; each act is in the journal."""
    programme = make_programme(office=office.memberships.get().agency)
    first, second = (make_work_item(programme=programme, title=f"Việc số {n}") for n in (1, 2))
    secret = make_work_item(programme=programme, title="Việc mật", secrecy=2)
    client = Client()
    client.force_login(office)
    client.post(reverse("portal:choose", args=[programme.pk]), {"item": [first.pk, secret.pk], "public": "1"})
    assert "Việc số 1" not in everything_public(programme), "the programme itself is not open yet"
    client.post(reverse("portal:open", args=[programme.pk]))
    text = everything_public(programme)
    assert "Việc số 1" in text
    assert "Việc số 2" not in text
    assert "Việc mật" not in text
    client.post(reverse("portal:choose", args=[programme.pk]), {"all": "1", "public": "1"})
    assert "Việc số 2" in everything_public(programme)
    secret.refresh_from_db()
    assert secret.secrecy == 2, "what is classified is never opened here"
    client.post(reverse("portal:choose", args=[programme.pk]), {"item": [second.pk], "public": "0"})
    assert "Việc số 2" not in everything_public(programme)
    client.post(reverse("portal:open", args=[programme.pk]), {"shut": "1"})
    assert "Việc số 1" not in everything_public(programme)
    assert Entry.objects.filter(programme=programme, verb="publish").count() == 5


def test_the_journal_counts_items_as_the_pages_do(office: User) -> None:
    """Sub-items count within their item everywhere, so what is opened tells of them apart."""
    here = Agency.objects.get(pk=office.memberships.get().agency_id)
    programme = make_programme(office=here)
    whole = make_work_item(programme=programme, lead=make_agency("Sở Nội vụ"), title="Đề án")
    make_work_item(programme=programme, lead=whole.lead_agency, title="Khảo sát", parent=whole)
    services.show_items(actor=office, programme=programme, items=WorkItem.objects.all(), public=True)
    entry = Entry.objects.filter(programme=programme, verb="publish").get()
    assert entry.sentence_vi == "Công khai 1 nhiệm vụ và 1 việc con."
    assert entry.sentence_en == "Made public: 1 items and 1 sub-items."


@pytest.mark.parametrize(("fields", "words"), [({"secrecy": 2}, "độ mật"), ({"status": "draft"}, "chuẩn bị")])
def test_a_classified_or_unfinished_programme_is_not_opened(fields: dict[str, Any], words: str, office: User) -> None:
    programme = make_programme(office=office.memberships.get().agency, **fields)
    cleared = make_user(role="office", agency=programme.office, clearance=4)
    with pytest.raises(ValidationError, match=words):
        services.open_programme(actor=cleared, programme=programme)


def test_only_its_office_and_leaders_open_a_programme(office: User) -> None:
    programme = make_programme(office=office.memberships.get().agency)
    stranger, agency = make_office(make_agency("Văn phòng khác")), Agency.objects.get(pk=programme.office_id)
    for person in (stranger, make_user(role="agency", agency=agency), make_user(role="inspector")):
        with pytest.raises(NotAllowed):
            services.open_programme(actor=person, programme=programme)
    services.open_programme(actor=make_user(role="leader", agency=agency), programme=programme)
