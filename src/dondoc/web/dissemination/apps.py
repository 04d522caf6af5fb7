from __future__ import annotations

from django.apps import AppConfig


class DisseminationConfig(AppConfig):
    name = "dondoc.web.dissemination"
    label = "dissemination"
    verbose_name = "Quán triệt"
