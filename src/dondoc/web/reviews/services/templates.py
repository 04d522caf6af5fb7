"""Keeping and dropping an office's own templates of official documents, with an entry in the journal."""

from __future__ import annotations

from dondoc.web.follow_up.services.acts import tell
from dondoc.web.official import own
from dondoc.web.official.blocks import Form, Kind
from dondoc.web.official.checker import Flaw
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme


def keep_template(*, actor: User, programme: Programme, form: Form, kind: Kind, content: bytes) -> tuple[Flaw, ...]:
    """Keep a template for the office of a programme; gives where a document made with it departs from its form.

    Raises `BrokenTemplate`; the template that was there then stays.
    """
    require(actor, Action.MANAGE_PROGRAMME, programme)
    found = own.keep(content, form, kind, programme.office_id)
    said = {
        "vi": f"Thay mẫu văn bản {form}/{kind} của {programme.office}.",
        "en": f"Replaced the template {form}/{kind} of {programme.office}.",
    }
    tell(programme, actor=actor, verb="keep_template", **said)
    return found


def drop_template(*, actor: User, programme: Programme, form: Form, kind: Kind) -> bool:
    """Go back to the template that comes with the program; tells whether there was one of the office's own."""
    require(actor, Action.MANAGE_PROGRAMME, programme)
    there = own.drop(form, kind, programme.office_id)
    if there:
        said = {
            "vi": f"Bỏ mẫu văn bản riêng {form}/{kind} của {programme.office}.",
            "en": f"Dropped the own template {form}/{kind} of {programme.office}.",
        }
        tell(programme, actor=actor, verb="drop_template", **said)
    return there
