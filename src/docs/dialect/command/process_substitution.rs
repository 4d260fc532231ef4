//! `-d @<(cat <<EOF ...)`: data that another command prints.

use super::printed::{Printed, output_of, printed};
use super::shell::{Reader, pipeline_within};

/// How deep commands whose output is read may nest.
const DEEPEST: usize = 4;

impl Reader<'_> {
    /// Reads a command in `<(...)` behind an `@`, whose output the command reads in place of a file.
    pub(crate) fn process_substitution(&mut self) -> bool {
        let at_sign = self.word_text() == Some("@");
        if !at_sign || self.lacks_parenthesis || !self.rest().starts_with("<(") {
            return false;
        }
        if self.depth == DEEPEST {
            self.out.is_too_deep = true;
            return false;
        }
        let start = self.at + 2;
        let Some(length) = closed(&self.source[start..]) else {
            let is_read = self.document_substitution(start);
            self.lacks_parenthesis = !is_read;
            return is_read;
        };
        let end = start + length;
        let inner = pipeline_within(&self.source[..end], start, false, self.variables, self.depth + 1);
        let is_all = inner.end >= end && !inner.is_too_deep;
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
        let inner = pipeline_within(self.source, start, false, self.variables, self.depth + 1);
        if inner.is_too_deep {
            self.out.is_too_deep = true;
            return false;
        }
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
    let (mut depth, mut quote, mut is_escaped) = (1, None, false);
    for (at, c) in text.char_indices() {
        match c {
            '\n' => return None,
            _ if is_escaped => is_escaped = false,
            '\\' if quote != Some('\'') => is_escaped = true,
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
            (r#"curl -d @<(echo "a\"b)c") h/x"#, vec!["curl", "-d", "@-", "h/x"]),
        ] {
            let line = pipeline(source, 0, false, &Variables::of(source));
            let found: Vec<&str> = line.stages[0].words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(found, words, "{source}");
        }
    }

    #[test]
    fn marks_in_quotes_and_behind_a_backslash_close_nothing() {
        for (source, printed) in [
            (r#"curl -d @<(echo "{\"lamp\": \"a)\"}") h/x"#, r#"{"lamp": "a)"}"#),
            (r"curl -d @<(echo 'a\' b) h/x", "a\\ b\n"),
            (r"curl -d @<(echo a\)b) h/x", "a)b\n"),
        ] {
            let line = pipeline(source, 0, false, &Variables::of(source));
            let input = line.stages[0].input.as_ref().map(|word| word.text.as_str());
            assert_eq!((input, line.stages[0].words.len()), (Some(printed), 4), "{source}");
        }
    }

    #[test]
    fn commands_within_commands_are_read_to_a_depth() {
        let nested = |depth: usize| format!("{}owls{} h/x", "curl -d @<(".repeat(depth), ")".repeat(depth));
        for depth in [1, 4, 5, 40] {
            let source = nested(depth);
            let line = pipeline(&source, 0, false, &Variables::of(&source));
            let last = line.stages[0].words.last().map(|word| word.text.as_str());
            assert_eq!((line.stages.len(), last), (1, Some("h/x")), "{source}");
        }
        // Each of these is read once, and not twice for each before it.
        let open = "curl -d @<(".repeat(2000);
        assert_eq!(pipeline(&open, 0, false, &Variables::of(&open)).stages.len(), 1);
    }
}
