"""The stage on which the simulated history is played: people, dice, and the acts in the order of their days."""

from __future__ import annotations

import datetime as dt
import heapq
import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError

from dondoc.web import clock
from dondoc.web.follow_up.models import Contact
from dondoc.web.follow_up.services.acts import AlreadyDecided
from dondoc.web.organisations import services as organisations
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.policies import NotAllowed
from dondoc.web.register.models import Programme
from dondoc.web.working_days import WorkingCalendar

MAIL = "@demo.dondoc.vn"


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Give what the people of the history are called and what they say."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@dataclass
class Stage:
    """Everything a scene needs. The dice are seeded: the same history comes out each time."""

    programme: Programme
    office: User
    leader: User
    until: dt.date
    calendar: WorkingCalendar
    dice: random.Random
    acts: int = 0
    refused: list[str] = field(default_factory=list)
    _people: dict[int, User] = field(default_factory=dict)
    _coming: list[tuple[dt.date, int, Callable[[], None]]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    def on(self, day: dt.date, act: Callable[[], None]) -> None:
        """Let an act happen on the first working day from a day on, if the history reaches it."""
        day = self.working(day)
        if day <= self.until:
            heapq.heappush(self._coming, (day, next(self._order), act))

    def play(self) -> None:
        """Let everything happen, day by day; what the rules refuse does not happen, as in life."""
        while self._coming:
            day, _number, act = heapq.heappop(self._coming)
            with clock.frozen(day):
                try:
                    act()
                except (ValidationError, NotAllowed, AlreadyDecided) as refusal:
                    self.refused.append(f"{day} {getattr(act, 'func', act).__name__}: {refusal}")
                    continue
            self.acts += 1

    def working(self, day: dt.date) -> dt.date:
        """Give the first working day from a day on."""
        return day if self.calendar.works(day) else self.calendar.after(day, 1)

    def later(self, day: dt.date, least: int, most: int) -> dt.date:
        """Give a day so many days later, by the dice."""
        return day + dt.timedelta(days=self.dice.randint(least, most))

    def say(self, kind: str) -> str:
        """Give a sentence of a kind, by the dice."""
        return str(self.dice.choice(words()[kind]))

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def contact(self, agency: Agency) -> User:
        """Give who answers for an agency; he is made up the first time he is needed."""
        if agency.pk not in self._people:
            self._people[agency.pk] = self._member(agency) or self._made_up(agency)
        return self._people[agency.pk]

    def _member(self, agency: Agency) -> User | None:
        held = Membership.objects.filter(agency=agency, role=Membership.Role.AGENCY).select_related("user")
        first = held.order_by("pk").first()
        return first.user if first else None

    def _made_up(self, agency: Agency) -> User:
        name = " ".join(str(self.dice.choice(words()[part])) for part in ("surnames", "middles", "givens"))
        person = organisations.create_person(actor=None, email=f"daumoi{agency.pk}{MAIL}", name=name)
        organisations.grant(actor=None, user=person, agency=agency, role=Membership.Role.AGENCY)
        contact = Contact(programme=self.programme, agency=agency, person=person)
        contact.full_clean()
        contact.save()
        return person
