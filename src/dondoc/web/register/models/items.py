"""Work items: what has to be done, by whom, by when, and how that changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.choices import (
    Deliverable,
    ItemKind,
    ItemState,
    Precision,
    ReviewStatus,
    Secrecy,
    Urgency,
)
from dondoc.web.register.models.documents import Document, Provision
from dondoc.web.register.models.programmes import Programme
from dondoc.web.register.models.provenance import FromSource
from dondoc.web.register.querysets import WorkItemQuerySet
from dondoc.web.text import address_text


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written and the days it stands for."""

    as_written: str
    due_from: dt.date | None
    due_on: dt.date | None
    precision: str


class WorkItem(FromSource):
    """One thing that a body has to do and that can be followed up.

    The deadline stands here as it is now (`due_*`, `deadline_as_written`) and as it was first (`first_*`, never changed
    after publishing); what lies between are the rows of `DeadlineChange`. `completed_on` is the day on the accepted
    product. `fact_sources` holds, by field ("lead_agency", "deadline"), its place in the form of the register;
    `field_reviews` what people have said of each field of the draft (`register/field_reviews.py`).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    provision = models.ForeignKey(Provision, on_delete=models.SET_NULL, null=True, blank=True, related_name="items")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from")
    number = models.PositiveIntegerField(_("số thứ tự"))
    path = models.CharField(_("mục"), max_length=120, blank=True)
    path_key = models.CharField(max_length=300, blank=True, editable=False)
    title = models.TextField(_("nhiệm vụ"))
    search = models.TextField(editable=False, default="")
    kind = models.CharField(_("loại"), max_length=20, choices=ItemKind, default=ItemKind.DELIVERABLE)
    deliverable = models.CharField(_("sản phẩm"), max_length=20, choices=Deliverable, default=Deliverable.TASK)
    optional = models.BooleanField(_("đề mục, không bắt buộc"), default=False)
    lead_agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_items",
        verbose_name=_("cơ quan chủ trì"),
    )
    lead_as_written = models.CharField(_("chủ trì, theo văn bản"), max_length=500, blank=True)
    lead_is_class = models.BooleanField(_("giao cho từng cơ quan của một nhóm"), default=False)
    from_class = models.BooleanField(_("phần của một cơ quan trong nhóm"), default=False)
    alternative_leads = models.JSONField(default=list, blank=True)
    objective = models.TextField(_("mục tiêu"), blank=True)
    measures = models.TextField(_("nhiệm vụ, giải pháp"), blank=True)
    recurrence = models.CharField(_("định kỳ"), max_length=60, blank=True)
    urgency = models.PositiveSmallIntegerField(_("độ khẩn"), choices=Urgency, default=Urgency.NORMAL)
    is_key = models.BooleanField(_("trọng tâm"), default=False)
    secrecy = models.PositiveSmallIntegerField(_("độ mật"), choices=Secrecy, default=Secrecy.INTERNAL)
    weight = models.PositiveSmallIntegerField(_("trọng số"), default=1, validators=[MaxValueValidator(1000)])

    assigned_on = models.DateField(_("giao ngày"), null=True, blank=True)
    deadline_as_written = models.CharField(_("thời hạn, theo văn bản"), max_length=300, blank=True)
    due_from = models.DateField(_("từ ngày"), null=True, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    precision = models.CharField(max_length=12, choices=Precision, blank=True)
    deadline_alternatives = models.JSONField(default=list, blank=True)
    first_deadline_as_written = models.CharField(max_length=300, blank=True)
    first_due_from = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    first_precision = models.CharField(max_length=12, choices=Precision, blank=True)
    completed_on = models.DateField(_("hoàn thành ngày"), null=True, blank=True)
    closed_on = models.DateField(_("thôi theo dõi từ ngày"), null=True, blank=True)
    closed_why = models.TextField(_("lý do"), blank=True)

    state = models.CharField(_("tình trạng"), max_length=12, choices=ItemState, default=ItemState.DRAFT)
    confidence = models.FloatField(default=1.0)
    review_status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.UNREVIEWED)
    fact_sources = models.JSONField(default=dict, blank=True)
    field_reviews = models.JSONField(default=dict, blank=True)
    decided_note = models.TextField(_("điều người rà soát đã quyết định"), blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["search", "source_boxes", "fact_sources"])
    objects = WorkItemQuerySet.as_manager()

    class Meta(FromSource.Meta):
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        indexes: ClassVar = [
            models.Index(fields=["programme", "state", "due_on"], name="item_by_due"),
            models.Index(fields=["programme", "path_key", "number"], name="item_in_order"),
            models.Index(fields=["lead_agency", "state", "due_on"], name="item_by_lead"),
            models.Index(
                fields=["programme", "due_on"], condition=Q(completed_on__isnull=True), name="item_open_by_due"
            ),
        ]
        constraints: ClassVar = [
            *FromSource.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=ItemState.ACTIVE) | Q(lead_agency__isnull=False) | Q(lead_is_class=True),
                name="active_item_has_one_lead",
            ),
            models.CheckConstraint(
                condition=Q(lead_agency__isnull=True) | Q(lead_is_class=False), name="lead_is_agency_or_class"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ItemState.DRAFT, ItemState.DISMISSED, ItemState.MERGED])
                | Q(programme__isnull=False),
                name="item_in_force_has_programme",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | Q(programme__isnull=False), name="item_belongs_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(due_from__isnull=True) | Q(due_on__isnull=True) | Q(due_from__lte=F("due_on")),
                name="item_deadline_ordered",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="item_not_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="item_not_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.MERGED) | Q(merged_into__isnull=False), name="merged_item_says_into_what"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.DROPPED, ItemState.DISMISSED]) | ~Q(closed_why=""),
                name="closed_item_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.DRAFT, ItemState.DISMISSED]) | Q(completed_on__isnull=True),
                name="draft_item_is_not_done",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="item_confidence_is_probability"
            ),
            models.UniqueConstraint(
                fields=["parent", "lead_agency"],
                condition=Q(from_class=True, state=ItemState.ACTIVE),
                name="one_child_per_agency_of_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{address_text(self.path)} {self.title[:120]}".strip()

    @property
    def deadline(self) -> Deadline | None:
        """The deadline as it is now."""
        if not (self.deadline_as_written or self.due_on):
            return None
        return Deadline(self.deadline_as_written, self.due_from, self.due_on, self.precision)

    @property
    def is_standing(self) -> bool:
        """Whether it is work without an end: a standing task or a recurring duty with no day of its own."""
        return self.due_on is None and (self.kind == ItemKind.STANDING or bool(self.recurrence))

    @property
    def lead_label(self) -> str:
        """Who leads, as a table shows it; empty where nobody does."""
        return self.lead_agency.label if self.lead_agency else self.lead_as_written

    def parties(self) -> Parties:
        programme = self.programme
        held_by = self.document.held_by_id if self.document else None
        published = self.state not in {ItemState.DRAFT, ItemState.DISMISSED} and programme is not None
        return Parties(
            office=programme.office_id if programme else held_by,
            leads=frozenset({self.lead_agency_id} if self.lead_agency_id else ()),
            cooperating=frozenset(one.agency_id for one in self.cooperations.all() if one.agency_id),
            secrecy=self.secrecy,
            published=published and programme is not None and programme.parties().published,
            public=published and programme is not None and programme.parties().public and self.secrecy == 0,
        )


class Cooperation(models.Model):
    """An agency that works with the lead; in words where it is none of the installation ("các cơ quan liên quan")."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="cooperations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="cooperations")
    as_written = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["item", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item", "agency"], condition=Q(agency__isnull=False), name="cooperation_once"
            ),
            models.UniqueConstraint(fields=["item", "as_written"], name="cooperation_words_once"),
        ]

    def __str__(self) -> str:
        return self.agency.label if self.agency else self.as_written


class DeadlineChange(models.Model):
    """A request to move a deadline, and what became of it. Approved ones are counted; none is ever lost."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("Đang đề nghị")
        APPROVED = "approved", _("Đã chấp thuận")
        REFUSED = "refused", _("Không chấp thuận")
        WITHDRAWN = "withdrawn", _("Đã rút")

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="deadline_changes")
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED)
    old_as_written = models.CharField(max_length=300, blank=True)
    old_due_on = models.DateField(null=True, blank=True)
    new_as_written = models.CharField(max_length=300, blank=True)
    new_due_from = models.DateField(null=True, blank=True)
    new_due_on = models.DateField(_("hạn mới"))
    new_precision = models.CharField(max_length=12, choices=Precision, default=Precision.DAY)
    reason = models.TextField(_("lý do"))
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("quyết định ngày"), null=True, blank=True)
    decision_note = models.TextField(_("ý kiến"), blank=True)
    authority = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "state", "decided_on"], name="change_of_item")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="decided_change_says_by_whom",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="change_says_why"),
            models.UniqueConstraint(fields=["item"], condition=Q(state="requested"), name="one_change_asked_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.old_due_on} -> {self.new_due_on}"


class Completion(models.Model):
    """A product handed in for an item, and what the office said. The day that counts is the product's own."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Chờ nghiệm thu")
        ACCEPTED = "accepted", _("Đã nghiệm thu")
        RETURNED = "returned", _("Đã trả lại")
        WITHDRAWN = "withdrawn", _("Đã rút")

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="completions")
    state = models.CharField(max_length=10, choices=State, default=State.SUBMITTED)
    product_reference = models.CharField(_("số, ký hiệu sản phẩm"), max_length=120)
    product_title = models.TextField(_("tên sản phẩm"), blank=True)
    completed_on = models.DateField(_("ngày trên sản phẩm"))
    file = models.FileField(_("tệp"), upload_to="products/%Y/%m", blank=True)
    link = models.URLField(_("liên kết"), blank=True, max_length=500)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("ghi chú"), blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_on = models.DateField(_("nộp ngày"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(_("nghiệm thu ngày"), null=True, blank=True)
    decision_note = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["item", "state", "submitted_on"], name="completion_of_item")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(completed_on__lte=F("submitted_on")), name="product_before_submission"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "returned"])
                | Q(decided_on__gte=F("submitted_on"), decided_by__isnull=False),
                name="decided_completion_says_by_whom",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(decision_note=""), name="return_says_why"),
            models.CheckConstraint(condition=~Q(product_reference=""), name="completion_names_its_product"),
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(link="") | Q(document__isnull=False), name="completion_shows_its_product"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=["submitted", "accepted"]), name="one_completion_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.product_reference
