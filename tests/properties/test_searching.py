"""However a site came to hold its questions, its search index is the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recto.site.searching import Missing
from tests.indexes import Project, Questions, made_anew, question, quickly

BANKS = st.dictionaries(
    st.integers(1, 40).map("{:02}".format),
    st.tuples(
        st.sampled_from(["Nodes and edges.", "Roots and leaves.", "Leaves of nodes."]),
        st.sampled_from(["en", "en", "en", "de", "fr-CH"]),
        st.sets(st.sampled_from(["graphs", "trees"])).map(sorted),
    ),
    max_size=40,
).map(
    lambda bank: {
        id_: question(id_, text, language=language, topics=topics)
        for id_, (text, language, topics) in bank.items()
    }
)
ENDS = st.sampled_from(["taken and kept", "taken", "lost"])


@settings(max_examples=60)
@given(st.lists(st.tuples(BANKS, ENDS), min_size=1, max_size=4), BANKS)
def test_updates_end_where_a_new_index_would(
    steps: list[tuple[Questions, str]], last: Questions
) -> None:
    """Some builds end before the site has their changes, some before the cache knows of it."""
    with tempfile.TemporaryDirectory() as folder, quickly():
        project = Project(Path(folder) / "cache", Path(folder) / "site")
        for bank, end in steps:
            change = project.update(bank, bank)
            assert not isinstance(change, Missing)
            with change:
                if end != "lost":
                    project.take(change)
                if end == "taken and kept":
                    change.commit()
            if end != "lost":
                assert project.files == made_anew(Path(folder) / "new" / str(id(bank)), bank)
        project.bring(last)
        assert project.files == made_anew(Path(folder) / "new", last)


@settings(max_examples=60)
@given(st.lists(BANKS, min_size=2, max_size=4))
def test_only_what_is_not_kept_is_asked_for(steps: list[Questions]) -> None:
    with tempfile.TemporaryDirectory() as folder, quickly():
        project = Project(Path(folder) / "cache", Path(folder) / "site")
        before: Questions = {}
        for bank in steps:
            missing = project.update(bank, {})
            ids = set(missing.ids) if isinstance(missing, Missing) else set()
            if not isinstance(missing, Missing):
                missing.__exit__(None, None, None)
            assert ids == {id_ for id_, own in bank.items() if before.get(id_) != own}
            project.bring(bank)
            before = bank
