//! The languages of fences, by their info strings.

use crate::docs::messages::info_string::is_language;

/// Languages in which docs show clients of the same API, beside the command.
const CLIENTS: &[&str] = &[
    "python",
    "py",
    "go",
    "golang",
    "ruby",
    "rb",
    "php",
    "java",
    "kotlin",
    "swift",
    "dart",
    "csharp",
    "c#",
    "cs",
    "rust",
    "rs",
    "perl",
    "elixir",
    "scala",
    "typescript",
    "ts",
    "javascript",
    "js",
    "node",
    "c",
    "cpp",
    "r",
    "httpie",
    "graphql",
    "sql",
];

/// Languages of files, in which a command is only quoted.
const FILES: &[&str] =
    &["yaml", "yml", "toml", "ini", "dockerfile", "docker", "diff", "makefile", "groovy", "html", "hcl", "nginx"];

const SHELLS: &[&str] = &["bash", "sh", "shell", "zsh", "fish", "powershell", "ps1"];

/// Whether an info string names a language in which `curl` is not a command.
pub(crate) fn is_other_language(info: &str) -> bool {
    is_language(info, CLIENTS) || is_language(info, FILES)
}

/// Whether an info string names the language of a file.
pub(in crate::docs::dialect) fn is_file(info: &str) -> bool {
    is_language(info, FILES)
}

/// Whether an info string names a shell.
pub(crate) fn is_shell(info: &str) -> bool {
    is_language(info, SHELLS)
}
