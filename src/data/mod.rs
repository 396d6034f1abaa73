//! Data files (tệp số liệu): the rows of a table that are kept in CSV or in a workbook.
//!
//! The bytes come in, rows and findings go out. Each row and cell has its place in the data file, so
//! a wrong figure is shown where it is to be mended. Numbers written as text are left to
//! [`Table::settle`], which reads them in Vietnamese notation like those of the plan.

mod csv;
mod field;
mod header;
mod sheet;
mod xlsx;

use crate::diag::{Diagnostic, Message, code};
use crate::plan::{Row, Table};
use crate::source::Sources;
use field::whole_file;
use std::path::Path;

/// Reads the rows of a data file (dòng số liệu) for a table, with every fault of the file.
///
/// The file's extension decides how it is read: `csv`, `tsv` and `txt` as text with delimiters,
/// `xlsx` and `xlsm` as a workbook, of which [`Table::sheet`] or else the first sheet
/// is taken. A file that can be read is added to `sources` under `path`. Columns are found by their
/// ids or headings, in any order.
///
/// Findings about the file as a whole stand at [`Table::rows_from`]; nothing here panics or does
/// input or output.
pub fn read(
    table: &Table,
    path: &Path,
    bytes: &[u8],
    sources: &mut Sources,
) -> (Vec<Row>, Vec<Diagnostic>) {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" | "txt" => csv::read(table, path, bytes, sources),
        "xlsx" | "xlsm" => xlsx::read(table, path, bytes, sources),
        _ => (Vec::new(), vec![unknown_extension(table, path)]),
    }
}

/// The media type (RFC 6838) of a data file, by its extension.
#[must_use]
pub fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase()
        .as_str()
    {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsm" => "application/vnd.ms-excel.sheet.macroEnabled.12",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        _ => "text/plain",
    }
}

fn unknown_extension(table: &Table, path: &Path) -> Diagnostic {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    Diagnostic::new(
        code::FILE,
        whole_file(table),
        Message::new(
            format!("`{name}` is not a kind of data file that can be read"),
            format!("`{name}` không phải loại tệp số liệu đọc được"),
        ),
    )
    .help(Message::new(
        "rows are taken from .csv, .tsv, .txt, .xlsx and .xlsm files",
        "số liệu được lấy từ tệp .csv, .tsv, .txt, .xlsx và .xlsm",
    ))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::Source;
    use proptest::prelude::*;

    /// A plan's table of three columns whose rows come from `file`.
    pub(in crate::data) fn table(
        file: &str,
        more: &str,
    ) -> (Table, Sources, crate::source::SourceId) {
        let text = format!(
            r#"
            id = "ho_ngheo"
            rows_from = "{file}"
            {more}
            [[columns]]
            id = "xa"
            title = "Tên xã"
            [[columns]]
            id = "ho"
            title = "Số hộ"
            unit = "hộ"
            [[columns]]
            id = "ty_le"
            title = "Tỷ lệ"
            unit = "%"
            "#
        );
        let mut sources = Sources::default();
        let plan = sources.add(Source::new("plan.toml".into(), text.clone()));
        let crate::spec::Reading {
            value: table,
            diagnostics: faults,
            ..
        } = crate::spec::read::<Table>(plan, &text);
        assert_eq!(faults, []);
        (table.unwrap(), sources, plan)
    }

    /// The texts of the rows, and the code and place of each finding.
    pub(in crate::data) type Outcome = (Vec<Vec<String>>, Vec<(&'static str, String)>);

    pub(in crate::data) fn outcome(file: &str, more: &str, bytes: &[u8]) -> Outcome {
        let (table, mut sources, _) = table(file, more);
        let (rows, faults) = read(&table, Path::new(file), bytes, &mut sources);
        let texts = |row: &Row| {
            row.cells
                .iter()
                .map(|(_, cell)| cell.text.clone())
                .collect()
        };
        let at = |fault: &Diagnostic| sources.slice(fault.primary.span).to_owned();
        let faults = faults
            .iter()
            .map(|fault| (fault.code.name, at(fault)))
            .collect();
        (rows.iter().map(texts).collect(), faults)
    }

    #[test]
    fn the_extension_decides_and_an_unknown_one_is_shown_in_the_plan() {
        let (rows, faults) = outcome("so-lieu.docx", "", b"");
        assert!(rows.is_empty());
        assert_eq!(faults, [("file-reference", "\"so-lieu.docx\"".to_owned())]);
    }

    #[test]
    fn an_extension_is_the_same_in_capitals() {
        for (file, text) in [
            ("SO-LIEU.CSV", "xa;ho;ty_le\nA;1;2\n"),
            ("so-lieu.Tsv", "xa\tho\tty_le\nA\t1\t2\n"),
            ("so-lieu.txt", "xa,ho,ty_le\nA,1,2\n"),
        ] {
            let (rows, faults) = outcome(file, "", text.as_bytes());
            assert_eq!(
                (rows, faults),
                (vec![vec!["A".into(), "1".into(), "2".into()]], vec![])
            );
        }
        for file in ["a.XLSX", "a.xlsm"] {
            let (table, mut sources, _) = table(file, "");
            let (_, faults) = read(&table, Path::new(file), b"xa", &mut sources);
            let said = faults[0].message.text(crate::diag::Lang::En);
            assert!(said.starts_with("this is no workbook"), "{said}");
        }
        assert_eq!(outcome("so-lieu", "", b"xa").1.len(), 1);
    }

    #[test]
    fn a_data_file_goes_with_the_plan_under_its_own_type() {
        for (file, media) in [
            (
                "a.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            ("a.XLSM", "application/vnd.ms-excel.sheet.macroEnabled.12"),
            ("a.csv", "text/csv"),
            ("a.Tsv", "text/tab-separated-values"),
            ("a.txt", "text/plain"),
        ] {
            assert_eq!(media_type(Path::new(file)), media);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, kind in 0..2_usize) {
            for start in [&b""[..], b"PK\x03\x04", b"xa;ho\n\""] {
                let file = ["a.csv", "a.xlsx"][kind];
                outcome(file, "", &[start, &bytes].concat());
            }
        }
    }
}
