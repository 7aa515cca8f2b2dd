// What a page shows in letters: read through the fonts' own tables, with each piece's place; and whether it says what the data says.

const CONTENT = /\s*(?:([+-]?(?:\d+\.?\d*|\.\d+)(?![\w.+-]))|([A-Za-z]{1,3}\*?(?![\w*]))|(\((?:[^()\\]|\\[\s\S])*\)|<<[^<>]*>>|\/[^\s()<>[\]{}/%]+|\[[\d.\s+-]*\]))/y;
/** Many lines and curves before any letter, as of a mark behind the page: nothing to look at but whether there are curves. */
const OUTLINES = /(?:\s*(?:[+-]?\d*\.?\d+\s+){2}(?:[ml]|(?:[+-]?\d*\.?\d+\s+){4}c)(?![\w*])|\s*h(?![\w*])){9,200}/y;
/** Many rectangles one module high, as of a code: whole numbers, one to a line. */
const MODULES = /(?:\n\d{1,4} \d{1,4} \d{1,4} 1 re(?=\n)){9,}/y;
const PALEST = 0.6;

/** The pieces of text of all pages, in the order in which they are drawn: a block is what stands between BT and ET. */
class PageText {
  constructor(file, layout, { marked, coded }) {
    Object.assign(this, { file, layout, marked, coded, state: file.states[0], blocks: [], faults: new Set(), fonts: new Map() });
    this.pictures = 0;
  }

  /** `marked` if a mark stands behind the pages, as of a simulated event; `coded` if codes stand on them. */
  static async of(file, layout, how) {
    const found = new PageText(file, layout, how);
    const tree = layout.at(found.state, found.state.get(layout.root).get("Pages"));
    if (!hasShape(tree, { Type: isName("Pages"), Kids: isList(isReference), Count: isNumber })) throw new Fault("document");
    let number = 0;
    for (const page of layout.pages) await found.read(page, ++number);
    return found;
  }

  async read(number, place) {
    const page = this.state.get(number);
    if (!hasShape(page, PAGE)) throw new Fault("page", { page: place });
    const [, , width, height] = page.get("MediaBox");
    const resources = this.layout.at(this.state, page.get("Resources"));
    const fonts = this.layout.at(this.state, resources.get("Font"));
    const known = { Font: () => true, ProcSet: (value) => isPlain(value), XObject: () => true };
    if (!hasShape(resources, known) || (fonts && ![...fonts.keys()].every((key) => FONT_KEY.test(key)))) throw new Fault("page", { page: place });
    const used = new Map();
    for (const [key, value] of fonts ?? []) used.set(key, await this.font(value.number, place));
    const pictures = this.layout.at(this.state, resources.get("XObject") ?? new Map());
    const content = latin(await this.file.content(this.state.get(page.get("Contents").number)));
    const drawing = new Drawing({ width, height, fonts: used, pictures: [...pictures.keys()], page: place, boxes: this.boxes(number), marked: this.marked, coded: this.coded });
    drawing.run(content);
    this.blocks.push(...drawing.blocks);
    this.pictures += drawing.drawn;
    for (const fault of drawing.faults) this.faults.add(fault);
    if (drawing.faults.size) this.altered ??= place;
  }

  /** Where the fields of a page are, into which ink is put, or a provider's picture. */
  boxes(number) {
    const ours = (field) => field.jury || PROVIDERS.test(field.name);
    return this.layout.fields.filter((field) => field.page === number && !field.unseen).map((field) => ({ box: field.box, ours: ours(field) }));
  }

  async font(number, place) {
    if (this.fonts.has(number)) return this.fonts.get(number);
    const dict = this.state.get(number);
    const descriptor = dict instanceof Map ? this.state.get(dict.get("FontDescriptor")?.number) : null;
    if (!hasShape(dict, FONT) || !hasShape(descriptor, DESCRIPTOR) || !dict.has("FirstChar")) throw new Fault("page", { page: place });
    const letters = lettersOf(latin(await this.file.content(this.state.get(dict.get("ToUnicode").number))));
    const name = nameOf(dict.get("BaseFont")).replace(/^[A-Z]{6}\+/, "");
    if (!letters || nameOf(descriptor.get("FontName")) !== nameOf(dict.get("BaseFont"))) throw new Fault("page", { page: place });
    const shapes = await glyphShapes(this.file, this.state.get(descriptor.get("FontFile2").number), name);
    const found = { letters, widths: dict.get("Widths"), shapes };
    this.fonts.set(number, found);
    return found;
  }
}

const lettersMet = new Map();

/** Code -> letter, of a font's table as it is written into our documents; null for any other. */
function lettersOf(table) {
  if (!lettersMet.has(table)) {
    const found = /\nbegincmap\n[\s\S]*\n1 begincodespacerange\n<00> <[0-9A-F]{2}>\nendcodespacerange\n(\d{1,3}) beginbfchar\n((?:<[0-9A-F]{2}> <[0-9A-F]{4,8}>\n)*)endbfchar\nendcmap\n/.exec(table);
    const rows = found ? [...found[2].matchAll(/<(..)> <([0-9A-F]+)>/g)] : [];
    const letters = rows.map(([, , digits]) => digits.match(/.{4}/g).map((unit) => String.fromCharCode(parseInt(unit, 16))).join(""));
    const inOrder = rows.every(([, code], place) => parseInt(code, 16) === place);
    lettersMet.set(table, found && rows.length === Number(found[1]) && inOrder ? letters : null);
  }
  return lettersMet.get(table);
}

const times = ([a, b, c, d, e, f], [g, h, i, j, k, l]) => [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];

/** The smallest upright box around these points. */
function around(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const meet = (one, other, most) => one[0] < other[2] - most && other[0] < one[2] - most && one[1] < other[3] - most && other[1] < one[3] - most;

/** Draws a page in thought: follows places, colours and letters, and notices what our pages never do. */
class Drawing {
  constructor(given) {
    Object.assign(this, given, { blocks: [], faults: new Set(), drawn: 0, stack: [], runs: [] });
    this.state = { matrix: [1, 0, 0, 1, 0, 0], fill: 0, colour: 0, pen: 1, size: 0, font: null, spacing: 0, words: 0, leading: 0 };
    this.lines = new Lines(given);
    this.clear();
  }

  /** The box around what is being drawn, its parts, and whether there are curves in it. */
  clear() {
    this.path = [Infinity, Infinity, -Infinity, -Infinity];
    this.parts = [];
    this.curves = false;
  }

  /** What is being drawn; nothing is afterwards. */
  taken() {
    const { path, parts, curves, state } = this;
    this.clear();
    const upright = isNear(state.matrix[1], 0) && isNear(state.matrix[2], 0);
    return { path: { kinds: parts.join(""), box: path, curves }, upright };
  }

  through(x, y) {
    const { matrix } = this.state;
    const { path } = this;
    const px = matrix[0] * x + matrix[2] * y + matrix[4];
    const py = matrix[1] * x + matrix[3] * y + matrix[5];
    if (px < path[0]) path[0] = px;
    if (py < path[1]) path[1] = py;
    if (px > path[2]) path[2] = px;
    if (py > path[3]) path[3] = py;
  }

  /** Through all corners of a rectangle. */
  around(left, bottom, right, top) {
    this.through(left, bottom);
    this.through(left, top);
    this.through(right, bottom);
    this.through(right, top);
  }

  /** All of these rectangles at once, by the box around them. */
  modules(text) {
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    const given = [0, 0, 0, 0];
    let count = 0;
    for (let at = 1; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit >= 0 && digit <= 9) given[count] = given[count] * 10 + digit;
      else if (++count === 4) {
        const [x, y, width] = given;
        if (x < left) left = x;
        if (y < bottom) bottom = y;
        if (x + width > right) right = x + width;
        if (y + 1 > top) top = y + 1;
        this.parts.push("re");
        given.fill(0);
        count = 0;
        at += 3; // behind `re` and the end of its line
      }
    }
    this.around(left, bottom, right, top);
  }

  run(content) {
    const operands = [];
    CONTENT.lastIndex = 0;
    for (let at = 0; at < content.length; at = CONTENT.lastIndex) {
      OUTLINES.lastIndex = at;
      const passed = this.runs.length || operands.length ? null : OUTLINES.exec(content);
      if (passed) {
        this.curves ||= passed[0].includes("c");
        CONTENT.lastIndex = OUTLINES.lastIndex;
        continue;
      }
      MODULES.lastIndex = at;
      const code = operands.length ? null : MODULES.exec(content);
      if (code) {
        this.modules(code[0]);
        CONTENT.lastIndex = MODULES.lastIndex;
        continue;
      }
      const found = CONTENT.exec(content);
      if (!found) {
        if (content.slice(at).trim()) this.faults.add("drawing");
        break;
      }
      if (found[1] !== undefined) operands.push(Number(found[1]));
      else if (found[2] === undefined) operands.push(found[3]);
      else {
        if (!this.step(found[2], operands)) this.faults.add("drawing");
        operands.length = 0;
      }
    }
    if (this.stack.length) this.faults.add("drawing");
    for (const run of this.runs) for (const { box, ours } of this.boxes) if (meet(run.box, box, 2) && (ours || !isCaption(run.block))) this.faults.add("field over text");
    if (!this.lines.areOurs(this.runs)) this.faults.add("lines");
    for (const run of this.runs) {
      const [left, bottom, right, top] = run.box;
      if (run.text.trim() && (left < -1 || bottom < -1 || right > this.width + 1 || top > this.height + 1)) this.faults.add("drawing");
    }
  }

  point(x, y) {
    const [a, b, c, d, e, f] = this.state.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  /** One operator; false for one that our pages don't have. */
  step(word, given) {
    const { state } = this;
    const numbers = (count) => given.length === count && given.every((one) => typeof one === "number" && Number.isFinite(one));
    switch (word) {
      case "q":
        this.stack.push({ ...state });
        return this.stack.length < 200;
      case "Q":
        if (!this.stack.length) return false;
        this.state = this.stack.pop();
        return true;
      case "cm":
        if (!numbers(6)) return false;
        state.matrix = times(given.slice(), state.matrix);
        return true;
      case "rg":
      case "RG":
        if (!numbers(3)) return false;
        state[word === "rg" ? "fill" : "colour"] = Math.max(...given);
        return true;
      case "g":
      case "G":
        if (!numbers(1)) return false;
        state[word === "g" ? "fill" : "colour"] = given[0];
        return true;
      case "w":
        state.pen = given[0];
        return numbers(1) && given[0] <= 3;
      case "J":
      case "j":
        return numbers(1);
      case "d":
        return given.length === 2;
      case "BMC":
        return given.length === 1;
      case "BDC":
        return given.length === 2 && !/ActualText|Alt|\/E\b/.test(given[1]);
      case "EMC":
        return given.length === 0;
      case "Do":
        return this.picture(given[0]);
    }
    return this.pathStep(word, given, numbers) ?? this.textStep(word, given, numbers) ?? false;
  }

  pathStep(word, given, numbers) {
    switch (word) {
      case "m":
      case "l":
        if (!numbers(2)) return false;
        this.parts.push(word);
        this.through(given[0], given[1]);
        return true;
      case "c":
        if (!numbers(6)) return false;
        this.parts.push(word);
        this.curves = true;
        for (let at = 0; at < 6; at += 2) this.through(given[at], given[at + 1]);
        return true;
      case "re":
        if (!numbers(4)) return false;
        this.parts.push(word);
        this.around(given[0], given[1], given[0] + given[2], given[1] + given[3]);
        return true;
      case "h":
        return true;
      case "n":
        this.clear();
        return true;
      case "S": {
        const { path, upright } = this.taken();
        if (!this.lines.stroke(path, upright, this.state.colour)) this.faults.add("lines");
        return true;
      }
      case "f":
      case "f*": {
        const { path, upright } = this.taken();
        if (this.runs.some((run) => run.text.trim() && meet(run.box, path.box, 1))) this.faults.add("covered");
        if (!this.lines.fill(path, upright, this.state.fill)) this.faults.add("lines");
        return true;
      }
    }
    return undefined;
  }

  textStep(word, given, numbers) {
    const { state } = this;
    switch (word) {
      case "BT":
        if (this.block) return false;
        this.block = { page: this.page, lines: [""], box: null };
        this.line = [1, 0, 0, 1, 0, 0];
        this.place = this.line;
        return true;
      case "ET":
        if (!this.block) return false;
        this.blocks.push(this.block);
        this.block = null;
        return true;
      case "Tm":
        if (!this.block || !numbers(6)) return false;
        this.line = this.place = given.slice();
        return true;
      case "Td":
        if (!this.block || !numbers(2)) return false;
        this.line = this.place = times([1, 0, 0, 1, ...given], this.line);
        return true;
      case "T*":
        if (!this.block) return false;
        this.line = this.place = times([1, 0, 0, 1, 0, -state.leading], this.line);
        this.block.lines.push("");
        return true;
      case "Tf":
        state.font = this.fonts.get(given[0]?.slice?.(1));
        state.size = given[1];
        return Boolean(state.font) && given.length === 2 && state.size > 3 && state.size < 60;
      case "TL":
        state.leading = given[0];
        return numbers(1);
      case "Tc":
        state.spacing = given[0];
        return numbers(1) && given[0] >= 0 && given[0] <= 5;
      case "Tw":
        state.words = given[0];
        return numbers(1) && Math.abs(given[0]) <= 60;
      case "Tj":
        return Boolean(this.block) && given.length === 1 && this.show(given[0]);
    }
    return undefined;
  }

  show(literal) {
    const { state } = this;
    if (typeof literal !== "string" || literal[0] !== "(" || !state.font || state.fill > PALEST) return false;
    const codes = new PdfReader(literal).literal().text;
    let text = "";
    let width = 0;
    for (const letter of codes) {
      const code = letter.charCodeAt(0);
      const shown = state.font.letters[code];
      if (shown === undefined || shown === "\0") return false;
      if (!state.font.shapes(code, shown)) this.faults.add("shape");
      text += shown;
      width += (state.font.widths[code] ?? 0) / 1000 * state.size + state.spacing + (code === 32 ? state.words : 0);
    }
    const matrix = times(this.place, state.matrix);
    const corner = (x, y) => [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
    const box = around([corner(0, -0.2 * state.size), corner(width, -0.2 * state.size), corner(0, 0.75 * state.size), corner(width, 0.75 * state.size)]);
    const core = around([corner(0, 0), corner(width, 0), corner(0, 0.66 * state.size), corner(width, 0.66 * state.size)]);
    this.runs.push({ text, box, core, block: this.block });
    const known = this.block.box ?? box;
    if (text.trim()) this.block.box = around([box.slice(0, 2), box.slice(2), known.slice(0, 2), known.slice(2)]);
    this.block.lines[this.block.lines.length - 1] += text;
    this.place = times([1, 0, 0, 1, width, 0], this.place);
    return true;
  }

  /** A picture: only a letterhead's logo, beside all text. */
  picture(name) {
    if (typeof name !== "string" || !this.pictures.includes(name.slice(1))) return false;
    const box = around([this.point(0, 0), this.point(1, 0), this.point(0, 1), this.point(1, 1)]);
    this.drawn++;
    return box[1] > this.height * 0.6 && !this.runs.some((run) => run.text.trim() && meet(run.box, box, 1));
  }
}

/** What stands in a box that is kept for a provider's picture. */
const isCaption = (block) => /^PSrE: \S+$/.test(block.lines.join("").trim());

// --- what is written, and what must be

const HYPHENS = /[\u00ad\u2010\u2011\u2012\u2212]/g;

/** Letters that the fonts don't have stand as their codes. */
const withLetters = (text) => text.replace(/\[U\+([0-9A-F]{4,6})\]/g, (_all, digits) => String.fromCodePoint(parseInt(digits, 16)));

/** A text without what is written otherwise on paper: blanks, kinds of hyphens, marks that aren't seen. */
function squeezed(text) {
  return withLetters(text).normalize("NFC").replace(HYPHENS, (letter) => (letter === "\u00ad" ? "" : "-")).replace(/[\s\p{Cf}\p{Zs}]/gu, "");
}

/** A number of the data as it is printed: with the decimals it has there, or `places`; thousands grouped. */
function printedNumber(text, language, places = null) {
  const [, sign, whole, decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(places === null ? text : fixed(fractionOf(text), places));
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const english = sign + grouped + (decimals ? `.${decimals}` : "");
  return language === "id" ? english.replace(/[.,]/g, (mark) => (mark === "," ? "." : ",")) : english;
}

/** Without needless zeros: `12,5%`. */
const printedPercent = (text, language) => `${printedNumber(text.includes(".") ? text.replace(/\.?0+$/, "") : text, language)}%`;

function candidateLine({ number, name, institution }) {
  return [number, name, ...(institution && institution !== name ? [institution] : [])].join(" — ");
}

/** True if these blocks stand on one page beside each other, in this order, at one height. */
function isOneRow(blocks) {
  const beside = blocks.every(({ page, box }, place) => page === blocks[0].page && (!place || blocks[place - 1].box[2] <= box[0] + 1));
  return beside && Math.max(...blocks.map(({ box }) => box[1])) < Math.min(...blocks.map(({ box }) => box[3]));
}

/** True if each of these rows stands below the former one, or on a later page. */
function areInOrder(rows) {
  const below = (row, former) => row[0].page > former[0].page || (row[0].page === former[0].page && Math.max(...row.map(({ box }) => box[3])) <= Math.min(...former.map(({ box }) => box[1])) + 1);
  return rows.every((row, place) => row && (!place || below(row, rows[place - 1])));
}

/** The blocks of a page in order, asked one after the other. */
class Blocks {
  constructor(blocks) {
    this.blocks = blocks.filter((block) => block.lines.join("").trim());
    this.texts = this.blocks.map((block) => block.lines.join(" ").trim());
    this.keys = this.texts.map(squeezed);
    this.at = 0;
  }

  /** The blocks of a table's row with these cells, as `after` finds them; null where there are none, or where they aren't drawn as one row. */
  row(...texts) {
    if (!this.after(...texts)) return null;
    const found = this.blocks.slice(this.at - texts.length, this.at);
    return isOneRow(found) ? found : null;
  }

  /** What stands between two rows: cells of the former, where these are on one page. */
  between(former, later) {
    return this.blocks.slice(this.blocks.indexOf(former.at(-1)) + 1, this.blocks.indexOf(later[0])).filter(({ page }) => page === former[0].page);
  }

  has(text) {
    return this.keys.includes(squeezed(text));
  }

  contains(text) {
    const key = squeezed(text);
    return this.keys.some((one) => one.includes(key));
  }

  /** Goes on behind the next blocks that say these texts, one directly after the other; false if there are none. */
  after(...texts) {
    const keys = texts.map((text) => (typeof text === "string" ? squeezed(text) : text));
    const fits = (key, place) => (typeof key === "string" ? this.keys[place] === key : key(this.texts[place] ?? ""));
    for (let start = this.at; start + keys.length <= this.keys.length; start++) {
      if (keys.every((key, place) => fits(key, start + place))) {
        this.at = start + keys.length;
        return true;
      }
    }
    return false;
  }

  /** As `after`, of one paragraph that the end of a page may part. */
  afterParted(text) {
    if (this.after(text)) return true;
    const isNext = (later, place) => later > place && this.blocks[later].page === this.blocks[place].page + 1;
    const whole = squeezed(text);
    return this.keys.some((begun, place) => place >= this.at && this.keys.some((rest, later) => isNext(later, place) && begun + rest === whole));
  }
}

/** The numbers in a text, as they are written. */
const numbersIn = (text) => text.match(/\d+(?:[.,:/]\d+)*/g) ?? [];

const clocksMet = new Map();

function clockOf(zone) {
  const shown = { timeZone: zone, day: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" };
  if (!clocksMet.has(zone)) clocksMet.set(zone, new Intl.DateTimeFormat("en-GB", shown));
  return clocksMet.get(zone);
}

const formsMet = new Map();

/** A number of the data in every form in which it may be printed: with so many decimals, or as it stands. */
function formsOf(value, language) {
  const key = `${language} ${value}`;
  if (!formsMet.has(key)) {
    const forms = [0, 1, 2, 3, 4, 5, 6].map((places) => printedNumber(value, language, places));
    if (!value.includes("/")) forms.push(printedPercent(value, language), printedNumber(value, language));
    formsMet.set(key, forms.flatMap(numbersIn));
  }
  return formsMet.get(key);
}

/** All numbers that a document with this data may print. */
function numbersOf(data, language, zone, pages) {
  const found = new Set(["71/2019", "60", "256", "2", "100"]);
  let most = pages;
  let cells = 0;
  const moment = (text) => {
    const shown = [...text.matchAll(/\d+/g)].map(([digits]) => digits);
    const add = (day, year, hour, minute) => {
      for (const one of [day, year, String(Number(day)), `${hour}.${minute}`, `${hour}:${minute}`, `${Number(hour)}:${minute}`, `${Number(hour) % 12 || 12}:${minute}`]) found.add(one);
    };
    if (shown.length < 5) return add(shown[2], shown[0], "0", "00");
    add(shown[2], shown[0], shown[3], shown[4]);
    try {
      const parts = clockOf(zone).formatToParts(new Date(text));
      const part = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
      add(part.day, part.year, part.hour, part.minute);
    } catch {
      // a zone that this browser doesn't know: the laptop's own time stands
    }
  };
  const visit = (value) => {
    if (typeof value === "number") found.add(String(value));
    else if (Array.isArray(value)) {
      most = Math.max(most, value.length);
      cells += value.length;
      value.forEach(visit);
    } else if (value && typeof value === "object") {
      const keys = Object.keys(value);
      cells += keys.length;
      keys.forEach((key) => numbersIn(key).forEach((one) => found.add(one)));
      Object.values(value).forEach(visit);
    } else if (typeof value === "string") {
      if (value.length > 100_000) return;
      for (const one of numbersIn(value)) found.add(one);
      if (/^-?\d{1,40}(\.\d{1,12})?(\/[1-9]\d{0,40})?$/.test(value)) {
        for (const one of formsOf(value, language)) found.add(one);
      }
      if (/^\d{4}-\d\d-\d\d/.test(value)) moment(value);
      if (/^\d\d:\d\d$/.test(value)) [value.replace(":", "."), String(Number(value.slice(0, 2))) + value.slice(2)].forEach((one) => found.add(one));
      const digits = value.replace(/\s/g, "");
      if (/^\d{18}$/.test(digits)) [digits.slice(0, 8), digits.slice(8, 14), digits[14], digits.slice(15)].forEach((one) => found.add(one));
    }
  };
  visit(data);
  for (let place = 1; place <= most; place++) found.add(String(place));
  return { found, cells };
}

/** The first number on the page that the data doesn't explain; empty where it explains all. */
function unexplained(blocks, explained, counts) {
  const known = (one) => explained.has(one) || explained.has(one.replace(/[.,:/]$/, "")) || (counts && /^\d{1,3}$/.test(one) && Number(one) <= counts);
  for (const { lines: printed } of blocks) {
    const lines = printed.map(withLetters);
    const strange = numbersIn(lines.join(" ")).filter((one) => !known(one));
    if (strange.length && !numbersIn(lines.join("")).every(known)) return strange[0];
  }
  return "";
}
