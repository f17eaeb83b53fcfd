// Every page works without this file; it only makes some things quicker.
"use strict";

// Words of a statement light up while it is chosen: data-lights="ID" lights all with ID in data-lit.
for (const chooser of document.querySelectorAll("[data-lights]")) {
  const lit = () => document.querySelectorAll(`[data-lit~="${CSS.escape(chooser.dataset.lights)}"]`);
  const light = (on) => () => lit().forEach((one) => one.classList.toggle("on", on));
  chooser.addEventListener("mouseenter", light(true));
  chooser.addEventListener("focusin", light(true));
  chooser.addEventListener("mouseleave", light(false));
  chooser.addEventListener("focusout", light(false));
}

// A form with data-sends sends itself when one of its choices changes.
for (const form of document.querySelectorAll("form[data-sends]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// The slash leads to the search, as long as nothing is being written.
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
});
