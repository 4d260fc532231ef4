//! `Set-Cookie`: each documented cookie is set, by its name.

use super::missing_header::missing;
use crate::contract::{Field, is_left_out};
use crate::finding::rules::header::MISSING_HEADER;
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::http::url_template::holds_placeholder;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges the cookies that the response sets by those of the documented fields `shown`. Values and attributes are those of
/// a session and are not compared; further cookies may come.
pub(super) fn judge(context: &mut JudgeContext<'_>, shown: &[&Field]) {
    let received: Vec<&str> = context.response.headers.all(&shown[0].name).filter_map(cookie_name).collect();
    if context.response.headers.get(&shown[0].name).is_none() {
        return missing(context, shown[0]);
    }
    let mut judged = Vec::new();
    for field in shown {
        let Some(name) = cookie_name(&field.value).filter(|name| !judged.contains(name)) else { continue };
        judged.push(name);
        if holds_placeholder(name) || is_left_out(name) {
            context.tolerances.record(ToleranceKind::Placeholder, TolerancePlace::Header(field.name.clone()));
        } else if !received.contains(&name) {
            let message = format!("the response does not set the cookie `{}`", excerpt::cut(name, 60));
            let set =
                if received.is_empty() { "no cookie".to_owned() } else { format!("cookies {}", received.join(", ")) };
            let finding = context
                .finding(&MISSING_HEADER, field.span(), At::Header(field.name.clone()), message)
                .expected(excerpt::line(&format!("{}: {}", field.name, field.value)))
                .actual(excerpt::line(&set))
                .help("remove the cookie from the example, or have the service set it");
            context.report(finding);
        }
    }
}

/// The name of the cookie that a `Set-Cookie` field sets (RFC 6265 section 4.1.1); `None` where it has none.
fn cookie_name(value: &str) -> Option<&str> {
    let (name, _) = value.split(';').next()?.split_once('=')?;
    Some(name.trim()).filter(|name| !name.is_empty())
}
