"""Freezing a review: its figures become an edition that nothing changes any more."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.reviews.changes import changes_between
from dondoc.web.reviews.figures import Figures, gather
from dondoc.web.reviews.models import ReportEdition, Review


@transaction.atomic
def freeze(*, actor: User, review: Review, why: str = "") -> ReportEdition:
    """Freeze the figures as they are now. A second edition says why it is made and what changed; one that would be
    the same as the last is refused.
    """
    require(actor, Action.FREEZE_REVIEW, review)
    Review.objects.select_for_update().get(pk=review.pk)
    last = review.editions.order_by("-number").first()
    figures = gather(review)
    changes = changes_between(Figures(last.figures), figures) if last else []
    if last is not None and not changes:
        raise ValidationError(_("Số liệu không khác bản đã chốt; không cần lập bản mới."))
    if last is not None and not why.strip():
        raise ValidationError({"why": _("Hãy nêu lý do lập bản mới.")})
    edition = store(
        ReportEdition(
            review=review,
            number=last.number + 1 if last else 1,
            figures=figures.data,
            changes=changes,
            why=why.strip(),
            frozen_by=actor,
            frozen_at=clock.now(),
        )
    )
    tell(
        review,
        actor=actor,
        verb="freeze_review",
        vi=f"Chốt số liệu bản {edition.number} của {review}.",
        en=f"Froze edition {edition.number} of “{review}”.",
        edition=edition.number,
    )
    return edition
