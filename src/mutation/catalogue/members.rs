//! Members that are missing, repeated or undocumented.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static MEMBERS: &[Mutation] = &[
    violation("member-missing", "a member that every documented item has is missing", missing),
    violation("member-null", "`null` where a value is shown", null),
    violation("member-undocumented-top", "an undocumented member in the body itself", |s, site| {
        undocumented(s, site, |depth| depth == 0)
    }),
    violation("member-undocumented-nested", "an undocumented member in a nested object", |s, site| {
        undocumented(s, site, |depth| depth > 0)
    }),
    violation("member-twice", "a member twice in one object", twice),
    violation("member-twice-other-value", "a member twice in one object, with different values", twice_other),
];

fn missing(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let member = site.member.filter(|_| site.required)?;
    let members = site.around?.members()?;
    let number = members.iter().position(|other| other.key_start == member.key_start)?;
    Some(subject.without_member(members, number))
}

fn null(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    (site.member.is_some() && site.is_promised() && !site.nullable).then(|| subject.replaced(site, "null"))
}

fn undocumented(subject: &Subject<'_>, site: &Site<'_>, deep: fn(usize) -> bool) -> Option<Edit> {
    let fits =
        !site.open && site.members().is_some_and(|members| !members.is_empty()) && deep(site.at.tokens().count());
    fits.then(|| subject.with_member(site.node, "notDocumentedAnywhere", "1"))
}

fn twice(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    again(subject, site, str::to_owned)
}

fn twice_other(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.text().and_then(|_| again(subject, site, |_| "\"another\"".to_owned()))
}

/// The member once more, right before itself, with a value made from its own.
fn again(subject: &Subject<'_>, site: &Site<'_>, value: fn(&str) -> String) -> Option<Edit> {
    let member = site.member?;
    let name = crate::mutation::subject::json_text(&member.key);
    let text = format!("{name}:{},", value(subject.source(&member.value)));
    Some(Edit::new(member.key_start, member.key_start, text))
}
