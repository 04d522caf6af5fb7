from django.urls import path

from dondoc.web.indicators.views import acts, importing, pages

app_name = "indicators"
urlpatterns = [
    path("", pages.indicators, name="indicators"),
    path("import/", importing.upload, name="upload"),
    path("import/confirm/", importing.confirm, name="confirm"),
    path("import/blank/", importing.blank, name="blank"),
    path("<int:pk>/", pages.indicator, name="indicator"),
    path("<int:pk>/define/", acts.define, name="define"),
    path("<int:pk>/record/", acts.record, name="record"),
    path("actuals/<int:pk>/decide/", acts.decide, name="decide"),
    path("actuals/<int:pk>/evidence/", pages.evidence, name="evidence"),
]
