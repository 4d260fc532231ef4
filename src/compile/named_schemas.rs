//! Schemas of the user's own that directives name.

use std::collections::BTreeSet;

use super::Contract;
use crate::finding::{Finding, Skip, SkipKind, rules};
use crate::text::Location;

impl Contract {
    /// Puts the user's own schema, where the user names one for a case, in place of the documented one.
    pub fn apply_named_schemas(&mut self) {
        // One directive may be about many cases.
        let mut reported = BTreeSet::new();
        for case in self.cases.iter_mut().filter(|case| case.overrides.schema.is_some()) {
            let name = case.overrides.schema.clone().unwrap_or_default();
            if self.schemas.get(&name).is_some() {
                case.expectation.schema = Some(serde_json::json!({ "$ref": format!("{name}.json") }));
                continue;
            }
            let in_page = Location::new(&case.page, case.expectation.status_place);
            let written_at = case.overrides.written_at.as_ref().and_then(|at| at.schema.as_ref());
            let Location { page, place } = written_at.unwrap_or(&in_page);
            if reported.insert((page.clone(), *place, name.clone())) {
                let message = format!("no schema is named `{name}`: there is no such file in the schemas folder");
                let finding = Finding::docs(&rules::settings::NO_SUCH_SCHEMA, page, *place, message);
                self.findings.push(
                    finding.help(format!("put the schema into `contracts/schemas/{name}.json`, or correct the name")),
                );
            }
            let reason = format!(
                "the schema `{name}`, by which the response would be judged, does not exist: add it, or correct the name"
            );
            case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        }
    }
}
