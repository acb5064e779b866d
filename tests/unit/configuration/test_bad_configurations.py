"""Bad configurations: each is answered by its key, what was found, and what was expected."""

import pytest
import yaml
from sdae.configuration import check
from sdae.errors import InputError

ALIVE = """
datasets: sets.tsv
grid: {layers: [[4]], corruption: [0.1], learning_rate: [0.1], batch_size: [8], epochs: [5]}
clusterers: {a: {kind: kmeans}}
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        check({**yaml.safe_load(ALIVE), **yaml.safe_load(text)})
    return caught.value.problems


# What was written, the key, what the message says was found, and what else it has to say.
BAD = [
    # Other types than were meant.
    ("replicates: two", "replicates", "'two'", "a whole number from 1 to 10000"),
    ("replicates: 2.5", "replicates", "2.5", "a whole number"),
    ("replicates: true", "replicates", "true", "a whole number"),
    ("replicates: [2]", "replicates", "[2]", "a whole number"),
    ("replicates:", "replicates", "nothing", "a whole number"),
    ("replicates: '2'", "replicates", "'2'", "in YAML write 2, without quotes"),
    ("memory_mb: lots", "memory_mb", "'lots'", "a number"),
    ("memory_mb: 1e3", "memory_mb", "'1e3'", "in YAML write 1.0e+3 or 1000, without quotes"),
    ("datasets: 7", "datasets", "7", 'a text; write "7"'),
    ("datasets: yes", "datasets", "true", "no texts in YAML unless they are in quotes"),
    ("datasets: ''", "datasets", "nothing in it", "at least one character"),
    ("select: spellman_800", "select", "'spellman_800'", "a list, as [a, b], or nothing; write ["),
    ("select: []", "select", "nothing in it", "at least one value"),
    ("select: [2024]", "select.0", "2024", 'a text; write "2024"'),
    ("select: [no]", "select.0", "false", "unless they are in quotes"),
    ("select: [~]", "select.0", "nothing", "unless they are in quotes"),
    ("mirrors: https://a", "mirrors", "'https://a'", "a list, as [a, b]; write [https://a]"),
    ("pca:", "pca", "nothing", "keys with values below it"),
    ("pca: [1]", "pca", "[1]", "keys with values below it"),
    ("bottleneck: 5", "bottleneck", "5", "keys with values below it, or nothing"),
    ("model: {tied: 'yes'}", "model.tied", "'yes'", "true or false; without quotes"),
    ("model: {tied: 1}", "model.tied", "1", "true or false"),
    ("grid: 3", "grid", "3", "keys with values below it"),
    ("grid: [1]", "grid.0", "1", "keys with values below it"),
    ("grid: []", "grid", "nothing in it", "at least one value"),
    ("grid: {layers: 8}", "grid.layers", "8", "a list"),
    ("grid: {layers: [8]}", "grid.layers.0", "8", "a list, as [1, 2]; write [8]"),
    ("grid: {layers: [[]]}", "grid.layers.0", "nothing in it", "at least one value"),
    ("grid: {layers: [['8']]}", "grid.layers.0.0", "'8'", "in YAML write 8, without quotes"),
    ("grid: {tied: true}", "grid.tied", "true", "a list, as [a, b], or nothing; write [true]"),
    ("grid: {epochs: []}", "grid.epochs", "nothing in it", "at least one value"),
    ("grid: {learning_rate: [1e-3]}", "grid.learning_rate.0", "'1e-3'", "1.0e-3 or 0.001"),
    ("grid: {corruption: ['0,1']}", "grid.corruption.0", "'0,1'", "in YAML write 0.1"),
    ("clusterers: [kmeans]", "clusterers", "['kmeans']", "keys with values below it"),
    ("clusterers: {}", "clusterers", "nothing in it", "at least one value"),
    ("clusterers: {a: kmeans}", "clusterers.a", "'kmeans'", "keys with values below it"),
    ("clusterers: {a: }", "clusterers.a", "nothing", "keys with values below it"),
    ("apply: {t: {model: m, expression: e, clusters: '2'}}", "apply.t.clusters", "'2'",
     "a whole number from 2 to 100000, or nothing; in YAML write 2"),
    ("published: {table: t, dataset: 5, clusterer: a}", "published.dataset", "5", 'write "5"'),
    ("datasets: 2024-01-01", "datasets", "2024-01-01", 'a text; write "2024-01-01"'),
    ("datasets: ['https://me:secret@a/b']", "datasets", "['https://a/b']", "a text"),
    ("datasets: {a: [~, yes, 2020-01-01]}", "datasets", "{'a': [nothing, true, 2020-", "a text"),
    ("grid: {layers: 8}", "grid.layers", "8", "a list of lists, as [[1, 2], [3]]; write [[8]]"),
    ("grid: {layers: '8, 4'}", "grid.layers", "'8, 4'", "write [[8, 4]]"),
    ("grid: {layers: Auto}", "grid.layers", "'Auto'; did you mean 'auto'?", "'auto'"),
    ("pca: {components: ALL}", "pca.components", "'ALL'; did you mean 'all'?", "'all'"),
    ("sampling: {width: Scott}", "sampling.width", "'Scott'; did you mean 'scott'?", "'scott'"),
    ("accelerator: GPU", "accelerator", "'GPU'; did you mean 'gpu'?", "'gpu'"),
    ("choice: {range: 2-12}", "choice.range", "'2-12'", "a list, as [1, 2]; write [2, 12]"),
    ("choice: {range: []}", "choice.range", "0 values", "2 values"),
    ("model: {noise: [masking, gaussian]}", "model.noise", "['masking', 'gaussian']",
     "several values stand below 'grid'"),
    ("select: [a, a]", "select", "['a', 'a']", "each once, but 'a' stands there more than once"),
    ("mirrors: ['']", "mirrors.0", "''", "a folder, or an http or https address"),
    ("mirrors: [ftp://a/b]", "mirrors.0", "'ftp://a/b'", "a folder, or an http or https address"),
    ("mirrors: ['https://']", "mirrors.0", "'https://'", "a folder, or an http or https address"),
    # Out of bounds.
    ("replicates: 0", "replicates", "0", "from 1 to 10000"),
    ("replicates: 1000000000", "replicates", "1000000000", "from 1 to 10000"),
    ("points_per_chunk: 0", "points_per_chunk", "0", "a whole number from 1"),
    ("memory_mb: 0", "memory_mb", "0", "a number of more than 0"),
    ("memory_mb: .inf", "memory_mb", ".inf", "a number of more than 0 and at most"),
    ("memory_mb: .nan", "memory_mb", ".nan", "a number of more than 0"),
    ("grid: {corruption: [.nan]}", "grid.corruption.0", ".nan", "a number from 0 to 1"),
    ("grid: {corruption: [1.5]}", "grid.corruption.0", "1.5", "a number from 0 to 1"),
    ("grid: {corruption: [-.inf]}", "grid.corruption.0", "-.inf", "a number from 0 to 1"),
    ("grid: {learning_rate: [0]}", "grid.learning_rate.0", "0", "a number from 1e-30"),
    ("grid: {learning_rate: [.inf]}", "grid.learning_rate.0", ".inf", "a number from 1e-30"),
    ("grid: {learning_rate: [1.0e+300]}", "grid.learning_rate.0", "1e+300", "to 3e+38"),
    ("grid: {layers: [[0]]}", "grid.layers.0.0", "0", "from 1 to 100000"),
    ("grid: {layers: [[1.0e+12]]}", "grid.layers.0.0", "1000000000000", "from 1 to 100000"),
    (f"grid: {{layers: [{[2] * 101}]}}", "grid.layers.0", "101 values", "at most 100"),
    ("grid: {batch_size: [1.0e+12]}", "grid.batch_size.0", "1000000000000", "to 10000000"),
    ("grid: {epochs: [1.0e+15]}", "grid.epochs.0", "1000000000000000", "from 1 to 10000000"),
    (f"grid: {{layers: [[2]], epochs: {[*range(1, 1001)]}, batch_size: {[*range(1, 1002)]}}}",
     "grid", "3003000 points", "at most 1000000"),
    ("clusterers: {a: {kind: kmeans, n_init: 1000000000}}", "clusterers.a.n_init", "1000000000",
     "from 1 to 1000"),
    ("clusterers: {a: {kind: spectral, gamma: .nan}}", "clusterers.a.gamma", ".nan",
     "a number from 1e-12"),
    ("clusterers: {a: {kind: spectral, gamma: 2.5}}", "clusterers.a", "{'kind'",
     "no 'gamma', which has no effect with affinity nearest_neighbors"),
    ("clusterers: {a: {kind: spectral, affinity: rbf, n_neighbors: 5}}", "clusterers.a", "{'kind'",
     "no 'n_neighbors', which has no effect with affinity rbf"),
    (f"datasets: {'a/' * 2500}b", "datasets", "'a/a", "a path of at most 4000 bytes"),
    ("mirrors: https://me:secret@a/b?key=1", "mirrors", "'https://a/b'", "a list"),
    ("clusterers: {a: {kind: spectral, gamma: 0}}", "clusterers.a.gamma", "0", "or 'scale'"),
    ("clusterers: {a: {kind: spectral, gamma: auto}}", "clusterers.a.gamma", "'auto'", "'scale'"),
    ("clusterers: {a: {kind: spectral, n_neighbors: 1}}", "clusterers.a.n_neighbors", "1",
     "a whole number from 2"),
    ("pca: {components: [0]}", "pca.components.0", "0", "a whole number from 1"),
    ("pca: {components: most}", "pca.components", "'most'", "'all' or a list, as [1, 2]"),
    ("pca: {components: 4}", "pca.components", "4", "'all' or a list, as [1, 2]; write [4]"),
    ("pca: {random_draws: -1}", "pca.random_draws", "-1", "a whole number from 0"),
    ("bottleneck: {folds: 1}", "bottleneck.folds", "1", "a whole number from 2"),
    ("bottleneck: {variance: .nan}", "bottleneck.variance", ".nan", "more than 0 and at most 1"),
    ("classification: {folds: 1.0e+9}", "classification.folds", "1000000000", "from 2 to 10000"),
    ("sampling: {profiles: 1.0e+12}", "sampling.profiles", "1000000000000", "to 10000000"),
    ("sampling: {seed: 4294967296}", "sampling.seed", "4294967296", "from 0 to 4294967295"),
    ("sampling: {width: .inf}", "sampling.width", ".inf", "one of 'scott', 'silverman'"),
    ("sampling: {width: scot}", "sampling.width", "'scot'", "'scott', 'silverman'"),
    ("export: {replicate: 0}", "export.replicate", "0", "a whole number from 1"),
    ("choice: {folds: 1}", "choice.folds", "1", "a whole number from 2"),
    ("choice: {references: 5}", "choice.references", "5", "a whole number from 19"),
    ("choice: {range: [2]}", "choice.range", "1 values", "2 values"),
    ("choice: {range: [2, 5, 7]}", "choice.range", "3 values", "2 values"),
    ("choice: {range: [5, 2]}", "choice.range", "[5, 2]", "the fewest clusters first"),
    ("choice: {range: 12}", "choice.range", "12", "a list, as [1, 2]; write [12]"),
    ("indices: []", "indices", "nothing in it", "at least one value"),
    ("indices: ari", "indices", "'ari'", "a list, as [a, b]; write [ari]"),
    ("indices: [ary]", "indices.0", "'ary'", "'ari'"),
    ("indices: [ari, ari]", "indices", "['ari', 'ari']", "each once"),
    ("gene_sets: 5", "gene_sets", "5", 'write "5"'),
    ("gene_sets: [a.gmt]", "gene_sets", "['a.gmt']", "a text, or nothing"),
    ("gene_sets: 'a{b}.gmt'", "gene_sets", "'a{b}.gmt'", "without { and }"),
    ("min_stability: 2", "min_stability", "2", "a number from 0 to 1"),
    ("min_stability: .nan", "min_stability", ".nan", "a number from 0 to 1"),
    # Choices, each given once.
    ("accelerator: tpu", "accelerator", "'tpu'", "one of 'cpu', 'gpu'"),
    ("model: {noise: maskin}", "model.noise", "'maskin'", "did you mean 'masking'?"),
    ("grid: {noise: [gauss]}", "grid.noise.0", "'gauss'", "one of 'masking', 'gaussian'"),
    ("representations: [raw, code]", "representations.1", "'code'", "did you mean 'codes'?"),
    ("representations: [raw, raw]", "representations", "['raw', 'raw']", "each once, but 'raw'"),
    ("representations: []", "representations", "nothing in it", "at least one value"),
    ("export: {points: [chosen, chosen]}", "export.points", "['chosen', 'chosen']", "each once"),
    ("clusterers: {a: {kind: spectal}}", "clusterers.a.kind", "'spectal'", "one of 'kmeans'"),
    ("clusterers: {a: {kind: 5}}", "clusterers.a.kind", "5", "one of 'kmeans'"),
    # Names.
    ("clusterers: {1: {kind: kmeans}}", "clusterers.1", "1 as a name", 'a text; write "1"'),
    ("clusterers: {yes: {kind: kmeans}}", "clusterers.true", "true as a name", "in quotes"),
    ("clusterers: {~: {kind: kmeans}}", "clusterers.nothing", "nothing as a name", "in quotes"),
    ("clusterers: {a b: {kind: kmeans}}", "clusterers.a b", "the name 'a b'", "digits and _"),
    ('clusterers: {"a\\n": {kind: kmeans}}', "clusterers.a\\n", "the name 'a\\n'", "digits and _"),
    ("clusterers: {nan: {kind: kmeans}}", "clusterers.nan", "the name 'nan'", "another name"),
    (f"clusterers: {{{'x' * 101}: {{kind: kmeans}}}}", "clusterers.xxx", "the name 'xxx",
     "at most 100 letters"),
    ('apply: {"a\\n": {model: m, expression: e}}', "apply.a\\n", "the name 'a\\n'", "digits and _"),
    ("apply: {NA: {model: m, expression: e}}", "apply.NA", "the name 'NA'", "another name"),
    ('datasets: "a\\0b"', "datasets", "'a\\x00b'", "without line feeds and other control"),
    (f"datasets: {'x' * 300}", "datasets", "'xxx", "longer than 255 bytes"),
    ("apply: {a: {model: m, expression: 'x{1}.tsv'}}", "apply.a.expression", "'x{1}.tsv'",
     "without { and }"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key", "found", "expected"), BAD, ids=lambda value: value[:40])
def test_a_bad_value_is_answered_by_key_found_and_expected(text, key, found, expected):
    (problem,) = problems_of(text)
    assert problem.startswith(f"configuration, key '{key}")
    assert f": found {found}" in problem
    assert expected in problem.partition("expected")[2] or f"; {expected}" in problem
    assert "\n" not in problem
    assert len(problem) < 400


# What was written, the key, and what is said instead of it.
UNKNOWN = [
    ("replicate: 2", "replicate", "below 'sampling' or below 'export'"),
    ("repliates: 2", "repliates", "did you mean 'replicates'?"),
    ("clusters: 5", "clusters", "in a column of the table of data sets (the file that 'datasets'"),
    ("log: log2", "log", "in a column of the table of data sets"),
    ("layers: [[2]]", "layers", "it belongs below 'grid'"),
    ("noise: masking", "noise", "below 'grid' or below 'model'"),
    ("folds: 3", "folds", "below 'bottleneck' or below 'classification'"),
    ("n_init: 3", "n_init", "in an entry of 'clusterers'"),
    ("grid: {replicates: 3}", "grid.replicates", "by itself at the start of a line, as 'rep"),
    ("grid: {componets: [2]}", "grid.componets", "did you mean 'components', which belongs below"),
    ("grid: {clusters: [2]}", "grid.clusters", "in a column of the table of data sets"),
    ("model: {layers: [2]}", "model.layers", "it belongs below 'grid'"),
    ("model: {nois: gaussian}", "model.nois", "did you mean 'noise'?"),
    ("pca: {clusterers: 2}", "pca.clusterers", "by itself at the start of a line"),
    ("export: {model: chosen}", "export.model", "in an entry of 'apply'"),
    ("something: 1", "something", "expected one of datasets, select"),
    ("clusterers: {a: {kind: kmeans, gamma: 1}}", "clusterers.a.gamma", "an option of spectral"),
    ("clusterers: {a: {kind: kmeans, ninit: 1}}", "clusterers.a.ninit", "did you mean 'n_init'?"),
    ("clusterers: {a: {n_init: 1}}", "clusterers.a.kind", "missing; expected one of 'kmeans'"),
    ("apply: {t: {model: m}}", "apply.t.expression", "missing; expected a text: Expression table"),
    ("apply: {t: {model: m, expression: e, kind: k}}", "apply.t.kind", "entry of 'clusterers'"),
    ("published: {table: t, dataset: d}", "published.clusterer", "missing; expected a text"),
]


@pytest.mark.parametrize(("text", "key", "instead"), UNKNOWN, ids=lambda value: value[:40])
def test_a_key_that_is_not_known_or_not_there(text, key, instead):
    (problem,) = problems_of(text)
    assert problem.startswith(f"configuration, key '{key}': ")
    assert instead in problem


def test_all_problems_are_told_at_once():
    problems = problems_of("{replicates: 0, pca: {componets: 3}, 1: 2, clusterers: {a: {}, 7: {}}}")
    assert len(problems) == 6
    for key in (
        "replicates",
        "pca.componets",
        "1",
        "clusterers.a.kind",
        "clusterers.7",
        "clusterers.7.kind",
    ):
        assert any(f"key '{key}'" in problem for problem in problems), key


@pytest.mark.parametrize("name", ["1.5", "2024-01-01", "012", "~"])
@pytest.mark.parametrize("section", ["clusterers", "pca"])
def test_a_name_that_is_no_text_is_told_once(section, name):
    (problem,) = problems_of(f"{section}: {{{name}: {{kind: kmeans}}}}")
    assert "as a name; expected a text" in problem


@pytest.mark.parametrize(
    "text", ["clusterers: {kind: kmeans, n_init: 5}", "apply: {model: m, expression: e}"]
)
def test_an_entry_without_a_name_above_it(text):
    (problem,) = problems_of(text)
    section, _, first = text.partition(": {")
    assert f"'{section}: {{mine: {{{first.partition(':')[0]}: ...}}}}'" in problem


def test_an_empty_document_lacks_its_table_of_data_sets():
    with pytest.raises(InputError, match="key 'datasets': missing; expected a text: Table of data"):
        check({})


def test_a_value_that_contains_itself_ends_in_a_message():
    (problem,) = problems_of("grid: &g {layers: [[4]], epochs: *g}")
    assert "contains itself" in problem


@pytest.mark.parametrize(
    "text", ["memory_mb: 1,000", "mirrors: '[a'", "grid: 3", "pca: {components: most}"]
)
def test_no_remedy_is_better_than_a_wrong_one(text):
    (problem,) = problems_of(text)
    assert "write" not in problem


@pytest.mark.parametrize("key", ["replicates", "points_per_chunk"])
def test_whole_numbers_may_have_a_decimal_point(key):
    config = check(yaml.safe_load(f"{ALIVE}\n{key}: 2.0"))
    assert config[key] == 2
    assert isinstance(config[key], int)


def test_whole_numbers_may_have_a_decimal_point_at_every_depth():
    config = check(
        yaml.safe_load(
            "{datasets: s, grid: [{layers: [[4.0]], batch_size: [2.0]}], pca: {components: [2.0]},"
            " clusterers: {a: {kind: spectral, n_neighbors: 5.0}}, sampling: {profiles: 5.0}}"
        )
    )
    found = [
        config["grid"][0]["layers"][0][0],
        config["grid"][0]["batch_size"][0],
        config["pca"]["components"][0],
        config["clusterers"]["a"]["n_neighbors"],
        config["sampling"]["profiles"],
    ]
    assert found == [4, 2, 2, 5, 5]
    assert all(isinstance(value, int) for value in found)
