"""A second factor as a duty: with `DONDOC_REQUIRE_MFA`, who decides or runs programmes gets nowhere without one."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dondoc.web.organisations.access import Role, access_of
from dondoc.web.organisations.models import User

WHO_MUST = frozenset({str(Role.OFFICE), str(Role.LEADER)})
# What is needed to sign in, set the factor up and sign out, and the choice of language and background.
OPEN_PATHS = ("/accounts/", "/i18n/", "/theme/", "/static/")
API_PATHS = ("/api/",)


class SecondFactorRequired:
    """Send offices, leaders and administrators to set up their second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.REQUIRE_MFA or request.path.startswith(OPEN_PATHS) or not lacks_second_factor(request):
            return self.get_response(request)
        sentence = _("Vai trò của anh chị phải xác thực hai lớp: hãy thiết lập lớp thứ hai rồi làm việc tiếp.")
        if request.path.startswith(API_PATHS):
            return JsonResponse({"detail": sentence}, status=403)
        messages.warning(request, sentence)
        return redirect(reverse("mfa_activate_totp"))


def lacks_second_factor(request: HttpRequest) -> bool:
    """Tell whether the person signed in must have a second factor and has none."""
    user = request.user
    if not isinstance(user, User):
        return False
    access = access_of(user)
    return bool(access.administrator or access.roles & WHO_MUST) and not is_mfa_enabled(user)
