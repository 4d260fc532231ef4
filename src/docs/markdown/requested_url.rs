//! URLs that a page requests, as opposed to those of pages to read and of the base of all calls.

use super::route_parts::base_placeholder;
use crate::docs::messages::paths::{is_version, may_leave_parts_out, segments};
use crate::http::behind_scheme;

/// Whether a URL has a host or a placeholder for it, and a path that is not the root.
pub(super) fn is_requested(url: &str) -> bool {
    let rest = behind_scheme(url);
    // The syntax of all requests, with parts that may be left out, or a page of a forge.
    if may_leave_parts_out(url) || rest.is_some_and(is_of_forge) {
        return false;
    }
    let path = match rest {
        Some(rest) => rest.find('/').map(|at| &rest[at..]),
        None => base_placeholder(url).or_else(|| path_behind_host(url)),
    };
    path.is_some_and(|path| path.len() > 1)
}

/// Whether a URL without its scheme is that of a page about code: an issue, a file, a release.
fn is_of_forge(url: &str) -> bool {
    const HOSTS: [&str; 3] = ["github.com", "gitlab.com", "bitbucket.org"];
    const PAGES: [&str; 8] = ["issues", "pull", "blob", "tree", "releases", "wiki", "discussions", "src"];
    let mut parts = url.split('/').filter(|part| *part != "-");
    let is_host = parts.next().is_some_and(|host| HOSTS.contains(&host.trim_start_matches("www.")));
    is_host && parts.nth(2).is_some_and(|page| PAGES.contains(&page))
}

/// Whether a URL is one of a page to read, as far as that shows: a host or a path of docs, or a file that browsers show.
pub(super) fn is_to_read(url: &str) -> bool {
    const HOSTS: [&str; 7] = ["docs.", "developer.", "developers.", "help.", "support.", "wiki.", "blog."];
    const PARTS: [&str; 8] = ["docs", "doc", "documentation", "guide", "guides", "wiki", "tutorial", "tutorials"];
    const FILES: [&str; 4] = [".html", ".htm", ".md", ".pdf"];
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = url.split(['?', '#']).next().unwrap_or_default();
    HOSTS.iter().any(|begin| host.starts_with(begin))
        || url.contains('#')
        || FILES.iter().any(|end| path.ends_with(end))
        || segments(url).iter().any(|segment| PARTS.contains(segment))
}

/// Whether a URL is that of all calls, and no more: its path is a version, or says that an API is there.
pub(super) fn is_base(url: &str) -> bool {
    let is_of_api = |segment: &&str| matches!(*segment, "api" | "rest" | "apis") || is_version(segment);
    let path = segments(url);
    !url.contains('?') && path.iter().all(is_of_api)
}

/// The path of `example.org/items`, `localhost:80/items`; not of a relative path, nor of a file.
pub(super) fn path_behind_host(url: &str) -> Option<&str> {
    let at = url.find('/')?;
    let (host, port) = url[..at].split_once(':').map_or((&url[..at], ""), |(host, port)| (host, port));
    let named = host == "localhost" || host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_host = named && host.chars().all(letters) && port.chars().all(|c| c.is_ascii_digit());
    is_host.then(|| &url[at..])
}
