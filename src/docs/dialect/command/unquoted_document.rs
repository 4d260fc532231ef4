//! A JSON document without quotes behind an option for data: `-d {` and its members on further lines.

use super::pipeline::ShellDefect;
use super::shell::Reader;
use crate::json;
use crate::text::first_bytes;

/// The options whose value is a body.
const DATA_OPTIONS: &[&str] = &["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

/// How many bytes of a document are looked at.
const LONGEST: usize = 16_000;

impl Reader<'_> {
    /// Takes the document that begins here as one word, as it is meant. One in a single line without blanks is already a word.
    pub(crate) fn unquoted_document(&mut self) -> bool {
        let after_option =
            || self.last_word().is_some_and(|word| DATA_OPTIONS.contains(&word)) && self.word_text().is_none();
        if !after_option() {
            return false;
        }
        let near = first_bytes(self.rest(), LONGEST);
        let Some(length) = document(near).filter(|length| near[..*length].contains(['"', ' ', '\n'])) else {
            return false;
        };
        self.out.defects.push((ShellDefect::NoQuotes, self.at));
        self.take(length);
        true
    }
}

/// The length of the document that a text begins with.
fn document(text: &str) -> Option<usize> {
    let read = |text: &str| json::read(text).map(|document| document.root.end);
    read(text).or_else(|error| read(text[..error.at].trim_end())).ok()
}

#[cfg(test)]
mod tests {
    use crate::docs::dialect::command::pipeline::Variables;
    use crate::docs::dialect::command::shell::pipeline;

    #[test]
    fn a_document_behind_an_option_for_data_is_one_word() {
        let words = |source: &str| -> Vec<String> {
            let line = pipeline(source, 0, false, &Variables::of(source));
            line.stages[0].words.iter().map(|word| word.text.clone()).collect()
        };
        assert_eq!(words("curl -d {\n \"a\": \"b c\"\n} \\\nh/x"), ["curl", "-d", "{\n \"a\": \"b c\"\n}", "h/x"]);
        assert_eq!(words("curl --json [1, 2] h/x"), ["curl", "--json", "[1, 2]", "h/x"]);
        assert_eq!(words("curl -d {a}x h/x"), ["curl", "-d", "{a}x", "h/x"]);
        assert_eq!(words("curl {\"a\": 1} h"), ["curl", "{a:", "1}", "h"]);
        assert_eq!(words("curl -d {\n h/x"), ["curl", "-d", "{"]);
    }
}
