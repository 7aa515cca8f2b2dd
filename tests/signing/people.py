"""Builders: a root, a desk, jurors and their signers, with defaults."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache

from juryapp.signing.certificates import Certificate, make_desk, make_juror, make_root
from juryapp.signing.keys import PrivateKey

AT = datetime(2026, 2, 19, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class Authority:
    """Headquarters and its desk."""

    root_key: PrivateKey
    root: Certificate
    desk_key: PrivateKey
    desk: Certificate

    def juror(
        self, code: str = "J01", name: str = "Ada Lestari", key: PrivateKey | None = None
    ) -> tuple[PrivateKey, Certificate]:
        key = key or PrivateKey.generate()
        return key, make_juror(code, name, "Universitas Contoh", self.desk, self.desk_key, key.public, AT)


def an_authority(event: str = "AWARD-26") -> Authority:
    root_key, desk_key = PrivateKey.generate(), PrivateKey.generate()
    root = make_root("Pusat", root_key, AT, event=event)
    return Authority(root_key, root, desk_key, make_desk("Sekretariat", root, root_key, desk_key.public, AT))


@cache
def the_authority() -> Authority:
    return an_authority()
