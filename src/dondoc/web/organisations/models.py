"""Agencies, the people who work for them, and in what role."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dondoc.output.words import day as day_words
from dondoc.web.text import folded, person_sort_key, sort_key


class AgencyQuerySet(models.QuerySet["Agency"]):
    def valid_on(self, day: dt.date) -> AgencyQuerySet:
        """Keep the agencies that exist on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )

    def matching(self, words: str) -> AgencyQuerySet:
        """Keep the agencies whose name, abbreviation or other name holds the words, marks or not."""
        plain = folded(words)
        return self.filter(Q(search__contains=plain) | Q(aliases__folded=plain)).distinct()

    def in_order(self) -> AgencyQuerySet:
        return self.order_by("sort_key")


class Agency(models.Model):
    """A body that can be given a work item: a Party or State agency, an office, a school, a district."""

    class Kind(models.TextChoices):
        PARTY_COMMITTEE = "party_committee", _("Cấp ủy")
        PARTY_AGENCY = "party_agency", _("Cơ quan tham mưu, giúp việc cấp ủy")
        PARTY_GROUP = "party_group", _("Ban cán sự đảng, đảng đoàn")
        PEOPLES_COUNCIL = "peoples_council", _("Hội đồng nhân dân")
        PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
        DEPARTMENT = "department", _("Sở, ban, ngành")
        MASS_ORGANISATION = "mass_organisation", _("Mặt trận Tổ quốc, tổ chức chính trị - xã hội")
        DISTRICT = "district", _("Huyện, thị xã, thành phố")
        ARMED_FORCES = "armed_forces", _("Quân sự, công an, biên phòng")
        JUSTICE = "justice", _("Tòa án, viện kiểm sát, thi hành án")
        PUBLIC_UNIT = "public_unit", _("Đơn vị sự nghiệp, trường")
        CENTRAL = "central", _("Cơ quan Trung ương")
        OTHER = "other", _("Khác")

    class Level(models.TextChoices):
        CENTRAL = "central", _("Trung ương")
        PROVINCE = "province", _("Tỉnh")
        DISTRICT = "district", _("Huyện")
        COMMUNE = "commune", _("Xã")

    name = models.CharField(_("tên"), max_length=300)
    short_name = models.CharField(_("tên ngắn"), max_length=150, blank=True)
    abbreviation = models.CharField(_("viết tắt"), max_length=40, blank=True)
    kind = models.CharField(_("loại"), max_length=30, choices=Kind, default=Kind.OTHER)
    level = models.CharField(_("cấp"), max_length=10, choices=Level, default=Level.PROVINCE)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    valid_from = models.DateField(_("có từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("kế thừa")
    )
    email = models.EmailField(_("thư công vụ"), blank=True)
    search = models.CharField(max_length=600, editable=False, default="")
    sort_key = models.CharField(max_length=1100, editable=False, default="", db_index=True)

    history = HistoricalRecords(excluded_fields=["search", "sort_key"])
    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("cơ quan")
        verbose_name_plural = _("cơ quan")
        constraints: ClassVar = [
            models.UniqueConstraint("name", Coalesce("parent", 0), name="agency_name_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="agency_period_ordered",
            ),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="agency_not_own_successor"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="agency_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name that fits a table: the short one where there is one."""
        return self.short_name or self.name

    def refresh_keys(self) -> None:
        """Set what searching and sorting go by; every service that changes a name calls it."""
        self.search = folded(f"{self.name} {self.short_name} {self.abbreviation}")[:600]
        self.sort_key = sort_key(self.name)


class AgencyAlias(models.Model):
    """Another name under which documents speak of an agency; `learned` where a person's correction taught it."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("cơ quan"))
    name = models.CharField(_("tên khác"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    learned = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("tên khác của cơ quan")
        verbose_name_plural = _("tên khác của cơ quan")
        constraints: ClassVar = [models.UniqueConstraint(fields=["folded"], name="alias_names_one_agency")]

    def __str__(self) -> str:
        return self.name


class AgencyClass(models.Model):
    """A class of agencies as documents name them: "các sở, ban, ngành", "các huyện, thị xã, thành phố"."""

    name = models.CharField(_("tên"), max_length=200, unique=True)
    folded = models.CharField(max_length=200, editable=False, unique=True)
    kinds = models.JSONField(_("gồm mọi cơ quan loại"), default=list, blank=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="classes", verbose_name=_("gồm các cơ quan"))

    class Meta:
        verbose_name = _("nhóm cơ quan")
        verbose_name_plural = _("nhóm cơ quan")

    def __str__(self) -> str:
        return self.name

    def members_on(self, day: dt.date) -> AgencyQuerySet:
        """Give the agencies of the class that exist on a day: those named and those of its kinds."""
        named = self.agencies.through.objects.filter(agencyclass_id=self.pk).values("agency_id")
        return Agency.objects.filter(Q(kind__in=self.kinds) | Q(pk__in=named)).valid_on(day).in_order()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who signs in with an e-mail address; without a password only by single sign-on."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who looks after the installation."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Never deleted: what he did stays readable; `is_active` ends his access."""

    email = models.EmailField(_("thư điện tử"), unique=True)
    name = models.CharField(_("họ và tên"), max_length=150)
    position = models.CharField(_("chức vụ"), max_length=150, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    sort_key = models.CharField(max_length=500, editable=False, default="", db_index=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.sort_key = person_sort_key(self.name)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[-1] if self.name else self.email


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: dt.date) -> MembershipQuerySet:
        """Keep the memberships in force on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
            user__is_active=True,
        )


class Membership(models.Model):
    """In what role a person works for an agency, from when to when; `acting_for` names whom he stands in for."""

    class Role(models.TextChoices):
        OFFICE = "office", _("Văn phòng theo dõi")
        LEADER = "leader", _("Lãnh đạo")
        AGENCY = "agency", _("Cơ quan thực hiện")
        INSPECTOR = "inspector", _("Kiểm tra, giám sát")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("người dùng"))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("cơ quan"))
    role = models.CharField(_("vai trò"), max_length=10, choices=Role)
    is_head = models.BooleanField(_("là người đứng đầu"), default=False)
    clearance = models.PositiveSmallIntegerField(_("được xem đến độ"), default=1)
    acting_for = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name=_("làm thay")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("vai trò của người dùng")
        verbose_name_plural = _("vai trò của người dùng")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "user",
                "agency",
                "role",
                Coalesce("acting_for", 0),
                Coalesce("valid_from", Value(dt.date(1900, 1, 1))),
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="membership_period_ordered",
            ),
            models.CheckConstraint(
                condition=Q(acting_for__isnull=True) | Q(valid_to__isnull=False), name="acting_for_has_an_end"
            ),
            models.CheckConstraint(condition=~Q(acting_for=F("user")), name="nobody_acts_for_himself"),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.get_role_display()} - {self.agency}"


class CalendarDay(models.Model):
    """A day on which this installation differs from the table of holidays: a make-up day, a day off by decision."""

    day = models.DateField(_("ngày"), unique=True)
    works = models.BooleanField(_("là ngày làm việc"))
    name = models.CharField(_("lý do"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ngày làm việc, ngày nghỉ riêng")
        verbose_name_plural = _("ngày làm việc, ngày nghỉ riêng")
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{day_words(self.day)} {self.name}"
