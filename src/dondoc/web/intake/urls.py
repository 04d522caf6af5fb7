from django.urls import path

from dondoc.web.intake.views import acts, desk, discarding, entries, upload

app_name = "intake"
urlpatterns = [
    path("", upload.intake, name="intake"),
    path("jobs/<int:pk>/", upload.job, name="job"),
    path("jobs/<int:pk>/cancel/", upload.cancel, name="cancel"),
    path("jobs/<int:pk>/retry/", upload.retry, name="retry"),
    path("jobs/<int:pk>/discard/", discarding.discard_job, name="discard_job"),
    path("batches/<int:pk>/", upload.batch, name="batch"),
    path("batches/<int:pk>/cancel/", upload.cancel_batch, name="cancel_batch"),
    path("batches/<int:pk>/retry/", upload.retry_batch, name="retry_batch"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/discard/", discarding.discard_draft, name="discard"),
    path("<int:pk>/add/", acts.add, name="add"),
    path("<int:pk>/words/", desk.words, name="words"),
    path("<int:pk>/keep/", entries.keep, name="keep"),
    path("<int:pk>/entries/<slug:key>/confirm/", entries.confirm, name="entry_confirm"),
    path("<int:pk>/entries/<slug:key>/take/", entries.take, name="entry_take"),
    path("<int:pk>/entries/<slug:key>/edit/", entries.edit, name="entry_edit"),
    path("<int:pk>/entries/<slug:key>/dismiss/", entries.dismiss, name="entry_dismiss"),
    path("<int:pk>/entries/<slug:key>/undo/", entries.undo, name="entry_undo"),
    path("<int:pk>/confirm-rest/", acts.confirm_rest, name="confirm_rest"),
    path("<int:pk>/publish/", acts.publish_draft, name="publish"),
    path("<int:pk>/findings/<int:finding>/settle/", acts.settle, name="settle"),
    path("<int:pk>/items/<int:item>/confirm/", acts.confirm, name="confirm"),
    path("<int:pk>/items/<int:item>/take/", acts.take, name="take"),
    path("<int:pk>/items/<int:item>/edit/", acts.edit, name="edit"),
    path("<int:pk>/items/<int:item>/split/", acts.split, name="split"),
    path("<int:pk>/items/<int:item>/merge/", acts.merge, name="merge"),
    path("<int:pk>/items/<int:item>/dismiss/", acts.dismiss, name="dismiss"),
    path("<int:pk>/items/<int:item>/restore/", acts.restore, name="restore"),
    path("<int:pk>/items/<int:item>/undo/", acts.undo, name="undo"),
]
