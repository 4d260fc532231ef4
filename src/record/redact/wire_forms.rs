//! The forms that a secret takes on the wire: in a URL, in JSON, HTML and XML, in Base64, in hexadecimal digits.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode_byte, utf8_percent_encode};

use super::free_text::is_made_by_chance;
use crate::http::hexadecimal;
use crate::http::url_template::UNRESERVED;
use crate::json::quoted;

/// A longer secret is looked for as it is, and as JSON has it.
const LONGEST_ESCAPED: usize = 1 << 12;

/// A part of Base64 that is shorter may well be another text's.
const SHORTEST_BASE64: usize = 8;

/// The characters that encoders of URLs leave as they are differ: none, RFC 3986's `unreserved` ([`UNRESERVED`]), those that mean
/// nothing in a query, those that mean nothing in a path.
const IN_QUERY: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'?');
const IN_PATH: &AsciiSet = &IN_QUERY.remove(b'&').remove(b'+').remove(b';').remove(b'=').add(b'/').add(b'?');

/// A secret as it may be in a URL, a JSON string or Base64.
pub(super) fn wire_forms(secret: String) -> Vec<String> {
    // All forms of a long one would be many times as long.
    if secret.len() > LONGEST_ESCAPED {
        let json = serde_json::Value::from(secret.as_str()).to_string();
        return vec![json.trim_matches('"').to_owned(), secret];
    }
    let mut forms = in_base64(&secret);
    let json = quoted(&secret);
    let json = json.trim_matches('"');
    let in_ascii = json.chars().fold(String::new(), |mut out, c| {
        match c {
            ' '..='~' => out.push(c),
            c => out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
        }
        out
    });
    for once in [json.replace('/', "\\/"), in_ascii, json.to_owned()] {
        // Within the text of a JSON string that holds JSON.
        forms.push(once.replace('\\', r"\\").replace('"', "\\\""));
        forms.push(once);
    }
    forms.extend(in_hexadecimal(&secret));
    forms.extend(careful_forms(&secret));
    for set in [NON_ALPHANUMERIC, UNRESERVED, IN_QUERY, IN_PATH] {
        let encoded = utf8_percent_encode(&secret, set).to_string();
        let in_form = encoded.replace("%20", "+");
        let lower = lower_escapes(&encoded);
        // In a URL that is a value within a URL.
        forms.extend([&in_form, &lower, &encoded].map(|once| once.replace('%', "%25").replace('+', "%2B")));
        forms.extend([in_form, lower, encoded]);
    }
    // Every character of it, as careful encoders do.
    let whole: String = secret.bytes().map(percent_encode_byte).collect();
    forms.push(lower_escapes(&whole));
    forms.push(whole);
    forms.extend(in_references(&secret));
    // UUIDs and the like are the same in capital letters, as databases show them; what is long and made by chance tells enough.
    if secret.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') || is_made_by_chance(&secret) {
        forms.extend([secret.to_ascii_uppercase(), secret.to_ascii_lowercase()]);
    }
    forms.push(secret);
    forms
}

/// The secret in hexadecimal digits, small and capital.
pub(super) fn in_hexadecimal(secret: &str) -> [String; 2] {
    let small = hexadecimal(secret.as_bytes());
    [small.to_ascii_uppercase(), small]
}

/// The secret as it may be in HTML or XML, and in JSON of encoders that leave no mark of HTML in it (Go's, those of .NET).
fn careful_forms(secret: &str) -> Vec<String> {
    const MARKS: [char; 7] = ['&', '<', '>', '"', '\'', '+', '`'];
    if !secret.contains(MARKS) {
        return Vec::new();
    }
    let escaped = |marks: &[(char, &str)]| {
        secret.chars().fold(String::new(), |mut out, c| {
            match marks.iter().find(|(mark, _)| *mark == c) {
                Some((_, escape)) => out.push_str(escape),
                None => out.push(c),
            }
            out
        })
    };
    let html = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;")];
    // As Rust, Python, PHP and XML, Go, and others write them.
    let quotes = [
        ("&quot;", "&#39;"),
        ("&quot;", "&#x27;"),
        ("&quot;", "&#039;"),
        ("&quot;", "&apos;"),
        ("&#34;", "&#39;"),
        ("&#34;", "&#x27;"),
    ];
    let mut forms = vec![
        escaped(&html),
        escaped(&[('&', "\\u0026"), ('<', "\\u003c"), ('>', "\\u003e"), ('"', "\\\"")]),
        escaped(&[
            ('&', "\\u0026"),
            ('<', "\\u003C"),
            ('>', "\\u003E"),
            ('"', "\\u0022"),
            ('\'', "\\u0027"),
            ('+', "\\u002B"),
            ('`', "\\u0060"),
        ]),
    ];
    forms.extend(quotes.map(|(double, single)| escaped(&[&html[..], &[('"', double), ('\'', single)]].concat())));
    forms
}

/// The secret with every character, or every one that is neither a letter nor a digit, as a numeric character reference of
/// HTML and XML or as an escape of JSON.
fn in_references(secret: &str) -> impl Iterator<Item = String> + '_ {
    type Reference = fn(char) -> String;
    const REFERENCES: [Reference; 7] = [
        |c| format!("&#{};", u32::from(c)),
        |c| format!("&#{:03};", u32::from(c)),
        |c| format!("&#x{:x};", u32::from(c)),
        |c| format!("&#x{:X};", u32::from(c)),
        |c| format!("&#X{:X};", u32::from(c)),
        in_escapes,
        |c| in_escapes(c).to_ascii_uppercase().replace("\\U", "\\u"),
    ];
    let written = move |reference: Reference, all: bool| -> String {
        let one = |c: char| if all || !c.is_ascii_alphanumeric() { reference(c) } else { c.to_string() };
        secret.chars().map(one).collect()
    };
    REFERENCES.into_iter().flat_map(move |reference| [true, false].map(|all| written(reference, all)))
}

/// A character as an escape of JSON, or two.
fn in_escapes(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().fold(String::new(), |out, unit| format!("{out}\\u{unit:04x}"))
}

/// The secret in Base64 of both alphabets, wherever it begins in what is encoded (`user:password`): the characters that
/// depend on nothing else.
pub(super) fn in_base64(secret: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for before in 0..3 {
        let bytes = [&b"   "[..before], secret.as_bytes()].concat();
        // Six bits make a character; those that hold bits of what is before or after are another text's.
        let (first, last) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for encoded in [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)] {
            forms.extend(encoded.get(first..last).filter(|form| form.len() >= SHORTEST_BASE64).map(str::to_owned));
            // Alone, whatever its length.
            forms.extend((before == 0).then_some(encoded));
        }
    }
    forms
}

/// `%2F` as `%2f`; the rest as it is.
fn lower_escapes(encoded: &str) -> String {
    let mut out = String::with_capacity(encoded.len());
    let mut pending = 0;
    for c in encoded.chars() {
        pending = if c == '%' { 3 } else { pending };
        out.push(if pending > 0 { c.to_ascii_lowercase() } else { c });
        pending = usize::saturating_sub(pending, 1);
    }
    out
}
