//! The documented URL of a case; where it begins with a placeholder for a URL, that URL.

use super::change::ChangeKind;
use super::destination::Destination;
use super::fill_placeholders::Filler;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{LeadingPlaceholder, Part, UrlTemplate, encode_value};
use url::Url;

/// The documented URL; where the page shows only a placeholder for all of it, the URL that the user gave.
pub(super) fn documented_url(
    case: &Case,
    filler: &mut Filler<'_>,
    destination: &Destination,
) -> Result<UrlTemplate, Skip> {
    let shown = case.request.url.trim();
    let Some(name) = UrlTemplate::whole_placeholder(shown) else {
        return Ok(behind_given(shown, filler, destination).unwrap_or_else(|| shown_url(case, filler)));
    };
    if filler.has(name) {
        let url = filler.segment_or_missing(shown, name).unwrap_or_default();
        return Ok(UrlTemplate::parse(below_base(&url, &destination.base_url).unwrap_or(&url)));
    }
    let reason = format!("unfilled URL `{shown}`: show a URL, or give one under [parameters] in doctrial.toml");
    Err(Skip::new(SkipKind::Unfilled, reason))
}

/// The URL that the page shows behind a placeholder for which there is a URL, or which is called the base URL and has a value:
/// what goes there must not go to the base URL instead.
fn behind_given(shown: &str, filler: &mut Filler<'_>, destination: &Destination) -> Option<UrlTemplate> {
    let leading = LeadingPlaceholder::of(shown)?;
    let value = filler.peek(leading.name)?;
    let is_url = value.starts_with('/') || value.contains("://");
    let below = below_base(&value, &destination.base_url);
    // The embedded service knows no URLs but the documented ones.
    if !leading.is_base_url() && (!is_url || below.is_none() && destination.embedded) {
        return None;
    }
    let _ = filler.segment_or_missing(leading.shown, leading.name);
    let is_host = || value.contains(['.', ':']) || value == "localhost";
    let url = match below {
        Some(below) => below.to_owned(),
        None if destination.embedded => return None,
        None if is_url => value,
        None if is_host() => format!("//{value}"),
        None => {
            let mut path = "/".to_owned();
            encode_value(&value, Part::Path, &mut path);
            path
        }
    };
    Some(UrlTemplate::parse(&followed_by(&url, leading.rest)))
}

/// A URL with a path, a query or both behind its own.
fn followed_by(url: &str, rest: &str) -> String {
    let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let (more_path, more_query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
    let path = if more_path.is_empty() { path } else { path.trim_end_matches('/') };
    let query: Vec<&str> = [query, more_query].into_iter().flatten().collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{more_path}{mark}{}", query.join("&"))
}

/// The URL that the page shows. User information in it is not sent; curl sends it as a header field, and it is read as one.
fn shown_url(case: &Case, filler: &mut Filler<'_>) -> UrlTemplate {
    let url = UrlTemplate::parse(case.request.url.trim());
    let has_field = || case.request.headers.iter().any(|field| field.name.eq_ignore_ascii_case("authorization"));
    if url.authority.as_ref().is_some_and(|authority| authority.has_user) && !has_field() {
        filler.note(ChangeKind::WithoutUser);
    }
    url
}

/// The rest of a URL that the service gave, if it is below the base URL.
fn below_base<'u>(url: &'u str, base_url: &Url) -> Option<&'u str> {
    let rest = url.strip_prefix(base_url.as_str().trim_end_matches('/'))?;
    (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest)
}
