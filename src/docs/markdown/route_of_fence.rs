//! The route that the request line of a fence names.

use crate::http::method::method;

/// The method and the target of the request line that a fence begins with.
pub(super) fn route_of_fence(text: &str) -> Option<(&'static str, String)> {
    let line = text.trim_start();
    // Nearly all fences end here.
    if !line.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
        return None;
    }
    let line = line.lines().next()?;
    let (verb, target) = line.split_once(' ')?;
    let method = method(verb)?;
    let target = target.split_whitespace().next().filter(|target| target.contains('/'))?;
    Some((method, target.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_may_begin_with_a_request_line() {
        assert_eq!(route_of_fence("GET /a/{id} HTTP/1.1\nA: b"), Some(("GET", "/a/{id}".to_owned())));
        assert_eq!((route_of_fence("GET all"), route_of_fence("{}")), (None, None));
    }
}
