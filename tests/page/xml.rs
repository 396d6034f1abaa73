//! What poppler's programs write, as lines, words and strokes.

use super::measure::{Line, Page, Stroke, Word};

/// A page's size and words, of pdftotext.
pub(super) fn page(text: &str) -> Page {
    let words = text.split("<word ").skip(1).map(|word| Word {
        text: plain(
            word.split_once('>')
                .unwrap()
                .1
                .split("</word>")
                .next()
                .unwrap(),
        ),
        left: number(word, "xMin"),
        right: number(word, "xMax"),
        top: number(word, "yMin"),
        bottom: number(word, "yMax"),
    });
    Page {
        width: number(text, "width"),
        height: number(text, "height"),
        lines: Vec::new(),
        words: words.collect(),
    }
}

/// The lines of a page, of pdftohtml; the colour is the font's number as yet.
pub(super) fn lines(page: usize, text: &str) -> Vec<Line> {
    let lines = text.split("<text ").skip(1).map(|line| {
        let (attributes, content) = line.split_once('>').unwrap();
        let content = content.split("</text>").next().unwrap();
        let (left, top) = (number(attributes, "left"), number(attributes, "top"));
        let right = left + number(attributes, "width");
        let bottom = top + number(attributes, "height");
        Line {
            page,
            text: plain(content),
            size: 0.0,
            bold: content.contains("<b>"),
            italic: content.contains("<i>"),
            color: attribute(attributes, "font").to_owned(),
            left: left / 3.0,
            right: right / 3.0,
            top: top / 3.0,
            bottom: bottom / 3.0,
        }
    });
    lines.collect()
}

/// A drawn line or frame, of an SVG's path.
pub(super) fn stroke(path: &str) -> Stroke {
    let numbers = |text: &str| -> Vec<f64> {
        text.split([' ', ',', '(', ')'])
            .filter_map(|part| part.parse().ok())
            .collect()
    };
    let points = numbers(attribute(path, "d"));
    let matrix = numbers(attribute(path, "transform"));
    let (x, y): (Vec<f64>, Vec<f64>) = points
        .chunks(2)
        .map(|p| {
            (
                matrix[0] * p[0] + matrix[2] * p[1] + matrix[4],
                matrix[1] * p[0] + matrix[3] * p[1] + matrix[5],
            )
        })
        .unzip();
    let least = |v: &[f64]| v.iter().copied().fold(f64::MAX, f64::min);
    let most = |v: &[f64]| v.iter().copied().fold(f64::MIN, f64::max);
    let color = path.split("stroke:").nth(1).unwrap();
    Stroke {
        left: least(&x),
        right: most(&x),
        top: least(&y),
        bottom: most(&y),
        color: color.split(';').next().unwrap().to_owned(),
    }
}

/// The value of an XML attribute.
pub(super) fn attribute<'t>(text: &'t str, name: &str) -> &'t str {
    let start = format!(" {name}=\"");
    let own = format!("{name}=\"");
    let rest = match text.strip_prefix(own.as_str()) {
        Some(rest) => rest,
        None => text.split_once(start.as_str()).unwrap().1,
    };
    rest.split('"').next().unwrap()
}

/// The number in an XML attribute.
pub(super) fn number(text: &str, name: &str) -> f64 {
    attribute(text, name).parse().unwrap()
}

/// XML text without its tags, with single spaces.
fn plain(text: &str) -> String {
    let mut bare = String::new();
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            c if !tag => bare.push(c),
            _ => {}
        }
    }
    let bare = bare
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
