"""The sentences and lines of a review report: what its figures say in the words of reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dondoc.web.official.blocks import DOTS
from dondoc.web.official.words import day, number, share
from dondoc.web.reviews.choices import Outcome, Section
from dondoc.web.reviews.figures import Figures
from dondoc.web.reviews.models import Review
from dondoc.web.reviews.words import outcome_words

LISTED = 60  # rows of one list in the report itself; the annex has them all
GOOD = ("reached", "on_path")
Group = dict[str, Any]


def opening(review: Review, figures: Figures) -> str:
    document = review.programme.document
    issued = f" ngày {day(document.issued_on)}" if document.issued_on else ""
    by = f" của {document.issued_by}" if document.issued_by else ""
    return (
        f"Thực hiện {document.formal_name}{issued}{by}, "
        f"{review.programme.office.name} báo cáo kết quả thực hiện từ ngày {day(review.covers_from)} "
        f"đến ngày {day(figures.on)} như sau:"
    )


def counts_sentence(figures: Figures) -> str:
    counts = figures.counts
    closed = [
        (counts.of(Outcome.MERGED), "đã gộp vào nhiệm vụ khác"),
        (counts.of(Outcome.DROPPED), "thôi theo dõi theo quyết định"),
    ]
    told = "".join(f", {number(count)} {words}" for count, words in closed if count)
    return (
        f"Tính đến ngày {day(figures.on)}, văn bản giao {number(counts.total)} nhiệm vụ, gồm "
        f"{number(counts.of(Outcome.DONE_ON_TIME))} hoàn thành đúng hạn, {number(counts.of(Outcome.DONE_LATE))} hoàn "
        f"thành quá hạn, {number(counts.of(Outcome.OPEN_IN_TIME))} đang thực hiện trong hạn (trong đó "
        f"{number(len(figures.rows('undated')))} chưa có hạn hoặc thường xuyên), "
        f"{number(counts.of(Outcome.OPEN_OVERDUE))} đang thực hiện quá hạn{told}."
    )


def comparison(figures: Figures) -> list[str]:
    """Say what is more and what is less than in the review before; what is the same is one sentence."""
    before = figures.previous
    if before is None:
        return []
    lines, same = [], []
    for outcome in Outcome:
        was, now, words = before.counts.of(outcome), figures.counts.of(outcome), outcome_words(outcome)
        if was == now:
            same.append(words.lower())
            continue
        change = f"tăng {number(now - was)}" if now > was else f"giảm {number(was - now)}"
        lines.append(f"{words}: {number(now)} nhiệm vụ, {change} (đến {day(before.on)}: {number(was)}).")
    if not lines:
        return [f"Số nhiệm vụ theo từng kết quả không đổi so với ngày {day(before.on)}."]
    return [*lines, *([f"Không đổi so với ngày {day(before.on)}: {'; '.join(same)}."] if same else [])]


def overdue_sentence(figures: Figures) -> str:
    late = figures.counts.of(Outcome.OPEN_OVERDUE)
    if not late:
        return "Không có nhiệm vụ quá hạn."
    rest = f"; dưới đây nêu {LISTED} nhiệm vụ chậm nhất, toàn bộ tại Phụ lục I" if late > LISTED else ""
    return f"Có {number(late)} nhiệm vụ đang thực hiện đã quá hạn{rest}:"


def overdue(figures: Figures) -> list[dict[str, Any]]:
    """Give the open overdue items, the latest first."""
    late = [row for row in figures.items if row["outcome"] == Outcome.OPEN_OVERDUE]
    late.sort(key=lambda row: -row["over"])
    return [
        {
            "number": place,
            "title": row["title"],
            "lead": row["lead"],
            "due": day(row["due"]),
            "over": number(row["over"]),
            "cause": row["cause"],
        }
        for place, row in enumerate(late[:LISTED], 1)
    ]


def changed(figures: Figures) -> list[Group]:
    """Say which items were extended, merged, dropped, and which were never started, each kind under its heading."""
    items = {row["pk"]: row for row in figures.items}
    extended = [items[pk] for pk in figures.rows("extended")]
    groups = [
        ("Nhiệm vụ được gia hạn", [_extended(row) for row in extended]),
        ("Nhiệm vụ đã gộp", [f"{_item(row)}: gộp vào nhiệm vụ tại {row['merged_into'] or DOTS}"
                              for row in _with(figures, Outcome.MERGED)]),
        ("Nhiệm vụ thôi theo dõi", [f"{_item(row)}: {row['closed_why'] or DOTS}"
                                     for row in _with(figures, Outcome.DROPPED)]),
        ("Nhiệm vụ chưa triển khai", [_item(items[pk]) for pk in figures.rows("never_started")]),
    ]  # fmt: skip
    return [{"heading": f"{words} ({number(len(lines))})", "lines": _listed(lines)} for words, lines in groups if lines]


def indicators_sentence(figures: Figures) -> str:
    """Say how many indicators can be judged and how many of those are well, with what each rate divides by."""
    rows = figures.indicators
    if not rows:
        return "Văn bản không giao chỉ tiêu."
    unknown = sum(row["status"] == "unknown" for row in rows)
    good, judged = sum(row["status"] in GOOD for row in rows), len(rows) - unknown
    return (
        f"Văn bản giao {number(len(rows))} chỉ tiêu; {number(judged)} chỉ tiêu đánh giá được, {number(unknown)} chỉ "
        f"tiêu chưa đủ số liệu. Đạt mục tiêu hoặc đúng lộ trình trên số đánh giá được: {share(good, judged)}."
    )


def said(figures: Figures, section: Section) -> list[str]:
    """Give the paragraphs of a part: the office's own, then those of agencies with their names.

    What several agencies say in the same words is said once, with all their names.
    """
    written = figures.narratives(section)
    own = [line for one in written if not one["agency"] for line in _lines(one["text"])]
    by_line: dict[str, list[str]] = defaultdict(list)
    for one in written:
        for line in _lines(one["text"]) if one["agency"] else ():
            by_line[line].append(one["agency"])
    common = [f"{line.rstrip('.')} ({', '.join(names)})." for line, names in by_line.items() if len(names) > 1]
    single: dict[str, list[str]] = defaultdict(list)
    for line, names in by_line.items():
        if len(names) == 1:
            single[names[0]].append(line)
    return [*own, *common, *(f"{name}: {' '.join(lines)}" for name, lines in single.items())]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _item(row: dict[str, Any]) -> str:
    return f"{row['title']} ({row['lead']})" if row["lead"] and row["agency"] else str(row["title"])


def _extended(row: dict[str, Any]) -> str:
    now = f", hạn hiện nay {day(row['due'])}" if row["due"] else ""
    return f"{_item(row)}: gia hạn {row['extended']} lần, hạn ban đầu {day(row['first_due'])}{now}"


def _with(figures: Figures, outcome: Outcome) -> Iterable[dict[str, Any]]:
    return (row for row in figures.items if row["outcome"] == outcome)


def _listed(lines: list[str]) -> list[str]:
    """Give at most so many lines, and say how many more the annex has."""
    rest = len(lines) - LISTED
    shown = [f"{line.rstrip('.')}." for line in lines[:LISTED]]
    return [*shown, *([f"Và {number(rest)} nhiệm vụ khác, nêu tại Phụ lục I."] if rest > 0 else [])]
