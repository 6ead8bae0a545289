"""Cases that once went wrong: titles, names, topics and relations at their edges."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto import tasks
from recto.assign import Assigner
from recto.compile import LastGood
from recto.duplicates import near_duplicates, sketch
from recto.explain import explain_topics
from recto.fields import MAX_TITLE
from recto.parse import parse
from recto.policy import Policy
from recto.project import Project, ProjectError
from recto.publish import publish
from recto.rules import Rule
from recto.taxonomy import Taxonomy, name_key, taxonomy_of
from recto.titles import TitleIndex
from recto.topics_file import parse_taxonomy
from recto.words import words
from tests.banks import made, parts, taxonomy, text
from tests.properties.rendering import source_of


@pytest.mark.parametrize(
    "toml", ['[x]\nname="X"\ndescription="d"\n"(" = 1', "a = " + "[" * 3000, "a = " + "1" * 5000]
)
def test_parse_taxonomy_never_raises(toml: str) -> None:
    assert parse_taxonomy(toml.encode(), "t")[1]


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("What is C#?", "What is C++?"),
        ("What is unsupervised learning?", "What is supervised learning?"),
        (
            "What is the role of the encoder in a transformer?",
            "What is the role of the decoder in a transformer?",
        ),
        ("What is L2 regularization?", "What is L1 regularization?"),
        ("How does IPv6 addressing work?", "How does IPv4 addressing work?"),
        (
            "How does a CNN process a sequence of words?",
            "How does an RNN process a sequence of words?",
        ),
        ("How does TCP cope with loss?", "How does UDP cope with loss?"),
        ("What is BERT pretraining?", "What is RoBERTa pretraining?"),
        ("Explain minimum spanning trees", "Explain maximum spanning trees"),
    ],
)
def test_another_question_is_not_a_slip(written: str, there: str) -> None:
    assert TitleIndex([(there, there)]).find(written) is None


def test_an_exact_title_is_found_before_another_with_the_same_words() -> None:
    index = TitleIndex([("What is C++?", "cpp"), ("What is C#?", "cs")])
    assert index.find("What is C#?") == "cs"


def test_a_title_without_words_is_found_by_itself() -> None:
    assert TitleIndex([("😀", "a")]).find("😀") == "a"


@pytest.mark.parametrize("name", ["LLMs", "RNNs", "CPUs"])
def test_a_topic_is_named_by_the_plural_of_an_acronym(name: str) -> None:
    topics = taxonomy(f'[a]\nname = "A topic"\nacronyms = ["{name[:-1]}"]\n')
    assert topics.named(name)


def test_a_slug_is_found_in_any_case_and_a_name_without_its_hyphen() -> None:
    topics = taxonomy('[wifi]\nname = "Wireless"\naliases = ["fine-tuning"]\n')
    assert topics.named("WiFi")
    assert topics.named("finetuning")


def test_c_sharp_is_not_c_plus_plus() -> None:
    assert len(taxonomy_of(["C#", "C++", "C"]).topics) == 3


def test_marks_belong_to_words() -> None:
    assert words("हिन्दी किताब") == ["हिन्दी", "किताब"]
    assert name_key("किताब") != name_key("कुताब")
    assert len(words("مُعَلِّم")) == 1


def test_a_name_spelt_twice_in_one_topic_counts_once() -> None:
    once = taxonomy('[a]\nname = "Fine-tuning"\n[b]\nname = "Other"\n')
    twice = taxonomy('[a]\nname = "Fine-tuning"\naliases = ["fine tuning"]\n[b]\nname = "Other"\n')
    scores = [Assigner(t).assign(parts("Why fine-tuning?"))[0].score for t in (once, twice)]
    assert scores[0] == scores[1]


def test_a_topic_is_not_implied_by_one_that_is_not_given() -> None:
    names = ["Alpha x", "Beta x", "Gamma x", "Delta x"]
    toml = "".join(f'[t{i}]\nname = "{n}"\n' for i, n in enumerate(names))
    toml += '[parent]\nname = "Big strong topic"\n[child]\nname = "Weak"\nparent = "parent"\n'
    topics = taxonomy(toml)
    found = Assigner(topics).assign(parts(" and ".join([*names, "Big strong topic", "weak"])))
    slugs = {one.topic.slug for one in found}
    above = {a.slug for one in found for a in topics.ancestors(one.topic)}
    assert "parent" in slugs | above  # it scores highest of all


def test_a_pair_is_found_though_more_than_half_of_it_is_boilerplate() -> None:
    boiler = [f"b{n}" for n in range(120)]
    texts = [boiler + [f"{n}-{i}" for i in range(80)] for n in range(1000)]
    texts[900] = texts[500][:-5] + list("vwxyz")
    assert [(p.first, p.second) for p in near_duplicates([*map(sketch, texts)])] == [(500, 900)]


def test_a_small_bank_has_relations() -> None:
    texts = (
        text("What is a cache?", "A store."),
        text("When does a cache do harm?", "When stale."),
    )
    assert made(*texts).nearest()["q1"]
    assert made(*texts, text("Where do penguins breed?", "On ice.")).nearest()["q1"]


def test_a_title_that_no_question_has_shows_once() -> None:
    found = made(text("One", "An answer.", "What is a monad?", "What is a monad?")).related()
    assert len(found.bank.related["q1"]) == 1


def test_the_hint_on_a_reserved_slug_is_another_slug() -> None:
    _, found = parse_taxonomy(b'[index]\nname = "I"\ndescription = "d"', "t")
    assert found[0].hint != "write [index]"


def test_a_lone_hyphen_is_no_slug() -> None:
    assert parse_taxonomy(b'[-]\nname = "I"\ndescription = "d"', "t")[1]


def test_a_table_in_a_table_is_told_on_its_own_line() -> None:
    _, found = parse_taxonomy(b'[a]\nname = "A"\ndescription = "d"\n\n[b.c]\nname = "N"', "t")
    assert {d.line for d in found} == {5}


def test_a_slug_twice_is_told_in_plain_words() -> None:
    _, found = parse_taxonomy(b"[caching]\n[caching]", "t")
    assert "('caching',)" not in found[0].message


def test_did_you_mean_looks_at_case_and_aliases() -> None:
    topics = taxonomy('[t]\nname = "Transfer learning"\naliases = ["domain adaptation"]\n')
    found = made(
        text("A", topics="TRANSFER LERNING"), text("B", topics="domain adaptaton"), topics=topics
    )
    assert [d.hint.startswith("did you mean") for d in found.diagnostics] == [True, True]


def test_explain_tells_topics_that_a_source_names_without_a_file() -> None:
    assert explain_topics(made(text("What?", topics="Caching")).content("q1"), Taxonomy())


def project_of(root: Path, **sources: str) -> Project:
    (root / "sources").mkdir()
    for name, written in sources.items():
        (root / "sources" / f"{name}.txt").write_text(written)
    return Project(root, root / "sources", root / "docs", root / "site")


def test_a_preview_keeps_its_topics_while_their_file_is_half_written(tmp_path: Path) -> None:
    project = project_of(tmp_path, a=text("What is caching?", "A store."))
    project.topics.write_text('[caching]\nname = "Caching"\ndescription = "Stores."\n')
    before = publish(project, Policy(preview=True)).bank
    project.topics.write_text("[caching\n")
    last_good = LastGood(taxonomy=before.taxonomy)
    after = publish(project, Policy(preview=True), last_good=last_good)
    assert after.bank.topics == before.topics
    assert [d.rule for d in after.publication.diagnostics] == [Rule.TOPICS_FILE]
    assert (tmp_path / "docs" / "topics" / "caching.md").is_file()


def test_a_preview_keeps_a_broken_question_though_its_topic_has_gone(tmp_path: Path) -> None:
    project = project_of(tmp_path, a=text("What is caching?"))
    project.topics.write_text('[caching]\nname = "Caching"\ndescription = "Stores."\n')
    before = publish(project, Policy(preview=True))
    (project.sources / "a.txt").write_text("What is caching?\n")
    project.topics.write_text('[stores]\nname = "Store"\ndescription = "Stores."\n')
    last_good = LastGood(before.publication.compiled.sources, before.bank.taxonomy)
    after = publish(project, Policy(preview=True), last_good=last_good)
    assert [entry.id for entry in after.bank.entries] == ["a"]
    assert after.bank.topics == {"a": ()}


def test_a_broken_question_never_stands_in_for_itself(tmp_path: Path) -> None:
    deep = "\n".join(f"{'  ' * depth}- x" for depth in range(300))
    project = project_of(tmp_path, a=text("What is caching?", deep), b=text("What is a store?"))
    last_good = LastGood()
    for _ in range(2):
        outcome = publish(project, Policy(preview=True), last_good=last_good)
        assert [entry.id for entry in outcome.bank.entries] == ["b"]
        last_good = LastGood(outcome.publication.compiled.sources, outcome.bank.taxonomy)


def test_copies_lead_to_where_the_pages_of_each_site_are(tmp_path: Path) -> None:
    project = project_of(tmp_path, a=text("What is caching?", "[One](page:b.md)", topics="Caching"))
    links = {
        in_folders: publish(project, Policy(), in_folders=in_folders).articles["a"].copy
        for in_folders in (True, False)
    }
    assert "](../../topics/caching/index.md)" in links[True]
    assert "](../topics/caching.md)" in links[False]


def test_a_source_is_read_again_where_its_draft_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a": text("What is caching?"), "b": text("What is a store?")}
    project = project_of(tmp_path, **texts)
    whole = publish(project, Policy()).articles
    monkeypatch.setattr(tasks, "MOST_DRAFTS", 1)
    tasks.forget()
    assert publish(project, Policy()).articles == whole

    def change(stage: str, _done: int, _total: int) -> None:
        if stage == "relate":
            (project.sources / "a.txt").write_text("Gone.\n")

    with pytest.raises(ProjectError, match=r"^sources/a\.txt was changed meanwhile"):
        publish(project, Policy(), progress=change)


@pytest.mark.parametrize(("typed", "meant"), [("CSS", "css"), ("css", "css"), ("CS", "cs")])
def test_an_acronym_is_no_plural_of_another(typed: str, meant: str) -> None:
    topics = taxonomy(
        '[css]\nname = "Styles"\nacronyms = ["CSS"]\n[cs]\nname = "Science"\nacronyms = ["CS"]\n'
    )
    found = topics.named(typed)
    assert found is not None
    assert found.slug == meant


def test_a_name_with_a_character_that_does_not_show_is_told() -> None:
    _, found = parse_taxonomy(b'[a]\nname = "Caching\\u007f"\ndescription = "d"', "t")
    assert [d.rule for d in found] == [Rule.TOPIC_FIELD]


def test_questions_about_different_code_are_no_near_duplicates() -> None:
    ask = "What does this program print, and why does it print that and nothing else at all?"
    codes = ("for a in range(9): print(a * a)", "while queue: queue.pop().visit(graph, seen)")
    texts = [text(ask, f"See:\n\n```python\n{code}\n```") for code in codes]
    assert Rule.NEAR_DUPLICATE not in {d.rule for d in made(*texts).diagnostics}


def test_lines_that_hold_no_title_are_not_listed_as_one() -> None:
    long = "x" * (MAX_TITLE + 1)
    (entry,) = made(
        text("What?", "A.", "- ", "-", "*", long, "- Why?", aliases=f"{long}\n-\nWhich?")
    ).bank.entries
    assert entry.related == ("Why?",)
    assert [str(alias) for alias in entry.aliases] == ["Which?"]


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "12)", ""])
def test_a_title_loses_the_marker_that_an_export_put_before_it(mark: str) -> None:
    source = source_of(
        f"What is a cache?\n\nOfficial Answer\n\nA.\n\nRelated Questions\n{mark} Why?"
    )
    question = parse(source).question
    assert question is not None
    assert [str(title) for title in question.related] == ["Why?"]


@pytest.mark.parametrize("title", ["3.5 or 4?", "2026. What was it?", "1986.", "-5 or 5?"])
def test_a_number_of_its_own_stays_in_a_title(title: str) -> None:
    source = source_of(f"What is a cache?\n\nOfficial Answer\n\nA.\n\nRelated Questions\n\n{title}")
    question = parse(source).question
    assert question is not None
    assert [str(title) for title in question.related] == [title]
