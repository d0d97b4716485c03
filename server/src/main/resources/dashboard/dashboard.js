// What the plain forms can't do: the dialog, the busy button, the row of a check, copying.
(() => {
  const dialog = document.getElementById("dialog");
  let opener = "";

  const closeDialog = () => { if (dialog.open) dialog.close(); };

  // Focus goes back to what opened the dialog, or to what was put in its place; where that is gone
  // with the change, to the way back from it.
  const focusBack = () => {
    const places = [opener, "undo", "pick-all", "main"].map((id) => document.getElementById(id));
    places.find((place) => place?.checkVisibility())?.focus();
  };
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    focusBack();
  });
  document.body.addEventListener("dialog:close", closeDialog);
  document.addEventListener("click", (event) => {
    if (event.target.closest('[formmethod="dialog"]')) {
      event.preventDefault();
      event.stopPropagation();
      closeDialog();
    }
  }, true);

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const source = event.target;
    const menu = source.closest(".menu");
    const pressed = event.detail.requestConfig.triggeringEvent?.submitter;
    if (!source.closest("#dialog") && event.detail.requestConfig.triggeringEvent) {
      opener = menu ? menu.id.replace("menu-", "more-") : pressed?.id || source.id || source.querySelector("[id]")?.id || "";
    }
    menu?.hidePopover();
    if (source.closest("#page")) source.closest("tr")?.setAttribute("aria-busy", "true");
    if (source.closest("[data-chart]")) document.getElementById("chart")?.setAttribute("aria-busy", "true");
    const submitter = event.detail.requestConfig.triggeringEvent?.submitter ?? null;
    const busy = submitter?.dataset.busy;
    if (busy) {
      submitter.dataset.label = submitter.textContent;
      submitter.textContent = busy;
      submitter.setAttribute("aria-busy", "true");
    }
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    for (const button of document.querySelectorAll('[aria-busy="true"][data-label]')) {
      button.textContent = button.dataset.label;
      button.removeAttribute("aria-busy");
    }
    for (const part of document.querySelectorAll('tr[aria-busy="true"], #chart[aria-busy="true"]')) {
      part.removeAttribute("aria-busy");
    }
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === dialog && dialog.hasChildNodes() && !dialog.open) dialog.showModal();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === dialog && dialog.open) dialog.querySelector("[autofocus]")?.focus();
    showCopying();
    showPicked();
    // The dialog closes before or after the page is there: only now is it known where to go.
    const nowhere = [document.body, document.getElementById("main")].includes(document.activeElement);
    if (event.target.id === "page" && nowhere) focusBack();
  });

  // Rows that are picked, to be changed together.
  const picks = () => [...document.querySelectorAll(".pick")];
  const showPicked = () => {
    const all = document.getElementById("pick-all");
    if (!all) return;
    const rows = picks();
    const found = document.getElementById("pick-found");
    const picked = rows.filter((row) => row.checked).length;
    all.hidden = false;
    all.checked = picked === rows.length;
    all.indeterminate = picked > 0 && picked < rows.length;
    document.getElementById("picked").textContent =
      found?.checked ? "" : `${picked} ${picked === 1 ? "entry" : "entries"} selected`;
    document.getElementById("pick-page").hidden = picked === rows.length || found?.checked === true;
  };
  const pickAll = (on) => {
    for (const row of picks()) row.checked = on;
    showPicked();
  };
  document.addEventListener("change", (event) => {
    if (event.target.id === "pick-all") pickAll(event.target.checked);
    else if (event.target.matches(".pick, #pick-found")) showPicked();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#pick-page")) return;
    event.preventDefault();
    pickAll(true);
    document.getElementById("pick-all").focus();
  });

  document.body.addEventListener("probe:match", (event) => {
    for (const row of document.querySelectorAll("tr.is-match")) row.classList.remove("is-match");
    document.getElementById(event.detail.value)?.classList.add("is-match");
  });

  // Says what did not come, where it was to be, and keeps all that stands there.
  const told = (template, place) => {
    if (!place) return null;
    for (const old of place.querySelectorAll(":scope > .flash.bad, :scope > .failed")) old.remove();
    place.prepend(document.getElementById(template).content.cloneNode(true));
    return place.firstElementChild;
  };
  const noAnswer = (event) => {
    const source = event.detail.requestConfig.elt;
    const pressed = event.detail.requestConfig.triggeringEvent?.submitter;
    if (source.id === "impact") {
      told("no-effect", source);
      return;
    }
    const note = source.closest("[data-chart]")
      ? told("no-chart", document.getElementById("chart"))
      : told("no-answer", dialog.open ? dialog.querySelector(".body") : document.getElementById("flash"));
    note?.querySelector("button").addEventListener("click", () => {
      note.remove();
      if (source instanceof HTMLFormElement) source.requestSubmit(pressed); else source.click();
    });
  };
  document.body.addEventListener("htmx:sendError", noAnswer);
  document.body.addEventListener("htmx:timeout", noAnswer);

  // A server without its database answers too, but nothing that may take the place of a form.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const source = event.detail.requestConfig.elt;
    const keeps = source.id === "impact" || source.closest("[data-chart], #dialog");
    if (event.detail.xhr.status !== 503 || !keeps) return;
    event.detail.shouldSwap = false;
    noAnswer(event);
  });

  const showCopying = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.value ?? source.textContent);
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 2000);
    } catch {
      source.select?.();
    }
  });
  showCopying();
  showPicked();
})();
