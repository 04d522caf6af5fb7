"""Every act at the desk is taken back by the "undo" of its message, and nothing else goes with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Document, WorkItem

pytestmark = pytest.mark.django_db
KEPT = ("title", "state", "measures", "due_on", "review_status", "lead_agency_id", "merged_into_id", "closed_why")


def shown(draft: Document) -> list[Any]:
    """Give what the items that are not set aside say, with who works on them."""
    rows = draft.items.exclude(state__in=[ItemState.DISMISSED]).order_by("pk")
    return [(*(getattr(row, name) for name in KEPT), [str(one) for one in row.cooperations.all()]) for row in rows]


def acts(first: WorkItem, second: WorkItem) -> dict[str, tuple[str, list[int], dict[str, Any]]]:
    return {
        "confirm": ("confirm", [first.pk], {"version": 1}),
        "correct": ("edit", [first.pk], {"version": 1, "only": "objective", "objective": "khác"}),
        "dismiss": ("dismiss", [first.pk], {"version": 1, "why": "trùng"}),
        "split": ("split", [first.pk], {"version": 1, "titles": "Một\nHai\nBa"}),
        "merge": ("merge", [second.pk], {"version": 1, "into": f"{first.pk}:1"}),
        "add": ("add", [], {"title": "Thêm tay"}),
    }


@pytest.mark.parametrize("name", ["confirm", "correct", "dismiss", "split", "merge", "add"])
def test_the_undo_of_the_message_takes_the_act_back(client: Client, draft: Document, name: str) -> None:
    first, second = draft.items.get(path="II/1"), draft.items.get(path="II/2")
    assert first.cooperations.exists()
    before, findings = shown(draft), sorted(draft.findings.values_list("code", "subject", "message"))
    act, numbers, data = acts(first, second)[name]
    page = client.post(reverse(f"intake:{act}", args=[draft.pk, *numbers]), data, follow=True)
    changed = {row.pk: row.version for row in draft.items.all()}
    assert shown(draft) != before or name in {"confirm", "correct"}
    undo = page.content.decode().split('action="/intake/')
    address = next("/intake/" + part.split('"')[0] for part in undo if "undo/?version" in part.split('"')[0])
    client.post(address)
    assert {row.pk: row.version for row in draft.items.all()} != changed
    assert shown(draft) == before
    assert sorted(draft.findings.values_list("code", "subject", "message")) == findings


def test_parts_that_were_worked_on_are_not_set_aside_unseen(client: Client, draft: Document) -> None:
    """Undoing the split says so, and leaves all as it is."""
    first = draft.items.get(path="II/1")
    client.post(reverse("intake:split", args=[draft.pk, first.pk]), {"version": 1, "titles": "Một\nHai"})
    part = draft.items.get(title="Hai")
    client.post(reverse("intake:confirm", args=[draft.pk, part.pk]), {"version": 1})
    answer = client.post(reverse("intake:undo", args=[draft.pk, first.pk]), {"version": 2}, follow=True)
    assert "đã được sửa" in answer.content.decode()
    assert draft.items.get(title="Hai").state == ItemState.DRAFT
    assert draft.items.get(pk=first.pk).title == "Một"


def test_a_merge_into_what_was_changed_since_leaves_that_as_it_is(client: Client, draft: Document) -> None:
    """The merged item comes back; what somebody made of the other one afterwards is his."""
    first, second = draft.items.get(path="II/1"), draft.items.get(path="II/2")
    client.post(reverse("intake:merge", args=[draft.pk, second.pk]), {"version": 1, "into": f"{first.pk}:1"})
    sent = {"version": 2, "only": "measures", "measures": "viết lại"}
    client.post(reverse("intake:edit", args=[draft.pk, first.pk]), sent)
    client.post(reverse("intake:restore", args=[draft.pk, second.pk]), {"version": 2})
    assert draft.items.get(pk=second.pk).state == ItemState.DRAFT
    assert draft.items.get(pk=first.pk).measures == "viết lại"
