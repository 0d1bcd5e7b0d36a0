"""The certificate: what is in it, who can read its key, and when it is made anew."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv4Address
from pathlib import Path
from ssl import PEM_cert_to_DER_cert

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.phone.certificate import ServerCertificate, server_certificate

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HOME = IPv4Address("192.168.1.20")
OTHER = IPv4Address("10.0.0.7")


def made(
    directory: Path, addresses: Sequence[IPv4Address] = (HOME,), *, days: float = 0, names: Sequence[str] = ()
) -> ServerCertificate:
    return server_certificate(directory, addresses=addresses, names=names, at=NOON + timedelta(days=days))


def read(certificate: ServerCertificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.certificate_file.read_bytes())


def test_it_is_for_a_server_at_these_addresses_and_names_and_vouches_for_no_other(tmp_path: Path) -> None:
    found = read(made(tmp_path, (HOME, OTHER), names=("desk.local",)))
    extensions = found.extensions
    named = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.IPAddress) == [HOME, OTHER]
    assert named.get_values_for_type(x509.DNSName) == ["desk.local"]
    constraints = extensions.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.critical, constraints.value.ca) == (True, False)
    usage = extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.key_cert_sign, usage.crl_sign) == (True, False, False)
    assert list(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    key = found.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)


def test_it_is_valid_for_397_days_from_the_day_before(tmp_path: Path) -> None:
    """A phone's clock may be behind."""
    found = read(made(tmp_path))
    assert found.not_valid_before_utc == NOON - timedelta(days=1)
    assert found.not_valid_after_utc == NOON + timedelta(days=396)


def test_nothing_of_the_machine_or_the_person_stands_in_its_subject(tmp_path: Path) -> None:
    assert (
        read(made(tmp_path, names=("annas-laptop.local",))).subject.rfc4514_string() == "CN=Lumbar on this home network"
    )


def test_the_fingerprint_is_that_of_the_file(tmp_path: Path) -> None:
    certificate = made(tmp_path)
    by_hand = sha256(PEM_cert_to_DER_cert(certificate.certificate_file.read_text())).hexdigest().upper()
    assert certificate.fingerprint.replace(" ", "") == by_hand
    assert len(certificate.fingerprint.split(" ")) == 32


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_its_owner_can_read_key_and_certificate_whatever_the_umask(tmp_path: Path) -> None:
    former = os.umask(0)
    try:
        certificate = made(tmp_path / "data")
    finally:
        os.umask(former)
    files = (certificate.key_file, certificate.certificate_file)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(certificate.key_file.parent.stat().st_mode) == 0o700
    assert {file.name for file in certificate.key_file.parent.iterdir()} == {file.name for file in files}


# When it is made anew


@pytest.mark.parametrize(
    ("days", "anew"),
    [(0, False), (388.9, False), (389, True), (395, True), (396, True), (1000, True), (-0.9, False), (-1.1, True)],
)
def test_it_is_kept_until_seven_days_before_its_end(tmp_path: Path, days: float, *, anew: bool) -> None:
    """It ends 396 days after it was made; 396 - 7 = 389."""
    first = made(tmp_path)
    later = made(tmp_path, days=days)
    assert (first.made_anew, later.made_anew) == (True, anew)
    assert (later.fingerprint != first.fingerprint) == anew


@pytest.mark.parametrize(
    ("asked", "anew"), [((HOME,), False), ((OTHER, HOME), False), ((IPv4Address("10.0.0.8"),), True)]
)
def test_it_is_made_anew_only_where_an_address_is_missing(
    tmp_path: Path, asked: Sequence[IPv4Address], *, anew: bool
) -> None:
    made(tmp_path, (HOME, OTHER))
    assert made(tmp_path, asked).made_anew == anew


def test_another_name_of_the_machine_makes_no_browser_warn_again(tmp_path: Path) -> None:
    made(tmp_path, names=("desk.local",))
    assert not made(tmp_path, names=("desk-2.local",)).made_anew


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
@pytest.mark.parametrize("file", ["certificate_file", "key_file"])
def test_damaged_files_are_made_anew(tmp_path: Path, file: str, content: bytes) -> None:
    damaged: Path = getattr(made(tmp_path), file)
    damaged.write_bytes(content)
    assert made(tmp_path).made_anew
    assert not made(tmp_path).made_anew


def test_a_key_of_another_certificate_is_not_used(tmp_path: Path) -> None:
    """As after a crash between the two files."""
    mine, other = made(tmp_path / "mine"), made(tmp_path / "other")
    mine.key_file.write_bytes(other.key_file.read_bytes())
    assert made(tmp_path / "mine").made_anew


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_key_that_others_could_read_is_not_used_again(tmp_path: Path) -> None:
    made(tmp_path).key_file.chmod(0o644)
    again = made(tmp_path)
    assert again.made_anew
    assert stat.S_IMODE(again.key_file.stat().st_mode) == 0o600


def test_what_a_crash_left_beside_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "phone").mkdir()
    (tmp_path / "phone" / "key.pem.new").write_text("half of")
    assert made(tmp_path).made_anew
    assert not made(tmp_path).made_anew


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(UnusableInput) as refused:
        made(tmp_path / "data")
    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN
