//! PDFs are signed, and other programs say so.

use super::desk::{
    Authority, PASSWORD, certificates, hanko_says, has_hanko, holds, identity, key, keys, prepared,
    signed, signing_time, verdict,
};
use super::others::qpdf_accepts;
use crate::support::{Office, Run, installed};
use kehoach::diag::Lang;
use kehoach::signature::certificate::ChainFault;
use kehoach::signature::check::Finding;
use kehoach::signature::fields::Field;
use kehoach::signature::key::KeyFault;
use kehoach::signature::pkcs12::{Identity, KeyFileFault};
use kehoach::signature::revision::Fault;
use kehoach::signature::sign::{SignFault, sign};
use std::process::Command;

fn twice_signed() -> Vec<u8> {
    let first = signed(prepared(), Field::Signer, "rsa");
    signed(&first, Field::Organisation, "p256")
}

#[test]
fn what_is_signed_holds() {
    for own in ["rsa", "p256", "p384"] {
        let pdf = signed(prepared(), Field::Signer, own);
        assert_eq!(pdf[..prepared().len()], *prepared());
        holds(&pdf, "signer");
        qpdf_accepts(&pdf);
    }
}

#[test]
fn the_office_signs_after_the_person_and_both_hold() {
    let pdf = twice_signed();
    holds(&pdf, "signer");
    holds(&pdf, "organisation");
    qpdf_accepts(&pdf);
}

#[test]
fn pyhanko_validates_what_is_signed() {
    if !has_hanko() {
        return;
    }
    let said = hanko_says(&signed(prepared(), Field::Signer, "p384"));
    let wanted = "signer bottom-line ENTIRE_FILE NONE sha384_ecdsa unstamped";
    assert_eq!(said, [wanted]);
    let said = hanko_says(&twice_signed());
    let wanted = [
        "signer bottom-line ENTIRE_REVISION FORM_FILLING rsassa_pss unstamped",
        "organisation bottom-line ENTIRE_FILE NONE sha256_ecdsa unstamped",
    ];
    assert_eq!(said, wanted);
}

#[test]
fn pdfsig_validates_what_is_signed() {
    if !installed("pdfsig") {
        return;
    }
    let office = Office::empty().file("it.pdf", twice_signed());
    let output = Command::new("pdfsig")
        .arg(office.path("it.pdf"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said.matches("Signature is Valid.").count(), 2, "{said}");
    assert_eq!(said.matches("Total document signed").count(), 1, "{said}");
    assert_eq!(said.matches("ETSI.CAdES.detached").count(), 2, "{said}");
}

#[test]
fn the_time_of_signing_stands_in_the_pdf_and_in_no_attribute() {
    let pdf = signed(prepared(), Field::Signer, "p256");
    let at = signing_time().timestamp();
    let found = verdict(&pdf, "signer").findings;
    assert!(found.contains(&Finding::Claimed { at }));
    let has = |text: &[u8]| pdf.windows(text.len()).any(|window| window == text);
    assert!(has(b"/M (D:20260115083000+07'00')"));
    // 1.2.840.113549.1.9.5, in hexadecimal digits as all of the signature.
    assert!(!has(b"06092A864886F70D010905"));
}

#[test]
fn key_files_of_long_ago_open() {
    for old in ["rsa-3des", "rsa-rc2"] {
        let chain = identity(old).chain().to_vec();
        assert_eq!(chain.first(), certificates("rsa").first());
        assert_eq!(chain.len(), 3, "with the authorities above");
    }
}

#[test]
fn each_key_file_that_does_not_do_gets_its_own_answer() {
    let open = |name: &str, password: &str| Identity::open(&key(name), password).unwrap_err();
    for name in ["rsa", "p256", "rsa-3des", "rsa-rc2"] {
        assert_eq!(open(name, "sai"), KeyFileFault::Password);
        assert_eq!(open(name, ""), KeyFileFault::Password);
    }
    assert_eq!(open("misfit", PASSWORD), KeyFileFault::Misfit);
    let small = KeyFileFault::Key(KeyFault::Size { bits: 1024 });
    assert_eq!(open("small", PASSWORD), small);
    assert_eq!(open("curve", PASSWORD), KeyFileFault::Key(KeyFault::Kind));
    for (lang, words) in [
        (Lang::En, "the password of the key file is wrong"),
        (Lang::Vi, "mật khẩu của tệp khóa không đúng"),
    ] {
        assert_eq!(KeyFileFault::Password.message().text(lang), words);
    }
}

#[test]
fn a_damaged_key_file_never_opens() {
    let whole = key("p256");
    for length in (0..whole.len()).step_by(97) {
        let cut = Identity::open(&whole[..length], PASSWORD);
        assert_eq!(cut.unwrap_err(), KeyFileFault::Damaged);
    }
    for at in (0..whole.len()).step_by(61) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        let opened = Identity::open(&changed, PASSWORD);
        assert!(opened.is_err(), "byte {at}");
    }
}

#[test]
fn a_certificate_that_does_not_do_is_refused() {
    let now = signing_time();
    let refused = |own: &str| sign(prepared(), Field::Signer, &identity(own), &now, None);
    let subject = "Hết hạn".to_owned();
    let until = "2021-01-01T00:00:00Z".parse().unwrap();
    let expired = ChainFault::Expired { subject, until };
    assert_eq!(refused("expired"), Err(SignFault::Certificate(expired)));
    let subject = "Chưa có hiệu lực".to_owned();
    let from = "2098-01-01T00:00:00Z".parse().unwrap();
    let early = ChainFault::Early { subject, from };
    assert_eq!(refused("future"), Err(SignFault::Certificate(early)));
    let subject = "Máy chủ web".to_owned();
    let purpose = ChainFault::Purpose { subject };
    assert_eq!(refused("server"), Err(SignFault::Certificate(purpose)));
}

#[test]
fn a_pdf_that_does_not_do_is_refused() {
    let now = signing_time();
    let refused = |pdf: &[u8], field| sign(pdf, field, &identity("p256"), &now, None).unwrap_err();
    let person = Field::Signer;
    assert_eq!(refused(b"abc", person), SignFault::Pdf(Fault::NotPdf));
    let cut = &prepared()[..prepared().len() / 2];
    assert_eq!(refused(cut, person), SignFault::Pdf(Fault::Damaged));
    let bare = super::rendered("tan-hoa/2025-giam-ngheo").bytes;
    assert_eq!(refused(&bare, person), SignFault::NoField(person));
    let office = Field::Organisation;
    assert_eq!(refused(prepared(), office), SignFault::SignerFirst);
    let once = signed(prepared(), person, "p256");
    assert_eq!(refused(&once, person), SignFault::Signed(person));
}

#[test]
fn what_is_signed_and_broken_is_not_signed_again() {
    let mut pdf = signed(prepared(), Field::Signer, "p256");
    let word = pdf.windows(8).position(|w| w == b"/Creator").unwrap();
    pdf[word + 12] ^= 1;
    let now = signing_time();
    let refused = sign(&pdf, Field::Organisation, &identity("p256"), &now, None);
    let Err(SignFault::Broken { field, why }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(field, "signer");
    assert_eq!(why.text(Lang::En), "what was signed has been changed");
}

/// Runs `kehoach sign` in a folder.
fn run(office: &Office, more: &[&str], password: Option<&str>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command
        .arg("sign")
        .args(more)
        .current_dir(office.path("."))
        .env("LC_ALL", "C")
        .env_remove("KEHOACH_P12_PASSWORD")
        .stdin(std::process::Stdio::null());
    if let Some(password) = password {
        command.env("KEHOACH_P12_PASSWORD", password);
    }
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn desk() -> Office {
    Office::empty()
        .file("it.pdf", prepared())
        .file("key.p12", key("p256"))
}

const SIGN: [&str; 5] = ["it.pdf", "--p12", "key.p12", "--field", "signer"];

#[test]
fn the_command_signs_the_file_or_writes_another() {
    let office = desk();
    let done = run(
        &office,
        &[&SIGN[..], &["--out", "signed.pdf"]].concat(),
        Some(PASSWORD),
    );
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert_eq!(
        done.out,
        "signed.pdf: «signer» signed by «Lê Văn Minh (p256)»\n"
    );
    assert_eq!(std::fs::read(office.path("it.pdf")).unwrap(), prepared());
    holds(&std::fs::read(office.path("signed.pdf")).unwrap(), "signer");
    assert_eq!(run(&office, &SIGN, Some(PASSWORD)).code, 0);
    holds(&std::fs::read(office.path("it.pdf")).unwrap(), "signer");
}

#[test]
fn what_the_command_refuses_leaves_the_file_as_it_was() {
    let office = desk();
    let wrong = run(&office, &SIGN, Some("sai"));
    assert_eq!(wrong.code, 2);
    assert_eq!(
        wrong.err,
        "error: key.p12: the password of the key file is wrong\n"
    );
    let asked = run(&office, &SIGN, None);
    assert_eq!(asked.code, 2);
    assert!(
        asked.err.contains("put it into KEHOACH_P12_PASSWORD"),
        "{}",
        asked.err
    );
    let given = run(
        &office,
        &[&SIGN[..], &["--password", PASSWORD]].concat(),
        None,
    );
    assert_eq!(given.code, 2);
    let nobody = [&SIGN[..], &["--tsa", "http://127.0.0.1:9"]].concat();
    let unstamped = run(&office, &nobody, Some(PASSWORD));
    assert_eq!(unstamped.code, 2);
    assert!(
        unstamped
            .err
            .contains("no time-stamp from http://127.0.0.1:9"),
        "{}",
        unstamped.err
    );
    assert_eq!(std::fs::read(office.path("it.pdf")).unwrap(), prepared());
    let left: Vec<_> = std::fs::read_dir(office.path(".")).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing half-written");
}

#[test]
fn no_other_file_is_written_over() {
    let office = desk().file("ke-hoach.docx", "khác");
    let other = [&SIGN[..], &["--out", "ke-hoach.docx"]].concat();
    let refused = run(&office, &other, Some(PASSWORD));
    assert_eq!(
        (refused.code, refused.err.as_str()),
        (
            2,
            "error: ke-hoach.docx is there already; give --out another name\n"
        )
    );
    let left = std::fs::read_to_string(office.path("ke-hoach.docx")).unwrap();
    assert_eq!(left, "khác");
    // The PDF itself, by whatever path, is what is signed without --out, too.
    let itself = [&SIGN[..], &["--out", "./it.pdf"]].concat();
    assert_eq!(run(&office, &itself, Some(PASSWORD)).code, 0);
    holds(&std::fs::read(office.path("it.pdf")).unwrap(), "signer");
}

#[test]
fn an_authority_stamps_the_time() {
    if !has_hanko() {
        return;
    }
    let authority = Authority::start();
    let office = desk();
    let more = [&SIGN[..], &["--tsa", &authority.address]].concat();
    let done = run(&office, &more, Some(PASSWORD));
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let pdf = std::fs::read(office.path("it.pdf")).unwrap();
    holds(&pdf, "signer");
    let found = verdict(&pdf, "signer").findings;
    assert!(
        found
            .iter()
            .any(|finding| matches!(finding, Finding::Stamped { .. }))
    );
    let wanted = "signer bottom-line ENTIRE_FILE NONE sha256_ecdsa stamped";
    assert_eq!(hanko_says(&pdf), [wanted]);
    assert!(keys().join("clock.pem").is_file());
}

#[test]
fn the_help_says_that_it_is_no_licensed_product() {
    let help = run(&Office::empty(), &["--help"], None).out;
    let words: Vec<&str> = help.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("no licensed product for digital signatures"),
        "{help}"
    );
}

#[test]
fn an_answer_of_an_authority_must_fit_the_request() {
    use kehoach::signature::cms;
    use kehoach::signature::timestamp::{request, token};
    if !has_hanko() {
        return;
    }
    let authority = Authority::start();
    let (stamped, nonce) = (b"chu ky", [7; 8]);
    let mut answer = ureq::post(&authority.address)
        .send(&request(stamped, nonce)[..])
        .unwrap();
    let answer = answer.body_mut().read_to_vec().unwrap();
    assert!(token(&answer, stamped, nonce).is_ok());
    assert_eq!(token(&answer, b"chu khac", nonce), Err(cms::Fault::Digest));
    assert_eq!(token(&answer, stamped, [8; 8]), Err(cms::Fault::Digest));
    assert_eq!(token(&answer[1..], stamped, nonce), Err(cms::Fault::Syntax));
    // A refusal (RFC 3161, 2.4.2).
    let refused = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02];
    assert_eq!(token(&refused, stamped, nonce), Err(cms::Fault::Syntax));
}
