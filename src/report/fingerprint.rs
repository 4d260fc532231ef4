//! Names for what is wrong with cases; they stay the same from run to run.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::record::CaseRecord;
use crate::text::fnv1a;

/// Names for what is wrong with the cases of a run, which stay the same from run to run while pages and lines change.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    /// How many were given to each text.
    alike: BTreeMap<String, usize>,
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

    /// The name for three texts together, such as a case, a rule and a place; equal ones are numbered, so that no reader takes
    /// two for one.
    pub(crate) fn of(&mut self, first: &str, second: &str, third: &str) -> String {
        let text = format!("{first}\n{second}\n{third}");
        let nth = self.alike.entry(text.clone()).or_default();
        *nth += 1;
        format!("{:016x}", fnv1a(format!("{text}\n{nth}").bytes()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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
