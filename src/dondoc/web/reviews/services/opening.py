"""Opening a review, and setting the head of its report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.web import clock
from dondoc.web.follow_up.services.acts import store, tell
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, require
from dondoc.web.register.models import Programme
from dondoc.web.reviews.choices import ReviewKind
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.services.collecting import collect_narratives

HEAD = ("form", "number", "symbol", "subject", "place", "signed_on", "signatory", "signatory_role", "recipients")
MONTHS = {
    ReviewKind.MONTH: 1,
    ReviewKind.QUARTER: 3,
    ReviewKind.HALF_YEAR: 6,
    ReviewKind.NINE_MONTHS: 9,
    ReviewKind.YEAR: 12,
}


@transaction.atomic
def open_review(
    *, actor: User, programme: Programme, kind: str, as_of: dt.date, covers_from: dt.date | None = None, form: str
) -> Review:
    """Open a review as of a day: its period, the review before it and the words of the agencies come by themselves."""
    require(actor, Action.WRITE_REVIEW, programme)
    if as_of > clock.real_today():
        raise ValidationError({"as_of": _("Ngày chốt số liệu chưa đến.")})
    before = Review.objects.filter(programme=programme, as_of__lt=as_of).order_by("-as_of", "-pk").first()
    review = store(
        Review(
            programme=programme,
            kind=kind,
            form=form,
            as_of=as_of,
            covers_from=covers_from or first_day_of(programme, kind, as_of),
            previous=before,
            secrecy=programme.secrecy,
            subject=subject_of(programme, kind, as_of),
            symbol="BC/VPTU" if form == Review.Form.PARTY else "BC-VP",
            recipients=[programme.document.issued_by or programme.office.name],
            opened_by=actor,
            opened_on=clock.real_today(),
        )
    )
    collect_narratives(actor=actor, review=review)
    tell(review, actor=actor, verb="open_review", vi=f"Mở {review}.", en=f"Opened the review “{review}”.")
    return review


@transaction.atomic
def set_head(*, actor: User, review: Review, values: dict[str, Any]) -> Review:
    """Set what stands in the head and at the foot of the report."""
    require(actor, Action.WRITE_REVIEW, review)
    for name in HEAD:
        if name in values:
            setattr(review, name, values[name])
    store(review)
    tell(
        review, actor=actor, verb="edit_review", vi=f"Sửa thể thức của {review}.", en=f"Edited the head of “{review}”."
    )
    return review


def first_day_of(programme: Programme, kind: str, as_of: dt.date) -> dt.date:
    """Give the first day that a review of a kind covers: so many months up to its day, or since the beginning."""
    months = MONTHS.get(ReviewKind(kind))
    if months is None:
        return min(programme.starts_on, as_of)
    following = as_of + dt.timedelta(days=1)
    count = following.year * 12 + following.month - 1 - months
    day = min(following.day, 28)
    return max(min(programme.starts_on, as_of), dt.date(count // 12, count % 12 + 1, day))


def subject_of(programme: Programme, kind: str, as_of: dt.date) -> str:
    """Give the subject line of a review: "sơ kết giữa nhiệm kỳ thực hiện Chương trình số 50-CTr/TU, đến 30/6/2023"."""
    what = {
        ReviewKind.MONTH: f"kết quả tháng {as_of.month}/{as_of.year}",
        ReviewKind.QUARTER: f"kết quả quý {('I', 'II', 'III', 'IV')[(as_of.month - 1) // 3]}/{as_of.year}",
        ReviewKind.HALF_YEAR: f"sơ kết 6 tháng, tính đến {as_of.month}/{as_of.year},",
        ReviewKind.NINE_MONTHS: f"kết quả 9 tháng năm {as_of.year}",
        ReviewKind.YEAR: f"tổng kết năm {as_of.year}",
        ReviewKind.MID_TERM: "sơ kết giữa nhiệm kỳ",
        ReviewKind.FINAL: "tổng kết",
    }[ReviewKind(kind)]
    document = programme.document
    return f"{what} thực hiện {document.formal_name}"
