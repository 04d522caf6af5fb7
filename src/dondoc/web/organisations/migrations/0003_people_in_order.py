"""People stand in the order of Vietnamese names; a stored key says it, as no database does."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from dondoc.web.text import person_sort_key


def give_keys(apps: Any, _schema: Any) -> None:
    user = apps.get_model("organisations", "User")
    rows = list(user.objects.all())
    for row in rows:
        row.sort_key = person_sort_key(row.name)
    user.objects.bulk_update(rows, ["sort_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_names")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(db_index=True, default="", editable=False, max_length=500),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]
