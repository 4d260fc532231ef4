//! The documented request body as it is sent: byte for byte, but for placeholders, stand-ins and repairs.

use super::change::{ChangeKind, RequestPart};
use super::fill_placeholders::Filler;
use super::json_body::JsonFiller;
use super::stand_in_rule::StandInRule;
use super::text_body;
use crate::contract::{Case, DocumentedBody, JsonLayout, whole_placeholder};
use crate::finding::{Skip, SkipKind};
use crate::http::MediaType;
use crate::http::url_template::as_written;
use crate::json;
use crate::json::{Node, Pointer, Value};
use crate::schema::Schemas;

/// A body that can go out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// It is JSON, by its documented media type or by its text.
    pub(super) json: bool,
}

/// Makes the body of a case.
pub(super) struct BodyFiller<'c> {
    pub(super) case: &'c Case,
    pub(super) schemas: &'c Schemas,
    pub(super) rule: StandInRule,
    /// A body that is one placeholder gets a generated content.
    pub(super) embedded: bool,
}

impl BodyFiller<'_> {
    /// The body; `None` where none is documented. What has no value stays with `filler`.
    ///
    /// # Errors
    /// A skip: `Unreadable` for JSON that cannot be read, `Unfilled` for a body that is one placeholder without a value,
    /// and for a stand-in that is not replaced.
    pub(super) fn body(&self, filler: &mut Filler<'_>) -> Result<Option<Body>, Skip> {
        let mut body = self.shown_body(filler)?;
        let is_ndjson = || self.case.request.media_type().is_some_and(|media| media.is_ndjson());
        if let Some(body) = &mut body
            && !self.case.dialect.shows_commands()
            && body.bytes.trim_ascii_end().ends_with(b"}")
            && !body.bytes.ends_with(b"\n")
            && is_ndjson()
        {
            // Each line ends; a fence does not show that of the last one. A command sends what it is given.
            body.bytes.push(b'\n');
        }
        Ok(body)
    }

    fn shown_body(&self, filler: &mut Filler<'_>) -> Result<Option<Body>, Skip> {
        let Some(documented) = self.case.request.body.as_ref().filter(|body| !body.text().is_empty()) else {
            return Ok(None);
        };
        filler.begin(RequestPart::Body(Pointer::root()));
        if let Some(text) = self.json(documented, filler)? {
            return Ok(Some(Body { bytes: text.into_bytes(), json: true }));
        }
        let text = documented.text();
        if let Some(name) = whole_placeholder(text) {
            return self.placeholder(text.trim(), name, filler).map(Some);
        }
        let media = self.case.request.media_type();
        let is = |kind: fn(&MediaType) -> bool| media.as_ref().is_some_and(kind);
        let command = self.case.dialect.shows_commands();
        let bytes = if is(MediaType::is_multipart) {
            // A part has no documented type of its own.
            let (case, schemas, rule) = (self.case, self.schemas, StandInRule::Keep);
            text_body::multipart(text, &mut JsonFiller { case, schemas, rule, filler })?
        } else if is(MediaType::is_form) && !(command && text_body::is_markup(text)) {
            text_body::form(text, command, filler)
        } else {
            text_body::plain(text, filler)
        };
        Ok(Some(Body { bytes, json: false }))
    }

    /// The body as JSON; `None` where it is not.
    fn json(&self, documented: &DocumentedBody, filler: &mut Filler<'_>) -> Result<Option<String>, Skip> {
        let Self { case, schemas, rule, .. } = *self;
        let text = documented.text();
        let command = case.dialect.shows_commands();
        let mut json = JsonFiller { case, schemas, rule, filler };
        match case.request_json_layout() {
            Some(JsonLayout::Document) => {}
            Some(JsonLayout::Lines) if whole_placeholder(text).is_none() => {
                return json_lines(text, &mut json).map(Some);
            }
            Some(JsonLayout::Lines | JsonLayout::Events) | None => return Ok(None),
        }
        match documented.json() {
            Ok(document) if leaves_all_out(&document.root) => Err(unfilled(case, text.trim(), "")),
            // What is shown alone stands for a whole file.
            Ok(document) if document.has_placeholders() && whole_placeholder(text).is_some() => Ok(None),
            Ok(document) if document.has_placeholders() => json.fill_unquoted(text, document).map(Some),
            Ok(document) => json.fill(text, document).map(Some),
            Err(_) if whole_placeholder(text).is_some() => Ok(None),
            Err(_) if command && !case.request.media_type().as_ref().is_some_and(MediaType::is_json) => Ok(None),
            Err(error) => Err(unreadable(case, documented, error)),
        }
    }

    /// A body of which the page shows nothing but a placeholder.
    fn placeholder(&self, shown: &str, name: &str, filler: &mut Filler<'_>) -> Result<Body, Skip> {
        let given = filler.file(shown, name).or_else(|| {
            filler.has(name).then(|| filler.value_or_missing(shown, name).unwrap_or_default().into_bytes())
        });
        match given {
            Some(bytes) => Ok(Body { bytes, json: false }),
            None if self.embedded => {
                filler.note(ChangeKind::Generated(shown.to_owned()));
                Ok(Body { bytes: b"doctrial".to_vec(), json: false })
            }
            None => Err(unfilled(self.case, shown, name)),
        }
    }
}

/// Whether a document shows nothing: `...`, `[...]`, `{ ... }`.
fn leaves_all_out(root: &Node) -> bool {
    match &root.value {
        Value::Elision => true,
        Value::Object { members, open } => *open && members.is_empty(),
        Value::Array { items, open } => *open && items.is_empty(),
        _ => false,
    }
}

/// Several lines, each a JSON document of its own.
fn json_lines(text: &str, json: &mut JsonFiller<'_, '_, '_>) -> Result<String, Skip> {
    let mut filled = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        match json::read(content) {
            Ok(document) if document.repairs.is_empty() => filled.push_str(&json.fill(content, &document)?),
            Ok(document) if document.has_placeholders() => filled.push_str(&json.fill_unquoted(content, &document)?),
            _ => filled.push_str(content),
        }
        filled.push_str(&line[content.len()..]);
    }
    Ok(filled)
}

fn unreadable(case: &Case, body: &DocumentedBody, error: &json::ReadError) -> Skip {
    let place = body.place(error.at);
    let reason = format!("the documented request body is not JSON: {}:{place}: {error}", case.page);
    Skip::new(SkipKind::Unreadable, reason)
}

fn unfilled(case: &Case, shown: &str, name: &str) -> Skip {
    let shown = as_written(shown).split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = shown.chars().take(60).collect();
    let mut reason = format!("unfilled body `{shown}`: show a real body in {}:{}", case.page, case.request.line);
    if !name.is_empty() {
        let name = name.chars().take(60).collect::<String>().replace('"', "\\\"");
        let how = format!(", or name a file that has it: [files] \"{name}\" = PATH in doctrial.toml");
        reason.push_str(&how);
    }
    Skip::new(SkipKind::Unfilled, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Target;
    use crate::contract::Dialect;
    use crate::request::testing;
    use crate::request::testing::{field, target, values};

    /// The bytes of a body and what was changed in it, or why it is not sent.
    fn sent(case: &Case, target: &Target, embedded: bool) -> Result<(String, Vec<String>), String> {
        let mut filler = Filler::new(values(target, embedded));
        let rule = StandInRule::of(case, target, embedded);
        let schemas = testing::schemas();
        let body =
            BodyFiller { case, schemas: &schemas, rule, embedded }.body(&mut filler).map_err(|skip| skip.reason)?;
        let changes = filler.finish().map_err(|skip| skip.reason)?;
        let bytes = body.expect("a documented body").bytes;
        let changes = changes.iter().map(ToString::to_string).collect();
        Ok((String::from_utf8(bytes).expect("text"), changes))
    }

    fn documented(media: Option<&str>, text: &str) -> Case {
        let mut case = testing::case("POST", "/x");
        case.request.headers.extend(media.map(|media| field("content-type", media)));
        case.request.body = Some(testing::body(text));
        case
    }

    fn bytes(media: Option<&str>, text: &str, embedded: bool) -> Result<String, String> {
        sent(&documented(media, text), &with_id(), embedded).map(|(bytes, _)| bytes)
    }

    fn with_id() -> Target {
        let mut target = target();
        target.parameters.insert("id".to_owned(), vec!["a \"b\"".to_owned()].into());
        target
    }

    #[test]
    fn strict_json_goes_out_byte_for_byte_and_repaired_json_is_counted() {
        let text = "{\n  \"b\": 1.50,\n  \"a\": [ ], \"Cmd\": [\"date\"], \"n\": \"5\"\n}";
        assert_eq!(sent(&documented(None, text), &target(), false), Ok((text.to_owned(), Vec::new())));
        let repaired = sent(&documented(Some("application/json"), "{\"b\": 1.50, \"a\":  1,}"), &target(), false);
        assert_eq!(
            repaired,
            Ok(("{\"b\": 1.50, \"a\":  1}".to_owned(), vec!["body repaired: a trailing comma".to_owned()]))
        );
    }

    #[test]
    fn placeholders_in_json_are_filled_in_the_text() {
        let text = "{ \"z\": \"{id}\",  \"a\": \"https:\\/\\/h/{id}\", \"<id>\": {\"n\": 1.0} }";
        let filled = "{ \"z\": \"a \\\"b\\\"\",  \"a\": \"https:\\/\\/h/a \\\"b\\\"\", \"a \\\"b\\\"\": {\"n\": 1.0} }";
        let changes = ["/z", "/a", "/<id>"].iter().zip(["{id}", "{id}", "<id>"]);
        let changes = changes.map(|(at, shown)| format!("{at} filled from [parameters]: {shown}")).collect();
        assert_eq!(sent(&documented(None, text), &with_id(), false), Ok((filled.to_owned(), changes)));
        let reason = bytes(None, "{\"m\": \"<ID of the member>\"}", false).expect_err("unfilled");
        assert!(reason.starts_with("unfilled <ID of the member>: give it under [parameters]"), "{reason}");
        assert!(reason.ends_with("--param 'ID of the member'=VALUE"), "{reason}");
        assert_eq!(bytes(None, "{\"m\": \"{x}\"}", true).as_deref(), Ok("{\"m\": \"x-1\"}"));
    }

    #[test]
    fn placeholders_without_quotes_are_filled_as_json() {
        let mut target = target();
        target.parameters.insert("n".to_owned(), vec!["7".to_owned()].into());
        target.parameters.insert("name".to_owned(), vec!["x".to_owned()].into());
        let case = documented(Some("application/json"), "{\"a\": {n}, \"b\": <name>, \"c\": \"<p>{n} of</p>\"}");
        let sent = sent(&case, &target, false).map(|(bytes, _)| bytes);
        assert_eq!(sent.as_deref(), Ok("{\"a\": 7, \"b\": \"x\", \"c\": \"<p>{n} of</p>\"}"));
        let reason = bytes(Some("application/json"), "{\"a\": {count}}", false).expect_err("unfilled");
        assert!(reason.starts_with("unfilled {count}:"), "{reason}");
    }

    #[test]
    fn placeholders_in_lines_of_json_are_filled_as_json() {
        let ndjson = Some("application/x-ndjson");
        for (shown, sent) in [
            ("{\"a\": \"{id}\"}", "{\"a\": \"a \\\"b\\\"\"}\n"),
            ("{\"a\": \"{id}\"}\n{\"b\": 1}", "{\"a\": \"a \\\"b\\\"\"}\n{\"b\": 1}\n"),
            ("{id}", "a \"b\""),
        ] {
            assert_eq!(bytes(ndjson, shown, false).as_deref(), Ok(sent), "{shown}");
        }
        assert_eq!(bytes(Some("text/plain"), "see {id}", false).as_deref(), Ok("see a \"b\""));
    }

    #[test]
    fn broken_json_is_skipped_with_its_place() {
        let reason = bytes(None, "{\n  \"a\": 1\n  \"b\": 2\n}", false).expect_err("broken");
        assert!(reason.starts_with("the documented request body is not JSON: p.md:15:9: "), "{reason}");
        assert!(bytes(Some("application/json"), "name=x", false).is_err());
    }

    #[test]
    fn a_stand_in_is_filled_in_annotated_pages_only() {
        let mut case = documented(None, "{ \"watts\": \"Double\", \"bed\": \"double\", \"n\":  1 }");
        let schema = serde_json::json!({"properties": {"watts": {"type": "number", "x-documented": true}}});
        case.request.schema = Some(schema);
        case.dialect = Dialect::ApiDoctor;
        let filled = "{ \"watts\": 1.5, \"bed\": \"double\", \"n\":  1 }".to_owned();
        let change = "/watts has a value of its type in place of the stand-in \"Double\"".to_owned();
        assert_eq!(sent(&case, &target(), false), Ok((filled.clone(), vec![change])));
        case.dialect = Dialect::Http;
        let reason = sent(&case, &target(), false).expect_err("skipped");
        assert!(reason.starts_with("unfilled \"Double\" at /watts: show a value, or set stand-ins"), "{reason}");
        let mut target = target();
        target.stand_ins = Some(crate::directive::StandIns::Fill);
        assert_eq!(sent(&case, &target, false).map(|(bytes, _)| bytes), Ok(filled));
        target.page_stand_ins = vec![("p.md".parse().expect("a glob"), crate::directive::StandIns::Keep)];
        let shown = case.request.body.clone().expect("a body").text().to_owned();
        assert_eq!(sent(&case, &target, false).map(|(bytes, _)| bytes), Ok(shown));
    }

    #[test]
    fn the_last_line_of_ndjson_ends_as_the_others() {
        let lines = "{\"index\": {}}\n{\"a\": 1}";
        let sent = |media: Option<&str>, text: &str| bytes(media, text, false).expect("is sent");
        assert_eq!(sent(Some("application/x-ndjson"), lines), format!("{lines}\n"));
        assert_eq!(sent(Some("application/x-ndjson"), "{\"a\": 1}"), "{\"a\": 1}\n");
        for media in [None, Some("application/json")] {
            assert_eq!(sent(media, "{\"a\": 1}"), "{\"a\": 1}");
        }
        assert_eq!(sent(Some("text/plain"), lines), lines);
        assert_eq!(sent(Some("application/x-ndjson"), "{\"a\": 1} "), "{\"a\": 1} \n");
        let mut command = documented(Some("application/x-ndjson"), lines);
        command.dialect = Dialect::Curl;
        assert_eq!(super::tests::sent(&command, &target(), false).map(|(bytes, _)| bytes).as_deref(), Ok(lines));
    }

    #[test]
    fn a_body_that_is_left_out_is_not_sent() {
        for media in [None, Some("application/json")] {
            for text in ["...", "[...]", "{...}", "{\n  ...\n}", "\u{2026}", "... the lamp ...", "...request body..."] {
                let reason = bytes(media, text, false).expect_err(text);
                assert!(reason.starts_with("unfilled body `"), "{reason}");
            }
            assert_eq!(bytes(media, "{\"a\": 1, ...}", false).as_deref(), Ok("{\"a\":1}"));
            assert_eq!(bytes(media, "[1, ...]", false).as_deref(), Ok("[1]"));
            assert_eq!(bytes(media, "{}", false).as_deref(), Ok("{}"));
        }
    }

    #[test]
    fn a_body_that_is_a_placeholder_is_never_sent_as_it_is() {
        for text in
            ["<binary>", "{binary data}", "[Zip file with the app]", "...binary data...", "{file}", "{{ TAR STREAM }}"]
        {
            let reason = bytes(None, text, false).expect_err(text);
            assert!(reason.starts_with(&format!("unfilled body `{text}`: show a real body in p.md:10")), "{reason}");
            assert_eq!(bytes(Some("image/jpeg"), text, true).as_deref(), Ok("doctrial"), "{text}");
        }
        for text in ["<html><b>x</b></html>", "The contents of the file go here.", "<a/>\n<b/>"] {
            assert_eq!(bytes(Some("text/html"), text, false).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_file_of_the_user_is_a_body_or_a_part_of_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data.bin");
        std::fs::write(&path, "a b\n").expect("writes");
        let mut target = target();
        target.files.insert("points.txt".to_owned(), path.clone());
        let whole = sent(&documented(None, "<points.txt>"), &target, false).expect("sent");
        assert_eq!(whole, ("a b\n".to_owned(), vec!["body filled from [files]: <points.txt>".to_owned()]));
        let part = documented(Some("multipart/form-data; boundary=b"), "--b\r\nX: 1\r\n\r\n<points.txt>\r\n--b--\r\n");
        let part = sent(&part, &target, false).expect("sent").0;
        assert_eq!(part, "--b\r\nX: 1\r\n\r\na b\n\r\n--b--\r\n");
        std::fs::remove_file(&path).expect("removes");
        let reason = sent(&documented(None, "<points.txt>"), &target, false).expect_err("no file");
        assert!(reason.starts_with("cannot read ") && reason.contains("([files] `points.txt`)"), "{reason}");
    }

    #[test]
    fn a_commands_data_goes_out_as_curl_sends_it() {
        let mut case = documented(Some("application/x-www-form-urlencoded"), "");
        case.dialect = Dialect::Curl;
        let mut target = target();
        target.parameters.insert("id".to_owned(), vec!["a b".to_owned()].into());
        let mut of_command = |text: &str| {
            case.request.body = Some(testing::body(text));
            sent(&case, &target, false).map(|(bytes, _)| bytes)
        };
        for (text, bytes) in [
            ("a=x y&b=%20+", "a=x y&b=%20+"),
            ("{\"a\": 1, \"b\": \"${id}\"}", "{\"a\": 1, \"b\": \"a b\"}"),
            ("{\"b\": \"at ${id}, {x}\"}", "{\"b\": \"at a b, {x}\"}"),
            ("{\"a\": 1}\n{\"a\": \"<id>\"}", "{\"a\": 1}\n{\"a\": \"a b\"}"),
            ("<a><b/></a>", "<a><b/></a>"),
            ("cpu,host=<id> value=1", "cpu,host=a b value=1"),
            ("{ \"query\": \"{lamp{watts}}\" }", "{ \"query\": \"{lamp{watts}}\" }"),
        ] {
            assert_eq!(of_command(text).as_deref(), Ok(bytes), "{text}");
        }
        assert!(of_command("value=<file.txt>").is_err_and(|reason| reason.starts_with("unfilled <file.txt>")));
        assert!(of_command("a=${(cat token)}").is_err_and(|reason| reason.starts_with("unfilled $(cat token)")));
    }
}
