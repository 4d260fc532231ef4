//! From documented origins to the base URL: what is documented for the service goes to the base URL, nothing else goes out.

use url::{Position, Url};

use crate::config::OriginMap;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{TemplateText, UrlTemplate};

/// The path below the base URL's own: the mapped prefix, then the documented path.
///
/// The longest of `maps` that fits wins; without maps, `origin` (the page's own) is the service's. A URL that is
/// only a path is below the base URL as it is.
///
/// # Errors
/// A skip of kind `OtherHost`: the URL is documented on an origin that is not the service's.
pub(super) fn map_origin(
    url: &UrlTemplate,
    origin: Option<&str>,
    maps: &[OriginMap],
) -> Result<Vec<TemplateText>, Skip> {
    let found = maps.iter().filter_map(|map| below_map(map, url).map(|rest| (map, rest)));
    if let Some((map, rest)) = found.max_by_key(|(map, _)| map.documented.len()) {
        return Ok([&without_slashes(&UrlTemplate::parse_path(&map.path)), rest].concat());
    }
    if let Some(authority) = &url.authority {
        let own = origin.and_then(|o| UrlTemplate::parse(o).authority).is_some_and(|o| o.agrees(authority));
        if !own || !maps.is_empty() {
            let reason = format!("documented on {}; map it with [origins] in doctrial.toml", authority.host);
            return Err(Skip::new(SkipKind::OtherHost, reason));
        }
    }
    Ok(url.segments.clone())
}

/// The URL below `base` with `path` (below the base URL's own path) and `query`, both percent-encoded.
///
/// # Errors
/// A skip of kind `Unreadable` where the URL would not be what was asked for: another origin, or a path that a URL parser
/// would rewrite (a parameter value of `..`).
pub(super) fn below(base: &Url, path: &str, query: Option<&str>) -> Result<String, Skip> {
    let own = base.path().trim_end_matches('/');
    let path = if own.is_empty() && path.is_empty() { "/" } else { path };
    // The base URL's user information is not sent: credentials go out as the settings' auth or not at all.
    let mut text = format!("{}://{}{own}{path}", base.scheme(), &base[Position::BeforeHost..Position::BeforePath]);
    if let Some(query) = query {
        text.push('?');
        text.push_str(query);
    }
    if is_kept(path, query) {
        return Ok(text);
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
    // Parsing a URL encodes the quotes in its query, which need not be.
    let is_quoted = text.split_once('?').is_some_and(|(before, query)| {
        url.as_str().split_once('?') == Some((before, query.replace('\'', "%27").as_str()))
    });
    Ok(if is_quoted { text } else { url.into() })
}

/// Whether a URL parser leaves a path and a query as they are: letters, digits and marks that need no encoding, and no segment that
/// begins with a dot. Most are like that, and need no parsing.
fn is_kept(path: &str, query: Option<&str>) -> bool {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~!$()*+,;=:@/".contains(&byte);
    let in_query = |byte: u8| is_kept(byte) || matches!(byte, b'.' | b'?' | b'&' | b'%');
    path.starts_with('/')
        && !path.contains("/.")
        && path.bytes().all(|byte| is_kept(byte) || byte == b'.')
        && query.is_none_or(|query| query.bytes().all(in_query))
}

/// What is left of the path below a map's documented origin and prefix; `None` where the map does not fit.
fn below_map<'u>(map: &OriginMap, url: &'u UrlTemplate) -> Option<&'u [TemplateText]> {
    let from = UrlTemplate::parse(&map.documented);
    let same_origin = match (&from.authority, &url.authority) {
        (Some(a), Some(b)) => a.agrees(b),
        (None, None) => true,
        _ => false,
    };
    url.segments.strip_prefix(without_slashes(&from.segments).as_slice()).filter(|_| same_origin)
}

/// Without the empty segments at both ends.
fn without_slashes(segments: &[TemplateText]) -> Vec<TemplateText> {
    let is_shown = |segment: &TemplateText| !segment.pieces().is_empty();
    let Some(first) = segments.iter().position(is_shown) else { return Vec::new() };
    let last = segments.iter().rposition(is_shown).unwrap_or(first);
    segments[first..=last].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(documented: &str, path: &str) -> OriginMap {
        OriginMap { documented: documented.to_owned(), path: path.to_owned() }
    }

    fn joined(url: &str, origin: Option<&str>, maps: &[OriginMap]) -> Result<String, String> {
        let segments = map_origin(&UrlTemplate::parse(url), origin, maps).map_err(|skip| skip.reason)?;
        Ok(segments.iter().fold(String::new(), |path, segment| format!("{path}/{segment}")))
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
    fn nothing_climbs_above_the_base_path() {
        let base = Url::parse("http://h/api/").expect("a URL");
        assert_eq!(below(&base, "/v1/x", Some("a=b")).as_deref(), Ok("http://h/api/v1/x?a=b"));
        assert!(below(&base, "/v1/../../x", None).is_err());
        assert_eq!(below(&Url::parse("http://u:p@h").expect("a URL"), "", None).as_deref(), Ok("http://h/"));
    }
}
