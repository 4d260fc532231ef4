//! Names of requests that several pages use.

use std::collections::BTreeMap;

use crate::contract::Case;
use crate::finding::{Finding, rules};
use crate::text::Position;

pub(super) fn lint(cases: &[Case], found: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, &Case> = BTreeMap::new();
    // Only annotations give names; other names are made from the URL.
    for case in cases.iter().filter(|case| case.dialect.is_annotated()) {
        let known = *first.entry(&case.name).or_insert(case);
        if known.page != case.page {
            let message =
                format!("the request at {}:{} has the name `{}` already", known.page, known.request.line, case.name);
            let place = Position::new(case.request.line, 1);
            let finding = Finding::docs(&rules::lint::NAME_ON_SEVERAL_PAGES, &case.page, place, message);
            found.push(finding.help("give each request its own name"));
        }
    }
}
