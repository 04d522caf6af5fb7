from django.urls import path, re_path

from dondoc.web.cascade.views import acts, pages

app_name = "cascade"
urlpatterns = [
    path("", pages.matrix, name="matrix"),
    path("orders/new/", acts.order, name="order"),
    path("orders/<int:pk>/export.xlsx", pages.export, name="export"),
    path("orders/<int:pk>/record/", acts.record, name="record"),
    path("orders/<int:pk>/remind/", acts.remind, name="remind"),
    path("plans/<int:pk>/", pages.plan, name="plan"),
    path("plans/<int:pk>/file/", pages.file, name="file"),
    path("plans/<int:pk>/read/", acts.read, name="read"),
    path("plans/<int:pk>/propose/", acts.propose, name="propose"),
    path("plans/<int:pk>/settle-likely/", acts.settle_likely, name="settle_likely"),
    path("plans/<int:pk>/cover/", acts.cover, name="cover"),
    re_path(r"^coverages/(?P<pk>\d+)/(?P<verdict>confirm|reject)/$", acts.settle, name="settle"),
]
