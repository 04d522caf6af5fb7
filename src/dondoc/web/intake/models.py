"""Files on their way in: the job that reads one, the batch of many; and what a person has half typed at the desk."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Document

DEAD_AFTER = dt.timedelta(seconds=90)  # without a sign of life; a worker gives one every 15 seconds and at each page
EARLY = 0.1  # progress before which nobody can tell how long it takes


class Batch(models.Model):
    """Files that came in together: dropped at once, a folder, or the content of a zip."""

    name = models.CharField(max_length=255)
    office = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    # Files that did not become jobs: [name, sentence in Vietnamese, sentence in English].
    refused = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name

    def parties(self) -> Parties:
        return Parties(office=self.office_id, secrecy=1, published=False)


class IntakeJob(models.Model):
    """One file that somebody dropped in. The states follow `State`; a job that died can be run again."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        RUNNING = "running", _("Đang đọc")
        DONE = "done", _("Đã đọc xong")
        KNOWN = "known", _("Đã nhập trước đó")
        UNPACKED = "unpacked", _("Đã mở tệp nén")
        REFUSED = "refused", _("Không đọc được tệp")
        FAILED = "failed", _("Hỏng giữa chừng")
        CANCELLED = "cancelled", _("Đã hủy")
        DISCARDED = "discarded", _("Đã bỏ")

    class Stage(models.TextChoices):
        RECEIVED = "received", _("Đã nhận tệp")
        OPEN = "open", _("Mở tệp")
        REPAIR = "repair", _("Phục hồi chữ Việt")
        STRUCTURE = "structure", _("Dựng cấu trúc")
        EXTRACT = "extract", _("Tìm nhiệm vụ, chỉ tiêu")
        CHECKS = "checks", _("Kiểm tra")
        STORE = "store", _("Ghi vào hệ thống")
        READY = "ready", _("Sẵn sàng rà soát")

    file = models.FileField(upload_to="intake/%Y/%m")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    ocr = models.CharField(max_length=10, default="auto")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.RECEIVED)
    progress = models.FloatField(default=0.0)
    sentence_vi = models.TextField(blank=True)
    sentence_en = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, null=True, blank=True, related_name="jobs")
    # Of a zip: the batch of what was in it.
    unpacked_into = models.OneToOneField(
        Batch, on_delete=models.SET_NULL, null=True, blank=True, related_name="archive"
    )
    office = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="intake_jobs")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "-created_at"], name="job_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="progress_is_a_share"),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "known"]) | Q(document__isnull=False), name="finished_job_has_document"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_going(self) -> bool:
        """Whether it waits or runs."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def is_silent(self) -> bool:
        """Whether it runs but has given no sign of life for so long that its worker must have died."""
        return self.state == self.State.RUNNING and (self.heartbeat_at or self.created_at) < clock.now() - DEAD_AFTER

    @property
    def seconds_left(self) -> int | None:
        """How long the reading still takes, as far as one can tell from how long it has taken; None too early."""
        if self.state != self.State.RUNNING or self.started_at is None or self.progress < EARLY:
            return None
        gone = (clock.now() - self.started_at).total_seconds()
        return max(1, round(gone * (1 - self.progress) / self.progress))

    def parties(self) -> Parties:
        return Parties(office=self.office_id, secrecy=1, published=False)


class Discarded(models.Model):
    """A file that was let go of with all that was read from it: its name and hash, who, when and why; no content."""

    sha256 = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(max_length=255)
    why = models.CharField(max_length=500)
    office = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    discarded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField()
    # When its files were gone from the disk; a worker takes up what was cut off before.
    cleared_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name

    def parties(self) -> Parties:
        return Parties(office=self.office_id, secrecy=1, published=False)


class HalfTyped(models.Model):
    """What a person has typed into a form of the desk and not saved yet; a closed browser does not lose it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "user", "key"], name="half_typed_once")]

    def __str__(self) -> str:
        return self.key

    def as_sent(self) -> QueryDict:
        """What was typed as a browser would have sent it."""
        sent = QueryDict(mutable=True)
        for name, value in {**self.data, "version": str(self.version)}.items():
            sent[name] = value
        return sent
