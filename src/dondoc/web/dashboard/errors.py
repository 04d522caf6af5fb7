"""The pages of mishaps: not allowed, not found, broken. Each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the person may not do this, with the reason if there is one."""
    reason = str(exception) if exception and len(str(exception)) < 300 else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or none that the person may know of."""
    return render(request, "errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; the page needs neither the database nor the session."""
    return render(request, "errors/500.html", status=500)
