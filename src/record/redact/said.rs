//! Credentials in what a program says of its failure, in words of its own: `bad password hunter2`. What it says is short, and a
//! word too many that is hidden does less harm than one too few; bodies are not looked at in this way.

use std::ops::Range;

use super::described::describes;
use super::surroundings::is_stand_in;
use crate::http::is_credential_member;

/// How many words after the name of a credential may be it: `the password of kim is hunter2`.
const REACH: usize = 4;
/// Shorter words are no credential because of a name before them.
const SHORTEST_NAMED: usize = 4;
/// From this length on, letters mixed with digits are a credential without a name.
const SHORTEST_UNNAMED: usize = 16;

/// The parts of a text that are credentials: words behind the name of one, and words without a name that look made by chance.
pub(super) fn credentials_said(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut reach, mut before): (usize, Option<Range<usize>>) = (0, None);
    for word in words(text) {
        let written = &text[word.clone()];
        let both = before.as_ref().map(|before| &text[before.start..word.end]);
        if is_credential_member(written) || both.is_some_and(|both| both.len() < 40 && is_credential_member(both)) {
            reach = REACH;
        } else if reach > 0 && (is_quoted(text, &word) || is_telling(written)) || is_made_by_chance(written) {
            found.push(word.clone());
            reach = 0;
        } else {
            reach = reach.saturating_sub(1);
        }
        before = Some(word);
    }
    found
}

/// The words of a text, without the punctuation around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '=' | ':' | ',' | ';' | '(' | ')');
    let mut start = 0;
    text.split(ends).filter_map(move |word| {
        let at = start;
        start += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        let word = word.trim_end_matches(['.', '!', '?']);
        (!word.is_empty()).then(|| at..at + word.len())
    })
}

fn is_quoted(text: &str, word: &Range<usize>) -> bool {
    let quotes = ['"', '\'', '`'];
    let is_word = |c: char| !c.is_whitespace();
    let inside = &text[word.clone()];
    inside.len() >= SHORTEST_NAMED
        && inside.chars().all(is_word)
        && text[..word.start].ends_with(quotes)
        && !describes(inside)
}

/// Whether a word behind the name of a credential is no word of a language: it has digits, marks or capitals within.
fn is_telling(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_number = bytes.iter().all(u8::is_ascii_digit);
    let has_mark = || bytes.iter().any(|byte| b"!$%&*#@^~+".contains(byte));
    let has_capital_within = || bytes.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let is_telling = bytes.iter().any(u8::is_ascii_digit) || has_mark() || has_capital_within();
    word.len() >= SHORTEST_NAMED && !(is_number && word.len() < 4) && is_telling && !is_path(word) && !is_stand_in(word)
}

/// Whether a word without a name is long and mixes letters with digits, as no word, path or host does.
fn is_made_by_chance(word: &str) -> bool {
    let any = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    let is_token = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte));
    let mixes = any(u8::is_ascii_digit) && any(u8::is_ascii_alphabetic);
    let is_whole = !word.contains(['.', '/']) || any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase);
    word.len() >= SHORTEST_UNNAMED && is_token && mixes && is_whole && !is_path(word)
}

fn is_path(word: &str) -> bool {
    word.starts_with(['/', '.', '~']) || word.contains("://")
}

#[cfg(test)]
mod tests {
    use crate::record::Redactor;

    #[test]
    fn what_is_named_as_a_credential_or_looks_like_one_is_hidden_in_what_a_program_says() {
        for (said, shown) in [
            ("curl: bad password hunter2secret", "curl: bad password ***"),
            ("the passphrase of kim is Op3n-sesame, not valid", "the passphrase of kim is ***, not valid"),
            ("no such api key 'swordfish'", "no such api key '***'"),
        ] {
            assert_eq!(Redactor::default().said(said), shown);
        }
    }

    #[test]
    fn what_only_speaks_of_credentials_is_shown() {
        for said in [
            "the token is expired: log in again with `vault login`",
            "no token: HTTP 401 from https://vault-3.internal.example.org/v1/token",
            "cannot read the secret in /home/kim/.config/vault2/token",
            "password required for kim",
        ] {
            assert_eq!(Redactor::default().said(said), said);
        }
    }
}
