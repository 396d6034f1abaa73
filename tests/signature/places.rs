//! Where the fields stand on the page, measured against the text (Annex I, Part I, II.7.d and II.8.a).

use super::fields::widgets;
use super::{PLANS, made_in, pictured, prepared, rendered};
use crate::page::measure::{HEIGHT, Line, MM, Pdf, between, near};
use crate::support::{Office, installed};
use kehoach::signature::revision::Revision;
use kehoach::signature::syntax::elements;

/// A field on the page, in points from the upper left corner.
struct Place {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Place {
    fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    fn width(&self) -> f64 {
        self.right - self.left
    }

    fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

fn places(bytes: &[u8]) -> [Place; 2] {
    let revision = Revision::new(bytes).unwrap();
    let places = widgets(&revision).into_iter().map(|(_, widget)| {
        let sides = elements(widget.get("Rect").unwrap()).unwrap();
        let side = |at: usize| std::str::from_utf8(&sides[at]).unwrap().parse().unwrap();
        let (bottom, top): (f64, f64) = (side(1), side(3));
        Place {
            left: side(0),
            right: side(2),
            top: HEIGHT - top,
            bottom: HEIGHT - bottom,
        }
    });
    let places: Vec<Place> = places.collect();
    places
        .try_into()
        .unwrap_or_else(|_| panic!("not two fields"))
}

fn read(bytes: &[u8]) -> Pdf {
    let office = Office::empty().file("it.pdf", bytes);
    Pdf::read(&office.path("it.pdf"))
}

/// The last line of the position and the line of the name, by how they begin.
fn around<'p>(pdf: &'p Pdf, position: &str, name: &str) -> [&'p Line; 2] {
    let last = |start: &str| {
        let found = pdf.lines().filter(|line| line.text.starts_with(start));
        found.last().unwrap_or_else(|| panic!("no line «{start}»"))
    };
    [last(position), last(name)]
}

/// The seal covers a third of the signature, on its left, and is of its true size.
fn sealed(signer: &Place, organisation: &Place) {
    near(organisation.right - signer.left, signer.width() / 3.0, 0.05);
    near(organisation.width(), 36.0 * MM, 0.5);
    near(organisation.height(), organisation.width(), 0.01);
    near(
        f64::midpoint(organisation.top, organisation.bottom),
        f64::midpoint(signer.top, signer.bottom),
        0.05,
    );
}

#[test]
fn the_signers_field_is_centred_between_position_and_name() {
    if !installed("pdftotext") {
        return;
    }
    let lines = [
        ("PHÓ CHỦ TỊCH", "Nguyễn Xuân Danh"),
        ("CHỦ TỊCH", "Nông Văn Thắng"),
    ];
    for (plan, (position, name)) in PLANS.into_iter().zip(lines) {
        let bytes = prepared(&rendered(plan));
        let pdf = read(&bytes);
        let [position, name] = around(&pdf, position, name);
        let [signer, organisation] = places(&bytes);
        for line in [position, name] {
            near(signer.middle(), line.middle(), 0.5);
        }
        between(signer.top, position.bottom - 1.0, position.bottom + 6.0);
        between(signer.bottom, name.top - 6.0, name.top + 1.0);
        near(signer.height(), 27.0 * MM, 0.01);
        sealed(&signer, &organisation);
    }
}

#[test]
fn a_field_with_a_picture_is_as_large_as_the_picture_and_in_the_same_middle() {
    if !installed("pdftotext") {
        return;
    }
    let pdf = rendered(PLANS[1]);
    let [empty, _] = places(&prepared(&pdf));
    let [signer, organisation] = places(&pictured(&pdf));
    near(signer.middle(), empty.middle(), 0.01);
    near(
        f64::midpoint(signer.top, signer.bottom),
        f64::midpoint(empty.top, empty.bottom),
        0.01,
    );
    near(signer.width(), 44.87 * MM, 0.1);
    near(signer.height(), 19.98 * MM, 0.1);
    sealed(&signer, &organisation);
}

#[test]
fn the_fields_follow_the_signature_over_the_pages_and_keep_clear_of_a_second_position() {
    if !installed("pdftotext") {
        return;
    }
    for paragraphs in [3, 20, 24, 26, 28, 30, 60] {
        let text = "Các thôn trồng cây sao đen dọc đường.\n\n".repeat(paragraphs);
        let plan = format!(
            "[signature]\non_behalf = \"TM. ỦY BAN NHÂN DÂN\"\nin_place_of = \"KT. CHỦ TỊCH\"\n\
             position = \"PHÓ CHỦ TỊCH\"\nsecond_position = \"Trưởng Ban Chỉ đạo xã\"\n\
             name = \"Lê Văn Minh\"\n\
             [[sections]]\ntitle = \"Nội dung\"\ntext = '''\n{text}'''\n"
        );
        let made = made_in(&Office::commune().plan(&plan));
        let bytes = prepared(&made);
        let pdf = read(&bytes);
        let [position, second] = around(&pdf, "PHÓ CHỦ TỊCH", "TRƯỞNG BAN");
        assert_eq!(made.signature.unwrap().page + 1, position.page);
        let [signer, organisation] = places(&bytes);
        near(signer.middle(), position.middle(), 0.5);
        between(signer.top, position.bottom - 1.0, position.bottom + 6.0);
        between(signer.bottom, second.top - 6.0, second.top + 1.0);
        sealed(&signer, &organisation);
    }
}

#[test]
fn an_office_says_how_large_its_seal_is() {
    if !installed("pdftotext") {
        return;
    }
    let style = "[signature]\nseal_mm = 32\nwidth_mm = 60\nspace_mm = 35\n";
    let commune = Office::commune();
    let own = std::fs::read_to_string(commune.path("kehoach.toml")).unwrap();
    let made = made_in(
        &commune
            .file("kehoach.toml", format!("profile = \"style.toml\"\n{own}"))
            .file("style.toml", style)
            .plan("[[sections]]\ntitle = \"Nội dung\"\ntext = \"Trồng cây.\"\n"),
    );
    let [signer, organisation] = places(&prepared(&made));
    near(signer.width(), 60.0 * MM, 0.01);
    near(signer.height(), 35.0 * MM, 0.01);
    near(organisation.width(), 32.0 * MM, 0.01);
    near(organisation.right - signer.left, 20.0 * MM, 0.01);
}
