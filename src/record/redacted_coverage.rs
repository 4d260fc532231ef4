//! Coverage without secrets.

use super::redact::is_credential_place;
use super::{Coverage, Redacted, Redactor};
use crate::http::HIDDEN;
use crate::json::Pointer;

impl Redacted<Coverage> {
    /// What was received alone: how many cases there are is counted elsewhere.
    #[must_use]
    pub(crate) fn without_cases(self) -> Self {
        let mut coverage = self.into_inner();
        coverage.operations.iter_mut().for_each(|operation| operation.cases = 0);
        Self::new(coverage)
    }

    /// What two runs exercised together.
    #[must_use]
    pub(crate) fn merged_with(self, other: Self) -> Self {
        Self::new(self.into_inner().merged_with(other.into_inner()))
    }

    /// What a run and a later one exercised that fired some of its cases again.
    #[must_use]
    pub(crate) fn updated_by(self, later: Self) -> Self {
        Self::new(self.into_inner().updated_by(later.into_inner()))
    }
}

impl Redactor {
    /// What was counted, with the secrets in names and examples hidden.
    pub(crate) fn coverage(&self, mut coverage: Coverage) -> Redacted<Coverage> {
        let of_operations = coverage.operations.iter_mut().flat_map(|operation| &mut operation.members);
        let of_types = coverage.types.iter_mut().flat_map(|found| &mut found.members);
        for member in of_operations.chain(of_types) {
            if let Some(example) = &mut member.example {
                let name = member.name.rsplit('/').next().unwrap_or_default();
                let shown = format!("\"{name}\": {}", example.value);
                if self.text(&shown) != shown || is_credential_place(&Pointer::parse(member.name.as_str())) {
                    example.value.clear();
                    example.value.push_str(HIDDEN);
                }
            }
            if !member.documented {
                member.name = self.text(&member.name);
            }
        }
        for operation in &mut coverage.operations {
            operation.path = self.text(&operation.path);
        }
        for found in &mut coverage.uncounted {
            found.why = self.text(&found.why);
        }
        Redacted::new(coverage)
    }
}
