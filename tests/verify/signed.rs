//! Files that were signed after they went out.

use super::{bytes, released, verified};
use crate::support::{Office, Run, repository};
use std::process::Command;

fn key(name: &str) -> String {
    let path = repository().join(format!("tests/signature/keys/{name}"));
    path.to_str().unwrap().to_owned()
}

fn sign(office: &Office, field: &str, key_file: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_kehoach"))
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
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

fn verify(office: &Office) -> Run {
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
