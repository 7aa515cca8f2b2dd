"""Extra checks with the programs that readers outside use, where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.signing.papers import a_signed_sheet, the_minutes
from tests.signing.people import the_authority

DOCUMENTS = {"sheet": a_signed_sheet, "minutes": lambda: the_minutes("J02", "J01", chair=True, seal=True)}


def needs(*programs: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not all(shutil.which(one) for one in programs), reason=f"{programs} not installed")


def said(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.pdf"
    path.write_bytes(DOCUMENTS[request.param]())
    return path


@needs("pdfsig", "certutil")
def test_poppler_trusts_every_signature_once_it_knows_the_root(document, tmp_path):
    store = tmp_path / "nss"
    store.mkdir()
    root = tmp_path / "root.pem"
    root.write_text(the_authority().root.pem())
    said("certutil", "-N", "-d", f"sql:{store}", "--empty-password")
    said("certutil", "-A", "-d", f"sql:{store}", "-n", "root", "-t", "CT,CT,CT", "-i", root)
    told = said("pdfsig", "-nssdir", f"sql:{store}", document)
    signed = told.count("Signature Validation:")
    assert signed == (1 if document.stem == "sheet" else 5)
    assert told.count("Signature is Valid.") == told.count("Certificate is Trusted.") == signed
    assert told.count("Total document signed") == 1


@needs("mutool")
def test_mupdf_finds_every_signature_intact(document):
    told = said("mutool", "sign", "-v", document)
    assert told.count("Verifying signature") >= 1
    assert "digest" not in told.lower() and "invalid" not in told.lower()
    assert told.count("The document is unchanged since signing.") == 1


@needs("qpdf")
def test_qpdf_finds_no_error_in_the_file(document):
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", document)
