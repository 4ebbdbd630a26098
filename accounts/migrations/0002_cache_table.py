"""The table of the cache in which limits on log-ins are counted."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_reminders")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
