//! Fences that show what a command prints behind a bar: the command's first line has none, and each line below it begins with one.

use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::http_version::begins_with_version;

/// The sign that is before each line.
const BAR: char = '|';

/// Whether a bar is before all lines of a fence but those with which commands begin, and what is behind one is no further program of a
/// pipeline.
pub(super) fn has_gutter(text: &str) -> bool {
    // Nearly all fences end here.
    if memchr::memchr(b'|', text.as_bytes()).is_none() || !is_curl(text.lines().next().unwrap_or_default()) {
        return false;
    }
    let is_shown = |line: &str| {
        line.strip_prefix(BAR).is_some_and(|rest| rest.starts_with(['{', '[', '<']) || begins_with_version(rest))
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    lines().all(|line| line.starts_with(BAR) || is_curl(line)) && lines().any(is_shown)
}

/// How many bytes of a line are before what it shows.
pub(super) fn of_line(line: &str) -> usize {
    usize::from(line.starts_with(BAR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_behind_bars_is_no_pipeline() {
        for text in
            ["curl h/a\n|{\"a\": 1}\n", "$ curl h/a \\\n|   -i\n|HTTP/2 204\n|\n", "curl h/a\n|[1]\ncurl h/b\n|<b/>\n"]
        {
            assert!(has_gutter(text), "{text}");
        }
        for text in [
            "curl h/a \\\n| jq .\n",
            "curl h/a\n| jq '\n| {a}'\n",
            "a | b\n|---|\n|{c}|\n",
            "curl h/a\n{\"a\": 1}\n",
            "curl h/a\n|ok\n|ko\n",
        ] {
            assert!(!has_gutter(text), "{text}");
        }
    }
}
