//! A spelling of a stated route, and which requests follow it.

use crate::http::url_template::{Pattern, RequestTarget, UrlTemplate, may_hold_placeholder};

/// A method, and a path without its server part.
pub(super) type Key = (String, Vec<String>);

/// A spelling of a stated route.
pub(super) struct Spelling {
    pub(super) method: String,
    /// The path, with its placeholders.
    pub(super) path: String,
    pub(super) pattern: Vec<Pattern>,
    written: Vec<String>,
}

impl Spelling {
    pub(super) fn of((method, url): &(String, String)) -> Self {
        let template = UrlTemplate::parse(url);
        let path = template.path();
        let written = RequestTarget::parse(&path, None).segments;
        Self { method: method.to_ascii_uppercase(), path, pattern: template.pattern().segments, written }
    }

    /// Its segments without those of the server.
    pub(super) fn own(&self) -> &[Pattern] {
        &self.pattern[of_server(&self.written)..]
    }

    /// The method and the path, whatever its placeholders are called and its numbers are, and what is before it of the server.
    pub(super) fn key(&self) -> (Key, Vec<String>) {
        let is_number = |segment: &str| segment.bytes().all(|byte| byte.is_ascii_digit());
        let named = self.own().iter().map(|segment| {
            let name = segment.literal().filter(|name| !is_number(name) && !name.starts_with('['));
            name.unwrap_or("{}").to_owned()
        });
        ((self.method.clone(), named.collect()), self.written[..of_server(&self.written)].to_vec())
    }

    /// Whether the request of a case has this method and path. `is_of_page`: the case is one of the page of the spelling.
    pub(super) fn is_followed_by(&self, is_of_page: bool, segments: &[String]) -> bool {
        let (pattern, versions) = (self.own(), &self.written[..of_server(&self.written)]);
        let (own, segments) = segments.split_at(of_server(segments));
        let shared = pattern.len().min(segments.len());
        let of_pattern = &pattern[..pattern.len() - shared];
        let prefix = of_pattern.iter().map(|segment| segment.literal().unwrap_or_default());
        let mut prefix = prefix.chain(segments[..segments.len() - shared].iter().map(String::as_str));
        // What one has before the other is that of a server; on another page it may be another path.
        let is_of_server = prefix.all(|segment| is_of_page && !is_open(segment));
        let mut pairs = pattern.iter().rev().zip(segments.iter().rev());
        let is_same = (shared > 0 || pattern.len() == segments.len()) && pairs.all(|(one, other)| one.matches(other));
        is_of_server && is_same && is_same_version(versions, own)
    }
}

/// Whether a segment is a placeholder, or a value as identifiers are.
pub(super) fn is_open(segment: &str) -> bool {
    may_hold_placeholder(segment) || segment.contains(|c: char| c.is_ascii_digit())
}

/// How many segments at the start of a path name the API and no resource of it.
fn of_server(segments: &[String]) -> usize {
    segments.iter().take_while(|segment| is_of_server(segment) || is_version(segment)).count()
}

/// Whether a segment is a placeholder for the version of the API.
fn is_version(segment: &str) -> bool {
    segment.starts_with(['{', '<']) && segment.to_ascii_lowercase().contains("version")
}

/// Whether two paths may be of one version: one that is being tried out has the operations of the next.
pub(super) fn is_same_version(one: &[String], other: &[String]) -> bool {
    let is_any = |segment: &String| segment == "beta" || is_version(segment);
    one.iter().rev().zip(other.iter().rev()).all(|(one, other)| one == other || is_any(one) || is_any(other))
}

/// Whether a first segment of a path names the API and no resource of it: `api`, `v1.0`.
fn is_of_server(segment: &str) -> bool {
    let is_version =
        segment.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_version || ["api", "rest", "beta"].contains(&segment)
}
