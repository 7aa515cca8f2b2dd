"""A folder of events as headquarters keeps it: a province that is whole, one that is late, and a broken file."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from juryapp.desk.plenary import reveal
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.custody import take_into_custody
from juryapp.many_events.secrets import Notes
from juryapp.many_events.vault import USUAL_NAME, create_vault
from tests.builders import ENROLLED, LIGHT, PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, sign

OWN = "gudang-tinta-biru-selat"
"""The vault's passphrase."""
LATE = date(2024, 2, 18)


def a_province(work: Path, name: str, city: str) -> Path:
    """An event of its own, with nothing in it yet."""
    (work / city).mkdir(parents=True)
    with an_event(work / city, a_setup(event={"organiser": name, "city": city, "code": f"PAR24-{city[:3].upper()}"})) as event:
        return event.path


def a_folder(folder: Path, work: Path, laptop: Laptop) -> Path:
    """`folder` with its files; `work` is where they are made."""
    folder.mkdir(parents=True)
    vault = create_vault(folder / USUAL_NAME, OWN, LIGHT)
    for city, fill in (("Denpasar", _final), ("Pekanbaru", _late)):
        province = {"Denpasar": "Pemerintah Provinsi Bali", "Pekanbaru": "Pemerintah Provinsi Riau"}[city]
        path = Path(shutil.copyfile(fill(work, province, city), folder / f"{city.lower()}.jury"))
        id_ = take_into_custody(vault, laptop, path, PASSPHRASE)
        if fill is _late:
            vault.note(id_, Notes("Ibu Ayu Lestari", "0361 22 33 44", LATE, "Menelepon sebelum pukul 15."))
    (folder / "rusak.jury").write_bytes(b"x" * 8192)
    return folder


def _final(work: Path, province: str, city: str) -> Path:
    """Everything signed and opened."""
    path = a_province(work, province, city)
    with open_event(a_laptop(path.parent), path, PASSPHRASE) as event:
        for juror in ENROLLED:
            for candidate in ("K01", "K02", "U01", "U02"):
                sign(a_juror(event, juror), candidate, "90" if candidate in ("K02", "U01") else "80")
        for category in ("KAB", "USA"):
            reveal(a_desk(event), category, reason="Ketua berhalangan.")
        event.seal_if_needed()
    return path


def _late(work: Path, province: str, city: str) -> Path:
    """Some sheets signed, and a laptop of which nothing came in."""
    path = a_province(work, province, city)
    with open_event(a_laptop(path.parent), path, PASSPHRASE) as event:
        for juror in ENROLLED[:2]:
            sign(a_juror(event, juror), "K01", "80")
        a_prepared(event, "hotel", ("J03",)).close()
        event.seal_if_needed()
    return path
