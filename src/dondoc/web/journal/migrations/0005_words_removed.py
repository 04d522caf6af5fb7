"""The words of entries about a discarded draft may be removed: the triggers are put in place anew."""

from typing import Any

from django.db import migrations

from dondoc.web.journal import protection


def _anew(apps: Any, editor: Any) -> None:
    protection.lift(editor.connection)
    protection.protect(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_blank")]
    operations = [migrations.RunPython(_anew, migrations.RunPython.noop)]
