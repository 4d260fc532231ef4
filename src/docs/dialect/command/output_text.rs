//! What a command printed, without the remarks of its client around it.

use crate::text::SourceText;

/// From the first non-blank line after `at` (the start of a line) to the last one, without the remarks of `-v` after it.
pub(super) fn trimmed(text: &SourceText, at: usize) -> Option<SourceText> {
    let source = text.text();
    let mut end = source.trim_end().len().max(at);
    // A body without a line feed at its end has the first remark on its last line. What is below it is about the next command.
    for mark in ["* Connection #", "\n* Closing connection"] {
        if let Some(remark) = source[at..end].rfind(mark) {
            end = source[..at + remark].trim_end().len().max(at);
        }
    }
    loop {
        let line = source[at..end].rfind('\n').map_or(at, |newline| at + newline + 1);
        if !source[line..end].starts_with("* ") {
            break;
        }
        end = source[at..line].trim_end().len() + at;
    }
    // How `zsh` marks output without a line feed at its end.
    if source[at..end].ends_with("}%") || source[at..end].ends_with("]%") {
        end -= 1;
    }
    let leading =
        source[at..end].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
    (at + leading < end).then(|| text.slice(at + leading, end))
}
