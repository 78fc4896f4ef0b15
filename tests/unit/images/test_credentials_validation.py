"""Why Content Credentials do not hold, as the c2pa extra finds it."""

from pathlib import Path

import pytest

from capaudit.images import credentials_validation, read_image
from capaudit.images.credentials_validation import _reason, can_validate, why_invalid
from support.images import build_image

UNSIGNED = {"c2pa.claim claim_generator": "Example Editor"}


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        ('{"validation_state": "Valid"}', None),
        (
            '{"validation_state": "Invalid", "validation_status":'
            ' [{"code": "assertion.dataHash.mismatch"}, {"code": "assertion.bmffHash.mismatch"}]}',
            "the picture was changed after it was signed",
        ),
        (
            '{"validation_state": "Valid", "validation_status":'
            ' [{"code": "signingCredential.untrusted"}]}',
            "the signer is not on the house's trust list",
        ),
        ('{"validation_state": "Invalid", "validation_status": [{"code": "new"}]}', "new"),
        ('{"validation_state": "Invalid"}', "the validation fails"),
    ],
)
def test_the_library_s_report_is_put_in_words(report: str, reason: str | None) -> None:
    assert _reason(report) == reason


def test_without_the_extra_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials_validation, "find_spec", lambda _name: None)
    path = tmp_path / "ferry.jpg"
    path.write_bytes(build_image(fields=UNSIGNED))
    assert why_invalid(path, None) is None


@pytest.mark.skipif(not can_validate(), reason="the c2pa extra is not installed")
def test_a_store_without_a_signature_is_invalid(tmp_path: Path) -> None:
    path = tmp_path / "ferry.jpg"
    path.write_bytes(build_image(fields=UNSIGNED))
    fault = read_image(path, path.name).file.credentials_fault
    assert fault is not None
    assert "signature" in fault


def test_an_image_without_credentials_has_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "ferry.jpg"
    path.write_bytes(build_image())
    assert read_image(path, path.name).file.credentials_fault is None
