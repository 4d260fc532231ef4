//! Why a violation passed: the leniency of the verdict that speaks of the changed place.

use super::case_report::Reason;
use super::subject::Subject;
use super::trial::new_findings;
use crate::finding::{At, Tolerance, ToleranceKind, Verdict};
use crate::json::Pointer;

pub(super) fn of(at: &At, verdict: &Verdict, baseline: &Verdict, subject: &Subject<'_>) -> Reason {
    match by_verdict(at, verdict, baseline) {
        Reason::Unexplained if matches!(at, At::Body(pointer) if subject.is_untyped(pointer)) => Reason::Untyped,
        reason => reason,
    }
}

fn by_verdict(at: &At, verdict: &Verdict, baseline: &Verdict) -> Reason {
    let new = |leniency: &&Tolerance| !baseline.leniencies.contains(leniency);
    let mut used = verdict.leniencies.iter().filter(|leniency| leniency.kind != ToleranceKind::Repaired);
    // What only this answer needed says more than what every answer to this example needs.
    let found = used.clone().filter(new).find(|leniency| speaks_of(leniency, at) || is_below(leniency, at));
    if let Some(leniency) = found.or_else(|| used.find(|leniency| speaks_of(leniency, at))) {
        return Reason::Tolerance(leniency.kind);
    }
    new_findings(verdict, baseline).next().map_or(Reason::Unexplained, |finding| Reason::Warning(finding.rule.0.name))
}

/// Whether a leniency is about the changed place, one above it, or the whole case.
fn speaks_of(leniency: &Tolerance, at: &At) -> bool {
    match at {
        _ if leniency.at.is_empty() => true,
        At::Body(pointer) => leniency.at.starts_with('/') && covers(&Pointer::parse(leniency.at.clone()), pointer),
        At::Header(name) => leniency.at.eq_ignore_ascii_case(name),
        At::Docs | At::Request | At::Status => false,
    }
}

fn is_below(leniency: &Tolerance, at: &At) -> bool {
    match at {
        At::Body(pointer) => leniency.at.starts_with('/') && covers(pointer, &Pointer::parse(leniency.at.clone())),
        At::Docs | At::Request | At::Status | At::Header(_) => false,
    }
}

/// Whether `inner` is `outer` or stands below it. The items of a list are one place: the ledger names the first of them.
fn covers(outer: &Pointer, inner: &Pointer) -> bool {
    let is_index = |token: &str| token.bytes().all(|b| b.is_ascii_digit());
    let mut inner = inner.tokens();
    outer.tokens().all(|token| inner.next().is_some_and(|other| token == other || is_index(&token) && is_index(&other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(leniencies: &[(ToleranceKind, &str)]) -> Verdict {
        Verdict::of(Vec::new(), leniencies.iter().map(|(kind, at)| Tolerance::new(*kind, *at)).collect())
    }

    #[test]
    fn the_leniency_of_the_changed_place_is_the_reason() {
        use ToleranceKind::{Placeholder, Repaired, Truncated, Unread};
        let before = verdict(&[(Placeholder, "/value/0/name"), (Repaired, "")]);
        let at = |pointer: &str| At::Body(Pointer::parse(pointer));
        let reason = |pointer: &str, leniencies: &[(ToleranceKind, &str)]| {
            by_verdict(&at(pointer), &verdict(leniencies), &before)
        };
        assert_eq!(reason("/value/3/name", &[(Placeholder, "/value/0/name")]), Reason::Tolerance(Placeholder));
        assert_eq!(reason("/value/3/size", &[(Placeholder, "/value/0/name")]), Reason::Unexplained);
        assert_eq!(reason("/value", &[(Truncated, "/value/2/x")]), Reason::Tolerance(Truncated));
        assert_eq!(reason("/value", &[(Placeholder, "/value/0/name")]), Reason::Unexplained);
        assert_eq!(reason("/a", &[(Repaired, "")]), Reason::Unexplained);
        assert_eq!(reason("", &[(Unread, "")]), Reason::Tolerance(Unread));
    }
}
