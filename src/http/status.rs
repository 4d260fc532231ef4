//! Status codes: which have no body, and the classes, patterns and sets of them that users write.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::method::is_head;

/// Whether a response with this status never has a body (RFC 9110 sections 15.2, 15.3.5 and 15.4.5).
pub const fn never_has_body(status: u16) -> bool {
    matches!(status, 100..=199 | 204 | 304)
}

/// The code that a text of three digits is, of a class there is (RFC 9110 section 15).
pub(crate) fn code(text: &str) -> Option<u16> {
    let is_whole = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|code| is_whole && (100..600).contains(code))
}

/// Whether a request with this status did what was asked.
pub(crate) const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

/// Whether a request with this status failed, by its sender's fault or the service's.
pub(crate) const fn is_error(status: u16) -> bool {
    status >= 400
}

/// The code of an error that a text of three digits is: 4xx, 5xx.
pub(crate) fn error_code(text: &str) -> Option<u16> {
    code(text).filter(|code| is_error(*code))
}

/// Whether the response to a request never has a body: by its status, or because HEAD asked for the head alone (RFC 9110
/// section 6.4.1).
pub fn is_bodiless(method: &str, status: u16) -> bool {
    never_has_body(status) || is_head(method)
}

/// Whether a service refused a request, and did nothing, because there were too many (RFC 6585 section 4).
pub(crate) const fn is_too_many_requests(status: u16) -> bool {
    status == 429
}

/// Whether a refusal may be over soon: too many requests, or something that the service depends on is unavailable.
pub(crate) const fn is_temporary(status: u16) -> bool {
    is_too_many_requests(status) || matches!(status, 502..=504)
}

/// Whether a response with this status has no header fields about a body: it never has a body, and is not a 304, which may have
/// the fields of a 200 to the same request (RFC 9110 section 15.4.5).
pub const fn never_announces_body(status: u16) -> bool {
    never_has_body(status) && status != 304
}

/// One status code (`404`) or a class of them (`4xx`), RFC 9110 section 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusPattern {
    /// One code.
    Code(u16),
    /// The first digit.
    Class(u16),
}

impl StatusPattern {
    /// Whether a code is one of those meant.
    pub const fn contains(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Class(class) => class == status / 100,
        }
    }

    /// The first digit of the codes meant.
    pub const fn class(self) -> u16 {
        match self {
            Self::Code(code) => code / 100,
            Self::Class(class) => class,
        }
    }

    /// Whether some code is meant by both.
    pub const fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Code(code), pattern) | (pattern, Self::Code(code)) => pattern.contains(code),
            (Self::Class(one), Self::Class(other)) => one == other,
        }
    }
}

impl fmt::Display for StatusPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

impl FromStr for StatusPattern {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let class = text.strip_suffix("xx").or_else(|| text.strip_suffix("XX"));
        let known = match class {
            Some(class) => class.parse().ok().filter(|c| (1..=9).contains(c)).map(Self::Class),
            None => text.parse().ok().filter(|c| (100..=999).contains(c)).map(Self::Code),
        };
        known.ok_or_else(|| format!("`{text}` is not a status code: write `404` or `4xx`"))
    }
}

/// The status codes that keep a promise; never empty. In files a number where it is one code, else a text:
/// `"2xx"`, `"200|204"`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StatusSet(Vec<StatusPattern>);

impl StatusSet {
    /// Exactly this code.
    pub fn code(status: u16) -> Self {
        Self(vec![StatusPattern::Code(status)])
    }

    /// Any code of a class, by its first digit.
    pub fn class(class: u16) -> Self {
        Self(vec![StatusPattern::Class(class)])
    }

    /// Any of several; `None` if there are none.
    pub fn any_of(patterns: Vec<StatusPattern>) -> Option<Self> {
        (!patterns.is_empty()).then_some(Self(patterns))
    }

    /// Adds these codes.
    #[must_use]
    pub fn or(mut self, codes: &[u16]) -> Self {
        self.0.extend(codes.iter().map(|code| StatusPattern::Code(*code)));
        self
    }

    /// The first that belongs to no existing class (RFC 9110 section 15), if any.
    pub fn of_no_class(&self) -> Option<StatusPattern> {
        self.0.iter().copied().find(|pattern| !(1..=5).contains(&pattern.class()))
    }

    /// Whether a code keeps the promise.
    pub fn contains(&self, status: u16) -> bool {
        self.0.iter().any(|pattern| pattern.contains(status))
    }

    /// Whether a code is of the class of one that keeps the promise.
    pub fn is_near(&self, status: u16) -> bool {
        self.0.iter().any(|pattern| pattern.class() == status / 100)
    }

    /// Whether some code is in both.
    pub fn overlaps(&self, pattern: StatusPattern) -> bool {
        self.0.iter().any(|own| own.overlaps(pattern))
    }

    /// Whether some code is in both sets.
    pub fn shares_a_code_with(&self, other: &Self) -> bool {
        self.0.iter().any(|pattern| other.overlaps(*pattern))
    }

    /// The code, if it is only one.
    pub fn only(&self) -> Option<u16> {
        match self.0.as_slice() {
            [StatusPattern::Code(code)] => Some(*code),
            _ => None,
        }
    }

    /// The code that stands for all: the first named, or the first of the class (`2xx`: 200).
    pub fn representative(&self) -> u16 {
        match self.0.first() {
            Some(StatusPattern::Code(code)) => *code,
            Some(StatusPattern::Class(class)) => class * 100,
            None => 200,
        }
    }
}

impl fmt::Display for StatusSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, pattern) in self.0.iter().enumerate() {
            write!(f, "{}{pattern}", if at == 0 { "" } else { "|" })?;
        }
        Ok(())
    }
}

impl FromStr for StatusSet {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split('|').map(str::parse).collect::<Result<Vec<_>, _>>().map(Self)
    }
}

impl Serialize for StatusSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.only() {
            Some(code) => serializer.serialize_u16(code),
            None => serializer.collect_str(self),
        }
    }
}

/// As written: `200`, `"2xx"`, or a list of such.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a status code (`200`), a class (`\"2xx\"`) or a list of them")]
enum StatusSpec {
    Code(u16),
    Text(String),
    Several(Vec<StatusSpec>),
}

impl StatusSpec {
    fn patterns(self, out: &mut Vec<StatusPattern>) -> Result<(), String> {
        match self {
            Self::Code(code) => out.push(code.to_string().parse()?),
            Self::Text(text) => out.extend(text.parse::<StatusSet>()?.0),
            Self::Several(several) => several.into_iter().try_for_each(|one| one.patterns(out))?,
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for StatusSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let mut patterns = Vec::new();
        StatusSpec::deserialize(deserializer)?.patterns(&mut patterns).map_err(D::Error::custom)?;
        Self::any_of(patterns).ok_or_else(|| D::Error::custom("an empty list promises no status at all"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_codes_or_classes() {
        assert_eq!("404".parse(), Ok(StatusPattern::Code(404)));
        assert_eq!("4xx".parse(), Ok(StatusPattern::Class(4)));
        assert!("40x".parse::<StatusPattern>().is_err() && "20".parse::<StatusPattern>().is_err());
        assert!(StatusPattern::Class(4).overlaps(StatusPattern::Code(404)));
        assert!(!StatusPattern::Class(4).overlaps(StatusPattern::Class(2)));
    }

    #[test]
    fn a_code_is_three_digits_of_a_known_class() {
        assert_eq!(["100", "404", "599"].map(code), [Some(100), Some(404), Some(599)]);
        assert_eq!(["099", "600", "+20", "20", "0200", "200 ", "2xx", ""].map(code), [None; 8]);
        assert_eq!(["399", "400", "503"].map(error_code), [None, Some(400), Some(503)]);
    }

    #[test]
    fn a_set_survives_its_file_form() {
        for (written, text) in
            [("200", "200"), ("\"2xx\"", "2xx"), ("[200, \"204\"]", "200|204"), ("\"200|4xx\"", "200|4xx")]
        {
            let set: StatusSet = serde_json::from_str(written).expect("reads");
            assert_eq!(set.to_string(), text);
            let again: StatusSet = serde_json::from_value(serde_json::to_value(&set).expect("writes")).expect("reads");
            assert_eq!(again, set);
        }
        for wrong in ["[]", "\"ok\"", "7", "true"] {
            assert!(serde_json::from_str::<StatusSet>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn some_responses_never_have_a_body() {
        for (method, status) in [("GET", 103), ("DELETE", 204), ("GET", 304), ("HEAD", 200), ("head", 404)] {
            assert!(is_bodiless(method, status), "{method} {status}");
        }
        assert!(!is_bodiless("GET", 200) && !is_bodiless("POST", 205) && !is_bodiless("GET", 404));
    }

    #[test]
    fn some_refusals_may_be_over_soon() {
        assert_eq!([429, 502, 503, 504].map(is_temporary), [true; 4]);
        assert_eq!([200, 408, 500, 501, 505].map(is_temporary), [false; 5]);
    }

    #[test]
    fn one_code_stands_for_all() {
        assert_eq!((StatusSet::class(2).representative(), StatusSet::class(2).only()), (200, None));
        assert_eq!((StatusSet::code(204).representative(), StatusSet::code(204).only()), (204, Some(204)));
        assert!(StatusSet::class(2).contains(299) && StatusSet::code(404).is_near(410));
    }
}
