// Checks one document: its signatures, who signed, its data, and whether its pages say what the data says.

const COMPLETENESS = "record of completeness";
const KINDS = { "score sheet": "jury-sheet-1", pledge: "jury-pledge-1", recapitulation: "jury-recapitulation-1", minutes: "jury-minutes-1", [COMPLETENESS]: "jury-completeness-1", [DESTRUCTION]: "jury-destruction-1" };
const TITLES = {
  "score sheet": ["LEMBAR PENILAIAN JURI", "LEMBAR PENILAIAN", "JUROR'S SCORE SHEET", "ASSESSOR'S SCORE SHEET"],
  pledge: ["PAKTA INTEGRITAS", "INTEGRITY PLEDGE"],
  recapitulation: ["REKAPITULASI NILAI", "RECAPITULATION OF SCORES"],
  minutes: ["BERITA ACARA PLENO", "MINUTES OF THE PLENARY"],
  [COMPLETENESS]: ["BERITA ACARA KELENGKAPAN", "RECORD OF COMPLETENESS"],
  [DESTRUCTION]: ["BERITA ACARA PEMUSNAHAN", "CERTIFICATE OF DESTRUCTION"],
};
const OF_A_JUROR = ["score sheet", "pledge"];
/** What no juror signs in turn. */
const NOT_IN_TURN = [...OF_A_JUROR, COMPLETENESS, DESTRUCTION];
/** How many numbered clauses a pledge has at most. */
const CLAUSES = 9;
const SEAL_FIELD = "HQ_Seal";
const UNSETTLED = ["root"];

/** Whom to believe: headquarters' root certificate, and whether the person here knows it to be the right one. */
class Trust {
  constructor(root = null, confirmed = false) {
    Object.assign(this, { root, confirmed });
  }

  static async of(root, confirmed) {
    if (root && !(await root.isRoot())) throw new Fault("bad-root");
    const trust = new Trust(root, confirmed);
    if (root) trust.event = hexOf(await digestOf("SHA-256", joined(bytesOf("jury-event-1\n"), root.der))).slice(0, 32);
    return trust;
  }
}

/** What is found about one file. `state`: `valid`, `intact` (nothing is wrong, but nobody said whom to trust), `unsigned`, or `invalid`. */
class Finding {
  constructor(name) {
    Object.assign(this, { name, kind: "", state: "invalid", faults: [], notes: [], signers: [], data: null, digest: "", revision: 0, waiting: null });
  }

  fault(code, gaps = {}) {
    if (!this.faults.some((one) => one.code === code && JSON.stringify(one.gaps) === JSON.stringify(gaps))) this.faults.push({ code, gaps });
  }

  note(code, gaps = {}) {
    if (!this.notes.some((one) => one.code === code && JSON.stringify(one.gaps) === JSON.stringify(gaps))) this.notes.push({ code, gaps });
  }
}

/** Checks a PDF; whatever bytes it is, every fault becomes a sentence and none is thrown. */
async function checkDocument(name, bytes, trust) {
  const found = new Finding(name);
  try {
    const file = await PdfFile.read(bytes);
    if (file.unsigned) {
      await checkUnsigned(found, file, trust);
      return found;
    }
    const layout = await Layout.of(file);
    for (const { code, gaps } of layout.faults) found.fault(code, gaps);
    await new DocumentCheck(found, file, layout, trust).run();
  } catch (problem) {
    if (problem instanceof Fault) found.fault(problem.code === "der" ? "unreadable" : problem.code, problem.gaps);
    else found.fault("damaged", {});
  }
  if (!found.faults.length) found.state = trust.root && trust.confirmed ? "valid" : "intact";
  else if (found.faults.every((one) => one.code === "boxed")) found.state = "lacking";
  return found;
}

class DocumentCheck {
  constructor(found, file, layout, trust) {
    Object.assign(this, { found, file, layout, trust, base: file.states[0] });
  }

  async run() {
    await this.readData();
    await this.checkSigners();
    this.checkBase();
    await this.checkWords();
    await this.checkPages();
    await this.checkSheet();
    await this.checkEnds();
  }

  /** The same of a document that nobody signed yet. */
  async runUnsigned() {
    const { found, trust } = this;
    await this.readData();
    const { data, kind } = found;
    if (kind === "pledge" || found.code) found.fault("missing", { field: "Juror" });
    if (trust.root && data.event.id !== trust.event) found.fault("other-event");
    this.checkBase();
    await this.checkWords();
    await this.checkPages();
    if (kind === "score sheet" && !sumsAgree(data)) found.fault("sums");
    await this.checkEnds();
  }

  at(value) {
    return this.layout.at(this.base, value);
  }

  // --- the data

  /** The attached data and the text of the code, if that is all there is. */
  async readData() {
    const root = this.base.get(this.layout.root);
    const tree = this.at(this.at(root.get("Names")).get("EmbeddedFiles"));
    const names = tree instanceof Map && tree.size === 1 ? this.at(tree.get("Names")) : null;
    if (!Array.isArray(names) || names.length % 2 || names.length > 4) throw new Fault("attachment");
    const files = new Map();
    const references = [];
    for (let place = 0; place < names.length; place += 2) {
      const spec = this.at(names[place + 1]);
      const shape = { Type: isName("Filespec"), F: isText, UF: isText, Desc: isText, AFRelationship: isName("Source", "Data"), EF: isShape({ F: isReference, UF: isReference }) };
      const called = textOf(names[place]) ?? "";
      if (!hasShape(spec, shape) || textOf(spec.get("F")) !== called || textOf(spec.get("UF")) !== called) throw new Fault("attachment");
      const [one, other] = ["F", "UF"].map((key) => spec.get("EF").get(key)?.number);
      if (one !== other || /\d/.test(spokenText(textOf(spec.get("Desc")) ?? ""))) throw new Fault("attachment");
      files.set(called, await this.file.content(this.base.get(one), { most: 20_000_000 }));
      references.push(names[place + 1].number);
    }
    const listed = root.get("AF").map((one) => one.number);
    if ([...listed].sort().join() !== references.sort().join()) throw new Fault("attachment");
    const code = files.get("qr.txt");
    files.delete("qr.txt");
    if (files.size !== 1 || ![...files.keys()][0].endsWith(".json")) throw new Fault("attachment");
    const [json] = files.values();
    const data = readCanonical(json);
    const { found } = this;
    found.kind = Object.hasOwn(KINDS, data.kind) ? data.kind : "";
    if (!found.kind) throw new Fault("not-ours");
    if (data.format !== KINDS[found.kind]) throw new Fault(/^jury-[a-z]+-\d+$/.test(data.format) ? "newer" : "not-ours");
    found.data = data;
    found.digest = hexOf(await digestOf("SHA-256", json));
    found.code = code ? new TextDecoder().decode(code) : "";
    this.event = ["minutes", COMPLETENESS, DESTRUCTION].includes(found.kind) ? data.told.event : data.event;
    this.language = this.event.language === "en" ? "en" : "id";
    this.provider = { recapitulation: data.provider, minutes: this.event.provider }[found.kind] || "";
  }

  // --- who signed

  async checkSigners() {
    const { found, layout, trust } = this;
    this.signers = [];
    for (const one of layout.signatures) {
      if (one.foreign && !(await this.isOurs(one))) await this.foreign(one);
      else await this.ours(one);
    }
    if (!this.signers.length) {
      found.fault("unsigned");
      return;
    }
    const first = this.signers[0];
    const expected = OF_A_JUROR.includes(found.kind) ? "Juror" : "Desk";
    if (first.field !== expected) found.fault("missing", { field: expected });
    const { data } = found;
    if (OF_A_JUROR.includes(found.kind) && Date.parse(data.signed_at) - (Date.parse(data.signed_at) % 1000) !== first.when) found.fault("other-time", { field: first.field });
    for (const one of this.signers) {
      const known = OF_A_JUROR.includes(found.kind) ? ["Juror", "Chair", "PSrE", SEAL_FIELD].includes(one.field) : JURY_FIELDS.test(one.field) || PROVIDERS.test(one.field);
      if (!known) found.fault("unexpected", { field: one.field });
      else if (!this.fits(one)) found.fault("wrong-signer", { field: one.field, name: one.name });
    }
    if (!layout.certified && this.provider !== "uncertified") found.fault("certified");
    if (trust.root && found.kind !== "minutes" && data.event.id !== trust.event) found.fault("other-event");
    if (trust.root && found.kind === "minutes" && data.event.id !== trust.event) found.fault("other-event");
    this.checkFields();
    this.tellWaiting();
  }

  /** The persons whom a recapitulation or minutes name, by code. */
  get people() {
    const { data, kind } = this.found;
    if (NOT_IN_TURN.includes(kind)) return new Map();
    const jurors = kind === "minutes" ? data.told.jurors : data.categories.flatMap((category) => category.jurors);
    return new Map(jurors.map((juror) => [juror.code, juror.name]));
  }

  /** Of a document that several sign: who hasn't signed, whether the chair closed it over them, who declined a former version. */
  tellWaiting() {
    const { data, kind } = this.found;
    if (NOT_IN_TURN.includes(kind)) return;
    const { people } = this;
    const nameOfField = (field) => {
      const own = /^Juror_(.+)$/.exec(field);
      if (own) return people.get(own[1].replaceAll("~", ".")) ?? own[1];
      return data.chair?.name ?? people.get(data.signers?.Chair);
    };
    const asked = this.layout.fields.filter((field) => /^(Chair|Juror_.+)$/.test(field.name) && nameOfField(field.name));
    const empty = asked.filter((field) => !field.dict.has("V")).sort((one, other) => (one.name === "Chair") - (other.name === "Chair"));
    const names = empty.map((field) => nameOfField(field.name)).join(", ");
    const closed = this.signers.some((one) => one.field === "Chair");
    if (empty.length && closed) this.found.note("closed-over", { names });
    else if (empty.length) this.found.waiting = { done: asked.length - empty.length, all: asked.length, names };
    for (const { code, name, reason } of (kind === "minutes" ? data.told : data).declined ?? []) {
      if (empty.some((field) => field.name === `Juror_${code.replaceAll(".", "~")}`)) this.found.note("declined", { name, reason });
    }
  }

  /** In a field that isn't the jury's: true if it is somebody of the event all the same. */
  async isOurs(one) {
    if (one.stamp) return false;
    try {
      const read = await readContainer(one.bytes, one.signed);
      if (!isOwnDictionary(one.dict)) return false;
      return (await this.roleOf(read)) !== null;
    } catch {
      return false;
    }
  }

  async ours(one) {
    const { found } = this;
    const { name: field } = one.field;
    let read;
    try {
      read = await readContainer(one.bytes, one.signed);
    } catch (problem) {
      found.fault({ foreign: "foreign", several: "extra" }[problem.code] ?? "unreadable", { field });
      return;
    }
    for (const code of read.faults) found.fault(code, { field });
    const { signer } = read;
    const role = await this.roleOf(read);
    const { code } = signer;
    found.signers.push({ field, name: signer.name, role, code });
    this.signers.push({ field, name: signer.name, role, code, when: one.when, signer });
    if (role === null) {
      found.fault("stranger", { field, name: signer.name });
      return;
    }
    const belonging = role === "juror" ? 1 : 0;
    if (read.others.length !== belonging) found.fault("spare", { field });
    if (role === "juror") this.desk ??= read.others[0];
    if (role === "desk") this.desk ??= signer;
  }

  /** `juror`, `desk`, `hq`, or null for a stranger. Without a root only how the certificates hang together is known. */
  async roleOf({ signer, others }) {
    const { root } = this.trust;
    if (!signer.maySign) return null;
    const leaf = signer.pathLength === null;
    const desk = leaf ? await this.deskOf(signer, others) : null;
    if (!root) {
      if (leaf) return desk ? "juror" : signer.code === null ? "hq" : null;
      return signer.pathLength === 0 ? "desk" : signer.pathLength === 1 ? "hq" : null;
    }
    if (sameBytes(signer.der, root.der) || (leaf && (await isIssuedBy(signer, root)))) return "hq";
    if (!leaf) return (await isIssuedBy(signer, root)) ? "desk" : null;
    return desk && signer.code !== null ? "juror" : null;
  }

  async deskOf(signer, others) {
    const { root } = this.trust;
    for (const one of others) {
      const below = one.pathLength === 0 && (await isIssuedBy(signer, one));
      if (below && (!root || (await isIssuedBy(one, root)))) return one;
    }
    return null;
  }

  async foreign(one) {
    const { found } = this;
    const { name: field } = one.field;
    let read;
    try {
      read = await readForeign(one.bytes, one.signed, one.stamp);
    } catch {
      found.fault("unreadable", { field });
      return;
    }
    const { signer, fault, at } = read;
    if (fault) found.fault(fault, { field });
    const names = [this.trust.root, ...found.signers.map(() => this.desk), this.desk].filter(Boolean).flatMap((known) => [known.subject]);
    names.push(...this.signers.map((known) => known.signer.subject));
    if ([...names, signer.subject].includes(signer.issuer)) found.fault("stranger", { field, name: signer.name });
    const own = /^PSrE_(.+)$/.exec(field);
    const known = own ? this.people.get(own[1].replaceAll("~", ".")) : undefined;
    if (!one.stamp && known !== undefined && areOthers(signer.name, known)) found.fault("other-person", { field, known, name: signer.name });
    found.signers.push({ field, name: signer.name, role: one.stamp ? "stamp" : "provider", code: null });
    if (one.stamp && at !== null) found.note("stamp", { name: signer.name, issuer: signer.issuerName, moment: at });
    else if (!one.stamp) found.note("provider", { field, name: signer.name, issuer: signer.issuerName });
  }

  /** True if this is who signs in this field, as far as the document tells. */
  fits({ field, role, code, name }) {
    const { data, kind } = this.found;
    if (role === null) return true;
    const person = (said) => {
      if (role !== "juror" || !said) return false;
      return said.code !== undefined ? said.code === code : isWrittenAs(said.name, name);
    };
    if (field === SEAL_FIELD) return role === "hq";
    const told = data.signers?.[field];
    if (field === "Desk" || told === "desk") return role === "desk";
    if (typeof told === "string") return role === "juror" && told === code;
    if (field === "Chair") return person(data.chair);
    if (OF_A_JUROR.includes(kind)) return person(data.juror);
    const own = /^Juror_(.+)$/.exec(field);
    if (own) return role === "juror" && own[1].replaceAll("~", ".") === code;
    return role === "juror" || role === "desk";
  }

  /** The fields are those that such a document has, each once. */
  checkFields() {
    const { data, kind } = this.found;
    const told = this.layout.fields.map((field) => field.name);
    const added = (field) => !field.jury && !PROVIDERS.test(field.name) && (field.unseen ? this.layout.extended : this.mayStandInBox(field));
    const strange = this.layout.fields.filter((field) => !added(field)).map((field) => field.name);
    const of = (codes, prefix) => codes.map((code) => prefix + code.replaceAll(".", "~"));
    let expected;
    if (OF_A_JUROR.includes(kind)) expected = ["Juror", ...(data.chair ? ["Chair"] : []), "PSrE", SEAL_FIELD];
    else if ([COMPLETENESS, DESTRUCTION].includes(kind)) expected = ["Desk", SEAL_FIELD];
    else if (kind === "minutes") {
      const people = Object.entries(data.signers).filter(([field]) => field !== "Chair" && field !== "Desk" && field !== SEAL_FIELD);
      const codes = data.told.jurors.filter((juror) => juror.role !== "observer").map((juror) => juror.code);
      expected = ["Desk", SEAL_FIELD, ...people.map(([field]) => field), "Chair", ...of(codes, "PSrE_")];
    } else {
      const jurors = new Map(data.categories.flatMap((category) => category.jurors).map((juror) => [juror.code, juror]));
      const scoring = [...jurors.values()].filter((juror) => juror.role !== "observer");
      const chair = scoring.find((juror) => juror.role === "chair");
      expected = ["Desk", SEAL_FIELD, "Chair", ...of(scoring.filter((juror) => juror !== chair).map((juror) => juror.code), "Juror_"), ...of(scoring.map((juror) => juror.code), "PSrE_")];
    }
    const needed = expected.filter((field) => field !== "Chair" || kind === "score sheet");
    const wrong = strange.some((field) => !expected.includes(field)) || needed.some((field) => !told.includes(field));
    if (wrong) this.found.fault("fields");
  }

  /** A provider's signature that is seen, in a document that keeps boxes for such: whether it stands in one isn't known here. */
  mayStandInBox(field) {
    const one = this.layout.signatures.find((signature) => signature.field === field);
    if (!this.provider || !one || one.stamp) return false;
    this.found.fault("boxed", { field: field.name, page: this.layout.pages.indexOf(field.page) + 1 });
    return true;
  }

  // --- everything in the file that isn't a signature

  /** No object of the unsigned document has a key that ours don't have. */
  checkBase() {
    const pictures = /^FormXob\.[0-9a-f]{32}$/;
    const visit = (value, depth) => {
      if (depth > DEEPEST) throw new Fault("document");
      if (value instanceof PdfRef && !this.base.has(value.number)) throw new Fault("document");
      if (value instanceof PdfStream) visit(value.dict, depth + 1);
      else if (Array.isArray(value)) value.forEach((inner) => visit(inner, depth + 1));
      else if (value instanceof Map) {
        for (const [key, inner] of value) {
          if (!BASE_KEYS.has(key) && !FONT_KEY.test(key) && !pictures.test(key)) throw new Fault("active");
          if (key === "Alt") this.spoken.push(spokenText(textOf(inner) ?? ""));
          visit(inner, depth + 1);
        }
      }
    };
    this.spoken = [];
    const { objects, table } = this.file.revisions[0];
    for (const [number, value] of objects) {
      if (number !== table) visit(value, 0);
    }
    if (!(this.base.get(this.layout.info) instanceof Map)) throw new Fault("document");
  }

  /** What the document calls itself: its title, where readers show it, and the same in its metadata. */
  async checkWords() {
    const { found, layout } = this;
    const info = spokenMembers(this.base.get(layout.info));
    const { Title: title = "", Subject: subject = "", Keywords: keywords = "" } = info;
    const { data, kind } = found;
    const known = ["CreationDate", "Creator", "ModDate", "Producer", "Subject", "Title", "Keywords"];
    const whole =
      Object.keys(info).every((key) => known.includes(key)) &&
      info.Creator === "Juryapp" &&
      info.Producer === "Juryapp" &&
      ["CreationDate", "ModDate"].every((key) => momentOf(info[key] ?? "") !== null) &&
      ["", `juryapp ${kind}`].includes(keywords);
    const about = kind === "score sheet" ? `${data.sheet} r${data.revision} · ${candidateLine(data.candidate)}` : null;
    const word = TITLES[kind].find((one) => title.startsWith(`${one} · `));
    const whose = kind === "pledge" ? squeezed(title) === squeezed(`${word} · ${data.juror.name} · ${this.event.code}`) : squeezed(title).includes(squeezed(this.event.code));
    const named = about === null ? Boolean(word) && whose : squeezed(subject) === squeezed(about) && word && squeezed(title) === squeezed(`${word} · ${about}`);
    if (!whole || !named) throw new Fault("document");
    const packet = async (state) => {
      const stream = state.get(state.get(layout.root).get("Metadata")?.number);
      const plain = stream instanceof PdfStream && [...stream.dict.keys()].every((key) => ["Type", "Subtype", "Length", "Filter"].includes(key));
      if (!plain) throw new Fault("active");
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await this.file.content(stream, { most: 1_000_000 }));
    };
    const before = statementsOf(await packet(this.base));
    const [created, changed] = ["CreationDate", "ModDate"].map((key) => momentOf(info[key]));
    const expected = [title, subject, ...(keywords ? [keywords] : []), "Juryapp", created, changed, changed, "Juryapp", "3", "B"];
    const told = before.map(([property, text]) => (/Date$/.test(property) ? Date.parse(text) : text));
    const properties = `title description ${keywords ? "Keywords " : ""}CreatorTool CreateDate ModifyDate MetadataDate Producer part conformance`.split(" ");
    if (JSON.stringify(told) !== JSON.stringify(expected) || before.map(([property]) => property).join() !== properties.join()) throw new Fault("document");
    const { base, now } = layout;
    const same = base.get(layout.root).get("Metadata").number === now.get(layout.root).get("Metadata")?.number && this.file.states.every((state) => state.get(base.get(layout.root).get("Metadata").number) === base.get(base.get(layout.root).get("Metadata").number));
    if (!same) this.compareStatements(before, statementsOf(await packet(now)));
    const later = spokenMembers(now.get(layout.info));
    const marks = ["ModDate", "Producer"];
    if (Object.keys(later).some((key) => !marks.includes(key) && later[key] !== info[key]) || Object.keys(info).some((key) => !(key in later))) throw new Fault("document");
  }

  /** What another program wrote anew may only differ in the marks of programs. */
  compareStatements(before, after) {
    const marks = /^(MetadataDate|ModifyDate|ModDate|Producer|CreatorTool)$/;
    const kept = (list) => list.filter(([property]) => !marks.test(property)).map(([property, text]) => `${property} ${/Date$/.test(property) ? Date.parse(text) : text}`).sort().join("\n");
    if (kept(before) !== kept(after)) throw new Fault("document");
  }

  // --- what the pages say

  async checkPages() {
    const { found, file, layout, language } = this;
    const page = await PageText.of(file, layout, { marked: this.event.simulated, coded: ["score sheet", COMPLETENESS].includes(found.kind) });
    for (const fault of page.faults) found.fault({ "field over text": "fields", drawing: "page" }[fault] ?? fault, fault === "drawing" ? { page: page.altered } : {});
    if (page.pictures > (this.event.logo ? layout.pages.length : 0)) found.fault("page", { page: 1 });
    const { data, kind } = found;
    const { found: explained, cells } = numbersOf(data, language, this.event.zone ?? this.event.time_zone, layout.pages.length);
    for (const one of [found.digest, found.digest.slice(0, 32), found.digest.slice(32)]) numbersIn(one).forEach((number) => explained.add(number));
    if (kind === "score sheet") for (const one of sheetNumbers(data, language)) explained.add(one);
    if (kind === "minutes") numbersIn(hexOf(await digestOf("SHA-256", new TextEncoder().encode(canonical(data.sheets))))).forEach((number) => explained.add(number));
    const counts = { "score sheet": 0, pledge: CLAUSES }[kind] ?? Math.min(999, cells);
    const strange = unexplained(page.blocks, explained, counts);
    if (strange) found.fault("number", { number: strange });
    for (const text of this.spoken) if (unexplained([{ lines: [text] }], explained, counts)) throw new Fault("document");
    const blocks = new Blocks(page.blocks);
    const says = { "score sheet": () => saysSheet(blocks, data, language, found.digest), recapitulation: () => saysRecapitulation(blocks, data, language, found.digest), minutes: () => saysMinutes(blocks, data, language), pledge: () => saysPledge(blocks, data, found.digest), [COMPLETENESS]: () => saysCompleteness(blocks, data, language), [DESTRUCTION]: () => saysDestruction(blocks, data, language) }[kind]();
    const about = { "score sheet": () => [this.event.stage, data.candidate.category.name], recapitulation: () => [this.event.award, this.event.stage] }[kind]?.() ?? [];
    const headed = saysHead(blocks, { event: this.event, titles: TITLES[kind], about }, language);
    const silent = kind === "score sheet" && file.unsigned && !NOT_SIGNED.some((words) => blocks.has(words));
    if (!says || !headed || silent) found.fault("page-data");
  }

  /** Of a record of completeness: digest and words follow from the ends that it lists. */
  async checkEnds() {
    if (this.found.kind === COMPLETENESS && !(await endsAgree(this.found.data))) this.found.fault("ends");
  }

  async checkSheet() {
    const { found } = this;
    if (found.kind !== "score sheet") return;
    found.revision = found.data.revision;
    const first = this.signers[0];
    if (!first || !(await isOwnCode(found.code, found.data, found.digest, first.signer))) found.fault("qr");
    if (!sumsAgree(found.data)) found.fault("sums");
  }
}

const isOwnDictionary = (dict) => hasShape(dict, { ...OWN_SIGNATURE, Reference: (value) => Array.isArray(value) });

const spokenMembers = (dict) => Object.fromEntries([...dict].map(([key, value]) => [key, value instanceof PdfText ? spokenText(value.text) : `/${nameOf(value)}`]));

/** True if a certificate writes this name so: on one line, cut at a word where it is too long. */
function isWrittenAs(name, written) {
  const line = name.split(/[\s\p{C}]+/u).filter(Boolean).join(" ");
  if (new TextEncoder().encode(line).length <= 64) return line === written;
  return written.endsWith("…") && line.startsWith(written.slice(0, -1).trimEnd());
}

/** What a packet of metadata states (ISO 16684-1): property and text, in order. Refuses comments, attributes and words between. */
function statementsOf(packet) {
  const bare = packet.replace(/<\?xpacket [^<>]{0,200}\?>/g, "").trim();
  if (/<[!?]/.test(bare)) throw new Fault("document");
  const found = [];
  const open = [];
  const unescape = (text) => text.replace(/&(lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);/g, (_all, name) => ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" })[name] ?? String.fromCodePoint(name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1))));
  const bones = ["x:xmpmeta", "xmpmeta", "RDF", "Description", "Alt", "Seq", "Bag", "li"];
  const token = /<(\/?)(?:([\w]+):)?([\w]+)((?:\s+[\w:]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
  while (token.lastIndex < bare.length) {
    const read = token.exec(bare);
    if (!read) throw new Fault("document");
    const [, closing, , name, attributes, empty, text] = read;
    if (text !== undefined) {
      if (!text.trim()) continue;
      const property = [...open].reverse().find((one) => !bones.includes(one));
      if (!property) throw new Fault("document");
      found.push([property, unescape(text)]);
    } else if (closing) {
      if (open.pop() !== name) throw new Fault("document");
    } else {
      for (const [, key, one, other] of attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        const value = one ?? other;
        const fine = /^xmlns(:|$)/.test(key) || key === "x:xmptk" || (/(^|:)about$/.test(key) && value === "") || (key === "xml:lang" && value === "x-default") || (key === "rdf:parseType" && value === "Resource");
        if (!fine && name === "Description") found.push([key.replace(/^.*:/, ""), unescape(value)]);
        else if (!fine) throw new Fault("document");
      }
      if (!empty) open.push(name);
    }
  }
  if (open.length) throw new Fault("document");
  return found;
}
