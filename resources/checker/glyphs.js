// The shapes of letters: whether a font inside the document draws each letter as the font of Juryapp's documents does.
//
// Otherwise a page could show a 9 and say that it is an 8. `GLYPHS` holds a digest of each letter's outline, by the font's name.

const fontsMet = new Map();

/** A function that tells whether a code's shape is that of this letter in the font of this name. */
async function glyphShapes(file, stream, name) {
  if (!(stream instanceof PdfStream) || ![...stream.dict.keys()].every((key) => ["Length", "Length1", "Filter"].includes(key))) throw new Fault("drawing");
  const key = `${name}\n${file.text.slice(stream.at, stream.end)}`;
  if (!fontsMet.has(key)) fontsMet.set(key, await shapesOf(await file.content(stream), name));
  return fontsMet.get(key);
}

async function shapesOf(bytes, name) {
  const expected = GLYPHS[name];
  if (!expected) return () => false;
  let font;
  try {
    font = new TrueType(bytes);
  } catch {
    return () => false;
  }
  const digests = await Promise.all(font.codes.map((glyph) => font.digest(glyph)));
  return (code, letter) => expected.get(letter) === digests[code];
}

/** As much of a TrueType font as draws: table of codes, outlines (OpenType, cmap and glyf). */
class TrueType {
  constructor(bytes) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.tables = new Map();
    for (let place = 0; place < this.view.getUint16(4); place++) {
      const at = 12 + 16 * place;
      this.tables.set(latin(bytes.subarray(at, at + 4)), this.view.getUint32(at + 8));
    }
    this.long = this.view.getInt16(this.tables.get("head") + 50) === 1;
    this.count = this.view.getUint16(this.tables.get("maxp") + 4);
    this.codes = this.readCodes(this.tables.get("cmap"));
  }

  /** The one table of codes, of the kind that documents of ours have (format 6, or 0). */
  readCodes(at) {
    if (this.view.getUint16(at + 2) !== 1 || this.view.getUint16(at + 4) !== 1) throw new Fault("drawing");
    const table = at + this.view.getUint32(at + 8);
    const format = this.view.getUint16(table);
    if (format === 0) return Array.from({ length: 256 }, (_none, code) => this.view.getUint8(table + 6 + code));
    if (format !== 6 || this.view.getUint16(table + 6) !== 0) throw new Fault("drawing");
    return Array.from({ length: Math.min(256, this.view.getUint16(table + 8)) }, (_none, code) => this.view.getUint16(table + 10 + 2 * code));
  }

  place(glyph) {
    const loca = this.tables.get("loca");
    const read = (index) => (this.long ? this.view.getUint32(loca + 4 * index) : 2 * this.view.getUint16(loca + 2 * index));
    return [this.tables.get("glyf") + read(glyph), read(glyph + 1) - read(glyph)];
  }

  /** Points as `[x, y, on the curve]`, and the last point of each contour. */
  outline(glyph, depth = 0) {
    if (depth > 6 || glyph >= this.count) throw new Fault("drawing");
    const [start, length] = this.place(glyph);
    if (length === 0) return { points: [], ends: [] };
    const contours = this.view.getInt16(start);
    return contours >= 0 ? this.simple(start + 10, contours) : this.composite(start + 10, depth);
  }

  simple(start, contours) {
    const { view } = this;
    let at = start;
    const ends = [];
    for (let contour = 0; contour < contours; contour++, at += 2) ends.push(view.getUint16(at));
    at += 2 + view.getUint16(at);
    const count = contours ? ends.at(-1) + 1 : 0;
    const flags = [];
    while (flags.length < count) {
      const flag = view.getUint8(at++);
      flags.push(flag);
      if (flag & 8) for (let more = view.getUint8(at++); more > 0; more--) flags.push(flag);
    }
    const axis = (short, same) => {
      let value = 0;
      return flags.map((flag) => {
        if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
        else if (!(flag & same)) {
          value += view.getInt16(at);
          at += 2;
        }
        return value;
      });
    };
    const xs = axis(2, 16);
    const ys = axis(4, 32);
    return { points: flags.map((flag, place) => [xs[place], ys[place], flag & 1]), ends };
  }

  composite(start, depth) {
    const { view } = this;
    const points = [];
    const ends = [];
    for (let at = start, flags = 32; flags & 32; ) {
      flags = view.getUint16(at);
      const part = this.outline(view.getUint16(at + 2), depth + 1);
      at += 4;
      if (!(flags & 2) || flags & (8 | 64 | 128)) throw new Fault("drawing");
      const [x, y] = flags & 1 ? [view.getInt16(at), view.getInt16(at + 2)] : [view.getInt8(at), view.getInt8(at + 1)];
      at += flags & 1 ? 4 : 2;
      ends.push(...part.ends.map((end) => end + points.length));
      points.push(...part.points.map(([px, py, on]) => [px + x, py + y, on]));
    }
    return { points, ends };
  }

  async digest(glyph) {
    try {
      const { points, ends } = this.outline(glyph);
      return hexOf((await digestOf("SHA-256", bytesOf(`${points.join(";")}|${ends.join(",")}`))).subarray(0, 8));
    } catch {
      return "";
    }
  }
}

/** `{name: [letters, digests]}` as a map from each letter to the digest of its outline; digests are 16 digits each. */
function readGlyphs(told) {
  return Object.fromEntries(
    Object.entries(told).map(([name, [letters, digests]]) => [name, new Map([...letters].map((letter, place) => [letter, digests.slice(16 * place, 16 * place + 16)]))]),
  );
}
