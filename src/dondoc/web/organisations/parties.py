"""Who has to do with a thing, in ids: what the policies decide from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parties:
    """The agencies around an object.

    `secrecy` as in `register.choices.Secrecy`; not `published`: a draft of its office; `held_back`: not concluded yet,
    only for those who have to do with it or read everything; `public`: anybody may see it.
    """

    office: int | None = None
    leads: frozenset[int] = field(default_factory=frozenset)
    cooperating: frozenset[int] = field(default_factory=frozenset)
    inspecting: int | None = None
    secrecy: int = 1
    published: bool = True
    held_back: bool = False
    public: bool = False


class HasParties(Protocol):
    """Anything the policies can be asked about."""

    def parties(self) -> Parties: ...
