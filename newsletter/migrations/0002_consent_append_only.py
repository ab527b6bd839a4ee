"""Let the database itself refuse to change a line of the consent ledger.

Deletion is refused by the model: at the end of the legal period lines must be able to go.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER consent_is_append_only BEFORE UPDATE ON passeur_newsletter_consentrecord
BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION passeur_refuse_update() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the consent ledger is append-only'; END $$;
CREATE TRIGGER consent_is_append_only BEFORE UPDATE ON passeur_newsletter_consentrecord
FOR EACH ROW EXECUTE FUNCTION passeur_refuse_update()
"""
DROPS = {
    "sqlite": ["DROP TRIGGER consent_is_append_only"],
    "postgresql": [
        "DROP TRIGGER consent_is_append_only ON passeur_newsletter_consentrecord",
        "DROP FUNCTION passeur_refuse_update()",
    ],
}
CREATES = {"sqlite": [SQLITE], "postgresql": [POSTGRESQL]}


def run(statements):
    def apply(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, ()):
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("passeur_newsletter", "0001_initial")]

    operations = [migrations.RunPython(run(CREATES), run(DROPS))]
