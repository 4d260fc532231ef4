//! The documented request body made sendable.

use super::fill_placeholders::Filler;
use crate::contract::{Case, DocumentedBody};
use crate::finding::{Skip, SkipKind, Tolerance, ToleranceKind, TolerancePlace};
use crate::http::MediaType;
use crate::http::url_template::Part;
use crate::json;
use crate::schema::{Schemas, sample};
use crate::text::SourceText;

/// A body that can go out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// It is JSON, by its documented media type or by its text.
    pub(super) json: bool,
    /// One for each placeholder value in whose place a sample value is sent.
    pub(super) tolerances: Vec<Tolerance>,
}

/// The body of a case; `None` where none is documented. `embedded`: a body that is wholly a placeholder gets a stand-in.
///
/// # Errors
/// A skip: `Unreadable` for JSON that cannot be read, `Unfilled` for a body that is wholly a placeholder.
pub(super) fn body(
    case: &Case,
    schemas: &Schemas,
    embedded: bool,
    filler: &mut Filler<'_>,
) -> Result<Option<Body>, Skip> {
    let Some(documented) = case.request.body.as_ref().filter(|body| !body.text().is_empty()) else {
        return Ok(None);
    };
    let command = case.dialect.shows_commands();
    let sendable = if command { with_variables(documented, filler) } else { documented.clone() };
    let text = sendable.text();
    let media = case.request.media_type();
    let is = |kind: fn(&MediaType) -> bool| media.as_ref().is_some_and(kind);
    let says_json = is(MediaType::is_json);
    let may_be_json = says_json || command || !is(MediaType::is_form);
    if may_be_json && sendable.is_json(media.as_ref()) {
        match sendable.json() {
            Ok(document) => return Ok(Some(json_body(case, text, document, schemas))),
            Err(_) if is_placeholder(text) || command && !says_json => {}
            Err(error) => return Err(unreadable(case, documented, error)),
        }
    }
    if is_placeholder(text) {
        let stand_in = Body { bytes: b"doctrial".to_vec(), json: false, tolerances: Vec::new() };
        return if embedded { Ok(Some(stand_in)) } else { Err(unfilled(case, text)) };
    }
    let (is_form, is_multipart) = (is(MediaType::is_form), is(MediaType::is_multipart));
    let bytes = match command {
        // A command's form goes out as it is written: curl has encoded what it was asked to encode.
        true if is_form && !is_markup(text) || is_multipart => form(text, Part::Header, filler).into_bytes(),
        false if is_multipart => with_crlf(text),
        false if is_form => form(text, Part::Query, filler).into_bytes(),
        _ => text.as_bytes().to_vec(),
    };
    Ok(Some(Body { bytes, json: false, tolerances: Vec::new() }))
}

fn json_body(case: &Case, text: &str, document: &json::Document, schemas: &Schemas) -> Body {
    let any = serde_json::Value::Bool(true);
    let filled = sample(&document.root, case.request.schema.as_ref().unwrap_or(&any), schemas);
    let as_documented = filled.placeholders.is_empty() && document.repairs.is_empty();
    let bytes = if as_documented { text.to_owned() } else { filled.value.to_string() }.into_bytes();
    let at = |pointer: &json::Pointer| {
        Tolerance::new(ToleranceKind::Placeholder, TolerancePlace::RequestBody(pointer.clone()))
    };
    Body { bytes, json: true, tolerances: filled.placeholders.iter().map(at).collect() }
}

fn form(text: &str, part: Part, filler: &mut Filler<'_>) -> String {
    let mut form = String::with_capacity(text.len());
    filler.restart();
    filler.fill(text, part, &mut form);
    form
}

/// The shell's variables replaced by their values, the rest as it is.
fn with_variables(documented: &DocumentedBody, filler: &mut Filler<'_>) -> DocumentedBody {
    let mut text = String::with_capacity(documented.text().len());
    filler.restart();
    filler.fill_variables(documented.text(), &mut text);
    if text == documented.text() {
        return documented.clone();
    }
    SourceText::new(text, documented.start().line, &[documented.start().column]).into()
}

fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<') && (text.contains("</") || text.contains("/>") || text.starts_with("<?"))
}

/// `<binary>`, `{binary data}`, `[Zip file contents]`, `...binary data...`, `...`: one line in place of the body.
fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    // `{{ TAR STREAM }}`, as templates have it.
    let text =
        text.strip_prefix('{').filter(|inner| inner.starts_with('{')).and_then(|t| t.strip_suffix('}')).unwrap_or(text);
    let enclosed = [('<', '>'), ('{', '}'), ('[', ']')]
        .into_iter()
        .any(|(open, close)| text.strip_prefix(open).and_then(|t| t.strip_suffix(close)).is_some_and(is_plain));
    let dotted = text.starts_with("...") && text.ends_with("...") || text.starts_with('\u{2026}');
    !text.contains('\n') && (enclosed || dotted)
}

/// Words, not markup and not JSON.
fn is_plain(inner: &str) -> bool {
    !inner.is_empty() && !inner.contains(['<', '>', '"', '\'', ':', '{', '}', '='])
}

fn with_crlf(text: &str) -> Vec<u8> {
    let mut out = text.replace('\n', "\r\n").into_bytes();
    if !out.ends_with(b"\r\n") {
        out.extend(b"\r\n");
    }
    out
}

fn unreadable(case: &Case, body: &DocumentedBody, error: &json::ReadError) -> Skip {
    let place = body.place(error.at);
    let reason = format!("the documented request body is not JSON: {}:{place}: {error}", case.page);
    Skip::new(SkipKind::Unreadable, reason)
}

fn unfilled(case: &Case, text: &str) -> Skip {
    let shown: String = text.trim().chars().take(60).collect();
    let reason = format!("unfilled body `{shown}`: show a real body in {}:{}", case.page, case.request.line);
    Skip::new(SkipKind::Unfilled, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Dialect;
    use crate::request::testing;
    use crate::request::testing::{field, target};

    fn sent(media: Option<&str>, text: &str, embedded: bool) -> Result<(String, bool), String> {
        let mut case = testing::case("POST", "/x");
        case.request.headers.extend(media.map(|m| field("content-type", m)));
        case.request.body = Some(testing::body(text));
        let target = target();
        let mut filler = Filler::new(&target.parameters, embedded);
        let body = body(&case, &testing::schemas(), embedded, &mut filler).map_err(|skip| skip.reason)?;
        let body = body.expect("a documented body");
        filler.finish().map_err(|skip| skip.reason)?;
        Ok((String::from_utf8(body.bytes).expect("text"), body.json))
    }

    #[test]
    fn strict_json_goes_out_byte_for_byte_and_repaired_json_is_rewritten() {
        let text = "{\n  \"b\": 1.50,\n  \"a\": [ ]\n}";
        assert_eq!(sent(None, text, false), Ok((text.to_owned(), true)));
        assert_eq!(sent(Some("application/json"), "{\"a\": 1,}", false), Ok(("{\"a\":1}".to_owned(), true)));
    }

    #[test]
    fn broken_json_is_skipped_with_its_place() {
        let reason = sent(None, "{\n  \"a\": 1\n  \"b\": 2\n}", false).expect_err("broken");
        assert!(reason.starts_with("the documented request body is not JSON: p.md:16:3: "), "{reason}");
        assert!(sent(Some("application/json"), "name=x", false).is_err());
    }

    #[test]
    fn a_body_that_is_a_placeholder_is_never_sent_as_it_is() {
        for text in ["<binary>", "{binary data}", "[Zip file with the app]", "...binary data...", "{file}"] {
            let reason = sent(None, text, false).expect_err(text);
            assert_eq!(reason, format!("unfilled body `{text}`: show a real body in p.md:10"));
            assert_eq!(sent(Some("image/jpeg"), text, true), Ok(("doctrial".to_owned(), false)), "{text}");
        }
        for text in ["<html><b>x</b></html>", "The contents of the file go here.", "<a/>\n<b/>"] {
            assert_eq!(sent(Some("text/html"), text, false), Ok((text.to_owned(), false)));
        }
    }

    #[test]
    fn a_commands_data_goes_out_as_curl_sends_it() {
        let mut case = testing::case("POST", "/x");
        case.dialect = Dialect::Curl;
        case.request.headers.push(field("Content-Type", "application/x-www-form-urlencoded"));
        let mut target = target();
        target.parameters.insert("id".to_owned(), vec!["a b".to_owned()]);
        let mut of_command = |text: &str| {
            case.request.body = Some(testing::body(text));
            let mut filler = Filler::new(&target.parameters, false);
            let body = body(&case, &testing::schemas(), false, &mut filler).map_err(|skip| skip.reason)?;
            filler.finish().map_err(|skip| skip.reason)?;
            Ok::<_, String>(String::from_utf8(body.expect("a body").bytes).expect("text"))
        };
        for (text, bytes) in [
            ("a=x y&b=%20+", "a=x y&b=%20+"),
            ("{\"a\": 1, \"b\": \"${id}\"}", "{\"a\": 1, \"b\": \"a b\"}"),
            ("{\"a\": 1}\n{\"a\": 2}", "{\"a\": 1}\n{\"a\": 2}"),
            ("<a><b/></a>", "<a><b/></a>"),
            ("cpu,host=<id> value=1", "cpu,host=a b value=1"),
        ] {
            assert_eq!(of_command(text).as_deref(), Ok(bytes), "{text}");
        }
        assert!(of_command("value=<file.txt>").is_err_and(|reason| reason.starts_with("unfilled <file.txt>")));
    }

    #[test]
    fn multipart_lines_end_in_crlf_and_forms_are_filled() {
        let related = sent(Some("multipart/related; boundary=b"), "--b\n\nx\n--b--", false);
        assert_eq!(related, Ok(("--b\r\n\r\nx\r\n--b--\r\n".to_owned(), false)));
        let form = "grant_type=x&client_id={client-id}";
        assert!(sent(Some("application/x-www-form-urlencoded"), form, false).is_err());
        let with_stand_ins = sent(Some("application/x-www-form-urlencoded"), form, true);
        assert_eq!(with_stand_ins, Ok(("grant_type=x&client_id=client-id-1".to_owned(), false)));
    }
}
