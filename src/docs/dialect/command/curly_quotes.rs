//! Quotes as word processors and web pages make them of those of a shell: `“...”`, `‘...’`.

use super::pipeline::ShellDefect;
use super::quote_characters::{DOUBLE, SINGLE};
use super::shell::Reader;

impl Reader<'_> {
    /// Reads a word in curly quotes, if it is beyond doubt where it ends: at the first quote of its kind that a blank or an
    /// operator follows, and there is no other of that kind before. Apostrophes within a word are no quotes.
    pub(crate) fn curly_quoted(&mut self, open: char) -> bool {
        let is_single = SINGLE.contains(&open);
        let own = if is_single { SINGLE } else { DOUBLE };
        let inside = &self.rest()[open.len_utf8()..];
        let is_apostrophe = |at: usize, quote: char| {
            let after = inside[at + quote.len_utf8()..].chars().next();
            is_single && inside[..at].ends_with(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
        };
        let mut quotes = inside.char_indices().filter(|(at, c)| own.contains(c) && !is_apostrophe(*at, *c));
        let Some((length, close)) = quotes.next() else { return false };
        let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '|' | '&' | '>' | ')' | '\\');
        if !inside[length + close.len_utf8()..].chars().next().is_none_or(ends) {
            return false;
        }
        if !self.out.defects.iter().any(|(defect, _)| *defect == ShellDefect::CurlyQuote) {
            self.out.defects.push((ShellDefect::CurlyQuote, self.at));
        }
        self.put("", self.at);
        self.at += open.len_utf8();
        let end = self.at + length;
        while let Some(c) = self.source[self.at..end].chars().next() {
            // What makes curly quotes makes them of those within others, too.
            if is_single && DOUBLE.contains(&c) {
                self.put("\"", self.at);
                self.at += c.len_utf8();
            } else {
                self.take(c.len_utf8());
            }
        }
        self.at = end + close.len_utf8();
        true
    }
}

#[cfg(test)]
mod tests {
    use crate::docs::dialect::command::pipeline::{ShellDefect, Variables};
    use crate::docs::dialect::command::shell::pipeline;

    fn words(source: &str) -> (Vec<String>, Vec<(ShellDefect, usize)>) {
        let read = pipeline(source, 0, false, &Variables::of(source));
        let words = read.stages.into_iter().flat_map(|stage| stage.words).map(|word| word.text);
        (words.collect(), read.defects)
    }

    #[test]
    fn words_in_curly_quotes_are_those_in_plain_ones() {
        let (read, defects) = words("-H “X-A: it’s” -d ‘{“a”: “I’m $b”}’ \\\n „“ http://h");
        assert_eq!(read, ["-H", "X-A: it’s", "-d", "{\"a\": \"I’m $b\"}", "", "http://h"]);
        assert_eq!(defects, [(ShellDefect::CurlyQuote, 3)]);
    }

    #[test]
    fn what_may_be_read_in_several_ways_is_left_alone() {
        for source in ["-d “{“a”: 1}” x", "-d ‘{a x", "-d “a”b x", "-d x“a”", "-d '“a”'"] {
            let (_, defects) = words(source);
            assert!(!defects.iter().any(|(defect, _)| *defect == ShellDefect::CurlyQuote), "{source}");
        }
    }
}
