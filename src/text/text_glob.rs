//! Globs over texts that are not paths: headings, names, ids.

use std::fmt;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use serde::{Deserialize, Deserializer, de};

use super::GlobError;
use super::literal_prefix::LiteralPrefix;

/// A glob over a text that is not a path: a heading, a name, an id, a method. `*` matches any characters, and the case of
/// letters does not count. A text equal to the pattern always matches.
#[derive(Clone)]
pub struct TextGlob {
    pattern: String,
    prefix: LiteralPrefix,
    matcher: GlobMatcher,
}

impl TextGlob {
    /// Whether the whole text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.is_exactly(text) || self.prefix.allows(text) && self.matcher.is_match(text)
    }

    /// Whether the text equals the pattern.
    pub fn is_exactly(&self, text: &str) -> bool {
        self.pattern == text
    }

    /// Whether the text matches or contains the pattern.
    pub fn is_match_or_part(&self, text: &str) -> bool {
        self.is_match(text) || text.to_lowercase().contains(&self.pattern.to_lowercase())
    }
}

impl FromStr for TextGlob {
    type Err = GlobError;

    fn from_str(pattern: &str) -> Result<Self, GlobError> {
        let mut glob = GlobBuilder::new(pattern);
        glob.literal_separator(false).empty_alternates(true).case_insensitive(true);
        let wrong =
            |error: globset::Error| GlobError { pattern: pattern.to_owned(), message: error.kind().to_string() };
        let matcher = glob.build().map_err(wrong)?.compile_matcher();
        Ok(Self { pattern: pattern.to_owned(), prefix: LiteralPrefix::of(pattern, true), matcher })
    }
}

impl fmt::Display for TextGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

impl fmt::Debug for TextGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextGlob({:?})", self.pattern)
    }
}

impl PartialEq for TextGlob {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Eq for TextGlob {}

impl<'de> Deserialize<'de> for TextGlob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glob(pattern: &str) -> TextGlob {
        pattern.parse().expect("a glob")
    }

    #[test]
    fn a_star_crosses_everything_and_case_does_not_count() {
        assert!(
            glob("get */notes").is_match("GET /v1/notes") && glob("a.md::*::get-*").is_match("a.md::read/all::get-x")
        );
        assert!(!glob("get").is_match("get-all") && glob("get").is_match_or_part("To GET all"));
        assert!(glob("[a]").is_exactly("[a]") && glob("[a]").is_match("[a]") && glob("[a]").is_match("a"));
    }
}
