//! Where a tolerance was used, and how records write that.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::At;
use crate::json::Pointer;

/// How a record writes that a place is in the request.
const REQUEST: &str = "request ";
/// What it writes behind that of the URL, and before the name of a header field. A JSON Pointer begins with `/`, or is empty.
const URL: &str = "URL";
const HEADER: &str = "header ";
/// The whole of the request.
const WHOLE_REQUEST: &str = "request";

/// Where a tolerance was used. Written as a JSON Pointer, a header name, `request` and one of them (`request /id`, `request header Name`, `request URL`), or
/// not at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum TolerancePlace {
    /// The case as a whole.
    #[default]
    Case,
    /// A response header field, by name.
    Header(String),
    /// A place within the response body; the body as a whole is [`TolerancePlace::Case`].
    Body(Pointer),
    /// The request, in no part of it that has a name.
    Request,
    /// The URL of the request.
    RequestUrl,
    /// A header field of the request, by name.
    RequestHeader(String),
    /// A place in the request body.
    RequestBody(Pointer),
}

impl TolerancePlace {
    /// The place of a finding; what has no pointer or name is about the whole case.
    pub fn of(at: &At) -> Self {
        match at {
            At::Header(name) => Self::Header(name.clone()),
            At::Body(pointer) => pointer.clone().into(),
            At::Docs | At::Request | At::Status => Self::Case,
        }
    }
}

impl From<Pointer> for TolerancePlace {
    fn from(pointer: Pointer) -> Self {
        if pointer.as_str().is_empty() { Self::Case } else { Self::Body(pointer) }
    }
}

impl fmt::Display for TolerancePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case => Ok(()),
            Self::Header(name) => f.write_str(name),
            Self::Body(pointer) => f.write_str(pointer.as_str()),
            Self::Request => f.write_str(WHOLE_REQUEST),
            Self::RequestUrl => write!(f, "{REQUEST}{URL}"),
            Self::RequestHeader(name) => write!(f, "{REQUEST}{HEADER}{name}"),
            Self::RequestBody(pointer) => write!(f, "{REQUEST}{}", pointer.as_str()),
        }
    }
}

impl FromStr for TolerancePlace {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.strip_prefix(REQUEST) {
            Some(URL) => Self::RequestUrl,
            Some(part) => match part.strip_prefix(HEADER) {
                Some(name) => Self::RequestHeader(name.to_owned()),
                None => Self::RequestBody(Pointer::parse(part)),
            },
            None if text == WHOLE_REQUEST => Self::Request,
            None if text.is_empty() || text.starts_with('/') => Pointer::parse(text).into(),
            None => Self::Header(text.to_owned()),
        })
    }
}

impl Serialize for TolerancePlace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TolerancePlace {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_read_as_it_was_written() {
        let pointer = || Pointer::parse("/a~1b/0");
        for (place, text) in [
            (TolerancePlace::Case, ""),
            (TolerancePlace::Header("Location".to_owned()), "Location"),
            (TolerancePlace::Body(pointer()), "/a~1b/0"),
            (TolerancePlace::Request, "request"),
            (TolerancePlace::RequestUrl, "request URL"),
            (TolerancePlace::RequestHeader("X-Id".to_owned()), "request header X-Id"),
            (TolerancePlace::RequestBody(pointer()), "request /a~1b/0"),
            (TolerancePlace::RequestBody(Pointer::root()), "request "),
        ] {
            assert_eq!(place.to_string(), text);
            assert_eq!(text.parse(), Ok(place));
        }
        assert_eq!(TolerancePlace::from(Pointer::root()), TolerancePlace::Case);
    }
}
