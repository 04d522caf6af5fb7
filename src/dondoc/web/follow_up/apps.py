from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from dondoc.web.follow_up.protection import protect_after_migration


class FollowUpConfig(AppConfig):
    name = "dondoc.web.follow_up"
    label = "follow_up"
    verbose_name = "Theo dõi, đôn đốc"

    def ready(self) -> None:
        """Put the triggers of the tree in place after every migration: SQLite drops them when it rebuilds a table."""
        post_migrate.connect(protect_after_migration, sender=self, dispatch_uid="follow_up.protection")
