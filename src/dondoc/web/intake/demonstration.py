"""The demonstration: the sample programme and a person for each role. Everything here is marked as made up."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

import dondoc
from dondoc.reading.checks import run_checks
from dondoc.reading.checks.context import CheckContext
from dondoc.reading.register import Json
from dondoc.reading.register_json import register_from_json
from dondoc.reading.source import SourceText
from dondoc.reading.structure import structure
from dondoc.web.intake.aligned import aligned
from dondoc.web.organisations import services as people
from dondoc.web.organisations.models import Agency, Membership, User
from dondoc.web.organisations.reference import load_reference
from dondoc.web.register.models import Programme
from dondoc.web.register.services.importing import ReadFile, find_imported, import_document
from dondoc.web.register.services.publishing import publish
from dondoc.web.register.services.reviewing import confirm_item, confirm_rest

SAMPLE = "50-CTr-TU"
SHORT_TITLE = "Chương trình 50-CTr/TU"
ENDS_ON = dt.date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who may sign in to the demonstration."""

    email: str
    name: str
    role: str
    agency: str


PEOPLE = (
    DemoPerson("vanphong@demo.dondoc.vn", "Trần Văn Phòng", Membership.Role.OFFICE, "Văn phòng Tỉnh ủy"),
    DemoPerson("lanhdao@demo.dondoc.vn", "Lê Lãnh Đạo", Membership.Role.LEADER, "Văn phòng Tỉnh ủy"),
    DemoPerson("coquan@demo.dondoc.vn", "Nguyễn Cơ Quan", Membership.Role.AGENCY, "Ban Tổ chức Tỉnh ủy"),
    DemoPerson("kiemtra@demo.dondoc.vn", "Phạm Kiểm Tra", Membership.Role.INSPECTOR, "Ủy ban Kiểm tra Tỉnh ủy"),
)


def set_up() -> list[tuple[DemoPerson, str]]:
    """Load the reference data, the demonstration people and the sample programme; give each person's password.

    Can be repeated: what is there already is left as it is.
    """
    load_reference()
    passwords = [(person, _person(person)) for person in PEOPLE]
    load_sample(User.objects.get(email=PEOPLE[0].email))
    return passwords


@transaction.atomic
def load_sample(actor: User) -> Programme | None:
    """Import, confirm and publish the sample programme; None where its files are not there."""
    read = read_sample()
    if read is None:
        return None
    if (known := find_imported(read.sha256)) is not None:
        return known.programme
    office = Agency.objects.get(name="Văn phòng Tỉnh ủy")
    document = import_document(actor=actor, office=office, read=read)
    for item in document.items.filter(optional=True).exclude(number__in=_headings()):
        confirm_item(actor=actor, item=item, version=item.version)
    confirm_rest(actor=actor, document=document)
    return publish(
        actor=actor, document=document, short_title=SHORT_TITLE, office=office, ends_on=ENDS_ON, simulated=True
    )


def read_sample() -> ReadFile | None:
    """Give the sample as a file that was read: with the register a person reviewed, or else the reader's own."""
    folder = sample_folder()
    if folder is None:
        return None
    content = (folder / f"{SAMPLE}.ocr.txt").read_bytes()
    source = SourceText.from_text(content.decode("utf-8"), file_name=f"{SAMPLE}.ocr.txt")
    register = register_from_json(_sample_json())
    repaired = aligned(source, (folder / f"{SAMPLE}.txt").read_text(encoding="utf-8"))
    findings = run_checks(CheckContext(repaired, structure(repaired), register))
    sha256 = hashlib.sha256(content).hexdigest()
    register = dataclasses.replace(register, findings=findings)
    return ReadFile(f"{SAMPLE}.ocr.txt", "text", sha256, content, source, repaired, register)


def sample_folder() -> Path | None:
    """Find the sample: in the installed package, or beside the sources."""
    package = Path(dondoc.__file__).parent
    for folder in (package / "samples", package.parents[1] / "samples"):
        if (folder / f"{SAMPLE}.register.json").is_file():
            return folder
    return None


def _person(person: DemoPerson) -> str:
    """Make the person if he is new; give the password kept in the folder of the installation."""
    user = User.objects.filter(email=person.email).first()
    password = _password(person.email)
    if user is None:
        user = people.create_person(actor=None, email=person.email, name=person.name, password=password)
        agency = Agency.objects.get(name=person.agency)
        people.grant(actor=None, user=user, agency=agency, role=person.role)
    elif not user.check_password(password):
        user.set_password(password)
        user.save()
    return password


def _password(email: str) -> str:
    path = settings.VAR / "demo-passwords.json"
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if email not in kept:
        kept[email] = secrets.token_urlsafe(9)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return kept[email]


def _headings() -> list[int]:
    """Give the numbers of the sample's items that are headings over items listed themselves."""
    items = _sample_json()["items"]
    return [number for number, item in enumerate(items, 1) if item.get("group")]


def _sample_json() -> Json:
    folder = sample_folder()
    if folder is None:
        raise FileNotFoundError(SAMPLE)
    register: Json = json.loads((folder / f"{SAMPLE}.register.json").read_text(encoding="utf-8"))
    return register
