"""Two people at the same draft: the second is told who was first, and nothing of either is lost or undone unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dondoc.web.organisations.models import Agency, User
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Document, Programme, WorkItem
from dondoc.web.register.services import correcting, reviewing
from dondoc.web.register.services.editing import edit_item
from dondoc.web.register.services.publishing import publish
from tests.web.builders import agency_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(office: User) -> User:
    return make_user(role="office", agency=agency_of(office), name="Lê Thị Hai")


def item_of(draft: Document) -> WorkItem:
    return draft.items.get(path="II/1")


def form_sent(client: Client, draft: Document, key: str) -> dict[str, Any]:
    """Give what the whole form of an entry would send, as a browser fills it in."""
    answer = client.get(reverse("intake:desk", args=[draft.pk]), {"item": key, "edit": "1"})
    form = answer.context["form"]
    return values_of(form)


def values_of(form: Any) -> dict[str, Any]:
    """Give what a browser sends of a form: nothing of an empty box."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None and value is not False}


def is_told_who_was_first(answer: HttpResponse, other: User) -> bool:
    return f"vừa được {other.name} sửa" in answer.content.decode()


ACTS = {
    "confirm": {},
    "take": {"choice": "title:0"},
    "split": {"titles": "Việc một\nViệc hai"},
    "dismiss": {"why": "không phải việc"},
    "undo": {},
}


@pytest.mark.parametrize("act", [*ACTS, "merge"])
def test_the_second_of_two_acts_is_refused_and_told(client: Client, draft: Document, other: User, act: str) -> None:
    """Whatever the act: the item stays as the other one made it."""
    item = item_of(draft)
    edit_item(actor=other, item=item, version=item.version, changes={"title": "Tên người kia đặt"})
    sent = {"into": f"{draft.items.get(path='II/2').pk}:1"} if act == "merge" else ACTS[act]
    address = reverse(f"intake:{act}", args=[draft.pk, item.pk])
    answer = client.post(address, {"version": item.version, **sent}, follow=True)
    assert is_told_who_was_first(answer, other)
    now = item_of(draft)
    assert (now.title, now.state, draft.items.count()) == ("Tên người kia đặt", ItemState.DRAFT, 3)


def test_nothing_is_merged_into_what_somebody_else_has_just_changed(
    client: Client, draft: Document, other: User
) -> None:
    """The list names each item in the version it shows; the page then shows the new one."""
    item, into = item_of(draft), draft.items.get(path="II/2")
    page = client.get(reverse("intake:desk", args=[draft.pk]), {"item": item.pk}).content.decode()
    assert f'value="{into.pk}:{into.version}"' in page
    edit_item(actor=other, item=into, version=into.version, changes={"title": "Tên người kia đặt"})
    sent = {"version": item.version, "into": f"{into.pk}:{into.version}"}
    answer = client.post(reverse("intake:merge", args=[draft.pk, item.pk]), sent, follow=True)
    assert is_told_who_was_first(answer, other)
    assert {item_of(draft).state, draft.items.get(path="II/2").state} == {ItemState.DRAFT}
    sent["into"] = f"{into.pk}:{into.version + 1}"
    client.post(reverse("intake:merge", args=[draft.pk, item.pk]), sent)
    assert item_of(draft).state == ItemState.MERGED


def test_undo_in_a_message_takes_back_only_ones_own_act(client: Client, draft: Document, other: User) -> None:
    """The button of the message names the act it was shown for; after somebody else's it refuses."""
    item = item_of(draft)
    answer = client.post(reverse("intake:confirm", args=[draft.pk, item.pk]), {"version": item.version}, follow=True)
    undo = f"{reverse('intake:undo', args=[draft.pk, item.pk])}?version={item.version + 1}"
    assert undo in answer.content.decode()
    edit_item(actor=other, item=item, version=item.version + 1, changes={"title": "Tên người kia đặt"})
    assert is_told_who_was_first(client.post(undo, follow=True), other)
    assert item_of(draft).title == "Tên người kia đặt"


def test_undo_in_a_message_takes_the_act_back(client: Client, draft: Document) -> None:
    item = item_of(draft)
    client.post(reverse("intake:confirm", args=[draft.pk, item.pk]), {"version": item.version})
    client.post(f"{reverse('intake:undo', args=[draft.pk, item.pk])}?version={item.version + 1}")
    assert item_of(draft).review_status == ReviewStatus.UNREVIEWED


def test_two_forms_of_one_item_become_one(client: Client, draft: Document, other: User) -> None:
    """The first changed the lead and who helps, the second the title: sent again, both changes stand."""
    item = item_of(draft)
    sent = form_sent(client, draft, str(item.pk)) | {"title": "Tên của tôi"}
    school = Agency.objects.get(name="Trường Chính trị tỉnh")
    edit_item(
        actor=other,
        item=item,
        version=item.version,
        changes={"lead_agency": school, "is_key": True},
        cooperating=["Ban Tổ chức Tỉnh ủy"],
    )
    address = reverse("intake:edit", args=[draft.pk, item.pk])
    answer = client.post(address, sent)
    assert answer.status_code == 409
    again = values_of(answer.context["form"])
    assert again["title"] == "Tên của tôi"
    assert client.post(address, again).status_code == 302
    now = item_of(draft)
    assert (now.title, now.lead_agency, now.is_key) == ("Tên của tôi", school, True)
    assert [one.as_written for one in now.cooperations.all()] == ["Ban Tổ chức Tỉnh ủy"]


def test_two_forms_of_the_head_become_one(client: Client, draft: Document, other: User) -> None:
    sent = form_sent(client, draft, "head") | {"subject": "Trích yếu của tôi"}
    changes = {"signatory": "Nguyễn Văn B", "recipients": ["Ban Tổ chức Tỉnh ủy"]}
    correcting.correct(actor=other, thing=draft, version=draft.version, changes=changes)
    address = reverse("intake:entry_edit", args=[draft.pk, "head"])
    again = values_of(client.post(address, sent).context["form"])
    assert client.post(address, again).status_code == 302
    now = Document.objects.get(pk=draft.pk)
    assert (now.subject, now.signatory) == ("Trích yếu của tôi", "Nguyễn Văn B")
    assert now.recipients == ["Ban Tổ chức Tỉnh ủy"]


def test_what_came_back_meanwhile_is_not_confirmed_with_the_rest(client: Client, draft: Document, other: User) -> None:
    """The button said how many are left; with another number now nothing is confirmed, and a sentence says why."""
    left = client.get(reverse("intake:desk", args=[draft.pk])).context["progress"].left
    reviewing.add_item(actor=other, document=draft, fields={"title": "Việc mới thêm"})
    answer = client.post(reverse("intake:confirm_rest", args=[draft.pk]), {"left": left}, follow=True)
    assert f"còn {left + 1} mục chưa xem" in answer.content.decode()
    assert not draft.items.filter(review_status=ReviewStatus.CONFIRMED).exists()


def test_a_draft_is_published_once_and_as_it_is_now(office: User, other: User, draft: Document) -> None:
    """A page that is behind writes nothing old over the head, and the second of two is told."""
    behind = Document.objects.get(pk=draft.pk)
    correcting.correct(actor=other, thing=draft, version=draft.version, changes={"signatory": "Nguyễn Văn B"})
    reviewing.confirm_rest(actor=other, document=draft)
    publish(actor=office, document=behind)
    assert Document.objects.get(pk=draft.pk).signatory == "Nguyễn Văn B"
    with pytest.raises(ValidationError):
        publish(actor=other, document=draft)
    assert Programme.objects.filter(document=draft).count() == 1
