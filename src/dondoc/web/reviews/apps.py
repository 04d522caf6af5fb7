from __future__ import annotations

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "dondoc.web.reviews"
    label = "reviews"
    verbose_name = "Sơ kết, tổng kết"
