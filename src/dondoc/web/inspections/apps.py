from __future__ import annotations

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "dondoc.web.inspections"
    label = "inspections"
    verbose_name = "Kiểm tra, giám sát"
