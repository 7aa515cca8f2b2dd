// The lines and areas of a page: only those with which Juryapp draws rules, tables, boxes for ink, and codes. Anything else could be
// read as a figure, or strike one out.

/** Of two places, in points, up to which they are one. */
const SAME_PLACE = 0.7;
/** Of a page's width: a rule, or a line of a table, which is as wide as what is written. */
const WIDE = 0.6;
const SMALLEST_BOX = [16, 12];
const SIDE_OF_CODE = 112;
const MOST_CODES = 2;
/** Of how light an area behind letters is, and a line at most. */
const AREA = 0.9;
const LINE = 0.65;
/** So many columns, each so wide, end where a row becomes one text, if they don't end at a line. */
const COLUMNS = 4;
const NARROWEST = 8;

const isNear = (one, other) => Math.abs(one - other) <= SAME_PLACE;

/** What is drawn on a page besides letters and pictures, and what is wrong with it. `runs` are the letters, `marked` if there is a mark behind them. */
class Lines {
  constructor({ width, marked, coded }) {
    Object.assign(this, { width, marked, coded, lines: [], boxes: [], codes: [] });
  }

  /** One stroke of a path; false for one that our pages don't have. */
  stroke({ kinds, box }, upright, colour) {
    if (!upright || colour > LINE) return false;
    if (kinds === "re") this.boxes.push(box);
    else if (kinds === "ml") this.lines.push(box);
    return kinds === "re" || (kinds === "ml" && (isNear(box[0], box[2]) || isNear(box[1], box[3])));
  }

  /** One filled path: an area behind letters, the mark behind a simulated paper, or a code. */
  fill({ kinds, box, curves }, upright, colour) {
    if (kinds === "") return true;
    if (curves) return this.marked && colour >= AREA;
    if (!upright || !/^(re)+$/.test(kinds)) return false;
    if (colour >= AREA) return kinds === "re";
    this.codes.push(box);
    return this.coded && this.codes.length <= MOST_CODES && box[2] - box[0] <= SIDE_OF_CODE && box[3] - box[1] <= SIDE_OF_CODE;
  }

  /** True if nothing goes through letters, and each line belongs to a table, underlines words, or is as wide as the page. */
  areOurs(runs) {
    const written = runs.filter((run) => run.text.trim());
    const edges = this.boxes.flatMap(([left, bottom, right, top]) => [[left, bottom, right, bottom], [left, top, right, top], [left, bottom, left, top], [right, bottom, right, top]]);
    const struck = [...this.lines, ...edges].some((line) => written.some(({ core }) => meet(line, core, SAME_PLACE)));
    const overCode = this.codes.some((code) => written.some(({ box }) => meet(box, code, 1)));
    const tooSmall = this.boxes.some(([left, bottom, right, top]) => right - left < SMALLEST_BOX[0] || top - bottom < SMALLEST_BOX[1]);
    return !struck && !overCode && !tooSmall && this.flatLines(written) && this.uprightLines();
  }

  get flat() {
    return this.lines.filter((line) => isNear(line[1], line[3]));
  }

  flatLines(written) {
    const underlines = (line) => written.some(({ box, core }) => Math.abs(line[0] - box[0]) < 2 && Math.abs(line[2] - box[2]) < 2 && line[1] <= core[1] && line[1] >= box[1]);
    return this.flat.every((line) => line[2] - line[0] >= WIDE * this.width || underlines(line));
  }

  /** Each ends at a line of its table, or where the table ends at the end of a page; or where the other columns end too. */
  uprightLines() {
    const upright = this.lines.filter((line) => !isNear(line[1], line[3]));
    const wide = this.flat.filter((line) => line[2] - line[0] >= WIDE * this.width);
    const atLine = (x, y) => wide.some((line) => isNear(line[1], y) && line[0] - SAME_PLACE <= x && x <= line[2] + SAME_PLACE);
    const ended = (y) => upright.filter((line) => isNear(line[1], y) || isNear(line[3], y)).map(([x]) => x);
    const atTableEnd = (y) => Math.max(...ended(y)) - Math.min(...ended(y)) >= WIDE * this.width;
    const withColumns = (y) => new Set(ended(y).map((x) => Math.round(x / NARROWEST))).size >= COLUMNS;
    return upright.every(([x, bottom, , top]) => {
      const whole = [bottom, top].filter((y) => atLine(x, y) || atTableEnd(y));
      return whole.length === 2 || (whole.length === 1 && withColumns(whole[0] === bottom ? top : bottom));
    });
  }
}
