//! Credentials in what a program says of its failure, in words of its own: `bad password hunter2`. What it says is short, and a
//! word too many that is hidden does less harm than one too few; bodies are not looked at in this way.

use std::ops::Range;

use super::described::describes;
use super::not_a_credential::is_stand_in;
use crate::http::is_credential_member;

/// How many words after the name of a credential may be it: `the password of kim is hunter2`.
const REACH: usize = 4;
/// Shorter words are no credential because of a name before them.
const SHORTEST_NAMED: usize = 4;
/// From this length on, letters mixed with digits are a credential without a name.
const SHORTEST_UNNAMED: usize = 16;
/// How long a text in quotes may be that is one credential.
const LONGEST_QUOTED: usize = 200;

/// A word of a text, or all that is between two quotes.
struct Part {
    range: Range<usize>,
    quote: Option<char>,
}

/// How the words before one lead to it.
#[derive(Default)]
struct Lead {
    /// How many words may still be the credential that was named.
    reach: usize,
    /// It was named by the very word before.
    is_next: bool,
    /// It was named by an option: `--password`.
    is_option: bool,
    /// What was named may have blanks in it, as the words of a passphrase have.
    may_be_words: bool,
    /// Where its name ends.
    end: usize,
}

/// The parts of a text that are credentials: words behind the name of one, and words without a name that look made by chance.
pub(super) fn credentials_said(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut lead, mut before) = (Lead::default(), None);
    let mut logs_in = false;
    for part in parts(text) {
        let written = &text[part.range.clone()];
        logs_in |= is_login(written);
        let is_short_option = logs_in && written == "-p";
        if part.quote.is_none() && (is_short_option || is_name(text, before.as_ref(), &part.range)) {
            let (is_option, end) = (written.starts_with('-'), part.range.end);
            let may_be_words = written.to_ascii_lowercase().contains("pass");
            lead = Lead { reach: REACH, is_next: true, is_option, may_be_words, end };
        } else if lead.hides(text, &part) || is_made_by_chance(written) {
            found.push(part.range.clone());
            lead = Lead::default();
        } else if part.quote.is_none() && written.starts_with('-') {
            // An option of something else.
            lead = Lead::default();
        } else {
            let is_linked = lead.is_next && matches!(written, "is" | "was" | "of");
            lead = Lead { reach: lead.reach.saturating_sub(1), is_next: is_linked, is_option: false, ..lead };
        }
        before = Some(part.range);
    }
    found
}

impl Lead {
    /// Whether a word, or what is in quotes, is the credential that was named.
    fn hides(&self, text: &str, part: &Part) -> bool {
        let written = &text[part.range.clone()];
        match part.quote {
            _ if self.reach == 0 || is_path(written) => false,
            _ if self.is_option => is_given(written),
            Some(quote) => {
                let has_blanks = written.contains(char::is_whitespace);
                // In backticks of several words are commands, and behind a colon the words of another program.
                let is_right_behind = || text[self.end..part.range.start].bytes().all(|byte| b" \"'".contains(&byte));
                let is_said =
                    has_blanks && (quote == '`' || !(self.is_next && (self.may_be_words || is_right_behind())));
                written.len() >= SHORTEST_NAMED && !is_said && !describes(written)
            }
            None => is_telling(written) && (self.is_next || !is_joined_by_hyphens(written)),
        }
    }
}

/// Whether a word, by itself or with the one before it, is the name of a credential, or an option that takes one.
fn is_name(text: &str, before: Option<&Range<usize>>, word: &Range<usize>) -> bool {
    let written = &text[word.clone()];
    let both = before.map(|before| &text[before.start..word.end]);
    let has_digits = written.bytes().any(|byte| byte.is_ascii_digit());
    is_credential_member(written.trim_start_matches('-'))
        || both.is_some_and(|both| both.len() < 40 && !has_digits && is_credential_member(both))
}

/// Whether a word is that of a command whose `-p` is followed by a password.
fn is_login(word: &str) -> bool {
    const COMMANDS: [&str; 9] =
        ["login", "logon", "signin", "mysql", "mysqladmin", "mysqldump", "mariadb", "sshpass", "mongosh"];
    let name = word.rsplit('/').next().unwrap_or_default();
    COMMANDS.contains(&name)
}

/// The words of a text, without the punctuation around them, and what is in quotes.
fn parts(text: &str) -> impl Iterator<Item = Part> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '=' | ':' | ',' | ';' | '(' | ')');
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let first = rest.chars().next()?;
            if let Some(length) = quoted(text, at) {
                let start = at + first.len_utf8();
                at = start + length + first.len_utf8();
                return Some(Part { range: start..start + length, quote: Some(first) });
            }
            if ends(first) {
                at += first.len_utf8();
                continue;
            }
            let length = rest.find(ends).unwrap_or(rest.len());
            let (start, word) = (at, rest[..length].trim_end_matches(['.', '!', '?']));
            at += length;
            if !word.is_empty() {
                return Some(Part { range: start..start + word.len(), quote: None });
            }
        }
    })
}

/// How long the text is that the quote at an offset opens; no apostrophe opens one.
fn quoted(text: &str, at: usize) -> Option<usize> {
    let quote = text[at..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    if text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let inside = &text[at + 1..];
    let near = inside.char_indices().take(LONGEST_QUOTED);
    let mut closing = near.filter(|(at, c)| *c == quote && !inside[at + 1..].starts_with(char::is_alphanumeric));
    closing.next().map(|(length, _)| length).filter(|length| *length > 0 && !inside[..*length].contains('\n'))
}

/// Whether a word behind an option is its value, and no word that goes on with a sentence: `--password is required`.
fn is_given(word: &str) -> bool {
    #[rustfmt::skip]
    const GO_ON: [&str; 26] = [
        "and", "are", "but", "can", "cannot", "flag", "for", "from", "given", "has", "in", "is", "may", "must", "needs", "not",
        "option", "or", "requires", "should", "to", "too", "was", "were", "with", "without",
    ];
    let is_port = word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    !GO_ON.contains(&word) && !describes(word) && !word.starts_with('-') && !is_port
}

/// Whether a word is made of words in lower case, and maybe a small number, as names of regions and hosts are: `eu-west-1`.
fn is_joined_by_hyphens(word: &str) -> bool {
    let is_word = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_small = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    word.contains('-')
        && word.split('-').all(|part| is_word(part) || is_small(part))
        && word.split('-').filter(|part| is_word(part)).count() > 1
}

/// Whether a word is a date or an address, of digits alone, or a version of HTTP.
fn is_plain_number(word: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let date = word.split('T').next().unwrap_or_default();
    let is_date = date.split('-').map(str::len).eq([4, 2, 2]) && date.split('-').all(is_digits);
    let is_address = word.split('.').count() == 4 && word.split('.').all(|part| is_digits(part) && part.len() < 4);
    is_date || is_address || word.starts_with("HTTP/")
}

/// Whether a word behind the name of a credential is not a word of a language: it has digits, marks or capitals within.
fn is_telling(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_number = bytes.iter().all(u8::is_ascii_digit);
    let has_mark = || bytes.iter().any(|byte| b"!$%&*#@^~+".contains(byte));
    let has_capital_within = || bytes.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase());
    let is_telling = bytes.iter().any(u8::is_ascii_digit) || has_mark() || has_capital_within();
    let is_other = is_path(word) || is_stand_in(word) || is_plain_number(word);
    word.len() >= SHORTEST_NAMED && !(is_number && word.len() < 4) && is_telling && !is_other
}

/// Whether a word without a name is long and mixes letters with digits, as no word, path or host does.
pub(super) fn is_made_by_chance(word: &str) -> bool {
    let any = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
    let is_token = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte));
    let mixes = any(u8::is_ascii_digit) && any(u8::is_ascii_alphabetic);
    let is_whole = !word.contains(['.', '/']) || any(u8::is_ascii_uppercase) && any(u8::is_ascii_lowercase);
    word.len() >= SHORTEST_UNNAMED && is_token && mixes && is_whole && !is_path(word) && !is_joined_by_hyphens(word)
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
            ("passphrase 'no owl sees me' refused", "passphrase '***' refused"),
            ("kim's password \"two owls\" is wrong", "kim's password \"***\" is wrong"),
            ("usage: login --password barnowl --host h", "usage: login --password *** --host h"),
            ("login --token=barnowl -p owlet: exit 1", "login --token=*** -p ***: exit 1"),
            ("PIN 8391 refused", "PIN *** refused"),
            ("bad password: \"two owls\"", "bad password: \"***\""),
            ("/usr/bin/mysql -p owlet: exit 1", "/usr/bin/mysql -p ***: exit 1"),
            ("bad password owl-barn-7", "bad password ***"),
        ] {
            assert_eq!(Redactor::default().error_output(said), shown);
        }
    }

    #[test]
    fn what_only_speaks_of_credentials_is_shown() {
        for said in [
            "the token is expired: log in again with `vault login`",
            "no token: HTTP 401 from https://vault-3.internal.example.org/v1/token",
            "cannot read the secret in /home/kim/.config/vault2/token",
            "password required for kim",
            "access token ended on 2025-11-30",
            "token service sent HTTP/1.1 502 from 10.0.7.12",
            "secret store in ap-south-2 does not answer",
            "no such region ap-southeast-2-staging",
            "--password is required, -p 8080 is taken",
            "sh: read-token: not found",
            "cannot get the token: \"no route to the barn of owls\"",
            "no secret is there, says the barn: 'closed until noon'",
            "mkdir -p owl-cache: no space left",
        ] {
            assert_eq!(Redactor::default().error_output(said), said);
        }
    }
}
