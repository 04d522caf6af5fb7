from django.urls import path

from dondoc.web.dissemination import views

app_name = "dissemination"
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("new/", views.plan, name="plan"),
    path("<int:pk>/", views.session, name="session"),
    path("<int:pk>/material/", views.material, name="material"),
    path("<int:pk>/call/", views.call, name="call"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
