//! XML bodies: well-formed, and with the documented root element.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::finding::rules::other_body::{NOT_WELL_FORMED, WRONG_ROOT};
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::headers::content_type;
use crate::text::SourceText;

/// Judges an XML body by the documented one. What stands below the root element is not compared.
pub(crate) fn judge(context: &mut JudgeContext<'_>, passage: &SourceText) {
    context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
    let text = String::from_utf8_lossy(&context.response.body);
    let actual = match root(&text) {
        Ok(root) => root,
        Err(why) => {
            let finding = context
                .finding(
                    &NOT_WELL_FORMED,
                    passage.start(),
                    At::Body(Pointer::root()),
                    format!("the body is no well-formed XML: {why}"),
                )
                .expected("well-formed XML")
                .actual(content_type::glimpse(&context.response.body))
                .help("correct the service; or show in the page what it really sends");
            context.report(finding);
            return;
        }
    };
    // The documented text need not be well-formed: examples are cut and annotated.
    if let Some(documented) = first_element(passage.text()).filter(|documented| *documented != actual) {
        let message = format!("the root element is `{}`, the docs show `{documented}`", excerpt::cut(&actual, 60));
        let finding = context
            .finding(&WRONG_ROOT, passage.start(), At::Body(Pointer::root()), message)
            .expected(format!("<{documented}>"))
            .actual(content_type::glimpse(&context.response.body))
            .help("correct the example, or the service");
        context.report(finding);
    }
}

/// The local name of the root element of a well-formed text.
fn root(text: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut depth, mut root) = (0_usize, None);
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("byte {}: {error}", reader.error_position()))? {
            Event::Start(start) => {
                if depth == 0 && root.is_some() {
                    return Err(format!("byte {at}: a second root element"));
                }
                root.get_or_insert_with(|| String::from_utf8_lossy(start.local_name().as_ref()).into_owned());
                depth += 1;
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 && !text.iter().all(u8::is_ascii_whitespace) => {
                return Err(format!("byte {at}: text outside of the root element"));
            }
            Event::Eof if depth > 0 => return Err("it ends before its root element does".to_owned()),
            Event::Eof => return root.ok_or_else(|| "it has no root element".to_owned()),
            _ => {}
        }
    }
}

fn first_element(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(String::from_utf8_lossy(start.local_name().as_ref()).into_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_is_one_root_closed() {
        assert_eq!(root("<?xml version='1.0'?>\n<a:feed><b/></a:feed>\n").as_deref(), Ok("feed"));
        for wrong in ["<a><b></a>", "<a>", "", "x<a/>", "<a/><b/>", "{\"a\": 1}"] {
            assert!(root(wrong).is_err(), "{wrong}");
        }
        assert_eq!(first_element("<a>\n ... cut"), Some("a".to_owned()));
    }
}
