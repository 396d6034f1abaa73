//! `kehoach schema`.

use super::arguments::{SchemaArgs, SchemaOf};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::diag::Lang;
use crate::plan::{LegalRegistry, Office, Plan, UnitRegistry};
use crate::release::ledger::Ledger;
use crate::render::profile::Profile;
use crate::spec::json_schema;

/// Writes the JSON Schema of a file.
pub(super) fn run(arguments: &SchemaArgs, terminal: &mut Terminal) -> Outcome {
    terminal.json(&text(arguments.of, terminal.lang()));
    Outcome::Clean
}

/// The JSON Schema of a file as text, without a line break at its end.
pub(super) fn text(of: SchemaOf, lang: Lang) -> String {
    let schema = match of {
        SchemaOf::Plan => json_schema::<Plan>("kehoach: kế hoạch", lang),
        SchemaOf::Office => json_schema::<Office>("kehoach: kehoach.toml", lang),
        SchemaOf::Units => json_schema::<UnitRegistry>("kehoach: units.toml", lang),
        SchemaOf::Legal => json_schema::<LegalRegistry>("kehoach: legal.toml", lang),
        SchemaOf::Profile => json_schema::<Profile>("kehoach: nd30.toml", lang),
        SchemaOf::Signoff => json_schema::<Ledger>("kehoach: signoff.toml", lang),
    };
    format!("{schema:#}")
}
