//! A `curl` command -> the request it sends.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::call::Call;
use super::payload;
use super::payload::{Content, Files};
use super::url;
use super::word::Word;
use crate::contract::Field;
use crate::docs::{DocRequest, Shown};
use crate::http::is_token;
use crate::http::url_template::{Part, TemplateText};
use crate::text::{Position, SourceText, first_bytes};

/// Why a command makes no request although all its options are known, with the place in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRequest {
    NoUrl,
    SeveralUrls(usize),
    /// Where a document is in the place of the URL: nothing says that it is sent.
    Document(usize),
}

/// The request of a call in a fence of text `source`, whose opening is at `line`.
pub(crate) fn request(call: &Call, source: &SourceText, line: u32, files: &Files<'_>) -> Result<DocRequest, NoRequest> {
    if let Some(word) = call.urls.iter().find(|word| opens_document(word, source)) {
        return Err(NoRequest::Document(word.range.start));
    }
    let word = match call.urls.as_slice() {
        [] => return Err(NoRequest::NoUrl),
        [word] => word,
        // A quote that was to be outside of the command is not a URL.
        [only, rest @ ..] if rest.iter().all(|word| word.text.trim_matches(['\'', '"']).is_empty()) => only,
        [_, second, ..] => return Err(NoRequest::SeveralUrls(second.range.start)),
    };
    let parsed = url::of_word(word);
    let mut address = parsed.text;
    if call.get {
        address = url::with_query(address, &payload::data(call, files).text);
    }
    for query in &call.query {
        address = url::with_query(address, &query.text);
    }
    let sent = payload::payload(call, files);
    let mut headers = Headers { source, fields: Vec::new(), removed: Vec::new(), repaired: false };
    headers.written(call);
    if let Some(user) = call.user.as_ref().map(|user| user.text.clone()).or(parsed.user) {
        let at = call.user.as_ref().unwrap_or(word).range.start;
        headers.default("Authorization", &basic(&user), at);
    }
    let at =
        call.data.first().map(|(_, word)| word).or(call.form.first().map(|(word, _)| word)).unwrap_or(word).range.start;
    if let Some(word) = &call.compressed {
        headers.default("Accept-Encoding", "deflate, gzip, br, zstd", word.range.start);
    }
    if let Some(media_type) = sent.as_ref().and_then(|payload| payload.media_type.as_deref()) {
        headers.default("Content-Type", media_type, at);
        if media_type == "application/json" {
            headers.default("Accept", media_type, at);
        }
    }
    let body = sent.map(|payload| match payload.content {
        Content::SameFence(word) => word.source_text(source),
        Content::OtherFence(text) => text,
    });
    Ok(DocRequest {
        line,
        method: method(call, body.is_some()),
        url: address,
        url_place: source.place(word.source(0)),
        base: parsed.base,
        headers: headers.fields,
        body: body.filter(|body| !body.is_empty()).map(Into::into),
        streams: call.streams,
        joined_files: payload::joined_files(call, files),
        tls_options: call.tls.clone(),
        other_lines: Vec::new(),
        repaired: headers.repaired,
        shown: Shown::Request,
        opaque_url: false,
        scopes: Vec::new(),
        tags: Vec::new(),
    })
}

fn method(call: &Call, has_body: bool) -> String {
    match &call.method {
        Some(method) => method.text.clone(),
        None if call.head => "HEAD".to_owned(),
        None if call.upload.is_some() => "PUT".to_owned(),
        None if has_body => "POST".to_owned(),
        None => "GET".to_owned(),
    }
}

/// RFC 7617 section 2; what is not known yet cannot be encoded and stays a placeholder.
fn basic(user: &str) -> String {
    if TemplateText::parse(user, Part::Header).names().next().is_some() {
        return "Basic ${credentials}".to_owned();
    }
    let user = if user.contains(':') { user.to_owned() } else { format!("{user}:") };
    format!("Basic {}", STANDARD.encode(user))
}

/// Whether the text of a `-H` is a header field but for its colon: `Accept application/json`. curl leaves it
/// out; the request that is meant has it, so that none is sent.
pub(super) fn lacks_colon(word: &Word) -> bool {
    let text = word.text.trim();
    let is_field = |(name, value): (&str, &str)| is_token(name) && !name.contains('$') && !value.trim().is_empty();
    !text.contains([':', ';']) && text.split_once(char::is_whitespace).is_some_and(is_field)
}

struct Headers<'s> {
    source: &'s SourceText,
    fields: Vec<Field>,
    /// `-H 'Name:'` takes a field out that curl would add.
    removed: Vec<String>,
    /// One has blanks between its name and the colon, which no message may have (RFC 9112 section 5.1).
    repaired: bool,
}

impl Headers<'_> {
    fn written(&mut self, call: &Call) {
        for word in &call.headers {
            self.line(word);
        }
        for (name, word) in &call.fields {
            let place = self.source.place(word.range.start);
            self.fields.push(Field { name: (*name).to_owned(), value: word.text.trim().to_owned(), place });
        }
    }

    fn line(&mut self, word: &Word) {
        let text = word.text.trim();
        let (name, value) = match text.split_once(':') {
            Some((name, value)) => (name.trim(), value.trim()),
            None => (text.trim_end_matches(';').trim(), ""),
        };
        if value.is_empty() && text.ends_with(':') {
            self.removed.push(name.to_owned());
        } else if !name.is_empty() {
            self.repaired |= text[name.len()..].starts_with(char::is_whitespace) && text.contains(':');
            let place: Position = self.source.place(word.source(0));
            self.fields.push(Field { name: name.to_owned(), value: value.to_owned(), place });
        }
    }

    /// A field curl adds unless the command has it.
    fn default(&mut self, name: &str, value: &str, at: usize) {
        let written = self.fields.iter().any(|field| field.name.eq_ignore_ascii_case(name));
        if !written && !self.removed.iter().any(|removed| removed.eq_ignore_ascii_case(name)) {
            let place = self.source.place(at);
            self.fields.push(Field { name: name.to_owned(), value: value.to_owned(), place });
        }
    }
}

/// Whether a word begins a JSON document, with its quotes or as a shell leaves it without them.
fn opens_document(word: &Word, source: &SourceText) -> bool {
    /// How far from its start a document is recognised, in bytes.
    const NEAR: usize = 64;
    let opens = |text: &str| {
        let text = text.trim_start_matches(['\'', '"']);
        let mut inner = text.strip_prefix(['{', '[']).unwrap_or("x").trim_start().chars();
        matches!(inner.next(), None | Some('"')) || text.starts_with("[{")
    };
    let shown = source.text().get(word.range.start..).unwrap_or_default();
    // A shell takes a document without quotes apart.
    opens(&word.text) || opens(first_bytes(shown, NEAR).lines().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::command::pipeline::Variables;
    use crate::docs::dialect::command::shell::pipeline;
    use crate::docs::dialect::curl::call::call;

    fn read(text: &str) -> Result<(String, Vec<String>), NoRequest> {
        let source = SourceText::new(text, 5, &[3]);
        let call = call(&pipeline(text, 0, false, &Variables::of("")).stages[0].words);
        let read = request(&call, &source, 4, &|_| None)?;
        let fields = read.headers.iter().map(|f| format!("{}: {}", f.name, f.value)).collect();
        Ok((format!("{} {}", read.method, read.url), fields))
    }

    #[test]
    fn the_method_follows_from_the_options() {
        for (text, line) in [
            ("h/x", "GET http://h/x"),
            ("-I h/x", "HEAD http://h/x"),
            ("-d a h/x", "POST http://h/x"),
            ("-G -d a=1 --data-urlencode 'b=x y' 'h/x?c'", "GET http://h/x?c&a=1&b=x+y"),
            ("-T f h/x", "PUT http://h/x"),
            ("-X LIST -d a h/x", "LIST http://h/x"),
        ] {
            assert_eq!(read(text).map(|(line, _)| line).as_deref(), Ok(line), "{text}");
        }
        assert_eq!(read("-s"), Err(NoRequest::NoUrl));
        assert_eq!(read("'h/a' \\'").map(|(line, _)| line).as_deref(), Ok("GET http://h/a"));
        assert_eq!(read("h/a h/b"), Err(NoRequest::SeveralUrls(4)));
        assert_eq!(read("h/a '{ \"a\": 1 }'"), Err(NoRequest::Document(4)));
        assert_eq!(read("{ \"a\": 1 } h/a"), Err(NoRequest::Document(0)));
        assert!(read("{host}/a").is_ok() && read("'{{base}}/a'").is_ok());
    }

    #[test]
    fn fields_are_those_curl_sends() {
        let fields = |text: &str| read(text).expect("a request").1;
        assert_eq!(fields("-u ann:pw h"), ["Authorization: Basic YW5uOnB3"]);
        assert_eq!(fields("http://ann@h"), ["Authorization: Basic YW5uOg=="]);
        for placeholder in ["$U", "ann:<password>", "ann:{password}"] {
            assert_eq!(fields(&format!("-u '{placeholder}' h")), ["Authorization: Basic ${credentials}"]);
        }
        assert_eq!(fields("-H 'X-Flag;' -H '$FIELD' h"), ["X-Flag: ", "$FIELD: "]);
        assert_eq!(fields("--compressed h"), ["Accept-Encoding: deflate, gzip, br, zstd"]);
        assert_eq!(fields("--compressed -H 'accept-encoding: br' h"), ["accept-encoding: br"]);
        assert_eq!(
            fields("-d x -H 'content-type:text/plain' -A bot h"),
            ["content-type: text/plain", "User-Agent: bot"]
        );
        assert_eq!(fields("-d x -H Content-Type: -H 'X-Empty;' h"), ["X-Empty: "]);
        assert_eq!(fields("--json 1 -H 'Accept: a/b' h"), ["Accept: a/b", "Content-Type: application/json"]);
    }
}
