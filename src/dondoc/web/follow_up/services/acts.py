"""What all acts of the cycle share: the entry in the journal, deciding once, the installation's calendar."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import get_language

from dondoc.web import clock
from dondoc.web.journal.services import record
from dondoc.web.organisations.models import Membership, User
from dondoc.web.organisations.parties import HasParties, Parties
from dondoc.web.register.models import Programme, WorkItem
from dondoc.web.register.services.storing import check_and_save

Row = TypeVar("Row", bound=models.Model)


class AlreadyDecided(Exception):
    """Somebody else has decided in between; what he decided stands."""

    def __init__(self, who: str) -> None:
        self.sentence_vi = f"Việc này vừa được {who or 'người khác'} xử lý; ý kiến trước được giữ nguyên."
        self.sentence_en = f"{who or 'Somebody else'} has just decided this; the earlier decision stands."
        super().__init__(self.sentence_en)

    @property
    def sentence(self) -> str:
        """The sentence in the language of the page."""
        return self.sentence_en if get_language() == "en" else self.sentence_vi


def decide_once(row: Row, *, field: str, waiting: str, decider: str, values: dict[str, Any]) -> Row:
    """Decide a waiting row by a conditional UPDATE: of two people at once the later one gets `AlreadyDecided`."""
    rows = type(row)._default_manager
    taken = rows.filter(pk=row.pk, **{field: waiting}).update(**values)
    row.refresh_from_db()
    if taken != 1:
        raise AlreadyDecided(str(getattr(row, decider) or ""))
    row.full_clean(validate_unique=False, validate_constraints=False)  # the UPDATE has had the database check those
    return row


def store(row: Row) -> Row:
    """Check and save a row."""
    check_and_save(row)
    return row


def tell(
    thing: models.Model, secrecy: int = 0, /, *, actor: User | None, verb: str, vi: str, en: str, **data: Any
) -> None:
    """Write an act into the journal, with whom the actor stood in for; `secrecy` is the least the entry has."""
    about = thing if isinstance(thing, WorkItem) else getattr(thing, "item", None)
    programme = thing if isinstance(thing, Programme) else getattr(about or thing, "programme", None)
    record(
        verb=verb,
        thing=about or thing,
        actor=actor,
        acting_for=stood_in_for(actor, thing) if actor and isinstance(thing, models.Model) else None,
        programme=programme,
        vi=vi,
        en=en,
        secrecy=secrecy,
        data={**data, "row": [thing._meta.label_lower, thing.pk]} if about is not thing else data,
    )


def stood_in_for(actor: User, thing: Any) -> User | None:
    """Give the person in whose place the actor acts on a thing today, or None if he acts in his own right."""
    memberships = _memberships(actor)
    if not any(one.acting_for_id for one in memberships):
        return None
    around = _agencies_around(thing)
    concerned = [one for one in memberships if one.agency_id in around]
    if any(one.acting_for_id is None for one in concerned):
        return None
    return next((one.acting_for for one in concerned), None)


def _memberships(actor: User) -> list[Membership]:
    """Give the roles a person holds today; kept on the person, since one page may act many times."""
    day = clock.real_today()
    kept: tuple[object, list[Membership]] | None = actor.__dict__.get("_stands_in")
    if kept is not None and kept[0] == day:
        return kept[1]
    rows = list(Membership.objects.filter(user=actor).valid_on(day).select_related("acting_for"))
    actor.__dict__["_stands_in"] = (day, rows)
    return rows


def _agencies_around(thing: HasParties | models.Model) -> frozenset[int | None]:
    asked = getattr(thing, "parties", None)
    if asked is None:
        return frozenset()
    parties: Parties = asked()
    return parties.leads | parties.cooperating | {parties.office}
