//! A writer through which no text from outside can control the terminal.

use std::io::{self, Write};

use crate::text::{is_unprintable, push_escape};

/// The escape sequences of [`super::Palette`] and of clap; others come from pages, responses and file names.
const STYLES: [&str; 7] = ["\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[4m", "\x1b[31m", "\x1b[32m", "\x1b[33m"];

/// Writes text so that nothing in it can control the terminal: control characters and changes of direction are escaped,
/// except for line ends, tabs and our own styles. JSON stays JSON with the same meaning.
#[derive(Debug)]
pub struct PrintableWriter<W> {
    inner: W,
    /// The escape sequences that are let through.
    styles: &'static [&'static str],
}

impl<W: Write> PrintableWriter<W> {
    /// Escapes what is written to `inner`.
    pub const fn new(inner: W) -> Self {
        Self { inner, styles: &STYLES }
    }

    /// The same for a text that we write without any style: one in it comes from outside.
    pub const fn plain(inner: W) -> Self {
        Self { inner, styles: &[] }
    }
}

impl<W: Write> Write for PrintableWriter<W> {
    /// Takes all of the bytes; those that are not UTF-8 become U+FFFD.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.iter().copied().all(is_plain) {
            return self.inner.write(bytes);
        }
        self.inner.write_all(escaped(&String::from_utf8_lossy(bytes), self.styles).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Whether a byte is written as it is, and begins nothing that is written otherwise.
const fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n')
}

pub(super) fn escaped(text: &str, styles: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { return out };
        let style = styles.iter().find(|style| rest.starts_with(**style));
        let line_end = rest.starts_with("\r\n").then_some(&"\r\n");
        let kept = style.or(line_end).map_or(c.len_utf8(), |kept| kept.len());
        if kept == c.len_utf8() && is_unprintable(c) && !matches!(c, '\n' | '\t') {
            push_escape(c, &mut out);
        } else {
            out.push_str(&rest[..kept]);
        }
        rest = &rest[kept..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parts: &[&str]) -> String {
        let mut out = Vec::new();
        let mut writer = PrintableWriter::new(&mut out);
        for part in parts {
            writer.write_all(part.as_bytes()).expect("writes");
        }
        String::from_utf8(out).expect("is text")
    }

    #[test]
    fn terminal_escapes_are_shown_and_styles_kept() {
        assert_eq!(written(&["a\tb\r\nc\n", "\u{201c}é\u{201d}"]), "a\tb\r\nc\n\u{201c}é\u{201d}");
        assert_eq!(written(&["\x1b[1m\x1b[31mx\x1b[0m"]), "\x1b[1m\x1b[31mx\x1b[0m");
        assert_eq!(written(&["\x1b]0;t\x07", "\x1b[2J", "a\rb\u{9b}"]), "\\u001b]0;t\\u0007\\u001b[2Ja\\rb\\u009b");
    }

    #[test]
    fn a_plain_text_has_no_style_of_its_own() {
        let mut out = Vec::new();
        PrintableWriter::plain(&mut out).write_all("\x1b[31mx\n".as_bytes()).expect("writes");
        assert_eq!(String::from_utf8(out).expect("is text"), "\\u001b[31mx\n");
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = serde_json::to_string("a\u{202e}b\u{7f}").expect("is JSON");
        let shown = written(&[&text]);
        assert_eq!(shown, r#""a\u202eb\u007f""#);
        assert_eq!(serde_json::from_str::<String>(&shown).expect("is JSON"), "a\u{202e}b\u{7f}");
    }
}
