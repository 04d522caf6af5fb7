"""Files in by the pages, and the whole of the review desk, without JavaScript."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dondoc.web import clock
from dondoc.web.intake.models import DEAD_AFTER, Batch, IntakeJob
from dondoc.web.register.choices import ItemState, ReviewStatus
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services import correcting
from dondoc.web.register.services.reviewing import confirm_item
from tests.web.intake.making import DIRECTIVE
from tests.web.pages.reading import faults_of, read
from tests.web.pages.test_item import sent_by
from tests.web.pages.world import World


def act(world: World, name: str, item: WorkItem, **data: object) -> str:
    """Do an act to an item and give the words that the desk answers with."""
    address = reverse(f"intake:{name}", args=[world.draft.pk, item.pk])
    answer = world.client("office").post(address, {"version": item.version, **data}, follow=True)
    assert answer.status_code == 200
    item.refresh_from_db()
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_file_comes_in(office: Client) -> None:
    """The upload answers with the page of its job."""
    answer = office.post(
        reverse("intake:intake"), {"uploads": SimpleUploadedFile("kế hoạch.txt", "Số 1-KH/TU".encode())}
    )
    job = IntakeJob.objects.get(file_name="kế hoạch.txt")
    assert answer.status_code == 302
    assert answer.url == reverse("intake:job", args=[job.pk])


def test_many_files_and_a_pasted_text(office: Client) -> None:
    """They are one batch, and the answer is its summary; what was refused is in it, with the reason."""
    files = [SimpleUploadedFile(f"{n}.txt", f"văn bản {n}".encode()) for n in range(2)]
    folder = [SimpleUploadedFile("2.txt", b"2"), SimpleUploadedFile("rong.txt", b"")]
    data = {"uploads": files, "folder": folder, "text": "văn bản dán", "text_name": "dán"}
    answer = office.post(reverse("intake:intake"), data, follow=True)
    assert [job.file_name for job in answer.context["jobs"]] == ["0.txt", "1.txt", "2.txt", "dán.txt"]
    assert [one.name for one in answer.context["refused"]] == ["rong.txt"]
    assert "0 / 4" in answer.content.decode()


def test_the_summary_leads_to_each_draft(world: World) -> None:
    page = world.client("office").get(reverse("intake:batch", args=[world.job.batch_id])).content.decode()
    assert reverse("intake:desk", args=[world.draft.pk]) in page
    assert "hx-trigger" not in page.split('id="batch"')[1].split(">")[0], "all are read: nothing is asked again"


def test_several_that_are_all_refused_leave_no_batch(office: Client) -> None:
    files = [SimpleUploadedFile("a.txt", b""), SimpleUploadedFile("b.txt", b"")]
    before = Batch.objects.count()
    answer = office.post(reverse("intake:intake"), {"uploads": files})
    assert (answer.status_code, Batch.objects.count()) == (422, before)


def test_a_job_that_is_silent_says_so_and_can_be_read_again(world: World) -> None:
    long_ago = clock.now() - DEAD_AFTER - dt.timedelta(minutes=1)
    IntakeJob.objects.filter(pk=world.job.pk).update(state="running", heartbeat_at=long_ago, started_at=long_ago)
    page = world.client("office").get(reverse("intake:job", args=[world.job.pk])).content.decode()
    assert "Máy đọc đã ngừng trả lời" in page
    assert reverse("intake:retry", args=[world.job.pk]) in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Hãy chọn một tệp hoặc dán nội dung văn bản."),
        ({"uploads": SimpleUploadedFile("rong.txt", b"")}, "rong.txt"),
    ],
)
def test_nothing_to_read_is_said_beside_the_field(data: dict[str, object], words: str, office: Client) -> None:
    answer = office.post(reverse("intake:intake"), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_same_file_again_is_recognised(world: World) -> None:
    again = SimpleUploadedFile("lần hai.txt", DIRECTIVE.encode())
    answer = world.client("office").post(reverse("intake:intake"), {"uploads": again}, follow=True)
    assert "Tệp này đã được nhập trước đó" in answer.content.decode()


def test_the_job_shows_its_stages(world: World) -> None:
    stages = world.client("office").get(reverse("intake:job", args=[world.job.pk])).context["stages"]
    assert [standing for _, standing in stages] == ["done"] * len(stages)


def test_the_desk_opens_the_first_that_waits(world: World) -> None:
    page = world.client("office").get(reverse("intake:desk", args=[world.draft.pk]))
    assert page.context["opened"].key == "head"
    correcting.confirm(actor=world.people["office"], thing=world.draft, version=1)
    page = world.client("office").get(reverse("intake:desk", args=[world.draft.pk]))
    assert page.context["opened"].thing == world.draft_item
    assert page.context["progress"].items_done == 0
    assert f'data-item="{world.draft_item.pk}"' in page.content.decode()


def test_the_desk_leads_to_the_items_before_and_after(world: World) -> None:
    numbers = list(world.draft.items.in_order().values_list("pk", flat=True))
    page = world.client("office").get(reverse("intake:desk", args=[world.draft.pk]), {"item": numbers[1]})
    assert (page.context["previous"].key, page.context["next"].key) == (str(numbers[0]), str(numbers[2]))
    assert f"item={numbers[2]}" in page.content.decode()


def test_confirming_goes_on_to_the_next(world: World) -> None:
    item = world.draft_item
    address = reverse("intake:confirm", args=[world.draft.pk, item.pk])
    answer = world.client("office").post(address, {"version": item.version}, follow=True)
    item.refresh_from_db()
    assert item.review_status == ReviewStatus.CONFIRMED
    assert answer.context["opened"].key != str(item.pk)
    assert "Hoàn tác" in answer.content.decode()


def test_undo_takes_a_confirmation_back(world: World) -> None:
    item = world.draft_item
    act(world, "confirm", item)
    assert "Đã hoàn tác." in act(world, "undo", item)
    assert item.review_status == ReviewStatus.UNREVIEWED


def test_taking_the_other_reading_of_a_deadline(world: World) -> None:
    """The other reading becomes the deadline, and what was decided is kept in words."""
    item = world.draft_item
    other = {"as_written": "quý III năm 2022", "from": "2022-07-01", "to": "2022-09-30", "probability": 0.4}
    WorkItem.objects.filter(pk=item.pk).update(deadline_alternatives=[other])
    act(world, "take", item, choice="deadline:1")
    assert (item.deadline_as_written, item.due_on) == ("quý III năm 2022", dt.date(2022, 9, 30))
    assert "Chọn “quý III năm 2022”" in item.decided_note


def test_keeping_the_reading_is_a_decision_too(world: World) -> None:
    item = world.draft_item
    act(world, "take", item, choice="deadline:0")
    assert item.decided_note.startswith("Giữ “")
    assert status_of(item, "deadline") == ReviewStatus.CONFIRMED
    for choice in ("deadline:7", "state:0", "deadline"):
        assert "Không có cách đọc này." in act(world, "take", item, choice=choice)


def test_splitting_merging_dismissing_restoring(world: World) -> None:
    item = world.draft_item
    before = world.draft.items.filter(state=ItemState.DRAFT).count()
    act(world, "split", item, titles="Đề án thứ nhất\n\nĐề án thứ hai")
    assert world.draft.items.filter(state=ItemState.DRAFT).count() == before + 1
    second = world.draft.items.get(title="Đề án thứ hai")
    item.refresh_from_db()
    act(world, "merge", second, into=f"{item.pk}:{item.version}")
    assert (second.state, second.merged_into) == (ItemState.MERGED, item)
    assert "Hãy cho biết vì sao" in act(world, "dismiss", item, why=" ")
    act(world, "dismiss", item, why="Chỉ nêu chủ trương")
    assert item.state == ItemState.DISMISSED
    act(world, "restore", item)
    assert item.state == ItemState.DRAFT


def test_adding_from_a_selection(world: World) -> None:
    """A selection in the repaired text becomes an item with its place in the source."""
    text = world.draft.text
    start = text.repaired.index("phấn đấu đến năm 2025")
    data = {"title": "Phấn đấu 80% số xã", "start": start, "end": start + 30}
    answer = world.client("office").post(reverse("intake:add", args=[world.draft.pk]), data, follow=True)
    made = WorkItem.objects.get(title="Phấn đấu 80% số xã")
    assert made.source_quote.startswith("phấn đấu đến năm 2025")
    assert made.path == "I"
    assert answer.context["form"] is not None, "the new item is open for correcting"


def test_adding_without_javascript_finds_the_quote(world: World) -> None:
    data = {"title": "Nâng cao", "quote": "nang cao chat luong quan ly"}
    world.client("office").post(reverse("intake:add", args=[world.draft.pk]), data)
    assert WorkItem.objects.get(title="Nâng cao").source_quote == "Nâng cao chất lượng quản lý"


def test_a_change_by_another_is_never_overwritten(world: World) -> None:
    item = world.draft_item
    confirm_item(actor=world.people["office"], item=item, version=item.version)
    assert "vừa được Trần Văn Phòng sửa" in act(world, "dismiss", item, why="trùng", version=item.version)
    assert item.state == ItemState.DRAFT


def test_correcting_at_the_desk_keeps_what_is_wrong(world: World) -> None:
    item, office = world.draft_item, world.client("office")
    page = office.get(reverse("intake:desk", args=[world.draft.pk]), {"item": item.pk, "edit": 1})
    form = page.context["form"]
    assert faults_of(read(page.content.decode())) == []
    data = sent_by(form)
    wrong = office.post(reverse("intake:edit", args=[world.draft.pk, item.pk]), data | {"title": ""})
    assert wrong.status_code == 422
    right = office.post(
        reverse("intake:edit", args=[world.draft.pk, item.pk]),
        data | {"title": "Đề án đã sửa", "cooperating": "Sở Nội vụ"},
    )
    assert right.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.review_status) == ("Đề án đã sửa", ReviewStatus.CORRECTED)
    assert [str(one) for one in item.cooperations.all()] == ["Sở Nội vụ"]


def test_publishing_waits_for_the_review(world: World) -> None:
    office, address = world.client("office"), reverse("intake:publish", args=[world.draft.pk])
    data = {"title": "Kế hoạch 12", "short_title": "Kế hoạch 12-KH/TU", "starts_on": "2022-01-05"}
    early = office.post(address, data)
    assert early.status_code == 422
    assert "chưa được xác nhận" in early.content.decode()
    office.post(reverse("intake:confirm_rest", args=[world.draft.pk]))
    done = office.post(address, data, follow=True)
    programme = Programme.objects.get(document=world.draft)
    assert done.context["frame"].programme == programme
    assert "Đã công bố" in done.content.decode()
    assert office.get(reverse("intake:desk", args=[world.draft.pk])).status_code == 302


def test_a_finding_is_settled(world: World) -> None:
    finding = world.draft.findings.all()[0]
    world.client("office").post(
        reverse("intake:settle", args=[world.draft.pk, finding.pk]), {"why": "đúng như văn bản"}
    )
    finding.refresh_from_db()
    assert (finding.settled_why, finding.settled_by) == ("đúng như văn bản", world.people["office"])
