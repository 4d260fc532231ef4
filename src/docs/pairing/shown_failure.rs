//! Whether a document is that of a failure.

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
    let says = |text: &str| {
        status_codes(text).iter().any(|(code, _)| is_error(*code)) || wording::mentions(Topic::Failure, text)
    };
    fails || says(page.label(at).text) || says(fence.heading())
}
