from django.urls import path

from dondoc.web.register.views import documents, item, items

app_name = "register"
urlpatterns = [
    path("items/", items.items, name="items"),
    path("items/<int:pk>/", item.item, name="item"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
]
