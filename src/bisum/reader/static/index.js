"use strict";
// The index: rows come as classic scripts (data/articles-000.js ...), since a page opened from a
// file can't fetch. Search, filters and order work on all rows; only a window of them is drawn.
(() => {
  const WINDOW = 50;
  const AT_ONCE = 20;
  const UPDATE_MS = 300;
  const byId = (id) => document.getElementById(id);
  const form = byId("filters");
  const list = byId("entries");
  const blank = byId("entry").content.firstElementChild;
  const more = byId("more");
  const found = byId("found");
  const nShards = Number(form.dataset.shards);
  const nArticles = Number(form.dataset.articles);
  const isLarge = nShards > AT_ONCE;
  const shards = [];
  let nLoaded = 0;
  let nAsked = 0;
  let isAllAsked = false;
  let rows = [];
  let shown = [];
  let nDrawn = 0;

  // The same folding as bisum.text.fold, which a test holds it to.
  const DROPPED = /[\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/g;
  const PRESENTATION = /[\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]+/g;
  const VOWEL_MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
  const LEVELLED = /[أإآٱىیئؤةک٠-٩۰-۹]/g;
  const LEVEL = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك" };
  const level = (letter) => LEVEL[letter] || String(letter.codePointAt(0) & 15);
  const fold = (text) =>
    text.replace(PRESENTATION, (run) => run.normalize("NFKC")).replace(DROPPED, "").normalize("NFC").trim()
      .replace(VOWEL_MARKS, "").replace(LEVELLED, level).toLowerCase().replace(/ß/g, "ss").replace(/\s+/g, " ");
  window.bisumFold = fold;

  const FIELDS = ["slug", "english", "arabic", "id", "summary", "source", "published", "day", "quotes", "serious", "warning", "note", "speakers"];
  const rowOf = (values) => {
    const row = Object.fromEntries(FIELDS.map((name, n) => [name, values[n]]));
    const names = row.speakers.map((forms) => forms.join(" ")).join(" | ");
    row.names = fold(names);
    row.key = fold([row.english, row.arabic, row.id, row.summary, row.source, names].join(" | "));
    // Engines keep joined texts as ropes and flatten them at the first look: better now than at the
    // first key pressed, where it took 300 ms over 10,000 articles.
    row.key.includes("\u0000");
    return row;
  };

  window.bisumRows = (number, values) => {
    shards[number] = values.map(rowOf);
    nLoaded += 1;
    if (isLarge ? nLoaded > 1 : nLoaded < nShards) return arrived();
    rows = shards.flat();
    form.hidden = false;
    document.documentElement.dataset.ready = "";
    update();
  };

  const isWhole = () => nLoaded === nShards;
  const load = (until) => {
    for (; nAsked < Math.min(until, nShards); nAsked += 1) {
      const script = document.createElement("script");
      script.src = `data/articles-${String(nAsked).padStart(3, "0")}.js`;
      script.async = false;
      document.head.append(script);
    }
  };
  const loadAll = () => {
    isAllAsked = true;
    load(nAsked + 1);
  };
  let lastUpdate = 0;
  const arrived = () => {
    if (!isLarge) return;
    if (isAllAsked) load(nAsked + 1);
    if (isAllAsked && !isWhole() && performance.now() - lastUpdate < UPDATE_MS) return;
    lastUpdate = performance.now();
    rows = shards.flat();
    if (isPlain()) {
      // What is drawn stays, and with it the place where somebody reads.
      shown = rows;
      tell();
    } else update();
  };
  const isPlain = () =>
    !["words", "speaker", "source", "from", "until", "flag"].some((name) => byId(name).value) && byId("sort").value === "newest";

  const ORDERS = {
    newest: null,
    oldest: (a, b) => (a.day || "9999") < (b.day || "9999") ? -1 : (a.day || "9999") > (b.day || "9999") ? 1 : 0,
    quotes: (a, b) => b.quotes - a.quotes,
    flags: (a, b) => b.serious - a.serious || b.warning - a.warning || b.note - a.note,
    title: (a, b) => collator.compare(a.english || a.arabic || a.id, b.english || b.arabic || b.id),
  };
  const collator = new Intl.Collator(["en", "ar"]);
  const FLAGS = {
    "": () => true,
    serious: (row) => row.serious > 0,
    warning: (row) => row.serious + row.warning > 0,
    none: (row) => row.serious + row.warning + row.note === 0,
  };

  const update = () => {
    const began = performance.now();
    const words = fold(byId("words").value).split(" ").filter(Boolean);
    const speaker = fold(byId("speaker").value);
    const source = byId("source").value;
    const from = byId("from").value;
    const until = byId("until").value;
    const isFlagged = FLAGS[byId("flag").value];
    shown = rows.filter((row) =>
      words.every((word) => row.key.includes(word))
      && (!speaker || row.names.includes(speaker))
      && (!source || row.source === source)
      && (!from || (row.day && row.day >= from.slice(0, row.day.length)))
      && (!until || (row.day && row.day <= until.slice(0, row.day.length)))
      && isFlagged(row));
    const order = ORDERS[byId("sort").value];
    if (order) shown = shown.slice().sort(order);
    list.replaceChildren();
    nDrawn = 0;
    draw();
    document.documentElement.dataset.searchMs = (performance.now() - began).toFixed(1);
  };

  const draw = () => {
    const until = Math.min(nDrawn + WINDOW, shown.length);
    const page = document.createDocumentFragment();
    for (; nDrawn < until; nDrawn += 1) page.append(entry(shown[nDrawn]));
    list.append(page);
    tell();
  };

  const tell = () => {
    more.hidden = nDrawn >= shown.length && isWhole();
    const total = nArticles === 1 ? "1 article" : `${nArticles.toLocaleString("en")} articles`;
    const some = `${shown.length.toLocaleString("en")} of ${total}`;
    if (isWhole()) found.textContent = shown.length === rows.length ? `All ${total}.` : `${some}.`;
    else if (isAllAsked) found.textContent = `${some}; looked through ${rows.length.toLocaleString("en")} so far.`;
    else found.textContent = `The newest ${some}. A search looks through all of them.`;
  };

  const hasArabic = (text) => /[\u0620-\u064a]/.test(text);
  const setText = (slot, text) => {
    slot.textContent = text;
    if (text && !slot.hasAttribute("dir")) {
      const inside = document.createElement("bdi");
      inside.lang = hasArabic(text) ? "ar" : "en";
      inside.dir = hasArabic(text) ? "rtl" : "ltr";
      inside.textContent = text;
      slot.replaceChildren(inside);
    }
  };
  const entry = (row) => {
    const made = blank.cloneNode(true);
    const slot = (name) => made.querySelector(`[data-slot="${name}"]`);
    slot("link").setAttribute("href", `articles/${row.slug}.html`);
    setText(slot("source"), row.source);
    setText(slot("published"), row.day || row.published);
    slot("english").textContent = row.english || row.id;
    slot("arabic").textContent = row.arabic;
    slot("summary").textContent = row.summary;
    slot("summary").lang = hasArabic(row.summary) ? "ar" : "en";
    slot("quotes").textContent = row.quotes === 0 ? "no quotations" : row.quotes === 1 ? "1 quotation" : `${row.quotes} quotations`;
    for (const severity of ["serious", "warning", "note"]) {
      slot(severity).hidden = !row[severity];
      const many = row[severity] === 1 || severity === "serious" ? "" : "s";
      slot(severity).lastElementChild.textContent = `${row[severity]} ${severity}${many}`;
    }
    return made;
  };

  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 60);
  };
  form.addEventListener("focusin", loadAll, { once: true });
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    const at = list.children.length;
    if (nDrawn + WINDOW > shown.length) load(nAsked + 1);
    draw();
    const link = list.children[at] && list.children[at].querySelector("a");
    if (link) link.focus();
  });

  load(isLarge ? 1 : nShards);
})();
