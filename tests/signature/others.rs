//! What other programs say of the files: qpdf, poppler, pyHanko and outloud.

use super::{PLANS, pictured, prepared, rendered};
use crate::docx::validators::{python_of, said};
use crate::support::poppler;
use crate::support::{Office, installed};
#[cfg(feature = "sign")]
use kehoach::signature::{compare::since, state::State};
use std::process::Command;

/// qpdf reads a PDF, with all its streams, and finds no fault.
pub fn qpdf_accepts(bytes: &[u8]) {
    if !installed("qpdf") {
        return;
    }
    let office = Office::empty().file("it.pdf", bytes);
    let output = Command::new("qpdf")
        .arg("--check")
        .arg(office.path("it.pdf"))
        .output()
        .unwrap();
    let said = said(&output);
    assert!(output.status.success(), "{said}");
    assert!(
        said.contains("No syntax or stream encoding errors found"),
        "{said}"
    );
    assert!(!said.contains("WARNING"), "{said}");
}

#[test]
fn qpdf_finds_no_fault() {
    for plan in PLANS {
        let pdf = rendered(plan);
        qpdf_accepts(&prepared(&pdf));
        qpdf_accepts(&pictured(&pdf));
    }
}

#[test]
fn pdfsig_sees_two_empty_fields() {
    if !installed("pdftotext") {
        return;
    }
    let office = Office::empty().file("it.pdf", prepared(&rendered(PLANS[0])));
    let output = Command::new("pdfsig")
        .arg(office.path("it.pdf"))
        .output()
        .unwrap();
    let said = said(&output);
    let lines: Vec<&str> = said.lines().skip(1).map(str::trim).collect();
    assert_eq!(
        lines,
        [
            "Signature #1:",
            "- Signature Field Name: signer",
            "The signature form field is not signed.",
            "Signature #2:",
            "- Signature Field Name: organisation",
            "The signature form field is not signed.",
        ]
    );
}

#[test]
fn poppler_reads_and_draws_the_pages_as_before() {
    if !installed("pdftotext") {
        return;
    }
    for plan in PLANS {
        let pdf = rendered(plan);
        let office = Office::empty()
            .file("before.pdf", &pdf.bytes)
            .file("after.pdf", prepared(&pdf))
            .file("pictures.pdf", pictured(&pdf));
        let path = |name: &str| office.path(name).to_str().unwrap().to_owned();
        let text = |name: &str| poppler("pdftotext", &["-layout", &path(name), "-"]);
        assert_eq!(text("before.pdf"), text("after.pdf"));
        assert_eq!(text("before.pdf"), text("pictures.pdf"));
        let info = poppler("pdfinfo", &[&path("after.pdf")]);
        for line in [
            "Tagged:          yes",
            "JavaScript:      no",
            "Form:            AcroForm",
        ] {
            assert!(info.contains(line), "{info}");
        }
        let attached = |name: &str| {
            let list = poppler("pdfdetach", &["-list", &path(name)]);
            assert!(list.contains("kehoach.toml"), "{list}");
            list
        };
        assert_eq!(attached("before.pdf"), attached("after.pdf"));
        let drawn = |name: &str, page: usize| {
            let (page, out) = (page.to_string(), path(&format!("{name}-{page}")));
            let pages = ["-f", &page, "-l", &page];
            let whole = ["-png", "-r", "50", "-singlefile"];
            poppler(
                "pdftoppm",
                &[&whole[..], &pages, &[&path(name), &out]].concat(),
            );
            std::fs::read(format!("{out}.png")).unwrap()
        };
        for page in 1..=pdf.pages {
            let before = drawn("before.pdf", page);
            assert!(before == drawn("after.pdf", page), "page {page} of {plan}");
            let is_signed = page == pdf.signature.unwrap().page + 1;
            assert_eq!(before != drawn("pictures.pdf", page), is_signed);
        }
    }
}

#[test]
fn poppler_draws_the_pictures_in_their_colours_and_leaves_the_ground_clear() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = rendered(PLANS[1]);
    let office = Office::empty().file("it.pdf", pictured(&pdf));
    let images = poppler(
        "pdfimages",
        &["-list", office.path("it.pdf").to_str().unwrap()],
    );
    let images: Vec<Vec<&str>> = images
        .lines()
        .skip(2)
        .map(|line| line.split_whitespace().collect())
        .collect();
    let kinds: Vec<[&str; 4]> = images
        .iter()
        .map(|line| [line[2], line[5], line[12], line[13]])
        .collect();
    // Both pictures have 150 pixels to the inch and are drawn so: in their true size.
    let pair = [
        ["image", "rgb", "150", "150"],
        ["smask", "gray", "150", "150"],
    ];
    assert_eq!(kinds, [pair, pair].concat());
    let (file, out) = (office.path("it.pdf"), office.path("page"));
    let arguments = ["-png", "-r", "72", "-singlefile", "-f", "4"];
    let paths = [file.to_str().unwrap(), out.to_str().unwrap()];
    poppler("pdftoppm", &[&arguments[..], &paths].concat());
    let bytes = std::fs::read(office.path("page.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut samples).unwrap();
    let count = |is: fn(&[u8]) -> bool| samples.chunks(3).filter(|pixel| is(pixel)).count();
    let red = count(|pixel| pixel[0] > 180 && pixel[1] < 90 && pixel[2] < 90);
    let blue = count(|pixel| pixel[2] > 120 && pixel[0] < 90);
    let white = count(|pixel| pixel == [255; 3]);
    assert!(red > 500 && blue > 50, "{red} red, {blue} blue");
    assert!(white * 10 > samples.len() / 3 * 8, "{white} white");
}

/// All that a folder of files needs: two plans with empty fields.
fn folder() -> Office {
    Office::empty()
        .file("krong-no.pdf", prepared(&rendered(PLANS[0])))
        .file("tan-hoa.pdf", prepared(&rendered(PLANS[1])))
}

#[test]
fn pyhanko_fills_both_fields_and_the_first_signature_outlives_the_second() {
    let office = folder();
    let script = "tests/signature/sign.py";
    let Some(output) = python_of("pyhanko.sign", script, &office.path(".")) else {
        return;
    };
    assert!(output.status.success(), "{}", said(&output));
    let mut wanted = String::new();
    for plan in ["krong-no", "tan-hoa"] {
        for field in ["signer", "organisation"] {
            wanted.push_str(&format!("{plan} {field} empty\n"));
        }
        for field in ["signer", "organisation"] {
            wanted.push_str(&format!("{plan} {field} intact trusted accepted\n"));
        }
    }
    assert_eq!(String::from_utf8_lossy(&output.stdout), wanted);
    for plan in ["krong-no", "tan-hoa"] {
        let signed = std::fs::read(office.path(&format!("{plan}.signed"))).unwrap();
        qpdf_accepts(&signed);
    }
}

/// A plan that was released with pictures and signed by both, from the folder that it stands in.
#[cfg(feature = "sign")]
fn released_and_signed() -> (Office, Vec<u8>) {
    use super::archive::{WITH_PICTURES, released, twice_signed};
    let (office, pdf) = released(&WITH_PICTURES);
    let signed = twice_signed(&pdf);
    (office.file("it.pdf", &signed), signed)
}

#[cfg(feature = "sign")]
#[test]
fn qpdf_and_pdfsig_accept_what_was_released_and_signed() {
    let (office, pdf) = released_and_signed();
    qpdf_accepts(&pdf);
    if !installed("pdfsig") {
        return;
    }
    let output = Command::new("pdfsig").arg(office.path("it.pdf")).output();
    let said = said(&output.unwrap());
    assert_eq!(said.matches("Signature is Valid.").count(), 2, "{said}");
    assert_eq!(said.matches("Total document signed").count(), 1, "{said}");
}

#[cfg(feature = "sign")]
#[test]
fn pyhanko_validates_what_was_released_and_signed() {
    if !super::desk::has_hanko() {
        return;
    }
    let wanted = [
        "signer bottom-line ENTIRE_REVISION FORM_FILLING rsassa_pss unstamped",
        "organisation bottom-line ENTIRE_FILE NONE sha256_ecdsa unstamped",
    ];
    assert_eq!(super::desk::hanko_says(&released_and_signed().1), wanted);
}

#[cfg(feature = "sign")]
#[test]
fn outloud_passes_what_was_released_and_signed() {
    if !installed("outloud") {
        return;
    }
    let (office, _) = released_and_signed();
    let report = super::aloud::heard(&office.path("it.pdf"));
    assert_eq!(report["verdict"], "pass", "{}", report["findings"]);
}

#[cfg(feature = "sign")]
#[test]
fn pdfdetach_saves_the_sources_byte_for_byte_after_both_signatures() {
    if !installed("pdftotext") {
        return;
    }
    let (office, _) = released_and_signed();
    let saved = Office::empty();
    let folder = saved.path(".");
    let (file, folder) = (office.path("it.pdf"), folder.to_str().unwrap());
    let arguments = ["-saveall", "-o", folder, file.to_str().unwrap()];
    poppler("pdfdetach", &arguments);
    for name in ["a.toml", "kehoach.toml", "units.toml", "legal.toml"] {
        let own = std::fs::read(office.path(name)).unwrap();
        assert!(std::fs::read(saved.path(name)).unwrap() == own, "{name}");
    }
    let count = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(count, 4, "and nothing else");
}

/// A release whose fields poppler's own signing program has signed, with the keys of the tests.
#[cfg(feature = "sign")]
#[test]
fn what_poppler_signs_holds() {
    if !installed("pdfsig") || !installed("certutil") {
        return;
    }
    let office = Office::empty()
        .file("it.pdf", super::desk::prepared())
        .file("nss/it", "");
    let folder = office.path(".");
    let store = "sql:nss";
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{program}: {}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    run("certutil", &["-N", "-d", store, "--empty-password"]);
    for name in ["p256", "rsa"] {
        let key = super::desk::keys().join(format!("{name}.p12"));
        let key = ["-i", key.to_str().unwrap(), "-d", store];
        let words = ["-W", super::desk::PASSWORD, "-K", ""];
        run("pk12util", &[&key[..], &words].concat());
    }
    let named = |own: &str| format!("Lê Văn Minh ({own}) - Kiểm thử");
    let sign = |key: &str, more: &[&str]| {
        let key = named(key);
        let how = ["-nssdir", store, "-no-ocsp", "-nick", &key];
        run("pdfsig", &[&how[..], more].concat());
    };
    sign("rsa", &["-sign", "signer", "-etsi", "it.pdf", "one.pdf"]);
    sign("rsa", &["-sign", "organisation", "one.pdf", "two.pdf"]);
    sign(
        "rsa",
        &[
            "-add-signature",
            "-new-signature-field-name",
            "them",
            "it.pdf",
            "new.pdf",
        ],
    );
    let read = |name: &str| std::fs::read(office.path(name)).unwrap();
    let (two, new) = (read("two.pdf"), read("new.pdf"));
    for (pdf, field) in [(&two, "signer"), (&two, "organisation"), (&new, "them")] {
        super::desk::holds(pdf, field);
        let released = super::desk::prepared().len();
        let changes = since(pdf, released);
        let wrong = changes.iter().find(|change| change.state() != State::Valid);
        assert_eq!(wrong, None);
    }
}
