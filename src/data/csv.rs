//! Text with delimiters (CSV).

use super::field::{Field, plain, report_characters, whole_file};
use super::header::{Names, Slot, row};
use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Row, Table};
use crate::source::{Source, SourceId, Sources, Span};
use crate::vi::text::nfc;
use csv::{ReaderBuilder, StringRecord};
use std::path::Path;

/// The delimiters that are tried: `;` is what Excel writes where the comma parts decimals.
const DELIMITERS: [u8; 3] = *b",;\t";

/// Reads a text file with delimiters; its first line names the columns.
pub(super) fn read(
    table: &Table,
    path: &Path,
    bytes: &[u8],
    sources: &mut Sources,
) -> (Vec<Row>, Vec<Diagnostic>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{FEFF}'),
        Err(error) => {
            return (
                Vec::new(),
                vec![not_utf8(table, bytes, error.valid_up_to())],
            );
        }
    };
    let source = sources.add(Source::new(path.to_owned(), text.to_owned()));
    let names = Names::new(table);
    let mut file = File {
        text,
        source,
        at: 0,
        delimiter: delimiter(text, &names),
        faults: vec![],
    };
    let rows = file.rows(&names, whole_file(table));
    (rows, file.faults)
}

/// The delimiter that parts the first line into the most columns of the table.
fn delimiter(text: &str, names: &Names<'_>) -> u8 {
    let mut best = (0, 0, b',');
    // Making a reader takes longer than looking for a character.
    let there = |delimiter: &u8| text.as_bytes().contains(delimiter);
    for delimiter in DELIMITERS.into_iter().filter(there) {
        let mut reader = builder(delimiter).from_reader(text.as_bytes());
        let mut first = StringRecord::new();
        while reader.read_record(&mut first).is_ok_and(|more| more) && is_blank(&first) {}
        let (known, fields) = (names.count(&first), first.len());
        if (known, fields) > (best.0, best.1) {
            best = (known, fields, delimiter);
        }
    }
    best.2
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true);
    builder
}

fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}

struct File<'a> {
    text: &'a str,
    source: SourceId,
    /// How far the places of the fields have been followed.
    at: usize,
    delimiter: u8,
    faults: Vec<Diagnostic>,
}

impl File<'_> {
    fn rows(&mut self, names: &Names<'_>, whole_file: Span) -> Vec<Row> {
        let mut reader = builder(self.delimiter).from_reader(self.text.as_bytes());
        let mut record = StringRecord::new();
        let mut slots: Option<Vec<Slot<'_>>> = None;
        let mut rows = Vec::new();
        while reader.read_record(&mut record).is_ok_and(|more| more) {
            let (fields, span) = self.fields(&record);
            if fields.iter().all(|field| field.text.is_empty()) {
                continue;
            }
            let Some(slots) = &slots else {
                slots = Some(names.slots(span, &fields, &mut self.faults));
                continue;
            };
            if fields.len() != slots.len() {
                self.faults
                    .push(wrong_count(span, fields.len(), slots.len()));
            }
            rows.extend(row(slots, fields, span, &mut self.faults));
        }
        if slots.is_none() {
            self.faults.push(Diagnostic::new(
                code::FILE,
                whole_file,
                Message::new("the data file is empty", "tệp số liệu không có gì"),
            ));
        }
        rows
    }

    /// The fields of the next record with their places.
    fn fields(&mut self, record: &StringRecord) -> (Vec<Field>, Span) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'\r' | b'\n')) {
            self.at += 1;
        }
        let start = self.at;
        let mut fields = Vec::with_capacity(record.len());
        for value in record {
            fields.push(self.field(value));
            if bytes.get(self.at) == Some(&self.delimiter) {
                self.at += 1;
            }
        }
        (fields, Span::new(self.source, start..self.at))
    }

    /// The field that begins here, and whose value is known, up to its delimiter.
    fn field(&mut self, value: &str) -> Field {
        let (text, bytes, start) = (self.text, self.text.as_bytes(), self.at);
        let mut quoted = None;
        if bytes.get(start) == Some(&b'"') {
            let close = closing_quote(bytes, start + 1);
            if close == bytes.len() {
                self.faults
                    .push(unclosed(Span::new(self.source, start..start + 1)));
            }
            quoted = Some(start + 1..close);
            self.at = (close + 1).min(bytes.len());
        }
        let after = self.at;
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\r' | b'\n');
        self.at = bytes
            .iter()
            .skip(after)
            .position(ends)
            .map_or(bytes.len(), |at| after + at);
        let range = quoted
            .filter(|_| self.at == after)
            .unwrap_or(start..self.at);
        let raw = text.get(range.clone()).unwrap_or_default();
        let mut field = plain(raw, range.start, self.source);
        if raw != value {
            field.text = nfc(value.trim()).into_owned();
        }
        let written = text.get(field.span.range()).unwrap_or_default();
        report_characters(written, field.span, &mut self.faults);
        field
    }
}

/// The quote that ends a field whose text begins at `at`; a doubled one stands for itself.
fn closing_quote(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let Some(quote) = bytes.iter().skip(at).position(|&byte| byte == b'"') else {
            return bytes.len();
        };
        at += quote;
        if bytes.get(at + 1) != Some(&b'"') {
            return at;
        }
        at += 2;
    }
}

fn not_utf8(table: &Table, bytes: &[u8], at: usize) -> Diagnostic {
    let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() + 1;
    let message = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        Message::new(
            format!("the data file is UTF-16, not UTF-8 (byte {at}, line {line})"),
            format!("tệp số liệu là UTF-16, không phải UTF-8 (byte {at}, dòng {line})"),
        )
    } else {
        Message::new(
            format!("the data file is not UTF-8 at byte {at}, line {line}"),
            format!("tệp số liệu không phải UTF-8 tại byte {at}, dòng {line}"),
        )
    };
    Diagnostic::new(code::ENCODING, whole_file(table), message).help(Message::new(
        "in Excel: Save As, «CSV UTF-8 (Comma delimited)»",
        "trong Excel: Save As (Lưu thành), chọn «CSV UTF-8 (Comma delimited)»",
    ))
}

fn unclosed(span: Span) -> Diagnostic {
    let message = Message::new(
        "this quote is not closed, so all that follows is one field",
        "dấu ngoặc kép này không được đóng, nên toàn bộ phần sau thành một ô",
    );
    Diagnostic::new(code::SYNTAX, span, message)
}

fn wrong_count(span: Span, have: usize, want: usize) -> Diagnostic {
    let message = Message::new(
        format!("the row has {have} fields, the first line names {want}"),
        format!("dòng này có {have} ô, dòng đầu có {want} cột"),
    );
    Diagnostic::new(code::VALUE, span, message).help(Message::new(
        "put a text that holds the delimiter in double quotes",
        "đặt trong ngoặc kép ô có chứa dấu phân cách",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outcome, table};
    use super::*;
    use proptest::prelude::*;

    fn fault(name: &'static str, at: &str) -> (&'static str, String) {
        (name, at.to_owned())
    }

    #[test]
    fn excel_in_vietnam_parts_fields_with_semicolons() {
        let text = "\u{FEFF}TT;Tỷ lệ;TÊN XÃ;ho\r\n1;4,5;Buôn Choah;1.073\r\n\r\n2;;\"Ea \"\"Na\"\"; B\";12\r\n;;;\r\n";
        let (rows, faults) = outcome("a.csv", "", text.as_bytes());
        assert_eq!(faults, []);
        assert_eq!(
            rows,
            [["4,5", "Buôn Choah", "1.073"], ["", "Ea \"Na\"; B", "12"]]
        );
    }

    /// The cells of the rows, where nothing is wrong with the file.
    fn sound(text: &str) -> Vec<Vec<String>> {
        let (rows, faults) = outcome("a.csv", "", text.as_bytes());
        assert_eq!(faults, [], "{text}");
        rows
    }

    #[test]
    fn each_delimiter_is_known_by_the_columns_that_it_parts() {
        let text = "xa;ho;ty_le\nBuôn Choah;12;4,5\nNâm Nđir;7;0,3\n";
        let wanted = [["Buôn Choah", "12", "4,5"], ["Nâm Nđir", "7", "0,3"]];
        assert_eq!(sound(text), wanted);
        assert_eq!(sound(&text.replace(';', "\t")), wanted);
        let quoted = "xa,ho,ty_le\nBuôn Choah,12,\"4,5\"\nNâm Nđir,7,\"0,3\"\n";
        assert_eq!(sound(quoted), wanted);
        // A line of blanks above the headings names no columns.
        assert_eq!(sound(&format!("  \n{text}")), wanted);
    }

    #[test]
    fn columns_of_the_table_count_for_more_than_fields() {
        let text = "xa;ho;ty_le;ghi, chú, thêm, nữa\nA;1;2;x\n";
        let (rows, faults) = outcome("a.csv", "", text.as_bytes());
        assert_eq!(rows, [["A", "1", "2"]]);
        assert_eq!(faults, [fault("unknown-key", "ghi, chú, thêm, nữa")]);
        // Where none is known, the most fields: each heading is told of by itself.
        let (_, faults) = outcome("a.csv", "", "Xóm;Nhà;Phần\n1,5;2;3\n".as_bytes());
        let unknown: Vec<_> = faults.iter().filter(|f| f.0 == "unknown-key").collect();
        assert_eq!(
            unknown,
            [
                &fault("unknown-key", "Xóm"),
                &fault("unknown-key", "Nhà"),
                &fault("unknown-key", "Phần")
            ]
        );
        // Of equals the comma.
        let (_, faults) = outcome("a.csv", "", "Xóm,Nhà;Phần\n".as_bytes());
        assert_eq!(faults[0], fault("unknown-key", "Xóm"));
    }

    #[test]
    fn lines_may_end_in_any_way_and_the_last_not_at_all() {
        let text = "xa,ho,ty_le\nA,1,2\nB,3,4";
        let wanted = [["A", "1", "2"], ["B", "3", "4"]];
        for end in ["\n", "\r\n", "\r", "\n\n\n"] {
            assert_eq!(sound(&text.replace('\n', end)), wanted, "{end:?}");
        }
    }

    #[test]
    fn a_field_may_be_in_quotes_as_a_whole_or_at_its_beginning() {
        assert_eq!(sound("xa,ho,ty_le\nA,1,\"2\""), [["A", "1", "2"]]);
        assert_eq!(sound("xa,ho,ty_le\nA,1,\"\"\n"), [["A", "1", ""]]);
        assert_eq!(
            sound("xa,ho,ty_le\n\"Thôn \"\"Đông\"\"\",1,2\n"),
            [["Thôn \"Đông\"", "1", "2"]]
        );
        assert_eq!(
            sound("xa,ho,ty_le\n\"Buôn\" Choah,1,2\n"),
            [["Buôn Choah", "1", "2"]]
        );
        assert_eq!(
            sound("xa,ho,ty_le\n\"Buôn\nChoah\",1,2\nB,3,4\n"),
            [["Buôn\nChoah", "1", "2"], ["B", "3", "4"]]
        );
        let (_, faults) = outcome("a.csv", "", "xa,ho,ty_le\nA,1,\"2\"\"\n".as_bytes());
        assert_eq!(faults, [fault("syntax", "\"")]);
    }

    #[test]
    fn a_cell_of_several_faults_is_shown_without_its_quotes() {
        let text = "xa,ho,ty_le\n \"A\u{1}\",1,2\n\"B\u{1}\" C,3,4\n";
        let (rows, faults) = outcome("a.csv", "", text.as_bytes());
        assert_eq!(rows.len(), 2);
        assert_eq!(
            faults,
            [
                fault("unprintable-character", "\u{1}"),
                fault("unprintable-character", "\u{1}")
            ]
        );
    }

    #[test]
    fn letters_whose_marks_stand_apart_are_read_composed() {
        let text =
            "Te\u{302}n xa\u{303},ho,ty_le\nNghe\u{300}o,1,2\n\"\"\"Nghe\u{300}o\"\"\",3,4\n";
        assert_eq!(sound(text), [["Nghèo", "1", "2"], ["\"Nghèo\"", "3", "4"]]);
    }

    #[test]
    fn nothing_may_stand_under_a_blank_heading() {
        let (rows, faults) = outcome("a.csv", "", b"xa,ho,ty_le,\nA,1,2,\nB,3,4,x\n");
        assert_eq!(rows, [["A", "1", "2"], ["B", "3", "4"]]);
        assert_eq!(faults, [fault("value-not-allowed", "x")]);
    }

    #[test]
    fn each_fault_has_its_place() {
        let text = "xa,So ho,xa,ho\nA,1,B\nC\u{1},2,D,4,5\nE,,,,\nF,,,\"9\n";
        let (rows, faults) = outcome("a.csv", "", text.as_bytes());
        assert_eq!(
            faults,
            [
                fault("unknown-key", "So ho"),
                fault("duplicate-id", "xa"),
                fault("missing-key", "xa,So ho,xa,ho"),
                fault("value-not-allowed", "A,1,B"),
                fault("unprintable-character", "\u{1}"),
                fault("value-not-allowed", "C\u{1},2,D,4,5"),
                fault("value-not-allowed", "E,,,,"),
                fault("syntax", "\""),
            ]
        );
        assert_eq!(rows.len(), 4);
    }

    #[test]
    fn other_encodings_are_refused_with_the_place() {
        let (table, mut sources, _) = table("a.csv", "");
        let mut message = |bytes: &[u8]| {
            let (_, faults) = read(&table, Path::new("a.csv"), bytes, &mut sources);
            assert_eq!(faults[0].code, code::ENCODING);
            faults[0].message.text(crate::diag::Lang::En).to_owned()
        };
        assert_eq!(
            message(b"xa,ho\nBu\xF4n,1"),
            "the data file is not UTF-8 at byte 8, line 2"
        );
        assert!(message(b"\xFF\xFEx\0a\0").contains("UTF-16"));
        assert!(message(b"\xFE\xFF\0x\0a").contains("UTF-16"));
        assert_eq!(
            message(b"\xFFx"),
            "the data file is not UTF-8 at byte 0, line 1"
        );
    }

    #[test]
    fn an_empty_file_is_a_fault_of_the_plan() {
        assert_eq!(
            outcome("a.csv", "", b"\n  \r\n").1,
            [fault("file-reference", "\"a.csv\"")]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_with_its_place(
            rows in prop::collection::vec(
                [r#"[a-zđẹ ,;"\n\r\t]{0,6}"#, "[ -~]{0,8}", "\\PC{0,4}"], 0..8),
            delimiter in prop::sample::select(DELIMITERS.to_vec()),
            crlf: bool,
        ) {
            let end = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer =
                csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(vec![]);
            writer.write_record(["xa", "ho", "ty_le"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let (table, mut sources, _) = table("a.csv", "");
            let (found, _) = read(&table, Path::new("a.csv"), &bytes, &mut sources);
            let wanted = rows.iter().filter(|row| row.iter().any(|text| !text.trim().is_empty()));
            prop_assert_eq!(found.len(), wanted.clone().count());
            for (row, wanted) in found.iter().zip(wanted) {
                for ((_, cell), text) in row.cells.iter().zip(wanted) {
                    prop_assert_eq!(&cell.text, &nfc(text.trim()));
                    let written = sources.slice(cell.span).replace("\"\"", "\"");
                    let slice = sources.slice(cell.span);
                    prop_assert!(slice == text.trim() || written == text.trim());
                }
            }
        }
    }
}
