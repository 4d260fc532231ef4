//! `UrlTemplate`: a documented URL split into origin, path and query, placeholders kept.

use super::authority::{Authority, split_authority};
use super::part::Part;
use super::pattern::{Pattern, UrlPattern};
use super::placeholder::{Placeholder, is_base_url, is_other_url};
use super::text::TemplateText;

/// A documented URL, split into its parts. It need not be a legal URL: placeholders and raw spaces may be in it. A fragment is
/// dropped, for it never goes out (RFC 9110 section 4.2.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlTemplate {
    /// `None`: the page shows only a path, or a placeholder for the base URL before it.
    pub authority: Option<Authority>,
    /// The path has segments `.` or `..`.
    pub has_dots: bool,
    /// Dot segments are resolved; empty segments are kept (`/a//b/` has four). None: no path at all.
    pub segments: Vec<TemplateText>,
    /// `None`: no `?`.
    pub query: Option<Vec<QueryPair>>,
    /// What may be added to the query: the names in `{?page,size}` and `{&page}` (RFC 6570 sections 3.2.8 and 3.2.9).
    pub optional_query: Vec<String>,
}

/// `name=value` in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryPair {
    /// Before the `=`.
    pub name: TemplateText,
    /// After it; `None`: no `=`.
    pub value: Option<TemplateText>,
}

impl UrlTemplate {
    /// Reads a documented URL: absolute, without a scheme, a path, or a path without its leading slash.
    pub fn parse(url: &str) -> Self {
        let url = without_base_url(url.trim());
        let url = outside_braces(url, b'#').map_or(url, |at| &url[..at]);
        let (authority, rest) = split_authority(url);
        let (path, query) = match outside_braces(rest, b'?') {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        let mut optional_query = Vec::new();
        let mut parse = |text: &str, part: Part| {
            TemplateText::parse(text, part).without(|name| takes_expression(name, &mut optional_query))
        };
        let segments = parse(path, Part::Path).split('/');
        let has_dots = segments.iter().any(|segment| dots(segment).is_some());
        let segments = resolve_dots(segments);
        let query = query.map(|query| parse(query, Part::Query).split('&').iter().map(QueryPair::parse).collect());
        Self { authority, has_dots, segments, query, optional_query }
    }

    /// The name of the placeholder that is all of a documented URL (`<your-request-url>`); `None` where more is shown.
    pub fn whole_placeholder(url: &str) -> Option<&str> {
        let url = url.trim();
        let found = Placeholder::at_start(url, true).or_else(|| Placeholder::in_brackets(url));
        found.filter(|found| found.shown == url).map(|found| found.name)
    }

    /// The segments of a path alone.
    pub fn parse_path(path: &str) -> Vec<TemplateText> {
        resolve_dots(TemplateText::parse(path, Part::Path).split('/'))
    }

    /// The path as documented, from the leading slash; empty where there is none.
    pub fn path(&self) -> String {
        self.segments.iter().fold(String::new(), |mut path, segment| {
            path.push('/');
            path.push_str(&segment.to_string());
            path
        })
    }

    /// What a received target must look like to be a request for this URL.
    pub fn pattern(&self) -> UrlPattern {
        let pair = |QueryPair { name, value }: &QueryPair| {
            let value = value.as_ref().map(|value| Pattern::new(value, Part::Query));
            (Pattern::new(name, Part::Query), value.unwrap_or_default())
        };
        let is_shown = |pair: &&QueryPair| pair.value.is_some() || !pair.name.pieces().is_empty();
        let segments = self.segments.iter().filter(|segment| !segment.pieces().is_empty());
        UrlPattern {
            segments: segments.map(|segment| Pattern::new(segment, Part::Path)).collect(),
            query: self.query.iter().flatten().filter(is_shown).map(pair).collect(),
        }
    }
}

impl QueryPair {
    fn parse(text: &TemplateText) -> Self {
        let (name, value) = text.split_once('=');
        Self { name, value }
    }
}

/// Whether a placeholder is an expression that stands for no text where it is; the names of those for the query are kept.
fn takes_expression(name: &str, optional_query: &mut Vec<String>) -> bool {
    if let Some(names) = name.strip_prefix(['?', '&']) {
        let names = names.split(',').map(|name| name.trim().trim_end_matches('*'));
        optional_query.extend(names.filter(|name| !name.is_empty()).map(str::to_owned));
        return true;
    }
    name.starts_with('#')
}

/// A placeholder for the base URL (`{baseUrl}/users`, `${HOST}/users`) names no origin of its own.
fn without_base_url(url: &str) -> &str {
    behind_base_url(url).unwrap_or(url)
}

/// What is after the placeholder for the base URL that a text begins with.
pub fn behind_base_url(url: &str) -> Option<&str> {
    let leading = LeadingPlaceholder::of(url)?;
    leading.is_base_url().then_some(leading.rest)
}

/// The placeholder that a documented URL begins with, where it stands for a URL or for the first segment of its path.
#[derive(Debug, Clone, Copy)]
pub struct LeadingPlaceholder<'t> {
    /// With its brackets.
    pub shown: &'t str,
    /// Without them.
    pub name: &'t str,
    /// The path or query behind it.
    pub rest: &'t str,
}

impl<'t> LeadingPlaceholder<'t> {
    /// `None` if the URL begins otherwise, or something else is right behind the placeholder.
    pub fn of(url: &'t str) -> Option<Self> {
        let Placeholder { shown, name } =
            Placeholder::at_start(url, false).or_else(|| Placeholder::in_brackets(url))?;
        let rest = &url[shown.len()..];
        (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(Self { shown, name, rest })
    }

    /// Whether it is called the base URL.
    pub fn is_base_url(self) -> bool {
        is_base_url(self.name)
    }

    /// Whether it is called a URL that is not the base URL.
    pub fn is_other_url(self) -> bool {
        is_other_url(self.name)
    }
}

/// The first `wanted` that is not inside `{...}`: RFC 6570 writes `{?page}` and `{#part}`.
fn outside_braces(text: &str, wanted: u8) -> Option<usize> {
    let last = text.rfind('}').unwrap_or(0);
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if at < last => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ if byte == wanted && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// The dots of a segment that is `.` or `..`; `%2e` is a dot too, as URL parsers have it.
fn dots(segment: &TemplateText) -> Option<&'static str> {
    let text = segment.literal().filter(|text| text.starts_with(['.', '%']))?;
    match text.replace("%2e", ".").replace("%2E", ".").as_str() {
        "." => Some("."),
        ".." => Some(".."),
        _ => None,
    }
}

/// The segments of a path without `.` and `..` (RFC 3986 section 5.2.4).
fn resolve_dots(mut segments: Vec<TemplateText>) -> Vec<TemplateText> {
    // What comes before the leading slash.
    if segments[0].pieces().is_empty() {
        segments.remove(0);
    }
    let mut kept: Vec<TemplateText> = Vec::with_capacity(segments.len());
    let mut last_was_dots = false;
    for segment in segments {
        let dots = dots(&segment);
        last_was_dots = dots.is_some();
        if dots == Some("..") {
            kept.pop();
        } else if !last_was_dots {
            kept.push(segment);
        }
    }
    if last_was_dots {
        kept.push(TemplateText::default());
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_and_fragment_are_found_outside_of_placeholders() {
        let url = UrlTemplate::parse("/a{?page, size*}?q=x y&{&after}flag{#part}#part");
        assert_eq!((url.path().as_str(), url.optional_query.len()), ("/a", 3));
        let pairs: Vec<String> = url.query.iter().flatten().map(|pair| pair.name.to_string()).collect();
        assert_eq!(pairs, ["q", "flag"]);
        assert_eq!(UrlTemplate::parse("/a?").query.map(|pairs| pairs.len()), Some(1));
    }

    #[test]
    fn dots_never_climb_above_the_root() {
        for (path, resolved) in [
            ("/a/../../b", "/b"),
            ("/a/./b/..", "/a/"),
            ("/%2E%2e/x", "/x"),
            ("x/y", "/x/y"),
            ("", ""),
            ("/", "/"),
            ("/a//b/", "/a//b/"),
            ("/{a/../b}/..", "/"),
        ] {
            assert_eq!(UrlTemplate::parse(path).path(), resolved, "{path}");
        }
    }

    #[test]
    fn a_placeholder_for_the_base_url_is_not_part_of_the_path() {
        for url in ["{baseUrl}/me", "{{base_url}}/me", "${HOST}/me", "$BASE_URL/me", "<endpoint>/me"] {
            let template = UrlTemplate::parse(url);
            assert_eq!((template.authority, template.segments.len()), (None, 1), "{url}");
        }
        for url in ["{url_of_api}/me", "{{lampsApiUrl}}/me", "<your-domain>/me", "${LAMP_SERVER}/me"] {
            assert_eq!(UrlTemplate::parse(url).segments.len(), 1, "{url}");
        }
        for url in ["{your_api_url}/me", "<test url>/me", "{{Url}}/me", "{service_endpoint}/me"] {
            assert_eq!(UrlTemplate::parse(url).segments.len(), 1, "{url}");
        }
        for url in ["[BaseAddress]/me", "{BaseAddress}/me", "[api url]/me"] {
            assert_eq!(UrlTemplate::parse(url).segments.len(), 1, "{url}");
        }
        for url in ["{address}/me", "[lamp]/me", "{id}/me", "{your_webhook_url}/me", "{server_id}/me", "{curl}/me"] {
            assert_eq!(UrlTemplate::parse(url).segments.len(), 2, "{url}");
        }
        for url in
            ["{lamp_url}/me", "{partUploadUrl}/me", "${NEXT_URL}/me", "{image_server}/me", "<monitor api url>/me"]
        {
            assert_eq!(UrlTemplate::parse(url).segments.len(), 2, "{url}");
        }
        assert_eq!(UrlTemplate::parse("{baseUrl}").path(), "");
    }
}
