//! `kehoach verify`: what a file is, item by item.

mod items;
mod report;
#[cfg(feature = "sign")]
mod signed;
#[cfg(feature = "sign")]
mod signer;
mod tampered;

use crate::support::{Office, Run};
use serde_json::Value as Json;

const PLAN: &str = "[document]\nyear = 2026\ntitle = \"Giảm nghèo năm 2026\"\n\n\
    [[indicators]]\nid = \"ho_ngheo\"\nname = \"Số hộ nghèo\"\nunit = \"hộ\"\nvalues = { 2025 = 84 }\n\n\
    [[sections]]\ntitle = \"Mục tiêu\"\ntext = \"Toàn xã còn {{ value(id=\\\"ho_ngheo\\\", year=2025) }} nghèo.\"\n\n\
    [recipients]\nlist = [{ text = \"Các thôn\" }]\narchive = [\"VT\"]\n";

/// An office whose plan has gone out as number 1.
fn released() -> Office {
    released_by(|own| own)
}

/// The same of an office with other settings, beside files that it has more.
fn released_by(change: impl FnOnce(String) -> String) -> Office {
    released_with(Office::empty(), change)
}

fn released_with(empty: Office, change: impl FnOnce(String) -> String) -> Office {
    let office = Office::commune();
    let own = std::fs::read_to_string(office.path("kehoach.toml")).unwrap();
    let own = change(own);
    let office = empty
        .file(
            "plans/kehoach.toml",
            format!("{own}\n[release]\nroles = []\n"),
        )
        .file(
            "plans/units.toml",
            std::fs::read(office.path("units.toml")).unwrap_or_default(),
        )
        .file(
            "plans/legal.toml",
            std::fs::read(office.path("legal.toml")).unwrap_or_default(),
        )
        .file("plans/a.toml", PLAN);
    let run = office.run(&["release", "plans/a.toml", "--date", "2026-01-20"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    office
}

fn bytes(office: &Office, name: &str) -> Vec<u8> {
    std::fs::read(office.path(name)).unwrap()
}

/// The states of the items of one file, in order.
fn states(run: &Run) -> Vec<String> {
    let reports: Json = serde_json::from_str(&run.out).unwrap();
    let items = reports[0]["items"].as_array().unwrap().iter();
    items
        .map(|item| format!("{}: {}", item["part"], item["state"]).replace('"', ""))
        .collect()
}

fn verified(office: &Office, arguments: &[&str]) -> (i32, Vec<String>) {
    let run = office.run(&[&["verify", "--format", "json"], arguments].concat());
    (run.code, states(&run))
}

#[test]
fn what_went_out_is_valid() {
    let office = released();
    let run = office.run(&[
        "verify",
        "released/a.pdf",
        "released/a.docx",
        "--lang",
        "vi",
    ]);
    insta::assert_snapshot!(run.out, @"
    released/a.pdf
      ✓ nguồn đính kèm: hợp lệ: đính kèm a.toml và 3 tệp khác
      ✓ bản kê ban hành: hợp lệ: đúng là tệp đã ban hành, số 01/KH-UBND ngày 20/01/2026
      ✓ tạo lại từ nguồn: hợp lệ: tạo lại từ kế hoạch nguồn, kết quả trùng khớp từng byte
      ✓ sổ đăng ký văn bản đi: hợp lệ: sổ đăng ký có số 01/KH-UBND ngày 20/01/2026
      - trường «signer» (người ký): chưa ký
      - trường «organisation» (cơ quan): chưa ký
      = hợp lệ, chưa ký đủ
    released/a.docx
      ✓ nguồn đính kèm: hợp lệ: đính kèm a.toml và 3 tệp khác
      ✓ bản kê ban hành: hợp lệ: đúng là tệp đã ban hành, số 01/KH-UBND ngày 20/01/2026
      ✓ tạo lại từ nguồn: hợp lệ: tạo lại từ kế hoạch nguồn, kết quả trùng khớp từng byte
      ✓ sổ đăng ký văn bản đi: hợp lệ: sổ đăng ký có số 01/KH-UBND ngày 20/01/2026
      = hợp lệ
    ");
    assert_eq!(run.code, 0);
}

#[test]
fn in_english_and_as_json() {
    let office = released();
    let run = office.run(&["verify", "released/a.docx"]);
    insta::assert_snapshot!(run.out, @"
    released/a.docx
      ✓ source: valid: it carries a.toml and 3 other files
      ✓ manifest: valid: it went out as 01/KH-UBND of 20/01/2026
      ✓ rendering: valid: made again from its plan, it is the same byte for byte
      ✓ register: valid: the register has 01/KH-UBND of 20/01/2026
      = valid
    ");
    let run = office.run(&["verify", "released/a.pdf", "--format", "json"]);
    insta::assert_snapshot!(run.out, @r#"
    [
      {
        "file": "released/a.pdf",
        "state": "valid",
        "signed": false,
        "in_force": true,
        "items": [
          {
            "part": "source",
            "state": "valid",
            "message": "it carries a.toml and 3 other files"
          },
          {
            "part": "manifest",
            "state": "valid",
            "message": "it went out as 01/KH-UBND of 20/01/2026"
          },
          {
            "part": "rendering",
            "state": "valid",
            "message": "made again from its plan, it is the same byte for byte"
          },
          {
            "part": "register",
            "state": "valid",
            "message": "the register has 01/KH-UBND of 20/01/2026"
          }
        ],
        "signatures": [
          {
            "field": "signer",
            "signer": null,
            "state": "unsigned",
            "findings": [
              {
                "part": "presence",
                "state": "unknown",
                "message": "the field is not signed"
              }
            ]
          },
          {
            "field": "organisation",
            "signer": null,
            "state": "unsigned",
            "findings": [
              {
                "part": "presence",
                "state": "unknown",
                "message": "the field is not signed"
              }
            ]
          }
        ]
      }
    ]
    "#);
}

#[test]
fn an_empty_field_fails_where_signatures_are_asked_for() {
    let office = released();
    let run = office.run(&["verify", "released/a.pdf", "--signed"]);
    assert_eq!(run.code, 1, "{}", run.out);
}

#[test]
fn a_file_far_from_its_office_is_unknown_until_manifest_and_register_are_given() {
    let office = released();
    let pdf = bytes(&office, "released/a.pdf");
    let office = office.file("elsewhere/b.pdf", pdf);
    let far = ["elsewhere/b.pdf", "--plans", "elsewhere"];
    let (code, states) = verified(&office, &far);
    assert_eq!(
        states,
        [
            "source: valid",
            "manifest: unknown",
            "rendering: valid",
            "register: unknown"
        ]
    );
    assert_eq!(code, 1);
    let given = [
        "--manifest",
        "released/a.manifest.json",
        "--register",
        "plans/so-van-ban-di-2026.csv",
    ];
    let (code, states) = verified(&office, &[&far[..], &given].concat());
    assert!(
        states.iter().all(|state| state.ends_with(": valid")),
        "{states:?}"
    );
    assert_eq!(code, 0);
}

#[test]
fn a_file_under_another_name_is_found_in_the_manifests_beside_it() {
    let office = released();
    let pdf = bytes(&office, "released/a.pdf");
    let office = office.file("released/01-KH-UBND.pdf", pdf);
    let (code, _) = verified(&office, &["released/01-KH-UBND.pdf"]);
    assert_eq!(code, 0);
}

#[test]
fn a_changed_file_under_another_name_is_not_the_one_that_the_manifest_names() {
    let office = released();
    let mut pdf = bytes(&office, "released/a.pdf");
    let last = pdf.len() - 1;
    pdf[last] = b' ';
    let office = office.file("released/ban-sao.pdf", pdf);
    let (code, states) = verified(&office, &["released/ban-sao.pdf"]);
    assert!(
        states.contains(&"manifest: invalid".to_owned())
            && states.contains(&"rendering: invalid".to_owned()),
        "{states:?}"
    );
    assert_eq!(code, 1);
}

#[test]
fn the_register_is_that_of_the_office_where_two_have_the_same_plan() {
    let office = released();
    let own = String::from_utf8(bytes(&office, "plans/kehoach.toml")).unwrap();
    let plan = bytes(&office, "plans/a.toml");
    let register = bytes(&office, "plans/so-van-ban-di-2026.csv");
    let register = String::from_utf8(register).unwrap();
    let office = office
        .file("another/kehoach.toml", own.replace("Minh", "Bình"))
        .file("another/a.toml", plan)
        .file(
            "another/so-van-ban-di-2026.csv",
            register.replace("01/KH", "02/KH"),
        );
    let (code, states) = verified(&office, &["released/a.pdf", "--plans", "."]);
    assert!(states.contains(&"register: valid".to_owned()), "{states:?}");
    assert_eq!(code, 0);
}

#[test]
fn an_archive_is_no_document() {
    let office = Office::empty().file("gui.zip", b"PK\x03\x04 a.pdf");
    let run = office.run(&["verify", "gui.zip"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "error: gui.zip is neither a PDF nor a DOCX (unpack archives first)\n"
        )
    );
}

#[test]
fn the_register_may_tell_of_another_day_or_have_no_such_number() {
    let register = "plans/so-van-ban-di-2026.csv";
    for (from, to) in [("20/01/2026", "21/01/2026"), ("01/KH-UBND", "02/KH-UBND")] {
        let office = released();
        let text = String::from_utf8(bytes(&office, register)).unwrap();
        assert!(text.contains(from), "{text}");
        let office = office.file(register, text.replace(from, to));
        let (code, states) = verified(&office, &["released/a.pdf"]);
        assert_eq!(states[3], "register: invalid", "{to}");
        assert_eq!(code, 1);
    }
}

#[test]
fn a_draft_has_not_gone_out() {
    let office = released().file("plans/b.toml", PLAN);
    let run = office.run(&["render", "plans/b.toml"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = office.run(&["verify", "out/b.pdf"]);
    insta::assert_snapshot!(run.out, @"
    out/b.pdf
      ✓ source: valid: it carries b.toml and 3 other files
      ? manifest: unknown: no manifest of its release lies beside it; give one with --manifest
      ✓ rendering: valid: made again from its plan, it is the same byte for byte
      ? register: unknown: it has no number and date yet: it has not gone out
      = unknown: not everything could be told
    ");
    assert_eq!(run.code, 1);
}

#[test]
fn another_version_of_the_program_is_unknown_and_not_invalid() {
    let office = released();
    let manifest = String::from_utf8(bytes(&office, "released/a.manifest.json")).unwrap();
    let version = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains(&version));
    let other = manifest.replace(&version, "\"program\": \"0.0.1\"");
    let office = office.file("released/a.manifest.json", other);
    let (code, states) = verified(&office, &["released/a.pdf"]);
    assert_eq!(states[2], "rendering: unknown");
    assert_eq!(code, 1);
}

#[test]
fn pictures_that_went_into_it_must_be_given_again() {
    let picture = crate::support::repository().join("tests/signature/signature.png");
    let office = released()
        .file("plans/b.toml", PLAN.replace("Giảm nghèo", "Vay vốn"))
        .file("ky.png", std::fs::read(picture).unwrap());
    let given = ["--signature-picture", "ky.png"];
    let release = ["release", "plans/b.toml", "--date", "2026-01-21"];
    let run = office.run(&[&release[..], &given].concat());
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let (code, states) = verified(&office, &["released/b.pdf"]);
    assert_eq!((code, states[2].as_str()), (1, "rendering: unknown"));
    let (code, _) = verified(&office, &[&["released/b.pdf"][..], &given].concat());
    assert_eq!(code, 0);
}

#[test]
fn what_is_not_ours_is_said() {
    let office = released()
        .file("other.pdf", "%PDF-1.7\n%%EOF\n")
        .file("short.docx", "PK\u{3}\u{4}")
        .file("text.txt", "Kế hoạch");
    for name in ["other.pdf", "short.docx"] {
        let (code, states) = verified(&office, &[name]);
        assert_eq!((code, states[0].as_str()), (1, "source: invalid"), "{name}");
    }
    for (arguments, said) in [
        (
            ["text.txt", "--lang", "en"],
            "text.txt is neither a PDF nor a DOCX",
        ),
        (["no.pdf", "--lang", "en"], "cannot read no.pdf"),
        (
            ["released/a.pdf", "--manifest", "text.txt"],
            "text.txt is not the manifest of a release",
        ),
        (
            ["released/a.pdf", "--trust", "text.txt"],
            "text.txt holds no certificates in PEM or DER",
        ),
    ] {
        let run = office.run(&[&["verify"], &arguments[..]].concat());
        assert_eq!(run.code, 2, "{said}");
        assert!(run.err.contains(said), "{}", run.err);
    }
}
