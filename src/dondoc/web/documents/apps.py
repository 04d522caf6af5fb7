from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "dondoc.web.documents"
    label = "documents"
    verbose_name = "Quan hệ văn bản"
