//! Globs over page paths, URLs and names: one syntax and one rule wherever a user writes one.

use std::fmt;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use serde::{Deserialize, Deserializer, de};

use super::literal_prefix::LiteralPrefix;

/// A glob as a user writes it, compiled. It is compared with the whole text.
///
/// `*` and `?` match within one segment, between two `/`; `**` as a segment of its own matches any number of segments;
/// `[ab]` is one of these characters, `{a,b}` one of these texts. A text equal to the pattern always matches, so
/// that what is documented (`/users/{id}`) can be copied.
#[derive(Clone)]
pub struct Glob {
    pattern: String,
    prefix: LiteralPrefix,
    matcher: GlobMatcher,
}

/// A pattern that is not a glob.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{pattern}` is not a glob: {message}")]
pub struct GlobError {
    /// As written.
    pub pattern: String,
    /// What is wrong with it.
    pub message: String,
}

impl Glob {
    /// A glob for which the case of letters does not count.
    ///
    /// # Errors
    /// The pattern is not a glob.
    pub fn ignoring_case(pattern: &str) -> Result<Self, GlobError> {
        Self::compile(pattern, true)
    }

    fn compile(pattern: &str, ignores_case: bool) -> Result<Self, GlobError> {
        let mut glob = GlobBuilder::new(pattern);
        glob.literal_separator(true).empty_alternates(true).case_insensitive(ignores_case);
        let wrong =
            |error: globset::Error| GlobError { pattern: pattern.to_owned(), message: error.kind().to_string() };
        let matcher = glob.build().map_err(wrong)?.compile_matcher();
        Ok(Self { pattern: pattern.to_owned(), prefix: LiteralPrefix::of(pattern, ignores_case), matcher })
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.pattern
    }

    /// Whether the whole text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.pattern == text || self.prefix.allows(text) && self.matcher.is_match(text)
    }

    /// Whether a page's path matches, or is in the folder that the pattern names (`api` or `api/`).
    pub fn matches_page(&self, path: &str) -> bool {
        let folder = self.pattern.strip_suffix('/').unwrap_or(&self.pattern);
        let in_folder = !folder.is_empty() && path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        in_folder || self.is_match(path)
    }

    /// Whether a URL matches as a whole, or its path alone: without origin, query and fragment.
    pub fn matches_url(&self, url: &str) -> bool {
        let path = match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map(|at| &rest[at..]),
            None => Some(url),
        };
        let path = path.map(|path| path.split(['?', '#']).next().unwrap_or_default());
        self.is_match(url) || path.is_some_and(|path| self.is_match(path))
    }
}

impl FromStr for Glob {
    type Err = GlobError;

    fn from_str(pattern: &str) -> Result<Self, GlobError> {
        Self::compile(pattern, false)
    }
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

impl fmt::Debug for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Glob({:?})", self.pattern)
    }
}

impl PartialEq for Glob {
    fn eq(&self, other: &Self) -> bool {
        self.matcher.glob() == other.matcher.glob()
    }
}

impl Eq for Glob {}

impl<'de> Deserialize<'de> for Glob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glob(pattern: &str) -> Glob {
        pattern.parse().expect("a glob")
    }

    #[test]
    fn a_star_stays_within_a_segment_and_two_cross() {
        assert!(glob("api/*.md").is_match("api/users.md") && !glob("api/*.md").is_match("api/v1/users.md"));
        assert!(glob("api/**").is_match("api/v1/users.md") && glob("**/*.md").is_match("index.md"));
        assert!(glob("*.md").is_match("index.md") && !glob("*.md").is_match("api/users.md"));
        assert!(glob("a?b").is_match("a-b") && !glob("a?b").is_match("a/b"));
    }

    #[test]
    fn a_folder_stands_for_the_pages_in_it() {
        for pattern in ["api", "api/"] {
            assert!(glob(pattern).matches_page("api/v1/users.md"), "{pattern}");
            assert!(!glob(pattern).matches_page("apis/users.md"), "{pattern}");
        }
        assert!(!glob("").matches_page("api/users.md") && !glob("/").matches_page("api/users.md"));
    }

    #[test]
    fn a_url_matches_as_a_whole_or_by_its_path() {
        for url in ["https://h/users/1?a=b", "/users/1", "/users/1?a=b#c"] {
            assert!(glob("/users/*").matches_url(url), "{url}");
        }
        assert!(glob("https://h/**").matches_url("https://h/users/1"));
        assert!(!glob("/users/*").matches_url("https://h/users/1/posts") && !glob("h").matches_url("https://h"));
    }

    #[test]
    fn what_is_written_to_the_letter_matches() {
        assert!(glob("/users/{id}").matches_url("https://h/users/{id}"));
        assert!(glob("/users/{a,b}").matches_url("/users/b"));
    }

    #[test]
    fn case_counts_unless_it_is_asked_not_to() {
        assert!(!glob("get-*").is_match("Get-user"));
        assert!(Glob::ignoring_case("get-*").expect("a glob").is_match("GET-user"));
    }

    #[test]
    fn a_pattern_that_is_not_a_glob_is_refused() {
        let refusal = "a[".parse::<Glob>().expect_err("unclosed").to_string();
        assert!(refusal.starts_with("`a[` is not a glob: "), "{refusal}");
    }
}
