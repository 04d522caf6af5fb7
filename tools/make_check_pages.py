"""Write the pages in docs/checks/ from the catalogue of checks: `python tools/make_check_pages.py [--check]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from dondoc.reading.checks import FAMILIES, Check, all_checks

FOLDER = Path(__file__).parents[1] / "docs" / "checks"
SEVERITY = {"error": ("lỗi", "error"), "warning": ("cảnh báo", "warning"), "note": ("lưu ý", "note")}


def pages() -> Iterator[tuple[str, str]]:
    """Give the name and the text of every page, the index first."""
    yield "README.md", _index()
    for check in all_checks().values():
        yield f"{check.code}.md", _page(check)


def _page(check: Check) -> str:
    severity, severity_en = SEVERITY[check.severity]
    family, family_en = FAMILIES[check.family]
    return f"""# {check.code}: {check.title.vi}

Họ **{check.family}** ({family}), mức **{severity}**.

> {check.message.vi}

**Vì sao.** {check.why.vi}

**Ví dụ.** {check.example.vi}

**Cách sửa.** {check.fix.vi}

Bỏ qua: `dondoc check TỆP --ignore {check.code}`, hoặc một mục `code = "{check.code}"` trong `.dondoc-ignore`.

---

# {check.code}: {check.title.en}

Family **{check.family}** ({family_en}), severity **{severity_en}**.

> {check.message.en}

**Why.** {check.why.en}

**Example.** {check.example.en}

**How to mend it.** {check.fix.en}

To leave it out: `dondoc check FILE --ignore {check.code}`, or an entry `code = "{check.code}"` in `.dondoc-ignore`.
"""


def _index() -> str:
    return "\n".join(_index_lines()) + "\n"


def _index_lines() -> Iterator[str]:
    yield "# Các phép kiểm tra / The checks"
    yield ""
    yield "`dondoc check TỆP` tìm các lỗi sau đây; `dondoc check --explain MÃ` giải thích một mã ngay trên dòng lệnh."
    yield ""
    yield "`dondoc check FILE` finds the following; `dondoc check --explain CODE` explains a code on the command line."
    for family, (name, name_en) in FAMILIES.items():
        yield ""
        yield f"## {family}: {name} / {name_en}"
        yield ""
        yield "| Mã / Code | Mức / Severity | Phát hiện | Finding |"
        yield "|---|---|---|---|"
        for check in all_checks().values():
            if check.family == family:
                severity = " / ".join(SEVERITY[check.severity])
                yield f"| [{check.code}]({check.code}.md) | {severity} | {check.title.vi} | {check.title.en} |"


def main() -> int:
    """Write the pages; with --check only tell whether they are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is not up to date")
    only_check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = dict(pages())
    stale = [name for name, text in wanted.items() if _text(FOLDER / name) != text]
    left_over = [path.name for path in FOLDER.glob("*.md") if path.name not in wanted]
    if not only_check:
        for name in stale:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        for name in left_over:
            (FOLDER / name).unlink()
    print(f"docs/checks: {len(wanted)} pages, {len(stale)} stale, {len(left_over)} left over")
    return 1 if only_check and (stale or left_over) else 0


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main())
