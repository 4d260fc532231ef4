//! Commands of `curl` of which the name is left out: its options alone, or a request line or URL with options in the lines below it.

use crate::http::begins_url;
use crate::http::method::METHODS;

/// What a line with an option begins with.
const OPTIONS: [&str; 12] = [
    "-X ",
    "-H ",
    "-d ",
    "-u ",
    "-F ",
    "--request ",
    "--header ",
    "--data",
    "--url ",
    "--location ",
    "--form ",
    "--user ",
];

/// Where the command begins that a text consists of, its name left out.
pub(crate) fn begin(text: &str) -> Option<usize> {
    let shown = text.trim_start();
    let (first, rest) = shown.split_once('\n')?;
    // Nearly all texts end here.
    if !first.starts_with('-') && !rest.trim_start().starts_with('-') {
        return None;
    }
    let is_option = |line: &str| OPTIONS.iter().any(|option| line.trim_start().starts_with(option));
    let is_command = if is_option(first) { is_target(shown) } else { is_option(rest) && is_request(first) };
    is_command.then(|| text.len() - shown.len())
}

/// Whether a text has a URL, or a path at the beginning of a word.
fn is_target(text: &str) -> bool {
    text.contains("://") || text.split_whitespace().any(|word| word.trim_matches(['\'', '"']).starts_with('/'))
}

/// Whether a line is a URL or path, with a method before it or not.
fn is_request(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['\\', ' ']);
    let behind_method = METHODS.iter().find_map(|method| line.strip_prefix(method)?.strip_prefix(' '));
    let target = behind_method.unwrap_or(line).trim().trim_matches(['\'', '"']);
    let begins = begins_url(target) || behind_method.is_some() && target.starts_with(['/', '{', '<', '$']);
    begins && !target.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_alone_are_a_command() {
        for text in [
            "-X GET \\\n https://h/a",
            "\nPOST /a \\\n  -H 'b: c'",
            "'https://h/a' \\\n -d x",
            "https://h/a'\n-H 'b: c'",
        ] {
            assert_eq!(begin(text), Some(text.len() - text.trim_start().len()), "{text}");
        }
        for text in ["POST /a\nb: c", "- a\n- b", "-X\n", "the lamp\n -d x", "--- a/b\n+++ c/d", "/a\n-d x"] {
            assert_eq!(begin(text), None, "{text}");
        }
    }
}
