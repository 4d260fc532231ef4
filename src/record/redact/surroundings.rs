//! Credentials known by what is around them: no list of secrets knows what a service hands out.

use std::borrow::Cow;
use std::ops::Range;

use super::described::{counts, describes};
use super::free_text::is_made_by_chance;
use super::not_a_credential::{is_stand_in, unless_stand_in};
use super::quick_look::may_have_credentials;
use super::quoted::{Name, Quote};
use super::runs::{is_in_word, length_to, name_start, opened, run_end, trimmed_end};
use super::unquoted::{field, option, user_information};
use super::{elements, paired, quoted};
use crate::http::token_shape::{FIRST_LETTERS, pem, token};
use crate::http::{HIDDEN, is_credential_member, is_credential_parameter};
use crate::text::looked_at;

/// The parts of a text that are credentials, in order: bearer and basic credentials, values of parameters, members, elements
/// and header fields by their names, tokens by their form, passwords of commands, and the user information of URLs.
///
/// Linear: what is looked at twice is bounded, and a part that was found is passed over.
pub(super) fn credentials(text: &str) -> Vec<Range<usize>> {
    if may_have_credentials(text) { found_in(text) } else { Vec::new() }
}

fn found_in(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut in_word) = (0, false);
    // Where the object or list ends that has the name of a credential, and the element.
    let (mut within, mut within_element) = (0, 0);
    while let Some(length) = next_candidate(&bytes[at..], &mut in_word) {
        at += looked_at(length);
        let part = match bytes[at] {
            b':' => match quoted::name_before(text, trimmed_end(text, at)) {
                // Hiding a part of it must not make a name of what is no name.
                Some(name) if name.text.contains(HIDDEN) => user_information(text, at),
                Some(Name { text: name, range }) => {
                    let start = paired::value_start(text, at);
                    if at >= within {
                        within = paired::container_end(text, start, &name);
                    } else if is_made_by_chance(&name) {
                        found.push(range);
                    }
                    let inner = || (at < within).then(|| paired::value_inside(text, start, &name)).flatten();
                    member(text, start, &name).or_else(inner).or_else(|| user_information(text, at))
                }
                None => user_information(text, at).or_else(|| field(text, at)),
            },
            b'=' if bytes.get(at + 1) == Some(&b'>') => entry(text, at),
            b'=' => parameter(text, at),
            b'>' => {
                if at >= within_element {
                    within_element = elements::container_end(text, at);
                }
                let inner = || (at < within_element).then(|| elements::content_inside(text, at)).flatten();
                elements::content(text, at).or_else(inner)
            }
            b'[' => paired::value_in_list_of_pairs(text, at),
            b'-' => pem(text, at).or_else(|| option(text, at)).or_else(|| paired::word_after_option(text, at)),
            _ => after_scheme(text, at).or_else(|| in_slug(text, at)).or_else(|| token(text, at)),
        };
        at += 1;
        if let Some(part) = part {
            at = part.end.max(at);
            in_word = is_in_word(bytes[at - 1]);
            found.extend((!part.is_empty()).then_some(part));
        }
    }
    looked_at(bytes.len() - at);
    found
}

/// The first byte at which a credential may be recognised; `in_word`: whether no word begins at the first of all, then at the one after.
// A function of its own: its loop needs all registers.
#[inline(never)]
fn next_candidate(bytes: &[u8], in_word: &mut bool) -> Option<usize> {
    let mut state = usize::from(*in_word);
    for (at, &byte) in bytes.iter().enumerate() {
        let kind = KINDS[state][usize::from(byte)];
        state = usize::from((kind & IN_WORD) >> 1);
        if kind & CANDIDATE != 0 {
            *in_word = state != 0;
            return Some(at);
        }
    }
    None
}

/// A credential may be recognised here: at a mark beside its name, or at the first letter of a scheme or token.
const CANDIDATE: u8 = 1;
/// No word begins after this byte.
const IN_WORD: u8 = 2;

/// What a byte is where a word may begin, and where none may. Most of a text is nothing to a credential.
const KINDS: [[u8; 256]; 2] = {
    let mut kinds = [[0; 256]; 2];
    let mut at = 0;
    while at < 256 {
        let byte = at as u8;
        let in_word = if is_in_word(byte) { IN_WORD } else { 0 };
        let mark = if matches!(byte, b':' | b'=' | b'>' | b'-' | b'[') { CANDIDATE } else { 0 };
        let first = if matches!(byte, b'b' | b'B') { CANDIDATE } else { 0 };
        (kinds[0][at], kinds[1][at]) = (in_word | mark | first, in_word | mark);
        at += 1;
    }
    let mut at = 0;
    while at < FIRST_LETTERS.len() {
        kinds[0][FIRST_LETTERS[at] as usize] |= CANDIDATE;
        at += 1;
    }
    kinds
};

/// The value of a credential in a hash of Ruby, Perl or PHP, whose `=>` is at `at`: `"secret" => "..."`, `:secret => "..."`.
fn entry(text: &str, at: usize) -> Option<Range<usize>> {
    let end = trimmed_end(text, at);
    let start = run_end(text, at + 2, |byte| byte.is_ascii_whitespace());
    let name = match quoted::name_before(text, end) {
        Some(name) => name.text,
        None => Cow::Borrowed(&text[name_start(text, end)?..end]),
    };
    // Texts, numbers and lists of them are values; other words are code.
    let begins = text[start..].starts_with(|c: char| c == '[' || c.is_ascii_digit());
    if begins || Quote::opens(text, start).is_some() { member(text, start, &name) } else { None }
}

/// A character of `token68` (RFC 9110 section 11.2).
fn is_token68(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b)
}

/// The credentials after `Bearer ` or `Basic `; a short run of letters is prose (`bearer token`).
fn after_scheme(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text.as_bytes()[at..];
    if !matches!(rest[0], b'b' | b'B') {
        return None;
    }
    let scheme = [&b"bearer "[..], b"basic ", b"bearer%20"]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let start = at + scheme.len();
    let end = run_end(text, start, is_token68);
    let token = &text[start..end];
    let telling = token.len() >= 16 || token.len() >= 6 && token.bytes().any(|b| b.is_ascii_digit());
    telling.then_some(start..end)
}

/// The credential after `bearer-`, as names of pages and ids have it that are made of a heading with one.
fn in_slug(text: &str, at: usize) -> Option<Range<usize>> {
    const SCHEME: &str = "bearer-";
    let rest = &text.as_bytes()[at..];
    if !rest.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME.as_bytes())) {
        return None;
    }
    let start = at + SCHEME.len();
    let end = run_end(text, start, |byte| byte.is_ascii_alphanumeric());
    is_made_by_chance(&text[start..end]).then_some(start..end)
}

/// The value of a credential parameter, or attribute, whose `=` is at `at`.
fn parameter(text: &str, at: usize) -> Option<Range<usize>> {
    let end = trimmed_end(text, at);
    let start = name_start(text, end)?;
    let before = text[..start].chars().next_back();
    let begins =
        before.is_none_or(|c| matches!(c, '?' | '&' | '#' | ';' | ',' | '\'' | '"' | '`' | '(') || c.is_whitespace());
    let name = &text[start..end];
    if begins && name.eq_ignore_ascii_case("name") {
        return paired::value_of_field(text, at + 1);
    }
    if !begins || !is_credential_parameter(name) {
        return None;
    }
    let value = run_end(text, at + 1, |b| b == b' ');
    let (start, quote) = opened(text, value);
    // Blanks around the mark may as well be those of prose.
    if (end < at || value > at + 1) && (quote.is_none() || !is_credential_member(name)) {
        return None;
    }
    // A backslash is that of JSON within JSON.
    let ends =
        |c: char| matches!(c, '&' | '#' | ';' | ',' | '"' | '\'' | '`' | '<' | '>' | ')' | '\\') || c.is_whitespace();
    let end = match quote {
        Some(quote) => length_to(&text[start..], |c| c == quote || c == '\n'),
        // A placeholder has characters of its own.
        None if text[start..].starts_with('<') => {
            let close = length_to(&text[start..], |c| matches!(c, '>' | '\n'));
            close + usize::from(text[start + close..].starts_with('>'))
        }
        None => length_to(&text[start..], ends),
    };
    Some(unless_stand_in(text, start..start + end))
}

/// From so many digits on, the number of a credential member is one: `"secret": 77665544`.
const LONG_NUMBER: usize = 6;

/// The value of a credential member of this name, which begins at `start`: a text, texts in a list, the number of a PIN.
fn member(text: &str, mut start: usize, name: &str) -> Option<Range<usize>> {
    if paired::is_name_of_pair(name) {
        return paired::value_of_pair(text, start);
    }
    let is_cookie = ["cookie", "set-cookie"].iter().any(|cookie| name.eq_ignore_ascii_case(cookie));
    if !is_cookie && !is_credential_member(name) {
        return None;
    }
    if text[start..].starts_with('{') {
        return if paired::has_parts(name) { None } else { paired::value_within(text, start) };
    }
    let list = text[start..].starts_with('[');
    if list {
        start = run_end(text, start + 1, |b| b.is_ascii_whitespace());
    }
    if let Some((start, quote)) = Quote::opens(text, start) {
        let end = if list { list_end(text, start) } else { quote.end(text, start) };
        // Of cookies that are eaten nothing is hidden.
        if is_cookie && text[start..end].contains(' ') && !text[start..end].contains('=') {
            return None;
        }
        return Some(unless_stand_in(text, start..end));
    }
    let digits = run_end(text, start, |b| b.is_ascii_digit());
    // Other numbers count things: `"tokens": 120`.
    let lower = name.to_ascii_lowercase();
    let is_pin = ["pin", "otp", "pass", "pwd"].iter().any(|word| lower.contains(word));
    let word = bare_word(text, start).filter(|word| !counts(name, &text[word.clone()]));
    let is_long = digits - start >= LONG_NUMBER && !counts(name, &text[start..digits]);
    if (is_pin || is_long) && digits > start {
        return Some(start..word.map_or(digits, |word| word.end));
    }
    word
}

/// A text without quotes as the value of a member: a word up to the end of the member or line.
fn bare_word(text: &str, start: usize) -> Option<Range<usize>> {
    let end = run_end(text, start, |b| b.is_ascii_graphic() && !b",]}\"'`\\<>".contains(&b));
    let word = &text[start..end];
    let after = text[end..].trim_start_matches([' ', '\t']);
    let is_whole = after.is_empty() || after.starts_with([',', '}', ']', '\n', '\r', '\\', '`']);
    let is_number = word.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    // Marks alone are none: `"Bearer :***"://`.
    let has_letter = word.bytes().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    (is_whole && has_letter && !is_number && !is_stand_in(word) && !describes(word)).then_some(start..end)
}

/// Where the last text of a list ends.
fn list_end(text: &str, start: usize) -> usize {
    let end = start + length_to(&text[start..], |c| c == ']');
    let inside = text[start..end].trim_end().trim_end_matches(['"', '\'', '\\']);
    start + inside.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::bytes_looked_at;

    fn redact(text: &str) -> String {
        let mut out = text.to_owned();
        for part in credentials(text).into_iter().rev() {
            out.replace_range(part, "***");
        }
        out
    }

    #[test]
    fn credentials_are_known_by_their_surroundings() {
        for (text, shown) in [
            ("Authorization: Bearer abc123.def", "Authorization: Bearer ***"),
            ("{\"secret\" => \"zebra\", :pin=>\"1\"}", "{\"secret\" => \"***\", :pin=>\"***\"}"),
            ("['api_key' => 'zebra']; token => token.id", "['api_key' => '***']; token => token.id"),
            (
                "\"secret\" => nil, 'password' => required_if_new, pin => 90817",
                "\"secret\" => nil, 'password' => required_if_new, pin => ***",
            ),
            ("{\"a\": \"bearer 0123456789\"}", "{\"a\": \"bearer ***\"}"),
            ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!", "token ***!"),
            ("https://ann:pw@h/x?a=1&sig=x%2Fy&b=2", "https://***@h/x?a=1&sig=***&b=2"),
            ("client_id=1&client_secret=s3&x=1", "client_id=1&client_secret=***&x=1"),
            ("/cb?code=4/0Ab#state", "/cb?code=***#state"),
            ("{\"access_token\" : \"a\\\"b\", \"x\": 1}", "{\"access_token\" : \"***\", \"x\": 1}"),
            ("{\"refreshToken\":\"cut of", "{\"refreshToken\":\"***"),
            ("{\"tokens\": [\"a\", \"b\"], \"pin\": 4711}", "{\"tokens\": [\"***\"], \"pin\": ***}"),
            ("\"{\\\"token\\\": \\\"abc\\\"}\"", "\"{\\\"token\\\": \\\"***\\\"}\""),
            ("\"{\\\"next\\\": \\\"/a?token=abc\\\"}\"", "\"{\\\"next\\\": \\\"/a?token=***\\\"}\""),
            ("'secret': 'abc'", "'secret': '***'"),
            ("{\"token\": tk-19aF, \"n\": 1}", "{\"token\": ***, \"n\": 1}"),
            ("{ 'password' : Sesame }", "{ 'password' : *** }"),
            ("{\"pass\": 8kd73, \"pin\": 47, \"tokens\": tk-1}", "{\"pass\": ***, \"pin\": ***, \"tokens\": ***}"),
            ("\"{\\\"secret\\\": zz91\\n}\"", "\"{\\\"secret\\\": ***\\n}\""),
            (
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQVY\n=a1\n-----END",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----***-----END",
            ),
            ("\"https\"://ann:pw@h/x", "\"https\"://***@h/x"),
            (r#"{\"a\": \"{\\\"token\\\": \\\"a\\\\\\\"b\\\"}\"}"#, r#"{\"a\": \"{\\\"token\\\": \\\"***\\\"}\"}"#),
            (r#"{"token": "a\\", "b": "c"}"#, r#"{"token": "***", "b": "c"}"#),
            ("{\"Api Key\": \"a\", \"@token\": \"b\"}", "{\"Api Key\": \"***\", \"@token\": \"***\"}"),
            ("{\"secret\": {\"id\": 1, \"value\": \"a\"}}", "{\"secret\": {\"id\": 1, \"value\": \"***\"}}"),
            ("[{\"name\": \"API_KEY\", \"value\": \"a\"}]", "[{\"name\": \"API_KEY\", \"value\": \"***\"}]"),
            ("<input name=\"password\" value=\"a\">", "<input name=\"password\" value=\"***\">"),
            (
                "--b\r\nX: form-data; name=\"pin\"\r\n\r\n4711\r\n--b--",
                "--b\r\nX: form-data; name=\"pin\"\r\n\r\n***\r\n--b--",
            ),
            (
                "{\"otp\": {\"type\": \"sms\", \"code\": \"q7-11\"}}",
                "{\"otp\": {\"type\": \"sms\", \"code\": \"***\"}}",
            ),
            (
                "{\"secrets\": {\"a\": \"q7\", \"b\": \"q8\"}, \"c\": \"d\"}",
                "{\"secrets\": {\"a\": \"***\", \"b\": \"***\"}, \"c\": \"d\"}",
            ),
            (
                "{\"credentials\": [{\"type\": \"password\", \"value\": \"q7\"}]}",
                "{\"credentials\": [{\"type\": \"password\", \"value\": \"***\"}]}",
            ),
            (
                "{\"Cookie\": [\"s=q7\"], \"Set-Cookie\": \"s=q8; Path=/\"}",
                "{\"Cookie\": [\"***\"], \"Set-Cookie\": \"***\"}",
            ),
            ("{\"secret\": 77665544, \"tokens\": 120000}", "{\"secret\": ***, \"tokens\": 120000}"),
            ("[\"--password\", \"q7\", \"--verbose\", \"x\"]", "[\"--password\", \"***\", \"--verbose\", \"x\"]"),
            (
                "<token type='x'>q7</token><password><![CDATA[q<8]]></password>",
                "<token type='x'>***</token><password><![CDATA[***]]></password>",
            ),
            (
                "<auth password = \"q7\"/><entry key='api_key'>q8</entry>",
                "<auth password = \"***\"/><entry key='***'>***</entry>",
            ),
            ("<Secret><v>q7</v></Secret><v>x</v>", "<Secret><v>***</v></Secret><v>x</v>"),
            (
                "<Credentials kind='a'>\n <type>basic</type>\n <v><![CDATA[q<8]]></v> q9</Credentials><v>x</v>",
                "<Credentials kind='a'>\n <type>basic</type>\n <v><![CDATA[***]]></v>***</Credentials><v>x</v>",
            ),
            ("<entry monkey='a' key='api_key'>q8</entry>", "<entry monkey='a' key='***'>***</entry>"),
            ("{\"pass\":\n             {\"value\": \"q7\"}}", "{\"pass\":\n             {\"value\": \"***\"}}"),
            (
                "{\"secrets\":{\"a\":\"}\",\"b\":\"q8-1\"},\"c\":\"d\"}",
                "{\"secrets\":{\"a\":\"***\",\"b\":\"***\"},\"c\":\"d\"}",
            ),
            ("{\"tokens\":[{\"value\":\"q7\"}]}", "{\"tokens\":[{\"value\":\"***\"}]}"),
            ("<a:password>x&y</a:password><b token=\"t\"/>", "<a:password>***</a:password><b token=\"***\"/>"),
            ("X-Api-Key: abc\nSet-Cookie: sid=1; Path=/\n", "X-Api-Key: ***\nSet-Cookie: ***\n"),
            ("curl -u kim:pass -H 'X-Auth-Token: abc' http://h", "curl -u kim:*** -H 'X-Auth-Token: ***' http://h"),
            ("curl --user \"kim:a b\" -b sid=1 h", "curl --user \"kim:***\" -b *** h"),
            ("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END", "-----BEGIN RSA PRIVATE KEY-----***-----END"),
            ("{\"\\u0074oken\": \"q7\", \"n\": 1}", "{\"\\u0074oken\": \"***\", \"n\": 1}"),
            (
                "{\"tokens\": {\"zq48Wx7Kp9Lm2Vt4R\": 1, \"read-only\": \"q8\"}, \"zq48Wx7Kp9Lm2Vt4R\": 1}",
                "{\"tokens\": {\"***\": 1, \"read-only\": \"***\"}, \"zq48Wx7Kp9Lm2Vt4R\": 1}",
            ),
            ("<meta name=\"csrf-token\" content=\"q7\">", "<meta name=\"csrf-token\" content=\"***\">"),
            ("a.md::bearer-zq48wx7kp9lm2vt4r::get-x", "a.md::bearer-***::get-x"),
            ("key sk_live_4eC39HqLyjWD, AKIAIOSFODNN7EXAMPLE.", "key ***, ***."),
        ] {
            assert_eq!(redact(text), shown);
            let in_capitals = text.to_ascii_uppercase();
            assert_eq!(credentials(&in_capitals), found_in(&in_capitals));
        }
    }

    #[test]
    fn prose_placeholders_and_ordinary_members_are_left_alone() {
        for text in [
            "a Bearer token is required",
            "-u \"Bearer :***\"://",
            "'Bearer *** '://eyJ",
            "-u password=\"***\"://",
            "a.md::bearer-tokens-of-2024::get-x",
            "<meta name=\"description\" content=\"tokens of lamps\">",
            "{\"title\": {\"zq48Wx7Kp9Lm2Vt4R\": 1}}",
            "{\"keyCredential\": {\"displayName\": \"badge\", \"usage\": \"Verify\"}, \"cache_tokens\": [{\"help\": \"How many\"}]}",
            "Token: must be given in each request",
            "{\"error\": {\"code\": \"invalidRequest\", \"key\": \"k\"}, \"tokens\": 120}",
            "https://h/users/ann@example.com?country-code=49&monkey=1",
            "Bearer realm=\"x\"",
            "\u{e4}=1 \u{1f600}:x",
            "{\"token\": \"{token}\", \"secret\": \"<secret>\", \"password\": \"string\", \"jwt\": \"$JWT\", \"pin\": null}",
            "Authorization: Bearer {token}\nX-Api-Key: <your-key>\nCookie: $COOKIE\n?token=<token>&key={key}",
            "curl -u kim:$PASSWORD http://h",
            "eyJ and sk_live_ are prefixes",
            "\"token\": required, \"password\": newPassword, \"secret\": string, \"tokens\": 1.5e3, \"jwt\": is not given",
            "{\"token\": [], \"secret\": -1}",
            "{\"token\": varchar(255), \"secret\": uuid, \"password\": required|string|min:8}",
            "{\"tokens\": 10k, \"api_key\": string[], 'jwt': text, \"maxTokens\": 4k}\nmax_tokens: 4096",
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nlQVY\n-----END",
            "[{\"name\": \"API_KEY\", \"type\": \"string\"}, {\"value\": \"a\"}], {\"name\": \"size\", \"value\": \"a\"}",
            "{\"token\": {\"type\": \"bearer\"}, \"value\": \"a\"}",
            "{\"tokens\": [{\"text\": \"Two\", \"pos\": \"NUM\"}, {\"text\": \"owls\", \"pos\": \"NOUN\"}], \"cookie\": \"oat and nut\"}",
            "<Sessions><Session><title>Owls</title><room>7</room></Session></Sessions>",
        ] {
            assert_eq!(redact(text), text);
        }
    }

    #[test]
    fn the_work_grows_with_the_length_and_no_faster() {
        let units = [
            "e+",
            "eyJ+",
            "?key=",
            "\"token\":",
            "token: ",
            "token=\"",
            "\"name\":\"token\",",
            "\"token\":{",
            "\"token\":{}",
            "\"token\":        ",
            "\"token\":{\"a\":\"",
            "<token><v>",
            "<token><v>a</v></token>",
            "<password><![CDATA[",
            "name=\"token\" form-data;",
            "\\\\\"",
            "-u \"",
            "<token>",
            "://",
            "bearer ",
            "-----BEGIN ",
        ];
        for unit in units {
            let work = |length: usize| {
                let text = unit.repeat(length / unit.len());
                bytes_looked_at(|| _ = found_in(&text))
            };
            let (short, long) = (work(30_000), work(240_000));
            assert!((5_000..30_000 * 200).contains(&short), "{unit}: {short} bytes of 30,000");
            assert!(long < short * 8 + short / 8, "{unit}: {short} bytes, then {long}");
            let text = unit.repeat(30_000 / unit.len());
            let before = bytes_looked_at(|| _ = may_have_credentials(&text));
            assert!(before < 30_000 * 8, "{unit}: {before} bytes of 30,000 before");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_found_has_a_mark_of_credentials(
            text in "([\"'=:?&@/ e\n<>{-]|\\[\\[|\", \"|eyJ|Basic |Bearer |-u |-b |PASSWORD|api[Kk]ey|Session.id|code|PIN|sid|cookie|name|value|to\u{212a}en|://|.){0,40}"
        ) {
            prop_assert_eq!(credentials(&text), found_in(&text));
        }

        #[test]
        fn any_text_is_taken_and_nothing_is_left_to_hide(
            text in "([\"'=:?&@/ e\n]|eyJ|Bearer |-u |password|code|token|://|.){0,40}"
        ) {
            let once = redact(&text);
            prop_assert_eq!(redact(&once), once);
        }
    }
}
