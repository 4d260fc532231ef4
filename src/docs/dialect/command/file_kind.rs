//! Whether a fence can be the content of a file, by the file's extension.

use crate::docs::messages::info_string::language;
use crate::docs::messages::languages::{is_other_language, is_shell};

/// Languages of fences by the extensions of their files, where the two differ.
const EXTENSIONS: &[(&str, &[&str])] = &[
    ("python", &["py"]),
    ("javascript", &["js", "mjs"]),
    ("typescript", &["ts"]),
    ("ruby", &["rb"]),
    ("rust", &["rs"]),
    ("golang", &["go"]),
    ("csharp", &["cs"]),
    ("yaml", &["yml"]),
    ("html", &["htm"]),
    ("graphql", &["gql"]),
];

/// Extensions of files that no fence shows, for they are no text.
const NO_TEXT: [&str; 19] = [
    "avif", "bmp", "bz2", "docx", "gif", "gz", "heic", "ico", "jpeg", "jpg", "mov", "mp3", "mp4", "pdf", "png", "tar",
    "webp", "xlsx", "zip",
];

const SHELL_EXTENSIONS: &[&str] = &["sh", "bash", "zsh", "fish", "ps1"];

/// Whether a fence with this info string and text can be the file. Source code is only a file of source code, and a file of
/// JSON begins as JSON does.
pub(super) fn can_be_file(name: &str, info: &str, text: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if NO_TEXT.contains(&extension.as_str()) {
        return false;
    }
    if is_shell(info) {
        return SHELL_EXTENSIONS.contains(&extension.as_str());
    }
    if is_other_language(info) {
        let language = language(info).to_ascii_lowercase();
        let known = EXTENSIONS.iter().find(|(known, _)| *known == language);
        return language == extension || known.is_some_and(|(_, all)| all.contains(&extension.as_str()));
    }
    let is_json = matches!(extension.as_str(), "json" | "jsonl" | "ndjson");
    !is_json || text.trim_start().starts_with(['{', '[', '"', '<', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_not_data_and_data_is_not_code() {
        for (name, info, text) in [
            ("books.jsonl", "json lines", "{\"id\": 1}\n{\"id\": 2}"),
            ("points.txt", "", "flow,pump=2 litres=18"),
            ("body.json", "json", "// a comment\n{}"),
            ("rules.yml", "yaml", "a: 1"),
            ("run.sh", "bash", "echo"),
            ("data", "text", "x"),
        ] {
            assert!(can_be_file(name, info, text), "{name} {info}");
        }
        for (name, info, text) in [
            ("books.jsonl", "js", "const text = 1;"),
            ("books.json", "", "lampd --config books.json"),
            ("points.txt", "bash", "lampd &"),
            ("rules.yml", "python", "a = 1"),
            ("lamp.PNG", "json", "{\"id\": 1}"),
            ("lamps.tar", "", "x"),
        ] {
            assert!(!can_be_file(name, info, text), "{name} {info}");
        }
    }
}
