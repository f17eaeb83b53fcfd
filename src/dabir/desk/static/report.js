// The page of a report works without this file: here kinds of marks come and go at once, what is chosen lights up with
// all that belongs to it, and a statement's bounds are taken from a selection.
"use strict";

const report = document.querySelector(".report");

// Kinds of marks
const keys = document.querySelector(".marks");
if (keys) {
  keys.querySelector("button").hidden = true;
  keys.addEventListener("change", () => {
    const boxes = [...keys.querySelectorAll("[type=checkbox]")];
    for (const box of boxes) report.classList.toggle(`no-${box.value}`, !box.checked);
    const shown = boxes.every((box) => box.checked) ? null : boxes.filter((box) => box.checked).map((box) => box.value).join(",");
    const asked = (address) => {
      const url = new URL(address, location);
      url.searchParams.delete("marks");
      if (shown !== null) url.searchParams.set("marks", shown);
      return url;
    };
    history.replaceState(null, "", asked(location));
    for (const link of document.querySelectorAll(".writing a")) link.href = asked(link.href);
  });
}

// What is chosen: the address names it. Going back in the history does not tell the style sheet (`:target`) so.
const reading = document.querySelector(".reading");
reading.classList.add("lively");
const beside = document.querySelector(".beside");
const named = () => {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
};
const choose = () => {
  const id = named();
  for (const one of document.querySelectorAll("[data-lit]")) one.classList.toggle("chosen", id !== "" && one.dataset.lit.split(" ").includes(id));
  const entry = beside.querySelector("li.chosen");
  if (entry && getComputedStyle(beside).position === "sticky") {
    const place = entry.getBoundingClientRect(), frame = beside.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) beside.scrollTop += place.top - frame.top - frame.height / 3;
  }
};
addEventListener("hashchange", choose);
addEventListener("popstate", choose);
choose();

report.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-lit]");
  if (!mark || !getSelection().isCollapsed || event.target.closest("a")) return;
  const id = mark.dataset.lit.split(" ")[0];
  history.pushState(null, "", named() === id ? location.pathname + location.search : `#${encodeURIComponent(id)}`);
  choose();
});

// Beside a text that is longer than the window, the record stays in sight
new ResizeObserver(() => reading.classList.toggle("long", report.offsetHeight > innerHeight)).observe(report);

// Bounds from a selection: offsets count code points from the beginning of the report's text
const pick = document.querySelector(".pick");
if (pick) {
  const form = pick.closest("form"), button = pick.querySelector("button");
  const offset = (node, at) => {
    const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!line || !report.contains(line)) return null;
    const before = document.createRange();
    before.selectNodeContents(line);
    before.setEnd(node, at);
    return Number(line.dataset.start) + [...before.toString()].length;
  };
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end ? null : [start, end];
  };
  pick.hidden = false;
  document.addEventListener("selectionchange", () => {
    button.disabled = !selected();
    pick.classList.toggle("ready", !button.disabled);
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // it would take the selection away
  button.addEventListener("click", () => {
    [form.elements.start.value, form.elements.end.value] = selected();
    form.submit();
  });
}
