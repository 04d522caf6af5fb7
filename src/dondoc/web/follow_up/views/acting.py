"""How every act is done from a page: a form, one service, a word of what was done, back to where one came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dondoc.web.dashboard.answers import say_done, say_refused
from dondoc.web.follow_up.forms import ActForm
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.follow_up.views.known import Known
from dondoc.web.register.models import WorkItem
from dondoc.web.register.services.locking import StaleVersion


def perform(  # noqa: PLR0913 - an act has that many parts
    request: HttpRequest,
    *,
    form: ActForm,
    do: Callable[[dict[str, Any]], object],
    done: str,
    title: str,
    about: object = "",
    back: str = "",
    draft: str = "",
    known: Sequence[Known] = (),
) -> HttpResponse:
    """Show the form of an act, or do it: 302 when it is done or somebody was quicker, 422 with what is wrong.

    `draft` is the address that keeps what is typed while one types; `known` is what the page tells above the form.
    """
    back = where_from(request, back or _page_of(about))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do(form.cleaned_data)
            except ValidationError as error:
                form.refuse(error)
            except (AlreadyDecided, StaleVersion) as error:
                say_refused(request, error.sentence)
                return redirect(back)
            else:
                say_done(request, done)
                return redirect(back)
    context = {"form": form, "title": title, "about": about, "back": back, "draft": draft, "known": known}
    return render(request, form.template, context, status=status)


def where_from(request: HttpRequest, otherwise: str) -> str:
    """Give the page to go back to: the one named in the form, if it is one of ours."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if asked and safe else otherwise


def _page_of(about: object) -> str:
    item = about if isinstance(about, WorkItem) else getattr(about, "item", None)
    return reverse("register:item", args=[item.pk]) if isinstance(item, WorkItem) else reverse("dashboard:mine")
