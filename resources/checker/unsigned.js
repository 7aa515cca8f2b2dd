// A PDF of ours that bears no signature: it proves nothing, and nothing is wrong with it as long as it is as it was drawn.

/** What is printed for pens, or to be told, and brings no data along, by what it calls itself. */
const PAPERS = ["attendance", "pledge", "blank", "decree annex", "certificates", "ceremony list", "cards", "handover", "set-up", "enrolment list", "test page", "envelope", "vault share"];
const NOT_SIGNED = ["NOT SIGNED", "BELUM DITANDATANGANI"];

/** Finds `unsigned` where pages and data agree, or there are no data; what was altered stays `invalid`. */
async function checkUnsigned(found, file, trust) {
  try {
    const layout = Layout.ofUnsigned(file);
    if (!(await isAsDrawn(file))) throw new Fault("altered-unsigned");
    const paper = layout.hasData ? "" : paperOf(layout);
    if (paper) found.kind = paper;
    else await new DocumentCheck(found, file, layout, trust).runUnsigned();
  } catch (problem) {
    found.fault(problem instanceof Fault ? problem.code : "damaged", problem instanceof Fault ? problem.gaps : {});
  }
  if (found.faults.length) {
    found.faults = [{ code: "unsigned", gaps: {} }, ...found.faults.filter((one) => one.code !== "unsigned")];
    return;
  }
  found.state = "unsigned";
  found.note(found.data ? "unsigned-data" : "unsigned-paper");
}

function paperOf(layout) {
  const said = layout.base.get(layout.info);
  const word = said instanceof Map && said.has("Keywords") ? spokenMembers(said).Keywords : "";
  const paper = PAPERS.find((one) => word === `juryapp ${one}`);
  if (!paper) throw new Fault("not-ours");
  return paper;
}

/** True if the second half of the file's identifier is the digest of all the rest, as it is when a page was drawn. */
async function isAsDrawn(file) {
  const last = [...file.text.matchAll(/\/ID \[<[0-9a-f]{32}><([0-9a-f]{32})>\]/g)].at(-1);
  if (!last) return false;
  const start = last.index + last[0].length - 34;
  const rest = joined(file.bytes.subarray(0, start), file.bytes.subarray(start + 32));
  return hexOf(await digestOf("SHA-256", rest)).slice(0, 32) === last[1];
}
