//! What is below a command of a script and belongs to it: lines that continue it, what is typed in, other commands in its line.

use super::client::CommandClient;
use super::command_words::Command;
use super::word::Word;
use crate::http::begins_url;
use crate::json;

/// Where the line ends in which other commands are chained to one of the client (`&& echo`): what is below it is the output of that.
pub(super) fn past_chained(source: &str, at: usize, client: &CommandClient) -> usize {
    let line = source[at..].split_inclusive('\n').next().unwrap_or_default();
    let is_within = at > 0 && !source[..at].ends_with('\n');
    if is_within && !(client.is_mentioned)(line) { at + line.len() } else { at }
}

/// The document right below a command that reads what is typed in (`-d @-`): a blank line is between it and what comes back.
pub(super) fn typed_document(source: &str, at: usize, command: &Command) -> Option<Word> {
    let reads = command.words.iter().any(|word| word.text == "@-") && command.input.is_none();
    let rest = source.get(at..).filter(|rest| reads && rest.starts_with(json::OPENING))?;
    let end = rest.find("\n\n").filter(|end| rest[*end..].trim_start().starts_with("HTTP/"))?;
    let mut document = Word::at(at);
    document.push(&rest[..end], at);
    document.range = at..at + end;
    Some(document)
}

/// The next line, where it can only continue a command whose backslash is missing: it begins with an option, or with the
/// URL that is still missing.
pub(super) fn continuation_without_backslash(source: &str, at: usize, command: &Command) -> Option<usize> {
    let text = source[at..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
    let option = text.strip_prefix('-').is_some_and(|rest| {
        let name = rest.strip_prefix('-').unwrap_or(rest);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with("---")
    });
    // Not after each of many options.
    let has_url = || command.words.iter().any(|word| word.text.contains("://") || word.text.contains("localhost"));
    // `http` alone is the name of a program.
    let shown = text.trim_start_matches(['"', '\'']);
    let url = begins_url(shown);
    let fresh = command.filters.is_empty() && command.output_file.is_none();
    (fresh && (option || url && !has_url())).then(|| source.len() - text.len())
}
