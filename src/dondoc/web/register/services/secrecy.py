"""A mark of secrecy on a draft: nobody confirms past it, and nobody loses his work by giving the draft a class."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dondoc.web.organisations.access import Role
from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, may
from dondoc.web.register.choices import ReviewStatus, Secrecy
from dondoc.web.register.field_reviews import status_of
from dondoc.web.register.models import Document

MARK = "R21"


class WouldHide(ValidationError):
    """The person would no longer see the draft; he has to say that he knows."""


def is_undecided(document: Document) -> bool:
    """Tell whether a mark of secrecy was seen on a document and nobody has said what becomes of it."""
    if document.secrecy > Secrecy.INTERNAL or status_of(document, "secrecy") != ReviewStatus.UNREVIEWED:
        return False
    return document.findings.filter(code=MARK, settled_at__isnull=True).exists()


def require_decided(document: Document) -> None:
    """Let pass, or raise `ValidationError` while a mark of secrecy stands that nobody has taken or dismissed."""
    if is_undecided(document):
        raise ValidationError(
            _(
                "Văn bản có dấu chỉ độ mật: hãy chọn độ mật ở trường “Độ mật”, bỏ bản này, "
                "hoặc đánh dấu đã xem phát hiện R21 nếu đó không phải dấu mật; rồi mới xác nhận."
            )
        )


def require_reader(*, actor: User, document: Document, knowing: bool) -> None:
    """Let a draft have its new class, or raise `ValidationError`: somebody of its office must be able to go on.

    `WouldHide` where others can and the person cannot, unless he says that he knows (`knowing`).
    """
    if may(actor, Action.REVIEW, document):
        return
    words = {"class": document.get_secrecy_display()}
    others = _who_may_go_on(document)
    if not others:
        refused = _(
            "Không ai của cơ quan được xem đến độ “%(class)s”: đặt độ này thì không còn ai xử lý được bản dự thảo. "
            "Hãy bỏ bản này, hoặc nhờ quản trị cấp quyền xem độ ấy trước."
        )
        raise ValidationError({"secrecy": refused % words})
    if not knowing:
        asked = _(
            "Đặt độ “%(class)s” thì anh chị không còn thấy bản dự thảo này; việc đã rà soát vẫn giữ, "
            "người xử lý tiếp được: %(names)s. Lưu để đồng ý, hoặc quay lại."
        )
        raise WouldHide({"secrecy": asked % {**words, "names": ", ".join(one.name for one in others)}})


def _who_may_go_on(document: Document) -> list[User]:
    """Give the people of the office that holds a draft who may review it with the class that it has now."""
    held = User.objects.filter(memberships__agency=document.held_by_id, memberships__role=Role.OFFICE, is_active=True)
    return [one for one in held.distinct().order_by("sort_key") if may(one, Action.REVIEW, document)]
