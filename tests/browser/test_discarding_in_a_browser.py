"""A draft that must not be here: its warning is in sight, Enter does not pass it, one way leads to discarding it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from dondoc.web.register.models import Document, Finding
from tests.browser.waiting import until


@pytest.mark.parametrize("size", ["desk", "telephone"])
def test_a_draft_marked_secret_is_discarded_from_its_warning(
    installation: Any, visit: Callable[..., Any], size: str
) -> None:
    draft = installation.draft
    details = {"mark": "MẬT"}
    Finding.objects.create(document=draft, code="R21", severity="error", message="Có dấu mật.", details=details)
    page = visit(size=size)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{installation.address}{reverse('intake:desk', args=[draft.pk])}?item=head")
    assert page.locator("#desk-alerts [role=alert]").is_visible()
    page.keyboard.press("Enter")
    until(page, "document.getElementById('messages').innerText.includes('dấu chỉ độ mật')")
    assert page.locator("#desk-register").get_attribute("data-open-item") == "head"
    page.locator("[data-discards]").click()
    until(page, "document.activeElement.id === 'discard-why'")
    place = page.locator("#discard .menu__panel").bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= page.viewport_size["width"]
    page.keyboard.type("Có dấu mật")
    page.locator("#discard [name=sure]").check()
    page.locator("#discard .button--danger").click()
    page.wait_for_url(installation.address + reverse("intake:intake"))
    assert "Đã bỏ tệp" in page.locator("#messages").inner_text()
    assert not Document.objects.filter(pk=draft.pk).exists()


def test_a_draft_that_a_colleague_discarded_meanwhile_says_so(installation: Any, visit: Callable[..., Any]) -> None:
    """The next key of the other one leads to a page that says that it is gone, not to silence."""
    page = visit()
    page.goto(f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}?item=head")
    other = visit()
    other.on("dialog", lambda dialog: dialog.accept())
    other.goto(installation.address + reverse("intake:desk", args=[installation.draft.pk]))
    other.locator("#discard > summary").click()
    other.fill("#discard-why", "Nạp nhầm")
    other.locator("#discard [name=sure]").check()
    other.locator("#discard .button--danger").click()
    other.wait_for_url(installation.address + reverse("intake:intake"))
    page.keyboard.press("Enter")
    page.wait_for_selector("#desk", state="detached")
