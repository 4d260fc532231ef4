//! What other commands of a fence print, for the one of the client to send: `echo`, `printf`, `cat`.

use std::collections::BTreeMap;

use super::pipeline::Stage;
use super::word::Word;
use crate::contract::OUTPUT_OF;
use crate::json;

/// What a command prints.
#[derive(Debug, PartialEq)]
pub(super) enum Printed {
    /// This text.
    Text(Word),
    /// What a file has; of other commands, the name that stands for their output.
    File(Word),
}

/// What a command prints into a pipeline.
pub(super) fn printed(mut stage: Stage) -> Printed {
    let name = stage.words.first().map(|word| word.text.clone()).unwrap_or_default();
    let start = stage.range().start;
    let file = match (name.as_str(), stage.words.as_slice()) {
        ("cat", [_, file]) if stage.input.is_none() && !file.text.starts_with('-') => Some(file.clone()),
        ("cat", [_]) => stage.input_file.take(),
        _ => None,
    };
    if let Some(file) = file {
        return Printed::File(file);
    }
    // Behind a document a line end means nothing.
    let is_trimmed = |text: &Word| name != "cat" && text.text.starts_with(json::OPENING);
    let text = text(stage).map(|text| if is_trimmed(&text) { text.without_last_line_ends() } else { text });
    text.map_or_else(|| Printed::File(output_of(&name, start)), Printed::Text)
}

/// Notes the file that a command writes.
pub(super) fn write_file(stage: Stage, files: &mut BTreeMap<String, Option<Word>>) {
    let Some(name) = stage.output.clone() else { return };
    let appends = stage.appends;
    let text = text(stage);
    let before = if appends { files.remove(&name) } else { None };
    let content = match (before, text) {
        (Some(Some(mut before)), Some(text)) => {
            before.push(&text.text, text.source(0));
            Some(before)
        }
        // What the file had before is not shown here.
        _ if appends => None,
        (_, text) => text,
    };
    files.insert(name, content);
}

/// The name that stands for what a command prints. Programs are named as they are called, without their folder.
pub(super) fn output_of(program: &str, at: usize) -> Word {
    let program = program.rsplit('/').next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = program.chars().filter(|c| is_plain(*c)).collect();
    let mut word = Word::at(at);
    word.push(&format!("{OUTPUT_OF}{}", if name.is_empty() { "command" } else { &name }), at);
    word
}

/// The text that a command prints, where that is plain.
fn text(stage: Stage) -> Option<Word> {
    let mut words = stage.words.into_iter();
    match words.next()?.text.as_str() {
        // With words it prints files.
        "cat" if words.len() == 0 => stage.input,
        "echo" => echoed(words.collect()),
        "printf" => formatted(&words.collect::<Vec<_>>()),
        _ => None,
    }
}

/// Its words with a blank between them, and a line end. Only with `-e` a backslash means something to it, as in `bash`.
fn echoed(mut words: Vec<Word>) -> Option<Word> {
    let is_option = |word: &Word| {
        let letters = word.text.strip_prefix('-').unwrap_or_default();
        !letters.is_empty() && letters.bytes().all(|byte| b"neE".contains(&byte))
    };
    let count = words.iter().take_while(|word| is_option(word)).count();
    let options: String = words.drain(..count).map(|word| word.text).collect();
    let mut text = joined(&words);
    if options.contains('e') {
        text = unescaped(&text)?;
    }
    if !options.contains('n') {
        text.push("\n", text.range.end);
    }
    Some(text)
}

/// A format with its values, one for each `%s`.
fn formatted(words: &[Word]) -> Option<Word> {
    let (format, values) = words.split_first()?;
    if let ("%s" | "%s\\n", [value]) = (format.text.as_str(), values) {
        let mut text = value.clone();
        if format.text.len() > 2 {
            text.push("\n", text.range.end);
        }
        return Some(text);
    }
    let format = unescaped(format)?;
    if !format.text.contains('%') {
        return values.is_empty().then_some(format);
    }
    let mut values = values.iter();
    let mut out = String::new();
    let mut rest = format.text.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.chars().next()? {
            '%' => out.push('%'),
            's' => out.push_str(&values.next()?.text),
            _ => return None,
        }
        rest = &after[1..];
    }
    out.push_str(rest);
    // With values left over it would begin anew.
    if values.next().is_some() {
        return None;
    }
    let at = format.source(0);
    let mut text = Word::at(at);
    text.push(&out, at);
    text.range = format.range;
    Some(text)
}

/// Words with a blank between them.
fn joined(words: &[Word]) -> Word {
    let mut words = words.iter();
    let mut text = words.next().cloned().unwrap_or_default();
    for word in words {
        text.push(" ", word.range.start);
        text.push(&word.text, word.source(0));
        text.range.end = word.range.end;
    }
    text
}

/// A text with what its backslashes stand for; `None` for what is not plain.
fn unescaped(word: &Word) -> Option<Word> {
    if !word.text.contains('\\') {
        return Some(word.clone());
    }
    let mut text = String::new();
    let mut rest = word.text.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next()? {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                '\\' => '\\',
                '"' => '"',
                _ => return None,
            },
            other => other,
        });
    }
    let mut out = Word::at(word.source(0));
    out.push(&text, word.source(0));
    out.range = word.range.clone();
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::pipeline::Variables;
    use super::super::shell::pipeline;
    use super::*;

    fn piped(source: &str) -> (bool, String) {
        let stage = pipeline(source, 0, false, &Variables::of(source)).stages.remove(0);
        match printed(stage) {
            Printed::Text(word) => (true, word.text),
            Printed::File(word) => (false, word.text),
        }
    }

    #[test]
    fn plain_texts_are_printed_as_a_shell_prints_them() {
        for (source, text) in [
            ("echo a=1", "a=1\n"),
            ("echo owl=kim and 'two  more'", "owl=kim and two  more\n"),
            ("echo -n a b", "a b"),
            ("echo -ne 'a\\tb\\\\c'", "a\tb\\c"),
            ("echo 'a\\nb'", "a\\nb\n"),
            ("echo '{\"a\": 1}'", "{\"a\": 1}"),
            ("printf 'a\\nb'", "a\nb"),
            ("printf '%s-%s 5%%\\n' x 'y z'", "x-y z 5%\n"),
            ("printf %s '{\"a\": \"\\n\"}'", "{\"a\": \"\\n\"}"),
            ("cat <<E\na\nE", "a\n"),
        ] {
            assert_eq!(piped(source), (true, text.to_owned()), "{source}");
        }
    }

    #[test]
    fn what_is_not_plain_is_named() {
        for (source, name) in [
            ("cat owls.txt", "owls.txt"),
            ("cat < owls.txt", "owls.txt"),
            ("cat a.txt b.txt", "output-of-cat"),
            ("/usr/bin/base64 a.txt", "output-of-base64"),
            ("sed s/1/2/", "output-of-sed"),
            ("printf '%d' 7", "output-of-printf"),
            ("printf '%s' a b", "output-of-printf"),
            ("printf 'a\\x41'", "output-of-printf"),
            ("echo -e 'a\\c'", "output-of-echo"),
        ] {
            assert_eq!(piped(source), (false, name.to_owned()), "{source}");
        }
    }

    #[test]
    fn files_are_written_and_added_to() {
        let mut files = BTreeMap::new();
        for source in ["echo a=1 > f", "echo b=2 >> f", "make > g", "echo 1 >> g", "echo 2 >> h"] {
            for stage in pipeline(source, 0, false, &Variables::of(source)).stages {
                write_file(stage, &mut files);
            }
        }
        let text = |name: &str| files[name].as_ref().map(|word: &Word| word.text.as_str());
        assert_eq!((text("f"), text("g"), text("h")), (Some("a=1\nb=2\n"), None, None));
    }
}
