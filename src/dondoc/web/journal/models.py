"""The journal: what was done, by whom, when, in a sentence. Rows are only ever added."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from dondoc.web.journal.held_back import kept_from
from dondoc.web.journal.protection import REMOVED_EN, REMOVED_VI
from dondoc.web.organisations.access import access_of
from dondoc.web.organisations.policies import Action, may

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.web.organisations.models import User


class JournalIsAppendOnly(Exception):
    """Somebody tried to change or delete what the journal says."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: User | AnonymousUser) -> EntryQuerySet:
        """Keep what a person may read: all of the journal for those who look after it, else what programmes tell."""
        access = access_of(user)
        if access.anonymous:
            return self.none()
        reads_journal = may(user, Action.SEE_JOURNAL)
        cleared = self.filter(secrecy__lte=access.clearance).exclude(kept_from(access, reads_journal=reads_journal))
        return cleared if reads_journal else cleared.filter(programme__isnull=False, secrecy__lte=1)

    def about(self, thing: models.Model) -> EntryQuerySet:
        """Keep the entries about one object, the latest first."""
        return self.filter(object_type=thing._meta.label_lower, object_id=thing.pk).latest_first()

    def of_programme(self, programme: models.Model) -> EntryQuerySet:
        return self.filter(programme_id=programme.pk).latest_first()

    def until(self, day: dt.date) -> EntryQuerySet:
        """Keep what was written down up to the end of a day."""
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_default_timezone())
        return self.filter(at__lt=end)

    def latest_first(self) -> EntryQuerySet:
        return self.order_by("-id")

    def remove_words(self) -> int:
        """Let the fixed sentence stand for the words of these entries: for the draft they tell of, which is removed.

        The database lets nothing else through; give how many entries it was.
        """
        return super().update(sentence_vi=REMOVED_VI, sentence_en=REMOVED_EN, object_name="", data={})

    def update(self, **values: Any) -> NoReturn:
        raise JournalIsAppendOnly("an entry of the journal cannot be changed")

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnly("an entry of the journal cannot be deleted")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("entries of the journal cannot be changed")


class Entry(models.Model):
    """One act. `sentence_vi` and `sentence_en` are what a person reads; `data` holds what changed, for programs."""

    at = models.DateTimeField(_("lúc"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("người làm"),
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("làm thay"),
    )
    verb = models.CharField(_("việc"), max_length=40)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True, blank=True)
    object_name = models.CharField(max_length=300, blank=True)
    programme = models.ForeignKey(
        "register.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    secrecy = models.PositiveSmallIntegerField(default=1)
    sentence_vi = models.TextField()
    sentence_en = models.TextField()
    data = models.JSONField(default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("bút tích")
        verbose_name_plural = _("nhật ký")
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id", "-id"], name="entry_of_object"),
            models.Index(fields=["programme", "-id"], name="entry_of_programme"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The sentence in the language of the page."""
        return self.sentence_en if translation.get_language() == "en" else self.sentence_vi

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise JournalIsAppendOnly("an entry of the journal cannot be deleted")
