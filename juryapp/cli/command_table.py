"""The table of commands: the name of each, the module that holds it, and what it does in a sentence or two."""

from __future__ import annotations

from juryapp.text import mark

COMMANDS = {
    "template": ("setup", mark("Write an empty set-up workbook. It explains itself and offers what may be chosen.")),
    "create": (
        "creating",
        mark(
            "Make a new event: from a workbook, of the usual categories, or like another event. All mistakes are told at once; "
            "nothing is created then."
        ),
    ),
    "rehearse": (
        "creating",
        mark(
            "Make a rehearsal of an event: a file of its own with everything but what was scored, which never merges with it and "
            "says DATA SIMULASI on every page."
        ),
    ),
    "next-stage": (
        "next_stage",
        mark(
            "Make the event of the next stage: those placed first in each category of these events go on into it, with where "
            "they come from, their papers, and their points where the workbook weighs them. A result that isn't final is refused."
        ),
    ),
    "origins": (
        "next_stage",
        mark("List from which events' results the candidates came to this stage, and whether those results still hold."),
    ),
    "update": (
        "setup",
        mark(
            "Take in a changed workbook. Each change is told with what it does; nothing is ever deleted. Scores never move to"
            " another: names that change hands are refused, another spelling is confirmed by name."
        ),
    ),
    "workbook": (
        "setup",
        mark(
            "Write the set-up as a workbook, as the event stands now: it can be changed and taken in again. No scores are in it."
        ),
    ),
    "delay": (
        "schedule",
        mark("Delay interviews: this one and those that follow it on its day before the same panel. Overlaps are refused."),
    ),
    "swap": ("schedule", mark("Let two candidates change places in the schedule: day, times and room.")),
    "root-copy": (
        "root_key",
        mark("Make a copy of the key of headquarters' root on another medium, under its PIN, or read one and try the PIN."),
    ),
    "headquarters": (
        "root_key",
        mark(
            "Make this laptop headquarters again, after its file was restored from a backup: its packages confirm what arrived."
        ),
    ),
    "add-paper": (
        "candidate_papers",
        mark(
            "Put a candidate's own papers beside it, for jurors to read offline: PDF, PNG or JPEG, 10 MB a file and 200 MB an "
            "event. All files or none."
        ),
    ),
    "papers": ("candidate_papers", mark("List the candidates' own papers: their sizes, and which of them lie on this laptop.")),
    "remove-paper": (
        "candidate_papers",
        mark("Take a paper of a candidate away, with a reason. Nobody is shown it any more; that it was there stays on record."),
    ),
    "enrol": (
        "enrolling",
        mark("Give a juror a key under a PIN, certified by the desk. Enrolling again replaces it; what was signed stays valid."),
    ),
    "add-assistant": (
        "assistants",
        mark(
            "Let somebody type at a juror's form under a PIN of their own: the desk's act, or the juror's. The juror checks and "
            "signs; on record and on the sheet stands who typed."
        ),
    ),
    "assistants": ("assistants", mark("List who types at which juror's form, and who doesn't any more.")),
    "remove-assistant": (
        "assistants",
        mark("End an assistant's typing for a juror, as of one who left or lost the PIN. What comes later counts no more."),
    ),
    "prepare": ("secretary", mark("Make a copy for another laptop. It holds the keys of those named and of their assistants.")),
    "laptops": ("laptop_list", mark("List the laptops that were prepared: for whom, where, when, and which ones opened theirs.")),
    "travel-check": (
        "travelling",
        mark("Tell whether all is ready to travel: versions, clock, disk, spare copy, jurors and their laptops, envelope."),
    ),
    "papers-before": ("travelling", mark("Write the enrolment list, or a test page for the printer.")),
    "attendance": (
        "secretary",
        mark("Record whether and how a candidate came. An absent candidate forfeits: no sheets are expected."),
    ),
    "withdraw": ("secretary", mark("Take a candidate out of the running. Its scores stay on record.")),
    "presence": (
        "secretary",
        mark(
            "Record that a juror comes late or leaves early: from whom on, after whom. What it does to the sheets is told first."
        ),
    ),
    "reopen": (
        "secretary",
        mark("Open a signed sheet for a new revision, or decline the juror's request. The old PDF stays, superseded."),
    ),
    "resolve": ("secretary", mark("Settle two versions by taking one. The others stay on record; `conflicts` lists them.")),
    "reveal": (
        "plenary",
        mark(
            "Reveal a category's result: the desk and a second person, once everything expected is signed, or with a reason. What"
            " stood then stays on record."
        ),
    ),
    "decide": ("secretary", mark("Record the plenary's order of candidates that are still tied, or that they share the place.")),
    "mention": ("plenary", mark("Record a special mention of a candidate, beside its place. The minutes tell it.")),
    "join": (
        "secretary",
        mark("Join a candidate that was entered twice to the one that is kept. Joined to itself, the join is taken back."),
    ),
    "distinct": (
        "secretary",
        mark("Say that two candidates whose names look alike are two, so that joining them is suggested no more."),
    ),
    "map-rubric": (
        "secretary",
        mark("Let scores of a category's former rubrics count under the one in force, recomputed with its weights."),
    ),
    "pledge": (
        "pledging",
        mark(
            "Sign the integrity pledge with the juror's PIN and the conflicts of interest declared so far, or record that it is "
            "signed on paper."
        ),
    ),
    "score": (
        "jurors",
        mark("Take in a juror's scores from a CSV file, all or nothing. Its columns are candidate,criterion,points[,remark]."),
    ),
    "note": ("jurors", mark("Add an interview note from a text file to what the juror wrote before.")),
    "confirm": (
        "jurors",
        mark(
            "Confirm that scores which were given when the candidate or the juror was called otherwise are for "
            "whom the list names "
            "now."
        ),
    ),
    "move": (
        "drafts",
        mark(
            "Move what a juror wrote of one candidate to another: scores, reasons and notes, as long as neither is signed. "
            "With --swap the two change places; once more, and everything is back."
        ),
    ),
    "recuse": (
        "jurors",
        mark("Declare a conflict of interest: the juror does not score the candidate. Only its juror takes it back."),
    ),
    "sign": (
        "jurors",
        mark(
            "Sign the complete drafts of a juror, one PDF each, as they are shown first. Without --candidate or --all only "
            "those that were entered at this laptop."
        ),
    ),
    "sign-document": (
        "document_signing",
        mark(
            "Sign a recapitulation, minutes, or as the chair a sheet, in turn, the chair last; or decline, with a reason. What "
            "two laptops signed apart is told, and the desk says which file goes on."
        ),
    ),
    "seal": (
        "sealing",
        mark(
            "Seal signed documents at headquarters, and have them time-stamped: the minutes, which name the digests of all "
            "sheets, or everything. What is done stays done; the same again goes on with the rest."
        ),
    ),
    "type-scores": (
        "typing_in",
        mark(
            "Type a juror's paper form from a CSV file: the desk's act, marked as such until the juror signs. Its columns are"
            " candidate,criterion,points[,remark]; nothing that the juror entered is replaced."
        ),
    ),
    "recover-note": (
        "notes",
        mark("Read a juror's private note at headquarters, with the root's PIN. The act and its reason stay on record."),
    ),
    "erase-note": (
        "notes",
        mark(
            "Erase a note for good, with its former versions: by its author, or with --desk by the desk. The act stays on record."
        ),
    ),
    "erase-notes": ("notes", mark("Erase notes for good: of a juror, on a candidate, or all until a date. The desk's act.")),
    "pack": (
        "packages",
        mark("Write this laptop's package into an exchange folder. It holds all that this laptop knows, and no key."),
    ),
    "merge": (
        "packages",
        mark("Take in packages or working files, or folders of them. The others are merged though one is refused."),
    ),
    "receipt": (
        "handover",
        mark(
            "Write a receipt for a flash disk that somebody brought: what lies on it, by juror, with room for two signatures. "
            "Without a PATH: headquarters' receipt, a small file that every laptop takes in like a package."
        ),
    ),
    "take-tail": (
        "packages",
        mark("Take in what is held of a laptop that can't seal it any more, since it died. Everyone who merges it is told."),
    ),
    "close-laptop": (
        "roster",
        mark(
            "Say that nothing more is written at this laptop today: whoever has its entries up to this one has all. Writing "
            "opens it again."
        ),
    ),
    "written-at": (
        "laptop_list",
        mark("Show what jurors wrote at a laptop, by entry. LAPTOP is its name or the beginning of its id (4 letters or more)."),
    ),
    "remove-laptop": (
        "laptop_list",
        mark(
            "Remove a laptop, as one that was lost or stolen: nothing that it writes from now on comes in. Look first with "
            "`juryapp written-at`."
        ),
    ),
    "readmit-laptop": ("laptop_list", mark("Admit a laptop again that was removed: what was written there counts as before.")),
    "unused-laptop": (
        "roster",
        mark("Say that a copy was prepared for nothing: nobody opened it. LAPTOP is its name, label or juror. The desk's act."),
    ),
    "give-up-laptop": (
        "roster",
        mark(
            "Say that a laptop was lost or broke, and nothing more is awaited from it: the desk's act. What is here of it stays."
        ),
    ),
    "await-laptop": ("roster", mark("Take back that a laptop is unused or given up. That it was said stays on record.")),
    "state-day": (
        "stated_day",
        mark(
            "State which day it was when a laptop's clock said another: the desk's act. Sheets signed there from then on "
            "print both. Nothing that was written changes."
        ),
    ),
    "meeting": (
        "stated_day",
        mark(
            "State on which day and where the plenary met, as recapitulation and minutes name it: the desk's act. Without it "
            "that is the day of the last reveal or decision."
        ),
    ),
    "next": ("next_steps", mark("Tell what the secretary has to do now, first things first. Nothing of any result is told.")),
    "status": ("reports", mark("Tell what is complete, what is missing, and what headquarters has confirmed.")),
    "copies": (
        "roster",
        mark("Tell of each signed sheet where it is known to be, and when that place said so; those on this laptop alone first."),
    ),
    "completeness": (
        "roster",
        mark(
            "Tell whether everything is here: each laptop of the roster and where it ends, each expected sheet and where it is, "
            "each document."
        ),
    ),
    "tally": ("reports", mark("Tell the ranking of each category, and what keeps it from being final.")),
    "conflicts": ("reports", mark("List what has two versions and needs a person's decision.")),
    "history": ("reports", mark("Tell who wrote what, when, replacing what; oldest first.")),
    "acknowledge": (
        "result_list",
        mark("Acknowledge at headquarters that a result was changed after it was final, with the root's PIN and a reason."),
    ),
    "freeze": (
        "freezing",
        mark(
            "Freeze a final result at headquarters, with the root's PIN and a reason: the ranking and its digest stay on record, "
            "and whatever changes it later is told."
        ),
    ),
    "unfreeze": ("freezing", mark("Say at headquarters that a result is frozen no more, with the root's PIN and a reason.")),
    "documents": ("papers", mark("Write documents as PDF files, unsigned or with the signatures they have.")),
    "document-list": (
        "papers",
        mark("List the documents: signed by whom, saved or printed on this laptop and when, out of date and why."),
    ),
    "envelope": (
        "papers",
        mark(
            "Write the page for the sealed envelope: the passphrase, letter by letter. The file holds the passphrase in the "
            "clear: print it, then delete it."
        ),
    ),
    "root": ("papers", mark("Write the certificate that readers outside need to trust.")),
    "verify": (
        "verification",
        mark("Check PDF files, packages, event files, photos or scans. The exit code is 0 only when all are valid."),
    ),
    "checker": (
        "checker",
        mark(
            "Write one HTML page with which anyone checks signed papers in a browser, without this program and without a "
            "network. With an event or a root certificate it believes that headquarters."
        ),
    ),
    "export": (
        "export",
        mark(
            "Write the event as plain tables into a SQLite file that any program reads, each column described, or its points and "
            "results as a workbook with live formulas. No notes."
        ),
    ),
    "recover": (
        "recovering",
        mark(
            "Take signed score sheets in from scanned paper: a stack in one go, in any order and any way up. What a sheet's QR "
            "code proves comes in as its juror's own signed record; what is missing is listed."
        ),
    ),
    "wipe": ("leaving", mark("Remove an event from this laptop, once two other places are known to hold all that is here.")),
    "destroy": ("leaving", mark("Destroy an event at this laptop, as its retention has ended, with a signed certificate.")),
    "rescue": ("rescue", mark("Save what proves itself of a damaged event file into a new one. The damaged file is only read.")),
    "spares": (
        "spares",
        mark("List the spare copies that this laptop made of an event file by itself; without a file, all of them."),
    ),
    "restore": (
        "spares",
        mark("Put a spare copy in place of an event file that is damaged, gone or older. What lies there is put aside."),
    ),
    "events": ("many_events", mark("Tell how far each event in a folder is: what is awaited, from whom, and whom to call.")),
    "vault-shares": ("vault_shares", mark("Make three paper shares of a vault's key; any two open it without its passphrase.")),
    "vault-recover": ("vault_shares", mark("Open a vault with two of its paper shares, and lock it under a new passphrase.")),
    "audit": (
        "auditing",
        mark(
            "Tell all of an event for an auditor, and write nothing to it: results, completeness, history, and the file's "
            "SHA-256 before and after."
        ),
    ),
    "inbox": (
        "inbox",
        mark(
            "Look at the packages in a folder of events: into which event each belongs, whether it brings anything, and what is "
            "wrong with it; and receive all that is new."
        ),
    ),
    "vault": ("vault", mark("Keep passphrases of many events, with contacts and deadlines, in one file; or list it.")),
    "demo": (
        "demo",
        mark("Play a whole invented event: three laptops and headquarters. Every document and file is left in the folder."),
    ),
    "guide": (
        "help_desk",
        mark("Show a page of the guide: juror, secretary, headquarters, or trouble for when something goes wrong."),
    ),
    "about": ("help_desk", mark("Show the version, and where this laptop's data and log lie.")),
    "report": (
        "help_desk",
        mark("Show a report for people who help: versions, mistakes of the program, the log. No names, notes or scores."),
    ),
    "log": (
        "help_desk",
        mark("Show where this laptop's log lies, for people who help: what was done and when, without names, notes or scores."),
    ),
}
"""In the order in which an event needs them: the module of `juryapp.cli` whose function of this name it is (hyphens become
underscores), and its help, of which the first sentence stands in the list."""
