//! `MediaType`: what a `Content-Type` names, and whether it is JSON, XML, text or a stream.

use std::fmt;

/// A media type (RFC 9110 section 8.3.1): `type/subtype` with parameters. All but the values of parameters is in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType {
    essence: String,
    parameters: Vec<(String, String)>,
}

/// Whether a word is a top-level media type of the registry (RFC 6838 section 4.2).
pub fn is_top_level_type(word: &str) -> bool {
    const TYPES: [&str; 9] =
        ["application", "audio", "font", "image", "message", "model", "multipart", "text", "video"];
    TYPES.iter().any(|known| word.eq_ignore_ascii_case(known))
}

impl MediaType {
    /// Reads the value of a `Content-Type` field; `None` where it names no media type, such as a placeholder (`{type}`).
    pub fn parse(text: &str) -> Option<Self> {
        // Most have no parameters.
        if memchr::memchr(b';', text.as_bytes()).is_none() {
            let essence = Self::essence_of(text)?;
            return Some(Self { essence, parameters: Vec::new() });
        }
        let mut parts = parts(text);
        let essence = Self::essence_of(parts.next()?)?;
        let parameter = |part: &str| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned()))
        };
        Some(Self { parameters: parts.filter_map(parameter).collect(), essence })
    }

    fn essence_of(text: &str) -> Option<String> {
        let essence = text.trim();
        let (kind, subtype) = essence.split_at(memchr::memchr(b'/', essence.as_bytes())?);
        (is_name(kind) && is_name(&subtype[1..])).then(|| essence.to_ascii_lowercase())
    }

    /// `type/subtype`, in lower case.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// Whether both are one type, parameters apart.
    pub fn is_same(&self, other: &Self) -> bool {
        self.essence == other.essence
    }

    /// The charset in lower case; `utf8`, which is not a registered name of it, is `utf-8`.
    pub fn charset(&self) -> Option<String> {
        let charset = self.parameter("charset")?.to_ascii_lowercase();
        Some(if charset == "utf8" { "utf-8".to_owned() } else { charset })
    }

    /// The parameters in order: the name in lower case, the value without quotes.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter, by its name in lower case.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// One JSON document: by the subtype, its suffix (RFC 6839 section 3.1), or a part of a vendor's name.
    pub fn is_json(&self) -> bool {
        self.essence.split(['/', '+', '.']).skip(1).any(|part| part == "json")
    }

    /// A JSON document on each line.
    pub fn is_ndjson(&self) -> bool {
        matches!(
            self.subtype(),
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-lines"
        )
    }

    /// Server-sent events (HTML Living Standard, section 9.2).
    pub fn is_event_stream(&self) -> bool {
        self.essence == "text/event-stream"
    }

    /// A problem document (RFC 9457).
    pub fn is_problem(&self) -> bool {
        self.essence == "application/problem+json"
    }

    /// XML (RFC 7303), XHTML apart.
    pub fn is_xml(&self) -> bool {
        !self.is_html() && self.essence.split(['/', '+']).skip(1).any(|part| part == "xml")
    }

    /// HTML, or XHTML.
    pub fn is_html(&self) -> bool {
        matches!(self.essence.as_str(), "text/html" | "application/xhtml+xml")
    }

    /// Comma-separated values (RFC 4180).
    pub fn is_csv(&self) -> bool {
        self.essence == "text/csv"
    }

    /// Any kind of text, by the top-level type.
    pub fn is_text(&self) -> bool {
        self.essence.starts_with("text/")
    }

    /// The fields of a form, percent-encoded.
    pub fn is_form(&self) -> bool {
        self.essence == "application/x-www-form-urlencoded"
    }

    /// Several parts (RFC 2046 section 5.1).
    pub fn is_multipart(&self) -> bool {
        self.essence.starts_with("multipart/")
    }

    fn subtype(&self) -> &str {
        self.essence.split_once('/').map_or("", |(_, subtype)| subtype)
    }
}

/// Without parameters.
impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)
    }
}

/// The parts of a media type, apart from each other by `;` outside of quotes (RFC 9110 section 5.6.6).
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let (mut in_quotes, mut is_escaped) = (false, false);
    text.split(move |character| {
        let escapes = in_quotes && !is_escaped && character == '\\';
        if character == '"' && !is_escaped {
            in_quotes = !in_quotes;
        }
        is_escaped = escapes;
        character == ';' && !in_quotes
    })
}

/// Whether it can be the name of a type or a subtype (RFC 6838 section 4.2).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> MediaType {
        MediaType::parse(text).expect("a media type")
    }

    #[test]
    fn a_type_is_read_with_its_parameters() {
        let read = of(" Application/JSON;odata.metadata=minimal ; Charset=\"UTF-8\"");
        assert_eq!((read.essence(), read.charset().as_deref()), ("application/json", Some("utf-8")));
        assert!(read.is_same(&of("application/json")) && read != of("application/json"));
        assert_eq!(of("text/plain; charset=utf8").charset(), of("text/plain;charset=UTF-8").charset());
        for none in ["{type}", "<content type>", "json", "text/", "/plain", "", "application/json charset=x"] {
            assert_eq!(MediaType::parse(none), None, "{none}");
        }
    }

    #[test]
    fn json_is_known_by_its_name_and_json_on_each_line_is_something_else() {
        for json in ["application/json", "text/json", "application/problem+json", "application/vnd.a.json"] {
            assert!(of(json).is_json() && !of(json).is_ndjson(), "{json}");
        }
        for lines in ["application/x-ndjson", "application/jsonl", "application/x-jsonlines"] {
            assert!(of(lines).is_ndjson() && !of(lines).is_json(), "{lines}");
        }
        for other in ["text/html", "application/json-seq", "application/jsonpath"] {
            assert!(!of(other).is_json() && !of(other).is_ndjson(), "{other}");
        }
    }

    #[test]
    fn markup_and_tables_are_known() {
        assert!(of("application/atom+xml").is_xml() && of("text/xml").is_xml() && of("text/csv").is_csv());
        assert!(!of("application/xhtml+xml").is_xml() && of("application/xhtml+xml").is_html());
        assert!(of("text/csv").is_text() && of("multipart/mixed; boundary=x").is_multipart());
    }
}
