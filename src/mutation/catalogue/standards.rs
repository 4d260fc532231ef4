//! What standards promise of a response, whatever the docs show: `OData` control information and problem documents.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, has};

pub(super) static STANDARDS: &[Mutation] = &[
    violation("next-link-not-a-url", "`@odata.nextLink` that is not a URL", |s, site| {
        control(s, site, "@odata.nextLink", "true")
    }),
    violation("count-not-a-number", "`@odata.count` that is not a number", |s, site| {
        control(s, site, "@odata.count", "\"many\"")
    }),
    violation("etag-not-a-string", "`@odata.etag` that is not a string", |s, site| {
        control(s, site, "@odata.etag", "7")
    }),
    violation("problem-other-status", "a problem document with another status than the response's", |s, site| {
        problem(s, site, "/status", "418")
    }),
    violation("problem-type-not-a-uri", "a problem document whose `type` is not a URI", |s, site| {
        problem(s, site, "/type", "\"two words\"")
    }),
    violation("problem-title-number", "a problem document whose `title` is a number", |s, site| {
        problem(s, site, "/title", "7")
    }),
];

/// Control information in the body itself, where the docs show none of that name.
fn control(subject: &Subject<'_>, site: &Site<'_>, name: &str, value: &str) -> Option<Edit> {
    let fits = site.at.as_str().is_empty() && site.members().is_some() && !has(site.node, name);
    fits.then(|| subject.with_member(site.node, name, value))
}

fn problem(subject: &Subject<'_>, site: &Site<'_>, at: &str, value: &str) -> Option<Edit> {
    (site.at.as_str() == at && subject.is_problem()).then(|| subject.replaced(site, value))
}
