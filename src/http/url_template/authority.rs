//! The origin of a documented URL: scheme, host and port.

use super::placeholder::Placeholder;

/// Scheme and host in lower case, user information dropped, the scheme's default port dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// `None` where the page leaves it out (`api.example.com/v1/me`).
    pub scheme: Option<String>,
    /// Host and port.
    pub host: String,
    /// There is user information before it.
    pub has_user: bool,
}

impl Authority {
    /// Whether both name one origin; a scheme that was left out agrees with any.
    pub fn agrees(&self, other: &Self) -> bool {
        let schemes = self.scheme.as_ref().zip(other.scheme.as_ref()).is_none_or(|(a, b)| a == b);
        schemes && self.host == other.host
    }

    /// The authority a documented URL begins with, if it has one.
    pub fn of_url(url: &str) -> Option<Self> {
        split_authority(url.trim()).0
    }

    fn parse(scheme: Option<String>, text: &str) -> Self {
        let has_user = text.contains('@');
        let host = text.rsplit_once('@').map_or(text, |(_, host)| host).to_ascii_lowercase();
        let default = match scheme.as_deref() {
            Some("http") => ":80",
            Some("https") => ":443",
            _ => ":",
        };
        let host = host.strip_suffix(default).map_or_else(|| host.clone(), str::to_owned);
        Self { scheme, host, has_user }
    }
}

/// What is behind the authority that a documented URL may begin with.
pub fn behind_authority(url: &str) -> &str {
    split_authority(url).1
}

/// The authority a documented URL begins with, and the rest of the URL.
pub(super) fn split_authority(url: &str) -> (Option<Authority>, &str) {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme.to_ascii_lowercase()), Some(rest)),
        _ => (None, url.strip_prefix("//").or_else(|| begins_with_host(url).then_some(url))),
    };
    let Some(rest) = rest else { return (None, url) };
    let end = authority_end(rest);
    (Some(Authority::parse(scheme, &rest[..end])), &rest[end..])
}

/// Where the authority ends that a text begins with; the path of a file in a command (`${(cat /run/host)}`) is not that of the
/// URL.
fn authority_end(text: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text[at..].find(['/', '?', '#', '$']) {
        at += found;
        if !text[at..].starts_with('$') {
            return at;
        }
        let command = Some(&text[at..]).filter(|rest| rest.starts_with("${(")).and_then(Placeholder::of_shell);
        at += command.map_or(1, |command| command.shown.len());
    }
    text.len()
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `api.example.com/v1/me`, `localhost:8080/me`, `{tenant}.example.com/me`: a first segment that can only be meant as a host.
fn begins_with_host(url: &str) -> bool {
    let mut rest = url;
    // Placeholders for names below a domain.
    while let Some(found) =
        Placeholder::at_start(rest, false).filter(|found| rest[found.shown.len()..].starts_with('.'))
    {
        rest = &rest[found.shown.len() + 1..];
    }
    let first = &rest[..rest.find(['/', '?']).unwrap_or(rest.len())];
    let (host, port) = first.split_once(':').map_or((first, None), |(host, port)| (host, Some(port)));
    if port.is_some_and(|port| port.is_empty() || !port.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let label = |l: &str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let dotted = host.rsplit_once('.').is_some_and(|(_, last)| last.len() > 1 && !last.contains(char::is_numeric));
    // `{name}.tar.gz` is a file.
    let is_below = rest.len() == url.len() || rest.len() > first.len();
    host.split('.').all(label) && (dotted || rest.len() == url.len() && port.is_some()) && is_below
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(url: &str) -> Option<String> {
        split_authority(url).0.map(|a| format!("{}|{}", a.scheme.unwrap_or_default(), a.host))
    }

    #[test]
    fn origins_are_normalised_and_user_information_is_dropped() {
        assert_eq!(host("HTTPS://ann:pw@API.Example.com:443/x").as_deref(), Some("https|api.example.com"));
        assert_eq!(host("http://api.example.com:8080").as_deref(), Some("http|api.example.com:8080"));
        assert_eq!(host("https://{tenant}.example.com/x").as_deref(), Some("https|{tenant}.example.com"));
    }

    #[test]
    fn a_host_without_scheme_is_still_a_host() {
        assert_eq!(host("api.example.com/v1/me").as_deref(), Some("|api.example.com"));
        assert_eq!(host("localhost:8080/me").as_deref(), Some("|localhost:8080"));
        assert_eq!(host("//cdn.example.com/me").as_deref(), Some("|cdn.example.com"));
        assert_eq!(host("{owner}.lamps.test/me").as_deref(), Some("|{owner}.lamps.test"));
        assert_eq!(host("<owner>.$REGION.lamps.test:81/me").as_deref(), Some("|<owner>.$region.lamps.test:81"));
        for path in ["{name}.json/x", "{id}/lamps.test/x", "{name}.tar.gz", "{owner}/me", "{a}{b}.lamps.test/x"] {
            assert_eq!(host(path), None, "{path}");
        }
        for path in ["/api.example.com/x", "me/x", "v1.0/me", "items.get(id=1)/x", "drive:root/x", ""] {
            assert_eq!(host(path), None, "{path}");
        }
    }
}
