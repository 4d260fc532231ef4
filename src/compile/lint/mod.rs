//! The docs against themselves, where it takes documented types or more than one page: what `check` reports beyond the
//! findings of reading a page.

mod conform;
mod message;
mod names;
mod version;

use crate::compile::Contract;
use crate::schema::Schemas;

impl Contract {
    /// Adds what is wrong with the examples of the cases.
    pub fn lint(&mut self) {
        let mut found = Vec::new();
        for case in &self.cases {
            message::lint(case, &mut found);
        }
        version::lint(&self.cases, &mut found);
        names::lint(&self.cases, &mut found);
        let schemas = Schemas::new(self.schemas.clone());
        for case in &self.cases {
            conform::lint(case, &schemas, &self.incomplete_types, &mut found);
        }
        self.findings.append(&mut found);
        self.findings.sort_by(|a, b| a.location.cmp(&b.location));
        // A request with two responses is one fence: report what is wrong with it once.
        self.findings.dedup();
    }
}
