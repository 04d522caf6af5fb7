from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "dondoc.web.intake"
    label = "intake"
    verbose_name = "Tiếp nhận"
