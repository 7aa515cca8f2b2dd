// The container of one signature (RFC 5652): ours so strictly that no bit of it can be another, others' by their mathematics.

const DATA_TYPE = "06092a864886f70d010701";
const SHA_256 = "300b0609608648016503040201";
const SHA_256_NULL = "300d06096086480165030402010500";

/** What is in a container: `signer`, `others`, `faults` (names of sentences). Throws a `Fault` where there is nothing to read. */
async function readContainer(padded, signedBytes) {
  const top = new Der(padded, 0, padded.length);
  const faults = padded.subarray(top.end).some((byte) => byte !== 0) ? ["padded"] : [];
  const parts = containerParts(top);
  const { signer, info } = parts;
  if (!signer.ours) throw new Fault("foreign");
  if (!isOurShape(top, parts)) faults.push("extra");
  const attributes = info.attributes;
  const known = ["content type", "digest", "certificate", "methods"];
  if ([...attributes.keys()].some((name) => !known.includes(name))) faults.push("extra");
  const digest = attributes.get("digest");
  const kind = attributes.get("content type");
  const covered = digest && kind && kind.hex === DATA_TYPE && sameBytes(digest.as(4), await digestOf("SHA-256", signedBytes));
  if (!covered) faults.push("content");
  const named = attributes.get("certificate");
  const proven =
    named &&
    sameBytes(certificateNamed(named), await digestOf("SHA-256", signer.der)) &&
    (await signer.verify("SHA-256", info.signature, info.signedAttributes, { low: true }));
  if (!proven) faults.push("broken");
  return { signer, others: parts.certificates.filter((one) => one !== signer), faults };
}

function containerParts(top) {
  const [type, wrapped] = top.parts(0x30, 2);
  if (type.oid !== "signed data") throw new Fault("der");
  const content = wrapped.parts(0xa0, 1)[0].parts();
  const [version, digests, inner, ...rest] = content;
  const certificates = rest.filter((part) => part.tag === 0xa0).flatMap((part) => part.parts(0xa0));
  const infos = rest.at(-1).parts(0x31);
  if (infos.length !== 1) throw new Fault("several");
  const found = certificates.filter((one) => one.tag === 0x30).map((one) => certificateOf(one.whole));
  const info = signerInfo(infos[0]);
  const signer = found.find((one) => one.serial === info.serial && one.issuer === info.issuer);
  if (!signer) throw new Fault("der");
  return { content, version, digests, inner, rest, certificates: found, info, signer };
}

function signerInfo(element) {
  const parts = element.parts();
  const [version, sid, digest, attributes, method, signature, ...more] = parts;
  const [issuer, serial] = sid.parts(0x30, 2);
  const found = new Map();
  for (const attribute of attributes.parts(0xa0)) {
    const [type, values] = attribute.parts(0x30, 2);
    const inner = values.parts(0x31);
    if (found.has(type.oid) || inner.length !== 1) throw new Fault("der");
    found.set(type.oid, inner[0]);
  }
  // what is signed is the same set under its usual tag (5.4)
  const signedAttributes = attributes.whole.slice();
  signedAttributes[0] = 0x31;
  return {
    parts,
    version,
    issuer: issuer.hex,
    serial: serial.hex,
    digest,
    method,
    signature: signature.as(4),
    attributes: found,
    signedAttributes,
    more,
  };
}

/** True if it is written around its signature and certificates as Juryapp writes it, with nothing else in it. */
function isOurShape(top, { content, version, digests, inner, rest, info }) {
  return (
    top.parts()[0].hex === "06092a864886f70d010702" &&
    content.length === 5 &&
    version.hex === "020101" &&
    digests.hex === `310f${SHA_256_NULL}` &&
    inner.hex === `300b${DATA_TYPE}` &&
    rest[0].tag === 0xa0 &&
    rest[0].parts(0xa0).every((one) => one.tag === 0x30) &&
    info.parts.length === 6 &&
    info.version.hex === "020101" &&
    info.digest.hex === SHA_256_NULL &&
    info.method.hex === "300a06082a8648ce3d040302"
  );
}

/** The digest by which the signed part names its signer's certificate (RFC 5035, 3). */
function certificateNamed(attribute) {
  const [list] = attribute.parts(0x30, 1);
  const parts = list.parts(0x30, 1)[0].parts();
  const hashed = parts[0].tag === 0x30 ? parts[1] : parts[0];
  if (parts[0].tag === 0x30 && ![SHA_256, SHA_256_NULL].includes(parts[0].hex)) throw new Fault("der");
  return hashed.as(4);
}

/** False if the signed part names another certificate than the signer's, in whatever way it names one. */
async function namesSigner(attributes, signer) {
  for (const [name, usual] of [["certificate", "SHA-256"], ["certificate, SHA-1", "SHA-1"]]) {
    if (!attributes.has(name)) continue;
    const parts = attributes.get(name).parts()[0].parts()[0].parts();
    const method = parts[0].tag === 0x30 ? parts[0].parts()[0].oid : usual;
    const digest = (parts[0].tag === 0x30 ? parts[1] : parts[0]).as(4);
    if (!["SHA-1", ...WEB_DIGESTS].includes(method) || !sameBytes(digest, await digestOf(method, signer.der))) return false;
  }
  return true;
}

const WEB_DIGESTS = ["SHA-256", "SHA-384", "SHA-512"];

/** A signature of a provider or a time stamp: who signed, and the name of a sentence if its mathematics is wrong. */
async function readForeign(padded, signedBytes, stamp) {
  const top = new Der(padded, 0, padded.length);
  const parts = containerParts(top);
  const { inner, info, signer } = parts;
  const digest = info.digest.parts()[0].oid;
  let at = null;
  const told = (fault) => ({ signer, fault, at });
  if (!WEB_DIGESTS.includes(digest)) return told("weak");
  if (padded.subarray(top.end).some((byte) => byte !== 0)) return told("padded");
  let content = signedBytes;
  if (stamp) {
    const [kind, holder] = inner.parts(0x30, 2);
    const token = holder.parts(0xa0, 1)[0].as(4);
    if (kind.oid !== "time stamp") return told("broken");
    const imprint = Der.of(token).parts()[2].parts(0x30, 2);
    const method = imprint[0].parts()[0].oid;
    if (!WEB_DIGESTS.includes(method)) return told("weak");
    if (!sameBytes(imprint[1].as(4), await digestOf(method, signedBytes))) return told("broken");
    content = token;
    if (!isPlainStamp(parts) || !signer.stampsTime || !(await belong(signer, parts.certificates))) return told("no-stamp");
    at = stampedAt(Der.of(token).parts());
    if (Number.isNaN(at)) return told("no-stamp");
  }
  const covered = info.attributes.get("digest");
  if (!covered || !sameBytes(covered.as(4), await digestOf(digest, content))) return told("broken");
  if (!(await namesSigner(info.attributes, signer))) return told("broken");
  const method = info.method.parts();
  if (!isMethod(method[0].oid, digest)) return told("broken");
  const salt = method[0].oid === "RSA-PSS" ? saltOf(method[1]) : null;
  const by = /SHA-\d+$/.exec(method[0].oid)?.[0] ?? digest;
  return told((await signer.verify(by, info.signature, info.signedAttributes, { salt })) ? null : "broken");
}

const isMethod = (name, digest) => ["RSA", "RSA-PSS", `RSA ${digest}`, `ECDSA ${digest}`].includes(name);

/** True if what nobody signed in a time stamp's container says nothing else than what was signed: it could be altered unnoticed. */
function isPlainStamp({ version, digests, rest, info }) {
  const methods = digests.parts(0x31);
  const bare = ({ hex }) => hex.replace(/^300d(.+)0500$/, "300b$1");
  const same = methods.length === 1 && [methods[0], info.digest].every((one) => /^300b0609608648016503040[0-9a-f]{3}$/.test(bare(one))) && bare(methods[0]) === bare(info.digest);
  const certificates = rest.filter((part) => part.tag === 0xa0).flatMap((part) => part.parts(0xa0));
  return version.hex === "020103" && info.version.hex === "020101" && same && info.more.length === 0 && certificates.every((one) => one.tag === 0x30);
}

/** True if each certificate that came along certified another one, up from the signer's, as far as their issuers came along. */
async function belong(signer, along) {
  if (along.length > 20) return false;
  const found = [signer];
  for (const one of found) {
    const named = along.filter((other) => other.subject === one.issuer);
    const proven = [];
    for (const issuer of named) if (await one.signedBy(issuer)) proven.push(issuer);
    if (named.length && !proven.length) return false;
    found.push(...proven.filter((issuer) => !found.includes(issuer)));
  }
  return along.every((one) => found.includes(one)) && new Set(along).size === along.length;
}

/** The moment that a time stamp tells (RFC 3161, 2.4.2), in milliseconds; NaN where it tells none. */
function stampedAt(parts) {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z$/.exec(latin(parts[4].as(0x18))) ?? [];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function saltOf(parameters) {
  const told = parameters?.parts().find((part) => part.tag === 0xa2);
  return told ? Number(told.parts(0xa2, 1)[0].integer) : 20;
}
