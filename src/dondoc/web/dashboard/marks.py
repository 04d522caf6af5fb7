"""The marks of states: a shape and words for each, so that colour is never alone.

    done ● with a check    late ● with a clock    open ○    overdue ▲ with "!"    soon ◔    unknown ◌ hatched
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is drawn and what it is called."""

    shape: str
    words: str | Promise


MARKS: dict[str, Mark] = {
    "done_on_time": Mark("done", _("Hoàn thành đúng hạn")),
    "done_late": Mark("late", _("Hoàn thành quá hạn")),
    "open_in_time": Mark("open", _("Đang thực hiện, trong hạn")),
    "open_overdue": Mark("overdue", _("Đang thực hiện, quá hạn")),
    "due_soon": Mark("soon", _("Sắp đến hạn")),
    "awaiting_acceptance": Mark("soon", _("Chờ nghiệm thu")),
    "no_deadline": Mark("unknown", _("Chưa có hạn")),
    "standing": Mark("open", _("Thường xuyên")),
}
