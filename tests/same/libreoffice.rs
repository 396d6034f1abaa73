//! Plans rendered to PDF and DOCX, and what `LibreOffice` makes of the DOCX.

use super::plans::OWN;
use crate::support::{Office, poppler, repository, run_in};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The plans of the repository, by the folders of their offices.
pub const REPOSITORY: [&str; 6] = [
    "cao-bang", "krong-no", "lam-dong", "tan-hoa", "tan-yen", "tay-hoa",
];

/// A plan in both formats.
pub struct Pair {
    /// What tables call it.
    pub name: String,
    /// The PDF that the program made.
    pub ours: PathBuf,
    /// The DOCX.
    pub docx: PathBuf,
    /// The PDF that `LibreOffice` made of it.
    pub theirs: PathBuf,
}

struct Rendered {
    pairs: Vec<Pair>,
    /// Holds the files.
    _folder: TempDir,
}

static RENDERED: LazyLock<Rendered> = LazyLock::new(render);

/// All plans: those of the repository and those of `plans.rs`.
pub fn pairs() -> &'static [Pair] {
    &RENDERED.pairs
}

/// A plan of `plans.rs`.
pub fn pair(name: &str) -> &'static Pair {
    pairs().iter().find(|pair| pair.name == name).unwrap()
}

/// How many pages a PDF has.
pub fn page_count(path: &Path) -> usize {
    let info = poppler("pdfinfo", &[path.to_str().unwrap()]);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
    pages.unwrap().trim().parse().unwrap()
}

fn render() -> Rendered {
    let folder = TempDir::new().unwrap();
    let mut pairs = Vec::new();
    for name in REPOSITORY {
        let out = folder.path().join(name);
        let plan = std::fs::read_dir(repository().join("plans").join(name)).unwrap();
        let mut files = plan.map(|entry| entry.unwrap().path());
        let year = |path: &PathBuf| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("20")
        };
        let plan = files.find(year).unwrap();
        let to = ["--format", "pdf,docx", "--out", out.to_str().unwrap()];
        let run = run_in(
            repository(),
            &[&["render", plan.to_str().unwrap()], &to[..]].concat(),
        );
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        pairs.push(moved(name, &out, &plan, folder.path()));
    }
    for (name, text, more) in OWN {
        let office = Office::commune().file("plan.toml", text());
        let run = office.run(&[&["render", "plan.toml", "--format", "pdf,docx"], more].concat());
        assert_eq!(run.code, 0, "{name}: {}{}", run.out, run.err);
        let plan = office.path("plan.toml");
        pairs.push(moved(name, &office.path("out"), &plan, folder.path()));
    }
    convert(folder.path());
    Rendered {
        pairs,
        _folder: folder,
    }
}

/// Takes both files of a plan into the folder under a name.
fn moved(name: &str, out: &Path, plan: &Path, folder: &Path) -> Pair {
    let rendered = |kind: &str| out.join(plan.file_name().unwrap()).with_extension(kind);
    let take = |kind: &str| {
        let place = folder.join(name).with_extension(kind);
        std::fs::copy(rendered(kind), &place).unwrap();
        place
    };
    Pair {
        name: name.to_owned(),
        ours: take("pdf"),
        docx: take("docx"),
        theirs: folder.join("libreoffice").join(name).with_extension("pdf"),
    }
}

/// Makes PDFs of all DOCX in a folder, with the typefaces of the repository and a Vietnamese locale:
/// a decimal tab takes the comma from the locale of the machine.
fn convert(folder: &Path) {
    let fonts = repository().join("fonts");
    let fontconfig = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>\
         <dir>{}</dir><cachedir>{}</cachedir><match target=\"pattern\">\
         <test name=\"family\"><string>Times New Roman</string></test>\
         <edit name=\"family\" mode=\"assign\" binding=\"same\"><string>Liberation Serif</string>\
         </edit></match></fontconfig>",
        fonts.display(),
        folder.join("fonts").display()
    );
    std::fs::write(folder.join("fonts.conf"), fontconfig).unwrap();
    let settings = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\
        <item oor:path=\"/org.openoffice.Setup/L10N\"><prop oor:name=\"ooSetupSystemLocale\" \
        oor:op=\"fuse\"><value>vi-VN</value></prop></item></oor:items>";
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), settings).unwrap();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "docx"))
        .collect();
    files.sort();
    // Tags give the order of the text.
    let tagged = r#"pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}"#;
    let output = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--convert-to", tagged, "--outdir"])
        .arg(folder.join("libreoffice"))
        .args(&files)
        .env("FONTCONFIG_FILE", folder.join("fonts.conf"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
