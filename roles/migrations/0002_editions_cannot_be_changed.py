"""The database itself refuses to change an edition's content, whatever code asks."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER roles_edition_immutable BEFORE UPDATE ON roles_edition
BEGIN SELECT RAISE(ABORT, 'A published edition cannot be changed.'); END
"""
# 23514 is a check violation: Django raises IntegrityError for it, as SQLite's ABORT does.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION roles_edition_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'A published edition cannot be changed.' USING ERRCODE = '23514'; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER roles_edition_immutable BEFORE UPDATE ON roles_edition
FOR EACH ROW EXECUTE FUNCTION roles_edition_refuse();
"""


def add_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        schema_editor.execute(SQLITE)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER roles_edition_immutable ON roles_edition")
        schema_editor.execute("DROP FUNCTION roles_edition_refuse()")
    else:
        schema_editor.execute("DROP TRIGGER roles_edition_immutable")


class Migration(migrations.Migration):
    dependencies = [("roles", "0001_initial")]

    operations = [migrations.RunPython(add_trigger, drop_trigger)]
