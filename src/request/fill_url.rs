//! The URL: its placeholders filled, the rest encoded where it is not legal, and on record what does not go out as it is shown. Which
//! value a placeholder gets is decided in `fill_placeholders.rs`.

use super::change::ChangeKind;
use super::fill_placeholders::Filler;
use super::overrides::with_pair;
use crate::http::url_template::{Part, TemplateText, UrlTemplate};

/// What over `https` is encoded in the query besides what is not legal there: the HTTP client for it takes no other URLs.
const ENCODED_IF_SECURE: char = '\'';

impl Filler<'_> {
    /// Path and query that are sent for a documented URL whose path below the base URL has these segments.
    pub(super) fn url(
        &mut self,
        url: &UrlTemplate,
        segments: &[TemplateText],
        is_secure: bool,
    ) -> (String, Option<String>) {
        if url.has_dots {
            self.note(ChangeKind::Resolved);
        }
        let encoded = characters_encoded(url, segments, is_secure);
        if !encoded.is_empty() {
            self.note(ChangeKind::Encoded(encoded));
        }
        let (path, query) = (self.path(segments), self.query(url));
        let query = query.map(|query| {
            let is_changed = is_secure && query.contains(ENCODED_IF_SECURE);
            if is_changed { query.replace(ENCODED_IF_SECURE, "%27") } else { query }
        });
        (path, query)
    }

    /// The path of these segments, filled and encoded; empty where there are none.
    fn path(&mut self, segments: &[TemplateText]) -> String {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            self.fill_in(segment, Part::Path, &mut path);
        }
        path
    }

    /// The query of a URL, filled and encoded, with what has a value of that which may be added to it.
    fn query(&mut self, url: &UrlTemplate) -> Option<String> {
        let mut query = url.query.as_ref().map(|pairs| {
            let mut query = String::new();
            for (number, pair) in pairs.iter().enumerate() {
                query.push_str(if number > 0 { "&" } else { "" });
                self.fill_in(&pair.name, Part::Query, &mut query);
                if let Some(value) = &pair.value {
                    query.push('=');
                    self.fill_in(value, Part::Query, &mut query);
                }
            }
            query
        });
        for name in &url.optional_query {
            if let Some(value) = self.has(name).then(|| self.value_or_missing(&format!("{{{name}}}"), name)).flatten() {
                query = Some(with_pair(query, name, &value));
            }
        }
        query
    }
}

/// The characters of a documented URL that do not go out as they are shown, each once.
fn characters_encoded(url: &UrlTemplate, segments: &[TemplateText], is_secure: bool) -> String {
    let texts = || url.query.iter().flatten().flat_map(|pair| [Some(&pair.name), pair.value.as_ref()]).flatten();
    let in_path = segments.iter().flat_map(|segment| segment.encoded_characters(Part::Path));
    let in_query = texts().flat_map(|text| text.encoded_characters(Part::Query));
    let mut encoded = String::new();
    for character in in_path.chain(in_query) {
        if !encoded.contains(character) {
            encoded.push(character);
        }
    }
    let shows = |text: &TemplateText| text.literals().any(|text| text.contains(ENCODED_IF_SECURE));
    if is_secure && texts().any(shows) {
        encoded.push(ENCODED_IF_SECURE);
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::RequestChange;
    use crate::request::testing::{target, values};

    /// Path, query and changes of a documented URL.
    fn sent(url: &str, given: &[(&str, &str)], is_secure: bool) -> (String, Option<String>, Vec<String>) {
        let mut target = target();
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()].into()));
        target.parameters = given.collect();
        let (url, mut filler) = (UrlTemplate::parse(url), Filler::new(values(&target, true)));
        let (path, query) = filler.url(&url, &url.segments, is_secure);
        let changes = filler.finish().expect("all is filled");
        (path, query, changes.iter().map(RequestChange::to_string).collect())
    }

    #[test]
    fn optional_parameters_are_sent_where_they_have_a_value() {
        let given = [("per_page", "5"), ("q", "a b")];
        for (url, path, query) in [
            ("/a{?page,per_page}", "/a", Some("per_page=5")),
            ("/a?x=1{&q}", "/a", Some("x=1&q=a%20b")),
            ("/a{?page}", "/a", None),
            ("/a?", "/a", Some("")),
        ] {
            let sent = sent(url, &given, false);
            assert_eq!((sent.0.as_str(), sent.1.as_deref()), (path, query));
        }
    }

    #[test]
    fn what_does_not_go_out_as_it_is_shown_is_on_record() {
        for (url, is_secure, out, changes) in [
            ("/a(b='c')?d='e'&f[]=%7C", false, "/a(b='c')?d='e'&f[]=%7C", &[][..]),
            ("/a(b='c')?d=e", true, "/a(b='c')?d=e", &[]),
            ("/a?d='e'", true, "/a?d=%27e%27", &["URL sent with %27 for '"]),
            ("/a|b?c=`|d e", false, "/a%7Cb?c=%60%7Cd%20e", &["URL sent with %7C for |, %60 for `, %20 for a space"]),
            ("/a/./b/../c", false, "/a/c", &["URL sent without the segments `.` and `..` of its path"]),
            ("/a/%2e%2E/c", false, "/c", &["URL sent without the segments `.` and `..` of its path"]),
            ("/a/..b/c.#d e", false, "/a/..b/c.", &[]),
        ] {
            let (path, query, found) = sent(url, &[], is_secure);
            assert_eq!(query.map_or(path.clone(), |query| format!("{path}?{query}")), out, "{url}");
            assert_eq!(found, changes, "{url}");
        }
        let (_, query, found) = sent("/a?q={q}", &[("q", "it's")], true);
        assert_eq!((query.as_deref(), found.len()), (Some("q=it%27s"), 1), "a value is not shown: {found:?}");
    }
}
