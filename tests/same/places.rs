//! The same components at the same places of page 1.

use super::libreoffice::{Pair, pairs};
use super::paragraph::{First, paragraphs};
use crate::page::measure::MM;
use crate::support::installed;

/// As far as a place may be from the other, in millimetres.
const NEAR: f64 = 2.0;

/// Components that stand in the middle: their centres are compared, of others the left edges.
const CENTRED: [&str; 15] = [
    "QuocHieu",
    "TieuNgu",
    "CoQuanChuQuan",
    "CoQuanBanHanh",
    "SoKyHieu",
    "DiaDanhNgayThang",
    "TenLoai",
    "TrichYeu",
    "TenBang",
    "ChuKy",
    "HoTen",
    "DoKhan",
    "ChiDanLuuHanh",
    "PhuLuc",
    "ChiDanPhuLuc",
];

/// Components with a rule under their last line.
const RULED: [&str; 3] = ["TieuNgu", "CoQuanBanHanh", "TrichYeu"];

/// Every paragraph that begins on page 1 of one PDF begins there in the other, and no farther than
/// 2 mm from it: a centred one by its middle, another by its left edge, both by their baselines; and
/// so do the rules under motto, issuing body and title, with their lengths.
#[test]
fn components_of_page_1() {
    if !installed("pdftotext") || !installed("soffice") {
        return;
    }
    let mut far = Vec::new();
    for pair in pairs() {
        println!("\n{}", pair.name);
        far.extend(compare(pair));
    }
    assert!(
        far.is_empty(),
        "farther than {NEAR} mm:\n{}",
        far.join("\n")
    );
}

fn compare(pair: &Pair) -> Vec<String> {
    let (ours, theirs) = (First::read(&pair.ours), First::read(&pair.theirs));
    let paragraphs = paragraphs(&pair.docx);
    let places = ours.places(&paragraphs);
    let others = theirs.places(&paragraphs);
    let mut far = Vec::new();
    // How much lower LibreOffice sets what follows a line that only it needs.
    let mut lower = 0.0;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let text: String = paragraph.words.join(" ").chars().take(40).collect();
        let style = &paragraph.style;
        let (place, other) = match (&places[number], &others[number]) {
            (Some(place), Some(other)) => (place, other),
            (None, None) => continue,
            _ => {
                far.push(format!(
                    "{}: {style} «{text}» begins on page 1 of one alone",
                    pair.name
                ));
                continue;
            }
        };
        let centred = CENTRED.contains(&style.as_str()) || place.left > 65.0 * MM;
        let across = if centred {
            f64::midpoint(other.left, other.right) - f64::midpoint(place.left, place.right)
        } else {
            other.left - place.left
        };
        let down =
            other.baselines[0] - place.baselines[0] - if paragraph.outside { 0.0 } else { lower };
        let mut row = |what: &str, across: f64, down: f64| {
            let line = format!("{what:18} {:6.2} {:6.2}  {text}", across / MM, down / MM);
            println!("{line}");
            if across.abs() > NEAR * MM || down.abs() > NEAR * MM {
                far.push(format!("{} {line}", pair.name));
            }
        };
        row(style, across, down);
        let last = paragraphs
            .get(number + 1)
            .is_none_or(|next| next.style != *style);
        if RULED.contains(&style.as_str()) && last {
            let (rule, its) = (ours.rule_below(place), theirs.rule_below(other));
            row(
                "  rule",
                its.middle() - rule.middle(),
                its.top - rule.top - lower,
            );
            row("  its length", its.length() - rule.length(), 0.0);
        }
        // LibreOffice makes the last letter of an italic line wider by a twelfth of the type size
        // (SwTextPortion), so that a line that is full to the last word may need another there. That
        // line alone is taken off what follows.
        if style == "CanCu" && other.baselines.len() == place.baselines.len() + 1 {
            let line = other.baselines[1] - other.baselines[0];
            println!("  a line more, {:.2} mm, taken off what follows", line / MM);
            lower += line;
        }
    }
    assert!(
        places.iter().flatten().count() >= 10,
        "{}: too little on page 1",
        pair.name
    );
    far
}
