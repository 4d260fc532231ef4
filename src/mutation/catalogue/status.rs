//! The status code.

use crate::mutation::catalogue_entry::{Mutation, violation_of_response};
use crate::mutation::change::Change;
use crate::mutation::subject::Subject;

pub(super) static STATUS: &[Mutation] = &[
    violation_of_response("status-in-class", "another status of the documented class", in_class),
    violation_of_response("status-success", "a success where an error is documented", |s| other(s, &[200])),
    violation_of_response("status-redirect", "a redirect", |s| other(s, &[302])),
    violation_of_response("status-client-error", "a client error", |s| other(s, &[400, 404])),
    violation_of_response("status-refused", "credentials rejected", |s| other(s, &[401])),
    violation_of_response("status-server-error", "a server error", |s| other(s, &[500])),
];

/// The first of these codes that is not promised and is of a class other than the documented ones.
fn other(subject: &Subject<'_>, codes: &[u16]) -> Vec<Change> {
    let promised = &subject.case.expectation.status;
    codes.iter().filter(|code| !promised.is_near(**code)).take(1).map(|code| Change::status(*code)).collect()
}

/// Another code of the class, one that responses of that kind may well have.
fn in_class(subject: &Subject<'_>) -> Vec<Change> {
    let promised = &subject.case.expectation.status;
    let near: &[u16] = match subject.response.status / 100 {
        2 if subject.has_body() => &[200, 201, 202],
        2 => &[204, 200, 202],
        3 => &[301, 302],
        4 => &[400, 404, 409, 422],
        _ => return Vec::new(),
    };
    near.iter().filter(|code| !promised.contains(**code)).take(1).map(|code| Change::status(*code)).collect()
}
