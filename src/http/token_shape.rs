//! Credentials known by their own form, wherever they are.

use std::ops::Range;

use crate::text::looked_at;

/// Prefixes that issuers give their tokens, each with the fewest characters that follow.
#[rustfmt::skip]
const PREFIXES: [(&str, usize); 20] = [
    ("sk_live_", 8), ("sk_test_", 8), ("rk_live_", 8), ("rk_test_", 8), ("pk_live_", 8), ("whsec_", 8), ("ghp_", 16),
    ("gho_", 16), ("ghu_", 16), ("ghs_", 16), ("ghr_", 16), ("github_pat_", 16), ("glpat-", 16), ("xoxb-", 8), ("xoxp-", 8),
    ("xoxa-", 8), ("AKIA", 16), ("ASIA", 16), ("AIza", 30), ("npm_", 16),
];

/// The letters that tokens begin with.
pub(crate) const FIRST_LETTERS: [u8; PREFIXES.len() + 1] = {
    let mut letters = [b'e'; PREFIXES.len() + 1];
    let mut at = 0;
    while at < PREFIXES.len() {
        letters[at] = PREFIXES[at].0.as_bytes()[0];
        at += 1;
    }
    letters
};

/// What every token has at its beginning or near it, in lower case.
#[rustfmt::skip]
pub(crate) const STARTS: [&str; 16] = [
    "_live_", "_test_", "whsec_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "akia", "asia", "aiza", "npm_",
    "eyj",
];

/// The second letters of tokens: most words that begin like one have another.
const IS_SECOND: [bool; 256] = {
    let mut is_second = [false; 256];
    is_second[b'y' as usize] = true;
    let mut at = 0;
    while at < PREFIXES.len() {
        is_second[PREFIXES[at].0.as_bytes()[1] as usize] = true;
        at += 1;
    }
    is_second
};

/// The token that begins at byte `at`, where a word begins.
pub(crate) fn token(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text.as_bytes()[at..];
    if !rest.get(1).is_some_and(|second| IS_SECOND[usize::from(*second)]) {
        return None;
    }
    let word = |from: usize| rest[from..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"_-".contains(b)).count();
    if rest.starts_with(b"eyJ") {
        return jwt(rest).map(|length| at..at + length);
    }
    let begins = |prefix: &str| prefix.as_bytes()[1] == rest[1] && rest.starts_with(prefix.as_bytes());
    let (prefix, fewest) = PREFIXES.iter().find(|(prefix, _)| begins(prefix))?;
    let length = looked_at(word(prefix.len()));
    (length >= *fewest).then(|| at..at + prefix.len() + length)
}

/// A JSON Web Token (RFC 7519): parts of base64url, of which the first begins with `eyJ`, that is `{"`.
fn jwt(rest: &[u8]) -> Option<usize> {
    let part = |b: &&u8| b.is_ascii_alphanumeric() || b"_-.".contains(b);
    let length = looked_at(rest.iter().take_while(part).count());
    (length >= 20 && rest[..length].contains(&b'.')).then_some(length)
}

/// The inside of a PEM block (RFC 7468), or of one of `OpenPGP` (RFC 9580 section 6.2), that holds a private key and whose first
/// `-----BEGIN ` is at `at`; line ends may be written as `\n`.
pub(crate) fn pem(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("-----BEGIN ")?;
    let label = rest.get(..rest.bytes().take(40).position(|b| b == b'-')?)?;
    let inside = rest[label.len()..].strip_prefix("-----").filter(|_| is_private(label))?;
    let start = text.len() - inside.len();
    Some(start..start + looked_at(inside.find("-----END").unwrap_or(inside.len())))
}

fn is_private(label: &str) -> bool {
    label.ends_with("PRIVATE KEY") || label.ends_with("PRIVATE KEY BLOCK")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_has_one_of_the_starts() {
        for prefix in PREFIXES.iter().map(|(prefix, _)| prefix.to_ascii_lowercase()) {
            assert!(STARTS.iter().any(|start| prefix.contains(start)), "{prefix}");
        }
    }
}
