"""Plain builders: each makes one thing with whole and harmless values, and takes what a test cares about."""

from __future__ import annotations

import datetime as dt
import hashlib
from itertools import count
from typing import Any

from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.register.choices import ItemState
from dondoc.web.register.models import Completion, Cooperation, DeadlineChange, Document, Programme, WorkItem
from dondoc.web.text import folded, path_key

ISSUED_ON = dt.date(2021, 8, 9)
PASSWORD = "mot-mat-khau-dai-2021"
_numbers = count(1)


def make_agency(name: str | None = None, **fields: Any) -> Agency:
    agency = Agency(name=name or f"Sở số {next(_numbers)}", **fields)
    agency.refresh_keys()
    agency.full_clean()
    agency.save()
    return agency


def make_user(
    name: str = "Nguyễn Văn An", *, role: str | None = None, agency: Agency | None = None, **fields: Any
) -> User:
    """Make a person; with a role and an agency he is a member of it. `clearance` goes to the membership."""
    clearance = fields.pop("clearance", 1)
    email = fields.pop("email", f"nguoi{next(_numbers)}@example.vn")
    user = User.objects.create_user(email, PASSWORD, name=name, **fields)
    if role is not None:
        Membership.objects.create(user=user, agency=agency or make_agency(), role=role, clearance=clearance)
    return user


def make_office(agency: Agency | None = None, **fields: Any) -> User:
    return make_user("Trần Văn Phòng", role="office", agency=agency, **fields)


def agency_of(user: User) -> Agency:
    """Give the agency of a person's first membership."""
    return user.memberships.order_by("pk")[0].agency


def make_document(*, office: Agency | None = None, **fields: Any) -> Document:
    number = next(_numbers)
    reference = fields.pop("reference", f"{number}-CTr/TU")
    values: dict[str, Any] = {
        "document_type": "programme",
        "reference": reference,
        "reference_folded": folded(reference),
        "subject": "thực hiện Nghị quyết Đại hội",
        "issued_on": ISSUED_ON,
        "held_by": office or make_agency(),
        "status": Document.Status.PUBLISHED,
        "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
    }
    document = Document(**{**values, **fields})
    document.full_clean(exclude=["file"])
    document.save()
    return document


def make_programme(*, office: Agency | None = None, **fields: Any) -> Programme:
    office = office or make_agency()
    document = fields.pop("document", None) or make_document(office=office)
    values: dict[str, Any] = {
        "document": document,
        "title": f"Chương trình {document.reference}",
        "office": office,
        "status": Programme.Status.RUNNING,
        "starts_on": ISSUED_ON,
    }
    programme = Programme(**{**values, **fields})
    programme.full_clean()
    programme.save()
    return programme


def make_work_item(*, programme: Programme | None = None, lead: Agency | None = None, **fields: Any) -> WorkItem:
    """Make an item under follow-up since the day its directive was issued; `due_on` becomes its first deadline too."""
    programme = programme or make_programme()
    number = next(_numbers)
    path = fields.pop("path", f"II/3/3.2/({number})")
    title = fields.pop("title", f"Xây dựng Đề án số {number}")
    is_class = fields.get("lead_is_class", False)
    values: dict[str, Any] = {
        "programme": programme,
        "document": programme.document,
        "number": number,
        "path": path,
        "path_key": path_key(path),
        "title": title,
        "search": folded(f"{title} {path}"),
        "lead_agency": None if is_class else lead or make_agency(),
        "state": ItemState.ACTIVE,
        "assigned_on": ISSUED_ON,
        "first_due_on": fields.get("due_on"),
    }
    item = WorkItem(**{**values, **fields})
    item.full_clean()
    item.save()
    return item


def make_draft_item(*, document: Document, **fields: Any) -> WorkItem:
    fields = {"programme": None, "document": document, "state": ItemState.DRAFT, "assigned_on": None, **fields}
    number = next(_numbers)
    path = fields.pop("path", f"II/{number}")
    values = {"number": number, "path": path, "path_key": path_key(path), "title": f"Xây dựng Kế hoạch số {number}"}
    item = WorkItem(**{**values, **fields})
    item.full_clean()
    item.save()
    return item


def make_cooperation(item: WorkItem, agency: Agency) -> Cooperation:
    return Cooperation.objects.create(item=item, agency=agency, as_written=agency.name)


def make_completion(item: WorkItem, *, completed_on: dt.date, **fields: Any) -> Completion:
    """Hand a product in; with `state="accepted"` the item is done from the day on the product."""
    by = fields.pop("by", None) or make_user()
    values: dict[str, Any] = {
        "item": item,
        "product_reference": "12-ĐA/TU",
        "completed_on": completed_on,
        "link": "https://example.vn/12-DA-TU.pdf",
        "submitted_by": by,
        "submitted_on": completed_on,
    }
    if fields.get("state") in {"accepted", "returned"}:
        values |= {"decided_by": by, "decided_on": fields.get("submitted_on", completed_on), "decision_note": "Đã xem."}
    completion = Completion(**{**values, **fields})
    completion.full_clean()
    completion.save()
    if completion.state == "accepted":
        item.completed_on = completed_on
        item.full_clean()
        item.save()
    return completion


def make_deadline_change(item: WorkItem, *, new_due_on: dt.date, decided_on: dt.date, **fields: Any) -> DeadlineChange:
    """Extend a deadline by a decision of a day."""
    by = fields.pop("by", None) or make_user()
    change = DeadlineChange(
        item=item,
        state="approved",
        old_due_on=item.due_on,
        new_due_on=new_due_on,
        reason="Chờ hướng dẫn của Trung ương.",
        requested_by=by,
        requested_on=decided_on,
        decided_by=by,
        decided_on=decided_on,
        **fields,
    )
    change.full_clean()
    change.save()
    item.due_on = new_due_on
    item.full_clean()
    item.save()
    return change
