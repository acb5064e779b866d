// What all figures can: be taken away as SVG and PNG, show values under the pointer, hide clusters, be zoomed.
"use strict";

const SVG = "http://www.w3.org/2000/svg";

/** Fill what is in braces in a sentence. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** Make an element with attributes and contents; text stays text. */
function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function makeSvg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Have the browser save something. */
function save(name, blob) {
  const link = make("a", { download: name, href: URL.createObjectURL(blob) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A figure that is taken away is for white paper, whatever the page looks like.
const ON_PAPER = "svg{--paper:#ffffff;--ink:#1b2026;--muted:#59626d;--line:#dde1e6;--edge:#7d8691;--accent:#1d63b8}";
const GAP = 14;

/** Put the pictures of a figure into one, with the style that they need. */
function asOne(figure) {
  const pictures = [...figure.querySelectorAll(".pictures svg")];
  const boxes = pictures.map((each) => each.viewBox.baseVal);
  const across = Math.min(pictures.length, pictures.length > 4 ? 3 : 2);
  const width = Math.max(...boxes.map((box) => box.width));
  const height = Math.max(...boxes.map((box) => box.height));
  const whole = [
    across * width + (across + 1) * GAP,
    Math.ceil(pictures.length / across) * (height + GAP) + GAP,
  ];
  const one = makeSvg("svg", { xmlns: SVG, width: whole[0], height: whole[1], viewBox: `0 0 ${whole.join(" ")}` });
  const style = makeSvg("style", {});
  style.textContent = ON_PAPER + document.getElementById("figure-style").textContent;
  one.append(style, makeSvg("rect", { width: whole[0], height: whole[1], fill: "#ffffff" }));
  pictures.forEach((picture, i) => {
    const copy = picture.cloneNode(true);
    copy.querySelectorAll(".cursor").forEach((each) => each.remove());
    for (const [key, value] of Object.entries({
      x: GAP + (i % across) * (width + GAP),
      y: GAP + Math.floor(i / across) * (height + GAP),
      width: boxes[i].width,
      height: boxes[i].height,
    })) copy.setAttribute(key, value);
    one.append(copy);
  });
  return [new XMLSerializer().serializeToString(one), whole];
}

/** A figure as one SVG, and its size: drawn on the page, or a whole file that is shown. */
function whole(figure) {
  const shown = figure.querySelector("img");
  if (!shown) return asOne(figure);
  const bytes = Uint8Array.from(atob(shown.src.split(",")[1]), (sign) => sign.charCodeAt(0));
  return [new TextDecoder().decode(bytes), [shown.naturalWidth, shown.naturalHeight]];
}

function saveSvg(figure) {
  save(`${figure.dataset.name}.svg`, new Blob([whole(figure)[0]], { type: "image/svg+xml" }));
}

function savePng(figure, scale = 3) {
  const [text, [width, height]] = whole(figure);
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: width * scale, height: height * scale });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(`${figure.dataset.name}.png`, blob), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

const tip = make("div", { id: "tip", role: "presentation", hidden: "" });

function showTip(event, text) {
  tip.hidden = !text;
  if (!text) return;
  tip.textContent = text;
  const box = tip.getBoundingClientRect();
  const left = Math.min(event.clientX + 14, innerWidth - box.width - 6);
  const above = event.clientY + 18 + box.height > innerHeight;
  tip.style.left = `${Math.max(left, 4)}px`;
  tip.style.top = `${above ? event.clientY - box.height - 10 : event.clientY + 16}px`;
}

/** Where the pointer is, in the units of a picture or of a group in it. */
function place(element, event) {
  const matrix = element.getScreenCTM();
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
}

/** Say something of the place under the pointer, for as long as it is over a picture. */
function hover(picture, say) {
  picture.addEventListener("pointermove", (event) => showTip(event, say(event)));
  picture.addEventListener("pointerleave", (event) => showTip(event, ""));
}

/** Hide and show what belongs to a cluster. */
function switches(figure, known) {
  for (const button of figure.querySelectorAll(".legend button")) {
    button.title = known.words.switch;
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", shown);
      for (const each of figure.querySelectorAll(`svg [data-cluster="${button.dataset.cluster}"]`)) {
        each.toggleAttribute("hidden", !shown);
      }
    });
  }
}

/** Let a figure be looked at more closely: by buttons, and moved by dragging. */
function zooming(figure, tools, words) {
  const picture = figure.querySelector("svg");
  const group = picture.querySelector(".zoomed");
  const { width, height } = picture.viewBox.baseVal;
  const view = { scale: 1, x: 0, y: 0 };
  const show = () => {
    view.x = Math.min(0, Math.max(view.x, width * (1 - view.scale)));
    view.y = Math.min(0, Math.max(view.y, height * (1 - view.scale)));
    group.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    for (const text of group.querySelectorAll("text")) {
      text.style.fontSize = `${19 / view.scale}px`;
      text.style.strokeWidth = `${4 / view.scale}px`;
    }
  };
  const zoom = (factor) => {
    const scale = Math.min(16, Math.max(1, view.scale * factor));
    view.x = width / 2 - ((width / 2 - view.x) * scale) / view.scale;
    view.y = height / 2 - ((height / 2 - view.y) * scale) / view.scale;
    view.scale = scale;
    show();
  };
  for (const [sign, name, factor] of [["+", words.closer, 1.6], ["\u2212", words.further, 1 / 1.6], [words.whole, words.whole, 0]]) {
    const button = make("button", { type: "button", title: name, "aria-label": name }, sign);
    button.addEventListener("click", () => zoom(factor || 1 / view.scale));
    tools.append(button);
  }
  let held = null;
  picture.addEventListener("pointerdown", (event) => { if (view.scale > 1) held = place(picture, event); });
  addEventListener("pointerup", () => { held = null; });
  picture.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = place(picture, event);
    view.x += now.x - held.x;
    view.y += now.y - held.y;
    held = now;
    show();
  });
}

/** Give a figure its tools. */
function equip(figure, known) {
  const tools = make("div", { class: "tools" });
  if ("zoom" in figure.dataset) zooming(figure, tools, known.words);
  for (const [kind, act] of [["svg", saveSvg], ["png", savePng]]) {
    const button = make("button", { type: "button", "aria-label": `${known.words.take} ${known.words[kind]}`, "data-take": kind }, known.words[kind]);
    button.addEventListener("click", () => act(figure));
    tools.append(button);
  }
  figure.append(tools);
  switches(figure, known);
}
