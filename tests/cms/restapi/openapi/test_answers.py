"""Questions made from the document at random: the answers are what it says they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NAMES = {"@types": "Initiative", "@vocabularies": "topics", "@@images": "image"}


@pytest.fixture
def application(document) -> Iterator[WSGIHandler]:
    """Return the site as a server calls it, on the connection that the test has open.

    As Django's own test client does, it leaves that open at the end of a request; when the
    client has read the document, it has connected the signals again.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(
    application: WSGIHandler, document: dict[str, Any], paths: list[str], mode: Any, examples: int
) -> set[int]:
    """Ask each operation so many questions; return the statuses of the answers.

    Three questions of four are about a page that is there: chance would find none.
    """
    api = schemathesis.openapi.from_dict(document)
    seen: set[int] = set()
    for result in api.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=examples,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=True,
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def question(case: schemathesis.Case) -> None:
            parts = case.path_parameters
            if "path" in parts:
                number = sum(map(ord, str(parts["path"])))
                parts["path"] = paths[number % len(paths)] if number % 4 else parts["path"]
            for service, name in NAMES.items():
                if service in case.path and "name" in parts and len(str(parts["name"])) % 2:
                    parts["name"] = name
            response = case.call(app=application, headers={"Accept-Encoding": "identity"})
            case.validate_response(response, checks=CHECKS)
            seen.add(response.status_code)

        # Where nothing can be asked wrongly, there is no wrong question.
        with suppress(Unsatisfiable):
            question()
    return seen


def test_answers_are_what_the_document_says(application, document, paths):
    seen = ask(application, document, paths, schemathesis.GenerationMode.POSITIVE, 3)

    assert {200, 404} <= seen


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_answers_are_what_the_document_says_to_many_questions(application, document, paths, mode):
    seen = ask(application, document, paths, mode, 50)

    assert {200, 400, 404} <= seen
