//! JSON written so that it can be embedded in HTML.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};

use crate::report::printable::{is_unprintable, push_escape};

/// How many bytes of a text are written: a record keeps less of a body.
const LONGEST: usize = 20_000;

/// JSON that can be put into an element of HTML: nothing in it ends or opens one, no text is longer than a reader needs, and
/// characters that control the display are escapes for the eye.
pub(super) fn embedded_json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut out, Embedded::default());
    value.serialize(&mut serializer).expect("strings, numbers and lists are JSON");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Counts the bytes of the text that is being written.
#[derive(Default)]
struct Embedded {
    written: usize,
}

impl Embedded {
    /// Counts bytes, and says whether there is room for them.
    fn take(&mut self, bytes: usize) -> bool {
        self.written += bytes;
        self.written <= LONGEST
    }
}

impl Formatter for Embedded {
    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.written = 0;
        out.write_all(b"\"")
    }

    fn end_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.written > LONGEST {
            let _: () = write!(out, " ... ({} bytes in all, see the record)", self.written)?;
        }
        out.write_all(b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = String::new();
        for (at, c) in fragment.char_indices() {
            if !self.take(c.len_utf8()) {
                self.written += fragment.len() - at - c.len_utf8();
                break;
            }
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => push_escape(c, &mut plain),
                c if is_unprintable(c) => {
                    // A backslash in the text itself: the escape is shown.
                    plain.push('\\');
                    push_escape(c, &mut plain);
                }
                c => plain.push(c),
            }
        }
        out.write_all(plain.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        if !self.take(1) {
            return Ok(());
        }
        out.write_all(match escape {
            CharEscape::Quote => b"\\\"",
            CharEscape::ReverseSolidus => b"\\\\",
            CharEscape::Solidus => b"\\/",
            CharEscape::LineFeed => b"\\n",
            CharEscape::Tab => b"\\t",
            CharEscape::CarriageReturn => b"\\\\r",
            CharEscape::Backspace => b"\\\\b",
            CharEscape::FormFeed => b"\\\\f",
            CharEscape::AsciiControl(byte) => return write!(out, "\\\\u{byte:04x}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(text: &str) -> String {
        serde_json::from_str(&embedded_json(&text)).expect("JSON")
    }

    #[test]
    fn texts_stay_as_they_are_but_for_what_is_not_visible() {
        let text = "a \"quoted\"\\ <b> & {\n\t} \u{e4}\u{1f600}\u{2028}";
        assert_eq!(read_back(text), text);
        assert!(!embedded_json(&text).contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(read_back("\u{1b}[1m\u{202e}\u{85}\r\u{8}"), "\\u001b[1m\\u202e\\u0085\\r\\b");
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        for (text, all) in
            [("x".repeat(1 << 20), 1 << 20), ("\u{1f600}".repeat(9000), 36_000), ("\n".repeat(30_000), 30_000)]
        {
            let shown = read_back(&text);
            assert!(shown.len() < LONGEST + 60, "{}", shown.len());
            assert!(
                shown.ends_with(&format!(" ... ({all} bytes in all, see the record)")),
                "{}",
                &shown[shown.len() - 60..]
            );
        }
        let both = vec!["x".repeat(LONGEST + 1), "y".to_owned()];
        let read: Vec<String> = serde_json::from_str(&embedded_json(&both)).expect("JSON");
        assert_eq!(read[1], "y");
    }
}
