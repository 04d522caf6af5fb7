"""The address under which a person's calendar program fetches his deadlines."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import User


class Feed(models.Model):
    """One address for one person. Only the hash of its key is kept: whoever knows the key reads the deadlines."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("địa chỉ lịch")
        verbose_name_plural = _("địa chỉ lịch")

    def __str__(self) -> str:
        return str(self.user)
