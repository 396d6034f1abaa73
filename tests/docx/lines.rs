//! The lines of the decree (Annex I, II.1, II.2, II.5): the borders of paragraphs, 6 eighths of a point
//! thick, as long as their indents leave them.

use super::package::Package;
use super::samples::{self, render};
use super::structure::{says, styled};
use super::table::cells;
use super::xml::Element;

/// Twips to the millimetre.
const MM: f64 = 1440.0 / 25.4;

/// The length of a line of a style in a column.
fn length(package: &Package, id: &str, column: i64) -> i64 {
    let indent = says(package, id, &["w:pPr", "w:ind"]).unwrap();
    let (left, right) = (indent.number("w:left"), indent.number("w:right"));
    assert_eq!(left, right, "{id} stands in the middle");
    column - left - right
}

/// The widths of the letterhead's columns, without the gap between them.
fn columns(package: &Package) -> (i64, i64) {
    let document = package.document();
    let row = document.every("w:tr")[0];
    let width = |cell: &Element| cell.at(&["w:tcPr", "w:tcW"]).unwrap().number("w:w");
    let cells = cells(row);
    let gap = cells[0].at(&["w:tcPr", "w:tcMar", "w:right"]).unwrap();
    (width(cells[0]) - gap.number("w:w"), width(cells[1]))
}

#[test]
fn are_borders_of_paragraphs() {
    for package in samples::all() {
        let document = package.document();
        for id in ["KeTieuNgu", "KeCoQuan", "KeTrichYeu"] {
            assert_eq!(styled(&document, id).len(), 1, "{}: {id}", package.name);
            let border = says(package, id, &["w:pPr", "w:pBdr", "w:top"]).unwrap();
            assert_eq!(border.val(), Some("single"));
            assert_eq!(border.number("w:sz"), 6);
            assert!(says(package, id, &["w:pPr", "w:keepNext"]).is_some());
        }
        for text in document.every("w:t") {
            assert!(!text.own_text.contains("__"), "{}", text.own_text);
        }
    }
}

/// As long as the motto; a third to a half of the issuing body's and the title's longest line.
#[test]
fn have_the_lengths_of_the_decree() {
    use kehoach::render::FONTS;
    let face = ttf_parser::Face::parse(FONTS[1], 0).unwrap();
    // The width of bold words at a size in points, in twips.
    let words = |text: &str, size: f64| -> f64 {
        let advance = |c| {
            f64::from(
                face.glyph_hor_advance(face.glyph_index(c).unwrap())
                    .unwrap(),
            )
        };
        let units: f64 = text.chars().map(advance).sum();
        units * size * 20.0 / f64::from(face.units_per_em())
    };
    let package = render(
        "[document]\nyear = 2025\ntitle = \"Trồng cây năm 2025\"\n",
        &[],
    );
    let (left, right) = columns(&package);
    let near = |found: i64, wanted: f64| {
        let found = f64::from(i32::try_from(found).unwrap());
        assert!((found - wanted).abs() < 0.2 * MM, "{found} is not {wanted}");
    };
    let motto = words("Độc lập - Tự do - Hạnh phúc", 14.0);
    near(length(&package, "KeTieuNgu", right), motto);
    let issuer = words("ỦY BAN NHÂN DÂN", 13.0);
    near(length(&package, "KeCoQuan", left), 0.4 * issuer);
    let title = words("Trồng cây năm 2025", 14.0);
    near(length(&package, "KeTrichYeu", 9071), 0.4 * title);
    let appendices = samples::everything();
    near(length(appendices, "KePhuLuc", 9071), 20.0 * MM);
    near(length(appendices, "KePhuLucNgang", 14003), 20.0 * MM);
}
