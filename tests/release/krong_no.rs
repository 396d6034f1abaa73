//! The plan of Krông Nô as it should have been, on its way out.

use super::text;
use crate::plans::corrected::corrected;
use crate::support::Office;

#[test]
fn it_goes_out_with_the_number_and_day_that_it_had() {
    let office = corrected("krong-no")
        .into_iter()
        .fold(Office::empty(), |office, (name, bytes)| {
            office.file(&name, bytes)
        });
    let plan = "2020-giam-ngheo.toml";
    let before = text(&office, plan);
    let run = office.run(&[
        "signoff",
        plan,
        "--role",
        "ký",
        "--name",
        "Nguyễn Xuân Danh",
    ]);
    assert_eq!(run.code, 0, "{}", run.out);
    let run = office.run(&["--lang", "vi", "release", plan]);
    assert_eq!(
        run.out,
        "2020-giam-ngheo.toml: ban hành số 51/KH-UBND ngày 11/3/2020\nreleased/2020-giam-ngheo.pdf (9 trang)\n\
         released/2020-giam-ngheo.docx\nreleased/2020-giam-ngheo.manifest.json\n"
    );
    // It had both, so its file stays as it was.
    assert_eq!(text(&office, plan), before);
    // What goes out is what `render` makes of it, with fields for the signatures behind the PDF.
    office.run(&["render", plan, "--format", "pdf,docx"]);
    let read = |folder: &str, extension: &str| {
        let file = format!("2020-giam-ngheo.{extension}");
        std::fs::read(office.path(folder).join(file)).unwrap()
    };
    assert!(read("released", "pdf").starts_with(&read("out", "pdf")));
    assert!(read("released", "docx") == read("out", "docx"));
}
