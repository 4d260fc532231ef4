//! What the languages are that the info strings of fences name.

use super::info_string::is_language;

/// No language, or a name for none.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext"];

const JAVASCRIPT: &[&str] = &["js", "jsx", "javascript", "mjs", "node", "nodejs", "ts", "tsx", "typescript"];

const PYTHON: &[&str] = &["py", "python", "python3"];

/// Further languages in which docs show clients of the same API, beside the command.
const CLIENTS: &[&str] = &[
    "go", "golang", "ruby", "rb", "php", "java", "kotlin", "swift", "dart", "csharp", "c#", "cs", "rust", "rs", "perl",
    "elixir", "scala", "c", "cpp", "r", "httpie", "graphql", "sql",
];

/// Languages of files, in which a command is only quoted.
const FILES: &[&str] =
    &["yaml", "yml", "toml", "ini", "dockerfile", "docker", "diff", "makefile", "groovy", "html", "hcl", "nginx"];

const SHELLS: &[&str] = &["bash", "sh", "shell", "zsh", "fish", "powershell", "ps1"];

/// Whether an info string names no language.
pub(crate) fn is_plain(info: &str) -> bool {
    is_language(info, PLAIN)
}

/// Whether an info string names JavaScript or TypeScript.
pub(crate) fn is_javascript(info: &str) -> bool {
    is_language(info, JAVASCRIPT)
}

/// Whether an info string names Python.
pub(crate) fn is_python(info: &str) -> bool {
    is_language(info, PYTHON)
}

/// Whether an info string names a language in which `curl` is not a command.
pub(crate) fn is_other_language(info: &str) -> bool {
    is_javascript(info) || is_python(info) || is_language(info, CLIENTS) || is_file(info)
}

/// Whether an info string names the language of a file.
pub(crate) fn is_file(info: &str) -> bool {
    is_language(info, FILES)
}

/// Whether an info string names a shell.
pub(crate) fn is_shell(info: &str) -> bool {
    is_language(info, SHELLS)
}
