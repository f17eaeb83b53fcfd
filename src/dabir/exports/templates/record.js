// Choosing a statement or a person (in the text, beside it, or by the address) lights up all that belongs to it.
(() => {
  const address = (element) => element.dataset.s ?? element.dataset.p;

  const show = () => {
    const chosen = decodeURIComponent(location.hash.slice(1));
    for (const element of document.querySelectorAll("[data-s], [data-p]")) {
      const on = chosen && (element.dataset.s === chosen || element.dataset.p === chosen);
      element.classList.toggle("on", Boolean(on));
      if (element.matches("aside a")) {
        element.setAttribute("aria-current", String(Boolean(on)));
        if (on) element.scrollIntoView({ block: "nearest" });
      }
    }
    document.getElementById(chosen)?.scrollIntoView({ block: "center" });
  };

  const choose = (element) => {
    const same = location.hash.slice(1) === address(element);
    if (same) history.pushState(null, "", location.pathname + location.search);
    else history.pushState(null, "", "#" + address(element));
    show();
  };

  document.addEventListener("click", (event) => {
    const element = event.target.closest("aside a[data-s], aside a[data-p], .said, .cue, .who");
    if (!element || !getSelection().isCollapsed) return;
    event.preventDefault();
    choose(element);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash) {
      history.pushState(null, "", location.pathname + location.search);
      show();
    } else if (event.key === "Enter" && event.target.matches(".said")) choose(event.target);
  });
  for (const element of document.querySelectorAll(".said[id]")) element.tabIndex = 0;
  addEventListener("hashchange", show);
  addEventListener("popstate", show);
  show();
})();
