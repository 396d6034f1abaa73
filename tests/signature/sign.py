"""Lists the signature fields of the PDFs of a folder, then signs them one after another and validates
the signatures, with pyHanko.
"""

import datetime
import io
import pathlib
import sys

from asn1crypto import keys, x509
from cryptography import x509 as cx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


def throw_away(name):
    """A key and a certificate that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = cx.Name([cx.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = cx.KeyUsage(True, True, False, False, False, True, True, False, False)
    certificate = (
        cx.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(cx.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(cx.BasicConstraints(True, None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    der = serialization.Encoding.DER
    private = key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return (
        keys.PrivateKeyInfo.load(private),
        x509.Certificate.load(certificate.public_bytes(der)),
    )


def listed(data):
    found = fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(data)))
    return [
        (name, "empty" if value is None else "signed") for name, value, _ in found
    ]


def signed(data, name):
    """The file with a signature in a field that it has, and the signer's certificate."""
    key, certificate = throw_away(name)
    signer = signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=key,
        cert_registry=SimpleCertificateStore(),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=name, subfilter=fields.SigSeedSubFilter.PADES
    )
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)),
        meta,
        signer=signer,
        existing_fields_only=True,
    )
    return out.getvalue(), certificate


def validated(data, roots):
    for signature in PdfFileReader(io.BytesIO(data)).embedded_signatures:
        context = ValidationContext(trust_roots=roots)
        status = validate_pdf_signature(signature, context)
        yield (
            signature.field_name,
            "intact" if status.intact else "broken",
            "trusted" if status.trusted else "untrusted",
            "accepted" if status.bottom_line else "refused",
        )


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.pdf")):
    data = path.read_bytes()
    names = listed(data)
    roots = []
    for name, _ in names:
        data, root = signed(data, name)
        roots.append(root)
    path.with_suffix(".signed").write_bytes(data)
    for words in names + list(validated(data, roots)):
        print(path.stem, *words)
