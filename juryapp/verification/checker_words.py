"""Checker's words: what the checker page says in every language of the program, by the names that its scripts give it."""

from __future__ import annotations

from juryapp.text import LANGUAGES, mark, speaking, translate

_FAULTS = {
    "large": mark("This file is larger than {megabytes} MB; Juryapp's documents are not."),
    "not-pdf": mark("This is not a PDF, or its beginning was cut off."),
    "before": mark("Something stands in this file before the PDF begins; Juryapp's documents begin with their first byte."),
    "truncated": mark("This PDF was truncated: its end is missing. Copy it again."),
    "damaged": mark("This PDF is damaged: it can't be read. Copy it again."),
    "locked": mark("This PDF is locked with a password; Juryapp's documents never are."),
    "unsigned": mark("This PDF bears no signature."),
    "altered-unsigned": mark("It was changed since it was drawn, by another program or by hand."),
    "resaved": mark(
        "This PDF was saved or converted by another program after it was signed, which breaks signatures; ask for the original."
    ),
    "built": mark("This PDF isn't built as Juryapp builds its documents: something may be hidden in it."),
    "packing": mark("This PDF was not opened: it is packed in a way that no document of Juryapp is."),
    "unpacks": mark("This PDF was not opened: it unpacks to far more than any document of Juryapp."),
    "added": mark("Something was added to this PDF after the last signature."),
    "between": mark("Something was added to this PDF beside its signatures."),
    "changed": mark("Something was changed when it was signed again that no signature changes."),
    "closed": mark("Something was changed after the signature in field “{field}” that it doesn't allow."),
    "certified": mark("The first signature doesn't certify the document, so fields may have been removed or added."),
    "range": mark("The signature in field “{field}” doesn't cover the whole document as it stood then."),
    "unreadable": mark("A signature or a certificate is damaged: it can't be read."),
    "padded": mark("The signature in field “{field}” was altered: something was written behind it."),
    "extra": mark(
        "The signature in field “{field}” isn't one that Juryapp makes: it holds other parts, or rests on another method."
    ),
    "foreign": mark(
        "Field “{field}” bears a signature of another kind, which Juryapp can't check; check it with its provider's program."
    ),
    "content": mark("What was signed in field “{field}” was altered after signing."),
    "broken": mark("The signature in field “{field}” was altered, or was made with another key."),
    "weak": mark("The signature in field “{field}” rests on a method that is no longer safe."),
    "stranger": mark("“{name}”, who signed field “{field}”, isn't certified by headquarters' root of this event."),
    "spare": mark("The signature in field “{field}” carries certificates that don't belong there, or were altered."),
    "wrong-signer": mark("Field “{field}” was signed by “{name}”, who is not the one who signs there."),
    "other-person": mark("Field “{field}” is kept for {known}, and bears a signature in the name of “{name}”."),
    "missing": mark("The signature in field “{field}” is missing."),
    "unexpected": mark("Field “{field}” doesn't belong in this document."),
    "other-time": mark("The signature in field “{field}” tells another time than the document."),
    "other-event": mark("This document says that it is of another event."),
    "not-ours": mark("This is not a document of Juryapp: its attached data doesn't say what it is."),
    "newer": mark("This document was made by a newer Juryapp; check it with a checker page from that version."),
    "attachment": mark("The attached data is missing, damaged, or not what Juryapp attaches."),
    "data": mark("The attached data was altered: no document can be made of it."),
    "document": mark("The document was altered: it isn't what Juryapp makes from the attached data."),
    "active": mark("The document was altered: it contains scripts, links or other things that Juryapp never writes."),
    "fields": mark("The signature fields were altered: they aren't where Juryapp puts them."),
    "boxed": mark(
        "Field “{field}” shows a picture of its provider's on page {page}; whether it stands in the box that is kept for it "
        "can't be judged here: check this document in Juryapp."
    ),
    "no-stamp": mark("The time stamp in field “{field}” was not made by someone certified to make any, or says no time."),
    "picture": mark("The picture of the signature in field “{field}” contains something other than a signature."),
    "page": mark("Page {page} was altered: it doesn't show what the attached data says."),
    "page-data": mark("The pages were altered: points, totals, names or ranks stand there otherwise than in the attached data."),
    "number": mark("The pages show the number {number}, which doesn't follow from the attached data."),
    "covered": mark("Something is painted over letters of a page."),
    "lines": mark(
        "Lines or areas are drawn on a page as Juryapp draws none: through letters, or where they could be read as figures."
    ),
    "shape": mark("Letters of a page are drawn otherwise than they read: the font in it was altered."),
    "qr": mark("The QR code on the page isn't the one of this sheet."),
    "sums": mark("The total or a value on this sheet doesn't follow from its points and weights."),
    "ends": mark("Its digest and its six words don't follow from the laptops' ends that it lists."),
    "bad-root": mark("The certificate given as headquarters' root isn't one."),
    "package": mark("A package or an event file is encrypted whole, its lists too; check it in Juryapp, with its passphrase."),
    "package-code": mark(
        "First letters of its SHA-256, as a receipt for a flash disk prints them beside a package: {code}. Compare them; what is "
        "in it stands in the record of completeness and in the annex of the minutes, which this page reads."
    ),
    "receipt-altered": mark("This receipt isn't what its laptop signed, or is none; have headquarters write it again."),
    "receipt-says": mark(
        "Laptop {laptop} signed on {when} that it holds {entries} entries. That it is headquarters' laptop only the event's "
        "record tells."
    ),
    "receipt-lacks": mark(
        "It lacks documents ({count} named): of each laptop it confirms nothing behind the first entry that names one."
    ),
    "receipt-covers": mark(
        "It holds the entries of every laptop up to the last one that the record of completeness {file} lists."
    ),
    "receipt-behind": mark(
        "Laptop {laptop}: it doesn't hold entry {number}, which the record of completeness {file} lists, or another one."
    ),
    "receipt-alone": mark(
        "A receipt names laptops and entries, no sheets. Drop the record of completeness too: then it is held against that."
    ),
    "photo": mark("A picture proves nothing here; check it in Juryapp, or drop the signed PDF."),
    "read": mark("This file can't be read; copy it again."),
    "empty": mark("This file is empty; copy it again."),
    "twice": mark(
        "Two different sheets of this juror and candidate bear the same revision; ask the secretariat which one is in force."
    ),
}
_NOTES = {
    "provider": mark(
        "Field “{field}” also bears a signature in the name of “{name}”, certified by “{issuer}”. This event names no such "
        "issuer, and Juryapp doesn't know it: who signed there is not proven here, check it with the issuer's own program."
    ),
    "stamp": mark(
        "It also bears a time stamp of {moment} in the name of “{name}”. Juryapp doesn't know its issuer, “{issuer}”: the time "
        "is not proven here, check it with the issuer's own program."
    ),
    "unsigned-data": mark(
        "It bears no signature (yet): anybody could have made it, and nothing proves what it says. As far as this page can see, "
        "figures and names on its pages are those of its attached data."
    ),
    "unsigned-paper": mark(
        "It bears no signature: it is made to be printed, and signed with a pen where anybody signs it. "
        "Nothing proves what it says."
    ),
    "waiting": mark("{done} of {all} persons have signed. Not signed by: {names}."),
    "closed-over": mark(
        "The chair closed it without a signature of: {names}. It is complete; whether they declined, and why, only the event's "
        "record tells."
    ),
    "declined": mark("A former version of it was declined by {name}, as it says itself: {reason}"),
    "replaced": mark("A later revision of it lies in {file}; this one no longer counts."),
}
_RESULTS = {
    "other-sheet": mark("Sheet {sheet} isn't the one that the minutes list as revision {revision}."),
    "surplus-sheet": mark("Sheet {sheet} isn't in the list of the minutes."),
    "missing-sheets": mark("Sheets in the list of the minutes that are not here ({count}): {sheets}."),
    "not-recounted": mark("{category}: not recounted, because sheets are not here ({count}). Drop them too."),
    "other-total": mark("Sheet {sheet}: {cell} is printed in the result, and the sheet says {total}."),
    "other-score": mark("{category}, {candidate}: the score is {told} in the result, and {score} when recounted."),
    "other-rank": mark("{category}, {candidate}: the rank is {told} in the result, and {rank} when recounted."),
    "other-rung": mark("{category}, {candidate}: the rank is the same when recounted, but something else decides it."),
    "left-out": mark("{category}, {candidate}: has no rank in the result, and gets one when recounted."),
    "not-rankable": mark("{category}, {candidate}: has a rank in the result, and gets none when recounted."),
    "ends-listed": mark(
        "The record of completeness {file} lists each laptop on which the minutes rest, with the same last entry or a later one."
    ),
    "older-record": mark(
        "Laptop {laptop}: the minutes rest on {number} entries, the record of completeness {file} lists {listed}. It is older "
        "than the minutes, or lacks entries."
    ),
    "other-end": mark(
        "Laptop {laptop}: its entry {number} is another one in the minutes than in the record of completeness {file}. One of "
        "both papers tells of another record; ask the secretariat."
    ),
    "recounted": mark("Recounted from the sheets here ({count}): the same scores and ranks."),
    "differs": mark("Recounted: something differs."),
    "incomplete": mark("Not recounted: sheets are not here."),
    "nothing": mark("Nothing to recount: no sheet counts in it."),
    "other-rubrics": mark("Not recounted: its sheets follow different criteria. Check the ranking in Juryapp."),
    "provisional": mark("provisional"),
    "plenary": mark("The plenary's decisions are taken as the document tells them."),
    "rank": mark("Rank"),
    "candidate": mark("Candidate"),
    "score": mark("Score"),
    "recount-title": mark("Recounted results"),
}
_PAGE = {
    "title": mark("Checking Juryapp's papers"),
    "lead": mark(
        "Drop signed score sheets, pledges, recapitulations, minutes, records of completeness and certificates of destruction as "
        "PDF. They are checked in this browser alone: nothing leaves this device, and no network is needed."
    ),
    "language": mark("Language"),
    "trust-title": mark("Headquarters that is trusted"),
    "trusted": mark("This page believes what this headquarters certified: {name}"),
    "fingerprint": mark("Fingerprint of its certificate (SHA-256)"),
    "compare": mark(
        "Compare it with the fingerprint that headquarters made known in another way, such as on paper. If it differs, don't "
        "believe this page."
    ),
    "no-trust": mark(
        "Nobody is trusted yet: papers can be found intact, but not genuine. Choose headquarters' certificate (.pem), and type "
        "the fingerprint that headquarters made known in another way, such as on paper."
    ),
    "choose-root": mark("Choose certificate…"),
    "type-fingerprint": mark("Fingerprint as made known"),
    "same": mark("The fingerprint agrees."),
    "other": mark("The fingerprint doesn't agree: this is another headquarters' certificate, or it was mistyped."),
    "not-root": mark("{file} holds no root certificate of a headquarters in PEM form; choose the one that was published."),
    "drop": mark("Drop files or folders here"),
    "choose": mark("Choose files…"),
    "choose-folder": mark("Choose a folder…"),
    "clear": mark("Begin anew"),
    "working": mark("{done} of {all} checked"),
    "count": mark(
        "Checked: {all}. Not valid: {bad}. Can't be judged here: {lacking}. Genuine, please note: {noted}. "
        "Not signed by all yet: {partly}. Not signed: {unsigned}. Genuine: {good}."
    ),
    "count-intact": mark(
        "Checked: {all}. Not valid: {bad}. Can't be judged here: {lacking}. Not signed: {unsigned}. Intact, but "
        "nobody is trusted yet: {good}."
    ),
    "state": mark("Verdict"),
    "file": mark("File"),
    "about": mark("What it is"),
    "valid": mark("genuine"),
    "intact": mark("intact"),
    "noted": mark("genuine, please note"),
    "partly": mark("genuine, not signed by all yet"),
    "not-signed": mark("not signed"),
    "invalid": mark("not valid"),
    "lacking": mark("can't be judged here"),
    "revision": mark("revision {revision}"),
    "total": mark("total {total}"),
    "score sheet": mark("score sheet"),
    "pledge": mark("integrity pledge"),
    "recapitulation": mark("recapitulation"),
    "minutes": mark("minutes"),
    "record of completeness": mark("record of completeness"),
    "record-says": mark("It says: {verdict}"),
    "record-words": mark(
        "The six words of its digest, which follows from the laptops' ends that it lists: {words}. Whether the event still ends "
        "there this page can't tell: compare them with those under “Completeness” in Juryapp."
    ),
    "certificate of destruction": mark("certificate of destruction"),
    "receipt": mark("receipt"),
    "destruction-says": mark(
        "It says that the event {event} was destroyed at the laptop “{laptop}”: {reason}. The six words of where all laptops had "
        "ended: {words}. That nothing of it is left anywhere no paper can prove."
    ),
    "attendance": mark("attendance list"),
    "blank": mark("blank form"),
    "decree annex": mark("draft of the decree's annex"),
    "certificates": mark("certificates"),
    "ceremony list": mark("list for the ceremony"),
    "cards": mark("cards to cut"),
    "handover": mark("receipt for a flash disk"),
    "set-up": mark("set-up sheet"),
    "enrolment list": mark("enrolment list"),
    "test page": mark("test page"),
    "envelope": mark("page for the envelope"),
    "vault share": mark("share of a vault's key"),
    "unknown": mark("unknown"),
    "signed-by": mark("Signed by {names}"),
    "sealed": mark("Sealed by headquarters"),
    "limits-title": mark("What this page can't tell"),
    "limit-force": mark("Whether a revision is still in force: only the event's file and the list in the minutes know."),
    "limit-drawn": mark(
        "Whether a juror with a genuine key drew another QR pattern in place of the code, or a line as of a table: Juryapp "
        "itself draws the whole page again and compares."
    ),
    "limit-paper": mark("Anything about paper, photos and scans; and who certified a provider's signature or a time stamp."),
    "limit-file": mark("Whether this page itself was altered: take it from whom you trust, or make it anew with Juryapp."),
    "too-old": mark("This browser is too old to check signatures; use a newer Chrome, Edge, Firefox or Safari."),
}
WORDS = {**_FAULTS, **_NOTES, **_RESULTS, **_PAGE}
"""By name; no name means two things."""


def words() -> dict[str, dict[str, str]]:
    """By language and name, gaps open as `{field}`."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = {name: translate(message) for name, message in WORDS.items()}
    return found
