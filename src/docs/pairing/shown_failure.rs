//! Whether a document is that of a failure.

use super::other_outcome::is_of_other_outcome;
use super::status_codes::status_codes;
use crate::docs::messages::error_body;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};
use crate::http::status::is_error;

/// Whether a document is plainly that of a failure, or its label or heading says so.
pub(crate) fn shows_failure(page: &PageContext<'_>, at: usize) -> bool {
    let fence = page.fence(at);
    let fails = matches!(&fence.role, Role::Json(body) if body.root().and_then(error_body::error_class).is_some());
    let may_fail = || matches!(&fence.role, Role::Json(body) if body.root().is_none_or(error_body::may_be_error));
    let says = |text: &str| {
        let names_own = |(code, at): &(u16, usize)| is_error(*code) && !is_of_other_outcome(text, *at, &may_fail);
        status_codes(text).iter().any(names_own) || wording::mentions(Topic::Failure, text)
    };
    fails || says(page.label(at).text) || says(fence.heading())
}
