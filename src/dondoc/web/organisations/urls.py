from django.urls import path

from dondoc.web.organisations import views

app_name = "organisations"
urlpatterns = [
    path("", views.agencies, name="agencies"),
    path("<int:pk>/", views.agency, name="agency"),
    path("<int:pk>/names/", views.remember_name, name="remember_name"),
    path("<int:pk>/names/forget/", views.forget_name, name="forget_name"),
]
