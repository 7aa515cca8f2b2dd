// What a score sheet's data says: whether its sums follow, and whether the code on the page says the same under the juror's key.

/** The data of a document; refuses what isn't written in the one way that Juryapp writes it. */
function readCanonical(bytes) {
  let value;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
    if (canonical(value) !== text) throw new Fault("data");
  } catch {
    throw new Fault("data");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Fault("data");
  return value;
}

/** Sorted names, no blanks (`docs/formats/canonical-json.md`). */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  if (typeof value === "number" && !Number.isInteger(value)) throw new Fault("data");
  return JSON.stringify(value);
}

const roundingsOf = (told) => Object.fromEntries((Array.isArray(told) ? told : told ? [told] : []).map(({ step, places }) => [step, places]));

/** A sheet's criteria and points as fractions. */
function pointsOf(sheet) {
  const criteria = sheet.criteria.map((one) => ({ code: one.code, name: one.name, weight: fractionOf(one.weight) }));
  const points = Object.fromEntries(sheet.criteria.map((one) => [one.code, one.points === null ? null : fractionOf(one.points)]));
  return { criteria, points };
}

/** True if values and total follow from weights and points: a juror's own key can sign any numbers. */
function sumsAgree(sheet) {
  const { criteria, points } = pointsOf(sheet);
  const rules = { roundings: roundingsOf(sheet.rounding) };
  const total = sheetTotal(rules, criteria, points);
  if (!total || Object.keys(points).length !== criteria.length) return false;
  const shown = Math.max(2, rules.roundings.criterion ?? 0);
  const values = criteria.map(({ code, weight }) =>
    points[code] === null ? null : fixed(roundedAt(rules, "criterion", weight.times(points[code]).over(HUNDRED)), shown),
  );
  const all = sum(criteria.map((one) => one.weight));
  const rescaled = total.weight.compare(all) === 0 ? null : { sum: fixed(total.weighted, shown), weight: plainOf(total.weight) };
  return (
    sheet.total === String(total.value) &&
    sheet.total_printed === fixed(total.value, 2) &&
    canonical(sheet.rescaled) === canonical(rescaled) &&
    sheet.criteria.every((one, place) => one.value === values[place])
  );
}

/** A decimal fraction without needless zeros. */
function plainOf(value) {
  const text = fixed(value, 12);
  return text.replace(/\.?0+$/, "");
}

const LETTERS_45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** RFC 9285. */
function unpacked45(text) {
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => LETTERS_45.indexOf(letter));
    const value = digits.reduce((total, digit, place) => total + digit * 45 ** place, 0);
    if (digits.length < 2 || digits.includes(-1) || value > (digits.length === 3 ? 65_535 : 255)) throw new Fault("qr");
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return Uint8Array.from(bytes);
}

/** Reads CBOR (RFC 8949) as far as codes use it: numbers, bytes, texts, lists, each in its shortest form. */
class Cbor {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0 });
  }

  static of(bytes) {
    const reader = new Cbor(bytes);
    const value = reader.value();
    if (reader.at !== bytes.length) throw new Fault("qr");
    return value;
  }

  byte() {
    if (this.at >= this.bytes.length) throw new Fault("qr");
    return this.bytes[this.at++];
  }

  value(depth = 0) {
    const first = this.byte();
    const kind = first >> 5;
    let count = first & 31;
    if (count > 26 || depth > 4) throw new Fault("qr");
    if (count > 23) {
      const size = 1 << (count - 24);
      count = 0;
      for (let byte = 0; byte < size; byte++) count = count * 256 + this.byte();
      if (count < (size === 1 ? 24 : size === 2 ? 256 : 65_536)) throw new Fault("qr");
    }
    if (kind === 0) return count;
    if (kind === 2 || kind === 3) {
      if (this.at + count > this.bytes.length) throw new Fault("qr");
      const part = this.bytes.subarray(this.at, (this.at += count));
      return kind === 2 ? part : new TextDecoder("utf-8", { fatal: true }).decode(part);
    }
    if (kind === 4) return Array.from({ length: Math.min(count, 1000) }, () => this.value(depth + 1));
    throw new Fault("qr");
  }
}

/** True if the code beside a sheet says what the sheet says, and the same key signed it (RFC 9052, ES256). */
async function isOwnCode(text, sheet, digest, signer) {
  try {
    if (!text.startsWith("JURY2:") || text.length > 2000) return false;
    const message = unpacked45(text.slice(6));
    if (hexOf(message.subarray(0, 7)) !== "d28443a10126a0") return false;
    const rest = new Cbor(message);
    rest.at = 7;
    const [payload, signature] = [rest.value(), rest.value()];
    if (rest.at !== message.length || signature.length !== 64 || BigInt(`0x${hexOf(signature.subarray(32))}`) > ORDER_256 / 2n) return false;
    const [version, name, revision, sha256, total, at, frame, meaning, scores, ...more] = Cbor.of(payload);
    const same =
      version === 2 &&
      more.length === 0 &&
      name === sheet.sheet &&
      revision === sheet.revision &&
      hexOf(sha256) === digest &&
      total === sheet.total_printed &&
      at === Math.floor(Date.parse(sheet.signed_at) / 1000) &&
      frame.length === 16 &&
      meaning.length === 16;
    const ordered = [...sheet.criteria].sort((a, b) => (a.code < b.code ? -1 : 1));
    if (!same || scores.length !== ordered.length || !scores.every((score, place) => saysScore(score, ordered[place]))) return false;
    const length = payload.length < 24 ? [0x40 + payload.length] : payload.length < 256 ? [0x58, payload.length] : [0x59, payload.length >> 8, payload.length & 255];
    const signed = joined(joined(bytesOf("\x84\x6aSignature1\x43\xa1\x01\x26\x40"), Uint8Array.from(length)), payload);
    return await signer.check({ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }, signature, signed);
  } catch {
    return false;
  }
}

function saysScore(score, criterion) {
  if (!Array.isArray(score)) return criterion.points !== null && String(score) === criterion.points;
  const [reason] = score;
  if (criterion.points !== null || score.length !== 1) return false;
  return reason === criterion.reason || (reason.endsWith("…") && criterion.reason.startsWith(reason.slice(0, -1)));
}
