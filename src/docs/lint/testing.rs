//! The findings of one rule on a page, for the tests of this folder.

use crate::contract::Dialect;
use crate::docs::read_page;
use crate::text::Page;

/// The findings of one rule on a page, each as `LINE:COLUMN MESSAGE`.
pub(super) fn found(text: &str, code: &str) -> Vec<String> {
    let findings = read_page(&Page { path: "p.md".into(), text: text.to_owned() }, &Dialect::ALL).findings;
    let ours = findings.into_iter().filter(|finding| finding.rule.code == code);
    ours.map(|finding| format!("{} {}", finding.location.place, finding.message)).collect()
}
