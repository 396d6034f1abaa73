"""pyHanko (PyPI) at the service of the tests: it signs, changes and validates PDFs, and answers as a
time-stamping authority.

  sign IN OUT FIELD KEY.p12 SCHEME [SUBFILTER] [TSA]  SCHEME: pkcs1, pss or ecdsa; TSA: a folder of keys
  habit IN OUT FIELD KEY.p12 HABIT                    certify, last, lock, reason, box or careless: so
  validate FILE CA.pem                                one line a signature
  stamp IN OUT KEYS                                   a time-stamp of the document
  change IN OUT WHAT                                  a further revision that changes WHAT
  serve KEYS                                          prints the port that it answers time-stamp requests at
"""

import asyncio
import sys
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from asn1crypto import tsp
from pyhanko.keys import load_cert_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

name = generic.pdf_name


def authority(keys):
    keys = Path(keys)
    store = SimpleCertificateStore()
    store.register(load_cert_from_pemder(str(keys / "middle.pem")))
    return timestamps.DummyTimeStamper(
        load_cert_from_pemder(str(keys / "clock.pem")),
        load_private_key_from_pemder(str(keys / "clock.key"), None),
        certs_to_embed=store,
    )


async def sign(source, target, field, key, scheme, subfilter="ETSI", tsa=None):
    signer = signers.SimpleSigner.load_pkcs12(key, passphrase=b"mat-khau", prefer_pss=scheme == "pss")
    kinds = {"ETSI": fields.SigSeedSubFilter.PADES, "adbe": fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED}
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=kinds[subfilter])
    with open(source, "rb") as file, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(file, strict=False)
        await signers.PdfSigner(meta, signer, timestamper=tsa and authority(tsa)).async_sign_pdf(
            writer, output=out)


async def habit(source, target, field, key, what):
    signer = signers.SimpleSigner.load_pkcs12(key, passphrase=b"mat-khau")
    more = {
        "certify": {"certify": True},
        "last": {"certify": True, "docmdp_permissions": fields.MDPPerm.NO_CHANGES},
        "reason": {"reason": "ban hành", "location": "An Bình", "contact_info": "văn thư"},
    }
    lock = fields.FieldMDPSpec(fields.FieldMDPAction.ALL)
    new = {
        "box": fields.SigFieldSpec(field, box=(50, 50, 250, 120)),
        "lock": fields.SigFieldSpec(field, field_mdp_spec=lock),
    }
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, **more.get(what, {}))
    if what == "careless":
        # As programs do that do not read what the signatures before theirs allow.
        signers.PdfSigner._enforce_certification_constraints = lambda *_: None
    with open(source, "rb") as file, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(file, strict=False)
        await signers.PdfSigner(meta, signer, new_field_spec=new.get(what)).async_sign_pdf(writer, output=out)


async def validate(path, trusted):
    root = load_cert_from_pemder(trusted)
    with open(path, "rb") as file:
        for signature in PdfFileReader(file).embedded_regular_signatures:
            context = ValidationContext(trust_roots=[root], moment=datetime.now(timezone.utc))
            status = await async_validate_pdf_signature(
                signature, signer_validation_context=context, ts_validation_context=context)
            stamp = status.timestamp_validity
            print(
                signature.field_name,
                "bottom-line" if status.bottom_line else "REFUSED",
                status.coverage.name,
                status.modification_level.name,
                status.pkcs7_signature_mechanism,
                "stamped" if stamp and stamp.valid and stamp.trusted else "unstamped",
            )


async def stamp(source, target, keys):
    with open(source, "rb") as file, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(file, strict=False)
        await PdfTimeStamper(authority(keys)).async_timestamp_pdf(writer, "sha256", None, output=out)


def change(source, target, what):
    with open(source, "rb") as file, open(target, "wb") as out:
        writer = IncrementalPdfFileWriter(file, strict=False)
        page_reference = writer.root["/Pages"]["/Kids"].raw_get(0)
        page = page_reference.get_object()
        if what == "contents":
            writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"q Q")))
        elif what == "annotation":
            box = generic.ArrayObject(map(generic.NumberObject, (100, 100, 300, 300)))
            note = generic.DictionaryObject({
                name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): box,
                name("/Contents"): generic.pdf_string("other words"),
                name("/DA"): generic.pdf_string("/Helv 12 Tf")})
            page.setdefault(name("/Annots"), generic.ArrayObject())
            page["/Annots"].append(writer.add_object(note))
            writer.mark_update(page_reference)
            writer.update_container(page["/Annots"])
        elif what == "action":
            writer.root["/OpenAction"] = generic.DictionaryObject({
                name("/S"): name("/JavaScript"), name("/JS"): generic.pdf_string("app.alert(1)")})
            writer.update_root()
        elif what == "layer":
            writer.root["/OCProperties"] = generic.DictionaryObject({
                name("/OCGs"): generic.ArrayObject(), name("/D"): generic.DictionaryObject()})
            writer.update_root()
        elif what == "box":
            page["/MediaBox"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 200)))
            writer.mark_update(page_reference)
        elif what == "pages":
            kids = writer.root["/Pages"]["/Kids"]
            kids.append(kids.raw_get(0))
            writer.update_container(kids)
        elif what == "font":
            for font in page["/Resources"]["/Font"].values():
                font = font.get_object()
                font["/BaseFont"] = name("/Other")
                writer.update_container(font)
        elif what == "field":
            for field in writer.root["/AcroForm"]["/Fields"]:
                field = field.get_object()
                field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 500)))
                writer.update_container(field)
        elif what == "visible-field":
            fields.append_signature_field(writer, fields.SigFieldSpec("more", box=(50, 50, 400, 400)))
        elif what == "nothing":
            writer.add_object(generic.DictionaryObject())
        writer.write(out)


class Answer(BaseHTTPRequestHandler):
    keys = None

    def do_POST(self):
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = asyncio.run(authority(self.keys).async_request_tsa_response(request)).dump()
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


def serve(keys):
    Answer.keys = keys
    server = HTTPServer(("127.0.0.1", 0), Answer)
    print(server.server_port, flush=True)
    server.serve_forever()


done = globals()[sys.argv[1]](*sys.argv[2:])
if asyncio.iscoroutine(done):
    asyncio.run(done)
