//! Files that were signed after they went out.

use super::{bytes, released, verified};
use crate::signature::desk::{by_hanko, has_hanko, keys};
use crate::support::{Office, Run, repository};
use std::process::{Command, Output};

fn key(name: &str) -> String {
    let path = repository().join(format!("tests/signature/keys/{name}"));
    path.to_str().unwrap().to_owned()
}

pub fn sign(office: &Office, field: &str, key_file: &str) {
    let output = signing(office, field, key_file);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

fn signing(office: &Office, field: &str, key_file: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kehoach"))
        .args([
            "sign",
            "released/a.pdf",
            "--p12",
            &key(key_file),
            "--field",
            field,
        ])
        .env("KEHOACH_P12_PASSWORD", crate::signature::desk::PASSWORD)
        .current_dir(office.path("."))
        .output()
        .unwrap()
}

pub fn verify(office: &Office) -> Run {
    let root = key("root.pem");
    office.run(&[
        "verify",
        "released/a.pdf",
        "--signed",
        "--trust",
        &root,
        "--lang",
        "vi",
    ])
}

#[test]
fn person_and_office_have_signed() {
    let office = released();
    sign(&office, "signer", "p256.p12");
    let run = verify(&office);
    assert_eq!(run.code, 1, "the office has not signed yet:\n{}", run.out);
    sign(&office, "organisation", "rsa.p12");
    let run = verify(&office);
    assert_eq!(run.code, 0, "{}", run.out);
    let lines = run.out.lines().filter(|line| !line.contains("thời điểm"));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    released/a.pdf
      ✓ nguồn đính kèm: hợp lệ: đính kèm a.toml và 3 tệp khác
      ✓ bản kê ban hành: hợp lệ: phần đầu của tệp đúng là tệp đã ban hành, số 01/KH-UBND ngày 20/01/2026
      ✓ tạo lại từ nguồn: hợp lệ: phần đầu của tệp trùng khớp từng byte với kết quả tạo lại từ kế hoạch nguồn
      ✓ sổ đăng ký văn bản đi: hợp lệ: sổ đăng ký có số 01/KH-UBND ngày 20/01/2026
      ✓ trường «signer» (người ký), Lê Văn Minh (p256): hợp lệ
          ✓ tính toàn vẹn: hợp lệ: nội dung đã ký không bị thay đổi và được ký bằng khóa của chứng thư
          ✓ thay đổi sau khi ký: hợp lệ: sau đó có thêm chữ ký ở trường «organisation»
          ✓ chuỗi chứng thư: hợp lệ: do tổ chức tin cậy «Root CA (kiểm thử)» chứng thực
          ? thu hồi chứng thư: không xác định: chưa kiểm tra chứng thư có bị thu hồi hay không
      ✓ trường «organisation» (cơ quan), Lê Văn Minh (rsa): hợp lệ
          ✓ tính toàn vẹn: hợp lệ: nội dung đã ký không bị thay đổi và được ký bằng khóa của chứng thư
          ✓ thay đổi sau khi ký: hợp lệ: tệp không bị thay đổi sau khi ký
          ✓ chuỗi chứng thư: hợp lệ: do tổ chức tin cậy «Root CA (kiểm thử)» chứng thực
          ? thu hồi chứng thư: không xác định: chưa kiểm tra chứng thư có bị thu hồi hay không
      = hợp lệ
    ");
}

#[test]
fn a_signature_of_somebody_unknown_is_not_valid() {
    let office = released();
    sign(&office, "signer", "p256.p12");
    let run = office.run(&["verify", "released/a.pdf", "--lang", "vi"]);
    assert_eq!(run.code, 1, "{}", run.out);
    let line = run.out.lines().find(|line| line.contains("chuỗi"));
    insta::assert_snapshot!(line.unwrap(), @"      ? chuỗi chứng thư: không xác định: chưa chỉ định tổ chức chứng thực tin cậy nên không xác định được người ký");
}

#[test]
fn a_signed_file_that_is_changed_is_seen() {
    let office = released();
    sign(&office, "signer", "p256.p12");
    let mut pdf = bytes(&office, "released/a.pdf");
    let unsigned = bytes(&released(), "released/a.pdf").len();
    pdf[unsigned / 2] ^= 1;
    let office = office.file("released/a.pdf", pdf);
    let (code, states) = verified(&office, &["released/a.pdf"]);
    assert_eq!((code, states[1].as_str()), (1, "manifest: invalid"));
}

/// What is said of the signatures as a whole and of each change, of a release that pyHanko signed.
fn by_habit(steps: &[(&str, &str)]) -> (Office, Vec<String>) {
    let office = released();
    let own = ["p256.p12", "rsa.p12"];
    for ((field, habit), key) in steps.iter().zip(own.iter().cycle()) {
        let key = keys().join(key);
        let more = [field, key.to_str().unwrap(), habit];
        let pdf = by_hanko("habit", &bytes(&office, "released/a.pdf"), &more);
        std::fs::write(office.path("released/a.pdf"), pdf).unwrap();
    }
    let run = verify(&office);
    let told = ["✗ ", "? chữ ký:", "? thay đổi"];
    let lines = run.out.lines().map(str::trim);
    let lines = lines.filter(|line| told.iter().any(|mark| line.starts_with(mark)));
    let lines = lines.map(str::to_owned).collect();
    (office, lines)
}

#[test]
fn what_pyhanko_signs_is_valid() {
    if !has_hanko() {
        return;
    }
    for (first, second) in [
        ("reason", "reason"),
        ("certify", "reason"),
        ("plain", "plain"),
    ] {
        let (office, wrong) = by_habit(&[("signer", first), ("organisation", second)]);
        assert_eq!((verify(&office).code, wrong), (0, Vec::new()), "{first}");
    }
}

#[test]
fn a_signature_after_one_that_allows_none_is_not_valid() {
    if !has_hanko() {
        return;
    }
    // Whoever signs with kehoach is told.
    let refused = |first: (&str, &str), field| {
        let (office, alone) = by_habit(&[first]);
        assert_eq!(alone, [""; 0]);
        let run = signing(&office, field, "rsa.p12");
        assert!(!run.status.success());
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(told.contains("the signature does not allow it"), "{told}");
        office
    };
    let certified = refused(("signer", "last"), "organisation");
    refused(("them", "lock"), "signer");
    // Other programs do not keep to it.
    let key = keys().join("rsa.p12");
    let more = ["organisation", key.to_str().unwrap(), "careless"];
    let pdf = by_hanko("habit", &bytes(&certified, "released/a.pdf"), &more);
    let office = certified.file("released/a.pdf", pdf);
    let run = verify(&office);
    let told = "✗ thay đổi sau khi ký: không hợp lệ: chữ ký không cho phép: sau đó có thêm chữ ký ở trường «organisation»";
    assert!(run.out.contains(told), "{}", run.out);
    assert_eq!(run.code, 1);
}

#[test]
fn whether_a_new_field_on_a_page_hides_anything_is_for_an_eye_to_tell() {
    if !has_hanko() {
        return;
    }
    let (office, told) = by_habit(&[("moi", "box")]);
    assert_eq!(
        told,
        [
            "? chữ ký: không xác định: phía sau phần đã ban hành: sau đó có trường chữ ký mới «moi» đặt thêm lên trang; cần xem có che nội dung nào không"
        ]
    );
    assert_eq!(verify(&office).code, 1);
}

#[test]
fn without_manifest_and_rendering_nobody_knows_what_was_changed_after_signing() {
    let office = released();
    sign(&office, "signer", "p256.p12");
    sign(&office, "organisation", "rsa.p12");
    std::fs::remove_file(office.path("released/a.manifest.json")).unwrap();
    let changes = |office: &Office| {
        let run = verify(office);
        let lines = run.out.lines().map(str::trim);
        let lines = lines.filter(|line| line.contains("thay đổi sau khi ký"));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    // Made again from its plan, it is known all the same.
    assert!(changes(&office).iter().all(|line| line.starts_with('✓')));
    let file = repository().join("templates/nd30.typ");
    let template = std::fs::read_to_string(file).unwrap();
    let office = styled(&template);
    sign(&office, "signer", "p256.p12");
    sign(&office, "organisation", "rsa.p12");
    assert!(changes(&office).iter().all(|line| line.starts_with('✓')));
    std::fs::remove_file(office.path("released/a.manifest.json")).unwrap();
    assert_eq!(
        changes(&office),
        [
            "? thay đổi sau khi ký: không xác định: sau đó có thêm chữ ký ở trường «organisation»; còn thay đổi nào khác hay không thì phải có tệp gốc mới biết",
            "✓ thay đổi sau khi ký: hợp lệ: tệp không bị thay đổi sau khi ký",
        ]
    );
}

/// A release of an office with a template of its own.
fn styled(template: &str) -> Office {
    let wider = template.replacen(
        '\n',
        "\n// Mẫu riêng của cơ quan.\n#set text(tracking: 0.1pt)\n",
        1,
    );
    let own = Office::empty().file("plans/mau/nd30.typ", wider);
    super::released_with(own, |own| format!("templates = \"mau\"\n{own}"))
}

#[test]
fn the_templates_of_an_office_are_used_where_they_are_those_of_then() {
    let file = repository().join("templates/nd30.typ");
    let office = styled(&std::fs::read_to_string(file).unwrap());
    let rendering = |more: &[&str]| {
        let run = office.run(&[&["verify", "released/a.pdf"], more].concat());
        let lines = run.out.lines().map(str::trim);
        let line = lines
            .filter(|line| line.contains("rendering"))
            .collect::<String>();
        (run.code, line)
    };
    let same = "✓ rendering: valid: made again from its plan, it is the same byte for byte";
    assert_eq!(rendering(&[]), (0, same.to_owned()));
    // Elsewhere they are not at hand, and those that the file may carry are not used.
    std::fs::create_dir(office.path("khac")).unwrap();
    let other = "? rendering: unknown: it was made with another nd30.typ, which it does not carry; name the folder of its office with --plans";
    assert_eq!(rendering(&["--plans", "khac"]), (1, other.to_owned()));
    // Changed since, they are not those of then.
    std::fs::write(office.path("plans/mau/nd30.typ"), "x").unwrap();
    assert_eq!(rendering(&[]), (1, other.to_owned()));
}
