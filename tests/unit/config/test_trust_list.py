"""The certificates that signers of Content Credentials must lead back to."""

from pathlib import Path

import pytest

from capaudit.config import load_config
from capaudit.errors import UsageError

CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"


def test_the_named_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "anchors.pem").write_text(CERTIFICATE)
    (tmp_path / "capaudit.toml").write_text('trust-list = "anchors.pem"\n')
    assert load_config(tmp_path).house.trust_list == CERTIFICATE


@pytest.mark.parametrize("content", [None, "no certificate", "é"])
def test_a_file_without_certificates_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "anchors.pem").write_text(content, "utf-8")
    (tmp_path / "capaudit.toml").write_text('trust-list = "anchors.pem"\n')
    with pytest.raises(UsageError, match=r"trust-list: anchors\.pem"):
        load_config(tmp_path)
