use std::collections::HashSet;

use crate::finding::Finding;
use crate::record::CaseRecord;
use crate::text::fnv1a;

/// Names for what is wrong with the cases of a run, that stay from run to run while pages and lines change.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    given: HashSet<u64>,
}

impl Fingerprints {
    /// The name of a finding of a case: it stays while the place in the response does.
    pub(crate) fn of_case(&mut self, case: &CaseRecord, finding: &Finding) -> String {
        self.of(&case.id, finding.rule.0.code, &finding.at.to_string())
    }

    /// The name of a finding of the run as a whole.
    pub(crate) fn of_run(&mut self, finding: &Finding) -> String {
        self.of("", finding.rule.0.code, &finding.message)
    }

    /// The name of one rule at one place in a case; equal ones are numbered, so that no reader takes two for one.
    pub(crate) fn of(&mut self, case: &str, rule: &str, at: &str) -> String {
        let text = |nth: usize| format!("{case}\n{rule}\n{at}\n{nth}");
        let free = (1..=usize::MAX).map(|nth| fnv1a(text(nth).bytes())).find(|name| self.given.insert(*name));
        format!("{:016x}", free.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_and_no_two_are_equal() {
        let names = || {
            let mut names = Fingerprints::default();
            [("a", "/x"), ("a", "/x"), ("a", "/y"), ("b", "/x")].map(|(case, at)| names.of(case, "B201", at))
        };
        assert_eq!(names(), names());
        assert_eq!(names().into_iter().collect::<HashSet<_>>().len(), 4);
    }
}
