"""Printing a Word file as PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

SECONDS = 120


class NoPrinter(Exception):
    """There is no LibreOffice, or it did not print; the message is a sentence for the page."""


def can_print() -> bool:
    """Tell whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def pdf_of(word: bytes) -> bytes:
    """Give the PDF of a Word file. Raises `NoPrinter`."""
    program = shutil.which("soffice")
    if program is None:
        raise NoPrinter(_("Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải tệp Word."))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(word)
        _convert(program, source)
        printed = source.with_suffix(".pdf")
        if not printed.is_file():
            raise NoPrinter(_("LibreOffice không xuất được PDF của văn bản này; hãy tải tệp Word."))
        return printed.read_bytes()


def _convert(program: str, source: Path) -> None:
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    order = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    try:
        subprocess.run(order, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - our own program and file
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NoPrinter(_("LibreOffice không xuất được PDF của văn bản này; hãy tải tệp Word.")) from error
