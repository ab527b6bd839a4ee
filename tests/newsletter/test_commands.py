from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from newsletter.models import Edition, IssuePage
from tests.factories.cms import make_initiative, make_topic
from tests.factories.newsletter import edit, make_issue


def run(*args) -> tuple[int, str, str]:
    """Run a command as the shell would: exit code, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, args), stdout=out, stderr=err)
    except SystemExit as exit_:
        return exit_.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def last_line(output: str) -> dict:
    return json.loads(output.splitlines()[-1])


def assemble(*args) -> tuple[int, str, str]:
    return run("assemble_issue", "--series=passeur-d-idees", *args)


def test_assemble_prints_the_issue_as_json(series):
    make_initiative(topics=(make_topic(),))
    code, output, _ = assemble("--topic=energie", "--period=2024-Q2", "--json")
    issue = IssuePage.objects.get()
    assert code == 0
    assert last_line(output) == {
        "issue": issue.pk,
        "created": True,
        "message": f"Le brouillon « {issue.title} » est prêt, avec une page.",
    }
    _, output, _ = assemble("--topic=energie", "--period=2024-Q2", "--json")
    assert (last_line(output)["issue"], last_line(output)["created"]) == (issue.pk, False)


def test_assemble_without_page_is_a_normal_outcome(series):
    make_topic()
    code, output, _ = assemble("--topic=energie", "--period=2024-Q2", "--json")
    assert code == 0
    assert last_line(output)["issue"] is None
    assert "rien à envoyer" in output


@pytest.mark.parametrize(
    ("topic", "period", "sentence"),
    [
        ("inconnue", "2024-Q2", "Aucune thématique ne s’appelle « inconnue »"),
        ("energie", "2024-T2", "« 2024-T2 » n’est pas un trimestre"),
    ],
)
def test_assemble_of_the_unknown_is_refused_in_a_sentence(series, topic, period, sentence):
    make_topic()
    with pytest.raises(CommandError, match=sentence):
        assemble(f"--topic={topic}", f"--period={period}")
    assert not Edition.objects.exists()


def test_assemble_for_an_unknown_series_is_refused(series):
    with pytest.raises(CommandError, match="Aucune lettre ne s’appelle « autre »"):
        run("assemble_issue", "--series=autre", "--topic=energie", "--period=2024-Q2")


def test_send_exits_0_when_all_is_accepted(series, outbox):
    issue = make_issue(series, recipients=2)
    code, output, progress = run("send_issue", issue.pk, "--json")
    assert code == 0
    result = last_line(output)
    assert (result["recipients"], result["accepted"], result["pending"]) == (2, 2, 0)
    assert "[2/2] lectrice-2@example.org : Acceptée" in progress
    assert len(list(outbox.glob("*.eml"))) == 2
    assert run("send_issue", issue.pk)[0] == 0
    assert len(list(outbox.glob("*.eml"))) == 2


def test_send_exits_3_when_somebody_is_refused(series, sink):
    issue = make_issue(series, recipients=2)
    sink.rcpt["lectrice-1@example.org"] = "550 inconnue"
    code, output, _ = run("send_issue", issue.pk, "--json")
    assert code == 3
    assert last_line(output)["message"] == "1 lettre acceptée sur 2, 1 refusée."


def test_send_exits_3_when_all_are_refused(series, sink):
    issue = make_issue(series, recipients=2)
    sink.data["*"] = "554 non"
    code, output, _ = run("send_issue", issue.pk, "--json")
    assert (code, last_line(output)["refused"]) == (3, 2)


def test_send_exits_3_when_the_server_hangs_and_says_that_it_goes_on(series, sink):
    issue = make_issue(series, recipients=3)
    sink.rcpt["*"] = "hang"
    code, output, _ = run("send_issue", issue.pk, "--json")
    assert (code, last_line(output)["pending"]) == (3, 3)
    assert "L’envoi reprendra de lui-même" in output


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": ""}, "L’objet du courriel est vide"),
        ({"sections": []}, "Le numéro n’a aucune rubrique"),
    ],
)
def test_send_of_an_unfinished_issue_is_refused_to_start(series, outbox, changes, sentence):
    issue = edit(make_issue(series), **changes)
    with pytest.raises(CommandError, match=sentence):
        run("send_issue", issue.pk)
    issue.refresh_from_db()
    assert not issue.live
    assert not outbox.exists()


def test_send_of_an_unknown_issue_is_refused(series):
    with pytest.raises(CommandError, match="Aucun numéro n’a l’identifiant 999999"):
        run("send_issue", 999999)
