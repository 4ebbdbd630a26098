"""Several catalogues. The editions there are belong to ``main``.

No edition is updated, which its trigger would refuse: the new column comes with a default. SQLite
copies the table to add it and loses the trigger, so it is made anew in the end.
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

TRIGGER = """
CREATE TRIGGER roles_edition_immutable BEFORE UPDATE ON roles_edition
BEGIN SELECT RAISE(ABORT, 'A published edition cannot be changed.'); END
"""


def make_main(apps, schema_editor):
    catalogues = apps.get_model("roles", "Catalogue").objects.using(schema_editor.connection.alias)
    catalogues.create(slug="main")


def keep_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS roles_edition_immutable")
        schema_editor.execute(TRIGGER)


class Migration(migrations.Migration):
    dependencies = [("roles", "0006_featured_jobs")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_trigger),
        migrations.CreateModel(
            name="Catalogue",
            fields=[
                (
                    "slug",
                    models.SlugField(
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(-[a-z0-9]+)*\\Z",
                                "Use small letters, digits and single hyphens.",
                            ),
                            django.core.validators.RegexValidator(
                                "(^|-)vs(-|$)",
                                "“vs” separates roles in an address.",
                                inverse_match=True,
                            ),
                        ],
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={"ordering": ("position", "slug")},
        ),
        migrations.RunPython(make_main, migrations.RunPython.noop),
        migrations.AddField(
            model_name="edition",
            name="catalogue",
            field=models.ForeignKey(
                default="main",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="roles.catalogue",
            ),
        ),
        migrations.AlterField(
            model_name="edition",
            name="number",
            field=models.PositiveIntegerField(
                validators=[django.core.validators.MinValueValidator(1)]
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("catalogue", "number"), name="one_number_a_catalogue"
            ),
        ),
        migrations.RunPython(keep_trigger, migrations.RunPython.noop),
    ]
