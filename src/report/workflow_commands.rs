//! Text that no runner of GitHub Actions takes for a command: it reads them from what a step prints.

use std::borrow::Cow;

/// The text with an escape where a line would be a workflow command: a backslash before a `::` at its start, whatever is blank before
/// it, and `#\u0023[` for `##[` anywhere, which in JSON means the same.
pub fn without_workflow_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let inert = |line: &str| {
        let words = line.trim_start();
        let blank = &line[..line.len() - words.len()];
        let mark = if words.starts_with("::") { "\\" } else { "" };
        format!("{blank}{mark}{}", words.replace("##[", "#\\u0023["))
    };
    Cow::Owned(text.split_inclusive('\n').map(inert).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_a_runner_takes_for_a_command_is_none() {
        let text = "a::b ::c\n \t::error::x\n\u{2003}::add-mask::e\n= actual: a ##[error]b\n#[x] ## [y]\n";
        let inert = "a::b ::c\n \t\\::error::x\n\u{2003}\\::add-mask::e\n= actual: a #\\u0023[error]b\n#[x] ## [y]\n";
        assert_eq!(without_workflow_commands(text), inert);
    }
}
