//! The register of outgoing documents (sổ đăng ký văn bản đi; Decree 30/2020/NĐ-CP, Annex IV): a CSV of
//! an office and a year, which spreadsheet programs open and save.
//!
//! Numbers of a year begin at 1 and go up with the days (khoản 1 Điều 15). A new register has a byte order mark
//! and CRLF, as spreadsheets write them; of one that is there, mark, line ends and delimiter stay. One with
//! the eight columns of earlier versions gets the two that it lacks with its next row.

use super::cells::{Cell, line, outside_quotes, records, written};
use super::entry::{Note, Row};
use super::number::Number;
use super::row::{COLUMNS, Cells};
use super::transaction::on_disk;
use super::unread::unread;
use crate::checks::issuing::{DAY_ORDER, DUPLICATE, GAP, UNREADABLE_ROW};
use crate::diag::{Diagnostic, Message, code};
use crate::source::{Source, SourceId, Sources, Span};
use crate::trouble::Trouble;
use crate::vi;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The columns that registers of earlier versions did not have.
const LATER: [&str; 2] = ["Ngày chuyển", "Ký nhận"];

/// The byte order mark that spreadsheets put before UTF-8.
const MARK: &str = "\u{FEFF}";

/// A register that has been read.
#[derive(Debug)]
pub struct Register {
    /// Where it stands, or would.
    pub path: PathBuf,
    /// Its bytes; none where it is not there.
    pub bytes: Option<Vec<u8>>,
    /// Its documents, in the order of the file.
    pub rows: Vec<Row>,
    /// What is wrong with it, sorted.
    pub diagnostics: Vec<Diagnostic>,
    delimiter: char,
    /// The place of each of [`COLUMNS`] in a row, and how many cells a row has.
    places: [Option<usize>; COLUMNS.len()],
    width: usize,
    by_kind: bool,
    /// What gives its rows the cells of columns that it should have, by place in its text.
    widening: Vec<(Range<usize>, String)>,
}

impl Register {
    /// Reads the register of a year; one that is not there is empty.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(
        path: &Path,
        year: i16,
        by_kind: bool,
        sources: &mut Sources,
    ) -> Result<Self, Trouble> {
        let bytes = on_disk(path)?;
        let mut register = Self {
            path: path.to_owned(),
            bytes: None,
            rows: Vec::new(),
            diagnostics: Vec::new(),
            delimiter: ',',
            places: std::array::from_fn(Some),
            width: COLUMNS.len(),
            by_kind,
            widening: Vec::new(),
        };
        if let Some(bytes) = bytes {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.strip_prefix(MARK).unwrap_or(&text);
            let id = sources.add(Source::new(path.to_owned(), text.to_owned()));
            match std::str::from_utf8(&bytes) {
                Ok(_) => register.fill(id, text, year),
                Err(error) => register.diagnostics.push(not_utf8(id, error.valid_up_to())),
            }
            register.bytes = Some(bytes);
        }
        register.settle();
        crate::diag::sort(&mut register.diagnostics, sources);
        Ok(register)
    }

    fn fill(&mut self, id: SourceId, text: &str, year: i16) {
        self.delimiter = delimiter_of(text);
        let span = |cell: &Cell| Span::new(id, cell.range.clone());
        let (records, open) = records(text, self.delimiter);
        self.diagnostics
            .extend(unread(id, text, &records, self.delimiter));
        if let Some(at) = open {
            let message = Message::new(
                "this quote is not closed, so all that follows is one cell",
                "dấu ngoặc kép này không được đóng, nên toàn bộ phần sau thành một ô",
            );
            self.diagnostics.push(Diagnostic::new(
                UNREADABLE_ROW.code,
                Span::new(id, at..at + 1),
                message,
            ));
        }
        let mut records = records
            .into_iter()
            .filter(|cells| cells.iter().any(|cell| !cell.text.is_empty()))
            .peekable();
        let is_header = |cells: &[Cell]| {
            let head = cells.first().map(|cell| vi::text::folded_name(&cell.text));
            !head
                .unwrap_or_default()
                .starts_with(|c: char| c.is_ascii_digit())
        };
        let (mut notes, mut read) = (None, self.places);
        if let Some(header) = records.next_if(|cells| is_header(cells)) {
            read = places(&header);
            (self.width, self.places) = (header.len(), read);
            notes = self.lacking(&header);
            for (name, place) in COLUMNS.iter().zip(read).take(3) {
                if let (None, Some(cell)) = (place, header.first()) {
                    self.diagnostics.push(no_column(span(cell), name));
                }
            }
        }
        let [Some(number), Some(day), Some(subject), ..] = read else {
            return;
        };
        for cells in records {
            // Printed registers number their columns below the header.
            let is_count = |(place, cell): (usize, &Cell)| {
                cell.text.trim_matches(['(', ')']) == (place + 1).to_string()
            };
            let is_counted = cells.len() > 1 && cells.iter().enumerate().all(is_count);
            if let Some((place, cell)) = notes.and_then(|place| Some((place, cells.get(place)?))) {
                self.widen(place, cell, is_counted);
            }
            if is_counted {
                continue;
            }
            let Some(first) = cells.first() else { continue };
            let end = cells.last().map_or(first.range.end, |cell| cell.range.end);
            let whole = Cell {
                text: String::new(),
                range: first.range.start..end,
            };
            let at = |place: usize| cells.get(place).unwrap_or(&whole);
            let (number, day) = (at(number), at(day));
            let Some((value, rest)) = Number::split(&number.text) else {
                self.diagnostics.push(no_number(span(number), &number.text));
                continue;
            };
            let date = vi::date::parse(&day.text).or_else(|| day.text.parse().ok());
            match date {
                None => self.diagnostics.push(no_day(span(day), &day.text)),
                Some(date) if date.year() != year => {
                    self.diagnostics.push(another_year(span(day), date, year));
                }
                Some(_) => {}
            }
            self.rows.push(Row {
                number: value,
                symbol: rest.trim_start_matches(['/', '-', ' ']).trim().to_owned(),
                // A day of another year says nothing of the order.
                date: date.filter(|date| date.year() == year),
                subject: at(subject).text.clone(),
                span: span(number),
                day: span(day),
                note: read[COLUMNS.len() - 1].map(|place| Note::of(&cells, place)),
            });
        }
    }

    /// Where the notes stand of a register that has all columns but [`LATER`], which then come before them.
    fn lacking(&mut self, header: &[Cell]) -> Option<usize> {
        let there = places(header);
        let lacks = |(name, place): (&&str, Option<usize>)| LATER.contains(name) == place.is_none();
        let notes = there[COLUMNS.len() - 1]?;
        if !COLUMNS.iter().zip(there).all(lacks) {
            return None;
        }
        let names = LATER.map(|name| format!("{name}{}", self.delimiter));
        let at = header.get(notes)?.range.start;
        self.widening.push((at..at, names.concat()));
        self.width += LATER.len();
        for (name, place) in COLUMNS.iter().zip(&mut self.places) {
            *place = match LATER.iter().position(|later| later == name) {
                Some(later) => Some(notes + later),
                None => place.map(|at| if at < notes { at } else { at + LATER.len() }),
            };
        }
        Some(notes)
    }

    /// Makes room for the cells of [`LATER`] before the notes of a row, which may be that of the columns' numbers.
    fn widen(&mut self, place: usize, notes: &Cell, is_counted: bool) {
        let (start, parted) = (notes.range.start, self.delimiter.to_string());
        let number = |more: usize| (place + 1 + more).to_string();
        let numbers = (0..=LATER.len()).map(|more| notes.text.replace(&number(0), &number(more)));
        self.widening.push(if is_counted {
            let numbers: Vec<String> = numbers.collect();
            (notes.range.clone(), numbers.join(&parted))
        } else {
            (start..start, parted.repeat(LATER.len()))
        });
    }

    /// The series of numbers that a symbol belongs to.
    fn series<'s>(&self, symbol: &'s str) -> &'s str {
        let kind = symbol.split('-').next().unwrap_or_default();
        if self.by_kind { kind } else { "" }
    }

    /// The documents of a symbol's series, by number.
    fn of_series(&self, symbol: &str) -> Vec<&Row> {
        let own = |row: &&Row| self.series(&row.symbol) == self.series(symbol);
        let mut rows: Vec<&Row> = self.rows.iter().filter(own).collect();
        rows.sort_by(|a, b| a.number.cmp(&b.number));
        rows
    }

    /// Finds numbers given twice, left out, or out of the order of days.
    fn settle(&mut self) {
        let mut series: Vec<&str> = self
            .rows
            .iter()
            .map(|row| self.series(&row.symbol))
            .collect();
        series.sort_unstable();
        series.dedup();
        let mut found = Vec::new();
        for symbol in series {
            let mut latest: Option<&Row> = None;
            let rows = self.of_series(symbol);
            for (place, row) in rows.iter().enumerate() {
                if let Some(before) = place.checked_sub(1).and_then(|at| rows.get(at)) {
                    if before.number == row.number {
                        found.push(twice(before, row));
                    } else if row.number.value > before.number.value + 1 {
                        found.push(gap(before, row));
                    }
                }
                if let (Some(earlier), Some(date)) = (latest, row.date)
                    && earlier.date.is_some_and(|day| date < day)
                {
                    found.push(out_of_order(earlier, row));
                }
                if latest.is_none_or(|earlier| earlier.date <= row.date) {
                    latest = Some(row);
                }
            }
        }
        self.diagnostics.extend(found);
    }

    /// The number after the last one; none where numbers are at their end.
    #[must_use]
    pub fn next(&self, symbol: &str) -> Option<Number> {
        let rows = self.of_series(symbol);
        let last = rows.last().map_or(0, |row| row.number.value);
        let value = last.checked_add(1)?;
        Some(Number {
            value,
            letter: String::new(),
        })
    }

    /// Whether two symbols are numbered together.
    #[must_use]
    pub fn shares_series(&self, one: &str, other: &str) -> bool {
        self.series(one) == self.series(other)
    }

    /// Whether the register has a document: number, symbol and day, and subject where one is given.
    #[must_use]
    pub fn has(&self, number: &Number, symbol: &str, date: Date, subject: Option<&str>) -> bool {
        let fold = vi::text::folded_name;
        self.find(number, symbol).is_some_and(|row| {
            row.symbol == symbol
                && row.date == Some(date)
                && subject.is_none_or(|subject| fold(subject) == fold(&row.subject))
        })
    }

    /// The document that has a number.
    #[must_use]
    pub fn find(&self, number: &Number, symbol: &str) -> Option<&Row> {
        self.of_series(symbol)
            .into_iter()
            .find(|row| row.number == *number)
    }

    /// The document that forbids a number to be of a day: one with a lower number of a later day, or the
    /// other way round.
    #[must_use]
    pub fn against(&self, number: &Number, symbol: &str, date: Date) -> Option<&Row> {
        self.of_series(symbol).into_iter().find(|row| {
            row.date.is_some_and(|day| {
                (row.number < *number && day > date) || (row.number > *number && day < date)
            })
        })
    }

    /// The register's bytes with one more row at the end; what stands there stays.
    #[must_use]
    pub fn appended(&self, cells: &Cells) -> Vec<u8> {
        let (mut bytes, new) = match &self.bytes {
            Some(bytes) if !bytes.is_empty() => (bytes.clone(), false),
            _ => (MARK.as_bytes().to_vec(), true),
        };
        let mark = mark_of(&bytes);
        for (range, cells) in self.widening.iter().rev() {
            bytes.splice(mark + range.start..mark + range.end, cells.bytes());
        }
        let lines = if new || bytes.windows(2).any(|pair| pair == b"\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        if new {
            bytes.extend(self.record(&COLUMNS.map(str::to_owned), lines));
        } else if !bytes.ends_with(b"\n") {
            bytes.extend(lines.bytes());
        }
        bytes.extend(self.record(cells, lines));
        bytes
    }

    /// The register's bytes with more in the note of one of its documents; what stands there stays.
    #[must_use]
    pub fn noted(&self, note: &Note, more: &str) -> Vec<u8> {
        let mut bytes = self.bytes.clone().unwrap_or_default();
        let cell = line(&[written(&note.and(more))], self.delimiter);
        let (range, cell) = note.edit(&cell, self.delimiter);
        let mark = mark_of(&bytes);
        bytes.splice(mark + range.start..mark + range.end, cell.bytes());
        bytes
    }

    fn record(&self, cells: &Cells, lines: &str) -> Vec<u8> {
        let mut record = vec![Cow::Borrowed(""); self.width];
        for (cell, place) in cells.iter().zip(self.places) {
            if let Some(slot) = place.and_then(|place| record.get_mut(place)) {
                *slot = written(cell);
            }
        }
        let mut bytes = line(&record, self.delimiter).into_bytes();
        bytes.extend(lines.bytes());
        bytes
    }
}

/// How long the byte order mark of a register is.
fn mark_of(bytes: &[u8]) -> usize {
    let marked = bytes.starts_with(MARK.as_bytes());
    if marked { MARK.len() } else { 0 }
}

/// The mark that parts the cells: the most frequent of its first line.
fn delimiter_of(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let count = |mark: char| first.map_or(0, |line| outside_quotes(line, mark));
    [';', '\t'].into_iter().fold(',', |best, mark| {
        if count(mark) > count(best) {
            mark
        } else {
            best
        }
    })
}

/// The places of the columns by the names of a header.
fn places(header: &[Cell]) -> [Option<usize>; COLUMNS.len()] {
    let names: Vec<String> = header
        .iter()
        .map(|cell| vi::text::folded_name(&cell.text))
        .collect();
    COLUMNS.map(|column| {
        let column = vi::text::folded_name(column);
        names.iter().position(|name| *name == column)
    })
}

fn not_utf8(id: SourceId, at: usize) -> Diagnostic {
    let message = Message::new("the register is not UTF-8", "sổ không phải UTF-8");
    let help = Message::new(
        "in Excel: Save As, «CSV UTF-8 (Comma delimited)»",
        "trong Excel: Save As (Lưu thành), chọn «CSV UTF-8 (Comma delimited)»",
    );
    Diagnostic::new(code::ENCODING, Span::new(id, at..at), message).help(help)
}

fn no_column(span: Span, name: &str) -> Diagnostic {
    let message = Message::new(
        format!("the register has no column «{name}»"),
        format!("sổ không có cột «{name}»"),
    );
    let names = COLUMNS.join(" | ");
    let help = Message::new(
        format!("the columns of Annex IV are: {names}"),
        format!("các cột theo Phụ lục IV: {names}"),
    );
    Diagnostic::new(UNREADABLE_ROW.code, span, message).help(help)
}

fn no_number(span: Span, text: &str) -> Diagnostic {
    let message = Message::new(
        format!("`{text}` is no number and symbol, as in «05/KH-UBND»"),
        format!("`{text}` không phải số, ký hiệu, như «05/KH-UBND»"),
    );
    Diagnostic::new(UNREADABLE_ROW.code, span, message)
}

fn no_day(span: Span, text: &str) -> Diagnostic {
    if text.is_empty() {
        let message = Message::new("the document has no day", "văn bản này chưa ghi ngày");
        return Diagnostic::new(UNREADABLE_ROW.code, span, message);
    }
    let message = Message::new(
        format!("`{text}` is no day, as in «05/01/2026»: day, month, four digits of the year"),
        format!("`{text}` không phải ngày, như «05/01/2026»: ngày, tháng, đủ bốn chữ số của năm"),
    );
    Diagnostic::new(UNREADABLE_ROW.code, span, message)
}

fn another_year(span: Span, date: Date, year: i16) -> Diagnostic {
    let day = vi::date::short(date);
    let message = Message::new(
        format!("{day} is not in {year}, the year of the register"),
        format!("{day} không thuộc năm {year} của sổ"),
    );
    Diagnostic::new(UNREADABLE_ROW.code, span, message)
}

fn twice(before: &Row, row: &Row) -> Diagnostic {
    let number = &row.number;
    let message = Message::new(
        format!("number {number} is given twice"),
        format!("số {number} cấp hai lần"),
    );
    let also = Message::new("the other document", "văn bản kia");
    Diagnostic::new(DUPLICATE.code, row.span, message).also(before.span, also)
}

fn gap(before: &Row, row: &Row) -> Diagnostic {
    let (first, last) = (before.number.value + 1, row.number.value - 1);
    let which = if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    };
    let message = Message::new(
        format!("no document has the number {which}"),
        format!("không có văn bản nào mang số {which}"),
    );
    Diagnostic::new(GAP.code, row.span, message).also(
        before.span,
        Message::new("the number before", "số liền trước"),
    )
}

fn out_of_order(earlier: &Row, row: &Row) -> Diagnostic {
    let day = |row: &Row| row.date.map(vi::date::short).unwrap_or_default();
    let (mine, theirs, number) = (day(row), day(earlier), &earlier.number);
    let message = Message::new(
        format!("{mine} is before {theirs}, the day of number {number}"),
        format!("{mine} trước {theirs} là ngày của số {number}"),
    );
    Diagnostic::new(DAY_ORDER.code, row.day, message).also(
        earlier.day,
        Message::new("the lower number's day", "ngày của số nhỏ hơn"),
    )
}
