//! Dates in documented responses that do not exist in the calendar.

use crate::contract::DocumentedBody;
use crate::docs::Example;
use crate::finding::{Finding, rules};
use crate::json::{Node, Value};

/// A finding for each text that has the form of a date (RFC 3339 section 5.6) and is not one.
pub(super) fn lint(page: &str, examples: &[Example]) -> Vec<Finding> {
    let mut found = Vec::new();
    let bodies = examples.iter().filter_map(|example| example.response.body.as_ref());
    for body in bodies.filter(|body| may_have_date(body.text())) {
        if let Some(root) = body.root() {
            node(page, body, root, &mut found);
        }
    }
    found
}

fn node(page: &str, body: &DocumentedBody, here: &Node, found: &mut Vec<Finding>) {
    match &here.value {
        Value::Object { members, .. } => members.iter().for_each(|member| node(page, body, &member.value, found)),
        Value::Array { items, .. } => items.iter().for_each(|item| node(page, body, item, found)),
        Value::String(text) if is_impossible(text) => {
            let message = format!("`{text}` is a date that does not exist");
            let finding = Finding::docs(&rules::lint::IMPOSSIBLE_DATE, page, body.source().token(here.start), message);
            found.push(finding.help("show a real date"));
        }
        _ => {}
    }
}

/// Whether a text may contain a date: a quick check, of which only `false` is certain.
fn may_have_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'-', bytes).any(|at| {
        let before = at.checked_sub(4).map(|start| &bytes[start..at]);
        before.is_some_and(|year| year.iter().all(u8::is_ascii_digit))
    })
}

/// Whether a text begins `YYYY-MM-DD`, with a month or a day that does not exist.
fn is_impossible(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else { return false };
    let bytes = date.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let is_date = digits(0..4) && bytes[4] == b'-' && digits(5..7) && bytes[7] == b'-' && digits(8..10);
    if !is_date || !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return false;
    }
    let number = |range: std::ops::Range<usize>| date[range].parse::<u32>().unwrap_or_default();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    // Zeros are a placeholder: `0000-00-00`.
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    month != 0 && day != 0 && day > days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_no_month_has() {
        for date in ["2025-02-29", "2024-13-01", "2024-04-31T10:00:00Z", "1900-02-29"] {
            assert!(is_impossible(date), "{date}");
        }
        for other in
            ["2024-02-29", "2000-02-29", "0000-00-00", "2024-12-31 10:00", "2024-99-99-x", "12-34", "2024-02-3x"]
        {
            assert!(!is_impossible(other), "{other}");
        }
    }
}
