"""A serving process gets ready before its first page, and keeps the collector away from what never changes.

Addresses, templates and catalogues are loaded when a page first needs them: that page would wait a second for it. What
is loaded then stays for good, some 230,000 objects. Python's collector would look through all of them again and again,
a tenth of a second each time, in the middle of a page: so they are frozen, and it looks only at what pages make.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

THRESHOLDS = (5_000, 10, 20)  # objects made before the collector looks at the youngest; the others in turns


def get_ready() -> None:
    """Load what pages need and settle it; for a process that serves them."""
    get_resolver().reverse_dict  # noqa: B018 - asking for it imports all views
    for name in own_templates():
        get_template(name)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Tổng quan")
    settle()


def settle() -> None:
    """Leave what is there now out of the collector's rounds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def own_templates() -> Iterator[str]:
    """Give the names of the templates of the program itself."""
    for folder in _folders():
        yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def _folders() -> Iterator[Path]:
    engine = engines["django"]
    ours = Path(settings.PACKAGE)
    if isinstance(engine, DjangoTemplates):
        found = (Path(one) for one in engine.template_dirs)
        yield from (one for one in found if one.is_relative_to(ours))
