"""Where each page stands."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from dondoc.web.api.api import api
from dondoc.web.organisations import admin

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dondoc.web.dashboard.urls")),
    path("", include("dondoc.web.register.urls")),
    path("agencies/", include("dondoc.web.organisations.urls")),
    path("intake/", include("dondoc.web.intake.urls")),
    path("follow-up/", include("dondoc.web.follow_up.urls")),
    path("indicators/", include("dondoc.web.indicators.urls")),
    path("reviews/", include("dondoc.web.reviews.urls")),
    path("cascade/", include("dondoc.web.cascade.urls")),
    path("inspections/", include("dondoc.web.inspections.urls")),
    path("dissemination/", include("dondoc.web.dissemination.urls")),
    path("document-graph/", include("dondoc.web.documents.urls")),
    path("calendar/", include("dondoc.web.calendar_feed.urls")),
    path("public/", include("dondoc.web.portal.urls")),
    path("journal/", include("dondoc.web.journal.urls")),
    path("api/v1/", api.urls),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler403 = "dondoc.web.dashboard.errors.not_allowed"
handler404 = "dondoc.web.dashboard.errors.not_found"
handler500 = "dondoc.web.dashboard.errors.broken"
