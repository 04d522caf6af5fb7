"""Writing the parts of a review, and judging items and agencies with evidence."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.organisations.models import Agency, User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import WorkItem
from dondoc.web.reviews.models import Evaluation, Narrative, Review
from dondoc.web.reviews.outcomes import items_of


@transaction.atomic
def write(*, actor: User, review: Review, section: str, text: str, agency: Agency | None = None) -> None:
    """Set the words of one part, of the office itself or of an agency; empty words take the part away."""
    require(actor, Action.WRITE_REVIEW, review)
    found = Narrative.objects.filter(review=review, section=section, agency=agency).first()
    if not text.strip():
        if found is not None:
            found.saved_at = clock.now()  # kept in its history: from then on there is no text
            found.delete()
    else:
        found = found or Narrative(review=review, section=section, agency=agency)
        found.text, found.written_by, found.saved_at = text.strip(), actor, clock.now()
        store(found)
    whose = f" ({agency.label})" if agency else ""
    tell(
        review,
        actor=actor,
        verb="write_review",
        vi=f"Viết phần “{section}”{whose} của {review}.",
        en=f"Wrote the part “{section}”{whose} of “{review}”.",
    )


@transaction.atomic
def judge(
    *,
    actor: User,
    review: Review,
    grade: str,
    evidence: str,
    item: WorkItem | None = None,
    agency: Agency | None = None,
) -> Evaluation:
    """Set a grade that differs from that of the rule; without evidence no grade is changed."""
    require(actor, Action.WRITE_REVIEW, review)
    if not evidence.strip():
        raise ValidationError({"evidence": _("Hãy nêu căn cứ: không có căn cứ thì không đổi đánh giá.")})
    if item is not None and not items_of(review).filter(pk=item.pk).exists():
        raise ValidationError(_("Nhiệm vụ này không thuộc kỳ sơ kết, tổng kết."))
    found = Evaluation.objects.filter(review=review, item=item, agency=agency).first()
    found = found or Evaluation(review=review, item=item, agency=agency)
    found.grade, found.evidence = grade, evidence.strip()
    found.decided_by, found.decided_on = actor, clock.real_today()
    store(found)
    about = item or agency
    tell(
        review,
        actor=actor,
        verb="judge",
        vi=f"Đánh giá “{about}”: {found}.",
        en=f"Judged “{about}”: {found.grade}, because: {found.evidence}",
    )
    return found
