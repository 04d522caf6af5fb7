from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "dondoc.web.indicators"
    label = "indicators"
    verbose_name = "Chỉ tiêu"
