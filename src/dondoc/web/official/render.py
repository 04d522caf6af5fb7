"""Filling a template: the office's own where there is one, else the one that comes with the program."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.web.official.apart import filled_apart
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.filling import Fault, Unfilled, filled

SECONDS_OF_A_TRIAL, SECONDS = 10, 40  # of a processor: made-up values are few, those of a year are many


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
    return _own_template(form, kind, office) or _shipped(form, kind)


def document(form: Form, kind: Kind, values: dict[str, Any], *, office: int | None = None) -> bytes:
    """Fill the template of a kind; what is None or empty prints as dots, never as a guess.

    A template that somebody put there is filled apart from the server, within limits. Raises `BrokenTemplate` for a
    file that is no Word file, a tag that is not closed, a name that does not exist, and one that takes too long.
    """
    own = _own_template(form, kind, office)
    if own is not None:
        return fill(own, values, name=f"{form}/{kind}.docx", seconds=SECONDS)
    try:
        return filled(_shipped(form, kind), values)
    except Unfilled as error:
        raise BrokenTemplate(f"{form}/{kind}.docx", _sentence_of(error.fault)) from error


def fill(template: bytes, values: dict[str, Any], *, name: str, seconds: int) -> bytes:
    """Fill a template that came from outside; `name` is what the sentence of a refusal calls it."""
    try:
        return filled_apart(template, values, seconds=seconds)
    except Unfilled as error:
        raise BrokenTemplate(name, _sentence_of(error.fault)) from error


def _own_template(form: Form, kind: Kind, office: int | None) -> bytes | None:
    for path in (own_path(form, kind, office), own_path(form, kind)):
        if path.is_file():
            return path.read_bytes()
    return None


@lru_cache(maxsize=16)
def _shipped(form: Form, kind: Kind) -> bytes:
    return files(__package__).joinpath("templates", form.value, f"{kind.value}.docx").read_bytes()


def _sentence_of(fault: Fault) -> str:
    """Say in one sentence what is wrong, and in which paragraph."""
    sentence = {
        "name": _("không có giá trị tên “%(about)s”"),
        "unclosed": _("thẻ “%(about)s” chưa được đóng"),
        "forbidden": _("thẻ đòi điều không được phép (%(about)s)"),
        "word": _("tệp không phải là văn bản Word (.docx)"),
        "size": _("văn bản làm ra quá lớn"),
        "memory": _("mẫu dùng quá nhiều bộ nhớ; hãy xem lại các vòng lặp"),
        "time": _("điền mẫu quá lâu; hãy xem lại các vòng lặp"),
    }.get(fault.code, _("lỗi thẻ (%(about)s)"))
    place = _(", ở đoạn “%(place)s”") if fault.place else ""
    return (sentence + place + ".") % {"about": fault.about, "place": fault.place}
