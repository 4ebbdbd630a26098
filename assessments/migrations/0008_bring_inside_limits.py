import datetime

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Left, Length
from django.utils import timezone

# Imports of files took what no form takes: moments to come, a completion before the start, any
# number of weeks off. Such rows are brought to the nearest that may be; none is removed.

FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)
FIRST_MONDAY = datetime.date(1999, 12, 27)
DAY = datetime.timedelta(days=1)
MOST_WEEKS_OFF, MOST_FAMILIES = 200, 3
LONGEST = {
    "Assessment": {"education": 1000},
    "OwnStep": {"title": 200, "what": 2000},
    "StepProgress": {
        "note": 2000,
        "evidence": 2000,
        "intention": 300,
        "way": 100,
        "resource": 500,
    },
}


def bring_inside(apps, schema_editor):
    models = {name: apps.get_model("assessments", name) for name in LONGEST}
    now = timezone.now()
    bring_moments(models, now)
    bring_days(models["Assessment"])
    bring_lists(models["Assessment"], timezone.localdate(now))
    for name, fields in LONGEST.items():
        for field, most in fields.items():
            longer = models[name].objects.alias(length=Length(field)).filter(length__gt=most)
            longer.update(**{field: Left(field, most)})


def bring_moments(models, now):
    """Nothing has happened in the future, and nothing was completed before it was begun."""
    rows = models["Assessment"].objects
    # A completion that can be true says more than a beginning that cannot.
    rows.filter(started_at__gt=now, completed_at__lte=now).update(started_at=F("completed_at"))
    rows.filter(started_at__gt=now).update(started_at=now)
    rows.filter(completed_at__gt=now).update(completed_at=now)
    rows.filter(completed_at__lt=F("started_at")).update(completed_at=F("started_at"))
    models["StepProgress"].objects.filter(done_at__gt=now).update(done_at=now)
    # They are shown in the order in which they were added.
    models["OwnStep"].objects.filter(added_at__gt=now).update(added_at=now)


def bring_days(Assessment):
    for field in ("plan_start", "ready_by"):
        Assessment.objects.filter(**{f"{field}__lt": FIRST_DAY}).update(**{field: FIRST_DAY})
        Assessment.objects.filter(**{f"{field}__gt": LAST_DAY}).update(**{field: LAST_DAY})
    for row in Assessment.objects.filter(ready_by__lte=F("plan_start")).only("pk", "plan_start"):
        # On the last day of all there is none after it.
        after = None if row.plan_start == LAST_DAY else row.plan_start + DAY
        Assessment.objects.filter(pk=row.pk).update(ready_by=after)


def bring_lists(Assessment, today):
    rows = Assessment.objects.exclude(weeks_off=[], families=[])
    for row in rows.only("pk", "weeks_off", "families"):
        weeks, families = weeks_to_keep(row.weeks_off, today), row.families[:MOST_FAMILIES]
        if (weeks, families) != (row.weeks_off, row.families):
            Assessment.objects.filter(pk=row.pk).update(weeks_off=weeks, families=families)


def weeks_to_keep(weeks, today):
    """Where there are too many, those to come, the nearest first, and then the last ones over."""
    there = [day for day in sorted(set(weeks)) if str(FIRST_MONDAY) <= day <= str(LAST_DAY)]
    over = sum(day < str(today - 6 * DAY) for day in there)
    first = max(0, min(over, len(there) - MOST_WEEKS_OFF))
    return there[first : first + MOST_WEEKS_OFF]


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0007_chosen_families'),
    ]

    # Apart from the constraints: PostgreSQL does not alter a table in the transaction that has
    # changed its rows.
    operations = [
        migrations.RunPython(bring_inside, migrations.RunPython.noop),
    ]
