//! Each item of a report, on both sides of what makes it valid, unknown or invalid.

use super::{PLAN, bytes, released, states, verified};
use crate::support::Office;
use serde_json::Value as Json;

const MANIFEST: &str = "released/a.manifest.json";
const REGISTER: &str = "plans/so-van-ban-di-2026.csv";

fn text(office: &Office, name: &str) -> String {
    String::from_utf8(bytes(office, name)).unwrap()
}

/// The released file's item in words, where the manifest was changed.
fn with_manifest(change: impl Fn(&mut Json), item: usize) -> String {
    let office = released();
    let mut manifest: Json = serde_json::from_str(&text(&office, MANIFEST)).unwrap();
    change(&mut manifest);
    let office = office.file(MANIFEST, manifest.to_string());
    said(&office, "released/a.pdf", &[], item)
}

/// An item of a file's report: state and message.
fn said(office: &Office, file: &str, more: &[&str], item: usize) -> String {
    let run = office.run(&[&["verify", "--format", "json", file], more].concat());
    let reports: Json = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    let item = &reports[0]["items"][item];
    format!(
        "{}: {}",
        item["state"].as_str().unwrap(),
        item["message"].as_str().unwrap()
    )
}

fn input<'m>(manifest: &'m mut Json, name: &str) -> &'m mut Json {
    let inputs = manifest["inputs"].as_array_mut().unwrap();
    inputs
        .iter_mut()
        .find(|input| input["name"] == name)
        .unwrap()
}

#[test]
fn what_a_file_carries_is_in_the_manifest_by_name_and_hash() {
    assert!(with_manifest(|_| {}, 1).starts_with("valid"));
    let wanted = "invalid: units.toml, which it carries, is not the one of the manifest";
    let renamed = with_manifest(
        |all| input(all, "units.toml")["name"] = "don-vi.toml".into(),
        1,
    );
    assert_eq!(renamed, wanted);
    // The hash of another file that it carries is not enough.
    let swapped = |all: &mut Json| {
        let other = input(all, "legal.toml")["sha256"].clone();
        input(all, "units.toml")["sha256"] = other;
    };
    assert_eq!(with_manifest(swapped, 1), wanted);
    let last = "invalid: legal.toml, which it carries, is not the one of the manifest";
    let changed = with_manifest(|all| input(all, "legal.toml")["sha256"] = "0".into(), 1);
    assert_eq!(changed, last);
}

#[test]
fn a_file_is_named_by_its_hash_and_its_size() {
    let named =
        |key: &str, value: Json| with_manifest(|all| all["outputs"][0][key] = value.clone(), 1);
    let other = "invalid: it is not a file that the manifest names";
    assert_eq!(named("sha256", "0".into()), other);
    assert_eq!(named("size", 10.into()), other);
    assert_eq!(named("size", 100_000_000.into()), other);
    assert!(named("name", "b.pdf".into()).starts_with("valid"));
    // Only behind a PDF may a signature stand.
    let office = released();
    let longer = [bytes(&office, "released/a.docx"), vec![0]].concat();
    let office = office.file("released/a.docx", longer);
    assert_eq!(said(&office, "released/a.docx", &[], 1), other);
}

#[test]
fn what_it_was_made_with_must_be_at_hand() {
    let unlike = |role: &str| {
        with_manifest(
            |all| {
                let inputs = all["inputs"].as_array_mut().unwrap();
                let own = inputs
                    .iter_mut()
                    .find(|input| input["role"] == role)
                    .unwrap();
                own["name"] = "khac".into();
            },
            2,
        )
    };
    let another = "unknown: it was made with another khac, which it does not carry";
    let folder = "; name the folder of its office with --plans";
    assert_eq!(unlike("template"), format!("{another}{folder}"));
    assert_eq!(unlike("font"), another);
    // What it carries is held against the manifest elsewhere.
    assert!(
        unlike("registry").starts_with("valid"),
        "{}",
        unlike("registry")
    );
    assert!(unlike("plan").starts_with("valid"));
    let picture = with_manifest(
        |all| {
            let mut own = all["inputs"][0].clone();
            own["role"] = "picture".into();
            own["name"] = "ky.png".into();
            all["inputs"].as_array_mut().unwrap().push(own);
        },
        2,
    );
    assert_eq!(
        picture,
        "unknown: the picture ky.png went into it; give it to make the file again"
    );
    let version = with_manifest(|all| all["program"] = "0.0.1".into(), 2);
    let own = env!("CARGO_PKG_VERSION");
    assert_eq!(
        version,
        format!("unknown: kehoach 0.0.1 made it, and this is {own}")
    );
}

#[test]
fn a_manifest_is_of_the_document_that_the_file_is() {
    let wanted =
        "invalid: it is 01/KH-UBND of 20/01/2026, and the manifest is of another document: ";
    let number = with_manifest(|all| all["register"]["number"] = "09/KH-UBND".into(), 1);
    assert_eq!(number, format!("{wanted}09/KH-UBND of 20/01/2026"));
    let day = with_manifest(
        |all| all["document"]["PromulgationInfo"]["PromulgationDate"] = "2026-01-21".into(),
        1,
    );
    assert_eq!(day, format!("{wanted}01/KH-UBND of 21/01/2026"));
    let none = with_manifest(
        |all| all["document"]["PromulgationInfo"]["PromulgationDate"] = "hôm qua".into(),
        1,
    );
    assert_eq!(none, format!("{wanted}01/KH-UBND of hôm qua"));
    let subject = with_manifest(|all| all["document"]["Subject"] = "Kế hoạch khác".into(), 1);
    assert_eq!(subject, format!("{wanted}01/KH-UBND of 20/01/2026"));
}

#[test]
fn what_render_makes_is_what_a_plan_makes_but_not_what_went_out() {
    let office = released();
    assert_eq!(
        office
            .run(&["render", "plans/a.toml", "--format", "pdf,docx"])
            .code,
        0
    );
    assert!(said(&office, "out/a.pdf", &[], 2).starts_with("valid"));
    assert!(said(&office, "out/a.docx", &[], 2).starts_with("valid"));
    let with = ["--manifest", MANIFEST];
    let wanted = "invalid: made again from its plan, it is another file";
    assert_eq!(said(&office, "out/a.pdf", &with, 2), wanted);
    assert!(said(&office, "out/a.docx", &with, 2).starts_with("valid"));
    // Without a manifest another file may be of other templates.
    let longer = [bytes(&office, "out/a.pdf"), b"\n".to_vec()].concat();
    let office = office.file("out/a.pdf", longer);
    let state = said(&office, "out/a.pdf", &[], 2);
    assert!(
        state.starts_with("unknown: made again from its plan, it is another file;"),
        "{state}"
    );
}

#[test]
fn the_files_that_it_carries_are_counted() {
    let office = |files: &[&str]| {
        let office = released();
        let mut own = Office::empty().file("a.toml", PLAN);
        for file in files {
            own = own.file(file, bytes(&office, &format!("plans/{file}")));
        }
        let run = own.run(&["render", "a.toml", "--out", "ra"]);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        said(&own, "ra/a.pdf", &[], 0)
    };
    let all = ["kehoach.toml", "units.toml", "legal.toml"];
    assert_eq!(
        office(&all[..1]),
        "valid: it carries a.toml and 1 other file"
    );
    assert_eq!(
        office(&all[..2]),
        "valid: it carries a.toml and 2 other files"
    );
}

#[test]
fn a_plan_that_no_document_can_be_made_of_is_said() {
    let office = released();
    let docx = bytes(&office, "released/a.docx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let mut written = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut is_changed = false;
    for name in names {
        let mut part = Vec::new();
        std::io::copy(&mut archive.by_name(&name).unwrap(), &mut part).unwrap();
        if name == "customXml/item1.xml" {
            let whole = String::from_utf8(part).unwrap();
            part = whole.replace("year = 2026", "year = ").into_bytes();
            is_changed = true;
        }
        written
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut written, &part).unwrap();
    }
    assert!(is_changed);
    let office = office.file("released/a.docx", written.finish().unwrap().into_inner());
    let wanted = [
        "invalid: the plan that it carries cannot be read",
        "invalid: it is not a file that the manifest names",
        "unknown: without its plan it cannot be made again",
        "unknown: without its plan, number and date are not known",
    ];
    for (item, wanted) in wanted.into_iter().enumerate() {
        assert_eq!(said(&office, "released/a.docx", &[], item), wanted);
    }
}

/// What the register says of the released file, where its only row is another.
fn with_row(row: &str) -> String {
    let office = released();
    let register = text(&office, REGISTER);
    let header = register.lines().next().unwrap();
    let office = office.file(REGISTER, format!("{header}\n{row}\n"));
    said(&office, "released/a.pdf", &[], 3)
}

#[test]
fn the_register_has_number_symbol_and_day() {
    assert_eq!(
        with_row("01/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026,,,,,"),
        "valid: the register has 01/KH-UBND of 20/01/2026"
    );
    assert_eq!(
        with_row("01/KH-UBND,20/01/2026,KẾ HOẠCH  giảm nghèo năm 2026,,,,,"),
        "valid: the register has 01/KH-UBND of 20/01/2026"
    );
    assert_eq!(
        with_row("01/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2025,,,,,"),
        "invalid: the register has 01/KH-UBND of 20/01/2026 for another document: Kế hoạch Giảm nghèo năm 2025"
    );
    assert_eq!(
        with_row("01/QĐ-UBND,20/01/2026,A,,,,,"),
        "invalid: it says 01/KH-UBND of 20/01/2026, and the register 01/QĐ-UBND of 20/01/2026"
    );
    assert_eq!(
        with_row("01/KH-UBND,19/01/2026,A,,,,,"),
        "invalid: it says 01/KH-UBND of 20/01/2026, and the register 01/KH-UBND of 19/01/2026"
    );
    assert_eq!(
        with_row("02/KH-UBND,20/01/2026,A,,,,,"),
        "invalid: the register has no 01/KH-UBND"
    );
}

#[test]
fn a_manifest_names_no_register_outside_of_the_workspace() {
    let office = released();
    let manifest = text(&office, "released/a.manifest.json");
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("so.csv");
    std::fs::write(&copy, text(&office, REGISTER)).unwrap();
    std::fs::create_dir(office.path("khac")).unwrap();
    for outside in [
        copy.display().to_string(),
        format!("../{}", copy.display()),
        "khac/../so-van-ban-di-2026.csv".to_owned(),
    ] {
        let named = manifest.replace(
            "\"so-van-ban-di-2026.csv\"",
            &serde_json::to_string(&outside).unwrap(),
        );
        assert_ne!(named, manifest);
        std::fs::write(office.path("released/a.manifest.json"), named).unwrap();
        let said = said(&office, "released/a.pdf", &[], 3);
        assert!(
            said.starts_with("unknown: the register of outgoing documents is not found"),
            "{said}"
        );
    }
}

#[test]
fn of_a_register_with_errors_nothing_is_told_and_with_warnings_all() {
    let errors =
        "unknown: the register of outgoing documents has errors (kehoach status shows them)";
    let valid = "valid: the register has 01/KH-UBND of 20/01/2026";
    let first = "01/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026,,,,,\n";
    assert_eq!(
        with_row(&format!("{first}1/KH-UBND,20/01/2026,B,,,,,")),
        errors
    );
    assert_eq!(
        with_row(&format!("{first}không số,20/01/2026,B,,,,,")),
        errors
    );
    // A number left out is a warning.
    assert_eq!(
        with_row(&format!("{first}3/KH-UBND,20/01/2026,B,,,,,")),
        valid
    );
}

#[test]
fn a_plan_with_number_or_day_alone_has_not_gone_out() {
    let wanted = "unknown: it has no number and date yet: it has not gone out";
    for head in [
        "",
        "number = 1",
        "date = 2026-01-20",
        "number = \"mười\"\ndate = 2026-01-20",
    ] {
        let plan = PLAN.replace("year = 2026", &format!("year = 2026\n{head}"));
        let office = released().file("plans/b.toml", plan);
        assert_eq!(office.run(&["render", "plans/b.toml"]).code, 0, "{head}");
        assert_eq!(said(&office, "out/b.pdf", &[], 3), wanted, "{head}");
    }
}

#[test]
fn the_register_is_looked_for_below_a_folder() {
    let office = released();
    let missing = "unknown: the register of outgoing documents is not found;";
    let at = |office: &Office, more: &[&str]| said(office, "released/a.pdf", more, 3);
    assert!(at(&office, &["--plans", "released"]).starts_with(missing));
    assert!(at(&office, &["--plans", "plans"]).starts_with("valid"));
    // A plan of that name that says something else is another plan.
    let changed = text(&office, "plans/a.toml") + "# sửa\n";
    let office = office.file("plans/a.toml", changed);
    assert!(at(&office, &[]).starts_with(missing));
    let office = released();
    std::fs::remove_file(office.path(REGISTER)).unwrap();
    assert!(at(&office, &[]).starts_with(missing));
    assert!(at(&office, &["--register", "plans/none.csv"]).starts_with(missing));
    // By the manifest's name of it; without a manifest by that of the office's settings.
    let office = released();
    std::fs::remove_file(office.path(MANIFEST)).unwrap();
    assert!(at(&office, &[]).starts_with("valid"));
    let register = bytes(&office, REGISTER);
    std::fs::rename(office.path(REGISTER), office.path("plans/so-khac.csv")).unwrap();
    assert!(at(&office, &[]).starts_with(missing));
    let office = released().file("plans/so-khac.csv", register);
    std::fs::remove_file(office.path(REGISTER)).unwrap();
    let manifest = text(&office, MANIFEST).replace("so-van-ban-di-2026.csv", "so-khac.csv");
    assert!(at(&office.file(MANIFEST, manifest), &[]).starts_with("valid"));
}

#[test]
fn a_manifest_beside_a_file_is_found_by_name_by_hash_or_by_its_plan() {
    let office = released();
    let (pdf, own) = (bytes(&office, "released/a.pdf"), bytes(&office, MANIFEST));
    let found = |office: &Office, file: &str| said(office, file, &[], 1);
    let none = "unknown: no manifest of its release lies beside it; give one with --manifest";
    let other = "invalid: it is not a file that the manifest names";
    // One of its own name that does not name it, and another that does.
    let renamed = Office::empty()
        .file("b.pdf", &pdf)
        .file(
            "b.manifest.json",
            text(&office, MANIFEST).replace("\"sha256\": \"", "\"sha256\": \"0"),
        )
        .file("a.manifest.json", &own);
    assert!(found(&renamed, "b.pdf").starts_with("valid"));
    std::fs::remove_file(renamed.path("a.manifest.json")).unwrap();
    assert_eq!(found(&renamed, "b.pdf"), other);
    // A changed file under another name, by the plan that it carries.
    let cut = &pdf[..pdf.len() - 1];
    let changed = Office::empty()
        .file("b.pdf", cut)
        .file("a.manifest.json", &own);
    assert_eq!(found(&changed, "b.pdf"), other);
    let stranger = changed.file(
        "a.manifest.json",
        text(&office, MANIFEST).replace("\"sha256\": \"", "\"sha256\": \"0"),
    );
    assert_eq!(found(&stranger, "b.pdf"), none);
    assert_eq!(
        found(
            &Office::empty().file("b.pdf", &pdf).file("khac.json", &own),
            "b.pdf"
        ),
        none
    );
}

#[test]
fn the_kind_of_a_file_is_told_by_its_first_bytes_then_its_name() {
    let office = released();
    let (pdf, docx) = (
        bytes(&office, "released/a.pdf"),
        bytes(&office, "released/a.docx"),
    );
    let office = Office::empty()
        .file("pdf.docx", &pdf)
        .file("khong-duoi", &docx)
        .file("word.pdf", &docx)
        .file("hoa.DOCX", &docx)
        .file("hoa.PDF", "x")
        .file("chu.docx", "x");
    for name in ["pdf.docx", "khong-duoi", "word.pdf", "hoa.DOCX"] {
        let (_, states) = verified(&office, &[name]);
        assert_eq!(states[0], "source: valid", "{name}");
    }
    for name in ["hoa.PDF", "chu.docx"] {
        let (_, states) = verified(&office, &[name]);
        assert_eq!(states[0], "source: invalid", "{name}");
    }
    // Of a PDF alone the signatures are looked at.
    let (_, states) = verified(&office, &["hoa.PDF"]);
    assert_eq!(states.last().unwrap(), "signatures: invalid");
    let (_, states) = verified(&office, &["chu.docx"]);
    assert_eq!(states.len(), 4);
}

#[test]
fn the_worst_of_several_files_is_what_comes_of_a_run() {
    let office = released();
    std::fs::create_dir(office.path("xa")).unwrap();
    std::fs::copy(office.path("released/a.pdf"), office.path("xa/a.pdf")).unwrap();
    let code = |files: &[&str]| office.run(&[&["verify"], files].concat()).code;
    assert_eq!(code(&["released/a.pdf", "released/a.docx"]), 0);
    assert_eq!(code(&["released/a.pdf", "xa/a.pdf"]), 1);
    assert_eq!(code(&["xa/a.pdf", "released/a.pdf"]), 1);
    assert_eq!(code(&["khong-co.pdf", "xa/a.pdf"]), 2);
    assert_eq!(code(&["xa/a.pdf", "khong-co.pdf", "released/a.pdf"]), 2);
    // A DOCX has no fields to be signed.
    assert_eq!(code(&["released/a.docx", "--signed"]), 1);
    let run = office.run(&["verify", "released/a.docx", "--format", "json"]);
    assert_eq!(states(&run).len(), 4);
    let reports: Json = serde_json::from_str(&run.out).unwrap();
    assert_eq!(reports[0]["signed"], false);
}

#[test]
fn what_stands_behind_without_a_signature_is_told_once() {
    let office = released();
    let longer = [bytes(&office, "released/a.pdf"), b"\n".to_vec()].concat();
    let office = office.file("released/a.pdf", longer);
    let (_, states) = verified(&office, &["released/a.pdf"]);
    assert_eq!(states[1], "manifest: valid");
    assert_eq!(states[4..], ["signatures: invalid"]);
    std::fs::remove_file(office.path(MANIFEST)).unwrap();
    // Without a manifest the plan tells what went out.
    let (_, states) = verified(&office, &["released/a.pdf"]);
    assert_eq!(states[2], "rendering: valid");
    assert_eq!(states[4..], ["signatures: invalid"]);
}
