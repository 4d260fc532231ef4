//! Documented URLs as patterns: origin stripped, path in segments, query in pairs, placeholders as parameters.

use percent_encoding::percent_decode_str;

/// A documented text with placeholders: literal parts are percent-decoded, parameters never stand side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Literal(String),
    /// The name between the brackets, as written: `id | userPrincipalName`.
    Parameter(String),
}

/// A documented URL, without its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// The path as documented, `/` first, no trailing slash.
    pub(super) path: String,
    /// Empty segments are dropped: `/a//b/` has two.
    pub(super) segments: Vec<Pattern>,
    /// Name and value of each documented query parameter.
    pub(super) query: Vec<(Pattern, Pattern)>,
}

impl Pattern {
    /// Reads `{id}`, `<id>` and, when it is the whole text, `:id` as parameters.
    pub(super) fn parse(text: &str) -> Self {
        let is_name = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        };
        if let Some(name) = text.strip_prefix(':').filter(is_name) {
            return Self(vec![Part::Parameter(name.to_owned())]);
        }
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((before, name, after)) = next_placeholder(rest) {
            if !before.is_empty() {
                parts.push(Part::Literal(decode(before)));
            }
            match parts.last_mut() {
                Some(Part::Parameter(last)) => *last = format!("{last}{name}"),
                _ => parts.push(Part::Parameter(name.trim().to_owned())),
            }
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(decode(rest)));
        }
        Self(parts)
    }

    /// The text, where there is no parameter in it.
    pub(super) fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Part::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// 2: a literal, 1: a literal with parameters in it, 0: a parameter alone.
    pub(super) fn specificity(&self) -> u8 {
        match self.0.as_slice() {
            [Part::Parameter(_)] => 0,
            _ if self.literal().is_some() => 2,
            _ => 1,
        }
    }

    /// Whether a percent-decoded text is of this pattern; a parameter takes at least one character.
    pub(super) fn matches(&self, text: &str) -> bool {
        self.bind(text).is_some()
    }

    /// What each parameter stands for in a percent-decoded text of this pattern.
    pub(super) fn bind<'p, 't>(&'p self, text: &'t str) -> Option<Vec<(&'p str, &'t str)>> {
        let (mut bound, mut open, mut rest) = (Vec::new(), None::<&str>, text);
        for (at, part) in self.0.iter().enumerate() {
            match part {
                Part::Parameter(name) => open = Some(name),
                Part::Literal(literal) => {
                    let start = match open {
                        None => rest.starts_with(literal.as_str()).then_some(0)?,
                        // The last literal is anchored at the end; an earlier one takes the leftmost place, as in a glob.
                        Some(_) if at + 1 == self.0.len() => {
                            rest.ends_with(literal.as_str()).then(|| rest.len() - literal.len())?
                        }
                        Some(_) => {
                            let skip = rest.chars().next()?.len_utf8();
                            rest[skip..].find(literal.as_str())? + skip
                        }
                    };
                    if let Some(name) = open.take() {
                        bound.push((name, rest.get(..start).filter(|v| !v.is_empty())?));
                    }
                    rest = &rest[start + literal.len()..];
                }
            }
        }
        match open {
            Some(name) if !rest.is_empty() => bound.push((name, rest)),
            None if rest.is_empty() => {}
            _ => return None,
        }
        Some(bound)
    }
}

impl Template {
    /// Reads a documented URL: absolute, a path, or without a leading slash; a fragment is dropped.
    pub(super) fn parse(url: &str) -> Self {
        let url = without_base_name(without_origin(url.trim()));
        let url = &url[..find_outside(url, '#').unwrap_or(url.len())];
        let (path, query) = match find_outside(url, '?') {
            Some(at) => (&url[..at], &url[at + 1..]),
            None => (url, ""),
        };
        let segments = resolved(split_outside(path, '/'));
        Self {
            path: format!("/{}", segments.join("/")),
            segments: segments.into_iter().map(Pattern::parse).collect(),
            query: split_outside(query, '&').into_iter().filter(|p| !p.is_empty()).map(pair).collect(),
        }
    }

    /// What the parameters of the path stand for in a request's segments; empty where the path is another one.
    pub(super) fn bind<'p, 't>(&'p self, segments: &'t [String]) -> Vec<(&'p str, &'t str)> {
        let pairs = self.segments.iter().zip(segments);
        pairs.map(|(pattern, text)| pattern.bind(text)).collect::<Option<Vec<_>>>().unwrap_or_default().concat()
    }

    /// Whether one of documented and requested path ends with the other: a prefix may be mapped away by the settings.
    pub(super) fn matches_tail(&self, segments: &[String]) -> bool {
        let shown = self.segments.iter().rev();
        !segments.is_empty() && shown.zip(segments.iter().rev()).all(|(pattern, text)| pattern.matches(text))
    }
}

/// Percent-decoded; what is no UTF-8 becomes U+FFFD.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Percent-decoded, `+` taken for a space, as in forms; used on both sides, so that neither spelling matters.
pub(super) fn decode_query(text: &str) -> String {
    decode(&text.replace('+', " "))
}

fn pair(text: &str) -> (Pattern, Pattern) {
    let (name, value) = match find_outside(text, '=') {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    (Pattern::parse(&name.replace('+', " ")), Pattern::parse(&value.replace('+', " ")))
}

fn without_origin(url: &str) -> &str {
    let Some(scheme) = url.find("://").filter(|&at| !url[..at].contains(['/', '?', '{', '<'])) else {
        return url;
    };
    let rest = &url[scheme + 3..];
    rest.find(['/', '?']).map_or("", |at| &rest[at..])
}

/// Docs call the base URL itself `{baseUrl}`; what follows is the path.
fn without_base_name(url: &str) -> &str {
    let base = ["baseurl", "baseuri", "apiurl", "host", "endpoint", "serviceroot"];
    match next_placeholder(url) {
        Some(("", name, rest)) if rest.starts_with('/') => {
            let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
            if base.contains(&name.to_ascii_lowercase().as_str()) { rest } else { url }
        }
        _ => url,
    }
}

/// Without empty and dot segments (RFC 3986 section 5.2.4): a client resolves them before it sends.
fn resolved(segments: Vec<&str>) -> Vec<&str> {
    let mut out = Vec::new();
    // `{?page,size}` (RFC 6570 section 3.2.8) is query, not path.
    let paths = segments.into_iter().map(|segment| segment.find("{?").map_or(segment, |at| &segment[..at]));
    for segment in paths {
        match segment {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            segment => out.push(segment),
        }
    }
    out
}

/// Text before the first placeholder (`{id}`, `{{id}}`, `<id>`), its name, text after it.
pub(super) fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['{', '<'])?;
    let (opening, closing) = match &text[open..] {
        double if double.starts_with("{{") => ("{{", "}}"),
        single if single.starts_with('{') => ("{", "}"),
        _ => ("<", ">"),
    };
    let start = open + opening.len();
    let end = start + text[start..].find(closing)?;
    // The shell's `${ID}` is one as a whole.
    let open = open - usize::from(opening == "{" && text[..open].ends_with('$'));
    Some((&text[..open], &text[start..end], &text[end + closing.len()..]))
}

fn find_outside(text: &str, wanted: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            c if c == wanted && depth == 0 => return Some(at),
            _ => {}
        }
    }
    // A bracket that is never closed protects nothing.
    if depth > 0 { text.find(wanted) } else { None }
}

fn split_outside(mut text: &str, separator: char) -> Vec<&str> {
    let mut out = Vec::new();
    while let Some(at) = find_outside(text, separator) {
        out.push(&text[..at]);
        text = &text[at + separator.len_utf8()..];
    }
    out.push(text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths_match(documented: &str, requested: &str) -> bool {
        let template = Template::parse(documented);
        let segments: Vec<String> = requested.split('/').filter(|s| !s.is_empty()).map(decode).collect();
        template.segments.len() == segments.len() && template.segments.iter().zip(&segments).all(|(p, s)| p.matches(s))
    }

    #[test]
    fn documented_paths_match_requests_as_people_write_them() {
        for (documented, requested) in [
            ("https://api.example.com/v1/people/{id | upn}", "/v1/people/ada@example.com"),
            ("/people/<person>/", "/people/7"),
            ("people/{x-id}?$select=a", "/people/7"),
            ("/drives/{id}/root:/{file path}:/content", "/drives/7/root:/a%20b.txt:/content"),
            ("/reports/usage(period='{period}')", "/reports/usage(period='D7')"),
            ("/search(q='Blue Whale')", "/search(q='Blue%20Whale')"),
            ("/projects/:id/jobs", "/projects/9/jobs"),
            ("{{base-url}}/projects/{{id}}{?page,size}", "/projects/9"),
            ("/a/./b/../c", "/a/c"),
            ("https://api.example.com", "/"),
        ] {
            assert!(paths_match(documented, requested), "{documented} should match {requested}");
        }
    }

    #[test]
    fn other_paths_do_not_match() {
        for (documented, requested) in [
            ("/people/{id}", "/people"),
            ("/people/{id}", "/people/7/languages"),
            ("/usage(period='{p}')", "/usage(period='')"),
            ("/People", "/people"),
            ("/a{x}b{y}c", "/abc"),
        ] {
            assert!(!paths_match(documented, requested), "{documented} should not match {requested}");
        }
    }

    #[test]
    fn parameters_are_bound_by_name() {
        let template = Template::parse("/a/{id}/f(x={n},y='{m}')");
        let segments = ["a", "7", "f(x=1,y='two')"].map(str::to_owned);
        assert_eq!(template.bind(&segments), [("id", "7"), ("n", "1"), ("m", "two")]);
    }

    #[test]
    fn a_query_is_split_outside_of_placeholders() {
        let template = Template::parse("/a?$filter=name eq 'b'&top={n&m}&flag");
        assert_eq!(template.query.len(), 3);
        assert_eq!(template.query[0].1.literal(), Some("name eq 'b'"));
        assert!(template.query[1].1.matches("5"));
    }

    #[test]
    fn an_unclosed_bracket_is_text() {
        assert!(paths_match("/a/{b/c?d=1", "/a/{b/c"));
    }
}
