"""Containers of signatures: the same bytes as a library of signatures writes, part by part."""

import asyncio

import pytest
from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juryapp.signing.certificates import make_desk, make_root
from juryapp.signing.cms_writing import cms_container
from juryapp.signing.keys import PrivateKey
from tests.signing.people import AT, Authority

DIGEST = bytes(range(32))


def by_the_library(key, certificate, chain):
    class InMemory(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return key.sign(data)

    store = SimpleCertificateStore.from_certs([x509.Certificate.load(one.der) for one in chain])
    signer = InMemory(signing_cert=x509.Certificate.load(certificate.der), cert_registry=store)
    return asyncio.run(signer.async_sign(DIGEST, "sha256", use_pades=True)).dump()


def an_authority(name: str) -> Authority:
    root_key, desk_key = PrivateKey.generate(), PrivateKey.generate()
    root = make_root("Pusat", root_key, AT, event="AWARD-26")
    return Authority(root_key, root, desk_key, make_desk(name, root, root_key, desk_key.public, AT))


@pytest.mark.parametrize("desk", ["D", "Sekretariat", "Sekretariat Tim Penilai " * 3, "Đặng Thị Ngọc Ánh"])
@pytest.mark.parametrize("juror", ["J", "Dr. Ni Luh Contoh, S.E., M.Si."])
def test_it_is_what_the_library_writes_to_the_byte(desk, juror):
    ours = an_authority(desk)
    key, certificate = ours.juror("J01", juror)
    assert cms_container(certificate, (ours.desk,), DIGEST, key.sign) == by_the_library(key, certificate, (ours.desk,))
    assert cms_container(ours.desk, (), DIGEST, ours.desk_key.sign) == by_the_library(ours.desk_key, ours.desk, ())
    assert cms_container(ours.root, (), DIGEST, ours.root_key.sign) == by_the_library(ours.root_key, ours.root, ())
