// A receipt of headquarters: whether the laptop that it names signed it, and what of a record of completeness it confirms. Not
// here: whether that laptop is headquarters, which only the event's record tells.

const RECEIPT = "receipt";
const MOST_OF_A_RECEIPT = 1_000_000;
const IN_A_RECEIPT = ["format", "manifest", "signature"];

/** Checks a receipt (docs/formats/receipt.md); whatever bytes it is, every fault becomes a sentence and none is thrown. */
async function checkReceipt(name, bytes) {
  const found = new Finding(name);
  found.kind = RECEIPT;
  let manifest = null;
  try {
    const told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const isOne = told.format === "jury-receipt-1" && Object.keys(told).sort().join() === IN_A_RECEIPT.join();
    if (isOne && isManifest(told.manifest) && (await isOfItsLaptop(told.manifest, told.signature))) manifest = told.manifest;
  } catch {
    manifest = null;
  }
  if (!manifest) {
    found.fault("receipt-altered");
    return found;
  }
  found.data = manifest;
  found.state = "intact";
  return found;
}

function isManifest({ format, event, device, at, entries, heads, tips, left_out: lacks }) {
  const areTexts = (all) => all.every((one) => typeof one === "string");
  const ends = Object.values(heads);
  return (
    format === "jury-package-1" &&
    areTexts([event, device, at, ...lacks, ...Object.values(tips).flat(), ...ends.map(([, id]) => id)]) &&
    [entries, ...ends.map(([number]) => number)].every(Number.isInteger)
  );
}

/** True if the key that the manifest names has the laptop's id, and signed it. */
async function isOfItsLaptop(manifest, signature) {
  const key = bytesOf(atob(manifest.public));
  const id = hexOf(await digestOf("SHA-256", new Uint8Array([...bytesOf("jury-device-1\n"), ...key]))).slice(0, 32);
  const raw = rawSignature(bytesOf(atob(signature)), 32, true);
  if (id !== manifest.device || raw === null) return false;
  const kind = { name: "ECDSA", namedCurve: "P-256" };
  const called = await crypto.subtle.importKey("raw", key, kind, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, called, raw, new TextEncoder().encode(`jury-manifest-1\n${canonical(manifest)}`));
}

/** What a receipt says, beside the records of completeness that lie here: notes, each a code with its gaps. */
function notesOfReceipt({ data }, records) {
  const when = `${data.at.slice(0, 10)} ${data.at.slice(11, 16)} (UTC${data.at.slice(19)})`;
  const notes = [{ code: "receipt-says", gaps: { laptop: data.device.slice(0, 8), when, entries: data.entries } }];
  if (data.left_out.length) notes.push({ code: "receipt-lacks", gaps: { count: data.left_out.length } });
  const ofIt = records.filter((one) => one.data.event.id === data.event);
  for (const { name: file, data: record } of ofIt) {
    const behind = record.told.heads.filter((one) => !isCovered(data, one));
    if (!behind.length) notes.push({ code: "receipt-covers", gaps: { file } });
    for (const { name: laptop, number } of behind) notes.push({ code: "receipt-behind", gaps: { laptop, number, file } });
  }
  if (!ofIt.length) notes.push({ code: "receipt-alone", gaps: {} });
  return notes;
}

/** True if whoever signed it holds this end of a laptop's chain: an earlier one than the last, or just that. */
function isCovered({ heads, tips }, { device, number, id }) {
  const [last, lastId] = heads[device] ?? [0, ""];
  return id === lastId || (tips[device] ?? []).includes(id) || (!tips[device] && number < last);
}
