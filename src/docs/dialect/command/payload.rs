//! The data of a `curl` command -> the body that curl would send, byte for byte.

use super::call::{Call, DataKind};
use super::word::{Word, file_name};
use crate::contract::whole_placeholder;
use crate::http::url_template::UNRESERVED;
use crate::json;
use crate::text::SourceText;

/// Content from the command's own fence, or from another one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content {
    SameFence(Word),
    OtherFence(SourceText),
}

impl Content {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::SameFence(word) => &word.text,
            Self::OtherFence(text) => text.text(),
        }
    }
}

/// A body with the media type curl gives it.
#[derive(Debug, PartialEq)]
pub(crate) struct Payload {
    pub(crate) content: Content,
    /// `None`: curl sends no `Content-Type` of its own (`-T`).
    pub(crate) media_type: Option<String>,
}

/// Gives the content of a file that a command names; `-` is what the command reads.
pub(crate) type Files<'f> = dyn Fn(&str) -> Option<Content> + 'f;

const FORM: &str = "application/x-www-form-urlencoded";
/// curl makes up a random boundary; a contract must not change from one reading to the next.
const BOUNDARY: &str = "------------------------doctrial";

/// The body of a call, unless its data goes into the query.
pub(crate) fn payload(call: &Call, files: &Files<'_>) -> Option<Payload> {
    if !call.form.is_empty() {
        let boundary = boundary(call);
        let media_type = Some(format!("multipart/form-data; boundary={boundary}"));
        return Some(Payload { content: Content::SameFence(multipart(call, boundary, files)), media_type });
    }
    if let Some(file) = &call.upload {
        let content = files(&file.text).unwrap_or_else(|| Content::SameFence(file.placeholder_for(&file.text)));
        return Some(Payload { content, media_type: None });
    }
    if call.data.is_empty() || call.get {
        return None;
    }
    let json = call.data.iter().any(|(kind, _)| *kind == DataKind::Json);
    let media_type = Some(if json { "application/json" } else { FORM }.to_owned());
    let content = match call.data.as_slice() {
        [(kind, word)] if *kind != DataKind::Urlencode => whole(*kind, word, files),
        _ => Content::SameFence(data(call, files)),
    };
    Some(Payload { content, media_type })
}

/// All data of a call, joined as curl joins it: with `&`, but values of `--json` without a separator.
pub(crate) fn data(call: &Call, files: &Files<'_>) -> Word {
    let first = call.data.first().map_or(0, |(_, word)| word.source(0));
    let mut joined = Word::at(first);
    for (kind, word) in &call.data {
        if !joined.text.is_empty() && *kind != DataKind::Json {
            joined.push("&", word.source(0));
        }
        match (kind, whole(*kind, word, files)) {
            (DataKind::Urlencode, _) => joined.push(&urlencoded(word, files), word.source(0)),
            (_, content) => joined.push(content.text(), word.source(0)),
        }
    }
    joined
}

/// The files of `-d @file` that the page does not show: curl removes their line ends.
pub(crate) fn joined_files(call: &Call, files: &Files<'_>) -> Vec<String> {
    let plain = call.data.iter().filter(|(kind, _)| *kind == DataKind::Plain);
    let named = plain.filter_map(|(_, word)| word.text.strip_prefix('@').filter(|name| !name.is_empty()));
    let given_as = |name| whole_placeholder(file_name(name)).unwrap_or(file_name(name)).to_owned();
    named.filter(|name| files(name).is_none()).map(given_as).collect()
}

/// One value that is not URL-encoded.
fn whole(kind: DataKind, word: &Word, files: &Files<'_>) -> Content {
    let named = word.text.strip_prefix('@').filter(|name| !name.is_empty() && kind != DataKind::Raw);
    let Some(name) = named else { return Content::SameFence(word.clone()) };
    let content = files(name).unwrap_or_else(|| Content::SameFence(word.placeholder_for(name)));
    // `-d @file` removes the line breaks; in JSON they mean nothing, and positions depend on them.
    let text = content.text();
    if kind != DataKind::Plain || !text.contains('\n') || text.trim_start().starts_with(json::OPENING) {
        return content;
    }
    let mut stripped = Word::at(word.range.start);
    stripped.push(&text.replace(['\r', '\n'], ""), word.range.start);
    Content::SameFence(stripped)
}

/// `--data-urlencode`: `content`, `=content`, `name=content`, `@file`, `name@file`.
fn urlencoded(word: &Word, files: &Files<'_>) -> String {
    let text = word.text.as_str();
    let read =
        |name: &str| files(name).map_or_else(|| word.placeholder_for(name).text, |content| content.text().to_owned());
    let (name, content) = match text.find(['=', '@']) {
        Some(at) if text[at..].starts_with('=') => (&text[..at], text[at + 1..].to_owned()),
        Some(at) => (&text[..at], read(&text[at + 1..])),
        None => ("", text.to_owned()),
    };
    let mut out = name.to_owned();
    out.push_str(if name.is_empty() { "" } else { "=" });
    // A space is sent as in a form (curl 7.76 and later).
    encode_form(&content, &mut out);
    out
}

/// Percent-encodes a name or a value as in a form: a space is `+`.
pub(crate) fn encode_form(text: &str, out: &mut String) {
    let start = out.len();
    encode(text, out);
    out.replace_range(start.., &out[start..].replace("%20", "+"));
}

/// Percent-encodes all but `unreserved` (RFC 3986 section 2.3); placeholders wait for their value.
pub(crate) fn encode(text: &str, out: &mut String) {
    use percent_encoding::utf8_percent_encode;
    let mut rest = text;
    while let Some(at) = rest.find(['$', '<']) {
        let shown = &rest[at..];
        let close = if shown.starts_with("${") { '}' } else { '>' };
        let name = shown.trim_start_matches(['$', '{', '<']);
        let placeholder = (shown.starts_with("${") || shown.starts_with('<'))
            && name.starts_with(|c: char| c.is_alphabetic() || c == '(');
        let end = shown
            .find(close)
            .filter(|end| placeholder && !shown[..*end].contains(['"', '=', '\n']))
            .map_or(0, |end| end + 1);
        out.extend(utf8_percent_encode(&rest[..at], UNRESERVED));
        out.push_str(&shown[..end]);
        let taken = at + end.max(1);
        out.extend(utf8_percent_encode(&rest[at + end..taken], UNRESERVED));
        rest = &rest[taken..];
    }
    out.extend(utf8_percent_encode(rest, UNRESERVED));
}

/// What separates the parts of a form: the boundary of the command's own `Content-Type`, if it has one.
fn boundary(call: &Call) -> &str {
    const PARAMETER: &str = "boundary=";
    let own = call.headers.iter().find_map(|header| {
        let (name, value) = header.text.split_once(':')?;
        let at =
            value.to_ascii_lowercase().find(PARAMETER).filter(|_| name.trim().eq_ignore_ascii_case("content-type"))?;
        let boundary = value[at + PARAMETER.len()..].split([';', ',']).next()?.trim().trim_matches('"');
        (!boundary.is_empty()).then_some(boundary)
    });
    own.unwrap_or(BOUNDARY)
}

/// RFC 7578, in curl's order of fields.
fn multipart(call: &Call, boundary: &str, files: &Files<'_>) -> Word {
    let first = call.form.first().map_or(0, |(word, _)| word.source(0));
    let mut body = Word::at(first);
    for (part, reads_files) in &call.form {
        let at = part.source(0);
        let (name, value) = part.text.split_once('=').unwrap_or((&part.text, ""));
        body.push(&format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\""), at);
        let file = file_of(value).filter(|_| *reads_files);
        let (value, parameters) = if *reads_files { with_parameters(value) } else { (value, Vec::new()) };
        let parameter =
            |key: &str| parameters.iter().find(|(name, _)| *name == key).map(|(_, value)| value.trim_matches('"'));
        let content = if file.is_some() {
            let path = value[1..].trim_matches('"');
            let attached = value.starts_with('@');
            if attached || parameter("filename").is_some() {
                let name = parameter("filename").unwrap_or_else(|| if path == "-" { path } else { file_name(path) });
                body.push(&format!("; filename=\"{name}\""), at);
            }
            let guessed = attached.then(|| media_type_of(path));
            if let Some(media_type) = parameter("type").or(guessed) {
                body.push(&format!("\r\nContent-Type: {media_type}"), at);
            }
            files(path).map_or_else(|| part.placeholder_for(path).text, |content| content.text().to_owned())
        } else {
            if let Some(media_type) = parameter("type") {
                body.push(&format!("\r\nContent-Type: {media_type}"), at);
            }
            value.trim_matches('"').to_owned()
        };
        body.push(&format!("\r\n\r\n{content}\r\n"), at);
    }
    body.push(&format!("--{boundary}--\r\n"), first);
    body
}

/// The file whose content a part of a form is (`name=@file`, `name=<file`).
pub(crate) fn form_file(part: &str) -> Option<&str> {
    let file = file_of(part.split_once('=')?.1)?;
    Some(with_parameters(file).0.trim_matches('"'))
}

/// What is behind the mark of a file that a value of a form begins with: not that of a document, and not that of a placeholder.
fn file_of(value: &str) -> Option<&str> {
    let is_placeholder = || value.starts_with('<') && whole_placeholder(with_parameters(value).0).is_some();
    value.strip_prefix(['@', '<']).filter(|_| !value.starts_with("<?") && !is_placeholder())
}

/// `value;type=text/plain;filename=x` taken apart.
fn with_parameters(value: &str) -> (&str, Vec<(&str, &str)>) {
    let known = ["type=", "filename=", "encoder=", "headers="];
    let starts = value.match_indices(';').map(|(at, _)| at);
    let Some(end) = starts.clone().find(|at| known.iter().any(|key| value[at + 1..].trim_start().starts_with(key)))
    else {
        return (value, Vec::new());
    };
    let parameters = value[end + 1..].split(';').filter_map(|pair| pair.trim().split_once('='));
    (&value[..end], parameters.collect())
}

/// As curl guesses it from a file's name.
fn media_type_of(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("gif") => "image/gif",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain",
        Some("htm" | "html") => "text/html",
        Some("pdf") => "application/pdf",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::command::pipeline::Variables;
    use crate::docs::dialect::command::shell::pipeline;
    use crate::docs::dialect::curl::call::call;

    fn sent(text: &str) -> (String, Option<String>) {
        let call = call(&pipeline(text, 0, false, &Variables::of("")).stages[0].words);
        let files = |name: &str| {
            (name == "f").then(|| {
                let mut word = Word::at(0);
                word.push("a b\nc\n", 0);
                Content::SameFence(word)
            })
        };
        let payload = payload(&call, &files).expect("a body");
        (payload.content.text().to_owned(), payload.media_type)
    }

    #[test]
    fn data_is_joined_and_encoded_as_curl_does_it() {
        let form = Some(FORM.to_owned());
        assert_eq!(sent("-d a=1 -d 'b=x y' h"), ("a=1&b=x y".to_owned(), form.clone()));
        assert_eq!(sent("-d @f h"), ("a bc".to_owned(), form.clone()));
        assert_eq!(sent("--data-binary @f h"), ("a b\nc\n".to_owned(), form.clone()));
        assert_eq!(sent("--data-raw @f h"), ("@f".to_owned(), form.clone()));
        assert_eq!(
            sent("--data-urlencode 'q={j=\"x\"}' --data-urlencode n@f --data-urlencode '=&' -d $V h"),
            ("q=%7Bj%3D%22x%22%7D&n=a+b%0Ac%0A&%26&${V}".to_owned(), form)
        );
        assert_eq!(sent("--json '{' --json '}' h"), ("{}".to_owned(), Some("application/json".to_owned())));
        assert_eq!(sent("-T x/y.bin h"), ("<y.bin>".to_owned(), None));
        assert_eq!(sent("-T '<file>' h"), ("<file>".to_owned(), None));
        assert_eq!(sent("--data-binary '@<file>' h").0, "<file>");
        assert_eq!(sent("--data-urlencode 'b@<file>' --data-urlencode 'c=<d' h").0, "b=<file>&c=%3Cd");
    }

    #[test]
    fn files_of_the_user_lose_their_line_ends_where_curl_removes_them() {
        let joined = |text: &str| {
            let call = call(&pipeline(text, 0, false, &Variables::of("")).stages[0].words);
            joined_files(&call, &|name: &str| (name == "f").then(|| Content::SameFence(Word::at(0))))
        };
        assert_eq!(joined("-d @a/points.txt --data-binary @b -d @f -d x h"), ["points.txt"]);
        assert_eq!(joined("-d '@<points>' h"), ["points"]);
        assert_eq!(joined("--data-raw @a --json @b --data-urlencode @c h"), [""; 0]);
    }

    #[test]
    fn forms_are_multipart() {
        let (body, media_type) = sent("-F 'a=1;type=text/plain' -F b=@f -F 'c=<f' --form-string d=@f h");
        assert_eq!(media_type.as_deref(), Some("multipart/form-data; boundary=------------------------doctrial"));
        let parts: Vec<&str> = body.split(&format!("--{BOUNDARY}")).collect();
        assert_eq!(parts[1], "\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain\r\n\r\n1\r\n");
        assert!(
            parts[2].contains("; filename=\"f\"\r\nContent-Type: application/octet-stream\r\n\r\na b\nc\n\r\n"),
            "{body}"
        );
        assert_eq!(parts[3], "\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\na b\nc\n\r\n");
        assert_eq!(parts[4], "\r\nContent-Disposition: form-data; name=\"d\"\r\n\r\n@f\r\n");
        assert_eq!(parts[5], "--\r\n");
        let (body, _) = sent("-F 'a=<id>' -F 'b=<lamp id>;type=text/plain' -F 'c=@<file>' -F 'd=<f.txt' h");
        for part in ["name=\"a\"\r\n\r\n<id>\r\n", "\r\n\r\n<lamp id>\r\n", "\r\n\r\n<file>\r\n", "\r\n\r\n<f.txt>\r\n"]
        {
            assert!(body.contains(part), "{part} {body}");
        }
        let (body, _) = sent("-H 'Content-Type: multipart/form-data; Boundary=abc' -F a=1 h");
        assert!(body.starts_with("--abc\r\n") && body.ends_with("\r\n--abc--\r\n"), "{body}");
    }
}
