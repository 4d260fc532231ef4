//! Schemas of the user's own that directives name.

use super::Contract;
use crate::finding::{Finding, Skip, SkipKind, rules};

impl Contract {
    /// Puts the user's own schema, where the user names one for a case, in place of the documented one.
    pub fn apply_named_schemas(&mut self) {
        for case in self.cases.iter_mut().filter(|case| case.overrides.schema.is_some()) {
            let name = case.overrides.schema.clone().unwrap_or_default();
            if self.schemas.get(&name).is_some() {
                case.expectation.schema = Some(serde_json::json!({ "$ref": format!("{name}.json") }));
                continue;
            }
            let place = case.expectation.status_place;
            let message = format!("no schema is named `{name}`: there is no such file in the schemas folder");
            let finding = Finding::docs(&rules::settings::NO_SUCH_SCHEMA, &case.page, place, message);
            self.findings.push(finding.help(rules::settings::NO_SUCH_SCHEMA.fix));
            let reason = format!(
                "the schema `{name}`, by which the response would be judged, does not exist: add it, or correct the name"
            );
            case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        }
    }
}
