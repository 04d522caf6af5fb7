from django.urls import path

from dondoc.web.inspections.views import acts, files, pages

app_name = "inspections"
urlpatterns = [
    path("", pages.inspections, name="inspections"),
    path("plans/<int:pk>/", pages.plan, name="plan"),
    path("plans/<int:pk>/draw/", acts.draw, name="draw"),
    path("plans/<int:pk>/add/", acts.add, name="add"),
    path("plans/<int:pk>/issue/", acts.issue, name="issue"),
    path("<int:pk>/", pages.inspection, name="inspection"),
    path("<int:pk>/remove/", acts.remove, name="remove"),
    path("<int:pk>/start/", acts.start, name="start"),
    path("<int:pk>/add-check/", acts.add_check, name="add_check"),
    path("<int:pk>/findings/", acts.record_finding, name="record_finding"),
    path("<int:pk>/conclude/", acts.conclude, name="conclude"),
    path("<int:pk>/conclusion.docx", files.conclusion, name="conclusion_file"),
    path("checks/<int:pk>/", acts.answer, name="answer"),
    path("findings/<int:pk>/evidence/", files.evidence, name="evidence"),
    path("findings/<int:pk>/correction/", files.correction, name="correction"),
    path("findings/<int:pk>/correct/", acts.correct, name="correct"),
    path("findings/<int:pk>/recheck/", acts.recheck, name="recheck"),
]
