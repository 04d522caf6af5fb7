from django.urls import path

from dondoc.web.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="journal")]
