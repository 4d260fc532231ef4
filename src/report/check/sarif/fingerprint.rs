//! Names of findings of a check that survive changes of the page around them.

use crate::finding::Finding;
use crate::record::Redacted;
use crate::report::Docs;
use crate::report::fingerprint::Fingerprints;
use crate::text::Position;

/// A name for each finding that stays while the page around it changes: from the rule, the page and the text of the line,
/// not from its number. Equal ones are numbered.
pub(crate) fn fingerprints(findings: &[Redacted<Finding>], docs: &Docs<'_>) -> Vec<String> {
    let mut names = Fingerprints::default();
    let mut name = |finding: &Finding| {
        let line = docs.line(&finding.location.page, Position::new(finding.location.place.line, 1)).unwrap_or_default();
        names.of(finding.rule.0.code, &finding.location.page, line.trim())
    };
    findings.iter().map(|finding| name(finding)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::rules;
    use crate::text::IndexedText;

    fn of(text: &str, lines: &[u32]) -> Vec<String> {
        let page = |_: &str| Some(Arc::new(IndexedText::new(text)));
        let at = |line: &u32| Finding::docs(&rules::docs::NOT_HTTP, "a.md", Position::new(*line, 1), "x").into();
        let findings: Vec<Redacted<Finding>> = lines.iter().map(at).collect();
        fingerprints(&findings, &Docs { root: "", page: Some(&page), ..Docs::default() })
    }

    #[test]
    fn a_finding_keeps_its_name_when_lines_are_added_above() {
        assert_eq!(of("same\n", &[1]), of("new\n\n  same\n", &[3]));
        assert_ne!(of("same\n", &[1]), of("other\n", &[1]));
        let twins = of("same\nsame\n", &[1, 2]);
        assert_ne!(twins[0], twins[1]);
    }
}
