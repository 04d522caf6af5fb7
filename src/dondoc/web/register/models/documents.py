"""Documents, what they say and how they stand to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.reading.checks import fix_in, message_in
from dondoc.reading.register import CheckFinding
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.choices import DocumentType, RelationKind, ReviewStatus, Secrecy, Severity, Urgency
from dondoc.web.register.models.provenance import FromSource
from dondoc.web.register.querysets import DocumentQuerySet

if TYPE_CHECKING:
    from dondoc.web.register.models.programmes import Programme


def folder_of(document: Document, name: str) -> str:
    """Keep the file under its hash: the name that came with it is never a path of ours."""
    suffix = name.rpartition(".")[2].lower()
    clean = suffix if suffix.isalnum() and len(suffix) <= 5 else "bin"
    key = document.sha256 or "unknown"
    return f"documents/{key[:2]}/{key}.{clean}"


class Document(models.Model):
    """A document: one that came as a file, or one that is only known because another cites it (no file)."""

    class Status(models.TextChoices):
        KNOWN = "known", _("Được dẫn chiếu")
        DRAFT = "draft", _("Đang rà soát")
        PUBLISHED = "published", _("Đã công bố trong hệ thống")
        WITHDRAWN = "withdrawn", _("Đã rút")

    document_type = models.CharField(_("loại"), max_length=30, choices=DocumentType, default=DocumentType.OTHER)
    reference = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    reference_folded = models.CharField(max_length=60, blank=True, db_index=True, editable=False)
    subject = models.TextField(_("trích yếu"), blank=True)
    issued_by = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_documents")
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    place_of_issue = models.CharField(_("nơi ban hành"), max_length=120, blank=True)
    signatory = models.CharField(_("người ký"), max_length=150, blank=True)
    signatory_role = models.CharField(_("chức vụ người ký"), max_length=150, blank=True)
    recipients = models.JSONField(_("nơi nhận"), default=list, blank=True)
    secrecy = models.PositiveSmallIntegerField(_("độ mật"), choices=Secrecy, default=Secrecy.INTERNAL)
    urgency = models.PositiveSmallIntegerField(_("độ khẩn"), choices=Urgency, default=Urgency.NORMAL)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    held_by = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_documents",
        verbose_name=_("nơi giữ"),
    )
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    imported_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(_("tệp"), upload_to=folder_of, blank=True)
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    file_kind = models.CharField(max_length=10, blank=True)
    sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)
    coverage = models.JSONField(default=dict, blank=True)
    review_status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.UNREVIEWED)
    field_reviews = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["file", "coverage"])
    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(secrecy__lte=Secrecy.TOP_SECRET), name="document_secrecy_known"),
            models.CheckConstraint(
                condition=~Q(status="known") | Q(sha256__isnull=True), name="document_with_a_file_is_not_just_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_document_type_display()} {self.reference}".strip() or self.subject[:80] or self.file_name

    def named(self, language: str) -> str:
        """Give the name in a language, whichever the page has: for what is written down and for letters."""
        with override(language):
            return str(self)

    @property
    def formal_name(self) -> str:
        """The name as official documents cite it, in Vietnamese: "Chương trình số 50-CTr/TU"."""
        with override("vi"):
            return f"{self.get_document_type_display()} số {self.reference}"

    @property
    def programme(self) -> Programme | None:
        """The programme that follows this document up, if there is one."""
        return getattr(self, "followed_as", None)

    def parties(self) -> Parties:
        published = self.status != self.Status.DRAFT
        return Parties(
            office=self.held_by_id, secrecy=self.secrecy, published=published, public=published and self.secrecy == 0
        )


class DocumentText(models.Model):
    """The text of a document, apart from the document so that lists stay light.

    `offsets` are the edits of the map from the repaired text back to the source: [before start, before end, after
    start, after end]. `changes` are the changed and doubtful words with their other readings. `pages`: [number, start,
    end, choice, width, height]; `lines`: [number, page, start, end]; `words`: [start, end, page, x0, y0, x1, y1,
    confidence].
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="text", primary_key=True)
    source = models.TextField()
    repaired = models.TextField()
    offsets = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    words = models.JSONField(default=list)
    register = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.document_id}: {len(self.source)}"


class DocumentSignature(models.Model):
    """One digital signature of a document."""

    class Integrity(models.TextChoices):
        OK = "ok", _("nguyên vẹn")
        BROKEN = "broken", _("đã bị thay đổi")
        UNKNOWN = "unknown", _("chưa kiểm được")

    class Trust(models.TextChoices):
        TRUSTED = "trusted", _("tin cậy")
        UNTRUSTED = "untrusted", _("không tin cậy")
        UNKNOWN = "unknown", _("chưa kiểm được")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="signatures")
    signer = models.CharField(_("người ký"), max_length=300)
    organisation = models.CharField(_("cơ quan"), max_length=300, blank=True)
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)
    integrity = models.CharField(max_length=10, choices=Integrity, default=Integrity.UNKNOWN)
    trust = models.CharField(max_length=10, choices=Trust, default=Trust.UNKNOWN)

    def __str__(self) -> str:
        return self.signer


class DocumentRelation(models.Model):
    """How one document stands to another; stored once, on the document that says so."""

    from_document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations")
    to_document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="related_from")
    kind = models.CharField(max_length=12, choices=RelationKind)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(from_document=F("to_document")), name="relation_not_to_itself"),
            models.UniqueConstraint(fields=["from_document", "to_document", "kind"], name="relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.from_document} {self.get_kind_display()} {self.to_document}"


class Provision(FromSource):
    """A numbered part of a document with its own address ("II/3/3.2/(1)/(1.1)") and its full text."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField()
    address = models.CharField(max_length=120)
    label = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20)
    role = models.CharField(max_length=20, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")

    class Meta(FromSource.Meta):
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            *FromSource.Meta.constraints,
            models.UniqueConstraint(fields=["document", "address"], name="provision_address_once"),
        ]

    def __str__(self) -> str:
        return self.address


class Citation(FromSource):
    """One numbered document named in a text; `cited` is the document, known or in the installation."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="citations")
    cited = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="cited_in")
    path = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60)
    document_type = models.CharField(max_length=30, choices=DocumentType, blank=True)
    subject = models.TextField(blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=RelationKind, default=RelationKind.CITES)
    review_status = models.CharField(max_length=12, choices=ReviewStatus, default=ReviewStatus.UNREVIEWED)
    field_reviews = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["source_boxes"])

    class Meta(FromSource.Meta):
        verbose_name = _("dẫn chiếu")
        verbose_name_plural = _("dẫn chiếu")
        constraints: ClassVar = [*FromSource.Meta.constraints]

    def __str__(self) -> str:
        return self.reference

    def parties(self) -> Parties:
        return self.document.parties()


class Finding(FromSource):
    """What a check of the reader found in a document, and what a person said about it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=10, db_index=True)
    severity = models.CharField(max_length=10, choices=Severity)
    message = models.TextField()
    fix = models.TextField(blank=True)
    path = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_why = models.TextField(blank=True)

    class Meta(FromSource.Meta):
        constraints: ClassVar = [*FromSource.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.code} {self.message}"

    @property
    def said(self) -> str:
        """The sentence in the language of the page."""
        return message_in(self._as_found(), get_language() or "vi")

    @property
    def advice(self) -> str:
        """What to do about it, in the language of the page."""
        return fix_in(self._as_found(), get_language() or "vi")

    def _as_found(self) -> CheckFinding:
        details = tuple(self.details.items())
        return CheckFinding(self.code, self.severity, self.message, self.path, None, self.fix, details=details)
