from django.db import migrations, models


def score_open_ones_by_the_second(apps, schema_editor):
    """What is not completed has no result yet that a new method could change."""
    rows = apps.get_model("assessments", "Assessment").objects.filter(completed_at=None)
    rows.update(method=2)


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0010_runs_are_last_heard_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="method",
            field=models.PositiveSmallIntegerField(default=1, help_text="The method that scores it; it stays when there is a better one."),
        ),
        migrations.RunPython(score_open_ones_by_the_second, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="assessment",
            name="method",
            field=models.PositiveSmallIntegerField(default=2, help_text="The method that scores it; it stays when there is a better one."),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(condition=models.Q(("method__in", [1, 2])), name="assessment_method"),
        ),
    ]
