//! Verdicts, findings and tolerances without secrets.

use super::Redacted;
use super::not_a_credential::is_stand_in;
use super::paired::{has_parts, is_description};
use super::redactor::Redactor;
use crate::finding::{At, Finding, Outcome, Skip, Tolerance, TolerancePlace, Verdict};
use crate::http::HIDDEN;
use crate::http::{is_credential, is_credential_member};
use crate::json::Pointer;

impl Redactor {
    /// The texts of a verdict, redacted.
    #[must_use]
    pub(crate) fn verdict(&self, verdict: Verdict) -> Redacted<Verdict> {
        let outcome = match verdict.outcome {
            Outcome::Skipped(skip) => Outcome::Skipped(self.skip(&skip)),
            Outcome::Broken(cause) => Outcome::Broken(self.shortened(&cause)),
            outcome => outcome,
        };
        let findings = verdict.findings.into_iter().map(|finding| self.finding(finding).into_inner()).collect();
        let tolerances = verdict.tolerances.into_iter().map(|tolerance| self.tolerance(tolerance)).collect();
        Redacted::new(Verdict { outcome, broken_kind: verdict.broken_kind, findings, tolerances })
    }

    /// The reason of a skip, redacted.
    #[must_use]
    pub fn skip(&self, skip: &Skip) -> Skip {
        Skip { reason: self.shortened(&skip.reason), kind: skip.kind }
    }

    /// The texts and places of a finding, redacted.
    #[must_use]
    pub fn finding(&self, mut finding: Finding) -> Redacted<Finding> {
        finding.message = self.shortened(&finding.message);
        let is_secret = match &finding.at {
            At::Body(pointer) => is_credential_place(pointer),
            At::Header(name) => is_credential(name),
            _ => false,
        };
        for text in [&mut finding.expected, &mut finding.actual] {
            *text = text.take().map(|text| if is_secret { self.value(&text) } else { self.shortened(&text) });
        }
        finding.help = finding.help.map(|help| self.shortened(&help));
        finding.at = match finding.at {
            At::Body(pointer) => At::Body(self.pointer(&pointer)),
            At::Header(name) => At::Header(self.field_name(&name)),
            other => other,
        };
        for pointer in &mut finding.also {
            *pointer = self.pointer(pointer);
        }
        Redacted::new(finding)
    }

    /// The same for several.
    pub fn findings(&self, findings: &[Finding]) -> Vec<Redacted<Finding>> {
        findings.iter().map(|finding| self.finding(finding.clone())).collect()
    }

    /// A value at the place of a credential, as a finding shows it: a text in quotes is hidden whole.
    fn value(&self, text: &str) -> String {
        let inside = text.strip_prefix('"').map(|inside| inside.strip_suffix('"').unwrap_or(inside));
        match inside {
            Some(inside) if !is_stand_in(inside) => format!("\"{HIDDEN}\""),
            _ if text.bytes().any(|b| b.is_ascii_digit()) => HIDDEN.to_owned(),
            _ => self.shortened(text),
        }
    }

    /// The place of a tolerance, redacted.
    #[must_use]
    pub fn tolerance(&self, mut tolerance: Tolerance) -> Tolerance {
        tolerance.at = match tolerance.at {
            TolerancePlace::Case => TolerancePlace::Case,
            TolerancePlace::Header(name) => TolerancePlace::Header(self.field_name(&name)),
            TolerancePlace::Body(pointer) => TolerancePlace::Body(self.pointer(&pointer)),
            TolerancePlace::Request => TolerancePlace::Request,
            TolerancePlace::RequestUrl => TolerancePlace::RequestUrl,
            TolerancePlace::RequestHeader(name) => TolerancePlace::RequestHeader(self.field_name(&name)),
            TolerancePlace::RequestBody(pointer) => TolerancePlace::RequestBody(self.pointer(&pointer)),
        };
        tolerance
    }

    /// A place in a body: a service may name a member by a secret.
    pub fn pointer(&self, pointer: &Pointer) -> Pointer {
        let mut redacted = Pointer::root();
        for token in pointer.tokens() {
            redacted.push(&self.shortened(&token));
        }
        redacted
    }
}

/// Whether the value at a place is a credential: that of a member, or an item of one.
pub(in crate::record) fn is_credential_place(pointer: &Pointer) -> bool {
    let tokens: Vec<String> = pointer.tokens().collect();
    let mut named = tokens.iter().rev().filter(|token| !token.bytes().all(|b| b.is_ascii_digit() || b == b'*'));
    let Some(own) = named.next() else { return false };
    // Or of a part of it: `/secrets/main`.
    is_credential_member(own) || !is_description(own) && named.next().is_some_and(|around| has_parts(around))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_at_the_place_of_a_secret_is_hidden_however_short() {
        let at = |pointer: &str| {
            let place = crate::text::Position::new(1, 1);
            let rule = &crate::finding::rules::status::WRONG_STATUS;
            let finding = Finding::new(rule, "p.md", place, At::Body(Pointer::parse(pointer)), "x");
            Redactor::default().finding(finding.expected("a number").actual("\"ab\"")).into_inner().actual
        };
        assert_eq!(at("/a/clientSecret").as_deref(), Some("\"***\""));
        assert_eq!(at("/tokens/0").as_deref(), Some("\"***\""));
        assert_eq!(at("/a/name").as_deref(), Some("\"ab\""));
        assert_eq!(at("/secrets/main").as_deref(), Some("\"***\""));
        assert_eq!(at("/token/type").as_deref(), Some("\"ab\""));
    }
}
