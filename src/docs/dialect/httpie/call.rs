//! The words of an `HTTPie` command -> what it requests, in the terms of `curl`.

use super::body;
use super::invocation::is_method_in_lower_case;
use super::item::{Item, ItemKind};
use super::options::takes_value;
use crate::docs::dialect::command::call::{Call, DataKind, prefixed};
use crate::docs::dialect::command::command_words::Command;
use crate::docs::dialect::command::payload::encode_form;
use crate::docs::dialect::command::word::Word;

/// What the options of a command say.
#[derive(Default)]
struct Options {
    form: bool,
    multipart: bool,
    bearer: bool,
    auth: Option<Word>,
    raw: Option<Word>,
}

/// Reads the words after `http`.
pub(super) fn call(command: &Command) -> Call {
    let mut call = Call::default();
    let mut options = Options::default();
    let mut words = command.words.iter();
    let (mut items, mut url) = (Vec::new(), None);
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if text.len() > 1 && text.starts_with('-') {
            let joined = text.split_once('=').filter(|_| text.starts_with("--"));
            let name = joined.map_or(text, |(name, _)| name);
            let value = match joined {
                Some((name, _)) => Some(word.tail(name.len() + 1)),
                None if takes_value(text) => words.next().cloned(),
                None => None,
            };
            option(&mut call, &mut options, name, value);
        } else if url.is_some() {
            items.extend(Item::read(word));
        } else if call.method.is_none() && is_method(text) {
            call.method = Some(word.clone());
        } else if call.method.is_none() && is_method_in_lower_case(text) {
            let mut method = Word::at(word.range.start);
            method.push(&text.to_ascii_uppercase(), word.range.start);
            call.method = Some(method);
        } else {
            url = Some(word);
        }
    }
    call.urls.extend(url.map(|word| address(word, command.name.starts_with("https") || command.name == "xhs")));
    head(&mut call, &items);
    data(&mut call, &options, &items, command);
    if let Some(auth) = options.auth {
        if options.bearer {
            call.fields.push(("Authorization", prefixed("Bearer ", &auth)));
        } else {
            call.user = Some(auth);
        }
    }
    call
}

fn is_method(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn option(call: &mut Call, options: &mut Options, name: &str, value: Option<Word>) {
    match (name, value) {
        ("--auth" | "-a", value) => options.auth = value,
        ("--auth-type" | "-A", Some(kind)) => options.bearer = kind.text == "bearer",
        ("--bearer", value) => (options.bearer, options.auth) = (true, value),
        ("--raw", value) => options.raw = value,
        ("--output" | "-o", _) => call.output = true,
        ("--download" | "-d", _) => (call.output, call.download) = (true, true),
        ("--verify", Some(value)) if !matches!(value.text.as_str(), "yes" | "true") => {
            call.tls.push(format!("--verify {}", value.text));
        }
        ("--cert" | "--cert-key", Some(value)) => call.tls.push(format!("{name} {}", value.text)),
        ("--multipart", _) => options.multipart = true,
        ("--form", _) => options.form = true,
        ("--stream", _) => call.streams = true,
        (short, _) if !short.starts_with("--") => {
            options.form |= short.contains('f');
            call.streams |= short.contains('S');
        }
        _ => {}
    }
}

/// `:8000/x` is on this machine; a URL without a scheme has that of the command's name.
fn address(word: &Word, secure: bool) -> Word {
    let text = word.text.as_str();
    let scheme = if secure { "https://" } else { "http://" };
    if let Some(rest) = text.strip_prefix(':') {
        let port = rest.starts_with(|c: char| c.is_ascii_digit());
        let host = format!("{scheme}localhost{}", if port { ":" } else { "" });
        return prefixed(&host, &word.tail(1));
    }
    if let Some(rest) = text.strip_prefix("://") {
        return prefixed(scheme, &word.tail(text.len() - rest.len()));
    }
    let has_scheme = text.contains("://") || text.starts_with(['$', '<', '{', '/']);
    if has_scheme { word.clone() } else { prefixed(scheme, word) }
}

fn head(call: &mut Call, items: &[Item<'_>]) {
    for item in items {
        match item.kind {
            ItemKind::Header => call.headers.push(item.word.clone()),
            ItemKind::Query => {
                let mut text = item.name.clone();
                text.push('=');
                encode_form(item.value(), &mut text);
                let mut query = Word::at(item.word.range.start);
                query.push(&text, item.word.range.start);
                call.query.push(query);
            }
            _ => {}
        }
    }
}

fn data(call: &mut Call, options: &Options, items: &[Item<'_>], command: &Command) {
    let parts: Vec<&Item<'_>> = items.iter().filter(|item| item.is_data()).collect();
    let files = parts.iter().any(|item| item.kind == ItemKind::File && !item.name.is_empty());
    if let [Item { kind: ItemKind::File, word, name, .. }] = parts.as_slice()
        && name.is_empty()
    {
        call.data.push((DataKind::Json, (*word).clone()));
    } else if options.multipart || options.form && files {
        call.form.extend(parts.iter().map(|item| (form_field(item), true)));
    } else if options.form && !parts.is_empty() {
        call.data.push((DataKind::Raw, body::form(&parts)));
    } else if !parts.is_empty() {
        call.data.push((DataKind::Json, body::json(&parts)));
    } else if let Some(raw) = &options.raw {
        call.data.push((DataKind::Json, raw.clone()));
    } else if command.input.is_some() {
        call.data.push((DataKind::Json, prefixed("@-", &Word::at(command.start))));
    } else if let Some(file) = &command.input_file {
        call.data.push((DataKind::Json, prefixed("@", file)));
    }
}

/// A field of a multipart form as `curl -F` has it: `name=@path` for a file.
fn form_field(item: &Item<'_>) -> Word {
    let mark = if item.kind == ItemKind::File { "@" } else { "" };
    prefixed(&format!("{}={mark}", item.name), &item.word.tail(item.value_at))
}

#[cfg(test)]
mod tests {
    use super::super::HTTPIE;
    use super::*;
    use crate::docs::dialect::command::{request, script};
    use crate::text::SourceText;

    /// The request line, the header fields and the body of the first command.
    fn sent(text: &str) -> String {
        let command = script::read(text, &HTTPIE).commands.remove(0);
        let input = command.input.clone().map(crate::docs::dialect::command::payload::Content::SameFence);
        let files = |name: &str| input.clone().filter(|_| name == "-");
        let request = request::request(&call(&command), &SourceText::new(text, 1, &[]), 1, &files).expect("a request");
        let mut out = format!("{} {}", request.method, request.url);
        for field in &request.headers {
            out.extend([" | ", &field.name, ": ", &field.value]);
        }
        out + &request.body.map(|body| format!(" | {}", body.text())).unwrap_or_default()
    }

    #[test]
    fn commands_are_read_as_the_program_reads_them() {
        let json = "Content-Type: application/json | Accept: application/json";
        assert_eq!(sent("http :8000/a b==c d X-E:f"), "GET http://localhost:8000/a?b=c | X-E: f");
        assert_eq!(
            sent("http POST :/a b=1 c:=2"),
            format!("POST http://localhost/a | {json} | {{\"b\": \"1\", \"c\": 2}}")
        );
        assert_eq!(sent("https h.example/a b=1"), format!("POST https://h.example/a | {json} | {{\"b\": \"1\"}}"));
        assert_eq!(
            sent("http --form PUT http://h/a title=\"floor 2\""),
            "PUT http://h/a | Content-Type: application/x-www-form-urlencoded | title=floor+2"
        );
        assert_eq!(sent("echo '[1]' | http PATCH http://h/a"), format!("PATCH http://h/a | {json} | [1]"));
        assert_eq!(sent("http -A bearer -a tok h.example/a"), "GET http://h.example/a | Authorization: Bearer tok");
        assert_eq!(sent("http --auth=u:p DELETE $API/a"), "DELETE /a | Authorization: Basic dTpw");
    }

    #[test]
    fn a_file_is_a_part_of_a_form_or_the_body() {
        assert!(sent("http --form POST :/a f@b.txt").contains("name=\"f\"; filename=\"b.txt\""));
        assert!(sent("http POST :/a @b.json").ends_with("| <b.json>"));
        assert!(sent("http POST :/a < b.json").ends_with("| <b.json>"));
    }
}
