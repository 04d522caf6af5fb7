from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "dondoc.web.organisations"
    label = "organisations"
    verbose_name = "Cơ quan"
