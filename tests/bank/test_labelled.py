"""The half of the labelled questions that is held out stays as it was sealed."""

from __future__ import annotations

import pytest

from tests.bank.labelled import DIGEST, digest_of_held_out
from tests.projects import IS_SHIPPED


@pytest.mark.skipif(not IS_SHIPPED, reason="some of them were cleared")
def test_the_held_out_questions_and_labels_are_as_they_were_sealed() -> None:
    assert DIGEST.read_text(encoding="ascii").split() == [digest_of_held_out()]
