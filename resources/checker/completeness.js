// A record of completeness: whether its digest follows from the laptops' ends that it lists and its six words from the digest, and
// what its pages must say. Not here: whether the event still ends there, which only the event's file knows.

const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
/** How a sheet's place is written in the table. */
const PLACES = { confirmed: "++", here: "+", draft: "/", held: "!", elsewhere: "?", never: "–" };

/** The first 96 bits of a digest as six words to compare by telephone: proquints (Wilkerson 2009, arXiv:0901.4016). */
function sixWords(digest) {
  const word = (bits) => [[CONSONANTS, 12, 15], [VOWELS, 10, 3], [CONSONANTS, 6, 15], [VOWELS, 4, 3], [CONSONANTS, 0, 15]].map(([letters, shift, mask]) => letters[(bits >> shift) & mask]).join("");
  return [0, 4, 8, 12, 16, 20].map((start) => word(parseInt(digest.slice(start, start + 4), 16))).join(" ");
}

/** SHA-256 over the event's id and where each laptop's chain ends, in hex. */
async function digestOfEnds(event, heads) {
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const sorted = [...heads].sort((one, other) => order(one.device, other.device) || order(one.number, other.number) || order(one.id, other.id));
  const listed = sorted.map(({ device, number, id }) => [device, number, id]);
  return hexOf(await digestOf("SHA-256", new TextEncoder().encode(`jury-heads-1\n${canonical([event, listed])}`)));
}

/** True if digest and words of this record are those of its ends. */
async function endsAgree({ event, told }) {
  return told.digest === (await digestOfEnds(event.id, told.heads)) && told.words === sixWords(told.digest);
}

/** The ends of laptops on which minutes rest, against those that records of completeness list. */
function compareWithRecords(ends, records, { problems, notes }) {
  for (const { name: file, data } of records) {
    const listed = data.told.heads;
    const before = problems.length + notes.length;
    for (const { laptop, number, id } of ends) {
      const theirs = listed.filter((one) => one.name === laptop);
      if (listed.some((one) => one.id === id) || theirs.some((one) => one.number > number)) continue;
      const other = theirs.find((one) => one.number === number);
      if (other) problems.push({ code: "other-end", gaps: { laptop, number, file } });
      else notes.push({ code: "older-record", gaps: { laptop, number, listed: Math.max(0, ...theirs.map((one) => one.number)), file } });
    }
    if (problems.length + notes.length === before) notes.push({ code: "ends-listed", gaps: { file } });
  }
}

function saysCompleteness(blocks, { told }, language) {
  const words = printedIn(language);
  const listed = (sentences) => sentences.every((sentence) => blocks.afterParted(`• ${sentence}`));
  const table = (headings, rows) => blocks.row(...headings) && areWholeRows(blocks, rows.map((cells) => blocks.row(...cells.filter(Boolean))));
  const laptops = told.laptops.map((one) => [one.name, one.state, String(one.here), String(one.known)]);
  const codes = Object.keys(told.jurors);
  const cells = told.candidates.map(({ number, name, places }) => [`${number} ${name}`, ...codes.map((code) => PLACES[places[code]] ?? "")]);
  const counted = Object.keys(PLACES).filter((place) => place in told.counts).map((place) => `${PLACES[place]} ${words.places[place]}: ${told.counts[place]}`).join(" · ");
  const names = codes.map((code) => `${code} ${told.jurors[code]}`).join(" · ");
  const heads = told.heads.map((one) => [one.name, String(one.number), one.id]);
  return (
    blocks.after(told.verdict) &&
    listed(told.gaps) &&
    blocks.after(told.words) &&
    blocks.contains(told.digest) &&
    table([words.laptop, words.state, words["entries here"], words.known], laptops) &&
    (!cells.length || (blocks.afterParted(counted) && table([words.candidate, ...codes], cells) && blocks.afterParted(names))) &&
    table([words.laptop, words.entry, words["last entry"]], heads) &&
    listed(told.unknowable)
  );
}
