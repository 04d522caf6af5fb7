from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "dondoc.web.journal"
    label = "journal"
    verbose_name = "Nhật ký"
