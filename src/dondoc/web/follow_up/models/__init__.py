"""The tables of the cycle: who holds what, what was reported, asked, answered and sent."""

from __future__ import annotations

from dondoc.web.follow_up.models.assignments import Assignment, ClassSpread, HandBack
from dondoc.web.follow_up.models.cooperation import CooperationRequest
from dondoc.web.follow_up.models.letters import LetterItem, LetterReply, UrgingLetter
from dondoc.web.follow_up.models.messages import DayPlan, Delivery, Message, Reminder
from dondoc.web.follow_up.models.people import Contact, Invitation
from dondoc.web.follow_up.models.reports import ProgressReport, ReportAttachment, ReportingPeriod

__all__ = [
    "Assignment",
    "ClassSpread",
    "Contact",
    "CooperationRequest",
    "DayPlan",
    "Delivery",
    "HandBack",
    "Invitation",
    "LetterItem",
    "LetterReply",
    "Message",
    "ProgressReport",
    "Reminder",
    "ReportAttachment",
    "ReportingPeriod",
    "UrgingLetter",
]
