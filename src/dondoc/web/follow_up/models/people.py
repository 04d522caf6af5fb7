"""The people of a programme: who answers for an agency, and the one-time links that bring them in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.parties import Parties
from dondoc.web.register.models import Programme


class Contact(models.Model):
    """A person who answers for an agency in a programme; heads are told when an item is overdue."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="contacts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="contact_of")
    is_head = models.BooleanField(_("người đứng đầu"), default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "agency", "person"], name="contact_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.agency.label}"

    def parties(self) -> Parties:
        return self.programme.parties()


class Invitation(models.Model):
    """A link that lets a person set his password, once. Only the hash of its secret is kept."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} {self.created_at:%Y-%m-%d}"
