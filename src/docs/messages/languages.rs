//! What the languages are that the info strings of fences name.

use super::info_string::{is_language, language};

/// No language, or a name for none.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext"];

const JAVASCRIPT: &[&str] = &["js", "jsx", "javascript", "mjs", "node", "nodejs", "ts", "tsx", "typescript"];

const PYTHON: &[&str] = &["py", "python", "python3"];

/// Further languages in which docs show clients of the same API, beside the command.
const CLIENTS: &[&str] = &[
    "go", "golang", "ruby", "rb", "php", "java", "kotlin", "swift", "dart", "csharp", "c#", "cs", "rust", "rs", "perl",
    "elixir", "scala", "c", "cpp", "r", "httpie", "graphql", "sql",
];

/// Languages in which each statement has a mark that no name or sentence has: a bracket, a semicolon, an operator.
const WITH_MARKS: &[&str] =
    &["java", "php", "kotlin", "swift", "dart", "csharp", "c#", "cs", "c", "cpp", "go", "golang"];

const YAML: &[&str] = &["yaml", "yml"];

/// Languages of files besides YAML, in which a command is only quoted.
const FILES: &[&str] = &["toml", "ini", "dockerfile", "docker", "diff", "makefile", "groovy", "html", "hcl", "nginx"];

/// Languages of files besides YAML that services send.
const SENT_FILES: &[&str] = &["toml", "ini", "properties", "conf", "csv", "tsv", "ics"];

/// Languages besides YAML whose texts may look like JSON.
const OTHER_NOTATIONS: &[&str] = &["toml", "hcl", "graphql", "gql", "jinja", "liquid"];

/// Languages besides JSON that fences of messages and bodies are in.
const MESSAGES: &[&str] = &["http", "xml", "console", "response"];

/// Languages, and other words, with which documents of JSON are shown.
const AROUND_DOCUMENTS: &[&str] = &["js", "javascript", "http", "console", "response"];

const MARKUP: &[&str] = &["xml", "html", "gml", "kml", "gpx", "svg"];

/// The languages of bodies that are no JSON, and names of no language, which converters of pages leave.
const TEXTS: &[&str] =
    &["html", "xml", "csv", "pre", "code", "codeblock", "screen", "output", "example", "none", "raw"];

/// Languages besides YAML of what requests send that is no JSON document.
const SENT_TEXTS: &[&str] =
    &["xml", "csv", "html", "ndjson", "sql", "cypher", "gremlin", "sparql", "graphql", "turtle", "form", "urlencoded"];

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
    is_yaml(info) || is_language(info, FILES)
}

/// Whether an info string names JSON or a notation that goes on from it: `jsonc`, `json5`, `jsonl`.
pub(crate) fn is_json(info: &str) -> bool {
    language(info).get(..4).is_some_and(|start| start.eq_ignore_ascii_case("json"))
}

/// Whether an info string, or the ending of a file's name, names YAML.
pub(crate) fn is_yaml(info: &str) -> bool {
    is_language(info, YAML)
}

/// Whether an info string names the language of a file that a service may send.
pub(crate) fn is_sent_file(info: &str) -> bool {
    is_yaml(info) || is_language(info, SENT_FILES)
}

/// Whether an info string names a language whose texts may look like JSON.
pub(crate) fn is_other_notation(info: &str) -> bool {
    is_yaml(info) || is_language(info, OTHER_NOTATIONS)
}

/// Whether a fence of this info string may hold a message or a body.
pub(crate) fn is_of_messages(info: &str) -> bool {
    is_plain(info) || is_json(info) || is_language(info, MESSAGES)
}

/// Whether a fence of this info string may hold a document of JSON, although it does not name it.
pub(crate) fn is_around_documents(info: &str) -> bool {
    is_plain(info) || is_language(info, AROUND_DOCUMENTS)
}

/// Whether a fence of this info string may hold markup.
pub(crate) fn is_markup(info: &str) -> bool {
    is_plain(info) || is_language(info, MARKUP)
}

/// Whether a fence of this info string may hold a body that is no JSON.
pub(crate) fn is_text(info: &str) -> bool {
    is_plain(info) || is_language(info, TEXTS)
}

/// Whether a fence of this info string may hold what a request sends, where that is no JSON document.
pub(crate) fn is_sent_text(info: &str) -> bool {
    is_plain(info) || is_yaml(info) || is_language(info, SENT_TEXTS)
}

/// Whether a text is plainly no code of the language that an info string names: none of its lines has a mark of code.
pub(crate) fn is_no_code_of(info: &str, text: &str) -> bool {
    let is_mark = |c: char| "(){}[]=<>;\"'`$#@\\|*+_&/".contains(c);
    (is_javascript(info) || is_python(info) || is_language(info, WITH_MARKS))
        && !text.contains(is_mark)
        && !is_name_or_statement(info, text)
}

/// Whether a text may be the name of a type, a member or a variable, or a statement that needs no mark: `Lamp`, `lamps.list`, `Lamp lamp`,
/// `return lamp`.
fn is_name_or_statement(info: &str, text: &str) -> bool {
    const STATEMENTS: &[&str] =
        &["return", "await", "yield", "import", "throw", "raise", "del", "pass", "break", "continue", "goto", "new"];
    let is_name = |word: &str| word.starts_with(char::is_alphabetic);
    let words: Vec<&str> = text.split_whitespace().collect();
    let declares = is_language(info, WITH_MARKS) || is_language(info, &["ts", "tsx", "typescript"]);
    let most = if declares && !is_language(info, &["php"]) { 2 } else { 1 };
    words.first().is_some_and(|first| STATEMENTS.contains(first))
        || words.len() <= most && words.iter().all(|word| is_name(word))
}

/// Whether an info string names a shell.
pub(crate) fn is_shell(info: &str) -> bool {
    is_language(info, SHELLS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_names_wherever_it_is_asked_for() {
        for info in ["yaml", "YML title=lamps"] {
            assert!(is_file(info) && is_sent_file(info) && is_other_notation(info) && is_sent_text(info), "{info}");
        }
        assert!(["json", "JSON title=x", "jsonc", "json5", ".json {4}"].into_iter().all(is_json));
        assert!(!["js", "ndjson", "", "yaml"].into_iter().any(is_json));
        assert!(
            is_no_code_of("javascript", "Uhu Owl") && is_no_code_of("php", "12.5") && !is_no_code_of("sql", "Uhu Owl")
        );
        for code in
            ["return owl;", "// Uhu", "owl.name()", "x = 1", "import 'owls'", "undefined", "owls.list", "return owl"]
        {
            assert!(!is_no_code_of("js", code), "{code}");
        }
        for (info, text) in [("typescript", "Owl"), ("java", "Owl owl"), ("csharp", "return owl"), ("py", "owls.list")]
        {
            assert!(!is_no_code_of(info, text), "{info}: {text}");
        }
        assert!(["", "txt", "JSONC", "console"].into_iter().all(is_of_messages) && !is_of_messages("yaml"));
    }
}
