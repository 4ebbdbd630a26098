from django.db import migrations

# The forms took any number of hours, the document takes 1 to 2000: one step of more kept the whole
# draft from being published. Such steps are brought to the nearest that may be; none is removed.

FEWEST, MOST = 1, 2000


def bring_inside(apps, schema_editor):
    steps = apps.get_model("roles", "StartingStep").objects
    steps.filter(hours__lt=FEWEST).update(hours=FEWEST)
    steps.filter(hours__gt=MOST).update(hours=MOST)


class Migration(migrations.Migration):

    dependencies = [
        ("roles", "0012_imports_keep_their_file"),
    ]

    # Apart from the constraint: PostgreSQL does not alter a table in the transaction that has
    # changed its rows.
    operations = [
        migrations.RunPython(bring_inside, migrations.RunPython.noop),
    ]
