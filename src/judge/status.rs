//! The status code: exactly the documented one, and whether the response says anything about the contract.

use serde_json::Value;

use super::context::JudgeContext;
use super::excerpt;
use crate::contract::Case;
use crate::directive::Credentials;
use crate::finding::rules::status::WRONG_STATUS;
use crate::finding::{At, Broken, Level};
use crate::http::{Exchange, Response, is_credential, reason_phrases};
use crate::text::Location;

/// Why a response says nothing about the contract, and what to do; `None` where it can be judged.
///
/// Refused credentials, throttling and a failing service do not break the contract: the docs promise nothing about them.
/// Where the docs show that very status, it is judged as any other.
pub(super) fn unrelated_response(case: &Case, exchange: &Exchange) -> Option<Broken> {
    let (response, request) = (&exchange.response, &exchange.request);
    let documented = &case.expectation.status;
    if documented.contains(response.status) {
        return None;
    }
    // Docs that say that no credentials are needed promise that none are asked for.
    let is_promised = case.overrides.credentials == Some(Credentials::None);
    if is_promised && matches!(response.status, 401 | 403 | 407) {
        return None;
    }
    let sent_credentials = request.headers.iter().any(|(name, _)| is_credential(name));
    let advice = match response.status {
        403 if !sent_credentials && case.scopes.is_empty() => {
            "the service forbids this request, and no credentials were sent with it; give them in the `auth` settings, or \
             check the request"
                .to_owned()
        }
        401 | 407 => "the service did not accept the credentials; check the `auth` settings".to_owned(),
        403 => forbidden(case),
        408 => "the service gave up waiting for the request; try again".to_owned(),
        429 => throttled(response),
        // What a service does not implement, it does not implement at the next try either.
        501 | 505 => return None,
        500..=599 => "the service failed; see its logs, then run the case again".to_owned(),
        _ => return None,
    };
    let place = Location::new(&*case.page, case.expectation.status_place);
    let error = error_text(response).map_or(String::new(), |text| format!(" The response says: {text}"));
    let status = response.status;
    let cause = format!("{} where {documented} is documented ({place}): {advice}.{error}", status_text(status));
    Some(Broken::by_status(status, cause))
}

fn forbidden(case: &Case) -> String {
    if case.scopes.is_empty() {
        return "the credentials lack a permission that this call needs".to_owned();
    }
    format!("the credentials lack a permission; the docs name {}", case.scopes.join(", "))
}

fn throttled(response: &Response) -> String {
    let wait = response.headers.get("Retry-After").map(|wait| format!(" (Retry-After: {})", excerpt::cut(wait, 40)));
    format!("the service throttles{}; lower the concurrency or run later", wait.unwrap_or_default())
}

/// Judges the status code; true if header fields and body can be judged by this example as well.
pub(super) fn judge(context: &mut JudgeContext<'_>) -> bool {
    let (documented, actual) = (&context.case.expectation.status, context.response.status);
    if documented.contains(actual) {
        return true;
    }
    let same_class = documented.is_near(actual);
    let error = if same_class { None } else { error_text(context.response) };
    let error = error.map_or(String::new(), |text| format!(": {text}"));
    let help = if same_class {
        "correct the status line in the page, or the service"
    } else {
        "the rest of the response was not judged; check the request (are its ids real?), then the page, then the service"
    };
    let place = context.case.expectation.status_place;
    let message = format!("the status is {actual}, the docs show {documented}");
    let finding = context
        .finding(&WRONG_STATUS, place, At::Status, message)
        .expected(documented.to_string())
        .actual(format!("{}{error}", status_text(actual)))
        .help(help);
    context.report(finding);
    // Where the level of the rule is lowered, a wrong status alone does not fail the case: the rest must be judged.
    same_class || context.level(&WRONG_STATUS) != Level::Deny
}

/// `HTTP 404 Not Found`; the number alone where the code is not common.
fn status_text(status: u16) -> String {
    let reason = reason_phrases::of_code(status).map_or_else(String::new, |reason| format!(" {reason}"));
    format!("HTTP {status}{reason}")
}

/// The message of an error body: `OData` (`error.code`, `error.message`), RFC 9457 (`title`, `detail`), RFC 6749
/// (`error`, `error_description`), or the start of a text.
fn error_text(response: &Response) -> Option<String> {
    /// Bodies longer than this are not error messages.
    const MOST: usize = 64 * 1024;
    let text = std::str::from_utf8(&response.body).ok().filter(|text| text.len() <= MOST && !text.trim().is_empty())?;
    let Ok(body) = serde_json::from_str::<Value>(text) else {
        return Some(excerpt::cut(text, 120));
    };
    let string = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(&body);
    let names = ["code", "title", "error", "message", "detail", "error_description"];
    let parts: Vec<_> = names.iter().filter_map(|name| string(error, name)).filter(|t| !t.is_empty()).collect();
    Some(if parts.is_empty() { excerpt::value(&body) } else { excerpt::line(&parts.join(": ")) })
}
