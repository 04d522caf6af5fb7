from django.db import migrations

from dondoc.web.journal import protection


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: protection.protect(editor.connection),
            lambda apps, editor: protection.lift(editor.connection),
        )
    ]
