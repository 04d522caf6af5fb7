from __future__ import annotations

from django.apps import AppConfig


class CascadeConfig(AppConfig):
    name = "dondoc.web.cascade"
    label = "cascade"
    verbose_name = "Cụ thể hóa"
