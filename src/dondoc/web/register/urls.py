from django.urls import path, re_path

from dondoc.web.register.views import documents, item, items

app_name = "register"
urlpatterns = [
    path("items/", items.items, name="items"),
    re_path(r"^items/export\.(?P<form>xlsx|csv)$", items.export, name="export"),
    path("items/<int:pk>/", item.item, name="item"),
    path("items/<int:pk>/edit/", item.edit, name="edit"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/pages/<int:page>.webp", documents.picture, name="picture"),
    path("documents/<int:pk>/searchable.pdf", documents.searchable, name="searchable"),
    path("documents/<int:pk>/repaired.docx", documents.repaired, name="repaired"),
]
