from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "dondoc.web.portal"
    label = "portal"
    verbose_name = "Trang công khai"
