// Recounts a ranking by `docs/tally.md`, in exact fractions of whole numbers, apart from the program's own code.

const gcd = (a, b) => {
  while (b) [a, b] = [b, a % b];
  return a;
};

/** An exact fraction; `n` over `d`, in lowest terms, `d` above 0. */
class Fraction {
  constructor(n, d = 1n) {
    const sign = d < 0n ? -1n : 1n;
    const common = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n;
    this.n = (sign * n) / common;
    this.d = (sign * d) / common;
  }

  plus(other) {
    return new Fraction(this.n * other.d + other.n * this.d, this.d * other.d);
  }

  times(other) {
    return new Fraction(this.n * other.n, this.d * other.d);
  }

  over(other) {
    return new Fraction(this.n * other.d, this.d * other.n);
  }

  compare(other) {
    const difference = this.n * other.d - other.n * this.d;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** Rounded to so many decimals, halves away from zero. */
  rounded(places) {
    const power = 10n ** BigInt(places);
    const scaled = (this.n < 0n ? -this.n : this.n) * power;
    const whole = (2n * scaled + this.d) / (2n * this.d);
    return new Fraction(this.n < 0n ? -whole : whole, power);
  }

  toString() {
    return this.d === 1n ? String(this.n) : `${this.n}/${this.d}`;
  }
}

const ZERO = new Fraction(0n);
const HUNDRED = new Fraction(100n);

/** The fraction of `85`, `85.5` or `411/5`. */
function fractionOf(text) {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text);
  if (!found || (found[3] && found[4])) throw new Fault("data");
  const [, sign, whole, decimals = "", below] = found;
  const number = BigInt(whole + decimals) * (sign ? -1n : 1n);
  return new Fraction(number, below ? BigInt(below) : 10n ** BigInt(decimals.length));
}

/** A fraction with exactly so many decimals, halves rounded up: `89.99`. */
function fixed(value, places) {
  const { n } = value.rounded(places).times(new Fraction(10n ** BigInt(places)));
  const digits = String(n < 0n ? -n : n).padStart(places + 1, "0");
  const cut = digits.length - places;
  return `${n < 0n ? "-" : ""}${digits.slice(0, cut)}${places ? `.${digits.slice(cut)}` : ""}`;
}

const sum = (values) => values.reduce((total, value) => total.plus(value), ZERO);
const mean = (values) => sum(values).over(new Fraction(BigInt(values.length)));

function median(values) {
  const sorted = [...values].sort((a, b) => a.compare(b));
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]]);
}

const trimmed = (values) => mean([...values].sort((a, b) => a.compare(b)).slice(1, -1));
const MIDDLES = { mean, median, trimmed };
const FEWEST_TO_TRIM = 4;

/** Rounds at a step, if the rules name it; `rules.roundings` is step -> decimals. */
function roundedAt(rules, step, value) {
  const places = rules.roundings[step];
  return places === undefined ? value : value.rounded(places);
}

/** A sheet's total; `points` is criterion -> fraction, or null where it can't be assessed. Null where nothing that weighs is assessed. */
function sheetTotal(rules, criteria, points) {
  const assessed = criteria.filter((one) => points[one.code] !== null);
  const weight = sum(assessed.map((one) => one.weight));
  if (weight.n === 0n) return null;
  const values = assessed.map((one) => roundedAt(rules, "criterion", one.weight.times(points[one.code]).over(HUNDRED)));
  const value = roundedAt(rules, "total", sum(values).times(HUNDRED).over(weight));
  return { value, weighted: sum(values), weight, whole: assessed.length === criteria.length };
}

const isComplete = (criteria, points) => criteria.every((one) => points[one.code] !== undefined);

/** The sheets that enter a candidate's score, each with its total. */
function countedSheets(rules, criteria, sheets) {
  return sheets
    .filter((sheet) => isComplete(criteria, sheet.points))
    .map((sheet) => ({ ...sheet, total: sheetTotal(rules, criteria, sheet.points) }))
    .filter(({ total }) => total && (total.whole || rules.notAssessable !== "leave out"));
}

const given = (code, sheets) => sheets.map((sheet) => sheet.points[code]).filter((points) => points !== null);

/** The score that these sheets make by the rules' method; null where they make none. */
function scoreOf(rules, criteria, sheets) {
  const rounds = rules.roundings["criterion mean"] !== undefined;
  const trims = rules.method === "trimmed";
  const pooled = (trims && rules.trim === "criterion") || (rounds && rules.method === "mean");
  if (rounds && !pooled) return null;
  const counted = countedSheets(rules, criteria, sheets);
  if (!counted.length || (trims && counted.length < FEWEST_TO_TRIM)) return null;
  if (!pooled) return { value: MIDDLES[rules.method](counted.map(({ total }) => total.value)), counted };
  const means = {};
  for (const { code } of criteria) {
    const points = given(code, counted);
    if (trims && points.length < FEWEST_TO_TRIM) return null;
    means[code] = points.length ? roundedAt(rules, "criterion mean", MIDDLES[rules.method](points)) : null;
  }
  return { value: sheetTotal(rules, criteria, means).value, counted };
}

/** Score and stages together: each stage is brought to 100 and weighed. `most` is the largest total that the rubric allows. */
function combined(stages, most, own, scores) {
  if (!stages.length) return own;
  const weights = sum(stages.map((stage) => stage.weight));
  const parts = stages.map((stage) => {
    const points = stage.own ? own : scores[stage.name];
    return stage.weight.times(points).times(HUNDRED).over(weights.times(stage.maximum ?? most));
  });
  return sum(parts);
}

/** A ranked list of one category.
 *
 * `rules`: method, trim, notAssessable, roundings, tieOrder. `criteria`: code and weight, in workbook order. `candidates`: number,
 * sheets (juror and points), stages (name -> points). `orders`: what the plenary decided, lists of numbers; `joint`: lists of those
 * who share a place. Gives number, rank, score, jurors, decided (as the program names rungs), own.
 */
function rankAll({ rules, criteria, candidates, stages = [], most = null, orders = [], joint = [] }) {
  const placed = [];
  for (const one of candidates) {
    const score = scoreOf(rules, criteria, one.sheets);
    if (!score || stages.some((stage) => !stage.own && one.stages[stage.name] === undefined)) continue;
    const value = roundedAt(rules, "final", combined(stages, most, score.value, one.stages));
    const totals = new Map(score.counted.map((sheet) => [sheet.juror, sheet.total.value]));
    const means = new Map();
    for (const { code } of criteria) {
      const points = given(code, score.counted);
      if (points.length) means.set(code, mean(points));
    }
    placed.push({ number: one.number, value, own: score.value, totals, means });
  }
  placed.sort((a, b) => b.value.compare(a.value) || compareNatural(a.number, b.number));
  const ranked = [];
  for (const group of partsBy(placed, (one) => one.value)) {
    for (const place of resolve(group, rules, criteria, orders, joint)) {
      const rank = ranked.length + 1;
      for (const one of place.group) {
        ranked.push({ number: one.number, rank, score: one.value, jurors: one.totals.size, decided: place.decided, own: one.own });
      }
    }
  }
  return ranked;
}

/** K2 before K10. */
function compareNatural(one, other) {
  const parts = (text) => text.split(/(\d+)/);
  const [a, b] = [parts(one), parts(other)];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] === b[at]) continue;
    if (at % 2 && BigInt(a[at]) !== BigInt(b[at])) return BigInt(a[at]) < BigInt(b[at]) ? -1 : 1;
    if (!(at % 2)) return a[at] < b[at] ? -1 : 1;
  }
  return a.length - b.length;
}

/** A list whose like neighbours are put together; the value is a fraction. */
function partsBy(sorted, valueOf) {
  const parts = [];
  for (const one of sorted) {
    const last = parts.at(-1);
    if (last && valueOf(last[0]).compare(valueOf(one)) === 0) last.push(one);
    else parts.push([one]);
  }
  return parts;
}

/** The places of candidates with exactly the same score: criteria, head-to-head, plenary, joint. */
function resolve(group, rules, criteria, orders, joint) {
  if (group.length === 1) return [{ group, decided: "score" }];
  const byWeight = criteria.map((one, place) => ({ ...one, place })).sort((a, b) => b.weight.compare(a.weight) || a.place - b.place);
  const codes = rules.tieOrder.length ? rules.tieOrder : byWeight.map((one) => one.code);
  const rungs = [
    ...codes.map((code) => [`criterion:${code}`, (tied) => byCriterion(tied, code)]),
    ["head-to-head", headToHead],
    ["plenary", (tied) => byPlenary(tied, orders, joint)],
  ];
  return climb(group, rungs);
}

function climb(group, rungs) {
  if (!rungs.length) return [{ group, decided: "joint" }];
  const [[name, split], ...rest] = rungs;
  const parts = split(group);
  if (parts.length === 1) return climb(group, rest);
  return parts.flatMap((part) => (part.length === 1 ? [{ group: part, decided: name }] : climb(part, rest)));
}

function byCriterion(tied, code) {
  if (tied.some((one) => !one.means.has(code))) return [tied];
  const mark = (one) => one.means.get(code);
  return partsBy([...tied].sort((a, b) => mark(b).compare(mark(a))), mark);
}

function beats(one, other) {
  let votes = 0;
  for (const [juror, total] of one.totals) if (other.totals.has(juror)) votes += total.compare(other.totals.get(juror));
  return votes > 0;
}

/** One by one, if each pair has a winner and nobody's wins make a circle. */
function headToHead(tied) {
  const wins = tied.map((one) => tied.filter((other) => other !== one && beats(one, other)).length);
  const straight = [...wins].sort((a, b) => a - b).every((count, place) => count === place);
  return straight ? tied.map((one, place) => [wins[place], one]).sort(([a], [b]) => b - a).map(([, one]) => [one]) : [tied];
}

function byPlenary(tied, orders, joint) {
  const numbers = tied.map((one) => one.number);
  const found = new Set();
  for (const order of orders) {
    const kept = order.filter((number) => numbers.includes(number));
    if (kept.length === numbers.length && new Set(kept).size === kept.length) found.add(JSON.stringify(kept));
  }
  if (joint.some((list) => numbers.every((number) => list.includes(number)))) found.add("[]");
  if (found.size !== 1 || found.has("[]")) return [tied];
  return JSON.parse([...found][0]).map((number) => [tied.find((one) => one.number === number)]);
}
