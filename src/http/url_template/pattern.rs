//! `UrlPattern`: a documented URL that received targets are matched with.

use super::part::Part;
use super::percent::{decode, decode_form};
use super::request_target::RequestTarget;
use super::text::{Piece, TemplateText};

/// A documented text as a pattern: literal parts are percent-decoded, no two parameters are neighbours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Pattern(Vec<PatternPart>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PatternPart {
    Literal(String),
    /// The name between the brackets, as written: `id | userPrincipalName`.
    Parameter(String),
}

/// A documented URL without its origin, as a pattern of received targets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UrlPattern {
    /// Empty segments are dropped: `/a//b/` has two.
    pub segments: Vec<Pattern>,
    /// Name and value of each documented query parameter.
    pub query: Vec<(Pattern, Pattern)>,
}

impl Pattern {
    /// The pattern of a segment, or of a name or value in a query.
    pub fn new(text: &TemplateText, part: Part) -> Self {
        let mut parts: Vec<PatternPart> = Vec::new();
        for piece in text.pieces() {
            match (piece, parts.last_mut()) {
                (Piece::Literal(text), _) if part == Part::Query => parts.push(PatternPart::Literal(decode_form(text))),
                (Piece::Literal(text), _) => parts.push(PatternPart::Literal(decode(text))),
                (Piece::Placeholder { name, .. }, Some(PatternPart::Parameter(last))) => last.push_str(name),
                (Piece::Placeholder { name, .. }, _) => parts.push(PatternPart::Parameter(name.trim().to_owned())),
            }
        }
        Self(parts)
    }

    /// The text, if it has no parameter.
    pub fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [PatternPart::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// 2: a literal, 1: a literal with parameters in it, 0: a parameter alone.
    pub fn specificity(&self) -> u8 {
        match self.0.as_slice() {
            [PatternPart::Parameter(_)] => 0,
            _ if self.literal().is_some() => 2,
            _ => 1,
        }
    }

    /// Whether a percent-decoded text matches this pattern; a parameter takes at least one character.
    pub fn matches(&self, text: &str) -> bool {
        self.bind(text).is_some()
    }

    /// What each parameter stands for in a percent-decoded text of this pattern.
    pub fn bind<'p, 't>(&'p self, text: &'t str) -> Option<Vec<(&'p str, &'t str)>> {
        let (mut bound, mut open, mut rest) = (Vec::new(), None::<&str>, text);
        for (at, part) in self.0.iter().enumerate() {
            match part {
                PatternPart::Parameter(name) => open = Some(name),
                PatternPart::Literal(literal) => {
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

impl UrlPattern {
    /// Whether a received target is one of this URL: the path, and every documented query parameter. Further ones may come.
    pub fn matches(&self, target: &RequestTarget) -> bool {
        let is_sent = |(name, value): &(Pattern, Pattern)| {
            target.query.iter().any(|(sent_name, sent)| name.matches(sent_name) && value.matches(sent))
        };
        let segments = &target.segments;
        self.segments.len() == segments.len()
            && self.segments.iter().zip(segments).all(|(pattern, text)| pattern.matches(text))
            && self.query.iter().all(is_sent)
    }

    /// What the parameters of the path stand for in a request's segments; empty where the path is another one.
    pub fn bind<'p, 't>(&'p self, segments: &'t [String]) -> Vec<(&'p str, &'t str)> {
        let pairs = self.segments.iter().zip(segments);
        pairs.map(|(pattern, text)| pattern.bind(text)).collect::<Option<Vec<_>>>().unwrap_or_default().concat()
    }

    /// Whether either path is a suffix of the other: a prefix may be mapped away by the settings.
    pub fn matches_tail(&self, segments: &[String]) -> bool {
        let shown = self.segments.iter().rev();
        !segments.is_empty() && shown.zip(segments.iter().rev()).all(|(pattern, text)| pattern.matches(text))
    }
}

#[cfg(test)]
mod tests {
    use super::super::template::UrlTemplate;
    use super::*;

    fn matches(documented: &str, requested: &str) -> bool {
        let (path, query) = requested.split_once('?').map_or((requested, None), |(path, query)| (path, Some(query)));
        UrlTemplate::parse(documented).pattern().matches(&RequestTarget::parse(path, query))
    }

    #[test]
    fn documented_urls_match_requests_as_people_write_them() {
        for (documented, requested) in [
            ("https://api.example.com/v1/people/{id | upn}", "/v1/people/ada@example.com"),
            ("api.example.com/v1/people", "/v1/people"),
            ("/people/<person>/", "/people/7"),
            ("people/{x-id}?$select=a", "/people/7?$select=a&further=1"),
            ("/drives/{id}/root:/{file path}:/content", "/drives/7/root:/a%20b.txt:/content"),
            ("/reports/usage(period='{period}')", "/reports/usage(period='D7')"),
            ("/search(q='Blue Whale')", "/search(q='Blue%20Whale')"),
            ("/projects/:id/jobs/:name.json", "/projects/9/jobs/a.json"),
            ("/projects/$PROJECT/jobs", "/projects/9/jobs"),
            ("{{base-url}}/projects/{{id}}{?page,size}", "/projects/9"),
            ("/a/./b/%2e%2e/c", "/a/c"),
            ("https://api.example.com", "/"),
            ("/a/{b/c?d=1", "/a/{b/c?d=1"),
            ("/a?$filter=name eq 'b'&top={n&m}&flag", "/a?top=5&flag&$filter=name+eq%20'b'"),
        ] {
            assert!(matches(documented, requested), "{documented} should match {requested}");
        }
    }

    #[test]
    fn other_targets_do_not_match() {
        for (documented, requested) in [
            ("/people/{id}", "/people"),
            ("/people/{id}", "/people/7/languages"),
            ("/usage(period='{p}')", "/usage(period='')"),
            ("/People", "/people"),
            ("/a{x}b{y}c", "/abc"),
            ("/a?b={c}", "/a"),
            ("/a?b=1", "/a?b=2"),
        ] {
            assert!(!matches(documented, requested), "{documented} should not match {requested}");
        }
    }

    #[test]
    fn parameters_are_bound_by_name() {
        let pattern = UrlTemplate::parse("/a/{id}/f(x={n},y='{m}')").pattern();
        let segments = ["a", "7", "f(x=1,y='two')"].map(str::to_owned);
        assert_eq!(pattern.bind(&segments), [("id", "7"), ("n", "1"), ("m", "two")]);
    }
}
