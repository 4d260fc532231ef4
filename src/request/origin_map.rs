//! From documented origins to the base URL: what is documented for the service goes to the base URL, nothing else goes out.

use url::{Position, Url};

use super::documented_url::Documented;
use crate::config::OriginMap;
use crate::finding::{Skip, SkipKind};

/// The documented path and query with the path that stands for the documented origin.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rebased<'u> {
    /// Put below the base URL's own path: empty, or `/...` without a trailing slash.
    pub(super) prefix: String,
    /// As documented, dot segments resolved (never above the prefix); empty or with a leading slash.
    pub(super) path: String,
    /// As documented.
    pub(super) query: Option<&'u str>,
}

/// Names by which docs call the base URL itself: `{baseUrl}/users`.
const BASE_NAMES: [&str; 6] = ["baseurl", "baseuri", "apiurl", "host", "endpoint", "serviceroot"];

/// Finds what of a documented URL comes below the base URL.
///
/// The longest of `maps` that fits wins; without maps, `origin` (the page's own) stands for the service. A URL that is
/// only a path is below the base URL as it is.
///
/// # Errors
/// A skip of kind `OtherHost`: the URL is documented on an origin that is not the service's.
pub(super) fn rebase<'u>(url: &'u str, origin: Option<&str>, maps: &[OriginMap]) -> Result<Rebased<'u>, Skip> {
    let documented = Documented::parse(without_base_name(url.trim()));
    let path = resolve_dots(documented.path);
    let found = maps.iter().filter_map(|map| rest(map, &documented, &path).map(|rest| (map, rest)));
    if let Some((map, rest)) = found.max_by_key(|(map, _)| map.documented.len()) {
        return Ok(Rebased { prefix: slashed(&map.path), path: rest.to_owned(), query: documented.query });
    }
    if let Some(authority) = &documented.authority {
        let own = origin.and_then(|o| Documented::parse(o).authority).is_some_and(|o| o.agrees(authority));
        if !own || !maps.is_empty() {
            let reason = format!("documented on {}; map it with [origins] in doctrial.toml", authority.host);
            return Err(Skip::new(SkipKind::OtherHost, reason));
        }
    }
    Ok(Rebased { prefix: String::new(), path, query: documented.query })
}

/// The URL below `base` with `path` (below the base URL's own path) and `query`, both percent-encoded.
///
/// # Errors
/// A skip of kind `Unreadable` where the URL would not be what was asked for: another origin, or a path that a URL parser
/// would rewrite (a parameter value of `..`).
pub(super) fn below(base: &Url, path: &str, query: Option<&str>) -> Result<String, Skip> {
    let own = base.path().trim_end_matches('/');
    let path = if own.is_empty() && path.is_empty() { "/" } else { path };
    // The base URL's user information stays behind: credentials go out as the settings' auth or not at all.
    let mut text = format!("{}://{}{own}{path}", base.scheme(), &base[Position::BeforeHost..Position::BeforePath]);
    if let Some(query) = query {
        text.push('?');
        text.push_str(query);
    }
    let refused = |why: &str| Skip::new(SkipKind::Unreadable, format!("the documented URL cannot be sent: {why}"));
    let url = Url::parse(&text).map_err(|e| refused(&e.to_string()))?;
    if url.origin() != base.origin() || !url.username().is_empty() || url.password().is_some() {
        return Err(refused("it would leave the base URL's origin"));
    }
    let end = path.find('?').unwrap_or(path.len());
    if url.path().strip_prefix(own) != Some(&path[..end]) {
        return Err(refused("a segment `.` or `..` would change its path"));
    }
    Ok(url.into())
}

/// What is left of the path below a map's documented origin and prefix; `None` where the map does not fit.
fn rest<'p>(map: &OriginMap, documented: &Documented<'_>, path: &'p str) -> Option<&'p str> {
    let from = Documented::parse(&map.documented);
    let same_origin = match (&from.authority, &documented.authority) {
        (Some(a), Some(b)) => a.agrees(b),
        (None, None) => true,
        _ => false,
    };
    let rest = path.strip_prefix(slashed(from.path).as_str()).filter(|_| same_origin)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

fn without_base_name(url: &str) -> &str {
    let Some((name, rest)) = url.trim_start_matches('{').split_once('}').filter(|_| url.starts_with('{')) else {
        return url;
    };
    let name = super::placeholders::normalised(name);
    let rest = rest.trim_start_matches('}');
    let follows = rest.is_empty() || rest.starts_with(['/', '?']);
    if follows && BASE_NAMES.contains(&name.as_str()) { rest } else { url }
}

fn slashed(path: &str) -> String {
    let path = path.trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}

/// RFC 3986 section 5.2.4, on text that may hold placeholders; `%2e` is a dot too, as URL parsers have it.
fn resolve_dots(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let path = path.strip_prefix('/').unwrap_or(path);
    let mut kept: Vec<&str> = Vec::new();
    let mut last_was_dots = false;
    for segment in path.split('/') {
        let dots = segment.replace("%2e", ".").replace("%2E", ".");
        last_was_dots = dots == "." || dots == "..";
        if dots == ".." {
            kept.pop();
        } else if dots != "." {
            kept.push(segment);
        }
    }
    if last_was_dots {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(documented: &str, path: &str) -> OriginMap {
        OriginMap { documented: documented.to_owned(), path: path.to_owned() }
    }

    fn joined(url: &str, origin: Option<&str>, maps: &[OriginMap]) -> Result<String, String> {
        rebase(url, origin, maps).map(|r| r.prefix + &r.path).map_err(|s| s.reason)
    }

    #[test]
    fn the_longest_map_wins_and_ends_at_a_segment() {
        let maps = [
            map("https://api.example.com", "/all"),
            map("https://API.example.com:443/v1", ""),
            map("https://api.example.com/v1/beta", "beta/"),
        ];
        for (url, path) in [
            ("https://api.example.com/v1/me", "/me"),
            ("HTTPS://Api.Example.Com/v1/beta/me", "/beta/me"),
            ("https://api.example.com/v12/me", "/all/v12/me"),
            ("https://ann:pw@api.example.com/v1", ""),
            ("api.example.com/v1/me", "/me"),
            ("/v1/me", "/v1/me"),
        ] {
            assert_eq!(joined(url, None, &maps).as_deref(), Ok(path), "{url}");
        }
        let other = joined("https://other.example.com/v1/me", Some("https://other.example.com"), &maps);
        assert_eq!(other, Err("documented on other.example.com; map it with [origins] in doctrial.toml".to_owned()));
    }

    #[test]
    fn without_maps_the_pages_own_origin_stands_for_the_service() {
        let own = Some("https://api.example.com");
        assert_eq!(joined("https://API.example.com/v1/me", own, &[]).as_deref(), Ok("/v1/me"));
        assert_eq!(joined("{{base_url}}/me", own, &[]).as_deref(), Ok("/me"));
        assert!(joined("https://upload.example.com/x", own, &[]).is_err());
        assert!(joined("http://api.example.com/x", own, &[]).is_err(), "another scheme is another origin");
        assert!(joined("https://api.example.com/x", None, &[]).is_err());
    }

    #[test]
    fn dots_never_climb_above_the_base_path() {
        for (path, resolved) in
            [("/a/../../b", "/b"), ("/a/./b/..", "/a/"), ("/%2E%2e/x", "/x"), ("x/y", "/x/y"), ("", ""), ("/", "/")]
        {
            assert_eq!(resolve_dots(path), resolved, "{path}");
        }
        let base = Url::parse("http://h/api/").expect("a URL");
        assert_eq!(below(&base, "/v1/x", Some("a=b")).as_deref(), Ok("http://h/api/v1/x?a=b"));
        assert!(below(&base, "/v1/../../x", None).is_err());
        assert_eq!(below(&Url::parse("http://u:p@h").expect("a URL"), "", None).as_deref(), Ok("http://h/"));
    }
}
