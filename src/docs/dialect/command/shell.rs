//! POSIX shell quoting (XCU section 2.2) as far as docs use it: one pipeline at a time, each word with its place.

use super::expand::placeholder;
use super::pipeline::{Pipeline, ShellDefect, Stage, Variables};
use super::quote_characters::is_curly;
use super::word::Word;

/// Reads one pipeline from byte `at`. `prompted`: continuation lines may begin with the prompt `> `.
pub(crate) fn pipeline(source: &str, at: usize, prompted: bool, variables: &Variables) -> Pipeline {
    pipeline_within(source, at, prompted, variables, 0)
}

/// Like `pipeline`, nested within `depth` others.
pub(crate) fn pipeline_within(
    source: &str,
    at: usize,
    prompted: bool,
    variables: &Variables,
    depth: usize,
) -> Pipeline {
    let mut reader = Reader {
        source,
        at,
        prompted,
        variables,
        depth,
        lacks_parenthesis: false,
        stage: Stage::default(),
        word: None,
        redirect: None,
        here: Vec::new(),
        out: Pipeline::default(),
    };
    reader.run();
    reader.out
}

/// Where the next word goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Redirect {
    Output,
    /// `>> file`
    Append,
    Input,
    /// Of a stream that does not matter here: `2> file`.
    Discarded,
    HereString,
    HereDocument {
        indented: bool,
    },
}

pub(crate) struct Reader<'s> {
    pub(crate) source: &'s str,
    pub(crate) at: usize,
    prompted: bool,
    pub(crate) variables: &'s Variables,
    /// Within how many other pipelines this one is nested.
    pub(crate) depth: usize,
    /// A `<(` of the pipeline is not closed: further ones are not looked at.
    pub(crate) lacks_parenthesis: bool,
    stage: Stage,
    word: Option<Word>,
    redirect: Option<Redirect>,
    /// Delimiters of here-documents whose text begins on the next line, with the stage they feed.
    here: Vec<(String, bool, usize)>,
    pub(crate) out: Pipeline,
}

impl Reader<'_> {
    pub(crate) fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn run(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\\' | '^' | '`' if self.continues(c) => {}
                '<' if self.block_comment() => {}
                '\\' => self.escaped(),
                '\'' | '"' if self.closes_url_alone() => {}
                '\'' => self.single_quoted(),
                '"' => self.double_quoted(),
                '$' if self.rest().starts_with("$'") => self.ansi_quoted(),
                '$' | '`' => self.expansion(),
                '<' | '{' if self.placeholder() => {}
                '{' | '[' if self.unquoted_document() => {}
                c if is_curly(c) && self.word.is_none() && self.curly_quoted(c) => {}
                '<' if self.process_substitution() => {}
                '<' | '>' => self.redirection(c),
                '|' | ';' | '&' => {
                    if self.operator(c) {
                        return;
                    }
                }
                '#' if self.word.is_none() => self.comment(),
                ')' if self.closes_substitution() => self.at += 1,
                '\n' => {
                    self.end_word();
                    self.at += 1;
                    break;
                }
                c if c.is_whitespace() => {
                    self.end_word();
                    self.at += c.len_utf8();
                }
                c => self.take(c.len_utf8()),
            }
        }
        self.end_word();
        self.here_documents();
        self.finish();
    }

    /// Skips a comment; one between the lines of a command, with a backslash at its end, does not end it.
    fn comment(&mut self) {
        let length = self.rest().find('\n').unwrap_or(self.rest().len());
        let (comment, below) = self.rest().split_at(length);
        let starts_line = self.source[..self.at].trim_end_matches([' ', '\t']).ends_with('\n');
        let quoted = below.trim_start().starts_with(['"', '\'']) && starts_line;
        let goes_on = !self.stage.words.is_empty() && (comment.trim_end().ends_with('\\') || quoted);
        self.at = (self.at + length + usize::from(goes_on)).min(self.source.len());
    }

    /// Adds the next `length` bytes to the word as they are.
    pub(crate) fn take(&mut self, length: usize) {
        let (at, text) = (self.at, &self.source[self.at..self.at + length]);
        self.word.get_or_insert_with(|| Word::at(at)).push(text, at);
        self.at += length;
    }

    pub(crate) fn put(&mut self, text: &str, at: usize) {
        self.word.get_or_insert_with(|| Word::at(at)).push(text, at);
    }

    /// The previous word of the command that is being read.
    pub(crate) fn last_word(&self) -> Option<&str> {
        self.stage.words.last().map(|word| word.text.as_str())
    }

    /// The part of the word that has been read so far.
    pub(crate) fn word_text(&self) -> Option<&str> {
        self.word.as_ref().map(|word| word.text.as_str())
    }

    /// Sets what the command reads from its standard input.
    pub(crate) fn set_input(&mut self, input: Word) {
        self.stage.input = Some(input);
    }

    fn end_word(&mut self) {
        let Some(mut word) = self.word.take() else { return };
        word.range.end = self.at;
        match self.redirect.take() {
            None => self.stage.words.push(word),
            Some(redirect @ (Redirect::Output | Redirect::Append)) => {
                self.stage.output = Some(word.text);
                self.stage.appends = redirect == Redirect::Append;
            }
            Some(Redirect::Input) => self.stage.input_file = Some(word),
            Some(Redirect::Discarded) => {}
            Some(Redirect::HereString) => self.stage.input = Some(word),
            Some(Redirect::HereDocument { indented }) => {
                self.here.push((word.text, indented, self.out.stages.len()));
            }
        }
    }

    /// A backslash (or a caret on Windows, a backtick in `PowerShell`) at the end of a line.
    fn continues(&mut self, c: char) -> bool {
        let after = &self.rest()[1..];
        let blanks = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
        if !after[blanks..].starts_with('\n') || (c != '\\' && self.word.is_some()) {
            return false;
        }
        let spaced = after[..blanks].contains([' ', '\t']);
        if c == '`' && spaced {
            return false;
        }
        // A shell would join the quoted word with the option on the next line.
        let glued = !spaced
            && c == '\\'
            && self.source[..self.at].ends_with(['"', '\''])
            && after[blanks + 1..].starts_with('-');
        if spaced {
            self.out.defects.push((ShellDefect::BlankAfterBackslash, self.at));
        }
        if glued {
            self.out.defects.push((ShellDefect::NoBlankBeforeBackslash, self.at));
        }
        if spaced || glued || c != '\\' {
            self.end_word();
        }
        self.at += 1 + blanks + 1;
        self.second_prompt();
        true
    }

    /// `> ` at the start of a continuation line, where the command began with a prompt.
    fn second_prompt(&mut self) {
        let line = self.rest();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if self.prompted && line[indent..].starts_with("> ") {
            self.end_word();
            self.at += indent + 2;
        }
    }

    /// The same at the start of a line within quotes, where every line up to the closing quote has it.
    pub(crate) fn prompts_in_quotes(&self, quoted: &str) -> bool {
        let mut later = quoted.split('\n').skip(1).peekable();
        self.prompted && later.peek().is_some() && later.all(|line| line.starts_with("> ") || line == ">")
    }

    /// The `)` of `NAME=$(curl ...)`, of which only the inside is read.
    fn closes_substitution(&self) -> bool {
        let after = self.rest()[1..].trim_start_matches('"').trim_start_matches([' ', '\t', '\r']);
        after.is_empty() || after.starts_with('\n')
    }

    /// `<name>` and `{{ name }}`: placeholders of docs, which a shell would read differently.
    fn placeholder(&mut self) -> bool {
        let length = placeholder(self.rest());
        length.is_some_and(|length| {
            self.take(length);
            true
        })
    }

    fn redirection(&mut self, c: char) {
        // `2>` names the stream; `2>&1` has no effect on the output here.
        let stream = self.word.take_if(|word| word.text.bytes().all(|b| b.is_ascii_digit()) && word.text.len() == 1);
        self.end_word();
        let (length, redirect) = match self.rest() {
            r if r.starts_with("<<<") => (3, Redirect::HereString),
            r if r.starts_with("<<-") => (3, Redirect::HereDocument { indented: true }),
            r if r.starts_with("<<") => (2, Redirect::HereDocument { indented: false }),
            r if r.starts_with(">&") => {
                let digits = r[2..].len() - r[2..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
                self.at += 2 + digits;
                return;
            }
            r if r.starts_with(">>") => (2, Redirect::Append),
            _ if c == '>' => (1, Redirect::Output),
            _ => (1, Redirect::Input),
        };
        self.at += length;
        self.redirect = Some(if stream.is_some_and(|word| word.text != "1") { Redirect::Discarded } else { redirect });
    }

    /// Ends the stage or the pipeline; true if the pipeline is over.
    fn operator(&mut self, c: char) -> bool {
        if c == ';'
            && let Some(length) = self.parameters_in_path()
        {
            self.out.defects.push((ShellDefect::BareSemicolon, self.at));
            self.take(length);
            return false;
        }
        let rest = self.rest();
        if c == '&' && !rest.starts_with("&&") {
            return self.ampersand();
        }
        let both = rest.starts_with("&&") || rest.starts_with("||");
        self.end_word();
        self.at += if both { 2 } else { 1 };
        if c == '|' && !both {
            self.out.stages.push(std::mem::take(&mut self.stage));
            return false;
        }
        self.here_documents();
        self.finish();
        true
    }

    /// The length of the parameters of a path up to its query, in a URL without quotes: `;name;label` of `/lamps;name;label?lit=1`.
    /// No command name is followed by a `?`.
    fn parameters_in_path(&self) -> Option<usize> {
        self.word_text().filter(|word| word.contains("://") && !word.contains('?'))?;
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphanumeric() && !";-_.=,/".contains(c))?;
        let named = rest[..length].split(';').skip(1).all(|name| name.starts_with(char::is_alphabetic));
        (rest[length..].starts_with('?') && named).then_some(length)
    }

    /// An `&` in the middle of a URL means that quotes are missing; at its end it runs the command in the background.
    fn ampersand(&mut self) -> bool {
        let url = self.word.as_ref().is_some_and(|word| word.text.contains(['?', '/']));
        let goes_on = self.rest()[1..].starts_with(|c: char| c.is_alphanumeric() || c == '$' || c == '<');
        if url && goes_on {
            self.out.defects.push((ShellDefect::BareAmpersand, self.at));
            self.take(1);
            return false;
        }
        self.end_word();
        self.at += 1;
        if self.rest().starts_with('>') {
            return false;
        }
        self.out.background = true;
        self.finish();
        true
    }

    /// Reads the text of the here-documents begun on this line. The reader is at the start of a line, or (after a `;`) before
    /// the rest of one.
    fn here_documents(&mut self) {
        for (delimiter, indented, stage) in std::mem::take(&mut self.here) {
            let mut word = Word::at(self.at);
            let mut next = self.at;
            let mut closed = false;
            for line in self.source[self.at..].split_inclusive('\n') {
                let start = next;
                next += line.len();
                let text = if indented { line.trim_start_matches('\t') } else { line };
                if text.trim_end() == delimiter {
                    closed = true;
                    break;
                }
                word.push(text, start + line.len() - text.len());
            }
            if !closed {
                self.out.defects.push((ShellDefect::OpenQuote, self.at));
            }
            word.range.end = next;
            self.at = next;
            let target =
                if stage == self.out.stages.len() { Some(&mut self.stage) } else { self.out.stages.get_mut(stage) };
            if let Some(stage) = target {
                stage.input = Some(word);
            }
        }
    }

    fn finish(&mut self) {
        self.out.stages.push(std::mem::take(&mut self.stage));
        self.out.end = self.at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Vec<String>> {
        let mut variables = Variables::of(source);
        variables.insert("SET".to_owned(), "s".to_owned());
        let line = pipeline(source, 0, true, &variables);
        line.stages.into_iter().map(|stage| stage.words.into_iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn quotes_are_those_of_the_shell() {
        assert_eq!(
            words("a 'b $c' \"d \\\"e\\\" $f\" 'it'\\''s' $'x\\ny'"),
            [["a", "b $c", "d \"e\" ${f}", "it's", "x\ny"]]
        );
        assert_eq!(words("$SET ${SET}1 ${D:-5} $(a $(b) c) $ $5"), [["s", "s1", "5", "${(a b c)}", "$", "$5"]]);
        assert_eq!(words("\"$(cat /run/token)\" `cat /run/id`"), [["${(cat /run/token)}", "${(cat /run/id)}"]]);
        assert_eq!(words("-d '' \"\""), [["-d", "", ""]]);
    }

    #[test]
    fn commands_continue_after_a_backslash_and_in_quotes() {
        assert_eq!(words("a \\\n> b \\\n  'c\nd'\nnext"), [["a", "b", "c\nd"]]);
        assert_eq!(words("a \\\n # note \\\n b\n# c"), [["a", "b"]]);
        assert_eq!(words("a `\n  -b <# why #> `\n -c `id -u`\nnext"), [["a", "-b", "-c", "${(id -u)}"]]);
        let line = pipeline("a \\  \n b\nc", 0, false, &Variables::of(""));
        assert_eq!((line.end, line.defects), (9, vec![(ShellDefect::BlankAfterBackslash, 2)]));
    }

    #[test]
    fn placeholders_are_not_redirections() {
        assert_eq!(
            words("curl http://<the host>:1/{{ id }}/{your thing} >x 2>&1 # note"),
            [["curl", "http://<the host>:1/{{ id }}/{your thing}"]]
        );
    }

    #[test]
    fn a_pipeline_ends_at_its_line_but_not_at_an_ampersand_in_a_url() {
        assert_eq!(words("a|b c\nd"), [vec!["a"], vec!["b", "c"]]);
        let line = pipeline("curl h/x?a=1&b=2 &\nz", 0, false, &Variables::of(""));
        assert_eq!(line.stages[0].words[1].text, "h/x?a=1&b=2");
        assert_eq!(line.defects, [(ShellDefect::BareAmpersand, 12)]);
    }

    #[test]
    fn a_semicolon_before_the_query_of_a_url_is_part_of_it() {
        let line = pipeline("curl http://h/x;name;tag=a?q=1&r=2\nz", 0, false, &Variables::of(""));
        assert_eq!(line.stages[0].words[1].text, "http://h/x;name;tag=a?q=1&r=2");
        assert_eq!(line.defects[0], (ShellDefect::BareSemicolon, 15));
        assert_eq!(words("curl http://h/x;echo\n"), [["curl", "http://h/x"]]);
        assert_eq!(words("curl http://h/x?y;echo $?\n"), [["curl", "http://h/x?y"]]);
        assert_eq!(words("curl http://h/x;echo;curl http://h/z?a\n"), [["curl", "http://h/x"]]);
        assert_eq!(words("curl http://h/x;echo $?\n"), [["curl", "http://h/x"]]);
    }

    #[test]
    fn a_here_document_feeds_its_stage() {
        let line = pipeline("cat <<'EOF' | curl -d @- h/x\n{\"a\": 1}\nEOF\nnext", 0, false, &Variables::of(""));
        assert_eq!(line.stages[0].input.as_ref().map(|word| word.text.as_str()), Some("{\"a\": 1}\n"));
        assert_eq!(&"cat <<'EOF' | curl -d @- h/x\n{\"a\": 1}\nEOF\nnext"[line.end..], "next");
    }
}
