//! Requests in the notation of a console, reported once for all selected pages.

use std::collections::BTreeSet;

use crate::contract::{Case, Dialect};
use crate::finding::Finding;
use crate::finding::rules::lint::CONSOLE_NOTATION;

pub(super) fn lint(cases: &[Case], is_selected: &dyn Fn(&str) -> bool, found: &mut Vec<Finding>) {
    let requests = cases.iter().filter(|case| case.dialect == Dialect::Console && is_selected(&case.page));
    let places: BTreeSet<_> = requests.clone().map(|case| (&case.page, case.request.line)).collect();
    let Some(first) = requests.min_by_key(|case| (&case.page, case.request.line)) else { return };
    let message = match places.len() {
        1 => "this request shows method, path and JSON alone, as a console takes them: it is sent as JSON".to_owned(),
        count => {
            format!("{count} requests show method, path and JSON alone, as a console takes them: they are sent as JSON")
        }
    };
    let finding = Finding::docs(&CONSOLE_NOTATION, &first.page, first.request.url_place, message);
    found.push(finding.help(CONSOLE_NOTATION.fix));
}
