from django.urls import path

from dondoc.web.reviews.views import acts, pages, templates

app_name = "reviews"
urlpatterns = [
    path("", pages.reviews, name="reviews"),
    path("plan/<str:form>.docx", pages.plan, name="plan"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<str:form>/<str:kind>/", templates.template, name="template"),
    path("templates/<str:form>/<str:kind>/drop/", templates.drop, name="drop_template"),
    path("templates/<str:form>/<str:kind>/<str:name>.docx", templates.file, name="template_file"),
    path("<int:pk>/", pages.review, name="review"),
    path("<int:pk>/data/", pages.data, name="data"),
    path("<int:pk>/files/<str:name>/", pages.file, name="file"),
    path("<int:pk>/head/", acts.head, name="head"),
    path("<int:pk>/collect/", acts.collect, name="collect"),
    path("<int:pk>/write/<str:section>/", acts.write, name="write"),
    path("<int:pk>/items/<int:item>/", acts.judge_item, name="judge_item"),
    path("<int:pk>/agencies/<int:agency>/", acts.judge_agency, name="judge_agency"),
    path("<int:pk>/freeze/", acts.freeze, name="freeze"),
]
