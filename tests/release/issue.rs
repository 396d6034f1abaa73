//! `kehoach release`: what goes out, and what may not.

use super::{contents, free, office, plan, text};
use crate::support::{Office, Run};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

const DAY: &str = "2026-01-20";

fn release(office: &Office, more: &[&str]) -> Run {
    office.run(&[&["release", "a.toml"], more].concat())
}

/// Asserts that a plan does not go out, for a reason, and that nothing is changed.
fn refused(office: &Office, more: &[&str], why: &str) {
    let before = contents(&office.path("."));
    let run = release(office, more);
    assert!(run.out.contains(why), "{why}: {}{}", run.out, run.err);
    assert!(
        run.out
            .ends_with("a.toml: not released, nothing is changed\n"),
        "{}",
        run.out
    );
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(contents(&office.path(".")), before);
}

#[test]
fn a_plan_goes_out_with_the_next_number() {
    let office = free();
    let draft = text(&office, "a.toml");
    let run = release(&office, &["--date", DAY]);
    assert_eq!(
        (run.out.as_str(), run.code),
        (
            "a.toml: released as 01/KH-UBND of 20/01/2026\nreleased/a.pdf (1 page)\nreleased/a.docx\nreleased/a.manifest.json\n",
            0
        )
    );
    let title = "title = \"Giảm nghèo năm 2026\"\n";
    assert_eq!(
        text(&office, "a.toml"),
        draft.replace(title, &format!("{title}number = 1\ndate = 2026-01-20\n"))
    );
    let register = text(&office, "so-van-ban-di-2026.csv");
    assert_eq!(
        register.lines().nth(1),
        Some(
            "01/KH-UBND,20/01/2026,Kế hoạch Giảm nghèo năm 2026,Lê Văn Minh,Thường trực Đảng ủy; Các thôn (T/h),\"VT, VP\",,,,"
        )
    );
    assert_eq!(
        release(&office.file("b.toml", plan("")), &["--date", DAY]).code,
        0
    );
}

#[test]
fn the_manifest_proves_every_file() {
    let office = free();
    release(&office, &["--date", DAY]);
    let manifest: Json = serde_json::from_str(&text(&office, "released/a.manifest.json")).unwrap();
    let mut proven = Vec::new();
    for (list, folder) in [("outputs", "released/"), ("inputs", "")] {
        for file in manifest[list].as_array().unwrap() {
            let (name, role) = (
                file["name"].as_str().unwrap(),
                file["role"].as_str().unwrap(),
            );
            let folder = match role {
                "template" => "templates/",
                "font" => "fonts/",
                _ => folder,
            };
            let path = if matches!(role, "template" | "font") {
                crate::support::repository().join(folder).join(name)
            } else {
                office.path(&format!("{folder}{name}"))
            };
            // The profile is hashed as it reaches the templates.
            if name == "nd30.toml" {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_else(|_| panic!("{}", path.display()));
            let digest: String = Sha256::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            assert_eq!(file["sha256"], digest.as_str(), "{name}");
            assert_eq!(file["size"], bytes.len(), "{name}");
            proven.push(role.to_owned());
        }
    }
    proven.dedup();
    assert_eq!(
        proven,
        ["pdf", "docx", "plan", "registry", "template", "font"]
    );
}

#[test]
fn the_metadata_is_in_the_fields_of_document_exchange() {
    let more = "[signature]\non_behalf = \"TM. ỦY BAN NHÂN DÂN\"\nin_place_of = \"KT. CHỦ TỊCH\"\nposition = \"PHÓ CHỦ TỊCH\"\nname = \"Trần Thị Bình\"\n\
        [marks]\nurgency = \"khan\"\ncopies = 12\n[[appendices]]\nid = \"pl\"\ntitle = \"Biểu chỉ tiêu\"\ntext = \"Nội dung.\"\n";
    let office = office("roles = []").file("a.toml", plan("") + more);
    release(&office, &["--date", DAY, "--number", "7"]);
    let manifest: Json = serde_json::from_str(&text(&office, "released/a.manifest.json")).unwrap();
    let expected = serde_json::json!({
        "From": { "OrganName": "Ủy ban nhân dân xã An Bình" },
        "Code": { "CodeNumber": "7", "CodeNotation": "KH-UBND" },
        "PromulgationInfo": { "Place": "An Bình", "PromulgationDate": "2026-01-20" },
        "DocumentType": { "Type": 2, "TypeName": "Kế hoạch" },
        "Subject": "Giảm nghèo năm 2026",
        "SignerInfo": {
            "Competence": "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
            "Position": "PHÓ CHỦ TỊCH",
            "FullName": "Trần Thị Bình",
        },
        "ToPlaces": ["Thường trực Đảng ủy", "Các thôn (T/h)"],
        "OtherInfo": {
            "Priority": 1,
            "PromulgationAmount": 12,
            "PageAmount": 2,
            // as printed
            "Appendixes": ["Phụ lục BIỂU CHỈ TIÊU"],
        },
    });
    assert_eq!(manifest["document"], expected);
    // And in those of the archive: the table of Annex VI, Part II, Mục I, in its order.
    let expected = serde_json::json!({
        "TypeName": "Kế hoạch",
        "CodeNumber": "7",
        "CodeNotation": "KH-UBND",
        "IssuedDate": "2026-01-20",
        "OrganName": "Ủy ban nhân dân xã An Bình",
        "Subject": "Giảm nghèo năm 2026",
        "Language": "Tiếng Việt",
        "PageAmount": 2,
        "SignerInfo": { "Position": "PHÓ CHỦ TỊCH", "FullName": "Trần Thị Bình" },
        "To": [{ "OrganName": "Thường trực Đảng ủy" }, { "OrganName": "Các thôn (T/h)" }],
        "Priority": 1,
        "IssuedAmount": 12,
    });
    assert_eq!(manifest["archive"].to_string(), expected.to_string());
}

#[test]
fn the_archive_has_what_is_filled_in_and_is_told_what_is_too_long() {
    let office = free();
    let run = release(&office, &["--date", DAY]);
    assert!(!run.out.contains("warning"), "{}", run.out);
    let manifest: Json = serde_json::from_str(&text(&office, "released/a.manifest.json")).unwrap();
    for field in [
        "FileCode",
        "DocOrdinal",
        "Description",
        "Priority",
        "IssuedAmount",
        "DueDate",
    ] {
        assert_eq!(manifest["archive"].get(field), None, "{field}");
    }
    let long = |letters: usize| {
        let title = format!("Giảm nghèo {}", "ă".repeat(letters - 11));
        let office = free().file("a.toml", plan("").replace("Giảm nghèo năm 2026", &title));
        release(&office, &["--date", DAY]).out
    };
    assert!(!long(500).contains("warning: "));
    let said = "warning: Subject has 501 characters, and the archive has room for 500 (Annex VI)\n";
    assert!(long(501).contains(said), "{}", long(501));
}

#[test]
fn a_manifest_of_an_earlier_version_is_read() {
    let office = free();
    release(&office, &["--date", DAY]);
    let name = "released/a.manifest.json";
    let mut manifest: Json = serde_json::from_str(&text(&office, name)).unwrap();
    manifest.as_object_mut().unwrap().remove("archive").unwrap();
    let office = office.file(name, serde_json::to_vec_pretty(&manifest).unwrap());
    let run = release(&office, &[]);
    assert!(
        run.out.contains("released before as 01/KH-UBND"),
        "{}",
        run.out
    );
    let run = office.run(&["verify", "released/a.pdf", "--plans", "."]);
    assert!(
        run.out.contains("it went out as 01/KH-UBND of 20/01/2026"),
        "{}",
        run.out
    );
}

#[test]
fn the_same_release_again_changes_nothing() {
    let office = free();
    release(&office, &["--date", DAY]);
    let before = contents(&office.path("."));
    for more in [&[][..], &["--number", "1"], &["--date", "20/01/2026"]] {
        let run = release(&office, more);
        assert_eq!(
            (run.out.as_str(), run.code),
            (
                "a.toml: released before as 01/KH-UBND of 20/01/2026, nothing is changed\n",
                0
            )
        );
        assert_eq!(contents(&office.path(".")), before);
    }
}

#[test]
fn files_that_went_out_and_are_gone_are_made_again_to_the_byte() {
    let office = free();
    release(&office, &["--date", DAY]);
    let before = contents(&office.path("."));
    for gone in [
        &["a.pdf"][..],
        &["a.docx", "a.manifest.json"],
        &["a.pdf", "a.docx", "a.manifest.json"],
    ] {
        for file in gone {
            std::fs::remove_file(office.path("released").join(file)).unwrap();
        }
        let run = release(&office, &[]);
        assert_eq!(run.code, 0, "{}", run.out);
        assert!(run.out.contains("are made again"), "{}", run.out);
        assert_eq!(contents(&office.path(".")), before);
    }
}

#[test]
fn a_signature_behind_the_pdf_is_left_alone() {
    let office = free();
    release(&office, &["--date", DAY]);
    let mut pdf = std::fs::read(office.path("released/a.pdf")).unwrap();
    pdf.extend(b"\n% signed\n");
    let office = office.file("released/a.pdf", &pdf);
    let before = contents(&office.path("."));
    assert_eq!(release(&office, &[]).code, 0);
    assert_eq!(contents(&office.path(".")), before);
}

#[test]
fn what_went_out_and_has_changed_since_does_not_go_out_again() {
    let released = || {
        let office = free();
        release(&office, &["--date", DAY]);
        office
    };
    let change = |name: &str| {
        let office = released();
        let more = text(&office, name) + "# sửa\n";
        office.file(name, more)
    };
    refused(&change("a.toml"), &[], "has changed since: a.toml");
    refused(&change("units.toml"), &[], "has changed since: units.toml");
    refused(
        &released().file("released/a.pdf", "%PDF-"),
        &[],
        "released/a.pdf is not what went out",
    );
    let office = released();
    let mut word = std::fs::read(office.path("released/a.docx")).unwrap();
    word.push(0);
    refused(
        &office.file("released/a.docx", word),
        &[],
        "released/a.docx is not what went out",
    );
    refused(
        &released().file("released/a.manifest.json", "{"),
        &[],
        "a.manifest.json is there already",
    );
    refused(
        &released(),
        &["--number", "2"],
        "the plan has the number 1, and 2 is asked for",
    );
    refused(
        &released(),
        &["--date", "2026-01-21"],
        "the plan has the date 20/01/2026",
    );
    // another plan in its place
    let office = released().file(
        "a.toml",
        plan("number = 1\ndate = 2026-01-20").replace("Giảm nghèo", "Việc làm"),
    );
    std::fs::remove_dir_all(office.path("released")).unwrap();
    refused(
        &office,
        &[],
        "number 1 is given in so-van-ban-di-2026.csv: Kế hoạch Giảm nghèo năm 2026",
    );
}

#[test]
fn errors_and_open_values_stop_a_release_whatever_levels_say() {
    // The commune's settings have the family FRM off.
    let open = plan("")
        + "[[indicators]]\nid = \"ho\"\nname = \"Hộ nghèo\"\nunit = \"hộ\"\nvalues = { 2025 = \"TODO\" }\n";
    refused(&free().file("a.toml", open.clone()), &[], "error[FRM010]");
    let allowed = open + "allow = [{ rule = \"FRM010\", reason = \"chưa có\" }]\n";
    refused(&free().file("a.toml", allowed), &[], "error[FRM010]");
    refused(
        &free().file(
            "a.toml",
            plan("") + "[signature]\nposition = \"CHỦ TỊCH\"\n",
        ),
        &[],
        "error[FRM011]",
    );
    refused(
        &free().file("a.toml", plan("numbr = 1")),
        &[],
        "error[SPC002]",
    );
    refused(&free().file("a.toml", "[document\n"), &[], "error[SPC001]");
    refused(
        &free().file("units.toml", "unit = 1\n"),
        &[],
        "error[SPC002]",
    );
    refused(
        &free().file("a.toml", plan("number = \"mười\"")),
        &[],
        "number `mười` is none",
    );
}

#[test]
fn sign_offs_must_be_there_and_hold() {
    let office = office("roles = [\"draft\", \"sign\"]\napart = [[\"draft\", \"sign\"]]")
        .file("a.toml", plan(""));
    refused(
        &office,
        &[],
        "the sign-off «draft» is missing\nthe sign-off «sign» is missing",
    );
    for (role, name) in [("draft", "Nguyễn Văn An"), ("sign", "Lê Văn Minh")] {
        office.run(&["signoff", "a.toml", "--role", role, "--name", name]);
    }
    let office = office.file("units.toml", "# đổi\n");
    refused(
        &office,
        &[],
        "the sign-off «sign» of Lê Văn Minh no longer holds: registry changed: units.toml",
    );
    for (role, name) in [("draft", "Nguyễn Văn An"), ("sign", "Lê Văn Minh")] {
        office.run(&["signoff", "a.toml", "--role", role, "--name", name]);
    }
    assert_eq!(release(&office, &["--date", DAY]).code, 0);
    // number and date are no change of what was signed off
    assert_eq!(office.run(&["status", "a.toml"]).code, 0);
    let manifest: Json = serde_json::from_str(&text(&office, "released/a.manifest.json")).unwrap();
    let names: Vec<_> = manifest["signoffs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Nguyễn Văn An", "Lê Văn Minh"]);
}

#[test]
fn without_settings_the_signer_must_have_signed_off() {
    let office = Office::commune().file("a.toml", plan(""));
    refused(&office, &[], "the sign-off «sign» is missing");
}

#[test]
fn number_and_day_must_fit_the_register() {
    let with = |rows: &str| {
        let header = kehoach::release::row::COLUMNS
            .map(|name| format!("\"{name}\""))
            .join(",");
        free().file("so-van-ban-di-2026.csv", format!("{header}\n{rows}"))
    };
    let rows =
        "11/QĐ-UBND,15/01/2026,Quyết định A,,,,,\n12/CTr-UBND,20/01/2026,Chương trình B,,,,,\n";
    refused(
        &with(rows),
        &["--date", "2026-01-19"],
        "number 13 of 19/01/2026 would be before number 12, which is of 20/01/2026",
    );
    refused(
        &with(rows),
        &["--number", "12", "--date", DAY],
        "number 12 is given in so-van-ban-di-2026.csv: Chương trình B",
    );
    refused(
        &with(rows),
        &["--number", "9", "--date", DAY],
        "would be after number 11",
    );
    refused(
        &with("x,20/01/2026,A,,,,,\n"),
        &["--date", DAY],
        "error[REL005]",
    );
    let twice = format!("{rows}12/KH-UBND,20/01/2026,Kế hoạch C,,,,,\n");
    refused(&with(&twice), &["--date", DAY], "error[REL002]");
    // a number left out is said, and does not stop the next
    let gap = format!("{rows}15/QĐ-UBND,20/01/2026,Quyết định C,,,,,\n");
    let office = with(&gap).file("a.signoff.toml", "# chưa ai xác nhận\n");
    let run = release(&office, &["--date", DAY]);
    assert!(
        run.out.contains("--> ./so-van-ban-di-2026.csv:4:1")
            || run.out.contains("--> so-van-ban-di-2026.csv:4:1"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("warning[REL003]: no document has the number 13-14"),
        "{}",
        run.out
    );
    assert!(run.out.contains("released as 16/KH-UBND"), "{}", run.out);
}

#[test]
fn an_office_says_how_grave_a_gap_is_and_of_nothing_else_in_the_register() {
    let header = kehoach::release::row::COLUMNS
        .map(|name| format!("\"{name}\""))
        .join(",");
    let with = |levels: &str, plan_levels: &str, numbers: [u32; 2]| {
        let [one, two] = numbers.map(|number| format!("{number}/KH-UBND,19/01/2026,A,,,,,"));
        let office = free();
        let own = text(&office, "kehoach.toml").replace("[rules]", &format!("[rules]\n{levels}"));
        office
            .file("kehoach.toml", own)
            .file("a.toml", plan(plan_levels))
            .file(
                "so-van-ban-di-2026.csv",
                format!("{header}\n{one}\n{two}\n"),
            )
    };
    let (gap, twice) = ([1, 3], [1, 1]);
    let run = release(&with("", "", gap), &["--date", DAY]);
    assert!(run.out.contains("warning[REL003]"), "{}", run.out);
    let off = "REL003 = \"off\"";
    for (levels, plan_levels) in [
        (off, String::new()),
        ("REL = \"off\"", String::new()),
        ("", format!("[rules]\n{off}\n")),
    ] {
        let office = with(levels, &plan_levels, gap);
        let run = release(&office, &["--date", DAY]);
        assert!(run.code == 0 && !run.out.contains("REL003"), "{}", run.out);
        let run = office.run(&["status", "a.toml"]);
        assert!(run.code == 0 && !run.out.contains("REL003"), "{}", run.out);
    }
    let grave = with("REL003 = \"error\"", "", gap);
    refused(&grave, &["--date", DAY], "error[REL003]");
    let family = with("REL = \"off\"", "[rules]\nREL = \"info\"\n", twice);
    refused(&family, &["--date", DAY], "error[REL002]");
    let own = with("REL002 = \"off\"", "", twice);
    refused(&own, &["--date", DAY], "`REL002` cannot be switched off");
}

#[test]
fn an_office_may_number_each_kind_for_itself() {
    let header = kehoach::release::row::COLUMNS
        .map(|name| format!("\"{name}\""))
        .join(",");
    let office = office("roles = []\nnumbering = \"by_kind\"\nregister = \"so/{year}.csv\"")
        .file("a.toml", plan(""))
        .file("so/2026.csv", format!("{header}\n9/QĐ-UBND,21/01/2026,Quyết định A,,,,,\n4/KH-UBND,19/01/2026,Kế hoạch B,,,,,\n"));
    let run = release(&office, &["--date", DAY]);
    assert!(run.out.contains("released as 05/KH-UBND"), "{}", run.out);
    let wrong = super::office("register = \"../so.csv\"").file("a.toml", plan(""));
    refused(&wrong, &[], "must have `{year}`");
    let wrong = super::office("register = \"../so-{year}.csv\"").file("a.toml", plan(""));
    refused(&wrong, &[], "the register must lie in the workspace");
}

#[test]
fn a_plan_is_not_older_than_what_it_rests_on() {
    // Rules of citations are off in the commune.
    let office = free().file("a.toml", plan("") + "[[legal_bases]]\nref = \"qd_05\"\n");
    refused(
        &office,
        &["--date", "2025-01-08"],
        "error[REL006]: the plan is of 08/01/2025, before 05/QĐ-UBND of 09/01/2025",
    );
    assert_eq!(release(&office, &["--date", "2025-01-09"]).code, 0);
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    refused(
        &free().file("released/a.pdf", "old"),
        &["--date", DAY],
        "released/a.pdf is there already",
    );
    let office = free().file("released", "no folder");
    let before = contents(&office.path("."));
    let run = release(&office, &["--date", DAY]);
    assert_eq!(run.code, 2, "{}", run.out);
    assert_eq!(contents(&office.path(".")), before);
}

#[test]
fn what_is_asked_for_must_make_sense() {
    let office = free();
    for (arguments, why) in [
        (["--number", "0"], "a number is digits"),
        (["--number", "a12"], "a number is digits"),
        (["--date", "2026-02-30"], "a day is written as"),
        (["--date", "hôm nay"], "a day is written as"),
    ] {
        let run = release(&office, &arguments);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(why), "{}", run.err);
    }
    let run = office.run(&["release", "none.toml"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.starts_with("error: cannot read none.toml"),
        "{}",
        run.err
    );
    assert!(!office.path(".kehoach.lock").exists());
}

#[test]
fn what_is_wrong_is_told_at_the_lines_of_the_file() {
    let office = free();
    let wrong = text(&office, "a.toml").replace("Giảm 25 hộ", "Đây mạnh, giảm TODO hộ");
    let line = 1 + wrong
        .lines()
        .position(|line| line.contains("TODO"))
        .unwrap();
    let office = office.file("a.toml", wrong);
    let run = release(&office, &["--date", DAY]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains(&format!("a.toml:{line}:")), "{}", run.out);
    assert!(!run.out.contains("filled in"), "{}", run.out);
}

#[test]
fn a_finding_about_the_day_of_issue_says_that_it_is_not_in_the_file_yet() {
    let basis = "[[legal_bases]]\ndocument = { kind = \"Quyết định\", number = \"12/QĐ-UBND\", date = 2026-01-21, issuer = \"Ủy ban nhân dân tỉnh\", title = \"về việc giao chỉ tiêu\" }\n";
    let office = free().file("a.toml", plan("") + basis);
    let why = "with number 01/KH-UBND and date 20/01/2026 filled in";
    refused(&office, &["--date", DAY], why);
}

#[test]
fn a_folder_is_no_plan_and_gets_no_lock() {
    let office = Office::empty().file("plans/kehoach.toml", "");
    let run = office.run(&["release", "plans", "--lang", "vi"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "lỗi: không đọc được plans: đây là thư mục\n")
    );
    assert!(!office.path(".kehoach.lock").exists());
}
