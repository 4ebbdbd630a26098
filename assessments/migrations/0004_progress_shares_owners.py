import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import assessments.models.assessment

STATUSES = [("todo", "To do"), ("doing", "Doing"), ("done", "Done"), ("skipped", "Not for me")]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("assessments", "0003_way_and_interest_weight"),
    ]

    operations = [
        migrations.AddField(
            "assessment",
            "owner",
            models.ForeignKey(
                blank=True,
                null=True,
                help_text="The account that holds it; none while only a browser's session does.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "assessment",
            "earlier",
            models.ForeignKey(
                blank=True,
                null=True,
                help_text="The assessment that this one repeats, some time on.",
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="later",
                to="assessments.assessment",
            ),
        ),
        migrations.AddField(
            "assessment",
            "plan_start",
            models.DateField(
                blank=True,
                null=True,
                help_text="The first day of the plan; the day of completion if none.",
            ),
        ),
        migrations.AddField(
            "assessment",
            "ready_by",
            models.DateField(blank=True, null=True, help_text="The day to be ready by."),
        ),
        migrations.AddField(
            "assessment",
            "weeks_off",
            models.JSONField(
                blank=True,
                default=list,
                help_text="Mondays of weeks without study: ISO dates, in order.",
            ),
        ),
        migrations.RemoveConstraint("stepdone", "one_tick_per_step"),
        migrations.RenameModel("StepDone", "StepProgress"),
        migrations.AlterModelOptions(
            "stepprogress", {"verbose_name_plural": "progress of steps"}
        ),
        migrations.AlterField(
            "stepprogress",
            "assessment",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="progress",
                to="assessments.assessment",
            ),
        ),
        # Every row so far is a tick: rows that are there get "done", later ones "todo".
        migrations.AddField(
            "stepprogress",
            "status",
            models.CharField(choices=STATUSES, default="done", max_length=10),
        ),
        migrations.AlterField(
            "stepprogress",
            "status",
            models.CharField(choices=STATUSES, default="todo", max_length=10),
        ),
        migrations.AlterField(
            "stepprogress", "done_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "stepprogress", "note", models.TextField(blank=True, default="", max_length=2000), False
        ),
        migrations.AddField(
            "stepprogress",
            "evidence",
            models.TextField(
                blank=True,
                default="",
                max_length=2000,
                help_text="A link or a text that shows that the person can.",
            ),
            False,
        ),
        migrations.AddField(
            "stepprogress",
            "intention",
            models.CharField(
                blank=True,
                default="",
                max_length=300,
                help_text="When and where the person means to do it.",
            ),
            False,
        ),
        migrations.AddField(
            "stepprogress",
            "way",
            models.CharField(blank=True, default="", max_length=100),
            False,
        ),
        migrations.AddField(
            "stepprogress",
            "resource",
            models.CharField(blank=True, default="", max_length=500),
            False,
        ),
        migrations.AddField("stepprogress", "saved_at", models.DateTimeField(auto_now=True)),
        migrations.AddConstraint(
            "stepprogress",
            models.UniqueConstraint(fields=("assessment", "step"), name="one_progress_per_step"),
        ),
        migrations.AddConstraint(
            "stepprogress",
            models.CheckConstraint(
                condition=models.Q(status__in=["todo", "doing", "done", "skipped"]),
                name="progress_status",
            ),
        ),
        migrations.AddConstraint(
            "stepprogress",
            models.CheckConstraint(
                condition=models.Q(status="done", done_at__isnull=False)
                | (~models.Q(status="done") & models.Q(done_at__isnull=True)),
                name="progress_done_at",
            ),
        ),
        migrations.CreateModel(
            name="OwnStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_steps",
                        to="assessments.assessment",
                    ),
                ),
                ("role", models.SlugField(max_length=100)),
                ("title", models.CharField(max_length=200)),
                ("what", models.TextField(blank=True, max_length=2000)),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2000),
                        ]
                    ),
                ),
                ("phase", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("added_at", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(hours__gte=1, hours__lte=2000), name="own_step_hours"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=assessments.models.assessment.new_key,
                        editable=False,
                        max_length=40,
                        unique=True,
                    ),
                ),
                ("shows_plan", models.BooleanField(default=False)),
                ("ends_on", models.DateField(help_text="The last day on which it opens.")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={"ordering": ("made_at", "pk")},
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assessment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=assessments.models.assessment.new_key,
                        editable=False,
                        max_length=40,
                        unique=True,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
