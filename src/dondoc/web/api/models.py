"""Keys with which programs read in a person's name."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import User


class TokenQuerySet(models.QuerySet["Token"]):
    def valid_on(self, day: dt.date) -> TokenQuerySet:
        """Keep the keys that open something on a day."""
        return self.filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day), revoked_at__isnull=True, user__is_active=True
        )


class Token(models.Model):
    """A key of the API: only its hash is kept; it reads what its person may see, and changes nothing."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(_("dùng cho"), max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("khóa truy cập")
        verbose_name_plural = _("khóa truy cập")

    def __str__(self) -> str:
        return self.name
