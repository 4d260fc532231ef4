//! Routes in components and HTML: `<Route method="GET">/items</Route>`, `<Endpoint method="get" path="/items" />`, and the
//! summary of `<details>`.

use super::inline_marks;
use super::named_route::{NamedRoute, named_route, target_after};
use super::nested_fence::is_component;
use super::route_target::target;
use crate::docs::wording::{self, Topic};
use crate::http::method::method;
use crate::text::attribute;

const METHOD: &[&str] = &["method", "verb", "httpMethod"];
const URL: &[&str] = &["path", "url", "route", "endpoint", "uri"];

/// The routes of the components and summaries in a text.
pub(super) fn routes(text: &str) -> Vec<NamedRoute> {
    let (mut found, mut in_marks, mut end) = (Vec::new(), Vec::new(), 0);
    for (at, _) in text.match_indices('<') {
        let near = inline_marks::near(&text[at..]);
        let shift = |route: NamedRoute| NamedRoute {
            at: at + route.at,
            url_at: at + route.url_at,
            end: at + route.end,
            ..route
        };
        if let Some(route) = component(near).or_else(|| summary(near)).map(shift) {
            end = route.end;
            found.push(route);
        } else if at >= end {
            let alone = || in_line_of_its_own(&text[..at], near).or_else(|| in_two_blocks(near));
            in_marks.extend(marked(near).or_else(alone).map(shift));
        }
    }
    // Several are a list.
    if in_marks.len() == 1 {
        found.append(&mut in_marks);
    }
    found
}

/// `<div class="method">POST</div>` and beside it `<div class="url">/items</div>`.
fn in_two_blocks(text: &str) -> Option<NamedRoute> {
    const BLOCKS: [&str; 3] = ["<div", "<p", "<td"];
    let block = BLOCKS.iter().find(|block| text.starts_with(**block))?;
    let open = text.find('>')? + 1;
    let word = text[open..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let method = method(&text[open..open + word])?;
    let end = open + word + text[open + word..].strip_prefix("</")?.find('>')? + 3;
    let next = end + text[end..].len() - text[end..].trim_start().len();
    let inner = text[next..].strip_prefix(*block)?;
    let url_at = next + block.len() + inner.find('>')? + 1;
    let (url, length) = target(&text[url_at..])?;
    Some(NamedRoute { method, at: 0, url, url_at, end: url_at + length })
}

/// A route that is all there is on a line but for marks and tags: `<span>**[ POST ]** /items</span>`.
fn in_line_of_its_own(before: &str, text: &str) -> Option<NamedRoute> {
    let open = inline_marks::tag(text)?;
    let start = open + inline_marks::leading(&text[open..]);
    let word = text[start..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let method = method(&text[start..start + word])?;
    let (url_at, url, end) = target_after(text, start + word)?;
    let shows_nothing = |part: &str| !inline_marks::text(part).contains(char::is_alphanumeric);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = text[end..].split('\n').next().unwrap_or_default();
    let alone = after.starts_with("</") && shows_nothing(after) && shows_nothing(inline_marks::near_end(before));
    alone.then_some(NamedRoute { method, at: 0, url, url_at, end })
}

/// `<span class="method">POST</span> <span>{endpoint}/items</span>`: a placeholder before the path stands for the base URL.
fn marked(text: &str) -> Option<NamedRoute> {
    let open = inline_marks::tag(text)?;
    let start = open + inline_marks::leading(&text[open..]);
    let word = text[start..].find(|c: char| !c.is_ascii_alphanumeric())?;
    let method = method(&text[start..start + word])?;
    let after = &text[start + word..];
    let marks = inline_marks::leading(after.strip_prefix("</").map(|_| after)?);
    // The next element may be in the next line.
    let next = after[marks..].trim_start();
    let marks = if next.starts_with('<') { after.len() - next.len() + inline_marks::leading(next) } else { marks };
    let from = start + word + marks;
    let base = text[from..].strip_prefix('{').and_then(|rest| rest.find('}')).map_or(0, |close| close + 2);
    let url_at = from + base;
    let (url, length) = match target(&text[url_at..]) {
        Some(found) => found,
        None if base > 0 && text[url_at..].starts_with(char::is_alphanumeric) => {
            // Without the slash between the two, as written.
            let line = text[url_at..].split(['\n', '<']).next().unwrap_or_default();
            let (url, length) = target(&format!("/{line}"))?;
            (url[1..].to_owned(), length - 1)
        }
        None => return None,
    };
    Some(NamedRoute { method, at: 0, url, url_at, end: url_at + length })
}

/// The route of the block component that a paragraph begins with, as Markdown with components writes it:
/// `::endpoint{method="GET" path="/items"}`.
pub(super) fn of_directive(text: &str) -> Option<NamedRoute> {
    let inside = text.strip_prefix("::")?;
    let name = inside.trim_start_matches(':');
    let open = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|at| name[*at..].starts_with('{'))?;
    let open = text.len() - name.len() + open;
    let end = open + text[open..].find(['}', '\n']).filter(|end| text[open + end..].starts_with('}'))?;
    let end = text[end..].find('\n').map_or(text.len(), |newline| end + newline);
    let attributes = &text[..end];
    let method = method_of(attributes)?;
    let shown = attribute(attributes, URL)?;
    let (url_at, (url, length)) = (shown.start, target(&text[shown])?);
    Some(NamedRoute { method, at: 0, url, url_at, end: url_at + length })
}

/// The route of the component that a text begins with: its path is an attribute, or its content.
fn component(text: &str) -> Option<NamedRoute> {
    if !is_component(text) {
        return None;
    }
    let end = tag_end(text).filter(|end| !is_of_response(&text[..*end]))?;
    let method = method_of(&text[..end])?;
    if let Some(shown) = attribute(&text[..end], URL) {
        let (url_at, (url, length)) = (shown.start, target(&text[shown])?);
        return Some(NamedRoute { method, at: 0, url, url_at, end: url_at + length });
    }
    let content = &text[end..];
    let url_at = end + content.len() - content.trim_start().len();
    let (url, length) = target(&text[url_at..])?;
    Some(NamedRoute { method, at: 0, url, url_at, end: url_at + length })
}

/// The method that a tag names.
fn method_of(tag: &str) -> Option<&'static str> {
    method(&tag[attribute(tag, METHOD)?].to_ascii_uppercase())
}

/// Whether a tag says that it shows the response to the call that it names: `<Fields method="post" path="/items" type="response" />`.
fn is_of_response(tag: &str) -> bool {
    let kind = attribute(tag, &["type", "kind", "part", "show", "section"]).map(|kind| &tag[kind]);
    kind.is_some_and(|kind| wording::words(kind).any(|word| wording::is(Topic::Response, word)))
}

/// The name of the component that a text begins with, if it is not closed in the text.
pub(super) fn left_open(text: &str) -> Option<&str> {
    let text = inline_marks::near(text);
    let end = tag_end(text).filter(|_| is_component(text))?;
    let name = text[1..end].split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?;
    (!text[..end].ends_with("/>") && closing(text, name).is_none()).then_some(name)
}

/// Where a text closes a component.
pub(super) fn closing(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</")
        .map(|(at, _)| at)
        .find(|at| text[at + 2..].strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('>')))
}

/// `<summary><code>GET</code> <code><b>/items</b></code> ...</summary>`
fn summary(text: &str) -> Option<NamedRoute> {
    let inside = text.strip_prefix("<summary")?;
    let open = text.len() - inside.len() + inside.find('>')? + 1;
    let close = open + text[open..].find("</summary")?;
    let route = named_route(&text[open..close])?;
    Some(NamedRoute { at: open + route.at, url_at: open + route.url_at, end: open + route.end, ..route })
}

/// The offset after the `>` of the tag that a text begins with. The value of an attribute in braces may hold other tags.
fn tag_end(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_u32);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '"' | '\'') if depth == 0 => quote = Some(c),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_summaries_name_routes() {
        let named = |text: &str| -> Vec<(&str, String, String)> {
            let shown = |route: NamedRoute| (route.method, route.url, text[route.url_at..route.end].to_owned());
            routes(text).into_iter().map(shown).collect()
        };
        let route = |method, url: &str, shown: &str| vec![(method, url.to_owned(), shown.to_owned())];
        assert_eq!(
            named("<Route method=\"GET\">/a/[\\{id\\}](/b)</Route>"),
            route("GET", "/a/{id}", "/a/[\\{id\\}](/b)")
        );
        assert_eq!(named("<Endpoint method={'put'} path=\"/a\" />"), route("PUT", "/a", "/a"));
        assert_eq!(
            named("<Endpoint\n  url=\"/a\"\n  who={\n<><I t=\"x\" /></>\n}\n  method=\"PUT\"\n/>"),
            route("PUT", "/a", "/a")
        );
        assert_eq!(
            named("<details>\n<summary><code>POST</code> <code><b>/</b>x</code> make</summary>"),
            route("POST", "/x", "/</b>x")
        );
        assert_eq!(
            named("<div>\n- <span>**[ POST ]** &nbsp;&nbsp; /a/b/</span>\n</div>"),
            route("POST", "/a/b/", "/a/b/")
        );
        assert_eq!(
            named("<div>\n <div class=\"m\">POST</div>\n <div class=\"u\">https://h/a</div>\n</div>"),
            route("POST", "https://h/a", "https://h/a")
        );
        assert_eq!(named("<div>\n <i class=\"m\">PUT</i>\n <h6>/a/b</h6>\n</div>"), route("PUT", "/a/b", "/a/b"));
        assert_eq!(named("<Fields\n  path=\"/a\"\n  method=\"post\"\n  type=\"response\"\n/>"), []);
        assert_eq!(named("<Fields path=\"/a\" method=\"post\" type=\"request\" />"), route("POST", "/a", "/a"));
        let directive = "::api-endpoint{method=\"GET\" path=\"/v1/a/{id}\" scope=\"x\"}\n::";
        let shown = of_directive(directive).map(|route| (route.url, directive[route.url_at..route.end].to_owned()));
        assert_eq!(shown, Some(("/v1/a/{id}".to_owned(), "/v1/a/{id}".to_owned())));
        assert!(of_directive("::: tip").is_none() && of_directive("::note{kind=\"x\"}").is_none());
        assert_eq!(named("<p>See <code>GET /a</code></p>"), []);
        for text in ["<form method=\"post\" action=\"/a\">", "<Route>/a</Route>", "<Api method=\"GET\"/>", "<summary>x"]
        {
            assert_eq!(named(text), [], "{text}");
        }
    }
}
