// What the plain forms can't do: the dialog, the busy button, the row of a check, copying.
(() => {
  const dialog = document.getElementById("dialog");
  let opener = "";

  const closeDialog = () => { if (dialog.open) dialog.close(); };

  // Focus goes back to what opened the dialog, or to what was put in its place.
  const focusBack = () => {
    const places = [opener, "pick-all", "main"].map((id) => document.getElementById(id));
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
  });

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === dialog && dialog.hasChildNodes() && !dialog.open) dialog.showModal();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === dialog && dialog.open) dialog.querySelector("[autofocus]")?.focus();
    if (event.target.id === "page" && document.activeElement === document.body) focusBack();
    showCopying();
    showPicked();
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

  const noAnswer = (event) => {
    const source = event.detail.elt;
    const note = document.getElementById("no-answer").content.cloneNode(true);
    const place = dialog.open ? dialog.querySelector(".body") : document.getElementById("flash");
    if (!place) return;
    place.querySelector(":scope > .flash.bad")?.remove();
    note.querySelector("button").addEventListener("click", (click) => {
      click.target.closest(".flash").remove();
      if (source instanceof HTMLFormElement) source.requestSubmit(); else source.click();
    });
    place.prepend(note);
  };
  document.body.addEventListener("htmx:sendError", noAnswer);
  document.body.addEventListener("htmx:timeout", noAnswer);

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
