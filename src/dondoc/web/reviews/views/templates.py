"""The office's templates of official documents: which are in use, replacing one, trying it, going back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.dashboard.frame import frame_of
from dondoc.web.downloads import word_file
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.checker import Flaw
from dondoc.web.official.own import tried
from dondoc.web.official.render import BrokenTemplate, own_path, template_bytes
from dondoc.web.organisations.policies import Action, require
from dondoc.web.people import person
from dondoc.web.register.models import Programme
from dondoc.web.reviews.forms import TemplateForm
from dondoc.web.reviews.services.templates import drop_template, keep_template

FORMS: dict[Form, str | Promise] = {
    Form.PARTY: gettext_lazy("Thể thức văn bản của Đảng"),
    Form.STATE: gettext_lazy("Thể thức văn bản hành chính nhà nước"),
}
KINDS: dict[Kind, str | Promise] = {
    Kind.REPORT: gettext_lazy("Báo cáo sơ kết, tổng kết"),
    Kind.PLAN: gettext_lazy("Kế hoạch"),
    Kind.CONCLUSIONS: gettext_lazy("Thông báo kết luận"),
    Kind.LETTER: gettext_lazy("Công văn đôn đốc"),
    Kind.ANNEX: gettext_lazy("Phụ lục"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One template as the page shows it; `flaws` and `broken` only of an office's own."""

    form: Form
    kind: Kind
    own: bool
    flaws: tuple[Flaw, ...] = ()
    broken: str = ""

    @property
    def words(self) -> str | Promise:
        return KINDS[self.kind]

    @property
    def form_words(self) -> str | Promise:
        return FORMS[self.form]


@login_required
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """List the templates of both forms, with what the checker says of the office's own."""
    programme = _programme(request)
    groups = [(FORMS[form], [_shown(form, kind, programme) for kind in Kind]) for form in FORMS]
    return render(request, "reviews/templates.html", {"groups": groups})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, form: str, kind: str) -> HttpResponse:
    """Show one template, and replace it: a broken one is refused with one sentence and the old one stays."""
    programme, (found_form, found_kind) = _programme(request), _named(form, kind)
    asked = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and asked.is_valid():
        content = asked.cleaned_data["file"].read()
        try:
            flaws = keep_template(
                actor=person(request), programme=programme, form=found_form, kind=found_kind, content=content
            )
        except BrokenTemplate as error:
            asked.add_error("file", error.sentence)
        else:
            say_done(request, _said(flaws))
            return redirect("reviews:template", form, kind)
    context = {"form": asked, "one": _shown(found_form, found_kind, programme)}
    return render(request, "reviews/template.html", context, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def file(request: HttpRequest, form: str, kind: str, name: str) -> HttpResponse:
    """Give the template in use to be edited (`template`), or a document made with it (`specimen`)."""
    programme, (found_form, found_kind) = _programme(request), _named(form, kind)
    content = template_bytes(found_form, found_kind, programme.office_id)
    if name not in {"template", "specimen"}:
        raise Http404
    if name == "specimen":
        try:
            content, _flaws = tried(content, found_form, found_kind)
        except BrokenTemplate as error:
            say_refused(request, error.sentence)
            return redirect("reviews:template", form, kind)
    return word_file(content, f"{name}-{form}-{kind}.docx")


@login_required
@require_POST
def drop(request: HttpRequest, form: str, kind: str) -> HttpResponse:
    """Go back to the template that comes with the program."""
    programme, (found_form, found_kind) = _programme(request), _named(form, kind)
    if drop_template(actor=person(request), programme=programme, form=found_form, kind=found_kind):
        say_done(request, _("Đã trở lại mẫu đi kèm phần mềm."))
    return redirect("reviews:template", form, kind)


def _shown(form: Form, kind: Kind, programme: Programme) -> Shown:
    if not own_path(form, kind, programme.office_id).is_file():
        return Shown(form, kind, own=False)
    try:
        _word, flaws = tried(template_bytes(form, kind, programme.office_id), form, kind)
    except BrokenTemplate as error:
        return Shown(form, kind, own=True, broken=error.sentence)
    return Shown(form, kind, own=True, flaws=flaws)


def _said(flaws: tuple[Flaw, ...]) -> str:
    if not flaws:
        return _("Đã thay mẫu; văn bản lập theo mẫu đúng thể thức.")
    return _("Đã thay mẫu; còn %(n)s điểm chưa đúng thể thức, nêu ở dưới.") % {"n": len(flaws)}


def _named(form: str, kind: str) -> tuple[Form, Kind]:
    try:
        return Form(form), Kind(kind)
    except ValueError as error:
        raise Http404 from error


def _programme(request: HttpRequest) -> Programme:
    programme = frame_of(request).programme
    if programme is None:
        raise Http404
    require(person(request), Action.MANAGE_PROGRAMME, programme)
    return programme
