// A certificate of destruction: what its page must say. Not here: whether the event is really gone, which no paper can prove.

const DESTRUCTION = "certificate of destruction";

function saysDestruction(blocks, { told }, language) {
  const words = printedIn(language).destruction;
  const { event } = told;
  const award = awardLine(event);
  const facts = [
    `${award} (${event.code})`,
    told.laptop,
    isAny,
    told.reason,
    told.files.join(", "),
    String(told.spares),
    filledWith(words.held, told),
    filledWith(words["only here"], { count: told.only_here }),
    told.digest,
    told.words,
  ];
  const rows = facts.map((fact, place) => blocks.row(words.facts[place], fact));
  const laptops = told.elsewhere.length ? told.elsewhere.join(", ") : words.none;
  const limits = words.limits.every((limit) => blocks.afterParted(`• ${filledWith(limit, { laptops })}`));
  return areWholeRows(blocks, rows) && limits;
}
