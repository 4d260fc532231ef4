//! Other numbers and booleans of the documented type.

use crate::mutation::catalogue_entry::{Mutation, benign};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static BENIGN_VALUES: &[Mutation] = &[
    benign("fine-other-number", "another whole number", |s, site| number(s, site, "7")),
    benign("fine-zero", "zero", |s, site| number(s, site, "0")),
    benign("fine-negative-number", "a negative number", |s, site| number(s, site, "-12")),
    benign("fine-large-number", "a number that no double represents exactly", |s, site| {
        number(s, site, "9007199254740993")
    }),
    benign("fine-number-with-point", "a whole number written `7.0`", |s, site| number(s, site, "7.0")),
    benign("fine-number-with-exponent", "a whole number written `1e2`", |s, site| number(s, site, "1e2")),
    benign("fine-fraction", "a fraction where fractions are allowed", |s, site| {
        site.fraction().map(|_| s.replaced(site, "0.125"))
    }),
    benign("fine-other-boolean", "the other boolean", |s, site| {
        site.boolean().filter(|_| !site.constraints.bound).map(|yes| s.replaced(site, (!yes).to_string()))
    }),
];

fn number(subject: &Subject<'_>, site: &Site<'_>, other: &str) -> Option<Edit> {
    site.number().filter(|_| !site.constraints.bound).map(|_| subject.replaced(site, other))
}
