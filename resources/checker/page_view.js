// The page itself: takes files, shows verdicts, problems first, in the language that is chosen.

const AT_ONCE = 4;

/** Begins; `known` is headquarters' certificate and the event's name, or null. */
function start(known) {
  const page = new CheckerPage(known, document.currentScript.textContent);
  page.begin();
  globalThis.checkerPage = page;
}

const element = (name) => document.getElementById(name);

function made(tag, text = "", kind = "") {
  const one = document.createElement(tag);
  if (text) one.textContent = text;
  if (kind) one.className = kind;
  return one;
}

class CheckerPage {
  constructor(known, script) {
    this.known = known;
    this.script = script;
    this.helpers = [];
    this.files = [];
    this.found = [];
    this.recounts = [];
    this.root = null;
    this.rootFault = "";
    this.running = 0;
    this.round = 0;
    this.language = (navigator.languages ?? []).find((one) => /^(id|en)\b/.test(one))?.slice(0, 2) ?? "id";
  }

  say(name, gaps = {}) {
    const told = (gap) => (gap === "moment" ? momentIn(this.language, gaps.moment) : String(gaps[gap] ?? ""));
    return WORDS[this.language][name].replace(/\{(\w+)\}(\.?)/g, (_all, gap, stop) => (stop && told(gap).endsWith(stop) ? told(gap) : told(gap) + stop));
  }

  begin() {
    for (const button of document.querySelectorAll("[data-language]")) {
      button.addEventListener("click", () => {
        this.language = button.dataset.language;
        this.show();
      });
    }
    const pick = (button, input) => {
      element(button).addEventListener("click", () => element(input).click());
      element(input).addEventListener("change", () => {
        this.take([...element(input).files]);
        element(input).value = "";
      });
    };
    pick("choose", "files");
    pick("choose-folder", "folder");
    element("clear").addEventListener("click", () => this.clear());
    element("choose-root").addEventListener("click", () => element("root-file").click());
    element("root-file").addEventListener("change", () => this.takeRoot(element("root-file").files[0]));
    element("typed").addEventListener("input", () => this.trustChanged());
    this.acceptDrops();
    if (!isAble()) {
      this.tooOld = true;
      this.show();
      return;
    }
    if (this.known) {
      this.root = certificateOf(bytesOf(atob(this.known.root)));
      this.fingerprint = this.known.fingerprint;
    }
    this.show();
  }

  acceptDrops() {
    const area = element("drop");
    const over = (event, lit) => {
      event.preventDefault();
      area.classList.toggle("over", lit);
    };
    for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => over(event, true));
    document.addEventListener("dragleave", (event) => over(event, false));
    document.addEventListener("drop", async (event) => {
      over(event, false);
      this.take(await droppedFiles(event.dataTransfer));
    });
  }

  clear() {
    this.round++;
    for (const helper of this.helpers) helper.end();
    this.helpers = [];
    Object.assign(this, { files: [], found: [], recounts: [], running: 0 });
    this.show();
  }

  // --- whom to trust

  get confirmed() {
    if (this.known) return true;
    return Boolean(this.root) && this.typed === this.fingerprint;
  }

  /** The digits of the fingerprint as far as they are typed. */
  get typed() {
    return element("typed").value.toLowerCase().replace(/[^0-9a-f]/g, "");
  }

  async takeRoot(file) {
    element("root-file").value = "";
    if (!file) return;
    this.root = null;
    this.rootFault = file.name;
    try {
      for (const one of readPem(await file.text())) if (await one.isRoot()) this.root = one;
    } catch {
      // told below: it holds none
    }
    if (this.root) {
      this.rootFault = "";
      this.fingerprint = await this.root.fingerprint();
    }
    this.trustChanged();
  }

  trustChanged() {
    const files = this.files;
    this.clear();
    this.take(files);
  }

  // --- what is checked

  async take(files) {
    const certificates = this.known ? [] : files.filter((file) => /\.(pem|crt|cer)$/i.test(file.name));
    const papers = files.filter((file) => !certificates.includes(file));
    this.files.push(...papers);
    if (certificates.length) {
      await this.takeRoot(certificates[0]);
      return;
    }
    if (!papers.length) {
      this.show();
      return;
    }
    const round = this.round;
    const trust = await Trust.of(this.root, this.confirmed);
    const left = [...papers];
    this.running += papers.length;
    let drawn = 0;
    const work = async (check) => {
      while (left.length && round === this.round) {
        const found = await check(left.shift());
        if (round !== this.round) return;
        this.found.push(found);
        this.running--;
        if (performance.now() - drawn > 150) {
          drawn = performance.now();
          this.showProgress();
          await new Promise((ready) => setTimeout(ready));
        }
      }
    };
    const helpers = helpersFor(papers.length, this.script, trust);
    this.helpers.push(...helpers);
    const checks = helpers.flatMap((helper) => Array(AT_A_HELPER).fill((file) => helper.check(file)));
    await Promise.all((checks.length ? checks : Array(AT_ONCE).fill((file) => checkFile(file, trust))).map(work));
    for (const helper of helpers) helper.end();
    this.helpers = this.helpers.filter((one) => !helpers.includes(one));
    if (round === this.round && !this.running) this.conclude();
  }

  /** What the files say together: replaced revisions, and the results recounted. */
  conclude() {
    for (const one of this.found) Object.assign(one, { replaced: null, twice: false });
    const standing = standingSheets(this.found);
    this.recounts = [];
    const told = new Set();
    const records = this.found.filter((one) => one.kind === COMPLETENESS && ["valid", "intact"].includes(one.state));
    for (const one of this.found) if (one.kind === RECEIPT && one.data) one.notes = notesOfReceipt(one, records);
    for (const one of this.found) {
      if (!["valid", "intact"].includes(one.state) || !["minutes", "recapitulation"].includes(one.kind) || told.has(one.digest)) continue;
      told.add(one.digest);
      try {
        const recounted = recount(one, standing);
        if (one.kind === "minutes") compareWithRecords(one.data.heads, records, recounted);
        this.recounts.push(recounted);
      } catch {
        one.fault("data");
        one.state = "invalid";
      }
    }
    this.show();
    element("progress").scrollIntoView({ block: "nearest" });
  }

  // --- what is shown

  show() {
    document.documentElement.lang = this.language;
    document.title = this.say("title");
    for (const one of document.querySelectorAll("[data-say]")) one.textContent = this.say(one.dataset.say);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", this.say(one.dataset.label));
    for (const one of document.querySelectorAll("[data-language]")) one.setAttribute("aria-pressed", String(one.dataset.language === this.language));
    this.showTrust();
    this.showProgress();
    this.showResults();
    this.showRecounts();
    element("clear").hidden = !this.files.length;
    if (this.tooOld) element("drop").replaceChildren(made("p", this.say("too-old"), "mark bad"));
  }

  showTrust() {
    element("trusted").hidden = !this.root;
    element("untrusted").hidden = Boolean(this.known);
    if (this.root) {
      const { names } = this.root;
      const name = this.known?.name || [names.get("organisation"), this.root.name].filter(Boolean).join(" · ");
      element("trusted-name").textContent = this.say("trusted", { name });
      element("fingerprint").textContent = this.fingerprint.match(/.{4}/g).join(" ");
      element("trusted-name").hidden = !this.confirmed;
    }
    const said = element("root-said");
    element("compare").hidden = !this.known;
    const told = this.rootFault ? ["not-root", "bad"] : this.root && this.typed.length >= this.fingerprint.length ? (this.confirmed ? ["same", "good"] : ["other", "bad"]) : null;
    said.className = told ? `mark ${told[1]}` : "";
    said.textContent = told ? this.say(told[0], { file: this.rootFault }) : "";
    said.hidden = !told;
  }

  showProgress() {
    const all = this.found.length + this.running;
    let text = "";
    if (this.running) text = this.say("working", { done: this.found.length, all });
    else if (all) {
      const count = (level) => this.found.filter((one) => levelOf(one) === level).length;
      const lacking = this.found.filter((one) => levelOf(one) === "warn" && one.state === "lacking").length;
      const noted = count("warn") - lacking;
      const good = count("good") + (this.confirmed ? 0 : noted + count("part"));
      const gaps = { all, bad: count("bad"), noted, lacking, partly: count("part"), unsigned: count("plain"), good };
      text = this.say(this.confirmed ? "count" : "count-intact", gaps);
    }
    element("progress").textContent = text;
  }

  /** What asks for attention, then the results, then the many papers that are genuine. */
  showResults() {
    this.showFiles("results", (one) => levelOf(one) !== "good");
    this.showFiles("genuine", (one) => levelOf(one) === "good");
  }

  showFiles(name, wanted) {
    const section = element(name);
    const found = this.found.filter(wanted);
    section.hidden = !found.length || this.running > 0;
    if (section.hidden) return;
    const order = { bad: 0, warn: 1, part: 2, plain: 3, good: 4 };
    const natural = new Intl.Collator(this.language, { numeric: true });
    const sorted = found.sort((a, b) => order[levelOf(a)] - order[levelOf(b)] || natural.compare(a.name, b.name));
    const table = made("table", "", "files");
    table.append(...["verdict-column", "file-column", ""].map((kind) => made("col", "", kind)));
    const head = table.createTHead().insertRow();
    for (const word of ["state", "file", "about"]) head.append(headed(this.say(word)));
    const body = table.createTBody();
    for (const one of sorted) body.append(this.row(one));
    section.replaceChildren(table);
  }

  row(one) {
    const row = made("tr");
    const level = levelOf(one);
    const words = { unsigned: "not-signed", ...(level === "warn" ? { valid: "noted" } : level === "part" ? { valid: "partly" } : {}) };
    const word = level === "bad" ? "invalid" : words[one.state] ?? one.state;
    const bad = level === "bad" ? "bad-words" : "";
    const verdict = made("td", "", "verdict");
    verdict.append(made("span", this.say(word), `mark ${one.state === "intact" && level !== "bad" ? "warn" : level}`));
    const about = made("td");
    about.append(made("div", this.about(one)));
    const why = made("ul", "", "why");
    for (const { code, gaps } of one.faults) why.append(made("li", this.say(code, { megabytes: 30, ...gaps }), bad));
    if (one.twice) why.append(made("li", this.say("twice"), "bad-words"));
    if (one.replaced) why.append(made("li", this.say("replaced", { file: one.replaced })));
    for (const { code, gaps } of one.notes) why.append(made("li", this.say(code, gaps)));
    if (level !== "bad" && one.kind === COMPLETENESS && one.data) {
      const { verdict, words } = one.data.told;
      why.append(made("li", this.say("record-says", { verdict })), made("li", this.say("record-words", { words })));
    }
    if (level !== "bad" && one.kind === DESTRUCTION && one.data) {
      const { event, laptop, reason, words } = one.data.told;
      why.append(made("li", this.say("destruction-says", { event: event.code, laptop, reason, words })));
    }
    if (level !== "bad" && one.waiting) why.append(made("li", this.say("waiting", one.waiting)));
    const names = one.signers.filter((signer) => signer.role !== "stamp").map((signer) => signer.name);
    if (level !== "bad" && names.length && (names.length > 1 || one.kind !== "score sheet")) {
      why.append(made("li", this.say("signed-by", { names: [...new Set(names)].join(", ") }), "soft"));
    }
    if (level !== "bad" && one.signers.some((signer) => signer.role === "hq")) why.append(made("li", this.say("sealed"), "soft"));
    if (why.children.length) about.append(why);
    row.append(verdict, made("td", one.name, "file"), about);
    return row;
  }

  about(one) {
    const parts = [this.say(one.kind || "unknown")];
    if (one.kind === "score sheet") {
      const { sheet, revision, juror, candidate, total_printed: total } = one.data;
      parts.push(sheet, this.say("revision", { revision }), candidate.name, juror.name, this.say("total", { total: printedNumber(total, this.language) }));
    }
    if (one.kind === "pledge" && one.data) parts.push(one.data.juror.name);
    return parts.join(" · ");
  }

  showRecounts() {
    const section = element("recounts");
    section.hidden = !this.recounts.length || this.running > 0;
    if (section.hidden) return;
    section.replaceChildren(made("h2", this.say("recount-title")));
    for (const one of this.recounts) {
      section.append(made("h3", `${this.say(one.kind)} · ${one.name}`));
      const why = made("ul", "", "why");
      for (const { code, gaps } of one.problems) why.append(made("li", this.say(code, gaps), "bad-words"));
      for (const { code, gaps } of one.notes) why.append(made("li", this.say(code, gaps)));
      section.append(why);
      for (const category of one.categories) section.append(...this.category(category));
    }
  }

  category(category) {
    const level = { recounted: "good", differs: "bad" }[category.state] ?? "warn";
    const title = made("h3", `${category.name}${category.final ? "" : ` — ${this.say("provisional")}`} `);
    title.append(made("span", this.say(category.state, { count: category.sheets }), `mark ${level}`));
    const table = made("table");
    const head = table.createTHead().insertRow();
    for (const [name, kind] of [["rank", "number"], ["candidate", ""], ["score", "number"]]) head.append(headed(this.say(name), kind));
    const body = table.createTBody();
    for (const row of category.rows.filter((one) => one.rank !== null)) {
      const line = body.insertRow();
      const score = fixed(fractionOf(row.exact), category.places);
      line.append(made("td", String(row.rank), "number"), made("td", candidateLine(row)), made("td", printedNumber(score, this.language), "number"));
    }
    const plenary = category.rows.some((one) => one.decided_by === "plenary") ? [made("p", this.say("plenary"), "soft")] : [];
    const scroll = made("div", "", "scroll");
    scroll.append(table);
    return body.rows.length ? [title, scroll, ...plenary] : [title];
  }
}

/** `29 November 2026, 10:41:07 UTC`: what a time stamp tells is of no place. */
function momentIn(language, at) {
  const shown = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });
  return `${shown.format(new Date(at))} UTC`;
}

function headed(text, kind = "") {
  const one = made("th", text, kind);
  one.scope = "col";
  return one;
}

/** `bad`, `warn` where something is to be noted or can't be judged here, `part` and `plain` where not all or nobody signed, or `good`. */
function levelOf(one) {
  if (one.state === "invalid" || one.twice) return "bad";
  if (one.state === "unsigned") return "plain";
  return one.state === "lacking" || one.replaced || one.notes.length ? "warn" : one.waiting ? "part" : "good";
}

const MOST_OF_A_PACKAGE = 500_000_000;

/** The first letters of its SHA-256, as many as a receipt for a flash disk prints. */
async function codeOfPackage(file) {
  return hexOf(await digestOf("SHA-256", await file.arrayBuffer())).slice(0, 16);
}

/** Checks one file; what is no PDF is told without being read whole. */
async function checkFile(file, trust) {
  const found = new Finding(file.name);
  const told = (code, state = "lacking") => {
    found.fault(code);
    found.state = state;
    return found;
  };
  try {
    if (/\.(jurypack|jury)$/i.test(file.name)) {
      if (file.size && file.size <= MOST_OF_A_PACKAGE) found.note("package-code", { code: await codeOfPackage(file) });
      return told("package");
    }
    if (/\.juryreceipt$/i.test(file.name) && file.size < MOST_OF_A_RECEIPT) return await checkReceipt(file.name, new Uint8Array(await file.arrayBuffer()));
    if (/\.(jpe?g|png|heic|gif|tiff?|webp|bmp)$/i.test(file.name)) return told("photo");
    if (file.size === 0) return told("empty");
    if (file.size > MOST_BYTES) return told("large", "invalid");
    return await checkDocument(file.name, new Uint8Array(await file.arrayBuffer()), trust);
  } catch {
    return told("read");
  }
}

/** The files that were dropped, those inside folders too. */
async function droppedFiles(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  const visit = async (entry) => {
    if (entry.isFile) found.push(await new Promise((ready, failed) => entry.file(ready, failed)));
    else {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((ready, failed) => reader.readEntries(ready, failed));
        if (!some.length) break;
        for (const one of some) await visit(one);
      }
    }
  };
  for (const entry of entries) await visit(entry).catch(() => {});
  return found;
}
