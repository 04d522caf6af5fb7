"""What an office fills in to steer items: their lead, their end, their place in the tree, the weights of parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dondoc.web import clock
from dondoc.web.follow_up.forms import FEW, ActForm, offer
from dondoc.web.organisations.models import Agency
from dondoc.web.register.choices import IN_FORCE
from dondoc.web.register.forms import DayInput
from dondoc.web.register.models import WorkItem

CANDIDATES = 200


class ItemActForm(ActForm):
    """An act on one item; `version` is the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: WorkItem, **initial: Any) -> None:
        super().__init__(data, initial={"version": item.version, **initial})


class AssignForm(ItemActForm):
    agency = forms.ModelChoiceField(
        label=_("Cơ quan chủ trì"), queryset=Agency.objects.none(), empty_label=_("Chọn cơ quan")
    )

    def __init__(self, data: Any = None, *, item: WorkItem) -> None:
        super().__init__(data, item=item, agency=item.lead_agency_id)
        offer(self, "agency", Agency.objects.valid_on(clock.real_today()).in_order())


class StopForm(ItemActForm):
    on = forms.DateField(label=_("Từ ngày"), widget=DayInput)
    why = forms.CharField(
        label=_("Căn cứ, lý do"), widget=FEW, help_text=_("Ghi số, ngày của văn bản quyết định nếu có.")
    )

    def __init__(self, data: Any = None, *, item: WorkItem) -> None:
        super().__init__(data, item=item, on=clock.real_today())


class MoveForm(ItemActForm):
    """Where an item is to stand; of a large programme only what matches `words` is offered."""

    template = "follow_up/move.html"

    parent = forms.ModelChoiceField(
        label=_("Việc cha"),
        queryset=WorkItem.objects.none(),
        required=False,
        empty_label=_("Không thuộc việc nào (nhiệm vụ riêng)"),
    )

    def __init__(self, data: Any = None, *, item: WorkItem, words: str) -> None:
        super().__init__(data, item=item, parent=item.parent_id)
        rows = WorkItem.objects.filter(programme=item.programme, state__in=IN_FORCE, completed_on__isnull=True)
        rows = rows.exclude(pk=item.pk).exclude(parent=item).in_order()
        offer(self, "parent", rows)  # whatever is chosen is looked up among all of them
        self.words = words.strip()
        found = list((rows.matching(self.words) if self.words else rows)[: CANDIDATES + 1])
        self.has_more = len(found) > CANDIDATES
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type of a field declared above
        field.choices = [("", field.empty_label or ""), *_named(found[:CANDIDATES], item.parent)]


class WeightsForm(ActForm):
    """The weight of each part, with the version that was seen."""

    template = "follow_up/weights.html"

    def __init__(self, *args: Any, parts: Sequence[WorkItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        for part in self.parts:
            self.fields[f"version_{part.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=part.version)
            self.fields[f"weight_{part.pk}"] = forms.IntegerField(
                label=gettext("Trọng số của “%(title)s”") % {"title": part.title[:120]},
                min_value=1,
                max_value=1000,
                initial=part.weight,
            )

    def rows(self) -> Iterator[tuple[WorkItem, forms.BoundField, forms.BoundField, float]]:
        """Give each part with its two fields and its share of the whole as it stands, in percent."""
        whole = sum(part.weight for part in self.parts) or 1
        for part in self.parts:
            yield part, self[f"version_{part.pk}"], self[f"weight_{part.pk}"], round(100 * part.weight / whole, 1)

    def weights(self) -> dict[int, tuple[int, int]]:
        """Give by part the version that was seen and the weight that was declared."""
        data = self.cleaned_data
        return {part.pk: (data[f"version_{part.pk}"], data[f"weight_{part.pk}"]) for part in self.parts}


def _named(rows: Sequence[WorkItem], now: WorkItem | None) -> list[tuple[int, str]]:
    """Name what may be chosen, with the parent as it is now, so that leaving the field alone changes nothing."""
    kept = [now] if now is not None and now.pk not in {row.pk for row in rows} else []
    return [(row.pk, str(row)) for row in (*kept, *rows)]
