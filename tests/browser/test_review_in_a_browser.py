"""From a file to a register, by hand: with the keys of the desk, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.urls import reverse

from dondoc.web.intake import services, tasks
from dondoc.web.intake.models import IntakeJob
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document, Programme, WorkItem
from tests.browser.waiting import until
from tests.files.making import layer_pdf
from tests.web.builders import PASSWORD, agency_of
from tests.web.intake.making import DIRECTIVE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give another directive as a file."""
    path = tmp_path / "13-KH-TU.txt"
    path.write_text(DIRECTIVE.replace("Số 12-KH/TU", "Số 13-KH/TU"), encoding="utf-8")
    return path


def sign_in(page: Any, installation: Any) -> None:
    page.goto(installation.address + reverse("account_login"))
    page.fill("[name=login]", installation.people["office"].email)
    page.fill("[name=password]", PASSWORD)
    page.locator("button", has_text="Đăng nhập").click()
    page.wait_for_url(installation.address + "/")


def upload(page: Any, installation: Any, file: Path) -> IntakeJob:
    page.goto(installation.address + reverse("intake:intake"))
    page.set_input_files("[name=uploads]", str(file))
    page.locator("button", has_text="Nạp và đọc").click()
    page.wait_for_url("**/intake/jobs/**")
    return IntakeJob.objects.get(file_name=file.name)


def waits_for(page: Any, item: int, field: str, value: object) -> None:
    """Wait until the server has stored what a key did; its table may be locked just then."""
    found: object = None
    for _ in range(100):
        page.wait_for_timeout(50)
        try:
            found = getattr(WorkItem.objects.get(pk=item), field)
        except OperationalError:
            continue
        if found == value:
            return
    raise AssertionError(f"{field} of item {item} is {found}, not {value}")


def opened(page: Any) -> str:
    """Give the key of the open entry: that of an item is its number."""
    return str(page.locator("#desk-register").get_attribute("data-open-item"))


def goes_to_the_items(page: Any) -> int:
    """Confirm the head with one key, and give the item that is open then."""
    assert opened(page) == "head"
    page.keyboard.press("Enter")
    until(page, "document.getElementById('desk-register').dataset.openItem !== 'head'")
    return int(opened(page))


def test_an_officer_confirms_a_directive_by_keys(
    installation: Any, visit: Callable[..., Any], file: Path, keep_picture: Callable[[Any, str], None]
) -> None:
    """Sign in, upload, watch, confirm, correct, choose, dismiss, undo, publish, see it in the register."""
    page = visit("anonymous")
    sign_in(page, installation)
    job = upload(page, installation, file)
    tasks.read_now(job.pk)
    page.locator("text=Bắt đầu rà soát").click()
    page.wait_for_url("**/desk/**")
    page.wait_for_selector("mark.sentence")

    first = goes_to_the_items(page)
    page.keyboard.press("ArrowDown")
    until(page, f"document.getElementById('desk-register').dataset.openItem !== '{first}'")
    page.keyboard.press("ArrowUp")
    until(page, f"document.getElementById('desk-register').dataset.openItem === '{first}'")
    page.keyboard.press("Enter")
    waits_for(page, first, "review_status", ReviewStatus.CONFIRMED)
    until(page, f"document.getElementById('desk-register').dataset.openItem !== '{first}'")
    until(page, f"document.querySelector('mark.sentence')?.dataset.item.split(' ').includes('{opened(page)}')")
    keep_picture(page, "desk-keys")

    second = int(opened(page))
    page.keyboard.press("e")
    page.wait_for_selector("[data-edit] textarea[name=title]")
    until(page, "document.activeElement.name === 'title'")
    page.keyboard.press("Control+A")
    page.keyboard.type("Kế hoạch đào tạo đã sửa")
    page.keyboard.press("Control+Enter")
    waits_for(page, second, "title", "Kế hoạch đào tạo đã sửa")
    page.wait_for_selector("#desk-register button:has-text('Đúng')")

    page.keyboard.press("u")
    page.keyboard.press("x")  # a hurried hand: it is done when the undoing is
    until(page, "document.activeElement.name === 'why'")
    waits_for(page, second, "review_status", ReviewStatus.UNREVIEWED)
    page.keyboard.type("Trùng với nhiệm vụ khác")
    page.keyboard.press("Enter")
    waits_for(page, second, "state", ItemState.DISMISSED)
    page.wait_for_load_state("networkidle")

    until(page, "document.activeElement.name !== 'why'")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#desk-foot button").click()
    page.wait_for_selector("text=Đã rà soát hết")
    page.locator("#publish > summary").click()
    page.locator("#publish button", has_text="Công bố để theo dõi").click()
    page.wait_for_url("**/follow-up/setup/**")
    page.goto(page.url.replace("/follow-up/setup/", "/items/"))
    assert "Xây dựng Đề án chuyển đổi số" in page.locator("#items").inner_text()
    assert Programme.objects.filter(document=job.document_id or IntakeJob.objects.get(pk=job.pk).document_id).exists()
    assert page.faults == []


@pytest.mark.parametrize("size", ["desk", "telephone"])
def test_why_a_draft_cannot_be_published_yet_is_seen(installation: Any, visit: Callable[..., Any], size: str) -> None:
    """The form stays open with the reason in it, and all of it is within the window."""
    page = visit(size=size)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(installation.address + reverse("intake:desk", args=[installation.draft.pk]))
    page.locator("#publish > summary").click()
    page.locator("#publish button", has_text="Công bố để theo dõi").click()
    page.wait_for_url("**/publish/")
    until(page, "document.activeElement.closest('#publish')")
    assert "chưa được xác nhận" in page.locator("#publish .field__error").inner_text()
    place = page.locator("#publish .menu__panel").bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= page.viewport_size["width"]


def test_the_progress_is_live(installation: Any, visit: Callable[..., Any]) -> None:
    """A job that runs shows its stage; when it is done the page says so by itself."""
    job = IntakeJob.objects.filter(pk=installation.job.pk)
    job.update(state=IntakeJob.State.RUNNING, stage=IntakeJob.Stage.REPAIR, progress=0.45)
    page = visit()
    page.goto(installation.address + reverse("intake:job", args=[installation.job.pk]))
    assert page.locator("[aria-current=step]").inner_text() == "Phục hồi chữ Việt"
    job.update(state=IntakeJob.State.DONE, stage=IntakeJob.Stage.READY, progress=1.0)
    page.wait_for_selector("text=Bắt đầu rà soát")


def test_a_selection_becomes_an_item(installation: Any, visit: Callable[..., Any]) -> None:
    """Words selected on the left and the key a: the form holds them, and the place is that of the source."""
    page = visit()
    page.goto(installation.address + reverse("intake:desk", args=[installation.draft.pk]))
    page.evaluate("""() => {
        const lines = [...document.querySelectorAll("[data-start]")];
        const line = lines.find((one) => one.textContent.includes("Nâng cao chất lượng"));
        const range = document.createRange();
        range.selectNodeContents(line);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    page.keyboard.press("a")
    until(page, "document.activeElement.name === 'title'")
    assert page.input_value("#add-title").startswith("Nâng cao chất lượng quản lý")
    page.locator("#add button", has_text="Thêm").click()
    page.wait_for_selector("[data-edit]")
    made = WorkItem.objects.get(title__startswith="Nâng cao chất lượng quản lý")
    assert made.source_quote.startswith("Nâng cao chất lượng quản lý")


def test_two_officers_at_one_item(installation: Any, visit: Callable[..., Any]) -> None:
    """The second one is told, sees the new text beside what he typed, and nothing is overwritten."""
    one, other = visit(), visit()
    item = installation.draft_item
    address = f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}?item={item.pk}&edit=1"
    for page in (one, other):
        page.goto(address)
    one.fill("[data-edit] [name=title]", "Của người thứ nhất")
    one.locator("[data-edit] button", has_text="Lưu").click()
    waits_for(one, item.pk, "title", "Của người thứ nhất")
    other.fill("[data-edit] [name=title]", "Của người thứ hai")
    other.locator("[data-edit] button", has_text="Lưu").click()
    other.wait_for_selector("text=vừa được")
    assert other.input_value("[data-edit] [name=title]") == "Của người thứ hai"
    assert WorkItem.objects.get(pk=item.pk).title == "Của người thứ nhất"


def test_all_of_it_without_javascript(installation: Any, visit: Callable[..., Any], file: Path) -> None:
    page = visit("anonymous", javascript=False)
    sign_in(page, installation)
    job = upload(page, installation, file)
    tasks.read_now(job.pk)
    page.goto(page.url)
    page.locator("text=Bắt đầu rà soát").click()
    page.locator("button", has_text="Đúng").click()
    item = int(opened(page))
    page.locator("button", has_text="Đúng").click()
    assert WorkItem.objects.get(pk=item).review_status == ReviewStatus.CONFIRMED
    page.locator(".notice button", has_text="Hoàn tác").click()
    assert WorkItem.objects.get(pk=item).review_status == ReviewStatus.UNREVIEWED
    page.locator("#desk-foot button").click()
    page.locator("#publish > summary").click()
    page.locator("#publish button", has_text="Công bố để theo dõi").click()
    assert "/follow-up/setup/" in page.url
    assert "Đã công bố" in page.content()


def test_a_field_is_confirmed_and_corrected_by_keys(installation: Any, visit: Callable[..., Any]) -> None:
    """The arrows go from field to field, space confirms one and goes on, e corrects it alone, u takes back."""
    page = visit()
    item = installation.draft_item
    page.goto(f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}?item={item.pk}")
    page.wait_for_selector("mark.sentence")
    chosen = "document.activeElement.dataset.field"
    page.keyboard.press("ArrowRight")
    until(page, f"{chosen} === 'title'")
    page.keyboard.press(" ")
    waits_for(page, item.pk, "version", 2)
    until(page, f"{chosen} === 'lead'")
    assert status_of(WorkItem.objects.get(pk=item.pk), "title") == ReviewStatus.CONFIRMED
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    until(page, f"{chosen} === 'deadline'")
    page.keyboard.press("e")
    until(page, "document.activeElement.name === 'deadline_as_written'")
    assert page.locator("[data-edit] [name=title]").count() == 0
    page.keyboard.press("Control+A")
    page.keyboard.type("quý I năm 2023")
    page.keyboard.press("Control+Enter")
    waits_for(page, item.pk, "deadline_as_written", "quý I năm 2023")
    page.wait_for_selector("[data-field=deadline] >> text=31/3/2023")
    found = WorkItem.objects.get(pk=item.pk)
    assert (status_of(found, "deadline"), found.review_status) == (ReviewStatus.CORRECTED, ReviewStatus.UNREVIEWED)
    assert page.faults == []


IN_SIGHT = """(() => {
    const box = document.querySelector(".candidate.is-open [data-edit]")?.getBoundingClientRect();
    const page = document.querySelector(".desk__page").getBoundingClientRect();
    const foot = document.querySelector(".desk__foot").getBoundingClientRect();
    return !!box && box.top >= page.bottom && box.top < (page.bottom + foot.top) / 2;
})()"""


def test_on_a_telephone_a_form_comes_up_under_the_page(
    installation: Any, visit: Callable[..., Any], keep_picture: Callable[[Any, str], None]
) -> None:
    """Opened by its address or by a touch, it stands between the page and the foot, with the focus in it."""
    page = visit(size="telephone")
    address = f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}"
    item = installation.draft_item.pk
    page.goto(f"{address}?item={item}&edit=deadline")
    until(page, "document.activeElement.name === 'deadline_as_written'")
    until(page, IN_SIGHT)
    keep_picture(page, "desk-telephone-form")
    page.goto(f"{address}?item={item}")
    page.locator("[data-field=lead] [data-corrects]").tap()
    until(page, "document.activeElement.name === 'lead_agency'")
    until(page, IN_SIGHT)
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]


def test_on_a_telephone_everything_can_be_reached(installation: Any, visit: Callable[..., Any]) -> None:
    """The last line is not under the foot, and a form that is opened at the end comes into sight."""
    page = visit(size="telephone")
    address = f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}"
    page.goto(f"{address}?item={installation.draft_item.pk}")
    page.locator("#findings > summary").tap()
    page.wait_for_selector("#findings[open]")
    page.locator("#add > summary").tap()
    until(page, "document.activeElement.closest('#add') || document.querySelector('#add[open]')")
    until(
        page,
        "document.getElementById('add-title').getBoundingClientRect().bottom"
        " <= document.getElementById('desk-foot').getBoundingClientRect().top",
    )
    for key in ("x", "s", "m"):
        page.goto(f"{address}?item={installation.draft_item.pk}")
        page.locator(f"[data-key={key}]").tap()
        until(
            page,
            "document.querySelector('.acts details[open] .form').getBoundingClientRect().top"
            " < document.getElementById('desk-foot').getBoundingClientRect().top",
        )
    assert page.faults == []


def test_what_is_typed_survives_a_closed_browser(installation: Any, visit: Callable[..., Any]) -> None:
    """A page that is closed in the middle of a word brings the words back when the form is opened again."""
    page = visit()
    address = f"{installation.address}{reverse('intake:desk', args=[installation.draft.pk])}?item=head&edit=subject"
    page.goto(address)
    page.fill("[data-edit] [name=subject]", "Trích yếu đang gõ dở")
    page.close()
    again = visit()
    for _ in range(50):
        again.goto(address)
        if again.input_value("[data-edit] [name=subject]") == "Trích yếu đang gõ dở":
            break
        again.wait_for_timeout(100)
    assert "gõ dở lần trước" in again.content()
    again.keyboard.press("Escape")
    again.wait_for_selector("[data-field=subject][tabindex]")
    again.goto(address)
    assert again.input_value("[data-edit] [name=subject]") != "Trích yếu đang gõ dở"


@pytest.fixture
def pictured(installation: Any, tmp_path: Path) -> Document:
    """Give a draft whose page has a picture, with the box of every word."""
    lines = [line for line in DIRECTIVE.replace("Số 12-KH/TU", "Số 14-KH/TU").split("\n") if line.strip()]
    office = installation.people["office"]
    path = layer_pdf(tmp_path / "14-KH-TU.pdf", [lines])
    content = path.read_bytes()
    job = services.receive(actor=office, office=agency_of(office), name=path.name, file=content, queue=False)
    tasks.read_now(job.pk)
    document = IntakeJob.objects.get(pk=job.pk).document
    assert document is not None
    return document


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_a_frame_on_the_picture_becomes_an_item(
    how: str, installation: Any, visit: Callable[..., Any], pictured: Document
) -> None:
    """A frame drawn around a line of the picture fills the form with its words; the item gets their boxes."""
    page = visit(size="desk" if how == "mouse" else "telephone")
    page.goto(installation.address + reverse("intake:desk", args=[pictured.pk]))
    words = pictured.text.words
    at = next(place for place, word in enumerate(words) if pictured.text.source[word[0] : word[1]] == "Nâng")
    line = [word for word in words[at : at + 40] if abs(word[4] - words[at][4]) < 3]
    x0, y0 = min(word[3] for word in line) - 4, min(word[4] for word in line) - 3
    x1, y1 = max(word[5] for word in line) + 4, max(word[6] for word in line) + 3
    page.wait_for_selector(".sheet img")
    if how == "touch":
        page.locator("[data-draws]").click()
    page.evaluate(DRAW, [x0, y0, x1, y1, how])
    until(page, "document.activeElement.id === 'add-title'")
    assert page.input_value("#add-title").startswith("Nâng cao chất lượng quản lý")
    page.locator("#add button", has_text="Thêm").click()
    page.wait_for_selector("[data-edit]")
    made = WorkItem.objects.get(document=pictured, title__startswith="Nâng cao chất lượng quản lý")
    assert made.source_quote.startswith("Nâng cao")
    assert made.source_boxes
    assert page.locator(f"rect[data-item='{made.pk}']").count() == len(made.source_boxes)


DRAW = """([x0, y0, x1, y1, how]) => {
    const sheet = document.querySelector(".desk .sheet");
    const view = sheet.querySelector("svg").viewBox.baseVal;
    const area = sheet.getBoundingClientRect();
    sheet.setPointerCapture = () => undefined;
    const send = (type, x, y) => sheet.dispatchEvent(new PointerEvent(type, {
        bubbles: true, cancelable: true, pointerId: 7, pointerType: how, button: 0,
        clientX: area.left + (x / view.width) * area.width, clientY: area.top + (y / view.height) * area.height,
    }));
    send("pointerdown", x0, y0);
    send("pointermove", x1, y1);
    send("pointerup", x1, y1);
}"""


def test_the_head_is_lit_field_by_field_on_the_picture(
    installation: Any, visit: Callable[..., Any], pictured: Document
) -> None:
    """Each field of the head has its box; the one that is chosen is lit by itself."""
    page = visit()
    page.goto(installation.address + reverse("intake:desk", args=[pictured.pk]))
    page.wait_for_selector("rect[data-fact=reference-head].sentence")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('rect[data-fact=reference-head]').classList.contains('is-lit')")
    assert not page.locator("rect[data-fact=signatory-head].is-lit").count()
    page.keyboard.press("Enter")
    until(page, "document.getElementById('desk-register').dataset.openItem !== 'head'")
    until(page, "!document.querySelector('rect[data-fact=reference-head]').classList.contains('sentence')")


def test_the_keys_are_told_in_both_languages(installation: Any, visit: Callable[..., Any]) -> None:
    """Every key that does something stands in the panel."""
    for language, title in (("vi", "Phím của bàn rà soát"), ("en", "Keys of the review desk")):
        page = visit(language=language)
        page.goto(installation.address + reverse("intake:desk", args=[installation.draft.pk]))
        page.keyboard.press("?")
        told = page.locator("dialog#keys").inner_text()
        assert title in told
        used = set(page.evaluate("[...document.querySelectorAll('[data-key]')].map((one) => one.dataset.key)"))
        shown = set(page.evaluate("[...document.querySelectorAll('#keys kbd')].map((one) => one.innerText)"))
        names = {"ArrowUp": "↑", "ArrowDown": "↓", "Escape": "Esc", "Ctrl+Enter": "Ctrl Enter"}
        assert {names.get(key, key) for key in used} <= shown | {str(number) for number in range(1, 10)}
