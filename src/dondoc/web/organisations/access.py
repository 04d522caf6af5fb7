"""What a person is to the installation today, in one value: the raw matter of every access decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dondoc.web import clock
from dondoc.web.organisations.models import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dondoc.web.organisations.models import User

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class Access:
    """The agencies a person works for in each role, and up to which class he may read (0 public … 4 top secret)."""

    anonymous: bool = False
    administrator: bool = False
    offices: frozenset[int] = field(default_factory=frozenset)
    leads: frozenset[int] = field(default_factory=frozenset)
    agencies: frozenset[int] = field(default_factory=frozenset)
    inspects: frozenset[int] = field(default_factory=frozenset)
    clearance: int = 0

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in any agency."""
        held = {
            Role.OFFICE: self.offices,
            Role.LEADER: self.leads,
            Role.AGENCY: self.agencies,
            Role.INSPECTOR: self.inspects,
        }
        return frozenset(str(role) for role, agencies in held.items() if agencies)

    @property
    def works_for(self) -> frozenset[int]:
        """The agencies whose own work the person does: an office leads items like any other agency."""
        return self.agencies | self.offices

    @property
    def reads_everything(self) -> bool:
        """Leaders and inspectors see all there is, up to their clearance."""
        return bool(self.leads or self.inspects)


NOBODY = Access(anonymous=True)


def access_of(user: User | AnonymousUser) -> Access:
    """Give a person's access today; kept on the user object, so that a page asks the database once."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    day = clock.real_today()
    kept: tuple[object, Access] | None = user.__dict__.get("_access")
    if kept is not None and kept[0] == day:
        return kept[1]
    access = _asked(user)
    user.__dict__["_access"] = (day, access)
    return access


def forget_access(user: User) -> None:
    """Ask again next time: the person's memberships have changed."""
    user.__dict__.pop("_access", None)


def _asked(user: User) -> Access:
    rows = list(
        Membership.objects.filter(user=user).valid_on(clock.real_today()).values_list("role", "agency_id", "clearance")
    )

    def agencies(role: str) -> frozenset[int]:
        return frozenset(agency for held, agency, _ in rows if held == role)

    return Access(
        administrator=user.is_superuser,
        offices=agencies(Role.OFFICE),
        leads=agencies(Role.LEADER),
        agencies=agencies(Role.AGENCY),
        inspects=agencies(Role.INSPECTOR),
        clearance=max((clearance for _, _, clearance in rows), default=0),
    )
