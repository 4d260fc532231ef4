//! A `curl` command that sends a request again, with variables in the place of credentials.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Redactor;
use super::message::MAX_BODY;
use crate::http::method::sends_content;
use crate::http::{Request, is_credential};

/// A `curl` command for a POSIX shell that sends the same request. Credentials are `$DOCTRIAL_...` variables; a body that
/// is not text, or too large for a line, is read from a file `BODY`.
pub(crate) fn curl(request: &Request, redactor: &Redactor) -> String {
    let mut line = String::from("curl -sS -i");
    match request.method.as_str() {
        "GET" => {}
        "HEAD" => line.push_str(" --head"),
        method => line.extend([" -X ", &shell_word(method)]),
    }
    for (option, value) in redactor.curl_options() {
        line.extend([" ", option]);
        if !value.is_empty() {
            line.extend([" ", &shell_word(value)]);
        }
    }
    // Otherwise curl would treat brackets as a range.
    line.push_str(if request.url.contains('[') { " --globoff " } else { " " });
    line.push_str(&word(&request.url, redactor));
    for (name, value) in request.headers.iter() {
        match user(name, value, redactor) {
            Some(user) => line.extend([" -u ", &user]),
            None => line.extend([" -H ", &header(name, value, redactor)]),
        }
    }
    if let Some(body) = &request.body {
        // Without this, curl would send the media type of a form.
        if request.headers.get("content-type").is_none() {
            line.push_str(" -H 'Content-Type:'");
        }
        let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MAX_BODY && !text.starts_with('@'));
        line.push_str(" --data-binary ");
        line.push_str(&text.map_or_else(|| "@BODY".to_owned(), |text| word(text, redactor)));
    } else if sends_content(&request.method) && !request.headers.contains("content-length") {
        // curl sends none without data.
        line.push_str(" -H 'Content-Length: 0'");
    }
    line
}

/// A word with its secrets hidden; one that comes from a variable is shown as the variable.
fn word(text: &str, redactor: &Redactor) -> String {
    let Some((variable, secret)) = redactor.variable_in(text) else { return shell_word(&redactor.text(text)) };
    let parts: Vec<String> = text.split(secret).map(|part| in_double_quotes(&redactor.text(part))).collect();
    format!("\"{}\"", parts.join(&format!("${{{variable}}}")))
}

/// User and password of Basic credentials whose password comes from a variable.
fn user(name: &str, value: &str, redactor: &Redactor) -> Option<String> {
    let encoded = value.strip_prefix("Basic ").filter(|_| name.eq_ignore_ascii_case("Authorization"))?;
    let pair = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    redactor.variable_in(&pair).map(|_| word(&pair, redactor))
}

/// What a POSIX shell leaves unchanged between double quotes (IEEE 1003.1, 2.2.3).
fn in_double_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '"' | '$' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn header(name: &str, value: &str, redactor: &Redactor) -> String {
    // Besides the variable there may be a scheme, and no second credential.
    let alone =
        |(_, secret): (&str, &str)| !value.replace(secret, "").trim().contains(|c: char| !c.is_ascii_alphabetic());
    if let Some((variable, secret)) = redactor.variable_in(value).filter(|found| alone(*found)) {
        return format!("\"{name}: {}\"", value.replace(secret, &format!("${{{variable}}}")));
    }
    if value.is_empty() {
        // After a colon curl would not send the field.
        return shell_word(&format!("{name};"));
    }
    let shown = redactor.header(name, value);
    if shown == value {
        return shell_word(&format!("{name}: {value}"));
    }
    if name.eq_ignore_ascii_case("Authorization") {
        let scheme = value.split_once(' ').map_or("Bearer", |(scheme, _)| scheme);
        return format!("\"{name}: {scheme} $DOCTRIAL_TOKEN\"");
    }
    if is_credential(name) {
        let variable: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
        return format!("\"{name}: $DOCTRIAL_{variable}\"");
    }
    shell_word(&format!("{name}: {shown}"))
}

/// One word for a POSIX shell (IEEE 1003.1, 2.2.2).
pub(crate) fn shell_word(word: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./:=@%+,".contains(&b);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Headers;

    #[test]
    fn a_line_can_be_pasted_and_holds_no_secret() {
        let headers = [("Authorization", "Bearer s3cret-1"), ("X-Api-Key", "k"), ("If-Match", "W/\"it's\"")];
        let request = Request {
            method: "PATCH".to_owned(),
            url: "http://h/x?$top=1&sig=abc".to_owned(),
            headers: Headers(headers.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec()),
            body: Some(b"{\"a\": \"b\"}".to_vec()),
        };
        assert_eq!(
            curl(&request, &Redactor::default()),
            "curl -sS -i -X PATCH 'http://h/x?$top=1&sig=***' -H \"Authorization: Bearer $DOCTRIAL_TOKEN\" \
             -H \"X-Api-Key: $DOCTRIAL_X_API_KEY\" -H 'If-Match: W/\"it'\\''s\"' -H 'Content-Type:' \
             --data-binary '{\"a\": \"b\"}'"
        );
        let variable = [("ME_TOKEN".to_owned(), "s3cret-1".to_owned().into())];
        let named = curl(&request, &Redactor::new(&[]).naming(&variable));
        assert!(named.contains(" -H \"Authorization: Bearer ${ME_TOKEN}\""), "{named}");
        let mut bare =
            Request { method: "PUT".to_owned(), url: "http://h/x?a[]=1".to_owned(), body: None, ..request.clone() };
        bare.headers = Headers(vec![("X-Empty".to_owned(), String::new())]);
        assert_eq!(
            curl(&bare, &Redactor::default()),
            "curl -sS -i -X PUT --globoff 'http://h/x?a[]=1' -H 'X-Empty;' -H 'Content-Length: 0'"
        );
        bare.headers = Headers(vec![("Content-Length".to_owned(), "0".to_owned())]);
        let through =
            Redactor::default().reaching(vec![("--proxy", "http://p:3128".to_owned()), ("--insecure", String::new())]);
        assert_eq!(
            curl(&bare, &through),
            "curl -sS -i -X PUT --proxy http://p:3128 --insecure --globoff 'http://h/x?a[]=1' -H 'Content-Length: 0'"
        );
        let binary = Request { method: "HEAD".to_owned(), body: Some(vec![0xff]), ..request };
        assert!(curl(&binary, &Redactor::default()).starts_with("curl -sS -i --head "));
        assert!(curl(&binary, &Redactor::default()).ends_with(" --data-binary @BODY"));
    }
}
