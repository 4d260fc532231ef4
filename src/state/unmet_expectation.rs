//! What a step's response lacks of what is expected of it.

use serde_json::Value;

use crate::contract::Case;
use crate::http::Response;

/// What the user expects of a step and its response does not have, in words; `None` where all is as expected.
pub fn unmet_expectation(case: &Case, response: &Response) -> Option<String> {
    let overrides = &case.overrides;
    for assertion in &overrides.headers {
        let value = response.headers.get(&assertion.name);
        if !assertion.matcher.accepts_text(value) {
            let shown = value.unwrap_or("missing");
            return Some(format!("the header field `{}` is {shown}; expected {}", assertion.name, assertion.matcher));
        }
    }
    if let Some((matcher, _)) = &overrides.text {
        let text = String::from_utf8_lossy(&response.body);
        if !matcher.accepts_text(Some(&text)) {
            return Some(format!("the body does not match: expected {matcher}"));
        }
    }
    if overrides.body.is_empty() {
        return None;
    }
    let Ok(body) = serde_json::from_slice::<Value>(&response.body) else {
        return Some("the body is not JSON".to_owned());
    };
    let unmet = |assertion: &crate::directive::BodyAssertion| {
        let places = assertion.place.places(&body);
        let found = places.into_iter().find(|(_, value)| !assertion.matcher.accepts(*value));
        found.map(|(place, value)| {
            let shown = value.map_or_else(|| "missing".to_owned(), Value::to_string);
            format!("{place} of the body is {shown}; expected {}", assertion.matcher)
        })
    };
    overrides.body.iter().find_map(unmet)
}
