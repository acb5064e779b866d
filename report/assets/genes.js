// The table of genes: search, filters, order, pages, the profile of one gene beside its likes.

const ROWS = 25;
const ALIKE = 10;
const TEXT = { gene: true, label: true };

/** What is known of the genes of a data set, by the name of a column. */
function columnsOf(known) {
  return {
    gene: known.genes,
    label: known.groups && known.label.map((i) => known.groups[i]),
    cluster: known.numbers,
    ...known.columns,
  };
}

/** The profiles of a data set, unpacked: one array after the other. */
function unpacked(known) {
  const bytes = Uint8Array.from(atob(known.values), (sign) => sign.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i += 1) values[i] = view.getInt16(2 * i, true) * known.scale;
  return values;
}

function profileOf(known, gene) {
  const many = known.conditions.length;
  return known.unpacked.subarray(gene * many, (gene + 1) * many);
}

/** The genes whose profiles correlate most with that of one gene. */
function mostAlike(known, gene) {
  const many = known.conditions.length;
  const centred = (i) => {
    const own = profileOf(known, i);
    let mean = 0;
    for (const value of own) mean += value / many;
    let square = 0;
    for (const value of own) square += (value - mean) ** 2;
    return [own, mean, Math.sqrt(square)];
  };
  const [mine, myMean, mySize] = centred(gene);
  const found = [];
  for (let i = 0; i < known.genes.length; i += 1) {
    if (i === gene) continue;
    const [own, mean, size] = centred(i);
    let product = 0;
    for (let j = 0; j < many; j += 1) product += (mine[j] - myMean) * (own[j] - mean);
    found.push([size * mySize ? product / (size * mySize) : 0, i]);
  }
  return found.sort((a, b) => b[0] - a[0]).slice(0, ALIKE);
}

/** The way of a profile through the picture of a cluster. */
function wayOf(known, gene) {
  const [left, right, top, bottom, low, high] = known.profiles.frame;
  const last = Math.max(known.conditions.length - 1, 1);
  return [...profileOf(known, gene)].map((value, i) => {
    const y = bottom - ((value - low) / (high - low || 1)) * (bottom - top);
    const sign = i === 0 || known.profiles.breaks.includes(i) ? "M" : "L";
    return `${sign}${(left + (i / last) * (right - left)).toFixed(1)} ${Math.min(Math.max(y, top - 8), bottom + 8).toFixed(1)}`;
  }).join("");
}

/** A number to two digits, with a minus that is one, and none before zero. */
function written(value) {
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text.replace("-", "\u2212");
}

/** A cell of a file that no spreadsheet takes for a formula. */
function safe(cell) {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const text = cell.replace(/[\t\r\n]/g, " ");
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

/** Show a gene's profile over its cluster's, and the genes that are most alike. */
function showGene(article, known, gene, choose) {
  const panel = article.querySelector(".chosen");
  const cluster = known.numbers[gene];
  const stability = known.columns.stability[gene];
  const title = fill(cluster === null ? known.words.outside : known.words.chosen, {
    gene: known.genes[gene], cluster, stability: stability === null ? known.words.missing : written(stability),
  });
  const alike = mostAlike(known, gene);
  const drawn = article.querySelector(`.cluster[data-cluster="${cluster ?? Object.keys(known.profiles.bands)[0]}"] svg`).cloneNode(true);
  drawn.setAttribute("aria-label", title);
  drawn.querySelectorAll(".cursor").forEach((each) => each.remove());
  for (const [, other] of alike.slice(0, 5)) drawn.append(makeSvg("path", { class: "alike", d: wayOf(known, other) }));
  drawn.append(makeSvg("path", { class: "gene", d: wayOf(known, gene) }));
  const list = make("ol", { class: "alike-list" });
  for (const [correlation, other] of alike) {
    const button = make("button", { type: "button" }, known.genes[other]);
    button.addEventListener("click", () => choose(other));
    const where = known.numbers[other] ?? known.words.missing;
    list.append(make("li", {}, button, make("span", { class: "muted" }, `${written(correlation)} · ${where}`)));
  }
  const note = fill(known.words.alike, { conditions: known.conditions.length });
  panel.replaceChildren(make("h4", {}, title), drawn, make("p", { class: "muted" }, note), list);
  hover(drawn, (event) => sayProfile(known, cluster, drawn, event, gene));
}

/** Mark a gene among all. */
function ringGene(article, known, gene) {
  const ring = article.querySelector(".embedding .ring") || makeSvg("path", { class: "ring" });
  const [x, y] = [known.points[2 * gene] / 10, known.points[2 * gene + 1] / 10];
  ring.setAttribute("d", `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0`);
  article.querySelector(".embedding .zoomed").append(ring);
}

/** Make the table of genes alive. */
function genesTable(article, known) {
  const root = article.querySelector(".genes");
  const columns = columnsOf(known);
  const headers = [...root.querySelectorAll("thead th")];
  const keys = headers.map((each) => each.dataset.key);
  const body = root.querySelector("tbody");
  const form = root.querySelector(".controls");
  const at = (name) => root.querySelector(`[name="${name}"]`);
  const lower = known.genes.map((gene, i) => `${gene}\n${columns.label ? columns.label[i] : ""}`.toLowerCase());
  const state = { key: null, down: false, page: 0, shown: [], gene: null };
  let order = known.genes.map((_, i) => i);

  function sorted() {
    order = known.genes.map((_, i) => i);
    if (!state.key) return;
    const column = columns[state.key];
    const turn = state.down ? -1 : 1;
    const compare = TEXT[state.key]
      ? new Intl.Collator("en", { numeric: true }).compare
      : (a, b) => a - b;
    // What is missing comes last, either way.
    order.sort((a, b) => {
      const [one, other] = [column[a], column[b]];
      if (one === null || other === null) return (one === null) - (other === null) || a - b;
      return turn * compare(one, other) || a - b;
    });
  }

  function filtered() {
    const search = form.elements.search.value.trim().toLowerCase();
    const cluster = form.elements.cluster.value;
    const least = Number(form.elements.sureness.value) || 0;
    state.shown = order.filter((i) => (!search || lower[i].includes(search))
      && (cluster === "" || (columns.cluster[i] ?? 0) === Number(cluster))
      && (!least || columns.stability[i] >= least));
    state.page = 0;
    draw();
  }

  function cell(key, gene) {
    const value = columns[key][gene];
    if (value === null || value === "") return known.words.missing;
    return key === "stability" || key === "silhouette" ? written(value) : String(value);
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(state.shown.length / ROWS));
    const rows = state.shown.slice(state.page * ROWS, (state.page + 1) * ROWS).map((gene) => {
      const row = make("tr", { "data-gene": gene });
      if (gene === state.gene) row.setAttribute("aria-selected", "true");
      keys.forEach((key, i) => {
        if (i) return row.append(make("td", {}, cell(key, gene)));
        const button = make("button", { type: "button" }, known.genes[gene]);
        return row.append(make("th", { scope: "row" }, button));
      });
      return row;
    });
    if (!rows.length) rows.push(make("tr", {}, make("td", { colspan: keys.length }, known.words.none)));
    body.replaceChildren(...rows);
    root.querySelector(".page").textContent = fill(known.words.page, { page: state.page + 1, pages });
    root.querySelector(".shown").textContent = fill(known.words.shown, {
      shown: state.shown.length.toLocaleString("en"), all: known.genes.length.toLocaleString("en"),
    });
    at("previous").disabled = state.page === 0;
    at("next").disabled = state.page >= pages - 1;
  }

  function choose(gene) {
    state.gene = gene;
    for (const row of body.rows) row.toggleAttribute("aria-selected", false);
    const row = body.querySelector(`[data-gene="${gene}"]`);
    if (row) row.setAttribute("aria-selected", "true");
    showGene(article, known, gene, choose);
    ringGene(article, known, gene);
  }

  for (const header of headers) {
    const button = make("button", { type: "button" }, header.textContent);
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      state.down = state.key === header.dataset.key ? !state.down : false;
      state.key = header.dataset.key;
      for (const each of headers) each.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      sorted();
      filtered();
    });
  }
  form.addEventListener("input", filtered);
  form.addEventListener("submit", (event) => event.preventDefault());
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-gene]");
    if (row) choose(Number(row.dataset.gene));
  });
  at("previous").addEventListener("click", () => { state.page -= 1; draw(); });
  at("next").addEventListener("click", () => { state.page += 1; draw(); });
  at("download").addEventListener("click", () => {
    const lines = [keys, ...state.shown.map((gene) => keys.map((key) => columns[key][gene]))];
    const text = lines.map((line) => line.map(safe).join("\t")).join("\n");
    save(`${known.name}_genes.tsv`, new Blob([`${text}\n`], { type: "text/tab-separated-values" }));
  });
  filtered();
  showGene(article, known, 0, choose);
  return choose;
}
