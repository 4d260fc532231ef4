//! `Pointer`: a JSON Pointer (RFC 6901).

use std::fmt;

use serde::{Deserialize, Serialize};

/// A JSON Pointer (RFC 6901). The empty pointer is the whole document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// A pointer from its text, which is not validated.
    pub fn parse(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// This pointer with a member name or index (or `*`) added, escaped.
    #[must_use]
    pub fn join(&self, token: &str) -> Self {
        let mut joined = self.clone();
        joined.push(token);
        joined
    }

    /// Adds a member name or index (or `*`) in place, escaped.
    pub fn push(&mut self, token: &str) {
        self.0.push('/');
        // Hardly any name contains characters to be escaped.
        if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
            return self.0.push_str(token);
        }
        for c in token.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                c => self.0.push(c),
            }
        }
    }

    /// Removes the last token in place; the pointer to the whole document stays unchanged.
    pub fn pop(&mut self) {
        self.0.truncate(self.0.rfind('/').unwrap_or(0));
    }

    /// The pointer without its last token; `None` for the whole document.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// Whether `other` is this place or below it.
    pub fn covers(&self, other: &Self) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// This pointer with an array index added.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The unescaped reference tokens, in order.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|t| t.replace("~1", "/").replace("~0", "~"))
    }

    /// The text; empty for the whole document.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("(the whole body)") } else { f.write_str(&self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_come_back() {
        let pointer = Pointer::root().join("a/b").join("m~n").item(3);
        assert_eq!(pointer.as_str(), "/a~1b/m~0n/3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["a/b", "m~n", "3"]);
        assert_eq!(pointer.parent(), Some(Pointer::parse("/a~1b/m~0n")));
    }

    #[test]
    fn what_was_pushed_can_be_taken_away() {
        let mut pointer = Pointer::root().item(3);
        pointer.push("a/b");
        pointer.pop();
        assert_eq!(pointer, Pointer::parse("/3"));
        pointer.pop();
        pointer.pop();
        assert_eq!(pointer, Pointer::root());
    }

    #[test]
    fn a_place_covers_itself_and_what_is_below() {
        let place = Pointer::parse("/a");
        assert!(place.covers(&place) && place.covers(&Pointer::parse("/a/0")));
        assert!(!place.covers(&Pointer::parse("/ab")) && Pointer::root().covers(&place));
    }
}
