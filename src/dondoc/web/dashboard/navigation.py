"""The pages in the navigation, by what people do. A new page adds one row here."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dondoc.web.organisations.models import User
from dondoc.web.organisations.policies import Action, may


@dataclass(frozen=True, slots=True)
class NavigationRow:
    """One page: its name, its URL name, its icon; with an `action` only people who may do it somewhere see the row."""

    name: str | Promise
    url_name: str
    icon: str
    action: Action | None = None
    in_bottom: bool = False


GROUPS: tuple[tuple[NavigationRow, ...], ...] = (
    (
        NavigationRow(_("Tổng quan"), "dashboard:overview", "layout-dashboard", in_bottom=True),
        NavigationRow(_("Việc của tôi"), "dashboard:mine", "inbox", in_bottom=True),
    ),
    (
        NavigationRow(_("Nhiệm vụ"), "register:items", "checklist", in_bottom=True),
        NavigationRow(_("Chỉ tiêu"), "indicators:indicators", "target"),
        NavigationRow(_("Tiến độ"), "follow_up:timeline", "timeline"),
        NavigationRow(_("Báo cáo"), "follow_up:reports", "report"),
        NavigationRow(_("Đôn đốc"), "follow_up:urging", "bell"),
        NavigationRow(_("Quán triệt"), "dissemination:sessions", "users"),
        NavigationRow(_("Cụ thể hóa"), "cascade:matrix", "sitemap"),
        NavigationRow(_("Kiểm tra"), "inspections:inspections", "clipboard-check"),
        NavigationRow(_("Sơ kết, tổng kết"), "reviews:reviews", "clipboard-text"),
    ),
    (
        NavigationRow(_("Văn bản"), "register:documents", "file-text"),
        NavigationRow(_("Quan hệ văn bản"), "documents:graph", "affiliate"),
        NavigationRow(_("Nạp văn bản"), "intake:intake", "upload", action=Action.IMPORT),
        NavigationRow(_("Các cơ quan"), "organisations:agencies", "building"),
        NavigationRow(_("Nhật ký"), "journal:journal", "history", action=Action.SEE_JOURNAL),
        NavigationRow(_("Thiết lập"), "follow_up:setup", "settings", action=Action.MANAGE_PROGRAMME),
    ),
)


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One link of the navigation as a page shows it."""

    name: str | Promise
    url_name: str
    icon: str
    is_here: bool
    count: int = 0


def navigation(path: str, user: User | AnonymousUser) -> tuple[tuple[NavigationLink, ...], ...]:
    """Give the groups of links that a person sees on the page at `path`."""
    groups = (tuple(_links(group, path, user)) for group in GROUPS)
    return tuple(group for group in groups if group)


def bottom_bar(path: str, user: User | AnonymousUser) -> tuple[NavigationLink, ...]:
    """Give the links of the bar at the bottom of a telephone."""
    rows = tuple(row for group in GROUPS for row in group if row.in_bottom)
    return tuple(_links(rows, path, user))


def _links(rows: tuple[NavigationRow, ...], path: str, user: User | AnonymousUser) -> list[NavigationLink]:
    shown = [row for row in rows if row.action is None or may(user, row.action)]
    found = [(row, address) for row in shown if (address := _address(row.url_name)) is not None]
    return [NavigationLink(row.name, row.url_name, row.icon, is_here=_is_here(path, address)) for row, address in found]


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def _is_here(path: str, address: str) -> bool:
    return path == address or (address != "/" and path.startswith(address))
