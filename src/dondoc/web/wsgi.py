"""The WSGI door of the application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from dondoc.web.readiness import get_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.web.settings")
application = get_wsgi_application()
get_ready()
