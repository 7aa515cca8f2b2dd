"""Tokens for tests: SoftHSM2 with a folder of its own, set up once a process, as its library reads its settings only once."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from pkcs11.util.ec import decode_ec_private_key, decode_ec_public_key
from pkcs11.util.rsa import decode_rsa_private_key, decode_rsa_public_key

from tests.signing.provider_files import a_key, certified

TOKEN_PIN, LABEL = "778899", "penyedia"
_LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")
LIBRARY = next((Path(one) for one in _LIBRARIES if Path(one).exists()), Path("libsofthsm2.so"))
needs_token = pytest.mark.skipif(not (LIBRARY.exists() and shutil.which("softhsm2-util")), reason="SoftHSM2 isn't installed")


@cache
def _settings() -> str:
    folder = Path(tempfile.mkdtemp(prefix="juryapp-tokens-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "softhsm2.conf"
    file.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    return str(file)


@cache
def a_token(kind: str, name: str = "Ada Lestari") -> str:
    """The label of a token with a key of this kind, its certificate in this name, and the issuer's."""
    label = f"kartu-{kind}-{len(name)}"
    os.environ["SOFTHSM2_CONF"] = _settings()
    words = ["--init-token", "--free", "--label", label, "--pin", TOKEN_PIN, "--so-pin", "112233"]
    try:
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        library = pkcs11.lib(str(LIBRARY))
        library.reinitialize()
        _put_on(library.get_token(token_label=label), kind, name)
    finally:
        del os.environ["SOFTHSM2_CONF"]
    return label


def _put_on(token: Any, kind: str, name: str) -> None:
    key, (own, root) = a_key(kind), certified(kind, name)
    private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(
        Encoding.DER, PublicFormat.PKCS1 if kind == "RSA" else PublicFormat.SubjectPublicKeyInfo
    )
    read = (decode_rsa_private_key, decode_rsa_public_key) if kind == "RSA" else (decode_ec_private_key, decode_ec_public_key)
    stored = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"\1", pkcs11.Attribute.LABEL: LABEL}
    with token.open(rw=True, user_pin=TOKEN_PIN) as session:
        session.create_object({**read[0](private), **stored, pkcs11.Attribute.SIGN: True, pkcs11.Attribute.PRIVATE: True})
        session.create_object({**read[1](public), **stored, pkcs11.Attribute.VERIFY: True})
        for label, id_, native in ((LABEL, b"\1", own), ("akar", b"\2", root)):
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: label,
                    pkcs11.Attribute.ID: id_,
                    pkcs11.Attribute.SUBJECT: native.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: native.public_bytes(Encoding.DER),
                }
            )
