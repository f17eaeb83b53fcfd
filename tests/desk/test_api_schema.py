"""The API against its own description: whatever is sent, the answer is as it says, and never a mistake of the desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.failures import FailureGroup

from dabir.archive import Archive
from dabir.desk.app import create_app
from dabir.desk.settings import Settings

# Bounded, and the same every time; for a longer run set the number.
EXAMPLES = int(os.environ.get("DABIR_API_EXAMPLES", "5"))
# A name that nobody bears, a day that is none, and a query with a field that has no such value are as described, and
# refused; and a desk on its own machine asks nobody who he is.
APART = ("positive_data_acceptance", "ignored_auth")
# The machine's own name, for which the desk answers.
HERE = {"Host": "127.0.0.1:8765"}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def bounded(checked: Any) -> Any:
    return settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(checked)


def is_another(case: schemathesis.Case, mode: GenerationMode) -> bool:
    """Whether a case does not test what it is for.

    Clients take «..» out of an address, so that it is another's; and any text is a text, whatever it was to be.
    """
    written = [str(part) for part in (case.path_parameters or {}).values()]
    dotted = any(part in (".", "..") for one in written for part in one.split("/"))
    return dotted or (mode is GenerationMode.NEGATIVE and case.media_type == "text/plain")


def faults(operation: Any, mode: GenerationMode) -> Iterator[str]:
    """What is wrong with the answers of an operation to what is, or is not, as it describes."""
    apart = [check for name in APART for check in CHECKS.get_by_names([name])]

    tried: list[schemathesis.Case] = []

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        assume(not is_another(case, mode))
        tried.append(case)
        answer = case.call(headers=HERE)
        if answer.status_code != 413:  # which the tool does not count among refusals
            case.validate_response(answer, headers=HERE, excluded_checks=apart)

    try:
        check()
    except Unsatisfiable:
        # Where next to nothing is asked, nothing that is not as described can be made up.
        assert mode is GenerationMode.NEGATIVE, operation.label
    except FailureGroup as group:
        told = "\n".join(map(str, group.exceptions))
        yield f"{operation.label}: {told}\n{tried[-1].as_curl_command()}"


@pytest.mark.filterwarnings("ignore")  # of the tools, which tell of what they cannot make up
def test_every_answer_is_as_described(archive: Archive) -> None:
    app = create_app(archive, Settings(fast=True))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HERE)
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) > 20
    found = [fault for each in operations for mode in MODES for fault in faults(each, mode)]
    assert not found, "\n\n".join(found)
