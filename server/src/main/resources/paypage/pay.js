// What the pages do beyond their HTML: no second press, the reader's place, and the way back.
(() => {
  "use strict";
  const SECONDS_TO_LEAVE = 6;

  document.addEventListener("submit", (event) => {
    // An operator that takes nothing at the moment is not asked; the page says so by its name.
    if (event.target.querySelector("[data-rests=yes]")) {
      event.preventDefault();
      document.querySelector("#rests, #none-now").focus();
      return;
    }
    const button = event.target.querySelector("[data-busy]");
    if (!button) return;
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    button.firstElementChild.textContent = button.dataset.busy;
  });

  // A page that the browser has kept shows how it stood then; ask how it stands now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  // The main part is another one once the payment stands differently.
  let known = document.getElementById("main");
  document.addEventListener("htmx:afterSettle", () => {
    const main = document.getElementById("main");
    if (!main || main === known) return;
    known = main;
    main.focus();
    const title = main.querySelector("h1");
    if (title) document.title = title.textContent;
    leaveSoon(main.querySelector("[data-leave=true]"));
  });

  // Whoever has just paid goes back to the merchant, unless they touch the page first.
  function leaveSoon(link) {
    if (!link) return;
    const told = document.querySelector(".leaving");
    if (told) told.hidden = false;
    const timer = setTimeout(() => window.location.assign(link.href), SECONDS_TO_LEAVE * 1000);
    const stay = () => {
      clearTimeout(timer);
      if (told) told.hidden = true;
    };
    for (const kind of ["keydown", "pointerdown", "wheel"]) {
      window.addEventListener(kind, stay, { once: true, passive: true });
    }
  }
})();
