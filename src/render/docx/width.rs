//! How wide text is in Times New Roman, whose widths Liberation Serif has too.

use super::sizes::Twips;
use crate::render::FONTS;
use ttf_parser::Face;

/// The widths of a typeface's characters.
pub struct Widths {
    face: Option<Face<'static>>,
}

impl Widths {
    /// The widths of upright text, bold or not.
    pub fn new(bold: bool) -> Self {
        let font = FONTS[usize::from(bold)];
        Self {
            face: Face::parse(font, 0).ok(),
        }
    }

    /// How wide a text is on one line, at a size in half points.
    pub fn of(&self, text: &str, size: i64) -> Twips {
        let Some(face) = &self.face else {
            return 0;
        };
        let units: i64 = text
            .chars()
            .filter_map(|c| face.glyph_hor_advance(face.glyph_index(c)?))
            .map(i64::from)
            .sum();
        units * size * 10 / i64::from(face.units_per_em())
    }

    /// How wide each line is when a text fills lines of a width, word by word.
    pub fn lines(&self, text: &str, size: i64, width: Twips) -> Vec<Twips> {
        let blank = self.of(" ", size);
        let mut lines: Vec<Twips> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let word = self.of(word, size);
            match lines.last_mut() {
                Some(line) if *line + blank + word <= width => *line += blank + word,
                _ => lines.push(word),
            }
        }
        lines
    }

    /// The least width that needs no more lines than a given one, so that lines in the middle of a page
    /// come out about equal.
    pub fn balanced(&self, text: &str, size: i64, width: Twips) -> Twips {
        let count = self.lines(text, size, width).len();
        let (mut low, mut high) = (0, width);
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if self.lines(text, size, middle).len() > count {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_half_an_em() {
        // 14 pt is 28 half points and 280 twips.
        assert_eq!(Widths::new(false).of("2024", 28), 4 * 140);
        assert_eq!(Widths::new(true).of("2024", 28), 4 * 140);
    }

    #[test]
    fn words_fill_lines_up_to_the_very_width() {
        let widths = Widths::new(false);
        let (word, blank) = (widths.of("2024", 28), widths.of(" ", 28));
        let two = 2 * word + blank;
        assert_eq!(widths.lines("2024 2024  2024", 28, two), [two, word]);
        assert_eq!(widths.lines("2024 2024", 28, two - 1), [word, word]);
        assert_eq!(widths.lines("2024", 28, 1), [word], "no word is broken");
        assert_eq!(widths.lines("", 28, two), Vec::<Twips>::new());
    }

    #[test]
    fn the_balanced_width_is_the_least() {
        let widths = Widths::new(true);
        let title =
            "Trồng cây dọc các tuyến đường liên thôn, liên xã trên địa bàn xã An Bình năm 2025";
        for width in 6000..6040 {
            let count = widths.lines(title, 28, width).len();
            let least = widths.balanced(title, 28, width);
            assert_eq!(widths.lines(title, 28, least).len(), count);
            assert!(widths.lines(title, 28, least - 1).len() > count);
        }
    }

    #[test]
    fn a_balanced_title_needs_no_further_line() {
        let widths = Widths::new(true);
        let title = "Thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2024";
        let wide = widths.lines(title, 28, 8000);
        let least = widths.balanced(title, 28, 8000);
        let even = widths.lines(title, 28, least);
        assert_eq!(even.len(), wide.len());
        assert!(even.iter().max() < wide.iter().max());
        assert!(widths.lines(title, 28, least - 1).len() > wide.len());
    }
}
