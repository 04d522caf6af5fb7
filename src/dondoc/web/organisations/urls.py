from django.urls import path

from dondoc.web.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("<int:pk>/", views.agency, name="agency"),
]
