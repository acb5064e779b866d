"""No text of a table of results is run as a formula by a spreadsheet that opens it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdae.choice.files import read_clusters
from sdae.tables.spreadsheet import plain, safe, with_safe_cells


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+a", "-b", "@sum(1)", "--1"])
def test_formulas_become_texts(text):
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["g1", "-", "+", "-1.5", "+3", "-1e-3", "", "'a", 7, None])
def test_what_is_none_stays(text):
    assert safe(text) == text


@given(st.text())
def test_ids_come_back(text):
    assert plain(safe(text)) == (
        text if not text.startswith(("'=", "'+", "'-", "'@")) else text[1:]
    )


def test_clusters_come_back_from_their_file(tmp_path):
    table = pd.DataFrame(
        {
            "gene": ["=x", "g", "NA"],
            "label": pd.Categorical(["@a", None, "b"]),
            "cluster": [1, 2, 1],
            "second_cluster": [2, 1, 2],
            "stability": [0.5, -0.25, np.nan],
            "-odd": [1, 2, 3],
        }
    )
    path = tmp_path / "mine.tsv"
    with_safe_cells(table).to_csv(path, sep="\t", index=False)
    lines = path.read_text().splitlines()
    assert lines[0].endswith("\t'-odd")
    assert lines[1].startswith("'=x\t'@a\t1\t")
    assert "\t-0.25\t" in lines[2]
    found = read_clusters(path)
    assert found["gene"].tolist() == ["=x", "g", "NA"]
    assert found["label"].tolist()[::2] == ["@a", "b"]
