"use strict";
// One article's page: sentences light their counterparts, quotations their pieces, citations are copied.
// The page reads whole without it.
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const message = document.querySelector(".said");
  const sentences = all(".sentence[data-bead]");
  const byBead = new Map();
  for (const sentence of sentences) {
    const bead = sentence.dataset.bead;
    byBead.set(bead, [...(byBead.get(bead) || []), sentence]);
  }

  // Sentences and their counterparts.

  let lit = [];
  const light = (sentence) => {
    for (const one of lit) one.classList.remove("lit");
    lit = sentence ? byBead.get(sentence.dataset.bead) || [] : [];
    for (const one of lit) one.classList.add("lit");
  };
  const sentenceAt = (target) => (target instanceof Element ? target.closest(".sentence[data-bead]") : null);
  const focused = () => sentenceAt(document.activeElement);
  document.addEventListener("pointerover", (event) => light(sentenceAt(event.target) || focused()));
  document.addEventListener("focusin", (event) => light(sentenceAt(event.target)));
  document.addEventListener("focusout", () => light(null));

  // The text is one stop for the tab key; arrows move inside it.

  const isArabic = (sentence) => sentence.id.endsWith("-ar");
  let stop = null;
  const setStop = (sentence) => {
    if (stop) stop.tabIndex = -1;
    stop = sentence;
    stop.tabIndex = 0;
  };
  for (const sentence of sentences) sentence.tabIndex = -1;
  if (sentences.length) setStop(sentences[0]);
  const go = (sentence) => {
    if (!sentence) return;
    const folded = sentence.closest("details");
    if (folded) folded.open = true;
    setStop(sentence);
    sentence.focus();
  };
  const neighbour = (sentence, step) => {
    const side = sentences.filter((one) => isArabic(one) === isArabic(sentence));
    return side[side.indexOf(sentence) + step];
  };
  document.addEventListener("keydown", (event) => {
    const sentence = event.target;
    if (!(sentence instanceof Element) || !sentence.matches(".sentence[data-bead]")) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const forward = isArabic(sentence) ? "ArrowLeft" : "ArrowRight";
    const backward = isArabic(sentence) ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward) go(neighbour(sentence, 1));
    else if (event.key === backward) go(neighbour(sentence, -1));
    else if (event.key === "Enter") go(byBead.get(sentence.dataset.bead).find((one) => isArabic(one) !== isArabic(sentence)));
    else return;
    event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(".sentence[data-bead]")) setStop(event.target);
  });

  // An address such as #q3 shows every piece of the quotation, on both sides.

  const pick = () => {
    for (const run of all(".run.picked")) run.classList.remove("picked");
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    const folded = target.closest("details");
    if (folded && !folded.open) {
      folded.open = true;
      target.scrollIntoView();
    }
    const key = id.replace(/-ar$/, "");
    for (const run of all(".run[data-q]")) {
      if (run.dataset.q.split(" ").includes(key)) run.classList.add("picked");
    }
  };
  addEventListener("hashchange", pick);
  pick();

  // Citations.

  const copyBySelection = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    field.readOnly = true;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  };
  let timer = 0;
  const say = (words) => {
    message.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => { message.textContent = ""; }, 4000);
  };
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const isCopied = await copy(button.dataset.citation);
      button.focus();
      say(isCopied ? "Citation copied." : "The browser did not let the page copy.");
    });
  }

  const hint = document.getElementById("hint");
  if (hint && sentences.length) hint.hidden = false;
})();
