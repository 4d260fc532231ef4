//! A route in two lines: `**URL**: /items` and `**Method**: GET`, in any order.

use std::ops::Range;

use super::method_in_text::method_in_words;
use super::route_label::{inside, is_mark, plain_label, shown_method, split_label, stated_method};
use crate::docs::wording::{self, Remembered, Topic};
use crate::http::begins_url;
use crate::http::method::method;
use crate::text::{LineIndex, Position};

/// How many bytes may lie between the two.
const NEAR: usize = 400;

/// How many bytes may lie between a label and its value.
const RIGHT_ABOVE: usize = 40;

/// A longer text is not a label.
const LONGEST: usize = 40;

/// What was found so far, each with its bytes in the page.
#[derive(Clone, Default)]
pub(super) struct RouteParts {
    method: Option<(&'static str, usize)>,
    url: Option<(String, Range<usize>)>,
    /// Neither of them has a label.
    unlabelled: bool,
    /// The URL that a heading above consists of, its bytes, and the rank of the heading: the methods of its section are of that URL.
    headed: Option<(String, Range<usize>, u8)>,
    /// The rank of a heading within that section that names a route of its own: the methods below it are of that route.
    named: Option<u8>,
    /// The label that was last, and where it ends: its value may be below it.
    label: Option<(Topic, usize)>,
}

impl RouteParts {
    /// Takes a code span with the words before it on its line. `Some` with the URL's bytes where the route is complete.
    pub(super) fn code_span(&mut self, words: &str, code: &str, range: &Range<usize>) -> Option<Route> {
        self.labelled(words, code, range)
    }

    /// Takes a line of a page that begins at `start`, if it is a label and a value that is not in a code span.
    pub(super) fn line(&mut self, line: &str, start: usize) -> Option<Route> {
        let (label, value) = split_label(line)?;
        let at = start + line.len() - value.len();
        let shown = value.trim_end_matches(|c: char| is_mark(c) || c == '|');
        let into = shown.len() - shown.trim_start_matches(is_mark).len();
        self.labelled(label, &shown[into..], &(at + into..at + shown.len()))
    }

    /// Whether a label right above page offset `at` named a URL, and none its method.
    pub(super) fn awaits_method(&self, at: usize) -> bool {
        let is_near = |url: &Range<usize>| at.checked_sub(url.end).is_some_and(|far| far < RIGHT_ABOVE);
        !self.unlabelled && self.method.is_none() && self.url.as_ref().is_some_and(|(_, url)| is_near(url))
    }

    /// The route of the URL above, where a line describes it and names its one method: "Description: gets the lamps with GET".
    pub(super) fn described(&self, line: &str) -> Option<Route> {
        let (label, value) = split_label(line)?;
        // "See `GET /lamps`" is about another one.
        if value.contains('/') || !wording::is(Topic::DescriptionColumn, plain_label(label)) {
            return None;
        }
        let method = method_in_words(value)?;
        let (url, range) = self.url.clone()?;
        Some(Route::at_url(method, url, range))
    }

    fn labelled(&mut self, words: &str, value: &str, range: &Range<usize>) -> Option<Route> {
        let label = plain_label(words);
        let (value, into) = inside(value);
        let inner = range.start + into..range.start + into + value.len();
        let range = if into == 0 { range } else { &inner };
        if is_url(value) && wording::is(Topic::UrlLabel, label) {
            self.url = Some((value.to_owned(), range.clone()));
            self.unlabelled = false;
        } else if wording::is(Topic::MethodLabel, label) {
            self.method = shown_method(value).map(|method| (method, range.start));
        } else {
            return None;
        }
        self.route()
    }

    /// Forgets a method or URL that was alone on its line and has its other half not right below.
    pub(super) fn forget_far(&mut self, page: &str, at: usize) {
        /// A sentence between them is about something else.
        const FEW: usize = 2;
        if !self.unlabelled {
            return;
        }
        let of_method = || self.method.map_or(0, |(method, at)| at + method.len());
        let end = self.url.as_ref().map_or_else(of_method, |(_, range)| range.end);
        let between = page.get(end..at).filter(|between| between.len() <= RIGHT_ABOVE);
        if between.is_none_or(|between| wording::words(between).count() > FEW) {
            self.forget();
        }
    }

    fn forget(&mut self) {
        (self.method, self.url, self.unlabelled) = (None, None, false);
    }

    /// Takes a URL that is alone on its line, above or below its method.
    pub(super) fn url_alone(&mut self, url: &str, range: Range<usize>) {
        self.url = Some((url.to_owned(), range));
        self.unlabelled = self.method.is_none();
    }

    /// Takes a method that is alone on its line, above or below its URL.
    pub(super) fn method_alone(&mut self, method: &'static str, at: usize) -> Option<Route> {
        self.method = Some((method, at));
        self.unlabelled = self.url.is_none();
        self.route()
    }

    /// Whether words are the label of a part of a route.
    pub(super) fn is_label(words: &str) -> bool {
        let label = plain_label(words);
        wording::is(Topic::UrlLabel, label) || wording::is(Topic::MethodLabel, label)
    }

    /// Takes the rank of a heading that names a route.
    pub(super) const fn named_in_heading(&mut self, level: u8) {
        self.named = Some(level);
    }

    /// Takes back the method of a route: the URL of a heading is not its own.
    pub(super) fn wait_for_url(&mut self, route: &Route) {
        self.method = Some((route.method, route.range.start));
    }

    /// Takes a heading with its rank: one that is a URL and nothing else is that of the methods which its section labels.
    pub(super) fn heading(&mut self, text: &str, source: &str, level: u8, range: &Range<usize>) {
        if self.headed.as_ref().is_some_and(|(_, _, above)| level <= *above) {
            self.headed = None;
        }
        self.named = self.named.filter(|above| level > *above);
        let url = titled_path(text).unwrap_or(text);
        if is_url(url) || is_path_in_code(text, source) {
            self.headed = Some((url.to_owned(), range.clone(), level));
        }
    }

    /// The route of a heading that is a path in code, where the prose below it begins with the method: "GET what is known of it".
    pub(super) fn verb_of_prose(&mut self, text: &str, range: &Range<usize>) -> Option<Route> {
        let (url, url_range, _) = self.headed.as_ref()?;
        let word = text.find(' ')?;
        let method = method(&text[..word])
            .filter(|_| text[word..].trim_start().starts_with(|c: char| c.is_alphabetic() || c == '['))?;
        let route =
            Route { method, url: url.clone(), url_range: url_range.clone(), range: range.start..range.start + word };
        self.headed = None;
        Some(route)
    }

    /// The route of a heading that begins with a method, below one that is a URL: `### GET`, `### POST: add one`.
    pub(super) fn headed_method(&self, text: &str, range: &Range<usize>) -> Option<Route> {
        let (url, url_range, _) = self.headed.as_ref()?;
        let word = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        let method = method(&text[..word])?;
        Some(Route { method, url: url.clone(), url_range: url_range.clone(), range: range.clone() })
    }

    /// Takes a heading, or a paragraph, that may be a label.
    pub(super) fn label(&mut self, text: &str, end: usize) {
        self.label = topic_of_label(text).map(|topic| (topic, end));
    }

    /// Takes a heading that may be a label; below any other one, what stood alone above it is part of no route.
    pub(super) fn label_in_heading(&mut self, text: &str, end: usize) {
        // Headings recur on many pages.
        thread_local!(static KNOWN: Remembered<Option<Topic>> = const { Remembered::new() });
        self.label = KNOWN.with(|known| known.of(text, topic_of_label)).map(|topic| (topic, end));
        if self.unlabelled && self.label.is_none() {
            self.forget();
        }
    }

    /// Whether a label is right above.
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        self.label.is_some_and(|(_, end)| at.saturating_sub(end) < RIGHT_ABOVE)
    }

    /// Takes the value of the label above; whether it is one.
    pub(super) fn value(&mut self, value: &str, range: Range<usize>) -> bool {
        let label = self.label.take().map(|(topic, _)| topic);
        let verb = stated_method(value).filter(|_| label == Some(Topic::MethodLabel));
        if let Some(verb) = verb {
            self.method = Some((verb, range.start));
        } else if label == Some(Topic::UrlLabel) && is_url(value) {
            self.url = Some((value.to_owned(), range));
        } else {
            return false;
        }
        self.unlabelled = false;
        true
    }

    /// The route, once both parts are there and near each other.
    pub(super) fn route(&mut self) -> Option<Route> {
        let (method, at) = self.method?;
        let near = self.url.take_if(|(_, url)| url.start.abs_diff(at) < NEAR);
        let headed = self.headed.as_ref().filter(|_| self.named.is_none());
        let route = match (near, headed) {
            (Some((url, range)), _) => Route::at_url(method, url, range),
            (None, Some((url, range, _))) => {
                Route { method, url: url.clone(), url_range: range.clone(), range: at..at + method.len() }
            }
            (None, None) => return None,
        };
        self.method = None;
        Some(route)
    }
}

/// Whether one of the next lines labels a method: `- **Method**: POST`.
pub(super) fn labels_method(below: &str) -> bool {
    /// How many lines are looked at.
    const MOST: usize = 3;
    let lines = below.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST);
    lines.filter_map(split_label).any(|(label, _)| wording::is(Topic::MethodLabel, plain_label(label)))
}

/// Which part of a route a text labels: its URL or its method.
fn topic_of_label(text: &str) -> Option<Topic> {
    let label = plain_label(text);
    let topics = if label.len() < LONGEST { &[Topic::UrlLabel, Topic::MethodLabel][..] } else { &[] };
    topics.iter().copied().find(|&topic| wording::is(topic, label))
}

/// A route whose parts were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) url: String,
    /// The bytes of the URL in the page.
    pub(super) url_range: Range<usize>,
    /// The bytes that name the route: those of the URL, or, where a heading further up has that, of the method.
    pub(super) range: Range<usize>,
}

impl Route {
    /// Whether its URL is that of a heading further up.
    pub(super) fn has_url_of_heading(&self) -> bool {
        self.range != self.url_range
    }

    /// A route that is where its URL is.
    pub(super) fn at_url(method: &'static str, url: String, range: Range<usize>) -> Self {
        Self { method, url, url_range: range.clone(), range }
    }
}

/// Whether a text is a URL: a path, a URL with a scheme, or a placeholder for the base with a path behind it.
pub(super) fn is_url(text: &str) -> bool {
    if text.starts_with('/') || begins_url(text) {
        return !text.contains(char::is_whitespace) && text.len() > 1;
    }
    base_placeholder(text).is_some_and(|path| !path.contains(char::is_whitespace))
}

/// The path that a heading begins with, a title behind it: `/items: all of them`, `/items - Items`.
fn titled_path(text: &str) -> Option<&str> {
    let (path, title) = if text.starts_with('/') { text.split_once(' ')? } else { return None };
    let parted =
        path.ends_with(':') || ["- ", "\u{2013} ", "\u{2014} ", ": ", "("].iter().any(|mark| title.starts_with(mark));
    parted.then(|| path.trim_end_matches(':'))
}

/// Whether a heading is nothing but a path in code, its first slash possibly left out.
fn is_path_in_code(text: &str, source: &str) -> bool {
    if !text.contains('/') || text.ends_with('*') || text.contains(char::is_whitespace) {
        return false;
    }
    let shown = source.trim().trim_matches('#').trim();
    shown.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) == Some(text)
}

/// The path behind a placeholder for the base URL: `/items` of `{base}/items`, `[Server]/items`, `$HOST/items`.
pub(super) fn base_placeholder(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '{' => '}',
        '<' => '>',
        '[' => ']',
        '$' => return text.find('/').filter(|&at| at > 1).map(|at| &text[at..]),
        _ => return None,
    };
    let end = text.find(close)?;
    let path = text[end..].trim_start_matches(close);
    (path.starts_with('/') && path.len() > 1 && !text[..end].contains(['\n', '/', '"'])).then_some(path)
}

/// Where the text of a code span or heading begins: after its marks.
pub(super) fn text_place(page: &str, lines: &LineIndex<'_>, range: &Range<usize>) -> Position {
    let marks = page[range.clone()].len() - page[range.clone()].trim_start_matches(['`', ' ', '#', '*']).len();
    lines.place(range.start + marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lines_make_a_route() {
        let mut parts = RouteParts::default();
        parts.label("URL", 2);
        assert!(parts.is_labelled(4) && !parts.is_labelled(90));
        assert!(parts.value("/b", 4..6) && parts.route().is_none());
        parts.label("**Method:**", 9);
        assert!(parts.value("POST", 10..14));
        let route = |method, url: &str, range| Some(Route::at_url(method, url.to_owned(), range));
        assert_eq!(parts.route(), route("POST", "/b", 4..6));
        assert!(!parts.value("POST", 10..14));
        assert_eq!(parts.code_span("**URL** : ", "/a", &(10..14)), None);
        assert_eq!(parts.code_span("the ", "GET", &(20..25)), None);
        assert_eq!(parts.code_span("**Method** : ", "GET", &(30..35)), route("GET", "/a", 10..14));
        assert_eq!(parts.code_span("Method: ", "GET", &(40..45)), None);
        assert_eq!(parts.code_span("* **Path:** ", "/b", &(1040..1044)), None);
        let mut plain = RouteParts::default();
        assert_eq!(plain.line("请求路径：{base}/a\n", 3), None);
        assert_eq!(plain.line("请求方式：GET\n", 30), route("GET", "{base}/a", 18..26));
        assert_eq!(plain.line("- **Method:** POST\n", 0), None);
        assert_eq!(plain.line("- **URL:** https://h/b  \n", 20), route("POST", "https://h/b", 31..42));
        let mut rows = RouteParts::default();
        assert_eq!(rows.line("|**URL** |https://h/c |", 0), None);
        assert_eq!(rows.line("|**Method** |PUT (JSON)", 30), route("PUT", "https://h/c", 10..21));
        assert_eq!((rows.line("|URL |/a |GET", 60), rows.line("|Method |GET |POST", 80)), (None, None));
        let mut marked = RouteParts::default();
        assert_eq!(marked.line("**Method** : <Badge level=\"info\" inline>POST</Badge>", 0), None);
        assert_eq!(marked.line("url: '/c'", 60), route("POST", "/c", 66..68));
        assert_eq!(marked.line("Path: [/d](https://h/d)", 0), None);
        assert_eq!(marked.line("Method: ![GET](get.svg)", 40), route("GET", "/d", 7..9));
        for line in ["Path: the one of the page", "URL: /a b", "URL: `/a`", "Cure: /a"] {
            assert_eq!((plain.line("Method: GET", 0), plain.line(line, 20)), (None, None), "{line}");
        }
    }
    #[test]
    fn a_heading_that_is_a_url_is_that_of_the_methods_below_it() {
        let mut parts = RouteParts::default();
        parts.heading("/items/:id", "", 2, &(0..10));
        let of_heading = |method, at: usize| {
            Some(Route { method, url: "/items/:id".to_owned(), url_range: 0..10, range: at..at + 3 })
        };
        assert_eq!(parts.line("* Method GET\n", 900), of_heading("GET", 909));
        assert_eq!(parts.code_span("* Method ", "PUT", &(950..955)), of_heading("PUT", 950));
        parts.heading("Details", "", 3, &(960..970));
        assert_eq!(parts.headed_method("PUT: change it", &(980..983)), of_heading("PUT", 980));
        assert_eq!(parts.headed_method("Getting it", &(980..990)), None);
        parts.heading("/lamps: all", "", 2, &(981..989));
        assert_eq!(parts.headed_method("GET", &(985..988)).map(|route| route.url).as_deref(), Some("/lamps"));
        parts.heading("Others", "", 2, &(990..999));
        assert_eq!(parts.line("Method: GET", 1000), None);
        parts.heading("items/all", "#### `items/all`", 2, &(1000..1010));
        assert_eq!(parts.verb_of_prose("GET /x", &(1020..1030)), None);
        assert_eq!(
            parts.verb_of_prose("GET all items.", &(1020..1030)).map(|route| route.url).as_deref(),
            Some("items/all")
        );
    }
}
