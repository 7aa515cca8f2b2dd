// How the signatures of a document lie in it, and whether anything was changed or added beside them.

const PROVIDERS = /^PSrE(_.*)?$/;
const JURY_FIELDS = /^(Juror|Desk|Chair|HQ_Seal|Juror_.*)$/;
const PICTURE_WORDS = new Set("q Q rg RG w J j m l c h f S".split(" "));

/** The document's signatures in their order, and everything that is wrong with how they lie. */
class Layout {
  constructor(file) {
    this.file = file;
    this.base = file.states[0];
    this.now = file.states.at(-1);
    const { dict } = file.revisions[0].objects.get(file.revisions[0].table);
    this.root = dict.get("Root").number;
    this.info = dict.get("Info").number;
    this.faults = [];
    this.signatures = [];
  }

  static async of(file) {
    const layout = new Layout(file);
    layout.checkCatalogue();
    layout.readFields();
    layout.readSignatures();
    await layout.checkRevisions();
    layout.checkOrder();
    await layout.checkPictures();
    return layout;
  }

  /** Of a file that bears no signature: nothing may be there that only signing brings. */
  static ofUnsigned(file) {
    const layout = new Layout(file);
    layout.fields = [];
    const catalogue = layout.base.get(layout.root);
    const needed = Object.keys(CATALOGUE).filter((key) => !["Names", "AF"].includes(key));
    const whole = file.revisions.length === 1 && hasShape(catalogue, CATALOGUE) && needed.every((key) => catalogue.has(key));
    if (!whole) throw new Fault("document");
    layout.hasData = catalogue.has("Names") && catalogue.has("AF");
    return layout;
  }

  fault(code, gaps = {}) {
    if (!this.faults.some((one) => one.code === code && JSON.stringify(one.gaps) === JSON.stringify(gaps))) this.faults.push({ code, gaps });
  }

  at(state, value) {
    return value instanceof PdfRef ? state.get(value.number) : value;
  }

  get pages() {
    return this.at(this.base, this.base.get(this.root).get("Pages")).get("Kids").map((kid) => kid.number);
  }

  checkCatalogue() {
    const before = this.base.get(this.root);
    const after = this.now.get(this.root);
    if (!hasShape(before, CATALOGUE) || Object.keys(CATALOGUE).some((key) => !before.has(key))) throw new Fault("document");
    if (!(after instanceof Map) || !this.at(this.now, after.get("AcroForm"))) throw new Fault("unsigned");
  }

  readFields() {
    const form = this.at(this.now, this.now.get(this.root).get("AcroForm"));
    if (!hasShape(form, FORM)) throw new Fault("active");
    const listed = this.at(this.now, form.get("Fields"));
    if (!isList(isReference)(listed)) throw new Fault("active");
    this.fields = listed.map((reference) => ({ number: reference.number, dict: this.now.get(reference.number) }));
    const onPages = this.pages.flatMap((page) => {
      const annotations = this.at(this.now, this.now.get(page)?.get?.("Annots")) ?? [];
      if (!isList(isReference)(annotations)) throw new Fault("active");
      return annotations.map((one) => [one.number, page]);
    });
    const numbers = this.fields.map((field) => field.number);
    if (new Set(numbers).size !== numbers.length || [...numbers].sort().join() !== onPages.map(([number]) => number).sort().join()) throw new Fault("active");
    for (const field of this.fields) {
      const page = onPages.find(([number]) => number === field.number)[1];
      field.name = spokenText(textOf(field.dict?.get?.("T")) ?? "");
      field.page = page;
      field.box = field.dict?.get?.("Rect");
      field.unseen = Array.isArray(field.box) && field.box.every((side) => side === 0);
      field.jury = JURY_FIELDS.test(field.name);
      const shape = field.jury || PROVIDERS.test(field.name) ? FIELD : field.unseen ? UNSEEN_FIELD : SEEN_FIELD;
      const whole = hasShape(field.dict, shape) && ["Subtype", "FT", "F", "Rect", "T"].every((key) => field.dict.has(key));
      if (!whole || (field.dict.has("P") && field.dict.get("P").number !== page)) throw new Fault("active");
      if (!hasShape(this.at(this.now, field.dict.get("Lock") ?? new Map()), LOCK)) throw new Fault("active");
    }
    if (new Set(this.fields.map((field) => field.name)).size !== this.fields.length) throw new Fault("fields");
  }

  readSignatures() {
    for (const field of this.fields.filter((one) => one.dict.has("V"))) {
      const { number } = field.dict.get("V");
      const revision = this.file.states.findIndex((state) => state.has(number));
      const dict = this.now.get(number);
      if (!(dict instanceof Map) || revision < 0) throw new Fault("active");
      const stamp = nameOf(dict.get("Type")) === "DocTimeStamp";
      this.signatures.push({ field, number, dict, revision, stamp, foreign: stamp || !field.jury });
    }
    if (!this.signatures.length) throw new Fault("unsigned");
    this.signatures.sort((one, other) => one.revision - other.revision);
    for (const one of this.signatures) this.readSignature(one);
  }

  readSignature(one) {
    const name = one.field.name;
    const { Reference: _none, ...plain } = one.foreign ? FOREIGN_SIGNATURE : OWN_SIGNATURE;
    const shape = { ...plain, Reference: (value) => Array.isArray(value) };
    if (!hasShape(one.dict, shape)) throw new Fault(one.foreign ? "active" : "extra", { field: name });
    one.references = [];
    for (const each of one.dict.get("Reference") ?? []) {
      const dict = this.at(this.now, each);
      const bare = dict instanceof Map ? new Map([...dict].filter(([key]) => key !== "Data")) : null;
      const data = dict instanceof Map ? dict.get("Data") : undefined;
      if (!hasShape(bare, REFERENCE) || (data !== undefined && data.number !== this.root)) throw new Fault("active");
      one.references.push(dict);
    }
    one.when = momentOf(textOf(one.dict.get("M")) ?? "");
    if (!one.foreign && (one.when === null || !one.dict.has("Contents"))) throw new Fault("extra", { field: name });
    const [zero, start, end, rest] = one.dict.get("ByteRange") ?? [];
    const contents = one.dict.get("Contents");
    const covers = end + rest;
    const whole =
      zero === 0 && contents?.hex && contents.at === start && contents.end === end && covers === this.file.revisions[one.revision].end;
    const upper = whole && !/[a-f]/.test(this.file.text.slice(start, end));
    if (!whole || !upper) this.fault("range", { field: name });
    one.bytes = contents ? bytesOf(contents.text) : new Uint8Array();
    one.signed = whole ? joined(this.file.bytes.subarray(0, start), this.file.bytes.subarray(end, covers)) : new Uint8Array();
    one.covers = covers;
  }

  /** Each revision after the first brings one signature, or, once somebody closed the document, nothing but proofs. */
  async checkRevisions() {
    this.extended = this.signatures.some((one) => one.foreign);
    for (let number = 1; number < this.file.revisions.length; number++) {
      const here = this.signatures.filter((one) => one.revision === number);
      const closed = this.signatures.some((one) => one.revision < number && (one.foreign || one.field.name === "HQ_Seal"));
      if (here.length > 1) throw new Fault("between");
      const proofs = !here.length;
      if (proofs && (!closed || !this.holdsProofs(number))) {
        this.fault(number > this.signatures.at(-1).revision ? "added" : "between");
      }
      if (proofs) this.extended = true;
      this.checkChanges(number, here[0]);
    }
    if (this.signatures.some((one) => one.revision === 0)) throw new Fault("built");
    const after = this.now.get(this.root);
    const shape = { ...CATALOGUE, ...SIGNED_CATALOGUE, ...(this.extended ? EXTENDED_CATALOGUE : {}) };
    if (!hasShape(after, shape)) this.fault("document");
    this.checkProofs();
    for (let number = 1; number < this.file.states.length; number++) {
      if (!(await this.proofsGrew(number))) this.fault(number > this.signatures.at(-1).revision ? "added" : "between");
    }
  }

  /** Objects that were there before may only gain what signing gives them; what is new shows nowhere unless one of them gains it. */
  checkChanges(number, signature) {
    const before = this.file.states[number - 1];
    const after = this.file.states[number];
    const form = after.get(this.root)?.get?.("AcroForm");
    for (const [object, value] of this.file.revisions[number].objects) {
      const old = before.get(object);
      if (old === undefined || alike(old, value) || this.mayChange(object, old, value, number, form)) continue;
      this.fault(signature ? "changed" : "added");
    }
  }

  mayChange(object, old, value, number, form) {
    const before = this.file.states[number - 1];
    const gains = (keys) =>
      old instanceof Map &&
      value instanceof Map &&
      [...new Set([...old.keys(), ...value.keys()])].every((key) => keys.includes(key) || (old.has(key) && value.has(key) && alike(old.get(key), value.get(key)))) &&
      [...old.keys()].every((key) => value.has(key));
    const longer = (one, other) => Array.isArray(one) && Array.isArray(other) && one.length <= other.length && one.every((item, place) => alike(item, other[place]));
    const other = ["DSS", "Extensions", "Version", "Metadata"];
    if (object === this.root) {
      const fresh = number === 1 ? ["AcroForm", "Perms"] : [];
      return gains([...fresh, ...(this.extended ? other : [])]);
    }
    if (this.pages.includes(object)) {
      const [a, b] = [old, value].map((one) => one?.get?.("Annots") ?? []);
      return gains(["Annots"]) && (longer(a, b) || number === 1 || alike(a, b));
    }
    if (object === form?.number) return gains(["Fields", "SigFlags"]) && longer(old.get("Fields"), value.get("Fields"));
    if (this.fields.some((field) => field.number === object)) return gains(["V", "AP"]) && (alike(old, value) || (!old.has("V") && value.has("V")));
    const lists = [before.get(form?.number)?.get("Fields"), ...this.pages.map((page) => before.get(page)?.get?.("Annots"))];
    if (lists.some((list) => list instanceof PdfRef && list.number === object)) return longer(old, value) && isList(isReference)(value);
    // nothing that is also something else
    if (reached(before, [new PdfRef(this.root)], ["DSS", "Metadata"]).has(object)) return false;
    const proofs = (state) => reached(state, [state.get(this.root).get("DSS")]).has(object);
    if (proofs(before) && proofs(this.file.states[number])) return true;
    const [then, metadata] = [before, this.file.states[number]].map((state) => state.get(this.root).get("Metadata")?.number);
    return this.extended && (object === this.info || (object === then && object === metadata));
  }

  holdsProofs(number) {
    const state = this.file.states[number];
    const store = state.get(this.root)?.get?.("DSS");
    if (!(store instanceof PdfRef)) return false;
    const allowed = reached(state, [store]);
    const metadata = state.get(this.root).get("Metadata")?.number;
    return [...this.file.revisions[number].objects].every(
      ([object, value]) =>
        allowed.has(object) ||
        [this.root, this.info, metadata, this.file.revisions[number].table].includes(object) ||
        (value instanceof PdfStream && nameOf(value.dict.get("Type")) === "ObjStm"),
    );
  }

  /** The store of proofs holds certificates and their status, and nothing else (ETSI EN 319 142-1, 5.4). */
  checkProofs() {
    const store = this.at(this.now, this.now.get(this.root).get("DSS"));
    if (store === undefined) return;
    const at = (value) => this.at(this.now, value);
    const stream = (value) => at(value) instanceof PdfStream && [...at(value).dict.keys()].every((key) => ["Length", "Filter"].includes(key));
    const streams = (value) => isList(stream)(at(value));
    const one = { Type: isName("VRI"), Cert: streams, CRL: streams, OCSP: streams, TU: isText, TS: stream };
    const all = (value) =>
      at(value) instanceof Map && [...at(value)].every(([key, inner]) => (key === "Type" ? isName("VRI")(inner) : /^[0-9A-F]{40}$/.test(key) && hasShape(at(inner), one)));
    if (!hasShape(store, { Type: isName("DSS"), Certs: streams, CRLs: streams, OCSPs: streams, VRI: all })) this.fault("active");
  }

  /** Nothing is taken from the store of proofs, and what comes into it is what it is called. */
  async proofsGrew(number) {
    const [before, after] = [await this.proofsOf(number - 1), await this.proofsOf(number)];
    for (const kind of PROOFS) {
      if ([...before[kind].keys()].some((one) => !after[kind].has(one))) return false;
      for (const [one, bytes] of after[kind]) if (!before[kind].has(one) && !isProof(kind, bytes)) return false;
    }
    return before.VRI.every((one) => after.VRI.includes(one));
  }

  /** By kind what is stored, each by its bytes. */
  async proofsOf(number) {
    const state = this.file.states[number];
    const store = this.at(state, state.get(this.root).get("DSS")) ?? new Map();
    const found = { VRI: [...(this.at(state, store.get("VRI")) ?? new Map()).keys()] };
    for (const kind of PROOFS) {
      found[kind] = new Map();
      for (const one of this.at(state, store.get(kind)) ?? []) {
        const bytes = await this.file.content(this.at(state, one), { most: 5_000_000 });
        found[kind].set(latin(bytes), bytes);
      }
    }
    return found;
  }

  /** The first signature rules the document, and nobody signs after the last one but headquarters and time stamps. */
  checkOrder() {
    const first = this.signatures[0];
    const rights = this.at(this.now, this.now.get(this.root).get("Perms"));
    const rules = first.references.find((one) => nameOf(one.get("TransformMethod")) === "DocMDP");
    const certified = rights instanceof Map && rights.size === 1 && rights.get("DocMDP")?.number === first.number && rules?.get("TransformParams")?.get("P") === 2;
    this.certified = certified;
    if (!certified && (rights !== undefined || rules)) this.fault("certified");
    this.signatures.forEach((one, place) => {
      const locks = one.references.filter((each) => nameOf(each.get("TransformMethod")) === "FieldMDP");
      for (const lock of locks.map((each) => each.get("TransformParams"))) {
        const named = (lock?.get("Fields") ?? []).map((field) => spokenText(field.text));
        const action = nameOf(lock?.get("Action"));
        const later = this.signatures.slice(place + 1).filter((other) => !other.stamp);
        const locked = (field) => action === "All" || (action === "Include" ? named.includes(field) : !named.includes(field));
        if (later.some((other) => locked(other.field.name))) this.fault("closed", { field: one.field.name });
      }
    });
  }

  async checkPictures() {
    const ours = (field) => field.unseen || field.jury || PROVIDERS.test(field.name);
    for (const field of this.fields.filter((one) => one.dict.has("AP") && ours(one))) {
      const picture = this.now.get(field.dict.get("AP").get("N").number);
      if (!(picture instanceof PdfStream) || !hasShape(picture.dict, PICTURE)) {
        this.fault("picture", { field: field.name });
        continue;
      }
      const content = latin(await this.file.content(picture, { most: 1_000_000 }));
      if (!field.dict.has("V") && content.trim()) this.fault("picture", { field: field.name });
      const words = content.match(/[^\s0-9.-]+/g) ?? [];
      let depth = 0;
      let balanced = true;
      for (const [word] of content.matchAll(/(?<!\S)[qQ](?!\S)/g)) {
        depth += word === "q" ? 1 : -1;
        balanced &&= depth >= 0;
      }
      if (!balanced || depth !== 0 || words.some((word) => !PICTURE_WORDS.has(word))) this.fault("picture", { field: field.name });
    }
  }
}

const PROOFS = ["Certs", "CRLs", "OCSPs"];

/** True for a certificate, a list of revoked ones, or an answer about one (RFC 5280, RFC 6960). */
function isProof(kind, bytes) {
  try {
    readWhole(bytes);
    if (kind === "Certs") return Boolean(certificateOf(bytes));
    const parts = Der.of(bytes).parts();
    return kind === "CRLs" ? parts.length === 3 : parts[0].tag === 0x0a;
  } catch {
    return false;
  }
}

function joined(one, other) {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** The moment of `D:20240219104100+08'00'` in milliseconds; null for another text or one without a zone. */
function momentOf(text) {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, sign, hours, minutes] = found;
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  return at - (sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0);
}
