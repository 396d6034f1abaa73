//! Workbooks of spreadsheet programs (XLSX).

use super::field::whole_file;
use super::header::fold;
use super::sheet::{Sheet, Value};
use crate::diag::{Diagnostic, Lang, Message, code};
use crate::door;
use crate::door::xml::WORKBOOK;
use crate::plan::{Row, Table};
use crate::source::Sources;
use crate::vi;
use calamine::{Data, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::io::Cursor;
use std::path::Path;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads one sheet of a workbook.
pub(super) fn read(
    table: &Table,
    path: &Path,
    bytes: &[u8],
    sources: &mut Sources,
) -> (Vec<Row>, Vec<Diagnostic>) {
    match load(table, bytes) {
        Ok(sheet) => sheet.read(table, path, sources),
        Err(fault) => (Vec::new(), vec![*fault]),
    }
}

fn load(table: &Table, bytes: &[u8]) -> Result<Sheet, Box<Diagnostic>> {
    door::sound(bytes, WORKBOOK).map_err(|why| Box::new(beyond(table, &why)))?;
    let damaged = |error: XlsxError| Box::new(unreadable(table, Some(&error)));
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheet = Sheet::new(choose(table, &book)?);
    // Cell by cell: a sheet with two distant cells would else be held as a full rectangle.
    let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
    let percents: Vec<bool> = cells.styles().iter().map(is_percent).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let percent = percents.get(style).copied().unwrap_or_default();
        let data = Data::from(cell.get_value().clone());
        sheet.push(table, cell.get_position(), read_value(&data, percent))?;
    }
    sheet.finish(table)
}

/// The name of the sheet to read: the one asked for, else the first that is not hidden.
fn choose(table: &Table, book: &Book<'_>) -> Result<String, Box<Diagnostic>> {
    let sheets = || {
        book.sheets_metadata()
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    };
    let Some(wanted) = &table.sheet else {
        let visible = sheets().find(|sheet| sheet.visible == SheetVisible::Visible);
        let first = visible
            .or_else(|| sheets().next())
            .map(|sheet| sheet.name.clone());
        return first.ok_or_else(|| Box::new(unreadable(table, None)));
    };
    let name = fold(&wanted.value);
    if let Some(sheet) = sheets().find(|sheet| fold(&sheet.name) == name) {
        return Ok(sheet.name.clone());
    }
    let list: Vec<String> = sheets().map(|sheet| format!("«{}»", sheet.name)).collect();
    let (wanted, span, list) = (&wanted.value, wanted.span, list.join(", "));
    let message = Message::new(
        format!("the workbook has no sheet `{wanted}`"),
        format!("tệp không có trang tính `{wanted}`"),
    );
    let fault = Diagnostic::new(code::FILE, span, message)
        .suggest(wanted, sheets().map(|sheet| sheet.name.as_str()))
        .help(Message::new(
            format!("its sheets are {list}"),
            format!("tệp có các trang {list}"),
        ));
    Err(Box::new(fault))
}

/// The text of a cell as one piece of a line, and what it is.
fn read_value(data: &Data, percent: bool) -> (String, Value) {
    let text = match data {
        Data::Empty => String::new(),
        Data::Int(number) => return number_value(Decimal::from(*number), percent),
        // Excel keeps 15 digits; the 17 of the binary number would show its noise.
        Data::Float(number) => match Decimal::from_scientific(&format!("{number:.14e}")) {
            Ok(number) => return number_value(number, percent),
            Err(_) => number.to_string().replace('.', ","),
        },
        Data::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(moment) => date_text(*moment),
        Data::DateTimeIso(text) => iso_text(text),
        Data::String(text) | Data::DurationIso(text) => text.replace(['\t', '\n', '\r'], " "),
        Data::Error(error) => return (error.to_string(), Value::Error),
    };
    (text, Value::Text)
}

fn number_value(number: Decimal, percent: bool) -> (String, Value) {
    let shown = if percent {
        number.checked_mul(Decimal::ONE_HUNDRED)
    } else {
        Some(number)
    };
    let number = shown.unwrap_or(number).normalize();
    let sign = if percent { "%" } else { "" };
    (
        format!("{}{sign}", number.to_string().replace('.', ",")),
        Value::Number(number, percent),
    )
}

/// A date, a time of day or a length of time.
fn date_text(moment: ExcelDateTime) -> String {
    let days = Decimal::from_scientific(&format!("{:.14e}", moment.as_f64())).unwrap_or_default();
    if moment.is_duration() {
        let minutes = days
            .checked_mul(Decimal::from(24 * 60))
            .unwrap_or_default()
            .round();
        let minutes = u64::try_from(minutes).unwrap_or_default();
        return format!("{}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}");
    if days < Decimal::ONE {
        return time;
    }
    let date = || {
        let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
        Date::new(year, month, i8::try_from(day).ok()?).ok()
    };
    let date = date().map_or_else(|| format!("{day}/{month}/{year}"), vi::date::short);
    if time == "00:00" {
        date
    } else {
        format!("{date} {time}")
    }
}

/// A date written as ISO 8601 has it (`2024-02-05T14:30:00`).
fn iso_text(text: &str) -> String {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.get(..5).filter(|time| *time != "00:00");
    match (date.parse::<Date>(), time) {
        (Ok(date), None) => vi::date::short(date),
        (Ok(date), Some(time)) => format!("{} {time}", vi::date::short(date)),
        (Err(_), _) => text.replace(['\t', '\n', '\r'], " "),
    }
}

/// Whether a style shows numbers as percentages: a `%` in its format that is no quoted character.
fn is_percent(style: &Style) -> bool {
    let Some(format) = &style.number_format else {
        return false;
    };
    let mut quoted = false;
    let mut characters = format.format_code.chars();
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(characters.next()),
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The finding for a workbook that is beyond a limit.
fn beyond(table: &Table, why: &Message) -> Diagnostic {
    let message = Message::new(
        format!("the workbook is too large: {}", why.text(Lang::En)),
        format!("tệp bảng tính quá lớn: {}", why.text(Lang::Vi)),
    );
    Diagnostic::new(code::LIMIT, whole_file(table), message)
}

fn unreadable(table: &Table, error: Option<&XlsxError>) -> Diagnostic {
    let locked = matches!(error, Some(XlsxError::Password));
    if locked {
        let message = Message::new(
            "the workbook is protected with a password",
            "tệp bảng tính được bảo vệ bằng mật khẩu",
        );
        return Diagnostic::new(code::FILE, whole_file(table), message).help(Message::new(
            "save a copy without the password",
            "hãy lưu một bản không đặt mật khẩu",
        ));
    }
    let reason = error.map(|error| format!(": {error}")).unwrap_or_default();
    let message = Message::new(
        format!("this is no workbook, or a damaged one{reason}"),
        "tệp không phải bảng tính, hoặc đã hỏng",
    );
    Diagnostic::new(code::FILE, whole_file(table), message).help(Message::new(
        "open it in a spreadsheet program and save it as .xlsx",
        "mở tệp bằng chương trình bảng tính rồi lưu thành .xlsx",
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{outcome, table};
    use super::*;
    use rust_xlsxwriter::{Chart, ChartType, ExcelDateTime, Format, Formula, Workbook};

    fn workbook() -> Workbook {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("Ghi chú").unwrap();
        let sheet = book.add_worksheet().set_name("Biểu 1").unwrap();
        sheet.write(0, 1, "Biểu số 1. Hộ nghèo").unwrap();
        for (column, head) in ["STT", "Tên xã", "Số\nhộ", "Tỷ lệ"].iter().enumerate() {
            sheet
                .write(2, u16::try_from(column).unwrap() + 1, *head)
                .unwrap();
        }
        book
    }

    fn saved(mut book: Workbook) -> Vec<u8> {
        book.save_to_buffer().unwrap()
    }
    const SHEET: &str = "sheet = \"biểu 1\"";

    #[test]
    fn numbers_are_what_the_sheet_shows_and_cells_have_their_names() {
        let mut book = workbook();
        let sheet = book.worksheet_from_index(1).unwrap();
        let percent = Format::new().set_num_format("0.0%");
        let quoted = Format::new().set_num_format("0.0\"%\"");
        sheet
            .write(3, 1, 1)
            .unwrap()
            .write(3, 3, 0.300_000_000_000_000_04)
            .unwrap();
        sheet.write(3, 2, "Buôn\tChoah").unwrap();
        sheet.write_with_format(3, 4, 0.125, &percent).unwrap();
        sheet
            .write(5, 2, 1234.50)
            .unwrap()
            .write_with_format(5, 3, 0.5, &percent)
            .unwrap();
        sheet.write_with_format(5, 4, 12.5, &quoted).unwrap();
        let (table, mut sources, _) = table("a.xlsx", SHEET);
        let (rows, faults) = read(&table, Path::new("a.xlsx"), &saved(book), &mut sources);
        assert_eq!(faults, []);
        let numbers: Vec<_> = rows
            .iter()
            .flat_map(|r| &r.cells)
            .map(|(_, c)| c.number)
            .collect();
        let number = |mantissa, scale| Some(Decimal::new(mantissa, scale));
        assert_eq!(
            numbers,
            [
                None,
                number(3, 1),
                number(125, 1),
                None,
                None,
                number(125, 1)
            ]
        );
        let texts: Vec<_> = rows
            .iter()
            .flat_map(|r| &r.cells)
            .map(|(_, c)| &c.text)
            .collect();
        assert_eq!(
            texts,
            ["Buôn Choah", "0,3", "12,5%", "1234,5", "50%", "12,5"]
        );
        let (_, cell) = &rows[1].cells[2];
        let source = sources.get(cell.span.source).unwrap();
        assert_eq!(source.cell(cell.span.range().start).unwrap(), "Biểu 1!E6");
        assert_eq!(source.slice(cell.span), "12,5");
    }

    #[test]
    fn dates_truth_and_errors() {
        let mut book = workbook();
        let sheet = book.worksheet_from_index(1).unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let date = ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
        sheet.write_with_format(3, 2, &date, &day).unwrap();
        sheet
            .write(3, 3, Formula::new("=1/0").set_result("#DIV/0!"))
            .unwrap();
        sheet.write(4, 2, true).unwrap().write(4, 6, "lạc").unwrap();
        let (rows, faults) = outcome("a.xlsx", SHEET, &saved(book));
        assert_eq!(rows, [["05/3/2024", "", ""], ["TRUE", "", ""]]);
        let places: Vec<_> = faults.iter().map(|(_, at)| at.as_str()).collect();
        assert_eq!(places, ["#DIV/0!", "lạc"]);
    }

    #[test]
    fn a_sheet_that_is_not_there_or_too_large_or_without_headings_is_said() {
        let names = |more: &str, book| outcome("a.xlsx", more, &saved(book)).1;
        let fault = |name, at: &str| (name, at.to_owned());
        let asked = "sheet = \"Biểu 2\"";
        assert_eq!(
            names(asked, workbook()),
            [fault("file-reference", "\"Biểu 2\"")]
        );
        assert_eq!(names("", workbook()), [fault("missing-key", "\"a.xlsx\"")]);
        for (row, column) in [(1_048_575, 0), (3, 16_383)] {
            let mut book = workbook();
            book.worksheet_from_index(1)
                .unwrap()
                .write(row, column, 1)
                .unwrap();
            assert_eq!(names(SHEET, book), [fault("limit-exceeded", "\"a.xlsx\"")]);
        }
    }

    /// Adds a sheet with the headings and one row, whose first cell is the sheet's name.
    fn add<'b>(book: &'b mut Workbook, name: &str) -> &'b mut rust_xlsxwriter::Worksheet {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, head) in (0..).zip(["xa", "ho", "ty_le"]) {
            sheet.write(0, column, head).unwrap();
        }
        sheet.write(1, 0, name).unwrap()
    }

    #[test]
    fn the_first_sheet_that_is_shown_is_read_unless_one_is_named() {
        let first = |more: &str, book: Workbook| {
            let (rows, faults) = outcome("a.xlsx", more, &saved(book));
            assert_eq!(faults, []);
            rows[0][0].clone()
        };
        let hidden = || {
            let mut book = Workbook::new();
            add(&mut book, "Nháp").set_hidden(true);
            add(&mut book, "Cũ").set_very_hidden(true);
            add(&mut book, "Biểu 1").set_active(true);
            add(&mut book, "Biểu 2");
            book
        };
        assert_eq!(first("", hidden()), "Biểu 1");
        assert_eq!(first("sheet = \"biểu  2\"", hidden()), "Biểu 2");
        // One that is named may be hidden.
        assert_eq!(first("sheet = \"Nháp\"", hidden()), "Nháp");
        let mut book = Workbook::new();
        add(&mut book, "Nháp").set_hidden(true);
        add(&mut book, "Cũ").set_hidden(true);
        assert_eq!(first("", book), "Nháp");
    }

    #[test]
    fn a_sheet_that_is_a_chart_has_no_rows() {
        let mut book = Workbook::new();
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_values(("Biểu 1", 1, 1, 1, 2));
        let sheet = book.add_chartsheet().set_name("Đồ thị").unwrap();
        sheet.insert_chart(0, 0, &chart).unwrap();
        add(&mut book, "Biểu 1");
        let bytes = saved(book);
        assert_eq!(outcome("a.xlsx", "", &bytes).0, [["Biểu 1", "", ""]]);
        let (table, mut sources, _) = table("a.xlsx", "sheet = \"Đồ thị\"");
        let (_, faults) = read(&table, Path::new("a.xlsx"), &bytes, &mut sources);
        let help = faults[0].help.last().unwrap().text(Lang::En);
        assert_eq!(help, "its sheets are «Biểu 1»");
    }

    #[test]
    fn rows_without_anything_are_no_rows_and_a_merged_cell_is_its_first() {
        let mut book = workbook();
        let sheet = book.worksheet_from_index(1).unwrap();
        let plain = Format::new();
        sheet.merge_range(3, 2, 4, 2, "Buôn Choah", &plain).unwrap();
        for (row, number) in [(3, 12), (4, 7), (7, 5)] {
            sheet.write(row, 3, number).unwrap();
        }
        sheet.write(6, 2, "  ").unwrap();
        sheet.write(7, 1, 4).unwrap();
        let (rows, faults) = outcome("a.xlsx", SHEET, &saved(book));
        assert_eq!(faults, []);
        assert_eq!(
            rows,
            [["Buôn Choah", "12", ""], ["", "7", ""], ["", "5", ""]]
        );
    }

    #[test]
    fn a_number_is_a_percentage_where_its_format_has_the_sign_as_such() {
        let shown = |format: &str| {
            let mut book = workbook();
            let sheet = book.worksheet_from_index(1).unwrap();
            let format = Format::new().set_num_format(format);
            sheet.write(3, 2, "A").unwrap();
            sheet.write_with_format(3, 4, 0.5, &format).unwrap();
            let (rows, _) = outcome("a.xlsx", SHEET, &saved(book));
            rows[0][2].clone()
        };
        for format in [
            "0%", "0.00%", "%0", "0\"\\\"%", "0\"_\"%", "0\"*\"%", "0\"a\"%",
        ] {
            assert_eq!(shown(format), "50%", "{format}");
        }
        for format in ["0.0", "0\"%\"", "0\\%", "0_%", "0\" a % b\""] {
            assert_eq!(shown(format), "0,5", "{format}");
        }
    }

    #[test]
    fn a_percentage_is_no_number_of_another_unit() {
        let mut book = workbook();
        let sheet = book.worksheet_from_index(1).unwrap();
        let percent = Format::new().set_num_format("0%");
        sheet.write(3, 2, 7).unwrap();
        sheet.write_with_format(3, 3, 0.5, &percent).unwrap();
        sheet.write_with_format(3, 4, 0.5, &percent).unwrap();
        let (table, mut sources, _) = table("a.xlsx", SHEET);
        let (rows, _) = read(&table, Path::new("a.xlsx"), &saved(book), &mut sources);
        let numbers: Vec<_> = rows[0].cells.iter().map(|(_, cell)| cell.number).collect();
        assert_eq!(numbers, [None, None, Some(Decimal::from(50))]);
    }

    #[test]
    fn every_kind_of_cell_has_a_text() {
        let said = |data: Data| read_value(&data, false).0;
        assert_eq!(said(Data::Empty), "");
        assert_eq!(said(Data::Int(-12)), "-12");
        assert_eq!(said(Data::Float(1234.5)), "1234,5");
        assert_eq!(said(Data::Float(0.300_000_000_000_000_04)), "0,3");
        assert_eq!(said(Data::Float(1e30)), "1000000000000000000000000000000");
        assert_eq!(said(Data::Bool(true)), "TRUE");
        assert_eq!(said(Data::Bool(false)), "FALSE");
        assert_eq!(said(Data::String("một\thai\r\nba".into())), "một hai  ba");
        assert_eq!(said(Data::DurationIso("PT8H".into())), "PT8H");
        assert_eq!(said(Data::DateTimeIso("2024-02-05".into())), "05/02/2024");
        let error = read_value(&Data::Error(calamine::CellErrorType::NA), false);
        assert!(matches!(error, (text, Value::Error) if text == "#N/A"));
        let percent = |data: Data| read_value(&data, true).0;
        assert_eq!(percent(Data::Int(1)), "100%");
        assert_eq!(percent(Data::Float(0.125)), "12,5%");
        assert_eq!(percent(Data::String("A".into())), "A");
    }

    #[test]
    fn moments_are_days_and_lengths_of_time_are_hours() {
        use calamine::{ExcelDateTime, ExcelDateTimeType};
        let day = |number| {
            date_text(ExcelDateTime::new(
                number,
                ExcelDateTimeType::DateTime,
                false,
            ))
        };
        assert_eq!(day(45_356.0), "05/3/2024");
        assert_eq!(day(45_356.5), "05/3/2024 12:00");
        assert_eq!(day(1.0), "01/01/1900");
        assert_eq!(day(1.25), "01/01/1900 06:00");
        assert_eq!(day(0.25), "06:00");
        assert_eq!(day(0.0), "00:00");
        let length = |number| {
            date_text(ExcelDateTime::new(
                number,
                ExcelDateTimeType::TimeDelta,
                false,
            ))
        };
        assert_eq!(length(1.5), "36:00");
        assert_eq!(length(0.5), "12:00");
        assert_eq!(length(0.045_138_888_888_888_89), "1:05");
    }

    #[test]
    fn a_moment_in_letters_has_its_time_unless_it_is_midnight() {
        assert_eq!(iso_text("2024-02-05T14:30:00"), "05/02/2024 14:30");
        assert_eq!(iso_text("2024-02-05T00:00:00"), "05/02/2024");
        assert_eq!(iso_text("2024-02-05"), "05/02/2024");
        assert_eq!(iso_text("2024-02-05T1"), "05/02/2024");
        assert_eq!(iso_text("sau\tđó\nT"), "sau đó T");
    }

    #[test]
    fn a_damaged_workbook_is_one_finding() {
        let sound = saved(workbook());
        for at in (0..sound.len()).step_by(61) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x55;
            outcome("a.xlsx", SHEET, &bytes);
            let cut = outcome("a.xlsx", SHEET, &sound[..at]).1;
            assert_eq!(cut, [("file-reference", "\"a.xlsx\"".to_owned())]);
        }
    }
}
