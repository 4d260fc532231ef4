//! The parameters of a documented media type, apart from its charset.

use crate::contract::Field;
use crate::finding::rules::header::WRONG_PARAMETER;
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::http::MediaType;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Compares the documented parameters with those of `came`, which is of the same media type and written as `actual`. Further ones
/// may come.
pub(super) fn judge(
    context: &mut JudgeContext<'_>,
    field: &Field,
    actual: &str,
    documented: &MediaType,
    received: &MediaType,
) {
    for (name, shown) in documented.parameters().filter(|(name, _)| !matches!(*name, "charset" | "boundary")) {
        if shown.contains(['{', '<']) {
            context.tolerances.record(ToleranceKind::Placeholder, TolerancePlace::Header(field.name.clone()));
            continue;
        }
        let value = received.parameter(name);
        if value.is_some_and(|value| value.eq_ignore_ascii_case(shown)) {
            continue;
        }
        let name = excerpt::cut(name, 40);
        let message = match value {
            Some(value) => format!(
                "the media type has `{name}={}`, the docs show `{name}={}`",
                excerpt::cut(value, 40),
                excerpt::cut(shown, 40)
            ),
            None => format!("the media type lacks the documented parameter `{name}`"),
        };
        let finding = context
            .finding(&WRONG_PARAMETER, field.span(), At::Header(field.name.clone()), message)
            .expected(excerpt::line(&field.value))
            .actual(excerpt::line(actual))
            .help("correct `Content-Type` in the page, or in the service");
        context.report(finding);
    }
}
