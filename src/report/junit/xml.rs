//! Elements, attributes and text as XML has them.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;

use crate::report::printable;

pub(super) type Xml = Writer<Vec<u8>>;

pub(super) fn pairs<'a>(attributes: &'a [(&'static str, Cow<'_, str>)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, &**value))
}

pub(super) fn properties(xml: &mut Xml, properties: &[(String, Cow<'_, str>)]) -> io::Result<()> {
    if properties.is_empty() {
        return Ok(());
    }
    xml.create_element("properties").write_inner_content(|xml| {
        for (name, value) in properties {
            let attributes = [("name", name.as_str()), ("value", &**value)];
            xml.create_element("property").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Without what XML 1.0 section 2.2 does not allow, and with changes of the direction of text as escapes.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let illegal = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !illegal(*c)) {
        if printable::is_unprintable(c) && !c.is_control() {
            printable::push_escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Seconds with milliseconds; 0 for a number that is not finite.
pub(super) fn seconds(ms: f64) -> String {
    format!("{:.3}", if ms.is_finite() { ms.max(0.0) / 1000.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_changes_its_direction() {
        assert_eq!(legal("p\u{202e}.md\u{1b}\u{e4}\n"), "p\\u202e.md\u{e4}\n");
    }
}
