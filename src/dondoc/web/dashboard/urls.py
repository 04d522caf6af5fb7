from django.urls import path

from dondoc.web.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("mine/", views.mine, name="mine"),
    path("theme/", views.theme, name="theme"),
]
