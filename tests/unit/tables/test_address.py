"""What of an address may be shown."""

import pytest
from sdae.tables.address import showable, shown


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("https://me:secret@site.org/a/b.tsv?token=1#x", "https://site.org/a/b.tsv"),
        ("http://token@site.org:8080/b.tsv", "http://site.org:8080/b.tsv"),
        ("http://me:secret@[site/b.tsv", "[site/b.tsv"),
        ("/a/me@home/b.tsv", "/a/me@home/b.tsv"),
    ],
)
def test_secrets_of_an_address_are_left_out(place, expected):
    assert shown(place) == expected


def test_a_configuration_is_shown_without_the_secrets_of_its_mirrors():
    config = {"mirrors": ["https://me:secret@site.org/a", "folder"], "replicates": 2}
    assert showable(config) == {"mirrors": ["https://site.org/a", "folder"], "replicates": 2}
    assert showable({"replicates": 2}) == {"replicates": 2}
    assert config["mirrors"][0] == "https://me:secret@site.org/a"
