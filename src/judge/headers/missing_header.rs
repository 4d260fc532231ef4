//! The finding about a documented header field that did not come.

use crate::contract::Field;
use crate::finding::At;
use crate::finding::rules::header::MISSING_HEADER;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Reports a documented header that did not come.
pub(super) fn missing(context: &mut JudgeContext<'_>, field: &Field) {
    let message = format!("the response has no header `{}`", field.name);
    let finding = context
        .finding(&MISSING_HEADER, field.span(), At::Header(field.name.clone()), message)
        .expected(excerpt::line(&format!("{}: {}", field.name, field.value)))
        .actual("no such header")
        .help("remove the header from the example, or have the service send it");
    context.report(finding);
}
