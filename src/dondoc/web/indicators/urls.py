from django.urls import path

from dondoc.web.indicators.views import acts, pages

app_name = "indicators"
urlpatterns = [
    path("", pages.indicators, name="indicators"),
    path("<int:pk>/", pages.indicator, name="indicator"),
    path("<int:pk>/define/", acts.define, name="define"),
    path("<int:pk>/record/", acts.record, name="record"),
    path("actuals/<int:pk>/decide/", acts.decide, name="decide"),
]
