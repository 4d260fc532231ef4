//! What a text must begin with to match a glob: thousands of globs are asked about thousands of cases, and nearly all of them by
//! this alone.

/// The letters that a glob begins with before anything that is special in it.
#[derive(Clone)]
pub(super) struct LiteralPrefix {
    bytes: Box<[u8]>,
    ignores_case: bool,
}

impl LiteralPrefix {
    pub(super) fn of(pattern: &str, ignores_case: bool) -> Self {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.:# ".contains(byte);
        let length = pattern.bytes().take_while(|byte| is_plain(byte)).count();
        // A slash may be one with the stars after it.
        let bytes = pattern[..length].trim_end_matches('/').as_bytes().into();
        Self { bytes, ignores_case }
    }

    /// Whether the text may match. Letters beyond ASCII may be equal to plain ones where case does not count.
    pub(super) fn allows(&self, text: &str) -> bool {
        let mut pairs = self.bytes.iter().zip(text.as_bytes());
        let differ = |(own, other): (&u8, &u8)| {
            if self.ignores_case { !own.eq_ignore_ascii_case(other) } else { own != other }
        };
        let different = pairs.find(|pair| differ(*pair));
        match different {
            Some((_, other)) => self.ignores_case && !other.is_ascii(),
            None => text.len() >= self.bytes.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Glob, TextGlob};

    #[test]
    fn what_begins_otherwise_is_not_a_match() {
        let allows = |pattern: &str, ignores_case, text: &str| LiteralPrefix::of(pattern, ignores_case).allows(text);
        assert!(allows("a.md::c1*", true, "A.md::C12") && !allows("a.md::c1*", true, "a.md::c2"));
        assert!(allows("ab*", false, "abc") && !allows("ab*", false, "Abc") && !allows("ab*", false, "a"));
        assert!(allows("*", false, "") && allows("", false, "x"));
        assert!(allows("k*", true, "\u{212a}"), "the sign of Kelvin");
    }

    #[test]
    fn what_matches_is_allowed() {
        let texts = ["a", "a/", "a/b", "a/x/b", "ab", "A/B", "a\u{212a}", "{a}", "\\a", "ak"];
        for pattern in ["a", "a/**", "a/**/b", "a*", "{a}", "\\a", "[a]b", "a?", "ak", "a/"] {
            let (glob, text_glob): (Glob, TextGlob) =
                (pattern.parse().expect("a glob"), pattern.parse().expect("a glob"));
            let wild =
                globset::GlobBuilder::new(pattern).literal_separator(true).build().expect("a glob").compile_matcher();
            for text in texts {
                assert_eq!(glob.is_match(text), pattern == text || wild.is_match(text), "{pattern} {text}");
                assert!(!glob.is_match(text) || text_glob.is_match(text), "{pattern} {text}");
            }
        }
    }
}
