from django.urls import path

from dondoc.web.dashboard import views
from dondoc.web.follow_up.views import mine

app_name = "dashboard"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("mine/", mine.mine, name="mine"),
    path("theme/", views.theme, name="theme"),
]
