//! Another plan that a plan is compared with.

use crate::plan::{Issuer, Plan, Row, Superior, Table};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Last year's plan (kế hoạch năm trước), or the superior's (kế hoạch của cấp trên).
#[derive(Debug)]
pub struct Related {
    /// Where it stands.
    pub path: PathBuf,
    /// The plan; what is wrong with it is reported when it is checked itself.
    pub plan: Plan,
    /// Who issued it, with its office's entry wherever it has none.
    pub issuer: Issuer,
    rows: OnceLock<HashMap<String, Vec<(usize, usize)>>>,
}

impl Related {
    pub(super) fn new(path: PathBuf, plan: Plan, issuer: Issuer) -> Self {
        Self {
            path,
            plan,
            issuer,
            rows: OnceLock::new(),
        }
    }

    /// The rows of a name in the tables with which the plan assigns.
    pub fn rows(&self, name: &str) -> impl Iterator<Item = (&Table, &Row)> {
        let rows = self.rows.get_or_init(|| self.rows_by_name());
        let places = rows.get(&Superior::row_key(name)).into_iter().flatten();
        places.filter_map(|(table, row)| {
            let table = self.plan.tables.get(*table)?;
            Some((table, table.rows.get(*row)?))
        })
    }

    fn rows_by_name(&self) -> HashMap<String, Vec<(usize, usize)>> {
        let mut rows: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        let tables = self.plan.tables.iter().enumerate();
        for (place, table) in tables.filter(|(_, table)| table.assigns()) {
            for (row, cells) in table.rows.iter().enumerate() {
                let key = table.key(cells).map(|cell| Superior::row_key(&cell.text));
                let key = key.unwrap_or_default();
                rows.entry(key).or_default().push((place, row));
            }
        }
        rows
    }
}
