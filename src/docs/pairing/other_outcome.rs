//! Statuses that the label of a document names for another outcome than the one which the document shows.

use crate::docs::wording::{self, LabelKind, Topic};
use crate::text::COLONS;

/// Whether a code in a label comes on a condition, and what is below the label comes otherwise: "If the name is taken, a 409 is returned.
/// On success the lamp:". `may_fail`: the document below may be that of an error.
pub(super) fn is_of_other_outcome(label: &str, code: usize, may_fail: &dyn Fn() -> bool) -> bool {
    let start = ends_of_clauses(&label[..code]).last().unwrap_or(0);
    let end = ends_of_clauses(&label[code..]).next().map_or(label.len(), |end| code + end);
    let (above, own, below) = (&label[..start], &label[start..end], &label[end..]);
    if !is_conditional(own, code - start) {
        return false;
    }
    let says_otherwise = |text: &str| {
        wording::find_all(Topic::Otherwise, text).any(|found| !text[found].contains(' '))
            || wording::mentions(Topic::Success, text)
    };
    // "Returns the lamp. A 404 will be returned if there is none."
    let is_introduced_above = LabelKind::of(above) == LabelKind::Response && !wording::mentions(Topic::Failure, above);
    if says_otherwise(below) || says_otherwise(&label[code..end]) || is_introduced_above && !leads(own) {
        return true;
    }
    !(below.trim().is_empty() && leads(own) || may_fail())
}

/// Whether a text ends with the colon that leads to what is below.
fn leads(text: &str) -> bool {
    text.trim_end_matches(['*', '_', ' ', '\n']).ends_with(COLONS)
}

/// Whether a clause says when the code in it comes.
fn is_conditional(clause: &str, code: usize) -> bool {
    let behind = wording::find_all(Topic::Condition, &clause[code..]).next();
    behind.is_some() || wording::conditions(clause).next().is_some()
}

/// Where the sentences of a text, or the parts of one between semicolons, end.
fn ends_of_clauses(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let marks = text.match_indices(['.', ';', '\u{3002}', '\u{ff1b}']);
    marks
        .map(|(at, mark)| (at + mark.len(), mark.len()))
        .filter(|(end, length)| *length > 1 || text[*end..].starts_with(char::is_whitespace))
        .map(|(end, _)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_other(label: &str, may_fail: bool) -> bool {
        let code = label.find('4').expect("a code");
        is_of_other_outcome(label, code, &|| may_fail)
    }

    #[test]
    fn a_code_on_a_condition_is_not_that_of_what_comes_otherwise() {
        for label in [
            "If the name is taken, a 409 is returned. On success the lamp:",
            "When the lamp is off, a 409 is returned; else:",
            "When the lamp is off, a `409` is returned, otherwise the lamp:",
            "Returns the lamp. A 404 will be returned if there is none.",
            "Liefert die Lampe. `404`, falls es keine gibt; bei Erfolg:",
        ] {
            assert!(is_other(label, false), "{label}");
        }
        for label in [
            "If the name is taken, a 409 is returned.",
            "A 404 is returned for lamps that are gone.",
            "If it is off, a 409 is returned. The lamp:",
        ] {
            assert!(is_other(label, false), "{label}");
            assert!(!is_other(label, true), "{label}");
        }
    }

    #[test]
    fn a_code_is_that_of_what_its_clause_leads_to() {
        for label in [
            "If the server cannot accept it, a 416 will be returned:",
            "Returns the lamp. If there is none, `404` is returned instead of the lamp:",
            "A 404 is returned.",
            "The lamp is off. Status: `409`",
            "**Response** 404",
        ] {
            assert!(!is_other(label, false), "{label}");
        }
    }
}
