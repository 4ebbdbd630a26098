import datetime

import assessments.models.constraints
import django.core.validators
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0008_bring_inside_limits'),
        ('roles', '0010_related_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='assessment',
            name='interest_weight',
            field=models.PositiveSmallIntegerField(default=0, help_text='How much enjoyment counts beside fit in the order of roles, in per cent.', validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)]),
        ),
        migrations.AlterField(
            model_name='assessment',
            name='started_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('completed_at__gte', models.F('started_at'))), name='assessment_completed_after_start'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('plan_start__gte', datetime.date(2000, 1, 1)), ('plan_start__lte', datetime.date(2199, 12, 31)), ('ready_by__gte', datetime.date(2000, 1, 1)), ('ready_by__lte', datetime.date(2199, 12, 31))), name='assessment_days'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('ready_by__gt', models.F('plan_start'))), name='assessment_ready_after_start'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(assessments.models.constraints.JSONArrayLength('weeks_off'), 200)), name='assessment_weeks_off'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(assessments.models.constraints.JSONArrayLength('families'), 3)), name='assessment_families'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('education'), 1000)), name='assessment_education'),
        ),
        migrations.AddConstraint(
            model_name='ownstep',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('title'), 200), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('what'), 2000)), name='own_step_lengths'),
        ),
        migrations.AddConstraint(
            model_name='stepprogress',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('step'), 250), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('note'), 2000), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('evidence'), 2000), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('intention'), 300), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('way'), 100), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('resource'), 500)), name='progress_lengths'),
        ),
    ]
