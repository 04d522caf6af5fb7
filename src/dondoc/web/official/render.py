"""Filling a template: the office's own where there is one, else the one that comes with the program."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from dondoc.web.official.blocks import DOTS, Form, Kind


class BrokenTemplate(Exception):
    """A template cannot be filled; the message is one sentence that says which one, and why."""

    def __init__(self, name: str, why: str) -> None:
        sentence = _("Mẫu “%(name)s” không dùng được: %(why)s Hãy sửa thẻ trong mẫu rồi thử lại.")
        super().__init__(sentence % {"name": name, "why": why})

    @property
    def sentence(self) -> str:
        return str(self)


def own_folder() -> Path:
    """Give the folder in which the office keeps templates of its own, one folder for each form."""
    return Path(settings.VAR) / "official-templates"


def own_path(form: Form, kind: Kind, office: int | None = None) -> Path:
    """Give where an office keeps its own template of a kind; without an office: the installation."""
    folder = own_folder() / str(office) if office else own_folder()
    return folder / form / f"{kind}.docx"


def template_bytes(form: Form, kind: Kind, office: int | None = None) -> bytes:
    """Give a template: the office's own, else that of the installation, else the one that comes with the program."""
    for path in (own_path(form, kind, office), own_path(form, kind)):
        if path.is_file():
            return path.read_bytes()
    return _shipped(form, kind)


def document(form: Form, kind: Kind, values: dict[str, Any], *, office: int | None = None) -> bytes:
    """Fill the template of a kind; what is None or empty prints as dots, never as a guess.

    Raises `BrokenTemplate` for a file that is no Word file, a tag that is not closed, and a name that does not exist.
    """
    return fill(template_bytes(form, kind, office), values, name=f"{form}/{kind}.docx")


def fill(template: bytes, values: dict[str, Any], *, name: str) -> bytes:
    """Fill a template that is given as bytes; `name` is what the sentence of a refusal calls it."""
    try:
        page = DocxTemplate(io.BytesIO(template))
        page.render(values, _environment())
        stream = io.BytesIO()
        page.save(stream)
    except (TemplateError, TypeError) as error:
        raise BrokenTemplate(name, _sentence_of(error)) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BrokenTemplate(name, _("tệp không phải là văn bản Word (.docx).")) from error
    return stream.getvalue()


@lru_cache(maxsize=16)
def _shipped(form: Form, kind: Kind) -> bytes:
    return files(__package__).joinpath("templates", form.value, f"{kind.value}.docx").read_bytes()


def _environment() -> SandboxedEnvironment:
    """Give an environment in which a template can reach nothing but the values it is given."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_or_dots)


def _or_dots(value: Any) -> Any:
    return DOTS if value is None or value == "" else value


def _sentence_of(error: Exception) -> str:
    text = str(error).strip().rstrip(".")
    return _("lỗi thẻ (%(error)s).") % {"error": text}
