//! Quotes and expansions inside a word.

use super::expand::expanded;
use super::pipeline::{ShellDefect, Value};
use super::shell::Reader;
use crate::http::begins_url;
use crate::json;

impl Reader<'_> {
    /// The quote before a URL that no other one closes in its line: it is left out. Whether it is one.
    fn opens_url_alone(&mut self, quote: char) -> bool {
        let quoted = self.rest()[1..].split('\n').next().unwrap_or_default();
        let is_url = begins_url(quoted);
        if !is_url || quoted.contains(quote) {
            return false;
        }
        let length = quoted.find([' ', '\t', '\r']).unwrap_or(quoted.len());
        self.out.defects.push((ShellDefect::OpenQuote, self.at));
        self.at += 1;
        self.take(length);
        true
    }

    /// Passes over the quote at the end of a URL before which none is; whether it is one.
    pub(crate) fn closes_url_alone(&mut self) -> bool {
        let is_url = self.word_text().is_some_and(|word| word.contains('/') && !word.starts_with('-'));
        let ends = self.rest()[1..].chars().next().is_none_or(char::is_whitespace);
        if is_url && ends {
            self.out.defects.push((ShellDefect::OpenQuote, self.at));
            self.at += 1;
        }
        is_url && ends
    }

    pub(crate) fn escaped(&mut self) {
        self.at += 1;
        match self.rest().chars().next() {
            Some(c) => self.take(c.len_utf8()),
            None => self.put("\\", self.at - 1),
        }
    }

    pub(crate) fn single_quoted(&mut self) {
        if self.opens_url_alone('\'') {
            return;
        }
        let open = self.at;
        self.put("", open);
        self.at += 1;
        let length = self.document_with_quotes().or_else(|| self.rest().find('\''));
        if length.is_none() {
            self.out.defects.push((ShellDefect::OpenQuote, open));
        }
        let length = length.unwrap_or(self.rest().len());
        if self.prompts_in_quotes(&self.rest()[..length]) {
            self.take_without_prompts(length);
        } else {
            self.take(length);
        }
        self.at = (self.at + 1).min(self.source.len());
    }

    /// The length of a document behind a single quote that has others in its texts ("it's", "e.g. 'on'"), as it is meant.
    fn document_with_quotes(&mut self) -> Option<usize> {
        /// How many quotes a document may have.
        const MOST: usize = 16;
        let rest = self.rest();
        if !rest.starts_with(json::OPENING) {
            return None;
        }
        let quotes: Vec<usize> = rest.match_indices('\'').map(|(at, _)| at).take(MOST + 1).collect();
        // A variable or a quote that is put between two quoted parts.
        let goes_on = |at: &usize| ["$", "\"$", "\\", "`"].iter().any(|mark| rest[at + 1..].starts_with(mark));
        let ends = |at: usize| {
            let document = &rest[..at];
            document.trim_end().ends_with(json::CLOSING) && json::read(document).is_ok_and(|it| it.repairs.is_empty())
        };
        let last = quotes.iter().take_while(|at| !goes_on(at)).position(|&at| ends(at)).filter(|last| *last > 0)?;
        self.out.defects.push((ShellDefect::Apostrophe, self.at + quotes[0]));
        Some(quotes[last])
    }

    /// Takes so many bytes, without the prompts at the starts of lines.
    fn take_without_prompts(&mut self, length: usize) {
        let end = self.at + length;
        while self.at < end {
            let rest = &self.source[self.at..end];
            let line = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            self.take(line);
            let next = &self.source[self.at..end];
            self.at += ["> ", ">"].iter().find(|prompt| next.starts_with(**prompt)).map_or(0, |prompt| prompt.len());
        }
    }

    pub(crate) fn double_quoted(&mut self) {
        if self.opens_url_alone('"') {
            return;
        }
        let open = self.at;
        self.put("", open);
        self.at += 1;
        let length = self.rest().find('"').unwrap_or_default();
        if self.prompts_in_quotes(&self.rest()[..length]) {
            self.take_without_prompts(length);
        }
        while let Some(c) = self.rest().chars().next() {
            match c {
                '"' => {
                    self.at += 1;
                    return;
                }
                '\\' if self.rest().starts_with("\\\n") => self.at += 2,
                '\\' if self.rest()[1..].starts_with(['"', '\\', '$', '`']) => {
                    self.at += 1;
                    self.take(1);
                }
                '$' | '`' => self.expansion(),
                c => self.take(c.len_utf8()),
            }
        }
        self.out.defects.push((ShellDefect::OpenQuote, open));
    }

    /// `$'...'`
    pub(crate) fn ansi_quoted(&mut self) {
        let open = self.at;
        self.put("", open);
        self.at += 2;
        while let Some(c) = self.rest().chars().next() {
            let at = self.at;
            match c {
                '\'' => {
                    self.at += 1;
                    return;
                }
                '\\' => {
                    let escaped = self.rest()[1..].chars().next();
                    let text = match escaped {
                        Some('n') => "\n".to_owned(),
                        Some('t') => "\t".to_owned(),
                        Some('r') => "\r".to_owned(),
                        Some(c @ ('\\' | '\'' | '"')) => c.to_string(),
                        Some(c) => format!("\\{c}"),
                        None => "\\".to_owned(),
                    };
                    self.put(&text, at);
                    self.at += 1 + escaped.map_or(0, char::len_utf8);
                }
                c => self.take(c.len_utf8()),
            }
        }
        self.out.defects.push((ShellDefect::OpenQuote, open));
    }

    /// `$NAME`, `${NAME}`, `$(command)`, a command in backticks; a lone `$` is a dollar sign.
    pub(crate) fn expansion(&mut self) {
        let at = self.at;
        let Some((length, name)) = expanded(self.rest()) else { return self.take(1) };
        let (name, default) = name.split_once(":-").map_or((name.as_str(), None), |(name, value)| (name, Some(value)));
        let set = match self.variables.value(name) {
            Value::Text(value) => Some(value),
            Value::Unknown => default,
            Value::TooLong => {
                // Once for a command.
                if self.out.defects.last().is_none_or(|(defect, _)| *defect != ShellDefect::TooLong) {
                    self.out.defects.push((ShellDefect::TooLong, at));
                }
                None
            }
        };
        match set {
            Some(value) => self.put(value, at),
            None => self.put(&format!("${{{name}}}"), at),
        }
        self.at += length;
    }
}
