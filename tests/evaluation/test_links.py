"""Scores of links across languages."""

from kisha.evaluation.links import Link, by_parity, score_links
from kisha.evaluation.scores import Score

GOLD = [
    Link("ja-1", "アマツ", "en-1", "Amatsu", "ORG"),
    Link("ja-1", "三枝 玲", "en-1", "Rei Saegusa", "PERSON"),
]


def test_a_link_counts_when_both_entities_are_one_entry() -> None:
    links = [
        ("ja-1", "アマツ", "ORG", "org-1"),
        ("en-1", "Amatsu", "ORG", "org-1"),
        ("ja-1", "三枝 玲", "PERSON", "person-1"),
        ("en-1", "Rei Saegusa", "PERSON", "person-2"),
    ]
    assert score_links(GOLD, links) == {"ORG": Score(1, 1, 1), "PERSON": Score(0, 0, 1)}


def test_a_link_that_is_not_in_the_gold_costs_precision() -> None:
    links = [("ja-1", "アマツ", "ORG", "org-1"), ("en-1", "Velebit", "ORG", "org-1")]
    assert score_links(GOLD, links)["ORG"] == Score(true=0, predicted=1, gold=1)


def test_links_between_documents_of_different_pairs_are_not_counted() -> None:
    gold = [*GOLD, Link("ja-2", "ミズホ", "en-2", "Mizuho", "VEHICLE")]
    links = [("ja-1", "アマツ", "ORG", "org-1"), ("en-2", "Amatsu", "ORG", "org-1")]
    assert sum(score_links(gold, links).values(), Score()) == Score(true=0, predicted=0, gold=3)


def test_pairs_are_parted_by_the_number_of_the_japanese_document() -> None:
    even = Link("ja-2", "ミズホ", "en-7", "Mizuho", "VEHICLE")
    assert by_parity([*GOLD, even]) == {"odd": GOLD, "even": [even]}


def test_a_second_entity_of_one_name_is_counted_too() -> None:
    links = [("ja-1", "アマツ", "ORG", id) for id in ("org-1", "org-2")]
    links += [("en-1", "Amatsu", "ORG", "org-1"), ("en-1", "Velebit", "ORG", "org-2")]
    assert score_links(GOLD, links)["ORG"] == Score(true=1, predicted=2, gold=1)
