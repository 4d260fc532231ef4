//! XML bodies: well-formed, and with the documented root element.

use std::borrow::Cow;

use roxmltree::{Document, ParsingOptions};

use super::xml_limits;
use crate::finding::rules::other_body::{NOT_WELL_FORMED, WRONG_ROOT};
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::SourceText;

/// Judges an XML body by the documented one. What is below the root element is not compared.
pub(crate) fn judge(context: &mut JudgeContext<'_>, documented: &SourceText) {
    context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
    let text = decoded(&context.response.body);
    if let Some(what) = xml_limits::exceeded(&text) {
        return context.cannot_judge(format!("the XML of the response is not read: it has {what}"));
    }
    let actual = match root(&text) {
        Ok(root) => root,
        Err(why) => {
            let message = format!("the body is not well-formed XML: {}", excerpt::line(&why));
            let finding = context
                .finding(&NOT_WELL_FORMED, documented.token(0), At::Body(Pointer::root()), message)
                .expected("well-formed XML")
                .actual(excerpt::body(&context.response.body))
                .help("correct the service; or show in the page what it really sends");
            context.report(finding);
            return;
        }
    };
    // The documented text need not be well-formed: examples are cut and annotated.
    if let Some(name) = first_element(documented.text()).filter(|name| *name != actual) {
        let message = format!("the root element is `{}`, the docs show `{name}`", excerpt::cut(&actual, 60));
        let finding = context
            .finding(&WRONG_ROOT, documented.token(0), At::Body(Pointer::root()), message)
            .expected(format!("<{name}>"))
            .actual(excerpt::body(&context.response.body))
            .help("correct the example, or the service");
        context.report(finding);
    }
}

/// The local name of the root element of a well-formed document; else why it is not well-formed, and where.
fn root(text: &str) -> Result<String, String> {
    // A document type is part of XML; the parser limits what its entities expand to.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Ok(document.root_element().tag_name().name().to_owned()),
        Err(error) => {
            let (place, what) = (error.pos(), error.to_string());
            // The parser ends its message with the place, as `at 1:5`.
            let what = what.strip_suffix(&format!(" at {place}")).unwrap_or(&what);
            Err(format!("line {}, column {}: {what}", place.row, place.col))
        }
    }
}

/// The text of a document: UTF-16 by its byte order mark, else taken as UTF-8. In other encodings markup is as in UTF-8, and
/// nothing else is needed.
fn decoded(body: &[u8]) -> Cow<'_, str> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match body {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        _ => String::from_utf8_lossy(body),
    }
}

/// The local name in the first start tag of a text that looks like XML.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = &rest[rest.find('<')?..];
        let close = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') => break,
            _ => "<",
        };
        let after = &rest[1..];
        rest = &after[after.find(close)?..];
    }
    let name = rest[1..].split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_a_well_formed_document_is_named() {
        let utf16: Vec<u8> = "\u{feff}<feed/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [
            &b"<?xml version='1.0'?>\n<a:feed xmlns:a='urn:a'><b/></a:feed>\n"[..],
            b"\xef\xbb\xbf<feed/>",
            b"<?xml version='1.0' encoding='ISO-8859-1'?><feed>caf\xe9</feed>",
            b"<!DOCTYPE feed [<!ENTITY e 'x'>]><feed>&e;</feed>",
            &utf16,
        ] {
            assert_eq!(root(&decoded(text)).as_deref(), Ok("feed"), "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn what_is_not_well_formed_is_named_with_its_place() {
        for (text, why) in [
            ("<a><b></a>", "line 1, column 7: "),
            ("<a>\n", "line 1, column 1: "),
            ("", "line 1, column 1: "),
            ("x<a/>", "line 1, column 1: "),
            ("<a/>\n<b/>", "line 2, column 1: "),
            ("{\"a\": 1}", "line 1, column 1: "),
            ("<a b='1'\n b='2'/>", "line 2, column 2: "),
            ("<a>&none;</a>", "line 1, column 4: "),
            ("<a b=1/>", "line 1, column 6: "),
            ("<p:a/>", "line 1, column 2: "),
        ] {
            let error = root(text).expect_err(text);
            assert!(error.starts_with(why), "{text}: {error}");
            assert_eq!(error.matches("line ").count(), 1, "{error}");
        }
    }

    #[test]
    fn depth_and_entities_are_no_way_to_exhaust_the_judge() {
        let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(root(&deep).as_deref(), Ok("a"));
        let doubled = (1..40).map(|n| format!("<!ENTITY e{n} '&e{};&e{};'>", n - 1, n - 1));
        let entities: String = std::iter::once("<!ENTITY e0 'x'>".to_owned()).chain(doubled).collect();
        assert!(root(&format!("<!DOCTYPE a [{entities}]><a>&e39;</a>")).is_err());
    }

    #[test]
    fn a_cut_example_shows_its_root_all_the_same() {
        assert_eq!(first_element("<?xml version=\"1.0\"?>\n<!-- <x> --><a:b c='1'>\n ... cut"), Some("b"));
        assert_eq!(first_element("1 < 2 <!DOCTYPE a><a/>"), Some("a"));
        assert_eq!(first_element("no markup < here"), None);
    }
}
