//! In what the request that goes out differs from the documented one.

use std::fmt;

use crate::finding::{Tolerance, ToleranceKind, TolerancePlace};
use crate::http::url_template::as_written;
use crate::json::Pointer;

/// A difference between the documented request and the one that goes out. Has no values, only what the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestChange {
    /// Where.
    pub at: RequestPart,
    /// What was changed.
    pub kind: ChangeKind,
}

/// A part of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestPart {
    /// The connection it is sent on.
    Connection,
    /// The URL.
    Url,
    /// The lines below the request line.
    Head,
    /// A header field, by name.
    Header(String),
    /// The body: a place in its JSON, or the whole.
    Body(Pointer),
}

/// What was changed in a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// A placeholder, as shown, was replaced by a value of the user's.
    Filled(String),
    /// A placeholder or literal, as shown, was replaced by what the response to an earlier step gave.
    Captured {
        /// As shown.
        shown: String,
        /// The variable, as names are compared.
        variable: String,
        /// The step.
        step: String,
    },
    /// A field of the settings has what the response to an earlier step gave.
    CapturedForSettings {
        /// The variable, as names are compared.
        variable: String,
        /// The step.
        step: String,
    },
    /// A placeholder, as shown, was replaced by the content of a file of the user's.
    FilledFromFile(String),
    /// A placeholder, as shown, was replaced by a generated value, for the embedded service.
    Generated(String),
    /// A stand-in, as shown (`"Double"`), was replaced by a value of the documented type.
    StandIn(String),
    /// The documented JSON had to be repaired; what was wrong with it.
    Repaired(String),
    /// The user's directives give it; a part of the request, in words.
    Overridden(String),
    /// A field the settings give, in place of the documented one.
    FromSettings,
    /// A field that is not documented.
    Added,
    /// A documented field is not sent, for this reason.
    LeftOut(String),
    /// These characters of the documented URL are sent percent-encoded, each once.
    Encoded(String),
    /// The user information of the documented URL is not sent.
    WithoutUser,
    /// The documented command sets up TLS by this option, which is not followed. The flag: the embedded service is asked.
    WithoutOption(String, bool),
    /// The documented path has segments `.` or `..`, which are resolved.
    Resolved,
}

impl RequestChange {
    /// The variable whose value was put in, as names are compared; the flag: only the settings name it.
    pub fn captured(&self) -> Option<(&str, bool)> {
        match &self.kind {
            ChangeKind::Captured { variable, .. } => Some((variable, false)),
            ChangeKind::CapturedForSettings { variable, .. } => Some((variable, true)),
            _ => None,
        }
    }

    /// The tolerance it is counted as; `None` for what the request means as documented.
    pub fn tolerance(&self) -> Option<Tolerance> {
        let kind = match self.kind {
            ChangeKind::Filled(_)
            | ChangeKind::FilledFromFile(_)
            | ChangeKind::Captured { .. }
            | ChangeKind::Overridden(_) => ToleranceKind::Filled,
            ChangeKind::StandIn(_) => ToleranceKind::Placeholder,
            ChangeKind::Repaired(_) => ToleranceKind::Repaired,
            ChangeKind::Added => ToleranceKind::Added,
            ChangeKind::LeftOut(_) | ChangeKind::WithoutUser | ChangeKind::WithoutOption(_, false) => {
                ToleranceKind::LeftOut
            }
            ChangeKind::Encoded(ref shown) if shown.chars().all(must_be_encoded) => return None,
            ChangeKind::Encoded(_) | ChangeKind::Resolved => ToleranceKind::Respelled,
            ChangeKind::Generated(_)
            | ChangeKind::FromSettings
            | ChangeKind::CapturedForSettings { .. }
            | ChangeKind::WithoutOption(_, true) => return None,
        };
        let place = match &self.at {
            RequestPart::Body(pointer) => TolerancePlace::RequestBody(pointer.clone()),
            RequestPart::Url => TolerancePlace::RequestUrl,
            RequestPart::Header(name) => TolerancePlace::RequestHeader(name.clone()),
            RequestPart::Connection | RequestPart::Head => TolerancePlace::Request,
        };
        Some(Tolerance::new(kind, place))
    }
}

impl fmt::Display for RequestPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection => f.write_str("connection"),
            Self::Url => f.write_str("URL"),
            Self::Head => f.write_str("head"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Body(pointer) if pointer.as_str().is_empty() => f.write_str("body"),
            Self::Body(pointer) => f.write_str(pointer.as_str()),
        }
    }
}

/// `/id filled from [parameters]: {id}`
impl fmt::Display for RequestChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.at)?;
        match &self.kind {
            ChangeKind::Filled(shown) => write!(f, "filled from [parameters]: {}", as_written(shown)),
            ChangeKind::Captured { shown, step, .. } => write!(f, "filled with what `{step}` gave: {shown}"),
            ChangeKind::CapturedForSettings { step, .. } => {
                write!(f, "taken from the settings, with what `{step}` gave")
            }
            ChangeKind::FilledFromFile(shown) => write!(f, "filled from [files]: {shown}"),
            ChangeKind::Generated(shown) => write!(f, "filled for the embedded service: {}", as_written(shown)),
            ChangeKind::StandIn(shown) => write!(f, "has a value of its type in place of the stand-in {shown:?}"),
            ChangeKind::Repaired(what) => write!(f, "repaired: {what}"),
            ChangeKind::Overridden(what) => write!(f, "has what a directive sets: {what}"),
            ChangeKind::FromSettings => f.write_str("taken from the settings"),
            ChangeKind::Added => f.write_str("added"),
            ChangeKind::LeftOut(why) => write!(f, "not sent: {why}"),
            ChangeKind::Encoded(shown) => {
                f.write_str("sent with ")?;
                shown.chars().enumerate().try_for_each(|(number, shown)| write_encoded(f, number, shown))
            }
            ChangeKind::WithoutUser => {
                f.write_str("sent without its user information: show it as an `Authorization` field")
            }
            ChangeKind::WithoutOption(option, _) => {
                write!(f, "made without `{option}`: how `https` is secured is said in [tls.HOST]")
            }
            ChangeKind::Resolved => f.write_str("sent without the segments `.` and `..` of its path"),
        }
    }
}

/// Whether no request line can have this character: whoever shows it means its encoding.
const fn must_be_encoded(character: char) -> bool {
    !character.is_ascii_graphic()
}

/// `%7C for |`
fn write_encoded(f: &mut fmt::Formatter<'_>, number: usize, shown: char) -> fmt::Result {
    f.write_str(if number > 0 { ", " } else { "" })?;
    shown.encode_utf8(&mut [0; 4]).bytes().try_for_each(|byte| write!(f, "%{byte:02X}"))?;
    match shown {
        ' ' => f.write_str(" for a space"),
        _ => write!(f, " for {shown}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_its_place_and_is_counted_where_it_alters_what_is_shown() {
        let change = |at, kind| RequestChange { at, kind };
        let filled = change(RequestPart::Body(Pointer::parse("/id")), ChangeKind::Filled("{id}".to_owned()));
        assert_eq!(filled.to_string(), "/id filled from [parameters]: {id}");
        let place = TolerancePlace::RequestBody(Pointer::parse("/id"));
        assert_eq!(filled.tolerance(), Some(Tolerance::new(ToleranceKind::Filled, place)));
        let repaired = change(RequestPart::Body(Pointer::root()), ChangeKind::Repaired("a comment".to_owned()));
        assert_eq!(repaired.to_string(), "body repaired: a comment");
        let stand_in = change(RequestPart::Body(Pointer::parse("/n")), ChangeKind::StandIn("Double".to_owned()));
        assert_eq!(stand_in.to_string(), "/n has a value of its type in place of the stand-in \"Double\"");
        let encoded = change(RequestPart::Url, ChangeKind::Encoded(" |\u{e4}'".to_owned()));
        assert_eq!(encoded.to_string(), "URL sent with %20 for a space, %7C for |, %C3%A4 for \u{e4}, %27 for '");
        let respelled = Tolerance::new(ToleranceKind::Respelled, TolerancePlace::RequestUrl);
        assert_eq!(encoded.tolerance(), Some(respelled.clone()));
        let needed = change(RequestPart::Url, ChangeKind::Encoded(" \u{e4}\t".to_owned()));
        assert_eq!(needed.tolerance(), None, "no client can send it otherwise");
        let resolved = change(RequestPart::Url, ChangeKind::Resolved);
        assert_eq!(resolved.tolerance(), Some(respelled));
        let added = change(RequestPart::Header("X-Key".to_owned()), ChangeKind::Added).tolerance().expect("counted");
        assert_eq!(added.at, TolerancePlace::RequestHeader("X-Key".to_owned()));
        let replaced = change(RequestPart::Header("Authorization".to_owned()), ChangeKind::FromSettings);
        assert_eq!(
            (replaced.to_string().as_str(), replaced.tolerance()),
            ("header Authorization taken from the settings", None)
        );
    }
}
