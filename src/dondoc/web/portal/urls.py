from django.urls import path

from dondoc.web.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("<int:pk>/", views.programme, name="programme"),
    path("<int:pk>/data.<str:form>", views.data, name="data"),
    path("items/<int:pk>/", views.item, name="item"),
    path("<int:pk>/opening/", views.opening, name="opening"),
    path("<int:pk>/open/", views.open_or_close, name="open"),
    path("<int:pk>/choose/", views.choose, name="choose"),
]
