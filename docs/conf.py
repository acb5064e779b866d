"""How `make docs` builds the documentation: by Sphinx, from Markdown and docstrings."""

import re
import sys
from pathlib import Path

from docutils.utils.math.latex2mathml import tex2mathml

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
LIBRARY = ROOT / "scripts" / "sdae"
sys.path.insert(0, str(LIBRARY.parent))

import sdae  # noqa: E402

project = "sdae-gene-clustering"
author = "The sdae-gene-clustering developers"
version = release = sdae.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False
html_show_sphinx = False
html_math_renderer = "mathml"

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3

nitpicky = True
# Names of other libraries lead to their pages, which a build without a network cannot ask for.
nitpick_ignore_regex = [("py:.*", ".*")]
# A single backtick is code, in docstrings as in Markdown.
default_role = "code"
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# Else what stands before a colon would be taken for a type.
napoleon_custom_sections = ["Returns"]
napoleon_use_ivar = True

# Written anew from the library by each build.
REFERENCE = DOCS / "reference"
# Files of the repository that are pages here, so that links between them stay within the pages.
PAGES = {
    "README.md": "index.md",
    "ARCHITECTURE.md": "developing/architecture.md",
    "CONTRIBUTING.md": "developing/contributing.md",
    "CHANGELOG.md": "developing/changelog.md",
    "config/README.md": "configuration.md",
    "profiles/README.md": "how_to/cluster.md",
    "examples/README.md": "how_to/module.md",
    "benchmarks/README.md": "benchmarks.md",
}
LINK = re.compile(r"\]\((?!\w+:|#)([^)#]+)(#[^)]*)?\)")


def within_pages(app, relative_path, parent_docname, content):
    """Have the links of a file that a page includes lead to pages where they can."""
    file = (DOCS / parent_docname).parent.joinpath(relative_path).resolve()

    def link(found):
        target = (file.parent / found[1]).resolve().relative_to(ROOT)
        page = PAGES.get(str(target), f"../{target}")
        return f"](/{page}{found[2] or ''})"

    if file.suffix == ".md":
        content[0] = LINK.sub(link, content[0])


def write_reference(app):
    """Write a page for each room of the library, with all its public modules."""
    rooms = re.findall(
        r"^\| `(\w+)` \| ([^|]+) \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.M
    )
    rooms = [row for row in rooms if list(LIBRARY.glob(f"{row[0]}*"))]
    for room, knows in rooms:
        names = [
            path.relative_to(LIBRARY.parent).with_suffix("").as_posix().replace("/", ".")
            for path in sorted(LIBRARY.glob(f"{room}.py"))
            + sorted(LIBRARY.rglob(f"{room}/**/*.py"))
        ]
        names = [
            name.removesuffix(".__init__") for name in names if not re.search(r"\._[a-z]", name)
        ]
        lines = [f"# {room}", "", f"{knows[0].upper()}{knows[1:].strip()}.", ""]
        for name in names:
            lines += [f"## {name}", "", "```{eval-rst}", f".. automodule:: {name}", "   :members:"]
            # What a package takes from its private modules has no other place; its functions have.
            if (LIBRARY.parent / name.replace(".", "/")).is_dir():
                lines += ["   :no-index:"]
            lines += ["```", ""]
        page, text = REFERENCE / f"{room}.md", "\n".join(lines)
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")
    tree = ["```{toctree}", ":maxdepth: 1", "", *(room for room, _ in rooms), "```", ""]
    (REFERENCE / "rooms.txt").write_text("\n".join(tree), "utf-8")


def mathml(as_block):
    """Return a function that writes an equation as MathML, which needs no script and no network."""

    def visit(translator, node):
        from docutils import nodes

        translator.body.append(tex2mathml(node.astext(), as_block))
        raise nodes.SkipNode

    return visit


def setup(app):
    app.connect("include-read", within_pages)
    app.connect("builder-inited", write_reference)
    app.add_html_math_renderer(
        "mathml",
        inline_renderers=(mathml(False), None),
        block_renderers=(mathml(True), None),
    )
    # What a page includes is no reason to read it again in a build that goes on.
    return {"parallel_read_safe": False}
