//! URLs that are all there is in a paragraph or list item, below a heading or label that announces a request or an example.

use std::ops::Range;

use super::block::{Block, BlockKind};
use super::block_reader::{BlockReader, InRequest};
use super::inline_marks;
use super::named_route::NamedRoute;
use super::requested_url::{is_base, is_requested, is_to_read};
use crate::docs::messages::paths::{path_of, segments};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, LabelKind, Topic, announces_example};
use crate::http::is_top_level_type;
use crate::http::method::method;
use crate::text::begins_fence;

/// How pages write `://` where a tool would make a link of the URL.
const ESCAPED_SCHEME: &str = "&#58;//";

impl BlockReader<'_> {
    /// Takes a paragraph that may be the label of what is below it: a few words in bold or before a colon.
    pub(super) fn announcing_label(&mut self, text: &str, range: &Range<usize>) {
        const LONGEST: usize = 60;
        let shown = text.trim_end();
        if shown.len() < LONGEST && shown.ends_with([':', '\u{ff1a}', '*']) && !shown.contains(['\n', '/', '`']) {
            self.known.label = Some(range.start..range.start + shown.len());
        }
    }

    /// Whether the label right above an offset announces a request or an example.
    fn is_announced(&self, at: usize) -> bool {
        let Some(label) = &self.known.label else { return false };
        let between = self.text.get(label.end..at);
        let is_right_above =
            between.is_some_and(|between| between.trim_matches(['-', '*', '+', ' ', '\r', '\n']).is_empty());
        let words = &self.text[label.clone()];
        is_right_above && (wording::mentions(Topic::Request, words) || announces_example(words))
    }

    /// The heading right above an offset, where it calls what is there a request.
    fn heading_of_request(&self, at: usize) -> Option<&str> {
        let Some(Block { kind: BlockKind::Heading(_, heading), range, .. }) = self.out.last() else { return None };
        let is_right_above = self.text.get(range.end..at)?.trim().is_empty();
        (is_right_above && LabelKind::of(heading) == LabelKind::Request).then_some(heading)
    }

    /// A method and a path without its first slash, right below a heading or label that announces a request. Whether the paragraph is that.
    pub(super) fn announced_route(&mut self, range: &Range<usize>) -> bool {
        let shown = self.text[range.clone()].trim_end();
        // In a code span, or in bold.
        let line = shown.trim_matches(['`', '*']);
        let start = range.start + shown.len() - shown.trim_start_matches(['`', '*']).len();
        let Some((verb, path)) = line.split_once(' ') else { return false };
        let Some(method) = method(verb) else { return false };
        let is_path = path.starts_with(|c: char| c.is_ascii_alphanumeric())
            && path.contains('/')
            && !path.contains(|c: char| c.is_whitespace() || matches!(c, ':' | '`' | '*' | ','))
            && !path.ends_with('.');
        let is_media_type = || path.split('/').next().is_some_and(is_top_level_type);
        if !is_path
            || is_media_type()
            || !(self.is_announced(range.start) || self.heading_of_request(range.start).is_some())
        {
            return false;
        }
        let url_at = line.len() - path.len();
        self.route(start, NamedRoute { method, at: 0, url: path.to_owned(), url_at, end: line.len() }, true);
        self.known.routes_end = range.end;
        true
    }

    /// The first line of a list item, which may have no paragraph of its own.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        self.items += 1;
        // An item may begin in the line of the one that it is in, and so may any number of others.
        let begins_line = range.start >= self.known.parts_end;
        let is_first = self.items == 1;
        let may_be_announced = is_first && self.known.in_request != InRequest::No;
        if !begins_line && !may_be_announced {
            return;
        }
        let line = self.text[range.clone()].split_inclusive('\n').next().unwrap_or_default();
        if is_first && (line.contains("://") || line.contains('`') || line.contains(ESCAPED_SCHEME)) {
            let shown = line.trim_start_matches(['-', '*', '+', ' ']);
            let start = range.start + line.len() - shown.len();
            self.url_in_list(&(start..start + shown.len()));
        }
        if !begins_line {
            return;
        }
        if line.contains('/') {
            let shown = line.trim_start_matches(['-', '+', ' ']);
            let shown = shown.strip_prefix("* ").unwrap_or(shown);
            let start = range.start + line.len() - shown.len();
            self.target_in_item(&(start..start + shown.len()));
        }
        self.labelled_lines(&(range.start..range.start + line.len()));
    }

    /// The URL of a list item: the first of a list that a heading or label announces, and those right below it that differ from it in
    /// their query alone.
    fn url_in_list(&mut self, range: &Range<usize>) {
        let follows = self.known.listed_url.take().filter(|(_, end)| {
            self.text.get(*end..range.start).is_some_and(|between| {
                between.len() < 40 && between.trim_matches(['-', '*', '+', ' ', '\r', '\n', '`']).is_empty()
            })
        });
        let Some((url, _)) = lone_url(&self.text[range.clone()]) else { return };
        if follows.is_none() && self.is_opened_url(&url, range) {
            return self.take_opened_url(url, range);
        }
        let announced = match &follows {
            Some((above, _)) => path_of(&url) == path_of(above),
            None => self.is_announced(range.start) || !is_to_read(&url) && self.is_in_request(),
        };
        if announced {
            self.take_lone_url(&url, range);
            self.known.in_request = InRequest::No;
            self.known.listed_url = Some((url, range.start + self.text[range.clone()].trim_end().len()));
        }
    }

    /// A paragraph that is nothing but a URL, below a heading or label about the request.
    pub(super) fn lone_url(&mut self, range: &Range<usize>) {
        // Nearly all paragraphs are something else.
        let Some((url, in_code)) = lone_url(&self.text[range.clone()]) else { return self.explained_url(range) };
        if in_code || !is_to_read(&url) && self.is_in_request() || self.is_announced(range.start) {
            self.take_lone_url(&url, range);
        }
    }

    /// The URL that a paragraph begins with, right below a heading that announces the example of a request: what is behind it in the
    /// sentence explains it.
    fn explained_url(&mut self, range: &Range<usize>) {
        let text = self.text[range.clone()].trim_start_matches(['*', '_', '`', '<']);
        let Some((url, _)) = explained(text).and_then(lone_url) else { return };
        let is_headed = self.heading_of_request(range.start).is_some_and(announces_example);
        if is_headed && !is_to_read(&url) {
            self.take_lone_url(&url, range);
        }
    }

    /// Takes a paragraph that is nothing but a URL that readers open. Whether it is one.
    pub(super) fn opened_url(&mut self, range: &Range<usize>) -> bool {
        let url = lone_url(&self.text[range.clone()]).map(|(url, _)| url);
        let Some(url) = url.filter(|url| self.is_opened_url(url, range)) else { return false };
        self.take_opened_url(url, range);
        true
    }

    /// A path in bold, all of the paragraph right below a heading: it is read where nothing names a method.
    pub(super) fn path_in_bold(&mut self, range: &Range<usize>) {
        const FOLDERS: [&str; 10] = ["etc", "var", "usr", "home", "opt", "tmp", "bin", "root", "dev", "proc"];
        let text = self.text[range.clone()].trim();
        let first = text.split('\n').next().unwrap_or_default().trim_end();
        let Some(path) = first.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) else { return };
        let level = match self.out.last() {
            Some(Block { kind: BlockKind::Heading(level, _), range: heading, .. })
                if self.text.get(heading.end..range.start).is_some_and(|between| between.trim().is_empty()) =>
            {
                *level
            }
            _ => return,
        };
        let from = range.start + 2;
        let is_file = |segment: &&str| FOLDERS.contains(segment);
        if first == text && segments(path).len() > 1 && !segments(path).first().is_some_and(is_file) {
            self.read_path(path, level, &(from..from + path.len()));
        }
    }

    /// Whether a URL is an example that readers open: a link whose text is the URL, or one with a query that is not an address of the
    /// reader's own service, right above a document, in a section of examples.
    fn is_opened_url(&self, url: &str, range: &Range<usize>) -> bool {
        const OWN: [&str; 3] = ["hook", "callback", "notify"];
        let shown = self.text[range.clone()].trim();
        let opens = link_to_itself(shown).is_some() || url.contains('?') && !OWN.iter().any(|word| url.contains(word));
        opens
            && url.contains("://")
            && !is_to_read(url)
            && is_above_document(&self.text[range.end..])
            && self.is_below_examples()
    }

    /// Takes a URL that readers open: it is got.
    fn take_opened_url(&mut self, url: String, range: &Range<usize>) {
        let at = self.offset_of(&url, range);
        let line = RequestLine::of_route("GET", url, self.lines.place(at));
        self.push(BlockKind::Route { line, leads: true }, range.clone());
        self.known.routes_end = range.end;
        self.known.in_request = InRequest::No;
    }

    /// Whether one of the headings above, the outer ones among them, announces examples, or responses.
    fn is_below_examples(&self) -> bool {
        const FAR: usize = 200;
        let (mut inner, mut is_sent) = (u8::MAX, false);
        let announced = self.out.iter().rev().take(FAR).any(|block| match &block.kind {
            BlockKind::Heading(level, text) if *level < inner => {
                let is_nearest = std::mem::replace(&mut inner, *level) == u8::MAX;
                // What is sent there is no example of what comes.
                is_sent |= is_nearest && matches!(LabelKind::of(text), LabelKind::Request | LabelKind::RequestBody);
                announces_example(text) || wording::mentions(Topic::ResponseHeading, text)
            }
            _ => false,
        });
        announced && !is_sent
    }

    fn take_lone_url(&mut self, url: &str, range: &Range<usize>) {
        if self.text[range.clone()].contains(url) {
            self.url_alone(url, range, true);
        } else {
            let line = RequestLine::of_url(url.to_owned(), self.lines.place(range.start));
            self.push(BlockKind::Route { line, leads: true }, range.clone());
        }
        self.known.routes_end = range.end;
    }
}

/// Whether a text begins with a fence that shows a document in JSON or markup, be it in a tab.
fn is_above_document(text: &str) -> bool {
    const TAGS: [&str; 6] = ["{{", "{%", "<Tab", "<tab", "===", ":::"];
    let mut lines = inline_marks::near(text).lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let mut in_tab = false;
    while let Some(tag) = lines.next_if(|line| TAGS.iter().any(|tag| line.starts_with(tag))) {
        in_tab = tag.starts_with("{{") && tag.contains("tab ");
    }
    let is_fence = lines.next_if(|line| begins_fence(line)).is_some();
    (is_fence || in_tab) && lines.next().is_some_and(|shown| shown.starts_with(['{', '[', '<']))
}

/// A text without the tags of the box of a site generator that it is in: `{{< alert >}} x {{< /alert >}}`, lines `:::tip` and `:::`.
fn without_box(text: &str) -> &str {
    let mut shown = text.trim();
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")] {
        let opened = shown.strip_prefix(open).and_then(|rest| rest.split_once(close)).map(|(_, rest)| rest.trim());
        let inner = opened.and_then(|rest| rest.strip_suffix(close)?.rsplit_once(open)).map(|(inner, _)| inner.trim());
        shown = inner.unwrap_or(shown);
    }
    let framed = shown.strip_prefix(":::").and_then(|rest| rest.split_once('\n')).map(|(_, rest)| rest.trim());
    let shown = framed.map_or(shown, |rest| rest.strip_suffix(":::").unwrap_or(rest).trim());
    let noted = shown.strip_prefix("[!").and_then(|rest| rest.split_once('\n')).map(|(_, rest)| rest);
    noted.map_or(shown, |rest| rest.trim_start_matches(['>', ' ']).trim())
}

/// The URL that a text consists of, and whether it is in code, with its host.
fn lone_url(text: &str) -> Option<(String, bool)> {
    let text = without_box(text);
    let alone = ["=>", "\u{2192}"].iter().find_map(|arrow| text.strip_suffix(arrow)).unwrap_or(text).trim();
    let url = link_to_itself(alone).unwrap_or_else(|| alone.trim_matches(['`', '*', '<', '>']));
    // Prose ends here.
    if url.contains([' ', '`']) {
        return None;
    }
    let url = url.replace(ESCAPED_SCHEME, "://");
    let is_one = !url.contains(char::is_whitespace) && is_requested(&url) && !is_base(&url);
    let in_code = alone.starts_with('`') && url.contains("://");
    is_one.then_some((url, in_code))
}

/// The URL that a text begins with, where a comma or a dash behind it leads to what it means.
fn explained(text: &str) -> Option<&str> {
    let end = text.find([' ', '\n']).filter(|_| text.starts_with("http"))?;
    let (url, rest) = (&text[..end], text[end..].trim_start());
    let shown = url.trim_end_matches([',', ';', '`', '*', '_', '>']);
    let is_dashed = || ["- ", "\u{2013} ", "\u{2014} "].iter().any(|dash| rest.starts_with(dash));
    (url.ends_with([',', ';']) || is_dashed()).then_some(shown)
}

/// The URL of a link whose text is its own URL, or the path of that.
fn link_to_itself(text: &str) -> Option<&str> {
    let (shown, target) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    let is_end = || shown.len() > 1 && shown.starts_with('/') && target.contains("://") && target.ends_with(shown);
    let shown = shown.trim_matches('`');
    let is_left_out = target.is_empty() && shown.contains("://");
    (shown == target || is_left_out || is_end()).then_some(if is_left_out { shown } else { target })
}
