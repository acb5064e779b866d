// What is said under the pointer, and the start of it all.

/** Say a cluster's, or a gene's, value in the condition under the pointer. */
function sayProfile(known, cluster, picture, event, gene = null) {
  const [left, right, top, bottom] = known.profiles.frame;
  const many = known.conditions.length;
  const { x } = place(picture, event);
  const i = Math.round(((x - left) / (right - left)) * (many - 1));
  let cursor = picture.querySelector(".cursor");
  if (i < 0 || i >= many) {
    if (cursor) cursor.remove();
    return "";
  }
  if (!cursor) {
    cursor = makeSvg("path", { class: "cursor" });
    picture.append(cursor);
  }
  const there = left + (i / Math.max(many - 1, 1)) * (right - left);
  cursor.setAttribute("d", `M${there} ${top}V${bottom}`);
  const lines = [known.conditions[i]];
  if (gene !== null) lines.push(`${known.genes[gene]}: ${written(profileOf(known, gene)[i])}`);
  const bands = known.profiles.bands[cluster];
  if (bands) {
    const [low, median, high] = bands.map((band) => written(band[i]));
    lines.push(fill(known.words.median, { low, median, high }));
  }
  return lines.join("\n");
}

/** Say which gene is nearest to the pointer. */
function nearestGene(known, picture, event) {
  const { x, y } = place(picture.querySelector(".zoomed"), event);
  const hidden = new Set([...picture.querySelectorAll(".dots[hidden]")].map((each) => Number(each.dataset.cluster)));
  let [best, least] = [null, 120];
  for (let i = 0; i < known.genes.length; i += 1) {
    const distance = (known.points[2 * i] / 10 - x) ** 2 + (known.points[2 * i + 1] / 10 - y) ** 2;
    if (distance < least && !hidden.has(known.numbers[i] ?? 0)) [best, least] = [i, distance];
  }
  return best;
}

function sayGene(known, gene) {
  if (gene === null) return "";
  const group = known.groups ? `\n${known.groups[known.label[gene]]}` : "";
  const cluster = known.numbers[gene];
  const stability = known.columns && known.columns.stability[gene];
  if (cluster === null) return fill(known.words.outside, { gene: known.genes[gene] }) + group;
  return fill(known.words.chosen, {
    gene: known.genes[gene], cluster, stability: stability === null ? known.words.missing : written(stability),
  }) + group;
}

/** Say which gene, condition and value is under the pointer on the heat map. */
function sayHeat(known, picture, event) {
  const { left, right, top, rows } = known.heat;
  const height = Number(picture.querySelector("image").getAttribute("height"));
  const { x, y } = place(picture, event);
  const row = Math.floor(((y - top) / height) * rows.length);
  const column = Math.floor(((x - left) / (right - left)) * known.conditions.length);
  if (row < 0 || row >= rows.length) return "";
  const gene = rows[row];
  if (column < 0 || column >= known.conditions.length) return sayGene(known, gene);
  return `${sayGene(known, gene)}\n${known.conditions[column]}: ${written(profileOf(known, gene)[column])}`;
}

function startChapter(article) {
  const known = JSON.parse(article.querySelector(".known").textContent);
  known.unpacked = unpacked(known);
  for (const figure of article.querySelectorAll("figure")) equip(figure, known);
  const choose = article.querySelector(".genes") ? genesTable(article, known) : () => {};
  for (const each of article.querySelectorAll(".cluster")) {
    const picture = each.querySelector("svg");
    hover(picture, (event) => sayProfile(known, each.dataset.cluster, picture, event));
    picture.addEventListener("pointerleave", () => {
      const cursor = picture.querySelector(".cursor");
      if (cursor) cursor.remove();
    });
  }
  const plane = article.querySelector(".embedding");
  hover(plane, (event) => sayGene(known, nearestGene(known, plane, event)));
  plane.addEventListener("click", (event) => {
    const gene = nearestGene(known, plane, event);
    if (gene !== null) choose(gene);
  });
  const heat = article.querySelector("svg.heat");
  if (heat) {
    hover(heat, (event) => sayHeat(known, heat, event));
    heat.addEventListener("click", (event) => {
      const height = Number(heat.querySelector("image").getAttribute("height"));
      const gene = known.heat.rows[Math.floor(((place(heat, event).y - known.heat.top) / height) * known.heat.rows.length)];
      if (gene !== undefined) choose(gene);
    });
  }
}

document.documentElement.classList.add("scripted");
document.body.append(tip);
document.querySelectorAll("article").forEach(startChapter);
// Nothing is folded away on paper, or when somebody searches the page.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
