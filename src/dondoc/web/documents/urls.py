from django.urls import path

from dondoc.web.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.graph, name="graph"),
    path("<int:pk>/", views.affected, name="affected"),
]
