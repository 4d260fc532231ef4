//! Header fields of examples whose names are one slip away from a well-known one.

use crate::contract::Field;
use crate::docs::Example;
use crate::docs::messages::fields_and_body::is_known;
use crate::finding::suggest::typo_of;
use crate::finding::{Finding, rules};
use crate::http::KNOWN_FIELDS;
use crate::text::Span;

/// A finding for each misspelt name.
pub(super) fn lint(page: &str, examples: &[Example]) -> Vec<Finding> {
    let fields = examples.iter().flat_map(|example| example.request.headers.iter().chain(&example.response.headers));
    let mut found: Vec<Finding> = fields.filter_map(|field| finding(page, field)).collect();
    found.sort_by_key(|finding| finding.location.place);
    found.dedup_by_key(|finding| finding.location.place);
    found
}

fn finding(page: &str, field: &Field) -> Option<Finding> {
    let name = field.name.as_str();
    let meant = if is_known(name) { None } else { typo_of(name, KNOWN_FIELDS.iter().copied()) }?;
    let message = format!("`{name}` looks like a misspelling of `{meant}`");
    let span = Span::of_chars(field.place, name.chars().count());
    let finding = Finding::docs(&rules::lint::MISSPELT_HEADER, page, span, message);
    Some(finding.help(format!("write `{meant}`, in any case, if that is the field the service reads")))
}

#[cfg(test)]
mod tests {
    use crate::docs::lint::testing::found;

    #[test]
    fn a_slip_is_reported_and_other_names_are_not() {
        let page = |name: &str| format!("```http\nGET /a HTTP/1.1\n{name}: b\n```\n\n```http\nHTTP/1.1 200 OK\n```\n");
        assert_eq!(
            found(&page("Autorization"), "L011"),
            ["3:1 `Autorization` looks like a misspelling of `authorization`"]
        );
        for name in ["Authorization", "X-Autorization", "Tenant", "Accepted-By"] {
            assert!(found(&page(name), "L011").is_empty(), "{name}");
        }
    }
}
