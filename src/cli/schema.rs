//! `kehoach schema`.

use super::terminal::Terminal;
use super::{Outcome, SchemaArgs, SchemaOf};
use crate::plan::{LegalRegistry, Office, Plan, UnitRegistry};
use crate::render::profile::Profile;
use crate::spec::json_schema;

/// Writes the JSON Schema of a file.
pub(super) fn run(arguments: &SchemaArgs, terminal: &mut Terminal) -> Outcome {
    let lang = terminal.lang();
    let schema = match arguments.of {
        SchemaOf::Plan => json_schema::<Plan>("kehoach: kế hoạch", lang),
        SchemaOf::Office => json_schema::<Office>("kehoach: kehoach.toml", lang),
        SchemaOf::Units => json_schema::<UnitRegistry>("kehoach: units.toml", lang),
        SchemaOf::Legal => json_schema::<LegalRegistry>("kehoach: legal.toml", lang),
        SchemaOf::Profile => json_schema::<Profile>("kehoach: nd30.toml", lang),
    };
    match serde_json::to_string_pretty(&schema) {
        Ok(text) => {
            terminal.line(&text);
            Outcome::Clean
        }
        Err(_) => Outcome::Trouble,
    }
}
