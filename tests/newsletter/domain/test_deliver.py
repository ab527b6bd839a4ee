from __future__ import annotations

import datetime
import email

import pytest
import time_machine

from newsletter.domain import sending
from newsletter.domain.consent import Evidence, unsubscribe
from newsletter.domain.deliver import CLAIM, LEASE, claim
from newsletter.domain.report import report
from newsletter.domain.transports import NoTransport, connect
from newsletter.models import Delivery, Edition
from newsletter.tasks import resume
from tests.factories.newsletter import make_dispatch


def states(dispatch) -> dict[str, str]:
    return dict(dispatch.deliveries.values_list("address", "state"))


def later(**delta):
    return time_machine.travel(
        datetime.datetime.now(datetime.UTC) + datetime.timedelta(**delta), tick=True
    )


def test_outbox_gets_one_file_a_recipient(bare_series, outbox):
    dispatch = make_dispatch(bare_series)
    sending.run(dispatch)
    mails = [email.message_from_bytes(path.read_bytes()) for path in outbox.glob("*.eml")]
    assert sorted(mail["To"] for mail in mails) == sorted(states(dispatch))
    assert report(dispatch).is_clean
    assert Edition.objects.get().state == "sent"


def test_outbox_run_again_sends_nothing_more(bare_series, outbox):
    dispatch = make_dispatch(bare_series)
    sending.run(dispatch)
    before = {path: path.stat().st_mtime_ns for path in outbox.iterdir()}
    sending.run(dispatch)
    assert {path: path.stat().st_mtime_ns for path in outbox.iterdir()} == before


def test_smtp_delivers_over_one_connection(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=CLAIM + 3)
    sending.run(dispatch)
    assert sorted(sink.addresses()) == sorted(states(dispatch))
    assert sink.connections == 1
    assert set(states(dispatch).values()) == {"accepted"}


def test_smtp_gives_each_recipient_their_own_token(bare_series, sink):
    dispatch = make_dispatch(bare_series)
    sending.run(dispatch)
    for address, content in sink.accepted:
        token = dispatch.deliveries.get(address=address).subscription.token
        others = {d.subscription.token for d in dispatch.deliveries.exclude(address=address)}
        assert token.encode() in content
        assert not any(other.encode() in content for other in others)


def test_smtp_refusing_one_recipient_serves_the_others(bare_series, sink):
    dispatch = make_dispatch(bare_series)
    sink.rcpt["lectrice-2@example.org"] = "550 5.1.1 inconnue ici"
    sending.run(dispatch)
    assert sink.addresses() == ["lectrice-1@example.org", "lectrice-3@example.org"]
    refused = dispatch.deliveries.get(state="refused")
    assert refused.answer == "550 5.1.1 inconnue ici"
    assert report(dispatch).sentence == "2 lettres acceptées sur 3, 1 refusée."
    assert Edition.objects.get().state == "sent"


def test_smtp_refusing_all_loses_nobody(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=12)
    sink.data["*"] = "554 5.7.1 pas d’ici"
    sending.run(dispatch)
    assert sink.accepted == []
    assert report(dispatch).refused == 12


def test_smtp_hanging_before_taking_the_mail_keeps_everybody_due(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=5)
    sink.rcpt["*"] = "hang"
    sending.run(dispatch)
    assert set(states(dispatch).values()) == {"pending"}
    sink.rcpt.clear()
    with later(minutes=10):
        sending.run(dispatch)
    assert sorted(sink.addresses()) == sorted(states(dispatch))


def test_smtp_hanging_after_taking_the_mail_leaves_few_unknown(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=12)
    sink.data["*"] = "hang"
    sending.run(dispatch)
    assert (report(dispatch).unknown, report(dispatch).pending) == (2, 10)
    sink.data.clear()
    sending.run(dispatch)
    assert len(sink.accepted) == 10
    assert set(states(dispatch).values()) == {"accepted", "unknown"}


def test_hanging_server_is_left_alone_after_a_claim_s_worth_of_unknown(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=15)
    sink.data["*"] = "hang"
    for _ in range(8):
        resume()
    assert report(dispatch).unknown == CLAIM
    assert report(dispatch).pending == 15 - CLAIM


def test_one_hanging_recipient_does_not_keep_the_others_waiting(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=4)
    sink.rcpt["lectrice-1@example.org"] = "hang"
    sending.run(dispatch)
    assert len(sink.accepted) == 3
    assert states(dispatch)["lectrice-1@example.org"] == "pending"


def test_mail_refused_for_now_is_tried_again_later_and_no_sooner(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=2)
    sink.rcpt["lectrice-1@example.org"] = "451 4.7.1 revenez"
    sending.run(dispatch)
    sink.rcpt.clear()
    sending.run(dispatch)
    assert sink.addresses() == ["lectrice-2@example.org"]
    assert Edition.objects.get().state == "sending"
    with later(minutes=2):
        resume()
    assert sink.addresses() == ["lectrice-2@example.org", "lectrice-1@example.org"]
    assert Edition.objects.get().state == "sent"


def test_mail_refused_for_now_for_a_day_is_refused(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=1)
    sink.rcpt["*"] = "451 4.7.1 revenez"
    sending.run(dispatch)
    with later(hours=25):
        sending.run(dispatch)
    assert dispatch.deliveries.get().state == "refused"


def test_unreachable_server_keeps_everybody_due(bare_series, settings):
    settings.MAIL_URL = "smtp://127.0.0.1:9?tls=no&timeout=1"
    dispatch = make_dispatch(bare_series)
    sending.run(dispatch)
    assert set(states(dispatch).values()) == {"pending"}


def test_outbox_that_cannot_be_written_keeps_everybody_due(bare_series, settings, tmp_path):
    (tmp_path / "outbox").write_text("un fichier, pas un dossier")
    settings.MAIL_URL = f"file://{tmp_path / 'outbox'}"
    dispatch = make_dispatch(bare_series)
    sending.run(dispatch)
    assert set(states(dispatch).values()) == {"pending"}


def test_who_leaves_after_freezing_gets_nothing(bare_series, sink):
    dispatch = make_dispatch(bare_series)
    unsubscribe(dispatch.deliveries.first().subscription, Evidence("", "essai"))
    sending.run(dispatch)
    assert len(sink.accepted) == 2
    assert report(dispatch).withdrawn == 1
    assert report(dispatch).is_clean


def test_interrupted_mail_becomes_unknown_and_is_never_sent_again(bare_series, sink):
    dispatch = make_dispatch(bare_series, recipients=12)
    rows = claim(dispatch, "morte")
    assert len(rows) == CLAIM
    Delivery.objects.filter(pk=rows[0].pk).update(state="claimed")  # and here the worker dies
    sending.run(dispatch)
    assert len(sink.accepted) == 2
    with later(seconds=LEASE.total_seconds() + 1):
        resume()
        resume()
    assert sorted(sink.addresses()) == sorted(set(states(dispatch)) - {rows[0].address})
    assert states(dispatch)[rows[0].address] == "unknown"
    assert "peut-être arrivée" in dispatch.deliveries.get(state="unknown").answer


def test_slow_worker_that_lost_its_lease_sends_nothing_twice(bare_series, sink):
    dispatch = make_dispatch(bare_series)

    def steal(address: str) -> None:
        """While the first mail is on its way, another worker takes everything over."""
        sink.before_answer = lambda address: None
        with later(seconds=LEASE.total_seconds() + 1):
            Delivery.objects.filter(state="pending").update(leased_by="autre")

    first = dispatch.deliveries.first()

    def progress(delivery: Delivery) -> None:
        if delivery.pk == first.pk:
            steal(delivery.address)

    sending.run(dispatch, progress=progress)
    assert sink.addresses() == [first.address]


def test_progress_is_told_for_each_mail(bare_series, outbox):
    dispatch, told = make_dispatch(bare_series), []
    sending.run(dispatch, progress=lambda delivery: told.append(str(delivery)))
    assert told == [f"lectrice-{number}@example.org : Acceptée" for number in (1, 2, 3)]


@pytest.mark.parametrize("url", ["", "ftp://example.org", "smtp://", "file://"])
def test_connect_to_no_mail_address_is_refused_in_a_sentence(url, settings):
    settings.MAIL_URL = url
    with pytest.raises(NoTransport, match="MAIL_URL"), connect():
        pass


def test_credentials_never_reach_the_log(bare_series, sink, settings, caplog):
    settings.MAIL_URL = sink.url.replace("smtp://", "smtp://lettre:s3cret@")
    sending.run(make_dispatch(bare_series))
    assert "s3cret" not in caplog.text
    assert Delivery.objects.filter(state="pending").count() == 3
