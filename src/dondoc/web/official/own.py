"""Templates of an office's own: tried before they are kept, and kept in the folder of the office."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.checker import Flaw, flaws
from dondoc.web.official.render import SECONDS_OF_A_TRIAL, BrokenTemplate, fill, own_path
from dondoc.web.official.specimen import specimen

MOST_UNPACKED = 50 * 1024 * 1024
OUTSIDE = b'TargetMode="External"'
LINK = b"/relationships/hyperlink"


def tried(content: bytes, form: Form, kind: Kind) -> tuple[bytes, tuple[Flaw, ...]]:
    """Fill a template with made-up values; give the document and where it departs from its form.

    Raises `BrokenTemplate` for what is no Word file, has macros or points outside, and for a tag that does not work.
    """
    name = f"{form}/{kind}.docx"
    _refuse_unsafe(content, name)
    word = fill(content, specimen(form, kind), name=name, seconds=SECONDS_OF_A_TRIAL)
    return word, flaws(word, form, kind)


def keep(content: bytes, form: Form, kind: Kind, office: int) -> tuple[Flaw, ...]:
    """Keep a template for an office, if it can be filled; until then the one before stays. Gives what is amiss."""
    _word, found = tried(content, form, kind)
    path = own_path(form, kind, office)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".new", delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o640)
    Path(new.name).replace(path)
    return found


def drop(form: Form, kind: Kind, office: int) -> bool:
    """Take the office's own template away, so that the next one is used; tells whether there was one."""
    path = own_path(form, kind, office)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def _refuse_unsafe(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise BrokenTemplate(name, _("tệp quá lớn."))
            if any(one.filename.lower().endswith("vbaproject.bin") for one in parts):
                raise BrokenTemplate(name, _("tệp có macro."))
            if any(_points_outside(package.read(one)) for one in parts if one.filename.endswith(".rels")):
                raise BrokenTemplate(name, _("tệp lấy nội dung từ bên ngoài."))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise BrokenTemplate(name, _("tệp không phải là văn bản Word (.docx).")) from error


def _points_outside(relations: bytes) -> bool:
    """Tell whether a part takes anything but a link from outside: a picture or a template would be fetched unasked."""
    found = [one for one in relations.split(b"<") if OUTSIDE in one]
    return any(LINK not in one for one in found)
