//! Tables as readers aloud find them (ISO 14289-1, 7.5; ISO 32000-1, 14.8.4.3.4 and 14.8.5.7).

use super::{ALL, everything, made_in, rendered};
use crate::support::Office;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as Text};

/// A cell of a table.
struct Cell {
    is_header: bool,
    has_scope: bool,
    id: Option<Vec<u8>>,
    /// The header cells that it names.
    headers: Vec<Vec<u8>>,
    columns: usize,
    rows: usize,
    /// Its first column.
    left: usize,
}

impl Cell {
    fn read(element: &Dict<'_>) -> Self {
        let own = attributes(element);
        let count = |key: &str| {
            let mut found = own.iter().filter_map(|own| own.get::<Number>(key));
            found
                .next()
                .map_or(1, |number| usize::try_from(number.as_i64()).unwrap())
        };
        let headers = own.iter().filter_map(|own| own.get::<Array<'_>>("Headers"));
        Self {
            is_header: kind(element) == "TH",
            has_scope: own.iter().any(|own| own.contains_key("Scope")),
            id: element.get::<Text<'_>>("ID").map(|id| id.to_vec()),
            headers: headers
                .flat_map(|list| list.iter::<Text<'_>>())
                .map(|id| id.to_vec())
                .collect(),
            columns: count("ColSpan"),
            rows: count("RowSpan"),
            left: 0,
        }
    }

    fn covers(&self, column: usize) -> bool {
        (self.left..self.left + self.columns).contains(&column)
    }
}

fn kind(element: &Dict<'_>) -> String {
    let name = element.get::<Name<'_>>("S");
    name.map_or_else(String::new, |name| name.as_str().to_owned())
}

/// The dictionaries that a key has, one or a list.
fn dictionaries<'p>(element: &Dict<'p>, key: &str) -> Vec<Dict<'p>> {
    match element.get::<Object<'p>>(key) {
        Some(Object::Array(list)) => list
            .iter::<Object<'p>>()
            .filter_map(Object::into_dict)
            .collect(),
        Some(Object::Dict(one)) => vec![one],
        _ => Vec::new(),
    }
}

fn attributes<'p>(element: &Dict<'p>) -> Vec<Dict<'p>> {
    dictionaries(element, "A")
}

/// The rows of a table, through their groups.
fn rows(element: &Dict<'_>) -> Vec<Vec<Cell>> {
    let mut all = Vec::new();
    for child in dictionaries(element, "K") {
        match kind(&child).as_str() {
            "TR" => {
                let cells = dictionaries(&child, "K");
                all.push(cells.iter().map(Cell::read).collect());
            }
            "THead" | "TBody" | "TFoot" => all.extend(rows(&child)),
            _ => {}
        }
    }
    all
}

/// Gives each cell its first column, and says how many columns each row has.
fn widths(rows: &mut [Vec<Cell>]) -> Vec<usize> {
    // How many rows more the cells above fill in each column.
    let mut taken = vec![0_usize; 64];
    let mut widths = Vec::new();
    for row in rows {
        let mut column = 0;
        let mut width = taken.iter().filter(|rows| **rows > 0).count();
        let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in row {
            while taken[column] > 0 {
                column += 1;
            }
            cell.left = column;
            next[column..column + cell.columns].fill(cell.rows - 1);
            column += cell.columns;
            width += cell.columns;
        }
        taken = next;
        widths.push(width);
    }
    assert!(taken.iter().all(|rows| *rows == 0), "a cell over no row");
    widths
}

/// The tables of every plan and of the plan of everything.
fn tables() -> Vec<Vec<Vec<Cell>>> {
    let plans = ALL.iter().map(|plan| rendered(plan));
    let mut tables = Vec::new();
    for pdf in plans.chain([everything()]) {
        let pdf = Pdf::new(pdf.bytes).unwrap();
        for object in pdf.objects() {
            let element = object.into_dict().filter(|own| kind(own) == "Table");
            tables.extend(element.map(|own| rows(&own)));
        }
    }
    assert_eq!(tables.len(), 10);
    tables
}

#[test]
fn every_row_of_a_table_has_all_its_columns() {
    for mut rows in tables() {
        let widths = widths(&mut rows);
        assert!(widths[0] > 1, "{widths:?}");
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
    }
}

#[test]
fn every_cell_names_the_headers_above_it_and_no_others() {
    let mut longest = 0;
    for mut rows in tables() {
        widths(&mut rows);
        let cells: Vec<&Cell> = rows.iter().flatten().collect();
        let header = |id: &Vec<u8>| {
            let mut found = cells.iter().filter(|cell| cell.id.as_ref() == Some(id));
            let cell = found.next().unwrap();
            assert!(cell.is_header && found.next().is_none());
            *cell
        };
        for cell in &cells {
            assert_eq!(cell.is_header, cell.has_scope);
            assert!(cell.is_header || !cell.headers.is_empty());
            // Headers name headers of their own.
            let mut named = cell.headers.clone();
            while let Some(id) = named.pop() {
                let header = header(&id);
                let mut own = cell.left..cell.left + cell.columns;
                assert!(own.any(|column| header.covers(column)), "{}", cell.left);
                named.extend(header.headers.iter().cloned());
            }
            longest = longest.max(cell.headers.len());
        }
    }
    assert!(longest > 1);
}

/// The last row of a table before the signature is a table of its own, which has no header where it
/// goes on below the rows before it.
#[test]
fn a_last_row_that_is_set_apart_is_named_by_its_first_cell() {
    for total in ["", "total = { t = \"Tổng cộng\", n = 105 }\n"] {
        let list: String = (1..=14)
            .map(|row| format!("[\"Thôn {row}\", {row}],"))
            .collect();
        let columns = "[{ id = \"t\", title = \"Thôn\" }, { id = \"n\", title = \"Số hộ\", total = \"sum\" }]";
        let plan = format!(
            "[[tables]]\nid = \"a\"\ncolumns = {columns}\nrows = [{list}]\n{total}\
             [[sections]]\ntitle = \"Nội dung\"\ntext = \"Như sau:\\n\\n{{{{ table(id=\\\"a\\\") }}}}\"\n"
        );
        let pdf = Pdf::new(made_in(&Office::commune().plan(&plan)).bytes).unwrap();
        let elements = pdf.objects().into_iter().filter_map(Object::into_dict);
        let mut tables: Vec<_> = elements
            .filter(|own| kind(own) == "Table")
            .map(|own| rows(&own))
            .collect();
        tables.sort_by_key(Vec::len);
        let [end, whole] = &tables[..] else {
            panic!("{} tables", tables.len());
        };
        assert_eq!((end.len(), whole[0][0].is_header), (1, true));
        let (first, rest) = end[0].split_first().unwrap();
        assert!(first.is_header && first.has_scope && !rest.is_empty());
        for cell in rest {
            assert_eq!(cell.headers, [first.id.clone().unwrap()]);
        }
    }
}
