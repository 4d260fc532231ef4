//! `-d @<(cat <<EOF ...)`: data that another command prints.

use super::printed::{Printed, output_of, printed};
use super::shell::{Reader, pipeline};

impl Reader<'_> {
    /// Reads a command in `<(...)` behind an `@`, whose output the command reads in place of a file.
    pub(crate) fn process_substitution(&mut self) -> bool {
        let at_sign = self.word_text() == Some("@");
        if !at_sign || !self.rest().starts_with("<(") {
            return false;
        }
        let start = self.at + 2;
        let Some(length) = closed(&self.source[start..]) else { return self.document_substitution(start) };
        let end = start + length;
        let inner = pipeline(&self.source[..end], start, false, self.variables);
        let is_all = inner.end >= end;
        let printed = match inner.stages.into_iter().next_back().filter(|_| is_all).map(printed) {
            Some(printed) => printed,
            None => Printed::File(output_of("", start)),
        };
        match printed {
            Printed::Text(text) => {
                self.put("-", self.at);
                self.set_input(text);
            }
            Printed::File(file) => self.put(&file.text, self.at),
        }
        self.at = end + 1;
        true
    }

    /// The same of a command with a here-document, whose parenthesis is closed below that.
    fn document_substitution(&mut self, start: usize) -> bool {
        let inner = pipeline(self.source, start, false, self.variables);
        let Some(Printed::Text(text)) = inner.stages.into_iter().next().map(printed) else { return false };
        let Some(close) = self.source[inner.end..].find(')') else { return false };
        self.put("-", self.at);
        self.set_input(text);
        self.at = inner.end + close + 1;
        true
    }
}

/// Where the parenthesis is closed that is open before a text, in the same line.
fn closed(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (1, None);
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '\'' | '"' => quote = Some(c),
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::pipeline::Variables;
    use super::super::shell::pipeline;

    #[test]
    fn the_output_of_a_command_is_that_of_a_file() {
        for (source, words) in [
            ("curl -d @<(owls --json) h/x", vec!["curl", "-d", "@output-of-owls", "h/x"]),
            ("curl -d @<(bin/owls '(a' $(b)) h/x", vec!["curl", "-d", "@output-of-owls", "h/x"]),
            ("curl -d @<(cat owls.txt) h/x", vec!["curl", "-d", "@owls.txt", "h/x"]),
            ("curl -d @<(echo a; owls) h/x", vec!["curl", "-d", "@output-of-command", "h/x"]),
            ("curl -d @<(echo a=1) h/x", vec!["curl", "-d", "@-", "h/x"]),
        ] {
            let line = pipeline(source, 0, false, &Variables::of(source));
            let found: Vec<&str> = line.stages[0].words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(found, words, "{source}");
        }
    }
}
