//! Fences whose content the generator of the docs takes from a file: `{!> body.json !}`, `--8<-- "body.json"`.

use super::languages::is_of_messages;

/// What the one line of such a fence begins with, and ends with.
const MARKS: &[(&str, &str)] = &[
    ("{!", "!}"),
    ("--8<--", ""),
    (";--8<--", ""),
    ("<<<", ""),
    ("<<(", ")"),
    ("{{#include", "}}"),
    ("{{#rustdoc_include", "}}"),
    ("{% include", "%}"),
    ("{%- include", "%}"),
    ("{% code", "%}"),
    ("{{% readfile", "}}"),
    ("{{< readfile", "}}"),
    ("{{< include", "}}"),
    ("{{% include", "}}"),
    ("{{< code", "}}"),
    ("{{ include", "}}"),
    ("<%=", "%>"),
    ("@include", ""),
    ("@[code", ""),
    ("[embedmd]", ""),
    (":include:", ""),
    (".. literalinclude::", ""),
];

/// Whether a fence of messages or bodies names a file in place of its content.
pub(crate) fn is_included(info: &str, text: &str) -> bool {
    const LONGEST: usize = 400;
    let shown = text.trim();
    // Nearly all fences end here.
    if shown.is_empty() || shown.len() > LONGEST || !shown.starts_with(['{', '-', ';', '<', '@', '[', ':', '.']) {
        return false;
    }
    if !is_of_messages(info) {
        return false;
    }
    let is_mark = |line: &str| MARKS.iter().any(|(open, close)| line.starts_with(open) && line.ends_with(close));
    shown.lines().map(str::trim).all(|line| line.is_empty() || is_mark(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_alone_stands_for_the_content_of_a_file() {
        for text in [
            "{!> a/b.txt !}\n",
            "--8<-- \"b.json\"",
            "<<< @/a.json",
            "{{#include a.json}}",
            "<%= fixture('a.http') %>",
            "{% include \"a\" %}",
        ] {
            assert!(is_included("json", text), "{text}");
        }
        for text in ["", "{\"a\": 1}", "{!> a !}\n{\"a\": 1}", "<<a>>", "{}", "[]"] {
            assert!(!is_included("json", text), "{text}");
        }
        assert!(!is_included("python", "--8<-- \"a.py\""));
    }
}
