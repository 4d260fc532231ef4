//! Header fields that come, or are documented, several times.

use crate::contract::Field;
use crate::finding::rules::header::REPEATED_HEADER;
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Fields of which a message has one (RFC 9110): a reader that finds several takes any of them.
const SINGLE: [&str; 5] = ["Content-Type", "ETag", "Last-Modified", "Location", "Retry-After"];

/// Reports fields that came several times although a message has one.
pub(super) fn judge_single(context: &mut JudgeContext<'_>) {
    let (response, expectation) = (context.response, &context.case.expectation);
    for name in SINGLE {
        if response.headers.all(name).nth(1).is_none() {
            continue;
        }
        let received: Vec<&str> = response.headers.all(name).collect();
        let shown: Vec<_> = expectation.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name)).collect();
        if shown.len() > 1 {
            continue;
        }
        let span = shown.first().map_or(expectation.status_place.into(), |field| field.span());
        let message = format!("the response has {} fields `{name}`, where only one is allowed", received.len());
        let finding = context
            .finding(&REPEATED_HEADER, span, At::Header(name.to_owned()), message)
            .expected("one field")
            .actual(excerpt::line(&received.join(" | ")))
            .help(REPEATED_HEADER.fix);
        context.report(finding);
    }
}

/// A field that is documented several times, and came: where fewer values came, that is a tolerance, as nothing says which of
/// them this very response must have. One field may hold several values (RFC 9110 section 5.3).
pub(super) fn count_values(context: &mut JudgeContext<'_>, shown: &[&Field]) {
    if shown.len() < 2 {
        return;
    }
    let name = &shown[0].name;
    let documented: usize = shown.iter().map(|field| values(&field.value)).sum();
    let received: usize = context.response.headers.all(name).map(values).sum();
    if (1..documented).contains(&received) {
        context.tolerances.record(ToleranceKind::Uncompared, TolerancePlace::Header(name.clone()));
    }
}

/// How many values a field holds: the parts between commas outside of quotes and angle brackets.
fn values(field: &str) -> usize {
    let (mut quoted, mut bracketed, mut count) = (false, false, 1);
    for character in field.chars() {
        match character {
            '"' => quoted = !quoted,
            '<' if !quoted => bracketed = true,
            '>' if !quoted => bracketed = false,
            ',' if !quoted && !bracketed => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_names_the_fields_of_which_a_message_has_one() {
        let (_, list) = REPEATED_HEADER.what.split_once('(').expect("the list");
        let (list, _) = list.split_once(')').expect("its end");
        let listed: Vec<&str> = list.split(", ").map(|name| name.trim_matches('`')).collect();
        assert_eq!(listed, SINGLE);
    }

    #[test]
    fn values_are_separated_by_commas_outside_of_quotes_and_brackets() {
        assert_eq!(values("a, b"), 2);
        assert_eq!(values("<https://a.example/?x=1,2>; title=\"a, b\", <b>"), 2);
        assert_eq!(values(""), 1);
    }
}
