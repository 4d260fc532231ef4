//! Whether a command prints the very request that is shown below it (`curl -v`).

use crate::docs::messages::curl_line::CURL;
use crate::docs::messages::curl_options::{CurlOption, Effect, by_letter, by_name};
use crate::docs::messages::request_line::RequestLine;

/// Whether a text is one command of `curl` and nothing that it prints, and the request of a line below is the one that it prints: that
/// has the same method and the same target.
pub(super) fn is_printed(text: &str, line: &RequestLine) -> bool {
    let Some(command) = only_command(text).map(|words| Command::of(&words)) else { return false };
    let shown = target(&line.url);
    let is_target = |word: &String| {
        let asked = target(word);
        asked == shown || command.in_query && asked == shown.split('?').next().unwrap_or_default()
    };
    command.prints && command.method() == line.written_method() && command.words.iter().any(is_target)
}

/// What a command says of the request that it makes.
#[derive(Default)]
struct Command {
    /// Those that may be its URL.
    words: Vec<String>,
    method: Option<String>,
    /// The method that another option implies.
    implied: Option<&'static str>,
    /// What would be sent is in the query.
    in_query: bool,
    prints: bool,
}

impl Command {
    fn of(words: &[String]) -> Self {
        let mut command = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if let Some(name) = word.strip_prefix("--") {
                let (name, value) = name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value)));
                let Some(option) = by_name(name) else { continue };
                let next = || words.next().cloned();
                command.apply(option, if option.takes_value { value.map(str::to_owned).or_else(next) } else { None });
            } else if let Some(options) = word.strip_prefix('-') {
                command.short_options(options, &mut || words.next().cloned());
            } else if word.contains('/') {
                command.words.push(word.clone());
            }
        }
        command
    }

    fn apply(&mut self, option: &CurlOption, value: Option<String>) {
        self.prints |= option.long == "verbose";
        match option.effect {
            Effect::Get => self.in_query = true,
            Effect::Method => self.method = value,
            Effect::Url => self.words.extend(value),
            effect => self.implied = effect.implied_method().or(self.implied),
        }
    }

    /// Reads a row of short options, of which the last may have a value: `-svXPUT`.
    fn short_options(&mut self, options: &str, next: &mut dyn FnMut() -> Option<String>) {
        for (at, letter) in options.char_indices() {
            let Some(option) = by_letter(letter) else { continue };
            if option.takes_value {
                let value = &options[at + letter.len_utf8()..];
                self.apply(option, if value.is_empty() { next() } else { Some(value.to_owned()) });
                return;
            }
            self.apply(option, None);
        }
    }

    fn method(&self) -> &str {
        let implied = self.implied.filter(|method| !(self.in_query && *method == "POST"));
        self.method.as_deref().or(implied).unwrap_or("GET")
    }
}

/// The path and query of a URL.
fn target(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("/", |at| &rest[at..])
}

/// The words of a command up to the first pipe, as a shell reads them.
#[derive(Default)]
struct Words {
    whole: Vec<String>,
    word: String,
    quote: Option<char>,
    /// What follows is another command.
    is_over: bool,
}

impl Words {
    /// Reads them up to the end of the command, and returns where that is.
    fn read(&mut self, source: &str) -> usize {
        let mut rest = source.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            match (self.quote, c) {
                (None | Some('"'), '\\') => match rest.next() {
                    Some((_, '\n')) | None => self.end_word(),
                    Some((_, escaped)) => self.word.push(escaped),
                },
                (Some(open), _) if open == c => self.quote = None,
                (None, '\'' | '"') => self.quote = Some(c),
                (None, '\n') => return at,
                (None, '|' | ';') => self.end_command(),
                (None, '&') if rest.next_if(|(_, next)| *next == '&').is_some() => self.end_command(),
                (None, _) if c.is_whitespace() => self.end_word(),
                _ => self.word.push(c),
            }
        }
        source.len()
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if !word.is_empty() && !self.is_over {
            self.whole.push(word);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.is_over = true;
    }
}

/// The words behind the name of the only command of `curl` in a text; `None` where there are several, or lines of its output below it.
fn only_command(text: &str) -> Option<Vec<String>> {
    let (_, source) = text.split_once(CURL)?;
    let mut words = Words::default();
    let end = words.read(source);
    words.end_word();
    let is_output = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let is_only = words.quote.is_none() && !source.contains(CURL) && !source[end..].lines().any(is_output);
    is_only.then_some(words.whole)
}

#[cfg(test)]
mod tests {
    use super::is_printed;
    use crate::docs::messages::request_line::request_line;
    use crate::text::SourceText;

    fn prints(command: &str, line: &str) -> bool {
        let shown = SourceText::new(format!("{line} HTTP/1.1\n"), 1, &[]);
        is_printed(command, &request_line(&shown).expect("a request line"))
    }

    #[test]
    fn a_command_prints_the_request_of_its_method_and_target() {
        for (command, line) in [
            ("curl -v http://h/owls", "GET /owls"),
            ("$ curl http://h/owls?ring=4 --verbose\n", "GET /owls?ring=4"),
            ("# all\ncurl -svX PUT http://h/owls/4 \\\n  -d '{\n \"ring\": 1 }' | jq .\n", "PUT /owls/4"),
            ("curl -v -XDELETE \"http://h/owls/4\"", "DELETE /owls/4"),
            ("curl -v http://h/owls -H 'a: b' --data @owl.json", "POST /owls"),
            ("curl -vI http://h", "HEAD /"),
            ("curl -v -G localhost:80/owls -d ring=4", "GET /owls?ring=4"),
            ("curl -vT owl.png http://h/owl.png", "PUT /owl.png"),
            ("curl -v --max-time 5 --url http://h/owls", "GET /owls"),
        ] {
            assert!(prints(command, line), "{command}");
        }
    }

    #[test]
    fn another_request_or_one_that_is_not_printed_is_not_a_repetition() {
        for (command, line) in [
            ("curl http://h/owls", "GET /owls"),
            ("curl -v -X DELETE http://h/owls/4", "GET /owls/4"),
            ("curl -v http://h/owls?ring=4", "GET /owls?ring=5"),
            ("curl -v http://h/owls -d ring=4", "GET /owls"),
            ("curl -s http://h/owls | grep -v ring", "GET /owls"),
            ("curl http://h/owls && ls -v", "GET /owls"),
            ("curl -v http://h/owls\n{\"ring\": 4}", "GET /owls"),
            ("curl -v http://h/owls\ncurl -v http://h/owls/4", "GET /owls"),
            ("curl -H '-v' http://h/owls", "GET /owls"),
            ("curl --header '-v' http://h/owls", "GET /owls"),
            ("curl -v --referer http://h/owls http://h/owls/4", "GET /owls"),
            ("curl -v 'http://h/owls", "GET /owls"),
        ] {
            assert!(!prints(command, line), "{command}");
        }
    }
}
