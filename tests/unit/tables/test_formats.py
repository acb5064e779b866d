"""Each format, on a small file of its own making, and on real ones where they are."""

import bz2
import gzip
import io
import lzma
import zipfile

import anndata
import numpy as np
import pandas as pd
import pytest
from sdae.errors import InputError, UnknownNameError
from sdae.tables import read_table
from sdae.tables.readers import READERS, reader_of
from sdae.tables.sheets import read_sheet
from sdae.tables.source import Source

GENES, CONDITIONS = ["g1", "g2", "g3", "g4"], ["s1", "s2", "s3"]
VALUES = np.array([[10, 20, 35], [5, 0, 7], [8, 9, 1], [300, 2, 44]], dtype=float)
FRAME = pd.DataFrame(VALUES, GENES, CONDITIONS)


def rows(*before, values=VALUES, sep="\t") -> str:
    """Write the genes, with other columns between the id and the values."""
    return "".join(
        sep.join([gene, *[str(b[row]) for b in before], *(f"{v:g}" for v in values[row])]) + "\n"
        for row, gene in enumerate(GENES)
    )


HEAD = "\t".join(CONDITIONS)
SAMPLES = "\t".join(f'"{name}"' for name in CONDITIONS)
SERIES = (
    '!Series_title\t"A series"\n!Series_platform_id\t"GPL1"\n\n!Sample_title\t"a"\t"b"\t"c"\n'
    f'!series_matrix_table_begin\n"ID_REF"\t{SAMPLES}\n{rows()}!series_matrix_table_end\n'
)
TRACKING = ["class_code", "nearest_ref_id", "gene_id", "gene_short_name", "tss_id", "locus",
            "length", "coverage"]  # fmt: skip
FORMATS = {
    "gct": "#1.2\t\t\n4\t3\n" + f"Name\tDescription\t{HEAD}\n" + rows(["a", "b", "na", "d"]),
    "gct 1.3": "#1.3\n4\t3\t2\t2\n"
    + f"id\tsymbol\tnumber\t{HEAD}\ndose\tna\tna\t1\t2\t3\nplate\tna\tna\tp\tq\tr\n"
    + rows("abcd", [1, 2, 3, 4]),
    "gct of gtex": f"#1.2\n4\t3\nid\tName\tDescription\t{HEAD}\n"
    + "".join(f"{n}\t{line}\n" for n, line in enumerate(rows("abcd").splitlines())),
    "series_matrix": SERIES,
    "featurecounts": '# Program:featureCounts v2.0; Command:"featureCounts" "-a"\n'
    + f"Geneid\tChr\tStart\tEnd\tStrand\tLength\t{HEAD}\n"
    + rows(["chr1;chr1"] * 4, ["1;5", "7", "9", "11"], [3, 8, 10, 20], "++-+", [40, 900, 8, 7]),
    "htseq": f"gene\t{HEAD}\n{rows()}__no_feature\t900\t800\t700\n__ambiguous\t1\t2\t3\n"
    + "__too_low_aQual\t0\t0\t0\n__not_aligned\t5\t5\t5\n__alignment_not_unique\t7\t7\t7\n",
    "htseq of star": f"gene\t{HEAD}\nN_unmapped\t9\t9\t9\nN_multimapping\t9\t9\t9\n"
    + f"N_noFeature\t9\t9\t9\nN_ambiguous\t9\t9\t9\n{rows()}",
    "htseq before 0.6": f"gene\t{HEAD}\n{rows()}no_feature\t9\t8\t7\nambiguous\t1\t2\t3\n",
    "salmon": f"gene_id\tgene_name\t{HEAD}\n" + rows(["A", "B", "C", "D"]),
    "salmon by transcript": f"tx\tgene_id\t{HEAD}\n" + rows(["A", "B", "A", "B"]),
    "cufflinks": "tracking_id\t"
    + "\t".join([*TRACKING, *(f"{s}_{k}" for s in CONDITIONS
                              for k in ("FPKM", "conf_lo", "conf_hi", "status"))])
    + "\n" + "".join(
        "\t".join([gene, *"--abc-", "7", "-", *(cell for v in row
                                                for cell in (f"{v:g}", "0", "9", "OK"))]) + "\n"
        for gene, row in zip(GENES, VALUES, strict=True)
    ),
    "pcl": f"YORF\tNAME\tGWEIGHT\t{HEAD}\nEWEIGHT\t\t\t1\t1\t1\n" + rows("wxyz", [1] * 4),
    "pcl as cdt": f"GID\tID\tNAME\tGWEIGHT\t{HEAD}\nAID\t\t\t\tARRY0X\tARRY1X\tARRY2X\n"
    + "EWEIGHT\t\t\t\t1\t1\t1\n"
    + "".join(f"GENE{n}X\t{line}\n" for n, line in
              enumerate(rows("wxyz", [1] * 4).splitlines())),
    "delimited": f"id\t{HEAD}\n{rows()}",
    "delimited by commas": f"id,{','.join(CONDITIONS)}\n{rows(sep=',')}",
    "delimited, decimal comma": f"id;{';'.join(CONDITIONS)}\n"
    + rows(values=VALUES + 0.5, sep=";").replace(".", ","),
    "delimited, sep= on top": f"sep=;\nid;{';'.join(CONDITIONS)}\n{rows(sep=';')}",
    "delimited by blanks": f"id  {'  '.join(CONDITIONS)}\n{rows(sep='   ')}",
    "delimited as R writes it": " ".join(f'"{s}"' for s in CONDITIONS) + "\n"
    + "".join(f'"{line.partition(" ")[0]}" {line.partition(" ")[2]}\n'
              for line in rows(sep=" ").splitlines()),
    "delimited, comments": f"# made\n# by hand\nid\t{HEAD}\n{rows()}# the end\n",
    "delimited, header as comment": f"#id\t{HEAD}\n{rows()}",
    "delimited, row numbers and ids": "\t".join(["", "symbol", *CONDITIONS]) + "\n"
    + "".join(f"{n}\t{line}\n" for n, line in enumerate(rows().splitlines(), start=1)),
}  # fmt: skip


@pytest.mark.parametrize("way", FORMATS)
def test_a_format_of_text(tmp_path, way):
    path = tmp_path / "table"
    path.write_text(FORMATS[way])
    assert reader_of(Source(path)).name == way.split()[0].rstrip(",")
    table = read_table(path)
    assert (table.genes, table.conditions) == (GENES, CONDITIONS)
    np.testing.assert_array_equal(table.values, VALUES + 0.5 * ("decimal" in way))


SPREAD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relations(kind: str, targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def worksheet(rows) -> str:
    def cell(value):
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    inner = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{SPREAD}"><sheetData>{inner}</sheetData></worksheet>'


def workbook(path, note=(["a note"],), above=()):
    """Write a workbook by hand, since no writer is among the dependencies."""
    rows = [["id", *CONDITIONS], *([g, *v] for g, v in zip(GENES, VALUES, strict=True))]
    sheets = '<sheet name="Notes" sheetId="1" r:id="a"/><sheet name="Values" sheetId="2" r:id="b"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations("officeDocument", {"r": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{SPREAD}" xmlns:r="{OFFICE}"><sheets>{sheets}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            "worksheet", {name: f"worksheets/{name}.xml" for name in "ab"}
        ),
        "xl/worksheets/a.xml": worksheet(note),
        "xl/worksheets/b.xml": worksheet([*above, *rows]),
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)


def cells_as_rows(path):
    anndata.AnnData(VALUES.T, pd.DataFrame(index=CONDITIONS), pd.DataFrame(index=GENES),
                    layers={"twice": VALUES.T * 2}).write_h5ad(path)  # fmt: skip


BINARY = {
    "excel": workbook,
    "arrow": lambda path: FRAME.rename_axis("id").to_parquet(path),
    "arrow, feather": lambda path: FRAME.rename_axis("id").reset_index().to_feather(path),
    "h5ad": cells_as_rows,
}


@pytest.mark.parametrize("way", BINARY)
@pytest.mark.filterwarnings("ignore")
def test_a_binary_format(tmp_path, way):
    path = tmp_path / "table"
    BINARY[way](path)
    assert reader_of(Source(path)).name == way.split(",")[0]
    table = read_table(path)
    assert (table.genes, table.conditions) == (GENES, CONDITIONS)
    np.testing.assert_array_equal(table.values, VALUES)


def test_sheets_and_layers_by_name(tmp_path):
    workbook(tmp_path / "w")
    assert read_table(tmp_path / "w", sheet="Values").genes == GENES
    with pytest.raises(InputError, match=r"found no sheet 'values'; did you mean 'Values'\?"):
        read_table(tmp_path / "w", sheet="values")
    cells_as_rows(tmp_path / "a")
    table = read_table(tmp_path / "a", sheet="twice")
    np.testing.assert_array_equal(table.values, VALUES * 2)
    with pytest.raises(InputError, match="found no layer 'X2'"):
        read_table(tmp_path / "a", sheet="X2")


def test_a_legend_before_the_table_and_a_title_above_it(tmp_path, caplog):
    legend = [["Column", "Meaning"], ["s1", "sample"], ["s2", "sample"], ["s3", "sample"]]
    workbook(tmp_path / "w", legend, [["Table S2"]])
    table = read_table(tmp_path / "w")
    assert (table.genes, table.conditions) == (GENES, CONDITIONS)
    assert "read 'Values'" in caplog.text
    assert "above the header, lines of one cell: Table S2" in caplog.text


def test_what_this_workflow_writes_has_genes_in_rows(tmp_path):
    data = anndata.AnnData(
        VALUES, pd.DataFrame({"gene": GENES, "label": list("abab")}, index=GENES),
        pd.DataFrame(index=CONDITIONS), uns={"prepare": {"log": "none"}},
    )  # fmt: skip
    data.write_h5ad(tmp_path / "p.h5ad")
    table = read_table(tmp_path / "p.h5ad", "label")
    assert (table.genes, table.conditions, table.labels) == (GENES, CONDITIONS, list("abab"))


@pytest.mark.parametrize("known", [True, False])
def test_an_h5ad_of_genes_in_rows(tmp_path, caplog, known):
    ids = GENES if known else [f"ENSG0000000000{gene}" for gene in range(4)]
    obs = pd.DataFrame({"gene_name": list("abcd")} if known else {}, index=ids)
    data = anndata.AnnData(VALUES, obs, pd.DataFrame(index=CONDITIONS))
    data.write_h5ad(tmp_path / "g.h5ad")
    table = read_table(tmp_path / "g.h5ad")
    assert (table.genes, table.conditions) == (ids, CONDITIONS)
    assert "genes are the rows (obs)" in caplog.text


def packed_zip(raw: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("table.tsv", raw)
    return file.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, packed_zip])
def test_packed_tables(tmp_path, pack):
    path = tmp_path / "table"
    for way in ("delimited", "series_matrix"):
        path.write_bytes(pack(FORMATS[way].encode()))
        assert read_table(path).genes == GENES
    path.write_bytes(pack(FORMATS["delimited"].encode())[:-9])
    with pytest.raises(InputError, match="compressed file that is damaged"):
        read_table(path)


def test_hidden_files_of_an_archive_are_none(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("folder/.DS_Store", "x")
        archive.writestr("folder/t.tsv", FORMATS["delimited"])
    assert read_table(tmp_path / "t.zip").genes == GENES


def test_an_archive_of_several_files(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("a.tsv", "x")
        archive.writestr("b.tsv", "y")
    with pytest.raises(InputError, match="zip archive of 2 files"):
        read_table(tmp_path / "t.zip")


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress, gzip.compress])
def test_what_unpacks_beyond_reason_is_refused(tmp_path, pack):
    path = tmp_path / "bomb"
    path.write_bytes(pack(b"id\tc1\tc2\n" + b"0" * (210 << 20)))
    with pytest.raises(InputError, match="unpacks to more than"):
        read_table(path)


@pytest.mark.parametrize(
    ("way", "old", "new", "found"),
    [
        ("gct", "4\t3", "5\t3", "found 4 rows and 3 columns of values; expected 5 and 3"),
        ("gct", "4\t3", "many", "line 2: found 'many'; expected 2 numbers"),
        ("series_matrix", "!series_matrix_table_end\n", "", "no line '!series_matrix_table_end'"),
        ("series_matrix", rows(), "", "a series matrix without a single row"),
        ("salmon", "gene_id\tgene_name\t" + HEAD, "Name\tLength\tEffectiveLength\tTPM\tNumReads",
         "the quantification of one sample"),
        ("htseq of star", f"gene\t{HEAD}\nN_unmapped\t9", "N_unmapped\t9",
         "STAR's counts of one sample in three columns"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_format(tmp_path, way, old, new, found):
    path = tmp_path / "table"
    assert old in FORMATS[way]
    path.write_text(FORMATS[way].replace(old, new))
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert found in str(caught.value)


def test_unknown_formats_are_errors(tmp_path):
    (tmp_path / "t").write_text(FORMATS["delimited"])
    with pytest.raises(UnknownNameError, match="found no format 'gtc'; did you mean 'gct'"):
        read_table(tmp_path / "t", format="gtc")
    (tmp_path / "t").write_bytes(bytes(range(256)))
    with pytest.raises(InputError, match="line 1: found bytes that are no text"):
        read_table(tmp_path / "t")


def test_every_reader_says_what_it_is():
    assert all(reader.label and reader.reference for reader in READERS.values())
    assert list(READERS)[-1] == "delimited", "the one that takes any text comes last"


REAL = {
    "GSE13494.GPL570.pcl": (17940, 4),
    "all_aml_train.gct": (7129, 38),
    "p100_v1.3.gct": (96, 96),
    "gene_expression.xlsx": (461, 48),
    "htseq_all_sample_count.tsv": (3044, 6),
    "mirna_space_separated.txt": (999, 24),
    "10x_pbmc68k_reduced.h5ad": (765, 700),
}
REFUSED = {
    "GSE99709_series_matrix.txt.gz": "see its supplementary files",
    "excel_dates_demo.csv": "column 'Entrez Gene Description (Homo sapiens)': found text",
    "semicolon_decimal_comma.csv": "column 'Product': found text throughout",
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared_data, name):
    assert read_table(shared_data(f"formats/{name}")).values.shape == REAL[name]


@pytest.mark.parametrize("name", REFUSED)
def test_real_files_that_are_refused(shared_data, name):
    with pytest.raises(InputError) as caught:
        read_table(shared_data(f"formats/{name}"))
    assert REFUSED[name] in str(caught.value)


def test_large_tables_are_read_in_pieces(tmp_path, monkeypatch):
    from sdae.tables.readers import delimited

    monkeypatch.setattr(delimited, "PIECE", 5)
    (tmp_path / "t").write_text(FORMATS["featurecounts"])
    np.testing.assert_array_equal(read_table(tmp_path / "t").values, VALUES)
    assert read_sheet(tmp_path / "t").format == "featurecounts"
