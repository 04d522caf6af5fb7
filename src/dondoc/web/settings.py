"""The settings of the web application, all from the environment; `docs/settings.md` describes each.

An unknown `DONDOC_*` name or an unsafe value stops the start with a sentence: a setting that is silently ignored is
worse than none.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

KNOWN = frozenset(
    {
        "DONDOC_ALLOWED_HOSTS",
        "DONDOC_BASE_URL",
        "DONDOC_BEHIND_PROXY",
        "DONDOC_DEBUG",
        "DONDOC_DEMO_DAY",
        "DONDOC_EMAIL_FROM",
        "DONDOC_EMAIL_URL",
        "DONDOC_HSTS_SECONDS",
        "DONDOC_LANG",
        "DONDOC_MAX_MB",
        "DONDOC_OIDC_CLIENT_ID",
        "DONDOC_OIDC_NAME",
        "DONDOC_OIDC_SECRET",
        "DONDOC_OIDC_URL",
        "DONDOC_REQUIRE_MFA",
        "DONDOC_SECRET_KEY",
        "DONDOC_SECURE",
        "DONDOC_SIGNATURE_ROOTS",
        "DONDOC_TASKS",
        "DONDOC_VAR",
        "DONDOC_WEBHOOK_SECRET",
        "DONDOC_WEBHOOK_URL",
    }
)


def refuse_unknown(names: list[str]) -> None:
    """Stop the start if the environment holds a `DONDOC_*` name that no setting has."""
    unknown = sorted(name for name in names if name.startswith("DONDOC_") and name not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(f"No such setting: {', '.join(unknown)}. docs/settings.md lists them all.")


def local_secret_key(folder: Path) -> str:
    """Give the key kept in `folder`, made on the first start and readable by its owner alone."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def database(env: environ.Env, folder: Path) -> dict[str, Any]:
    """Give the database of `DATABASE_URL`: SQLite (write-ahead log) in `folder` by default, or PostgreSQL."""
    config: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{folder / 'dondoc.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=20000; "
                "PRAGMA secure_delete=ON;"  # what was deleted is overwritten, not only unlinked
            ),
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        # Compiling a query takes PostgreSQL longer than any of ours takes to run.
        options = {**config.get("OPTIONS", {}), "options": "-c jit=off"}
        config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    else:
        raise ImproperlyConfigured("DATABASE_URL names a database that is not supported: use sqlite or postgres.")
    return config


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    """Give `value` back if it is allowed, or stop the start with a sentence."""
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be one of: {', '.join(allowed)}.")
    return value


refuse_unknown(list(os.environ))
env = environ.Env()
PACKAGE = Path(__file__).resolve().parent
TESTING = "pytest" in sys.modules
VAR = Path(env.str("DONDOC_VAR", default="var/tests" if TESTING else "var")).resolve()
DEBUG: bool = env.bool("DONDOC_DEBUG", default=False)
# True wherever people sign in over a network; a local run on 127.0.0.1 has no TLS and no secrets of others.
SECURE: bool = env.bool("DONDOC_SECURE", default=False)

BASE_URL = env.str("DONDOC_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("DONDOC_ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("DONDOC_ALLOWED_HOSTS must name the hosts; '*' would accept forged ones.")
if SECURE and DEBUG:
    raise ImproperlyConfigured("DONDOC_DEBUG must be off where DONDOC_SECURE is on: error pages show data.")
if SECURE and not env.str("DONDOC_SECRET_KEY", default=""):
    raise ImproperlyConfigured(
        "DONDOC_SECURE needs DONDOC_SECRET_KEY: 50 random characters kept outside the disk of data."
    )
if SECURE and not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("DONDOC_SECURE needs a DONDOC_BASE_URL that begins with https://.")
SECRET_KEY: str = env.str("DONDOC_SECRET_KEY", default="") or local_secret_key(VAR)
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured("DONDOC_SECRET_KEY is too short: at least 32 random characters.")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "dondoc.web.journal",
    "dondoc.web.organisations",
    "dondoc.web.register",
    "dondoc.web.intake",
    "dondoc.web.api",
    "dondoc.web.follow_up",
    "dondoc.web.indicators",
    "dondoc.web.reviews",
    "dondoc.web.cascade",
    "dondoc.web.inspections",
    "dondoc.web.dissemination",
    "dondoc.web.documents",
    "dondoc.web.portal",
    "dondoc.web.calendar_feed",
    "dondoc.web.dashboard",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dondoc.web.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dondoc.web.dashboard.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dondoc.web.organisations.second_factor.SecondFactorRequired",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "dondoc.web.clock.AsOfMiddleware",
    "dondoc.web.working_days.CalendarReadOnce",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dondoc.web.urls"
WSGI_APPLICATION = "dondoc.web.wsgi.application"
ASGI_APPLICATION = "dondoc.web.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dondoc.web.dashboard.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database(env, VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = one_of("DONDOC_LANG", env.str("DONDOC_LANG", default="vi"), ("vi", "en"))
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]


def folder_of(name: str, text: str) -> Path | None:
    """Give the folder that a setting names, None where it names none, or stop the start with a sentence."""
    if text and not Path(text).is_dir():
        raise ImproperlyConfigured(f"{name} is {text!r}, but there is no such folder.")
    return Path(text).resolve() if text else None


def day_of(name: str, text: str) -> dt.date | None:
    """Give the day that a setting names, None where it names none, or stop the start with a sentence."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {text!r}, but must be a day like 2023-06-30.") from None


DEMO_DAY = day_of("DONDOC_DEMO_DAY", env.str("DONDOC_DEMO_DAY", default=""))
if DEMO_DAY and SECURE:
    raise ImproperlyConfigured("DONDOC_DEMO_DAY is for demonstrations; real work (DONDOC_SECURE) has the real day.")
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "static"] if (PACKAGE / "static").is_dir() else []
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Developers and tests see a changed file at once; people get the collected, compressed ones.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or TESTING

MAX_UPLOAD_BYTES: int = env.int("DONDOC_MAX_MB", default=50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # a folder dropped at once
FILE_UPLOAD_PERMISSIONS = 0o600
SIGNATURE_ROOTS = folder_of("DONDOC_SIGNATURE_ROOTS", env.str("DONDOC_SIGNATURE_ROOTS", default=""))

# Counts that are kept until something changes (register/remembering.py), in each process; tests always count
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "figures": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if TESTING else 'locmem.LocMemCache'}",
        "LOCATION": "figures",
        "OPTIONS": {} if TESTING else {"MAX_ENTRIES": 1000},
    },
}

# Who signs in
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dondoc.web.organisations.adapters.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "dondoc.web.organisations.adapters.KnownPeopleAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_ONLY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = False
REQUIRE_MFA: bool = env.bool("DONDOC_REQUIRE_MFA", default=False)
OIDC_URL = env.str("DONDOC_OIDC_URL", default="")
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": env.str("DONDOC_OIDC_NAME", default="SSO"),
                    "client_id": env.str("DONDOC_OIDC_CLIENT_ID"),
                    "secret": env.str("DONDOC_OIDC_SECRET"),
                    "settings": {"server_url": OIDC_URL},
                }
            ],
        }
    }
    if OIDC_URL
    else {}
)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_IPWARE_PROXY_COUNT = 1 if env.bool("DONDOC_BEHIND_PROXY", default=False) else 0

# How the pages are guarded
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS: int = env.int("DONDOC_HSTS_SECONDS", default=31_536_000) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if AXES_IPWARE_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"

# Work in the background
TASKS_MODE = one_of(
    "DONDOC_TASKS", env.str("DONDOC_TASKS", default="immediate" if TESTING else "database"), ("database", "immediate")
)
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TASKS_MODE == "immediate"
        else "django_tasks_db.DatabaseBackend"
    }
}

DEFAULT_FROM_EMAIL = env.str("DONDOC_EMAIL_FROM", default="dondoc@localhost")
vars().update(env.email_url("DONDOC_EMAIL_URL", default="consolemail://"))

# Where reminders are posted to besides mail, and the key they are signed with
WEBHOOK_URL = env.str("DONDOC_WEBHOOK_URL", default="")
WEBHOOK_SECRET = env.str("DONDOC_WEBHOOK_SECRET", default="")
if WEBHOOK_URL and not WEBHOOK_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("DONDOC_WEBHOOK_URL must begin with https:// (or http:// inside one's own network).")
if WEBHOOK_URL and len(WEBHOOK_SECRET) < 32:
    raise ImproperlyConfigured("DONDOC_WEBHOOK_URL needs DONDOC_WEBHOOK_SECRET: at least 32 random characters.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"dondoc": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
