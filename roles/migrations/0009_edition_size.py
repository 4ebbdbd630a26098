"""How much each edition changed. Editions there are keep it unknown: nothing updates an edition.

A column that may be empty is added without copying the table, so that its trigger stays.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0008_imports_from_sources")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="size",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
    ]
