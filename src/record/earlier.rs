//! What the records of earlier versions say in words alone, as the data that this version keeps.

use std::str::FromStr;

use super::{AttemptRecord, CaseRecord, Redacted};
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::rules::state::UNUSED_CAPTURE;
use crate::finding::{BrokenKind, Finding, Outcome, RuleRef};

/// The words of earlier versions about causes, with the kinds of these.
const KINDS: [(&str, BrokenKind); 13] = [
    ("connection refused", BrokenKind::ConnectionRefused),
    ("the certificate of", BrokenKind::Certificate),
    ("(timeout)", BrokenKind::Timeout),
    ("timeout ", BrokenKind::Timeout),
    ("the host of ", BrokenKind::NoConnection),
    ("no connection to ", BrokenKind::NoConnection),
    ("was cut off", BrokenKind::ConnectionLost),
    ("no response of ", BrokenKind::ConnectionLost),
    ("interrupted", BrokenKind::Interrupted),
    ("HTTP 401", BrokenKind::Credentials),
    ("HTTP 403", BrokenKind::Credentials),
    ("HTTP 429", BrokenKind::Throttled),
    ("HTTP 5", BrokenKind::ServiceError),
];

/// Adds the kinds of the causes for which a case is broken, and was sent again.
pub(super) fn complete_case(case: &mut CaseRecord) {
    let CaseRecord { verdict, attempts, .. } = case;
    if let (Outcome::Broken(cause), None) = (&verdict.outcome, verdict.broken_kind) {
        verdict.inner_mut().broken_kind = kind_of(cause);
    }
    for AttemptRecord { error, broken_kind, .. } in attempts {
        *broken_kind = broken_kind.or_else(|| kind_of(error.as_deref()?));
    }
}

/// Adds what a finding about the settings is about.
pub(super) fn complete_finding(finding: &mut Redacted<Finding>) {
    let is_unused = [UNUSED_OVERRIDE.code, UNUSED_CAPTURE.code].contains(&finding.rule.code);
    if is_unused && finding.message.starts_with("this [[") {
        finding.inner_mut().matches_no_case = true;
    } else if let Some(rule) = is_unused.then(|| rule_of(&finding.message)).flatten() {
        finding.inner_mut().level_of = Some(rule);
    }
}

fn kind_of(cause: &str) -> Option<BrokenKind> {
    if cause.starts_with("needs `") {
        return Some(BrokenKind::FailedStep);
    }
    KINDS.into_iter().find(|(part, _)| cause.contains(part)).map(|(_, kind)| kind)
}

/// The rule whose level is lowered without effect.
fn rule_of(message: &str) -> Option<RuleRef> {
    RuleRef::from_str(message.strip_prefix("the level of `")?.split('`').next()?).ok()
}
