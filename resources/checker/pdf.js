// Reads PDFs as Juryapp writes and signs them, and refuses every other way to write one.
//
// A document of ours is a base and one appended revision for each signature. Each revision is its objects, one behind the
// other, one table that tells of exactly these, and the end (ISO 32000-1, 7.5). What can be read in two ways is refused.
// All scripts of this folder share one scope; `checker_page.py` tells their order.

const MOST_BYTES = 30_000_000;
const MOST_UNPACKED = 60_000_000;
const MOST_OBJECTS = 50_000;
const DEEPEST = 60;

/** Why a file isn't believed: a sentence of `words.js` by its name, with what fills its gaps. */
class Fault extends Error {
  constructor(code, gaps = {}) {
    super(code);
    this.code = code;
    this.gaps = gaps;
  }
}

class PdfName {
  constructor(text) {
    this.text = text;
  }
}

/** A string, one letter for each byte; `at` and `end` are its place in what it was read from. */
class PdfText {
  constructor(text, at, end, hex) {
    Object.assign(this, { text, at, end, hex });
  }
}

class PdfRef {
  constructor(number) {
    this.number = number;
  }
}

/** A stream whose content lies from `at` to `end` of the file. */
class PdfStream {
  constructor(dict, at, end) {
    Object.assign(this, { dict, at, end });
  }
}

/** Bytes as a text, one letter for each. */
function latin(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 32_768) parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + 32_768)));
  return parts.join("");
}

function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Unpacks zlib data; refuses what is damaged, has something behind its end, or is larger than `most`. */
async function inflate(bytes, most) {
  const unpacking = new DecompressionStream("deflate");
  const writer = unpacking.writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = unpacking.readable.getReader();
  const chunks = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) throw new Fault("unpacks");
      chunks.push(value);
    }
  } catch (problem) {
    reader.cancel().catch(() => {});
    throw problem instanceof Fault ? problem : new Fault("damaged");
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const SPACES = /[\0\t\n\f\r ]*/y;
const REFERENCE_TOKEN = /(\d{1,7})[\0\t\n\f\r ]+0[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y;
const NUMBER_TOKEN = /[+-]?(?:\d{1,16}\.?\d{0,16}|\.\d{1,16})(?![\w.+-])/y;
const NAME_TOKEN = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y;

/** Reads objects from a text, strictly. */
class PdfReader {
  constructor(text, at = 0) {
    this.text = text;
    this.at = at;
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  need(pattern) {
    const found = this.take(pattern);
    if (!found) throw new Fault("built");
    return found;
  }

  space() {
    SPACES.lastIndex = this.at;
    SPACES.test(this.text);
    this.at = SPACES.lastIndex;
  }

  value(depth = 0) {
    if (depth > DEEPEST) throw new Fault("built");
    this.space();
    const letter = this.text[this.at];
    if (letter === "/") return this.name();
    if (letter === "(") return this.literal();
    if (letter === "[") return this.array(depth);
    if (letter === "<") return this.text[this.at + 1] === "<" ? this.dict(depth) : this.hex();
    const reference = this.take(REFERENCE_TOKEN);
    if (reference) return new PdfRef(Number(reference[1]));
    const number = this.take(NUMBER_TOKEN);
    if (number) return Number(number[0]);
    const word = this.need(/(true|false|null)(?![A-Za-z0-9])/y)[1];
    return word === "null" ? null : word === "true";
  }

  name() {
    const raw = this.need(NAME_TOKEN)[1];
    if (!raw.includes("#")) return new PdfName(raw);
    if (/#(?![0-9A-Fa-f]{2})/.test(raw)) throw new Fault("built");
    return new PdfName(raw.replace(/#([0-9A-Fa-f]{2})/g, (_all, digits) => String.fromCharCode(parseInt(digits, 16))));
  }

  literal() {
    const start = this.at;
    const letters = [];
    const escapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
    for (let depth = 0; ; ) {
      const letter = this.text[this.at++];
      if (letter === undefined) throw new Fault("built");
      if (letter === "\\") {
        const octal = this.take(/[0-7]{1,3}/y);
        if (octal) {
          letters.push(String.fromCharCode(parseInt(octal[0], 8) & 255));
          continue;
        }
        if (this.take(/\r\n|\n|\r/y)) continue;
        const next = this.text[this.at++];
        if (next === undefined) throw new Fault("built");
        letters.push(escapes[next] ?? next);
        continue;
      }
      if (letter === "(") depth++;
      if (letter === ")" && --depth === 0) break;
      if (letter !== "(" || depth > 1) letters.push(letter);
    }
    return new PdfText(letters.join(""), start, this.at, false);
  }

  hex() {
    const start = this.at;
    const digits = this.need(/<((?:[0-9A-Fa-f]{2})*)>/y)[1];
    return new PdfText(digits.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))), start, this.at, true);
  }

  array(depth) {
    this.at++;
    const items = [];
    for (;;) {
      this.space();
      if (this.text[this.at] === "]") break;
      items.push(this.value(depth + 1));
      if (items.length > MOST_OBJECTS) throw new Fault("built");
    }
    this.at++;
    return items;
  }

  dict(depth) {
    this.at += 2;
    const members = new Map();
    for (;;) {
      this.space();
      if (this.text.startsWith(">>", this.at)) {
        this.at += 2;
        return members;
      }
      const key = this.name().text;
      if (members.has(key)) throw new Fault("built");
      members.set(key, this.value(depth + 1));
    }
  }
}

/** One revision as it lies in the file: its objects by number, its table, and where it ends. */
class PdfRevision {
  constructor() {
    this.objects = new Map();
    this.places = new Map();
    this.packed = new Map();
    this.table = null;
    this.end = -1;
  }
}

/** A file that is read: `revisions`, and for each of them `states`, what every object is from then on. */
class PdfFile {
  constructor(bytes) {
    this.bytes = bytes;
    this.text = latin(bytes);
    this.left = MOST_UNPACKED;
    this.revisions = [];
    this.states = [];
  }

  static async read(bytes) {
    const file = new PdfFile(bytes);
    file.refuse();
    try {
      await file.follow();
    } catch (problem) {
      throw file.unsigned ? new Fault("unsigned") : problem;
    }
    return file;
  }

  /** What every object is after each revision. */
  async follow() {
    const file = this;
    file.walk();
    let state = new Map();
    for (let number = 0; number < file.revisions.length; number++) {
      await file.unpack(file.revisions[number]);
      await file.compareTable(number);
      state = new Map(state);
      for (const [object, value] of file.revisions[number].objects) state.set(object, value);
      file.states.push(state);
    }
  }

  /** What can be told at first sight, in the words that help most. */
  refuse() {
    const { text, bytes } = this;
    if (bytes.length > MOST_BYTES) throw new Fault("large");
    if (!text.startsWith("%PDF-")) throw new Fault(text.slice(0, 1024).includes("%PDF-") ? "before" : "not-pdf");
    const last = text.lastIndexOf("%%EOF");
    if (last < 0) throw new Fault("truncated");
    const rest = text.slice(last + 5);
    if (!/^(\r\n|\n|\r)?$/.test(rest)) throw new Fault(rest.includes(" obj") ? "truncated" : "added");
    if (/\/Encrypt\b/.test(text)) throw new Fault("locked");
    const told = [...text.matchAll(/\/ByteRange\s*\[\s*\d+\s+(\d{1,12})\s+(\d{1,12})\s+\d+\s*\]/g)];
    this.unsigned = !told.length;
    if (told.length && !told.some(([, start, end]) => text[Number(start)] === "<" && text[Number(end) - 1] === ">")) throw new Fault("resaved");
  }

  walk() {
    const reader = new PdfReader(this.text);
    if (!reader.take(/%PDF-1\.[4-7][\r\n]/y)) throw new Fault("built");
    for (;;) {
      this.blank(reader);
      if (reader.at === this.text.length) break;
      this.revisions.push(this.revision(reader));
    }
  }

  /** Blanks, and the few comments that may stand between objects. */
  blank(reader) {
    const start = reader.at;
    reader.take(/(?:[\0\t\n\f\r ]+|%(?!%EOF)[^\r\n]*)*/y);
    if (reader.at - start > 2000) throw new Fault("built");
  }

  revision(reader) {
    const one = new PdfRevision();
    for (;;) {
      this.blank(reader);
      const ended = reader.take(/startxref\s+(\d{1,12})\s+%%EOF(\r\n|\n|\r)?/y);
      if (ended) {
        if (one.table === null || one.places.get(one.table) !== Number(ended[1])) throw new Fault("built");
        one.end = reader.at;
        return one;
      }
      const place = reader.at;
      const number = Number(reader.need(/(\d{1,7}) 0 obj\b/y)[1]);
      if (one.places.has(number) || one.places.size > MOST_OBJECTS) throw new Fault("built");
      one.places.set(number, place);
      one.objects.set(number, this.object(reader, one, number));
    }
  }

  object(reader, one, number) {
    const value = reader.value();
    reader.space();
    if (reader.take(/endobj\b/y)) return value;
    if (!(value instanceof Map)) throw new Fault("built");
    reader.need(/stream\r?\n/y);
    const length = value.get("Length");
    if (!Number.isInteger(length) || length < 0) throw new Fault("built");
    const stream = new PdfStream(value, reader.at, reader.at + length);
    reader.at = stream.end;
    reader.need(/\s*endstream\s+endobj\b/y);
    if (nameOf(value.get("Type")) === "XRef") {
      if (one.table !== null) throw new Fault("built");
      one.table = number;
    }
    return stream;
  }

  /** The content of a stream; only Flate without parameters, or plain, unless `table`. */
  async content(stream, { table = false, most = MOST_UNPACKED } = {}) {
    if (!(stream instanceof PdfStream)) throw new Fault("built");
    const raw = this.bytes.subarray(stream.at, stream.end);
    let packing = stream.dict.get("Filter");
    if (Array.isArray(packing) && packing.length === 1) packing = packing[0];
    if (stream.dict.has("DecodeParms") && !table) throw new Fault("packing");
    if (packing === undefined || raw.length === 0) return raw;
    if (nameOf(packing) !== "FlateDecode") throw new Fault("packing");
    const content = await inflate(raw, Math.min(this.left, most));
    this.left -= content.length;
    return content;
  }

  async unpack(one) {
    for (const [number, stream] of [...one.objects]) {
      if (!(stream instanceof PdfStream) || nameOf(stream.dict.get("Type")) !== "ObjStm") continue;
      const text = latin(await this.content(stream));
      const count = stream.dict.get("N");
      const first = stream.dict.get("First");
      const heads = text.slice(0, first).trim().split(/\s+/).map(Number);
      if (!Number.isInteger(count) || heads.length !== 2 * count || heads.some((head) => !Number.isInteger(head))) throw new Fault("built");
      for (let index = 0; index < count; index++) {
        const packed = heads[2 * index];
        if (one.places.has(packed) || one.packed.has(packed)) throw new Fault("built");
        const reader = new PdfReader(text, first + heads[2 * index + 1]);
        one.objects.set(packed, reader.value());
        reader.space();
        const end = index + 1 < count ? first + heads[2 * index + 3] : text.length;
        if (reader.at !== end) throw new Fault("built");
        one.packed.set(packed, [number, index]);
      }
    }
  }

  /** The table must tell of every object of its revision where it lies, and of no other. */
  async compareTable(number) {
    const one = this.revisions[number];
    const stream = one.objects.get(one.table);
    const { dict } = stream;
    const known = ["Type", "Size", "Prev", "Index", "W", "Length", "Filter", "DecodeParms", "ID", "Info", "Root"];
    if ([...dict.keys()].some((key) => !known.includes(key))) throw new Fault("built");
    const before = number ? this.revisions[number - 1] : null;
    if (before ? dict.get("Prev") !== before.places.get(before.table) : dict.has("Prev")) throw new Fault("built");
    for (const key of ["Root", "Info"]) {
      const told = dict.get(key);
      const first = this.revisions[0].objects.get(this.revisions[0].table).dict.get(key);
      if (!(told instanceof PdfRef) || !(first instanceof PdfRef) || told.number !== first.number) throw new Fault("built");
    }
    const rows = this.rows(dict, await this.content(stream, { table: true, most: 1_000_000 }));
    const places = new Map();
    const packed = new Map();
    for (const [object, kind, second, third] of rows) {
      if (kind === 0 && object === 0) continue;
      if (places.has(object) || packed.has(object)) throw new Fault("built");
      if (kind === 1 && third === 0) places.set(object, second);
      else if (kind === 2) packed.set(object, [second, third]);
      else throw new Fault("built");
    }
    places.set(one.table, one.places.get(one.table));
    if (places.size !== one.places.size || packed.size !== one.packed.size) throw new Fault("built");
    for (const [object, place] of one.places) if (places.get(object) !== place) throw new Fault("built");
    for (const [object, [inside, index]] of one.packed) {
      const told = packed.get(object);
      if (!told || told[0] !== inside || told[1] !== index) throw new Fault("built");
    }
  }

  /** The rows of a table: object, kind, and two numbers (ISO 32000-1, 7.5.8). */
  rows(dict, packed) {
    const widths = dict.get("W");
    const index = dict.get("Index") ?? [0, dict.get("Size")];
    if (!Array.isArray(widths) || widths.length !== 3 || !Array.isArray(index) || index.length % 2) throw new Fault("built");
    if (![...widths, ...index].every((part) => Number.isInteger(part) && part >= 0) || widths.some((part) => part > 8)) throw new Fault("built");
    const width = widths[0] + widths[1] + widths[2];
    const content = unpredicted(dict.get("DecodeParms"), packed, width);
    const count = index.reduce((sum, part, place) => (place % 2 ? sum + part : sum), 0);
    if (content.length !== count * width || count > MOST_OBJECTS) throw new Fault("built");
    const rows = [];
    let at = 0;
    const field = (size, otherwise) => {
      let value = size ? 0 : otherwise;
      for (let byte = 0; byte < size; byte++) value = value * 256 + content[at++];
      return value;
    };
    for (let place = 0; place < index.length; place += 2) {
      for (let object = index[place]; object < index[place] + index[place + 1]; object++) {
        rows.push([object, field(widths[0], 1), field(widths[1], 0), field(widths[2], 0)]);
      }
    }
    return rows;
  }
}

/** Takes back the prediction of a table's rows; only "up" is used (PNG, 6.4). */
function unpredicted(parameters, packed, width) {
  if (parameters === undefined) return packed;
  const told = parameters instanceof Map ? [...parameters.keys()].sort().join() : "";
  if (told !== "Columns,Predictor" || parameters.get("Predictor") !== 12 || parameters.get("Columns") !== width) throw new Fault("built");
  const rows = packed.length / (width + 1);
  if (!Number.isInteger(rows)) throw new Fault("built");
  const plain = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    if (packed[row * (width + 1)] !== 2) throw new Fault("built");
    for (let column = 0; column < width; column++) {
      const above = row ? plain[(row - 1) * width + column] : 0;
      plain[row * width + column] = (packed[row * (width + 1) + 1 + column] + above) & 255;
    }
  }
  return plain;
}

const nameOf = (value) => (value instanceof PdfName ? value.text : undefined);
const textOf = (value) => (value instanceof PdfText ? value.text : undefined);

/** True if two objects are written alike; what they refer to isn't followed. */
function alike(one, other) {
  if (one instanceof PdfStream || other instanceof PdfStream) return one === other;
  if (one instanceof Map && other instanceof Map) {
    return one.size === other.size && [...one].every(([key, value]) => other.has(key) && alike(value, other.get(key)));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, place) => alike(value, other[place]));
  }
  for (const [kind, key] of [[PdfName, "text"], [PdfText, "text"], [PdfRef, "number"]]) {
    if (one instanceof kind || other instanceof kind) return one instanceof kind && other instanceof kind && one[key] === other[key];
  }
  return one === other;
}

/** All objects that can be reached from these values, by number; `without` are keys that aren't followed. */
function reached(state, values, without = []) {
  const found = new Set();
  const left = [...values];
  while (left.length) {
    const value = left.pop();
    if (value instanceof PdfRef) {
      if (found.has(value.number)) continue;
      found.add(value.number);
      left.push(state.get(value.number));
    } else if (Array.isArray(value)) left.push(...value);
    else if (value instanceof PdfStream) left.push(value.dict);
    else if (value instanceof Map) for (const [key, inner] of value) if (!without.includes(key)) left.push(inner);
  }
  return found;
}

const PDF_LETTERS = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\0€";

/** A text of a dictionary as people read it (ISO 32000-1, 7.9.2.2). */
function spokenText(text) {
  if (text.startsWith("\xfe\xff")) return new TextDecoder("utf-16be").decode(bytesOf(text.slice(2)));
  if (text.startsWith("\xef\xbb\xbf")) return new TextDecoder().decode(bytesOf(text.slice(3)));
  return text.replace(/[\x80-\xa0]/g, (letter) => PDF_LETTERS[letter.charCodeAt(0) - 128]);
}
