// What each kind of document must say, and where: what stands above its title, headings, points, totals, names, ranks, and what
// is told of a place. Where a row stands, nothing else does.

/** The page's own words in the document's language: `PRINTED` holds them by language and name. */
const printedIn = (language) => PRINTED[language];

/** The award with its edition, unless its name tells that already. */
const awardLine = ({ award, edition }) => (!edition || award.includes(edition) ? award : `${award} ${edition}`);

/** Above the title stand the lines of the letterhead and notices, and nothing else; below it what the document is `about`. */
function saysHead(blocks, { event, titles, about }, language) {
  const words = printedIn(language);
  const title = blocks.blocks.find(({ page, lines }) => page === 1 && titles.includes(lines.join(" ").trim()));
  const below = blocks.keys[blocks.blocks.indexOf(title) + 1] ?? "";
  if (!title || !about.every((text) => below.includes(squeezed(text ?? "")))) return false;
  const given = (event.letterhead ?? []).filter((line) => line.trim());
  const lines = (given.length ? given : [event.organiser, awardLine(event)].filter((line) => line?.trim())).map(squeezed);
  const notices = [words.simulated, words.unsigned, words.provisional].map(squeezed);
  const above = blocks.blocks.filter(({ page, box }) => page === 1 && box[1] >= title.box[3] - 1).map(({ lines: told }) => squeezed(told.join(" ")));
  const isLine = (key) => lines.some((line) => line === key || (key.endsWith("…") && line.startsWith(key.slice(0, -1))));
  const isNotice = (key) => notices.reduce((left, notice) => left.replace(notice, ""), key).replace(/[·\s]/g, "") === "";
  const cut = above.some((key) => key.endsWith("…"));
  return above.every((key) => isLine(key) || isNotice(key)) && (cut || lines.every((line) => above.includes(line)));
}

/** A sentence of the page with its gaps filled. */
const filledWith = (sentence, gaps) => sentence.replace(/\{(\w+)\}/g, (_all, gap) => String(gaps[gap]));

/** True if nothing stands in the row but its own cells; to the page's edge behind its last one. */
function standsAlone(blocks, row, { toEdge }) {
  const [left, bottom, right, top] = around(row.flatMap(({ box }) => [box.slice(0, 2), box.slice(2)]));
  const area = [left, bottom, toEdge ? Infinity : right, top];
  return blocks.blocks.every((block) => row.includes(block) || block.page !== row[0].page || !meet(block.box, area, 1));
}

/** What a place is called, where the category awards one. */
function wonWords(row, { final, places }, words) {
  if (!final || row.rank === null || row.rank > places) return "";
  return words[row.decided_by === "joint" ? "joint" : "winner"].replace("{rank}", row.rank);
}

/** What decided a place, in the column beside it. */
function decidedWords(rung, words) {
  const criterion = /^criterion:(.*)$/.exec(rung);
  return criterion ? words["criterion rung"].replace("{code}", criterion[1]) : words.rungs[rung] ?? rung;
}

const saysCategory = (blocks, name, final, words) => blocks.after(`${name} — ${words[final ? "final" : "provisional"]}`);

/** The rows of a ranking, each below the former, with nothing beside them. */
const areWholeRows = (blocks, rows) => areInOrder(rows) && rows.every((row) => standsAlone(blocks, row, { toEdge: true }));

/** Where pages with signatures alone say what is signed, they say the first places of this data. */
function saysWhatIsSigned(blocks, { categories }, words, { digest, number }) {
  const places = ({ rows, places: most }) => rows.filter(({ rank }) => rank !== null && rank <= most).map(({ rank, number: candidate, score }) => `${rank}. ${candidate} (${number(score)})`);
  const result = categories.map((category) => `${category.name}: ${places(category).join(", ") || words["none ranked"]}`).join("; ");
  const expected = squeezed(filledWith(words.signed, { result, digest }));
  const begins = squeezed(words.signed.slice(0, words.signed.indexOf("{")));
  return blocks.keys.every((key) => !key.startsWith(begins) || key === expected);
}

function saysRecapitulation(blocks, recap, language, digest) {
  if (!blocks.contains(digest)) return false;
  const words = printedIn(language);
  const number = (text) => (text === null || text === undefined ? "–" : printedNumber(text, language));
  if (!saysWhatIsSigned(blocks, recap, words, { digest, number })) return false;
  return recap.categories.every((category) => {
    const stages = category.stages ?? [];
    const others = stages.filter((stage) => !stage.own);
    const method = words.methods[category.method];
    const named = stages.length ? [(text) => text.startsWith(method), ...others.map((stage) => begins(stage.name)), words["final score"]] : [method];
    const headings = [words.rank, words.candidate, ...category.jurors.map(({ code }) => code), ...named, ...(category.final ? [words.result] : []), words["decided by"]];
    if (!saysCategory(blocks, category.name, category.final, words) || !blocks.row(...headings)) return false;
    const rows = category.rows.map((row) => {
      const cells = category.jurors.map(({ code }) => (/^-?\d/.test(row.cells[code] ?? "") ? number(row.cells[code]) : words.states[row.cells[code]] ?? "–"));
      const beside = stages.length ? [number(row.own), ...others.map((stage) => number(row.stages?.[stage.name]))] : [];
      const note = row.why_open || row.decided || decidedWords(row.decided_by, words);
      const told = [wonWords(row, category, words), [...note].length <= words.long ? note : words["see below"]].filter(Boolean);
      return blocks.row(row.rank === null ? "–" : String(row.rank), candidateLine(row), ...cells, ...beside, number(row.score), ...told);
    });
    const legend = category.jurors.map((juror) => `${juror.code} ${juror.name}`).join(" · ");
    return areWholeRows(blocks, rows) && blocks.afterParted(legend);
  });
}

function saysMinutes(blocks, minutes, language) {
  const words = printedIn(language);
  return minutes.told.decided.every(({ result }) => {
    const { category, final, stages } = result;
    const places = Math.max(2, roundingsOf(category.roundings.rules).final ?? 0);
    const others = stages.filter((stage) => !stage.own);
    const named = stages.length ? [isAny, ...others.map((stage) => begins(stage.name)), words["final score"]] : [words.score];
    if (!saysCategory(blocks, category.name, final, words)) return false;
    if (!blocks.row(words.rank, words.candidate, ...named, words.result, words["decided by"])) return false;
    const rows = result.rows
      .filter((row) => row.rank !== null)
      .map((row) => {
        const beside = stages.length ? [isAny, ...others.map(() => isAny)] : [];
        const told = [wonWords(row, { final, places: category.places }, words), row.decided || decidedWords(row.decided_by, words)].filter(Boolean);
        return blocks.row(String(row.rank), candidateLine(row.candidate), ...beside, printedNumber(row.score, language, places), ...told);
      });
    return areWholeRows(blocks, rows);
  });
}

const begins = (name) => (text) => squeezed(text).startsWith(squeezed(name));
const isAny = () => true;

/** Numbers that a sheet prints besides those of its data: sums of what is printed. */
function sheetNumbers(sheet, language) {
  const values = sheet.criteria.map((one) => one.value).filter((one) => one !== null).map(fractionOf);
  const weights = sum(sheet.criteria.map((one) => fractionOf(one.weight)));
  const found = [printedPercent(plainOf(weights), language), printedNumber(String(sum(values)), language, 2)];
  if (sheet.rescaled) found.push(printedNumber(String(fractionOf(sheet.rescaled.sum).times(HUNDRED).over(fractionOf(sheet.rescaled.weight))), language, 2));
  return found.flatMap(numbersIn);
}

function saysSheet(blocks, sheet, language, digest) {
  const people = blocks.has(candidateLine(sheet.candidate)) && blocks.has(`${sheet.juror.name} (${sheet.juror.code})`);
  if (!people || !blocks.contains(digest) || !blocks.contains(sheet.sheet)) return false;
  const words = printedIn(language);
  const { values, min, max } = sheet.criteria[0].scale;
  const scale = values ? values.map((one) => printedNumber(one, language)).join("; ") : `${printedNumber(min, language)}–${printedNumber(max, language)}`;
  const headings = (...told) => blocks.after(words.no, words.criterion, words.weight, words.points, ...told, words.value, words.product, words.reason);
  if (!headings() && !headings(scale)) return false;
  const number = (text) => printedNumber(text, language);
  const named = [];
  const figures = sheet.criteria.map((one, place) => {
    named.push(blocks.row(String(place + 1), one.name));
    return blocks.row(printedPercent(one.weight, language), one.points === null ? "–" : number(one.points), one.value === null ? "–" : number(one.value));
  });
  const total = number(sheet.total_printed);
  const summed = sheet.rescaled ? sheet.rescaled.weight : plainOf(sum(sheet.criteria.map((one) => fractionOf(one.weight))));
  const part = sheet.rescaled ? number(sheet.rescaled.sum) : total;
  figures.push(blocks.row(printedPercent(summed, language), part));
  if (!figures.every((row) => row && standsAlone(blocks, row, { toEdge: false }))) return false;
  if (!areInOrder(named) || !areInOrder(figures) || !areBeside(named, figures)) return false;
  return !sheet.rescaled || Boolean(blocks.after(total, `${part} : ${printedPercent(summed, language)} = ${total}`));
}

/** True if the figures stand between the name they belong to and the next one. */
function areBeside(named, figures) {
  const middle = ([{ box }]) => (box[1] + box[3]) / 2;
  const top = (row) => Math.max(...row.map(({ box }) => box[3]));
  const above = (row, other) => row[0].page < other[0].page || (row[0].page === other[0].page && top(row) >= middle(other));
  return named.every((row, place) => above(row, figures[place]) && (place + 1 === named.length || !above(named[place + 1], figures[place])));
}

/** A pledge: whose it is, and each conflict of interest that was declared, as far as its reason stands in one place. */
function saysPledge(blocks, pledge, digest) {
  const begins = (text) => [...text].slice(0, 60).join("");
  return blocks.contains(pledge.juror.name) && blocks.contains(digest) && pledge.declared.every((tie) => blocks.contains(candidateLine(tie)) && blocks.contains(begins(tie.reason)));
}
