//! The routes that a page states, be there an example of them or not: in headings and lines of their own, in fences, and in
//! commands without output.

use super::Example;
use super::messages::request_line::RequestLine;
use super::outline::fence_in_context::FenceInContext;
use super::outline::page_context::PageContext;
use super::outline::role::Role;
use crate::contract::StatedRoute;
use crate::http::method::method;

/// In page order. `steps` are commands to which no response is shown.
pub(super) fn stated_routes(page: &PageContext<'_>, steps: &[Example]) -> Vec<StatedRoute> {
    let route = |line: u32, spellings: Vec<(String, String)>, is_syntax: bool, is_request: bool| StatedRoute {
        page: page.path().to_owned(),
        line,
        spellings,
        is_syntax,
        is_request,
    };
    let of_fence = |fence: &FenceInContext| {
        let spellings = match &fence.role {
            Role::Request(message) | Role::RequestAndResponse(message, _) | Role::BareRoute(message) => {
                vec![way(&message.line)]
            }
            Role::NamedRoute { message, leads: true } if !message.line.assumed => vec![way(&message.line)],
            Role::ExcludedRequest => spellings(fence.text.text()),
            _ => Vec::new(),
        };
        let is_syntax = matches!(fence.role, Role::ExcludedRequest | Role::BareRoute(_));
        let is_request = matches!(fence.role, Role::Request(_) | Role::RequestAndResponse(..));
        // A part of a path is that of a route stated elsewhere.
        let spellings: Vec<_> = spellings.into_iter().filter(|(_, url)| !url.starts_with("..")).collect();
        (!spellings.is_empty()).then(|| route(fence.place.line, spellings, is_syntax, is_request))
    };
    let of_step = |step: &Example| {
        route(step.request.line, vec![(step.request.method.clone(), step.request.url.clone())], false, true)
    };
    let mut routes: Vec<StatedRoute> =
        page.fences().iter().filter_map(of_fence).chain(steps.iter().map(of_step)).collect();
    routes.sort_by_key(|route| route.line);
    routes
}

fn way(line: &RequestLine) -> (String, String) {
    (line.method.to_owned(), without_options(&line.url))
}

/// A URL without what may be left out of it: `/lamps[?on=true]`.
fn without_options(url: &str) -> String {
    url.split("[?").next().unwrap_or_default().to_owned()
}

/// Each line of a fence that is a route alone; where several are, they are spellings of the same.
fn spellings(text: &str) -> Vec<(String, String)> {
    let route = |line: &str| {
        let (word, url) = line.trim().split_once(' ')?;
        let url = url.trim();
        (url.starts_with('/')).then_some((method(word)?.to_owned(), without_options(url)))
    };
    text.lines().filter_map(route).collect()
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::{ReadOptions, read_page};
    use crate::text::Page;

    #[test]
    fn routes_are_known_with_and_without_examples() {
        let text = "# T\n\n## HTTP request\n\n```http\nGET /me/lamps\nGET /users/{id}/lamps\n```\n\n## DELETE /lamps/{id}\n\n\
            ```http\nPOST /lamps HTTP/1.1\n```\n\n```http\nHTTP/1.1 201 Created\n```\n\n\
            ```sh\ncurl -X PUT http://localhost/lamps/7\n```\n";
        let page = Page { path: "a.md".into(), text: text.to_owned() };
        let options = ReadOptions { routes: true, ..ReadOptions::from(&Dialect::ALL) };
        let way = |(method, url): (String, String)| format!("{method} {url}");
        let routes = read_page(&page, options).routes.into_iter();
        let routes: Vec<(u32, Vec<String>)> =
            routes.map(|route| (route.line, route.spellings.into_iter().map(way).collect())).collect();
        let expected = [
            (5, vec!["GET /me/lamps", "GET /users/{id}/lamps"]),
            (10, vec!["DELETE /lamps/{id}"]),
            (12, vec!["POST /lamps"]),
            (20, vec!["PUT http://localhost/lamps/7"]),
        ];
        assert_eq!(
            routes,
            expected.map(|(line, spellings)| (line, spellings.into_iter().map(str::to_owned).collect()))
        );
        assert!(read_page(&page, &Dialect::ALL).routes.is_empty(), "they are read where they are asked for");
    }
}
