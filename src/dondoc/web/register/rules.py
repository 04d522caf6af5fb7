"""The rules of a programme: its settings, with the defaults of official practice."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError


@dataclass(frozen=True, slots=True)
class Rules:
    """What a programme goes by. Days are working days unless the name says otherwise."""

    hand_back_days: int = 2
    acknowledge_days: int = 2
    reply_days: int = 5
    special_red_days: int = 5
    repeat_days: tuple[int, int, int, int] = (3, 2, 1, 1)  # by urgency, calendar days between two reminders of a thing
    reporting_periods: tuple[str, ...] = ("quarter",)  # month, quarter, half-year, nine-months, year
    report_due_days: int = 5
    escalation: tuple[str, ...] = ("agency", "head", "leader")
    daily_run_at: str = "07:30"
    quiet_from: str = "20:00"
    quiet_until: str = "07:00"
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Rules:
        """Read the rules as stored; what is not stored has its default; an unknown name is refused."""
        known = {one.name for one in dataclasses.fields(cls)}
        unknown = sorted(set(data) - known)
        if unknown:
            raise ValidationError(f"Không có quy tắc: {', '.join(unknown)}")
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
        }
        return cls(**values)


def validate_rules(data: dict[str, Any]) -> None:
    """Refuse rules that are not rules."""
    Rules.from_json(data)
