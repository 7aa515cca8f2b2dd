"""What the strict readers refuse that no attack of the other tests happens to try: each by itself."""

from __future__ import annotations

from types import SimpleNamespace

import pikepdf
import pytest

from juryapp.errors import Problem, Refused
from juryapp.signing import archive, object_shapes, validation_data
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.signing.time_stamp import read_token
from tests.builders import NOW
from tests.signing.papers import a_signed_sheet
from tests.signing.people import the_authority
from tests.signing.provider_files import a_key
from tests.signing.providers import a_foreign_certificate
from tests.time_stamping import ask


def test_a_certificate_that_certifies_itself_is_not_usable() -> None:
    own = OwnCertificate(a_foreign_certificate("Ada", a_key("P-256")), (), None)
    with pytest.raises(Refused):
        own.check_usable(NOW)


def test_validation_data_that_is_there_already_adds_nothing() -> None:
    known, pdf = [the_authority().root], a_signed_sheet()
    once = archive.with_validation_data(pdf, known)
    assert once != pdf and archive.with_validation_data(once, known) == once


def test_a_large_time_stamp_is_asked_for_once_more_with_room_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_ROOM", 1_000)
    asked: list[bytes] = []
    pdf = a_signed_sheet()

    def service(digest: bytes) -> bytes:
        asked.append(digest)
        return ask(digest)

    stamped, _stamp = archive.time_stamped(pdf, service)
    assert len(asked) == 2 and stamped.startswith(pdf)


def test_a_time_stamp_of_something_else_is_refused() -> None:
    with pytest.raises(Problem):
        archive.time_stamped(a_signed_sheet(), lambda _digest: ask(bytes(32)))


def test_garbage_is_no_time_stamp() -> None:
    assert isinstance(read_token(b"\x30\x03abc"), Refused)


def test_a_list_of_revoked_certificates_that_is_too_large_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation_data, "_MOST_BYTES", 10)
    held = SimpleNamespace(get_object=lambda: SimpleNamespace(data=the_authority().root.der))
    assert not validation_data.only_grew({}, {"/DSS": {"/Certs": [held]}})


def test_what_could_be_followed_or_is_nested_without_end_is_not_plain() -> None:
    with pikepdf.new() as pdf:
        assert not object_shapes.plain(pdf.make_stream(b""))
        assert object_shapes.plain(pikepdf.Array([1, pikepdf.Name("/A")]))
        nested = pikepdf.Array([])
        for _level in range(200):
            nested = pikepdf.Array([nested])
        assert not object_shapes.plain(nested)
