// Adding works without this file: here files that are too large are told of before they are sent, and the page of a job
// renews its parts by themselves.
"use strict";

// Files
const chosen = document.querySelector("input[type=file][data-limit]");
if (chosen) {
  chosen.addEventListener("change", () => {
    const size = [...chosen.files].reduce((sum, file) => sum + file.size, 0);
    chosen.setCustomValidity(size > Number(chosen.dataset.limit) ? chosen.dataset.told : "");
    chosen.reportValidity();
  });
}

// Progress
const WAIT = 2000;
const going = (page) => page.querySelector("[data-going]") !== null;

function renew(page) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = page.getElementById(part.id);
    if (!now || now.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement);
    part.replaceChildren(...[...now.childNodes].map((node) => document.importNode(node, true)));
    if (focused) document.querySelector("h1").focus();
  }
}

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    renew(page);
    if (!going(page)) return;
  } catch {
    // The desk may come back: it is asked again.
  }
  setTimeout(look, WAIT);
}

if (going(document)) setTimeout(look, WAIT);
