//! Members under another name.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, has};

pub(super) static NAMES: &[Mutation] = &[
    violation("name-other", "a member under another name", |s, site| renamed(s, site, |name| format!("{name}2"))),
    violation("name-first-letter-case", "a member's first letter in the other case", |s, site| {
        renamed(s, site, other_case)
    }),
    violation("name-upper-case", "a member's name in upper case", |s, site| renamed(s, site, str::to_uppercase)),
    violation("name-snake-case", "`display_name` for `displayName`", |s, site| renamed(s, site, snake)),
    violation("name-trailing-space", "a space after a member's name", |s, site| {
        renamed(s, site, |name| format!("{name} "))
    }),
];

/// A required member under the name that `other` makes from its own, if it differs and is not in use.
fn renamed(subject: &Subject<'_>, site: &Site<'_>, other: fn(&str) -> String) -> Option<Edit> {
    let member = site.member.filter(|_| site.required)?;
    let name = other(&member.key);
    let taken = site.around.is_some_and(|object| has(object, &name));
    (name != member.key && !taken).then(|| subject.renamed(member, &name))
}

fn other_case(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return String::new() };
    let first: String =
        if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
    first + letters.as_str()
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
