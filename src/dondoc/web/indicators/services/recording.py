"""Defining how an indicator is measured; recording and accepting its figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.output.words import day as day_words
from dondoc.output.words import number as number_words
from dondoc.web import clock
from dondoc.web.follow_up.services.acts import decide_once, store, tell
from dondoc.web.indicators.models import Actual, Definition, PartOf, PathPoint
from dondoc.web.indicators.reading import definition_of
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, may, require
from dondoc.web.register.models import Indicator

FIELDS = ("source", "every", "closing_days", "cumulative", "rank_of", "path", "aggregation", "note")
ABOUT = ("reported_by", "baseline", "baseline_year", "unit", "direction")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a period, with what it rests on; of the whole, or of one agency's part."""

    starts_on: dt.date
    ends_on: dt.date
    value: float
    evidence: str
    agency: Agency | None = None
    weight: float | None = None
    evidence_file: File[bytes] | None = None


@transaction.atomic
def define(
    *, actor: User, indicator: Indicator, values: Mapping[str, Any], path_points: Mapping[int, float]
) -> Definition:
    """Set the definition sheet, the baseline and, for a path that goes by a table, its years."""
    require(actor, Action.EDIT, indicator)
    for name in ABOUT:
        if name in values:
            setattr(indicator, name, values[name])
    if (indicator.baseline is None) != (indicator.baseline_year is None):
        raise ValidationError({"baseline_year": _("Gốc so sánh phải có cả giá trị và năm.")})
    store(indicator)
    definition = definition_of(indicator)
    for name in FIELDS:
        if name in values:
            setattr(definition, name, values[name])
    if definition.aggregation != Definition.Aggregation.NONE and not values.get("parts"):
        raise ValidationError({"parts": _("Hãy nêu các đơn vị thành phần: thiếu một đơn vị thì toàn bộ chưa rõ.")})
    store(definition)
    definition.parts.set(values.get("parts", ()))
    _set_path(indicator, path_points)
    said = {"vi": f"Sửa cách tính chỉ tiêu “{indicator}”.", "en": f"Edited how “{indicator}” is measured."}
    tell(indicator, actor=actor, verb="define_indicator", **said)
    return definition


@transaction.atomic
def record_actual(*, actor: User, indicator: Indicator, figure: Figure) -> Actual:
    """Hand in a figure; one that was returned may be handed in again, two for one period may not stand.

    The whole is handed in by the reporting agency or the office, a part by them or by the agency whose part it is.
    """
    require(actor, Action.RECORD_ACTUAL, PartOf(indicator, figure.agency) if figure.agency else indicator)
    definition = definition_of(indicator)
    _refuse_part(definition, figure)
    if not definition.may_be(figure.value, of_part=figure.agency is not None):
        raise ValidationError({"value": no_rank(definition)})
    if figure.ends_on > clock.real_today():
        raise ValidationError({"ends_on": _("Kỳ số liệu chưa kết thúc.")})
    actual = store(
        Actual(
            indicator=indicator,
            agency=figure.agency,
            starts_on=figure.starts_on,
            ends_on=figure.ends_on,
            value=figure.value,
            weight=figure.weight,
            evidence=figure.evidence.strip(),
            evidence_file=figure.evidence_file or "",
            submitted_by=actor,
            submitted_on=clock.real_today(),
        )
    )
    vi, en = _figure(actual)
    said = {"vi": f"Nộp số liệu {vi}.", "en": f"Handed in the figure {en}."}
    tell(indicator, actor=actor, verb="record_actual", **said)
    return actual


@transaction.atomic
def decide_actual(*, actor: User, actual: Actual, accept: bool, note: str = "") -> Actual:
    """Accept a figure, or return it with the reason; of two people at once the later is told."""
    require(actor, Action.ACCEPT_ACTUAL, actual)
    if not accept and not note.strip():
        raise ValidationError({"note": _("Hãy nêu lý do.")})
    state = Actual.State.ACCEPTED if accept else Actual.State.RETURNED
    values = {"state": state, "decided_by": actor, "decided_on": clock.real_today(), "decision_note": note.strip()}
    decided = decide_once(actual, field="state", waiting="submitted", decider="decided_by", values=values)
    verb_vi, verb_en = ("Chấp nhận", "Accepted") if accept else ("Trả lại", "Returned")
    vi, en = _figure(decided)
    said = {"vi": f"{verb_vi} số liệu {vi}.", "en": f"{verb_en} the figure {en}."}
    tell(decided.indicator, actor=actor, verb="decide_actual", **said)
    return decided


def recordable(actor: User, indicator: Indicator) -> tuple[bool, list[Agency]]:
    """Tell whether a person may hand in figures of the whole, and of which parts."""
    parts = definition_of(indicator).parts.all()
    allowed = [one for one in parts if may(actor, Action.RECORD_ACTUAL, PartOf(indicator, one))]
    return may(actor, Action.RECORD_ACTUAL, indicator), allowed


def _figure(actual: Actual) -> tuple[str, str]:
    """Give a figure as the journal tells of it, in Vietnamese and in English."""
    value = f"{actual.value:,.10f}".rstrip("0").rstrip(".")
    vi = f"{actual.indicator}: {number_words(actual.value)} ({day_words(actual.ends_on)})"
    return vi, f"{actual.indicator}: {value} ({actual.ends_on:%-d %b %Y})"


def _refuse_part(definition: Definition, figure: Figure) -> None:
    """Refuse the figure of an agency that is none of the parts named, and one without the weight of a mean."""
    if figure.agency is None:
        return
    parts = definition.parts.all()
    if parts and figure.agency not in parts:
        words = _("“%(name)s” không phải là đơn vị thành phần của chỉ tiêu này.") % {"name": figure.agency.label}
        raise ValidationError({"agency": words})
    if definition.aggregation == Definition.Aggregation.WEIGHTED and figure.weight is None:
        raise ValidationError({"weight": _("Thiếu trọng số: chỉ tiêu này là trung bình có trọng số.")})


def no_rank(definition: Definition) -> str:
    """Say what a rank may be."""
    return _("Thứ hạng là số nguyên từ 1 đến %(n)s.") % {"n": definition.rank_of}


def _set_path(indicator: Indicator, points: Mapping[int, float]) -> None:
    PathPoint.objects.filter(indicator=indicator).delete()
    for year in sorted(points):
        store(PathPoint(indicator=indicator, year=year, value=points[year]))
