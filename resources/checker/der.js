// Reads DER (X.690) strictly: certificates, signatures' containers, time stamps.

const ORDER_256 = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const OIDS = {
  "2a864886f70d010701": "data",
  "2a864886f70d010702": "signed data",
  "2a864886f70d0109100104": "time stamp",
  "2a864886f70d010903": "content type",
  "2a864886f70d010904": "digest",
  "2a864886f70d010910022f": "certificate",
  "2a864886f70d010910020c": "certificate, SHA-1",
  "2a864886f70d010934": "methods",
  "2b0e03021a": "SHA-1",
  "608648016503040201": "SHA-256",
  "608648016503040202": "SHA-384",
  "608648016503040203": "SHA-512",
  "2a8648ce3d0201": "EC",
  "2a864886f70d010101": "RSA",
  "2a8648ce3d030107": "P-256",
  "2b81040022": "P-384",
  "2a8648ce3d040302": "ECDSA SHA-256",
  "2a8648ce3d040303": "ECDSA SHA-384",
  "2a8648ce3d040304": "ECDSA SHA-512",
  "2a864886f70d01010b": "RSA SHA-256",
  "2a864886f70d01010c": "RSA SHA-384",
  "2a864886f70d01010d": "RSA SHA-512",
  "2a864886f70d01010a": "RSA-PSS",
  "550403": "name",
  "55040a": "organisation",
  "550441": "pseudonym",
  "551d13": "constraints",
  "551d0f": "usage",
  "551d25": "purposes",
  "551d0e": "own key",
  "551d23": "issuer's key",
};

/** One element: its tag, its whole bytes, and its content. */
class Der {
  constructor(bytes, start, limit) {
    this.source = bytes;
    this.start = start;
    if (start + 2 > limit) throw new Fault("der");
    this.tag = bytes[start];
    if ((this.tag & 31) === 31) throw new Fault("der");
    let at = start + 2;
    let length = bytes[start + 1];
    if (length === 128) throw new Fault("der");
    if (length > 128) {
      const size = length & 127;
      if (size > 4 || at + size > limit || bytes[at] === 0) throw new Fault("der");
      length = 0;
      for (let byte = 0; byte < size; byte++) length = length * 256 + bytes[at++];
      if (length < 128) throw new Fault("der");
    }
    this.inner = at;
    this.end = at + length;
    if (this.end > limit) throw new Fault("der");
  }

  static of(bytes) {
    const found = new Der(bytes, 0, bytes.length);
    if (found.end !== bytes.length) throw new Fault("der");
    return found;
  }

  get whole() {
    return this.source.subarray(this.start, this.end);
  }

  get content() {
    return this.source.subarray(this.inner, this.end);
  }

  get hex() {
    return hexOf(this.whole);
  }

  /** The elements inside; refuses another tag than `tag`, or another number of them than `count`. */
  parts(tag = 0x30, count = null) {
    if (this.tag !== tag) throw new Fault("der");
    const found = [];
    for (let at = this.inner; at < this.end; at = found.at(-1).end) found.push(new Der(this.source, at, this.end));
    if (count !== null && found.length !== count) throw new Fault("der");
    return found;
  }

  as(tag) {
    if (this.tag !== tag) throw new Fault("der");
    return this.content;
  }

  get oid() {
    return OIDS[hexOf(this.as(6))] ?? hexOf(this.content);
  }

  /** A whole number in its shortest form. */
  get integer() {
    const content = this.as(2);
    if (!content.length || (content.length > 1 && ((content[0] === 0 && content[1] < 128) || (content[0] === 255 && content[1] > 127)))) throw new Fault("der");
    return content[0] > 127 ? -1n : BigInt(`0x${hexOf(content)}`);
  }

  /** The bytes of a bit string that fills its last byte. */
  get bits() {
    const content = this.as(3);
    if (content[0] !== 0) throw new Fault("der");
    return content.subarray(1);
  }

  get string() {
    if (this.tag === 0x1e) return new TextDecoder("utf-16be").decode(this.content);
    return new TextDecoder().decode(this.content);
  }
}

function hexOf(bytes) {
  let text = "";
  for (const byte of bytes) text += (byte < 16 ? "0" : "") + byte.toString(16);
  return text;
}

async function digestOf(method, bytes) {
  return new Uint8Array(await crypto.subtle.digest(method, bytes));
}

const sameBytes = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

/** Throws a `Fault` unless these bytes are DER down to the last element, in one piece. */
function readWhole(bytes) {
  const visit = (element, depth) => {
    if (depth > DEEPEST) throw new Fault("der");
    if (element.tag & 32) for (const part of element.parts(element.tag)) visit(part, depth + 1);
  };
  visit(Der.of(bytes), 0);
}

/** r and s of an ECDSA signature in strict DER, each `size` bytes; null for one that isn't, or, with `low`, for a high s. */
function rawSignature(der, size, low) {
  const [r, s] = Der.of(der).parts(0x30, 2).map((part) => part.integer);
  if (r <= 0n || s <= 0n || (low && s > ORDER_256 / 2n)) return null;
  const hex = [r, s].map((number) => number.toString(16).padStart(2 * size, "0")).join("");
  return hex.length === 4 * size ? Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16)) : null;
}

/** A certificate (RFC 5280), as far as it matters here. Throws a `Fault` for bytes that are none. */
class Certificate {
  constructor(der) {
    this.der = der;
    const [signed, method, signature] = Der.of(der).parts(0x30, 3);
    const parts = signed.parts();
    this.version3 = parts[0].tag === 0xa0 && hexOf(parts[0].content) === "020102";
    if (!this.version3) parts.unshift(null);
    const [, serial, inner, issuer, , subject, key, ...rest] = parts;
    this.signed = signed.whole;
    this.serial = serial.hex;
    this.method = method.parts()[0].oid;
    this.methodHex = method.hex;
    this.methodTwice = inner.hex === method.hex;
    this.signature = signature.bits;
    this.issuer = issuer.hex;
    this.subject = subject.hex;
    this.keyInfo = key.whole;
    const [kind, bits] = key.parts(0x30, 2);
    this.keyKind = kind.parts()[0].oid;
    this.curve = this.keyKind === "EC" ? kind.parts(0x30, 2)[1].oid : "";
    this.point = bits.bits;
    this.names = new Map();
    for (const set of subject.parts()) for (const pair of set.parts(0x31)) {
      const [type, value] = pair.parts(0x30, 2);
      if (!this.names.has(type.oid)) this.names.set(type.oid, value.string);
    }
    this.issuerName = "";
    for (const set of issuer.parts()) for (const pair of set.parts(0x31)) {
      const [type, value] = pair.parts(0x30, 2);
      if (type.oid === "name" || (type.oid === "organisation" && !this.issuerName)) this.issuerName = value.string;
    }
    this.extensions = new Map();
    this.unknownCritical = false;
    for (const extension of rest.filter((part) => part.tag === 0xa3).flatMap((part) => part.parts(0xa3, 1)[0].parts())) {
      const members = extension.parts();
      const critical = members.length === 3 && members[1].tag === 1 && hexOf(members[1].content) === "ff";
      if (members.length === 3 && !critical) throw new Fault("der");
      const name = members[0].oid;
      if (this.extensions.has(name)) throw new Fault("der");
      this.extensions.set(name, { critical, value: members.at(-1).as(4) });
      if (critical && !["constraints", "usage", "own key", "issuer's key"].includes(name)) this.unknownCritical = true;
    }
  }

  get name() {
    return this.names.get("name") ?? "";
  }

  /** The juror's code, in a certificate that the desk made. */
  get code() {
    return this.names.get("pseudonym") || null;
  }

  get ours() {
    return this.keyKind === "EC" && this.curve === "P-256" && this.point.length === 65 && this.point[0] === 4;
  }

  async fingerprint() {
    return hexOf(await digestOf("SHA-256", this.der));
  }

  usage(bit) {
    const told = this.extensions.get("usage");
    if (!told) return false;
    const content = Der.of(told.value).as(3);
    return content.length > 1 && (content[1] & (128 >> bit)) !== 0;
  }

  get maySign() {
    return this.ours && this.usage(0) && this.usage(1);
  }

  /** How many authorities may follow; null for a certificate that is no authority. */
  get pathLength() {
    const told = this.extensions.get("constraints");
    const usage = this.extensions.get("usage");
    if (!told || !usage) return null;
    const parts = Der.of(told.value).parts();
    const authority = parts[0]?.tag === 1 && hexOf(parts[0].content) === "ff";
    if (!told.critical || !usage.critical || !authority || !this.usage(5)) return null;
    return parts[1] ? Number(parts[1].integer) : null;
  }

  /** True for a certificate that is made for time stamps and nothing else (RFC 3161, 2.3). */
  get stampsTime() {
    const told = this.extensions.get("purposes");
    return told !== undefined && Der.of(told.value).parts().map((one) => one.oid).join() === "2b06010505070308";
  }

  keyId(own) {
    const told = this.extensions.get(own ? "own key" : "issuer's key");
    if (!told) return null;
    const value = Der.of(told.value);
    if (own) return hexOf(value.as(4));
    const part = value.parts().find((one) => one.tag === 0x80);
    return part ? hexOf(part.content) : null;
  }

  /** True if `issuer`, an authority of ours, certified this one: names, usage, path length, key identifiers and signature. */
  async issuedBy(issuer) {
    const above = issuer.pathLength;
    const below = this.pathLength;
    const itself = sameBytes(this.der, issuer.der);
    const linked =
      above !== null &&
      (below === null || below < above || itself) &&
      this.issuer === issuer.subject &&
      [this, issuer].every((one) => one.version3 && !one.unknownCritical && one.ours) &&
      this.keyId(false) === issuer.keyId(true) &&
      this.keyId(true) !== null;
    if (!linked || this.methodHex !== "300a06082a8648ce3d040302" || !this.methodTwice) return false;
    return issuer.verify("SHA-256", this.signature, this.signed, { low: true });
  }

  /** True if the key of `issuer`, whoever that is, signed this one. */
  async signedBy(issuer) {
    const by = /SHA-\d+$/.exec(this.method)?.[0];
    return Boolean(by) && this.methodTwice && issuer.verify(by, this.signature, this.signed);
  }

  async isRoot() {
    return this.pathLength === 1 && (await this.issuedBy(this));
  }

  /** True if the key of this certificate made this signature over these bytes. */
  async verify(digest, signature, bytes, { low = false, salt = null } = {}) {
    try {
      if (this.keyKind === "EC" && ["P-256", "P-384"].includes(this.curve)) {
        const raw = rawSignature(signature, this.curve === "P-256" ? 32 : 48, low);
        return raw !== null && (await this.check({ name: "ECDSA", namedCurve: this.curve }, { name: "ECDSA", hash: digest }, raw, bytes));
      }
      if (this.keyKind !== "RSA") return false;
      const name = salt === null ? "RSASSA-PKCS1-v1_5" : "RSA-PSS";
      return await this.check({ name, hash: digest }, salt === null ? { name } : { name, saltLength: salt }, signature, bytes);
    } catch {
      return false;
    }
  }

  async check(kind, method, signature, bytes) {
    this.keys ??= new Map();
    const called = JSON.stringify(kind);
    if (!this.keys.has(called)) this.keys.set(called, await crypto.subtle.importKey("spki", this.keyInfo, kind, false, ["verify"]));
    return crypto.subtle.verify(method, this.keys.get(called), signature, bytes);
  }
}

const certificatesMet = new Map();

/** The certificate of these bytes, made once: a jury's sheets carry the same few. */
function certificateOf(der) {
  const key = latin(der);
  if (!certificatesMet.has(key)) certificatesMet.set(key, new Certificate(der.slice()));
  return certificatesMet.get(key);
}

const chainsMet = new Map();

/** `certificate.issuedBy(issuer)`, asked once. */
function isIssuedBy(certificate, issuer) {
  if (!chainsMet.has(certificate)) chainsMet.set(certificate, new Map());
  const known = chainsMet.get(certificate);
  if (!known.has(issuer)) known.set(issuer, certificate.issuedBy(issuer).catch(() => false));
  return known.get(issuer);
}

/** The certificates of a PEM text. */
function readPem(text) {
  const found = [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)];
  return found.map(([, body]) => certificateOf(bytesOf(atob(body.replace(/\s+/g, "")))));
}
