// Recounts rankings: from the sheets that were dropped, by the rules that minutes or recapitulation tell, against what these say.

const keyOf = (candidate, juror) => `${candidate}/${juror}`;

/** The sheets that stand: of each candidate and juror the latest revision; what was replaced, or stands twice, is noted. */
function standingSheets(findings) {
  const standing = new Map();
  for (const found of findings.filter((one) => one.kind === "score sheet" && ["valid", "intact"].includes(one.state))) {
    const key = keyOf(found.data.candidate.number, found.data.juror.code);
    const other = standing.get(key);
    if (!other || other.revision < found.revision) {
      if (other) other.replaced = found.name;
      standing.set(key, found);
    } else if (other.revision > found.revision) found.replaced = other.name;
    else if (other.digest !== found.digest) other.twice = found.twice = true;
  }
  return standing;
}

/** What comes out of a document with a result and the sheets: a list of categories, and of what is wrong or missing. */
function recount(result, standing) {
  const said = result.kind === "minutes" ? result.data.told.decided.map((one) => ofMinutes(one.result)) : result.data.categories.map(ofRecapitulation);
  const problems = [];
  const notes = [];
  if (result.kind === "minutes") compareList(result.data.sheets, standing, said, problems, notes);
  const categories = said.map((category) => recountCategory(category, standing, problems, notes));
  return { name: result.name, kind: result.kind, categories, problems, notes };
}

/** A category as minutes tell it, with all its rules. */
function ofMinutes(result) {
  const { category } = result;
  const rules = { method: category.method, trim: category.trim, notAssessable: category.not_assessable, roundings: roundingsOf(category.roundings.rules), tieOrder: category.tie_order };
  const rows = result.rows.map((row) => ({ ...row, ...row.candidate, exact: row.score, cells: row.cells }));
  return { code: category.code, name: category.name, final: result.final, rules: [rules], ties: result.ties, rows, stages: result.stages.map(stageOf), exact: true };
}

/** As a recapitulation tells it: it doesn't say how a mean is trimmed, nor what becomes of what can't be assessed, so each way may fit. */
function ofRecapitulation(category) {
  const roundings = roundingsOf(category.rounding);
  const rules = ["total", "criterion"].flatMap((trim) => ["rescale", "leave out"].map((notAssessable) => ({ method: category.method, trim, notAssessable, roundings, tieOrder: null })));
  return { code: category.code, name: category.name, final: category.final, rules, ties: category.ties ?? [], rows: category.rows, stages: (category.stages ?? []).map(stageOf), exact: false };
}

const stageOf = (stage) => ({ name: stage.name, own: stage.own, weight: fractionOf(stage.weight), maximum: stage.maximum === null ? null : fractionOf(stage.maximum) });

/** The list of sheets in the minutes against the sheets that are here. */
function compareList(listed, standing, said, problems, notes) {
  const missing = [];
  const known = new Set();
  for (const { candidate, juror, revision, sha256 } of listed) {
    const key = keyOf(candidate, juror);
    known.add(key);
    const found = standing.get(key);
    if (!found) missing.push(key);
    else if (found.digest !== sha256) problems.push({ code: "other-sheet", gaps: { sheet: key, revision } });
  }
  const numbers = new Set(said.flatMap((category) => category.rows.map((row) => row.number)));
  const surplus = [...standing.keys()].filter((key) => !known.has(key) && numbers.has(standing.get(key).data.candidate.number));
  if (missing.length) notes.push({ code: "missing-sheets", gaps: { count: missing.length, sheets: missing.join(", ") } });
  for (const sheet of surplus) problems.push({ code: "surplus-sheet", gaps: { sheet } });
}

function recountCategory(category, standing, problems, notes) {
  const places = Math.max(2, category.rules[0].roundings.final ?? 0);
  const told = { code: category.code, name: category.name, final: category.final, rows: category.rows, places, sheets: 0, state: "recounted" };
  const before = problems.length;
  const candidates = [];
  let rubric = null;
  let lacking = 0;
  for (const row of category.rows) {
    const sheets = [];
    for (const [juror, cell] of Object.entries(row.cells)) {
      if (!/^-?\d/.test(cell)) continue;
      const found = standing.get(keyOf(row.number, juror));
      if (!found) {
        lacking++;
        continue;
      }
      const { criteria, points } = pointsOf(found.data);
      const same = rubric === null || canonical(criteria.map((one) => [one.code, String(one.weight)])) === canonical(rubric.map((one) => [one.code, String(one.weight)]));
      rubric ??= criteria;
      if (!same) {
        told.state = "other-rubrics";
        return told;
      }
      const printed = Math.max(2, category.rules[0].roundings.total ?? 0);
      const total = fractionOf(found.data.total);
      if (category.exact ? String(total) !== cell : fixed(total, printed) !== cell) problems.push({ code: "other-total", gaps: { sheet: keyOf(row.number, juror), cell: category.exact ? fixed(fractionOf(cell), 2) : cell, total: fixed(total, 2) } });
      told.sheets++;
      sheets.push({ juror, points, scales: found.data.criteria.map((one) => one.scale) });
    }
    const stages = Object.fromEntries(Object.entries(row.stages ?? {}).map(([name, points]) => [name, fractionOf(points)]));
    candidates.push({ number: row.number, sheets, stages });
  }
  if (rubric === null || lacking) {
    told.state = rubric === null && !lacking ? "nothing" : "incomplete";
    if (lacking) notes.push({ code: "not-recounted", gaps: { category: category.name, count: lacking } });
    return told;
  }
  compareRanking(category, rubric, candidates, problems);
  told.state = problems.length > before ? "differs" : "recounted";
  return told;
}

/** The ranking by each way that the rules may mean, until one agrees; else what differs by the first. */
function compareRanking(category, criteria, candidates, problems) {
  const scales = candidates.flatMap((one) => one.sheets).find(() => true).scales;
  const largest = scales.map((scale) => (scale.values ? scale.values.map(fractionOf).reduce((a, b) => (a.compare(b) > 0 ? a : b)) : fractionOf(scale.max)));
  const weights = sum(criteria.map((one) => one.weight));
  const most = sum(criteria.map((one, place) => one.weight.times(largest[place]))).over(weights);
  const decidedBy = (rung) => category.rows.filter((row) => row.decided_by === rung).sort((a, b) => a.rank - b.rank).map((row) => row.number);
  let first = null;
  for (const rules of category.rules) {
    const named = category.ties.map((name) => criteria.find((one) => one.name === name)?.code);
    const tieOrder = rules.tieOrder ?? (named.includes(undefined) ? [] : named);
    const ranked = rankAll({ rules: { ...rules, tieOrder }, criteria, candidates, stages: category.stages, most, orders: [decidedBy("plenary")] });
    const found = differences(category, ranked);
    if (!found.length) return;
    first ??= found;
  }
  problems.push(...first);
}

function differences(category, ranked) {
  const found = [];
  const ours = new Map(ranked.map((one) => [one.number, one]));
  for (const row of category.rows) {
    const one = ours.get(row.number);
    const gaps = { category: category.name, candidate: row.number };
    if (row.rank === null) {
      if (one && !row.why_open) found.push({ code: "left-out", gaps });
    } else if (!one) found.push({ code: "not-rankable", gaps });
    else if (String(one.score) !== row.exact) found.push({ code: "other-score", gaps: { ...gaps, told: fixed(fractionOf(row.exact), 4), score: fixed(one.score, 4) } });
    else if (one.rank !== row.rank) found.push({ code: "other-rank", gaps: { ...gaps, told: row.rank, rank: one.rank } });
    else if (one.decided !== row.decided_by) found.push({ code: "other-rung", gaps });
  }
  return found;
}
