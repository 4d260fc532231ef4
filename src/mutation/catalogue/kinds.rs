//! Values of another kind, and values outside their enum.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, json_text};

pub(super) static KINDS: &[Mutation] = &[
    violation("string-as-number", "a number where a string is shown", |s, site| text(s, site, "42")),
    violation("string-as-boolean", "a boolean where a string is shown", |s, site| text(s, site, "true")),
    violation("string-as-object", "an object where a string is shown", |s, site| text(s, site, "{\"id\":\"a\"}")),
    violation("string-as-array", "an empty array where a string is shown", |s, site| text(s, site, "[]")),
    violation("boolean-as-text", "`\"true\"` for `true`", |s, site| {
        site.boolean().map(|yes| s.replaced(site, format!("\"{yes}\"")))
    }),
    violation("boolean-as-number", "`1` for `true`", |s, site| {
        site.boolean().map(|yes| s.replaced(site, u8::from(yes).to_string()))
    }),
    violation("boolean-as-word", "`\"yes\"` for `true`", |s, site| {
        site.boolean().map(|yes| s.replaced(site, if yes { "\"yes\"" } else { "\"no\"" }))
    }),
    violation("boolean-as-object", "an object where a boolean is shown", |s, site| {
        site.boolean().map(|_| s.replaced(site, "{}"))
    }),
    violation("object-as-text", "a string where an object is shown", |s, site| object(s, site, "\"text\"")),
    violation("object-as-number", "a number where an object is shown", |s, site| object(s, site, "1")),
    violation("object-as-boolean", "a boolean where an object is shown", |s, site| object(s, site, "false")),
    violation("object-as-array", "an empty array where an object is shown", |s, site| object(s, site, "[]")),
    violation("object-as-json-text", "an object as JSON inside a string", |s, site| {
        let text = json_text(s.source(site.node));
        object(s, site, &text)
    }),
    violation("enum-unknown-member", "a value outside the documented set", |s, site| {
        enumerated(site).map(|_| s.replaced(site, "\"notDocumentedAnywhere\""))
    }),
    violation("enum-other-case", "a member of the documented set in another case", other_case),
    violation("enum-empty", "an empty string where one of a set is documented", |s, site| {
        enumerated(site).filter(|members| !members.iter().any(String::is_empty)).map(|_| s.replaced(site, "\"\""))
    }),
    violation("enum-as-number", "the number of a member of the documented set", |s, site| {
        enumerated(site).map(|_| s.replaced(site, "0"))
    }),
];

fn text(subject: &Subject<'_>, site: &Site<'_>, value: &str) -> Option<Edit> {
    site.text().map(|_| subject.replaced(site, value))
}

fn object(subject: &Subject<'_>, site: &Site<'_>, value: &str) -> Option<Edit> {
    site.members().map(|_| subject.replaced(site, value))
}

/// The documented set, where the value must be of one.
fn enumerated<'s>(site: &'s Site<'_>) -> Option<&'s [String]> {
    site.constraints.members.as_deref().filter(|members| site.text().is_some() && !members.is_empty())
}

fn other_case(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let members = enumerated(site)?;
    let text = site.text()?;
    let others = [text.to_uppercase(), text.to_lowercase()];
    let other = others.into_iter().find(|other| !members.contains(other))?;
    Some(subject.replaced(site, json_text(&other)))
}
