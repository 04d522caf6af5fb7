"""The findings on the desk are those of what stands there now: a correction answers some and may bring others."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from dondoc.web.intake import checking
from dondoc.web.organisations.models import User
from dondoc.web.register.models import Document, WorkItem
from dondoc.web.register.services import reviewing
from dondoc.web.register.services.checking import check_again
from tests.web.intake.making import DIRECTIVE, draft_in

pytestmark = pytest.mark.django_db
LATE = "hoàn thành trong quý IV năm 2022"


def codes(document: Document, **of: object) -> set[str]:
    return set(document.findings.filter(**of).values_list("code", flat=True))


def post(client: Client, name: str, document: Document, *numbers: object, **data: object) -> None:
    answer = client.post(reverse(f"intake:{name}", args=[document.pk, *numbers]), data)
    assert answer.status_code in {200, 302}


def item_of(document: Document, path: str = "II/1") -> WorkItem:
    return document.items.get(path=path)


@pytest.mark.parametrize("text", [DIRECTIVE.replace(f", {LATE}", ""), DIRECTIVE.replace("quý IV năm 2022", "năm 2019")])
def test_without_a_correction_they_are_the_same(office: User, text: str) -> None:
    """What is stored gives the checks all that they were given when the file was read."""
    document = draft_in(office, text)
    before = list(document.findings.order_by("pk").values())
    assert before
    check_again(document)
    assert list(document.findings.order_by("pk").values()) == before


def test_a_deadline_before_the_day_of_issue_comes_and_goes_with_undo(client: Client, office: User) -> None:
    document = draft_in(office, DIRECTIVE)
    item = item_of(document)
    before = codes(document, subject=f"item-{item.number}")
    sent = {
        "only": "deadline",
        "deadline_as_written": "trước ngày 30/6/2019",
        "due_on": "2019-06-30",
        "precision": "day",
    }
    post(client, "edit", document, item.pk, version=1, **sent)
    new = codes(document, subject=f"item-{item.number}") - before
    assert new
    item.refresh_from_db()
    assert item.due_on is not None
    assert item.due_on.year == 2019
    post(client, "undo", document, item.pk, version=item.version)
    assert codes(document, subject=f"item-{item.number}") == before


def test_the_head_brings_and_answers_findings_of_items(client: Client, office: User) -> None:
    """A day of issue read as a later year makes deadlines lie before it; the right one answers that."""
    document = draft_in(office, DIRECTIVE.replace("tháng 01 năm 2022", "tháng 01 năm 2025"))
    wrong = codes(document, code__startswith="D")
    assert wrong
    post(client, "entry_edit", document, "head", version=1, only="issued_on", issued_on="2022-01-05")
    document.refresh_from_db()
    assert document.issued_on is not None
    assert document.issued_on.year == 2022
    assert codes(document, code__startswith="D") < wrong
    post(client, "entry_undo", document, "head", version=document.version)
    assert codes(document, code__startswith="D") == wrong


def test_a_dismissed_item_takes_its_findings_along(client: Client, office: User) -> None:
    document = draft_in(office, DIRECTIVE.replace(f", {LATE}", ""))
    item = item_of(document)
    about = {"subject": f"item-{item.number}"}
    before = codes(document, **about)
    assert before
    post(client, "dismiss", document, item.pk, version=1, why="Trùng")
    assert not {one for one in codes(document, **about) if not one.startswith("R")}
    item.refresh_from_db()
    post(client, "restore", document, item.pk, version=item.version)
    assert codes(document, **about) == before


def test_the_parts_of_an_item_are_told_apart(client: Client, office: User) -> None:
    """One part gets a time, the other lacks it still: the finding stands by the one that it is about."""
    document = draft_in(office, DIRECTIVE.replace(f", {LATE}", ""))
    item = item_of(document)
    post(client, "split", document, item.pk, version=1, titles="Xây dựng Đề án\nTrình Đề án")
    first, second = document.items.filter(path="II/1").order_by("pk")
    sent = {
        "only": "deadline",
        "deadline_as_written": "quý IV năm 2022",
        "due_on": "2022-12-31",
        "precision": "quarter",
    }
    post(client, "edit", document, first.pk, version=first.version, **sent)
    lacking = {one.subject for one in document.findings.filter(code="D01")}
    assert f"item-{second.number}:{second.pk}" in lacking
    assert f"item-{first.number}:{first.pk}" not in lacking
    page = client.get(reverse("intake:desk", args=[document.pk]), {"item": second.pk})
    row = next(one for one in page.context["rows"] if one.name == "deadline")
    assert row.findings


def test_what_is_settled_stays_settled(client: Client, office: User) -> None:
    """Another correction does not bring it back, and does not forget who settled it."""
    document = draft_in(office, DIRECTIVE.replace(f", {LATE}", ""))
    item = item_of(document)
    finding = document.findings.filter(subject=f"item-{item.number}").exclude(code__startswith="R")[0]
    reviewing.settle_finding(actor=office, finding=finding, why="văn bản không ghi")
    post(client, "edit", document, item.pk, version=1, only="objective", objective="khác")
    same = document.findings.filter(code=finding.code, subject=finding.subject)
    assert [one.settled_why for one in same] == ["văn bản không ghi"]


def test_enter_checks_nothing_again(client: Client, office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes no fact; the next entry is there at once."""
    document = draft_in(office, DIRECTIVE)
    monkeypatch.setattr("dondoc.web.intake.views.answering.check_after", fail)
    post(client, "confirm", document, item_of(document).pk, version=1)
    post(client, "entry_confirm", document, "head", version=1)


def fail(*_: object) -> None:
    raise AssertionError


def test_a_long_text_is_checked_in_the_background(office: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the worker; a draft that is gone by then is left alone."""
    document = draft_in(office, DIRECTIVE.replace(f", {LATE}", ""))
    monkeypatch.setattr(checking, "LONG", 10)
    document.findings.all().delete()
    checking.check_after(document)
    assert document.findings.exists()
    assert checking.check_draft.func(document.pk + 1000) == "gone"


def test_findings_are_said_in_the_language_of_the_page(client: Client, office: User) -> None:
    """In the list, with what to do; also those that came after a correction."""
    document = draft_in(office, DIRECTIVE.replace(f", {LATE}", ""))
    item = item_of(document)
    post(client, "edit", document, item.pk, version=1, only="objective", objective="khác")
    finding = document.findings.filter(subject=f"item-{item.number}")[0]
    pages = {}
    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        pages[language] = client.get(reverse("intake:desk", args=[document.pk]), {"item": item.pk}).content.decode()
    assert escape(finding.message) in pages["vi"]
    assert escape(finding.message) not in pages["en"]
    with override("en"):
        assert escape(finding.said) in pages["en"]
        assert escape(finding.advice) in pages["en"]
