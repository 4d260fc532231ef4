//! Why a violation passed: the tolerance of the verdict that is about the changed place.

use super::case_report::Reason;
use super::new_findings::new_findings;
use super::subject::Subject;
use crate::finding::{At, Tolerance, ToleranceKind, TolerancePlace, Verdict};
use crate::json::Pointer;

pub(super) fn of(at: &At, verdict: &Verdict, baseline: &Verdict, subject: &Subject<'_>) -> Reason {
    match by_verdict(at, verdict, baseline) {
        Reason::Unexplained if matches!(at, At::Body(pointer) if subject.is_untyped(pointer)) => Reason::Untyped,
        reason => reason,
    }
}

fn by_verdict(at: &At, verdict: &Verdict, baseline: &Verdict) -> Reason {
    let new = |tolerance: &&Tolerance| !baseline.tolerances.contains(tolerance);
    let mut used = verdict.tolerances.iter().filter(|tolerance| tolerance.kind != ToleranceKind::Repaired);
    // A tolerance of this response alone explains more than one that every response to the example has.
    let found = used.clone().filter(new).find(|tolerance| is_about(tolerance, at) || is_below(tolerance, at));
    if let Some(tolerance) = found.or_else(|| used.find(|tolerance| is_about(tolerance, at))) {
        return Reason::Tolerance(tolerance.kind);
    }
    new_findings(verdict, baseline).next().map_or(Reason::Unexplained, |finding| Reason::Warning(finding.rule.name))
}

/// Whether a tolerance is about the changed place, one above it, or the whole case.
fn is_about(tolerance: &Tolerance, at: &At) -> bool {
    match (&tolerance.at, at) {
        (TolerancePlace::Case, _) => true,
        (TolerancePlace::Body(tolerated), At::Body(pointer)) => covers(tolerated, pointer),
        (TolerancePlace::Header(tolerated), At::Header(name)) => tolerated.eq_ignore_ascii_case(name),
        _ => false,
    }
}

fn is_below(tolerance: &Tolerance, at: &At) -> bool {
    match (&tolerance.at, at) {
        (TolerancePlace::Body(tolerated), At::Body(pointer)) => covers(pointer, tolerated),
        _ => false,
    }
}

/// Whether `inner` is `outer` or below it. The items of a list count as one place: the log of tolerances names the first of them.
fn covers(outer: &Pointer, inner: &Pointer) -> bool {
    let is_index = |token: &str| token.bytes().all(|b| b.is_ascii_digit());
    let mut inner = inner.tokens();
    outer.tokens().all(|token| inner.next().is_some_and(|other| token == other || is_index(&token) && is_index(&other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(tolerances: &[(ToleranceKind, &str)]) -> Verdict {
        Verdict::of(
            Vec::new(),
            tolerances.iter().map(|(kind, at)| Tolerance::new(*kind, Pointer::parse(*at))).collect(),
        )
    }

    #[test]
    fn the_tolerance_of_the_changed_place_is_the_reason() {
        use ToleranceKind::{Placeholder, Repaired, Truncated, Unread};
        let before = verdict(&[(Placeholder, "/value/0/name"), (Repaired, "")]);
        let at = |pointer: &str| At::Body(Pointer::parse(pointer));
        let reason = |pointer: &str, tolerances: &[(ToleranceKind, &str)]| {
            by_verdict(&at(pointer), &verdict(tolerances), &before)
        };
        assert_eq!(reason("/value/3/name", &[(Placeholder, "/value/0/name")]), Reason::Tolerance(Placeholder));
        assert_eq!(reason("/value/3/size", &[(Placeholder, "/value/0/name")]), Reason::Unexplained);
        assert_eq!(reason("/value", &[(Truncated, "/value/2/x")]), Reason::Tolerance(Truncated));
        assert_eq!(reason("/value", &[(Placeholder, "/value/0/name")]), Reason::Unexplained);
        assert_eq!(reason("/a", &[(Repaired, "")]), Reason::Unexplained);
        assert_eq!(reason("", &[(Unread, "")]), Reason::Tolerance(Unread));
    }
}
