"""An urging letter as a Word file in its official form, from the templates of `official`."""

from __future__ import annotations

from typing import Any

from dondoc.web.follow_up.models import UrgingLetter
from dondoc.web.official import render
from dondoc.web.official.blocks import DOTS, Form, Kind
from dondoc.web.official.words import day, day_in_words, lowered, recipients


def letter_docx(letter: UrgingLetter) -> bytes:
    """Give the letter as a .docx; what is not known yet (number, day, signer) is left as dots to be filled in.

    Raises `render.BrokenTemplate` where the office's own template cannot be filled.
    """
    office = letter.programme.office_id
    return render.document(Form(letter.form), Kind.LETTER, letter_values(letter), office=office)


def letter_values(letter: UrgingLetter) -> dict[str, Any]:
    """Give what the template of a letter may name."""
    rows = list(letter.rows.select_related("item").order_by("item__path_key", "pk"))
    followed = letter.programme.document
    issued = f" ngày {day(followed.issued_on)}" if followed.issued_on else ""
    addressee, office = letter.agency.name, letter.programme.office.name
    state = letter.form == UrgingLetter.Form.STATE
    return {
        "head": {
            "superior": followed.issued_by.upper(),
            "issuer": office.upper(),
            "number": letter.number,
            "symbol": letter.symbol,
            "place": letter.place,
            "day": day_in_words(letter.signed_on, letter.drafted_on.year),
            "type": "",
            "subject": lowered(letter.subject) if state else letter.subject,
        },
        "addressee": addressee,
        "opening": f"Thực hiện nhiệm vụ theo dõi, đôn đốc {followed}{issued} của {followed.issued_by or DOTS}, qua rà "
        f"soát đến ngày {day(letter.drafted_on)}, {addressee} còn {len(rows)} nhiệm vụ đã quá thời hạn nhưng chưa hoàn "
        "thành:",
        "rows": [
            {"number": place, "title": row.item.title, "due": day(row.due_on), "over": row.days_late}
            for place, row in enumerate(rows, 1)
        ],
        "closing": f"{office} đề nghị {addressee} khẩn trương thực hiện các nhiệm vụ nêu trên; báo cáo kết quả, nguyên "
        f"nhân chậm và thời gian hoàn thành trước ngày {day(letter.reply_by)}.",
        "signature": {"role": letter.signatory_role.upper(), "name": letter.signatory},
        "recipients": recipients(Form(letter.form), letter.recipients),
    }
