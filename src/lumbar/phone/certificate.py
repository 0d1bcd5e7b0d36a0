"""A certificate made on this machine, so that what goes between it and the phone is encrypted.

Nobody vouches for it but its maker, and the phone's browser says so once. Comparing the fingerprint on both screens
is what shows that nobody sits between.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import TYPE_CHECKING

from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.private_files import write_private

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

FOLDER = "phone"
CERTIFICATE_FILE = "certificate.pem"
KEY_FILE = "key.pem"

VALID_DAYS = Parameter(
    id="phone-certificate-days",
    meaning="a certificate is valid for so long",
    value=397,
    unit="days",
    source=Source(
        id="apple-certificate-lifetime",
        citation="Apple Inc., About upcoming limits on trusted certificates (HT211025), 2020",
        finding="Server certificates valid for more than 398 days are refused, and at most 397 advised; it binds the "
        "authorities Apple ships, and is kept to here so that no phone has one reason more to refuse.",
        link="https://support.apple.com/en-us/102028",
    ),
    certainty=Certainty.HIGH,
)
RENEWED_DAYS = Parameter(
    id="phone-certificate-renewed-days",
    meaning="a certificate is made anew when it is valid for no longer than this",
    value=7,
    unit="days",
    source=our_judgement(date(2026, 11, 23), "It should not run out while the server runs, and none runs for a week."),
    certainty=Certainty.OPINION,
)
BEFOREHAND_HOURS = Parameter(
    id="phone-certificate-beforehand-hours",
    meaning="a certificate is valid from so long before it was made",
    value=24,
    unit="hours",
    source=our_judgement(date(2026, 11, 23), "A phone's clock may be behind, by a zone set wrongly at most."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """The two files a server needs, and what the person compares."""

    certificate_file: Path
    key_file: Path
    fingerprint: str
    """SHA-256, as pairs of hexadecimal digits."""
    expires: datetime
    made_anew: bool
    """The phone's browser will warn once more."""


def server_certificate(
    directory: Path, *, addresses: Sequence[IPv4Address], names: Sequence[str], at: datetime
) -> ServerCertificate:
    """The certificate kept in the data directory, made anew where there is none that can be used for these addresses.

    A name that is missing in the kept one is no reason: people scan the address. Raises UnusableInput when the files
    cannot be written.
    """
    certificate_file, key_file = (directory / FOLDER / name for name in (CERTIFICATE_FILE, KEY_FILE))
    kept = _kept(certificate_file, key_file)
    made_anew = kept is None or not _usable(kept, addresses, at)
    if kept is None or made_anew:  # said twice for the type checker: there is one from here on
        key, kept = _made(addresses, names, at)
        write_private(certificate_file, _certificate_pem(kept))
        write_private(key_file, _key_pem(key))
    return ServerCertificate(certificate_file, key_file, _fingerprint(kept), kept.not_valid_after_utc, made_anew)


# What is kept


def _kept(certificate_file: Path, key_file: Path) -> x509.Certificate | None:
    """The kept certificate, if it can be read, fits its key, and nobody else could read the key."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    try:
        certificate = load_pem_x509_certificate(certificate_file.read_bytes())
        key = load_pem_private_key(key_file.read_bytes(), password=None)
        private = _is_private(key_file)
    except (OSError, ValueError, TypeError):  # TypeError: somebody put a password on the key
        return None
    return certificate if private and key.public_key() == certificate.public_key() else None


def _usable(certificate: x509.Certificate, addresses: Sequence[IPv4Address], at: datetime) -> bool:
    from cryptography.x509 import ExtensionNotFound, IPAddress, SubjectAlternativeName

    try:
        named = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
    except (ExtensionNotFound, ValueError):
        return False
    ends = certificate.not_valid_after_utc - timedelta(days=RENEWED_DAYS.value)
    in_time = certificate.not_valid_before_utc <= at < ends
    return in_time and set(addresses) <= set(named.get_values_for_type(IPAddress))


def _is_private(file: Path) -> bool:
    return os.name == "nt" or file.stat().st_mode & 0o077 == 0


def _fingerprint(certificate: x509.Certificate) -> str:
    from cryptography.hazmat.primitives.hashes import SHA256

    return certificate.fingerprint(SHA256()).hex(" ").upper()


# Making


def _made(
    addresses: Sequence[IPv4Address], names: Sequence[str], at: datetime
) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lumbar on this home network")])
    begins = at - timedelta(hours=BEFOREHAND_HOURS.value)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=VALID_DAYS.value))
    )
    for extension, critical in _extensions(key, addresses, names):
        builder = builder.add_extension(extension, critical=critical)
    return key, builder.sign(key, SHA256())


def _extensions(
    key: EllipticCurvePrivateKey, addresses: Sequence[IPv4Address], names: Sequence[str]
) -> list[tuple[x509.ExtensionType, bool]]:
    """For a server and nothing else: whoever trusts it has not trusted it to vouch for others."""
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    known_as = [*(x509.IPAddress(address) for address in addresses), *(x509.DNSName(name) for name in names)]
    only_signs = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return [
        (x509.SubjectAlternativeName(known_as), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (only_signs, True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), False),
    ]


def _certificate_pem(certificate: x509.Certificate) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.PEM)


def _key_pem(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
