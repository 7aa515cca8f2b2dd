// Whether two names may be one person's: each word of the shorter has its own in the longer, as written, nearly so, or shortened.

const NEAR = 3 / 4;
const APART = 1 / 2;
const DEGREES = new Set("dr drs dra ir h hj kh tn ny sdr bpk ibu prof pt cv ud tbk sh se mm msi mh ma mba ak ca spd mpd skom mkom ssos msc phd st mt skm mkes sip map amd sag mag".split(" "));
const SHORTENED = 3;

function nameWords(text) {
  const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = plain.replace(/(?<=[\p{L}\p{N}_])\.(?=[\p{L}\p{N}_])|['’`]/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !DEGREES.has(word));
  return telling.length ? telling : words;
}

/** Twice the letters that both have in the same order, of all letters (Ratcliff and Obershelp's measure). */
function ratio(one, other) {
  return (2 * commonLetters(one, other)) / Math.max(1, one.length + other.length);
}

function commonLetters(one, other) {
  let [most, at, there] = [0, 0, 0];
  for (let i = 0; i < one.length; i++) {
    for (let j = 0; j < other.length; j++) {
      let size = 0;
      while (i + size < one.length && j + size < other.length && one[i + size] === other[j + size]) size++;
      if (size > most) [most, at, there] = [size, i, j];
    }
  }
  if (!most) return 0;
  return most + commonLetters(one.slice(0, at), other.slice(0, there)) + commonLetters(one.slice(at + most), other.slice(there + most));
}

function isWithin(letters, word) {
  let at = -1;
  return [...letters].every((letter) => (at = word.indexOf(letter, at + 1)) >= 0);
}

function wordRatio(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const shortened = short.length <= SHORTENED && short.length < long.length && short[0] === long[0] && isWithin(short, long);
  return shortened ? 1 : ratio(one, other);
}

/** True if nobody would take one name for a spelling of the other. */
function areOthers(one, other) {
  const [first, second] = [one, other].map((name) => nameWords(name.slice(0, 200)));
  if (first.join(" ") === second.join(" ")) return false;
  if (!first.length || !second.length) return true;
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  const letters = short.reduce((count, word) => count + word.length, 0);
  const byWord = short.reduce((found, word) => found + Math.max(...long.map((each) => ratio(word, each))) * word.length, 0) / letters;
  const shared = (byWord * (4 * long.length + short.length)) / (5 * long.length);
  const alike = Math.max(shared, ratio(first.join(""), second.join("")));
  const least = Math.min(...short.map((word) => Math.max(...long.map((each) => wordRatio(word, each)))));
  if (least < APART) return true;
  return least < NEAR && alike < NEAR;
}
