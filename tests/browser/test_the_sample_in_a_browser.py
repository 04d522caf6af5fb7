"""The sample from the file to the register by keys alone: how many an item takes that is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.urls import reverse

from dondoc.web.intake import tasks
from dondoc.web.intake.models import IntakeJob
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.models import Document, Programme
from tests.browser.waiting import until

SAMPLE = Path(__file__).parents[2] / "samples" / "50-CTr-TU.ocr.txt"
MOST_KEYS = 3
OPEN = "document.getElementById('desk-register').dataset.openItem"
# After a key: the desk takes the next one, the window has not moved, the open entry and its sentence are in sight.
READY = """(() => {
    const register = document.getElementById("desk-register").getBoundingClientRect();
    const page = document.querySelector(".desk__page").getBoundingClientRect();
    const line = document.querySelector(".candidate.is-open .candidate__line").getBoundingClientRect();
    const words = document.querySelector(".desk__page .sentence")?.getBoundingClientRect();
    const within = (one, box) => one.top >= box.top - 1 && one.bottom <= box.bottom + 1;
    const takesKeys = document.activeElement.id === "desk-register" && scrollY === 0;
    return takesKeys && within(line, register) && !!words && within(words, page);
})()"""


class Hand:
    """A hand at the keys that counts what it presses for each entry."""

    def __init__(self, page: Any) -> None:
        self.page, self.keys = page, Counter[str]()

    def press(self, key: str) -> None:
        """Press a key and wait until the page has answered."""
        entry = self.page.evaluate(OPEN)
        self.keys[entry] += 1
        with self.page.expect_response(lambda answer: answer.request.method == "GET" and "/desk/" in answer.url):
            self.page.keyboard.press(key)

    def confirm(self) -> None:
        """Say that the entry is right; the next that waits comes up."""
        before = self.page.evaluate(OPEN)
        self.press("Enter")
        until(self.page, f"{OPEN} !== '{before}'")


def uploaded(page: Any, installation: Any) -> Document:
    """Hand the sample in by the page and read it as the worker does; the desk is open then."""
    page.set_default_timeout(30_000)
    page.goto(installation.address + reverse("intake:intake"))
    page.set_input_files("[name=uploads]", str(SAMPLE))
    page.locator("button", has_text="Nạp và đọc").press("Enter")
    page.wait_for_url("**/intake/jobs/**")
    job = IntakeJob.objects.get(file_name=SAMPLE.name)
    tasks.read_now(job.pk)
    page.locator("text=Bắt đầu rà soát").press("Enter")
    page.wait_for_url("**/desk/**")
    document = IntakeJob.objects.get(pk=job.pk).document
    assert document is not None
    return document


def test_the_sample_is_confirmed_by_keys_alone(installation: Any, visit: Callable[..., Any]) -> None:
    """One key for each item that is right; the focus, the window and the lit sentence stay where they belong."""
    page = visit()
    document = uploaded(page, installation)
    hand = Hand(page)
    items = [str(one.pk) for one in document.items.filter(optional=False).in_order()]
    for expected in ["head", *items]:
        assert page.evaluate(OPEN) == expected
        hand.confirm()
        until(page, READY)
    assert len(items) > 40
    assert max(hand.keys[item] for item in items) <= MOST_KEYS

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#desk-foot button").press("Enter")
    page.wait_for_selector("text=Đã rà soát hết")
    page.keyboard.press("p")
    until(page, "document.activeElement.closest('#publish form')")
    page.keyboard.press("Control+Enter")
    until(page, "document.activeElement.name === 'again'")  # the directive is followed already: that asks for a tick
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/follow-up/setup/**")
    programme = Programme.objects.get(document=document)
    assert programme.items.exclude(state=ItemState.DISMISSED).count() == len(items)
    confirmed = programme.items.filter(pk__in=items, review_status=ReviewStatus.CONFIRMED)
    assert confirmed.count() == len(items)
    assert page.faults == []


def test_keys_faster_than_the_server(installation: Any, visit: Callable[..., Any]) -> None:
    """Two strokes in one moment confirm at most two entries, and nobody is told that he stood in his own way."""
    page = visit()
    page.goto(installation.address + reverse("intake:desk", args=[installation.draft.pk]))
    first = page.evaluate(OPEN)
    page.evaluate(
        "document.querySelector('[data-key=Enter]').click(), document.querySelector('[data-key=Enter]').click()"
    )
    until(page, f"{OPEN} !== '{first}'")
    page.wait_for_load_state("networkidle")
    assert "vừa được" not in page.locator("#messages").inner_text()
