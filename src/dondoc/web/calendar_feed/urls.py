from django.urls import path

from dondoc.web.calendar_feed import views

app_name = "calendar_feed"
urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("withdraw/", views.withdraw, name="withdraw"),
    path("<str:key>.ics", views.feed, name="feed"),
]
