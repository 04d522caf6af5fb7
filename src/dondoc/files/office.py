"""Old Word, OpenDocument and RTF files: LibreOffice makes a DOCX of them, where it is installed."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from dondoc.files.child import Teller
from dondoc.files.errors import Encrypted, MissingTool, OpeningTimeout, Unreadable
from dondoc.files.opened import MEBIBYTE
from dondoc.files.word.reading import read_docx

ENDINGS = {"doc": "doc", "odt": "odt", "rtf": "rtf"}
PROFILE_MEMORY = 4096 * MEBIBYTE  # LibreOffice reserves address space it never uses


def read_office(job: dict[str, Any], tell: Teller) -> dict[str, Any]:
    """Give the source text of a DOC, ODT or RTF file as JSON values, as `read_docx` does.

    Macros are not run: the conversion has a profile of its own with the highest macro security and no network.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise MissingTool(name=job["name"], tool="LibreOffice", package="libreoffice-writer")
    with tempfile.TemporaryDirectory(prefix="office-") as folder:
        made = _converted(office, job, Path(folder))
        return read_docx({**job, "path": str(made)}, tell)


def _converted(office: str, job: dict[str, Any], folder: Path) -> Path:
    given = folder / f"given.{ENDINGS[job['kind']]}"
    shutil.copyfile(job["path"], given)
    seconds = job["limits"]["page_seconds"]
    command = [
        office, "--headless", "--norestore", "--nolockcheck", "--nodefault", f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603  (a fixed command on our own copy of the file)
            command, capture_output=True, check=False, timeout=seconds, preexec_fn=_allow_memory, env=dict(os.environ)
        )
    except subprocess.TimeoutExpired:
        raise OpeningTimeout(name=job["name"], seconds=round(seconds)) from None
    made = folder / "out" / "given.docx"
    if not made.exists():
        asked = b"password" in (done.stdout + done.stderr).lower()
        raise (Encrypted if asked else Unreadable)(name=job["name"])
    return made


def _allow_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (PROFILE_MEMORY, PROFILE_MEMORY))
