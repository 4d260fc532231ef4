//! Numbers in other notations.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static NUMBERS: &[Mutation] = &[
    violation("number-as-text", "a number as a string", |s, site| number(s, site, |n| format!("\"{n}\""))),
    violation("number-as-boolean", "a boolean where a number is shown", |s, site| {
        number(s, site, |_| "true".to_owned())
    }),
    violation("number-as-object", "an object where a number is shown", |s, site| {
        number(s, site, |n| format!("{{\"amount\":{n}}}"))
    }),
    violation("number-as-array", "an array where a number is shown", |s, site| number(s, site, |n| format!("[{n}]"))),
    violation("number-with-unit", "a number as a string with its unit", |s, site| {
        number(s, site, |n| format!("\"{n} kg\""))
    }),
    violation("number-with-comma", "a number as a string, with commas between the thousands", |s, site| {
        number(s, site, |_| "\"1,024\"".to_owned())
    }),
    violation("number-empty-text", "an empty string where a number is shown", |s, site| {
        number(s, site, |_| "\"\"".to_owned())
    }),
    violation("integer-as-fraction", "`1.5` where whole numbers are documented", |s, site| {
        site.whole_number().map(|_| s.replaced(site, "1.5"))
    }),
    violation("integer-as-small-fraction", "`1e-1` where whole numbers are documented", |s, site| {
        site.whole_number().map(|_| s.replaced(site, "1e-1"))
    }),
];

fn number(subject: &Subject<'_>, site: &Site<'_>, other: fn(&str) -> String) -> Option<Edit> {
    site.number().map(|number| subject.replaced(site, other(number)))
}
