#!/usr/bin/env bash
# Makes the certificates and key files of the tests anew (OpenSSL 3): ./make.sh
# All of them are for tests alone; the password of every key file is «mat-khau».
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
password=mat-khau

cat >"$work/extensions" <<'END'
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[middle]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[person]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = emailProtection, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, keyEncipherment
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
[clock]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END

# key NAME KIND
key() {
  case $2 in
    rsa*) openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:${2#rsa}" -out "$work/$1.key" ;;
    *) openssl genpkey -quiet -algorithm EC -pkeyopt "ec_paramgen_curve:$2" -out "$work/$1.key" ;;
  esac
}
# certificate NAME SUBJECT ISSUER EXTENSIONS FROM TO
certificate() {
  openssl req -new -utf8 -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  local signing=(-cert "$work/$3.pem" -keyfile "$work/$3.key")
  [ "$1" = "$3" ] && signing=(-selfsign -keyfile "$work/$1.key")
  mkdir -p "$work/db" && : >"$work/db/index" && [ -f "$work/db/serial" ] || echo 1000 >"$work/db/serial"
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/db/index\nserial=%s/db/serial\nnew_certs_dir=%s/db\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\norganizationName=optional\ncountryName=optional\n' \
    "$work" "$work" "$work" >"$work/ca.cnf"
  openssl ca -batch -notext -utf8 -config "$work/ca.cnf" "${signing[@]}" -in "$work/$1.csr" \
    -extfile "$work/extensions" -extensions "$4" -startdate "$5" -enddate "$6" -out "$work/$1.pem" 2>/dev/null
}
# container NAME CERTIFICATE KEY OPTIONS…
container() {
  local name=$1 own=$2 private=$3
  shift 3
  cat "$work/middle.pem" "$work/root.pem" >"$work/above.pem"
  openssl pkcs12 -export -inkey "$work/$private.key" -in "$work/$own.pem" -certfile "$work/above.pem" \
    -passout "pass:$password" -out "$name.p12" "$@"
}

long=(20200101000000Z 20991231235959Z)
key root P-384
certificate root "/C=VN/O=Kiểm thử/CN=Root CA (kiểm thử)" root root "${long[@]}"
key middle rsa2048
certificate middle "/C=VN/O=Kiểm thử/CN=Sub CA (kiểm thử)" root middle "${long[@]}"
key other P-256
certificate other "/C=VN/CN=Một CA khác" other root "${long[@]}"
for person in rsa:rsa2048 p256:P-256 p384:P-384; do
  key "${person%%:*}" "${person#*:}"
  certificate "${person%%:*}" "/C=VN/O=UBND xã An Bình/CN=Lê Văn Minh (${person%%:*})" middle person "${long[@]}"
done
key small rsa1024
certificate small "/C=VN/CN=Khóa ngắn" middle person "${long[@]}"
key curve P-521
certificate curve "/C=VN/CN=Đường cong khác" middle person "${long[@]}"
key expired P-256
certificate expired "/C=VN/CN=Hết hạn" middle person 20200101000000Z 20210101000000Z
key future P-256
certificate future "/C=VN/CN=Chưa có hiệu lực" middle person 20980101000000Z 20991231235959Z
key server P-256
certificate server "/C=VN/CN=Máy chủ web" middle server "${long[@]}"
# A person's certificate used as if it were an authority's.
key false P-256
certificate false "/C=VN/CN=CA giả" p256 person "${long[@]}"
key clock rsa2048
certificate clock "/C=VN/CN=Dấu thời gian (kiểm thử)" middle clock "${long[@]}"

for name in rsa p256 p384 small curve expired future server false; do container "$name" "$name" "$name"; done
# As programs of Windows and of Vietnamese authorities' tokens have long exported.
container rsa-3des rsa rsa -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
container rsa-rc2 rsa rsa -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1
# The key of one certificate beside another: OpenSSL refuses to write that, Python's cryptography
# writes it among the other certificates.
python3 - "$work" "$password" <<'END'
import sys, pathlib
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption, load_pem_private_key, pkcs12)
work, password = pathlib.Path(sys.argv[1]), sys.argv[2].encode()
key = load_pem_private_key((work / "false.key").read_bytes(), None)
own = x509.load_pem_x509_certificate((work / "p256.pem").read_bytes())
sealed = pkcs12.serialize_key_and_certificates(b"x", key, None, [own], BestAvailableEncryption(password))
pathlib.Path("misfit.p12").write_bytes(sealed)
END
cp "$work"/{root,middle,other,rsa,p256,p384,clock}.pem .
cat "$work/p256.pem" "$work/false.pem" >false.pem
openssl pkey -in "$work/clock.key" -out clock.key
