//! Whether a command sends content, by its words alone: what is asked is only whether the page shows a request with a body.

use crate::contract::Dialect;
use crate::http::method::sends_content;

/// Options of curl, and of programs like it, that give a body. Longer ones begin with them: `--data-binary`.
const LONG_OPTIONS: [&str; 7] =
    ["--data", "--json", "--form", "--upload-file", "--post-data", "--post-file", "--body-"];
/// Letters of curl's options without a value, which may be before one with a value in the same word: `-sSd`.
const FLAGS: &[u8] = b"sSkLivfgjnNOJaGI0123456#";

/// Whether a text of commands of this dialect has one that sends content.
pub(super) fn sends(dialect: Dialect, commands: &str) -> bool {
    let mut words = commands.split_whitespace().map(|word| word.trim_matches(['"', '\'', '\\']));
    if dialect != Dialect::Httpie {
        return words.any(|word| sends_content(word.strip_prefix("-X").unwrap_or(word)) || is_option(word));
    }
    let is_sent = |word: &str| sends_content(word) || word.starts_with("--raw") || is_item(word);
    words.any(is_sent) || commands.contains(['<', '|'])
}

/// Whether a word is an option of curl that gives a body.
fn is_option(word: &str) -> bool {
    let letters = word.strip_prefix('-').unwrap_or_default().as_bytes();
    let short = letters.iter().find(|letter| !FLAGS.contains(letter));
    LONG_OPTIONS.iter().any(|option| word.starts_with(option)) || short.is_some_and(|letter| b"dFT".contains(letter))
}

/// Whether a word of `HTTPie` is an item of a body: `name=value`, `name:=json`, `name@file`.
fn is_item(word: &str) -> bool {
    let name = word.find([':', '=', '@', '/', '?']).unwrap_or_default();
    let mark = &word[name..];
    let is_text = mark.starts_with('=') && !mark.starts_with("==");
    name > 0 && !word.starts_with('-') && (is_text || mark.starts_with(":=") || mark.starts_with('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_a_body_is_known_in_each_way_of_writing_it() {
        for command in [
            "curl -F \"file=@lamp.png\" http://h/lamps",
            "curl -s --form 'file=@lamp.png' http://h/lamps",
            "curl -T lamp.png http://h/lamps",
            "curl -sSd on=1 http://h/lamps",
            "curl -d'on=1' http://h/lamps",
            "curl -XPUT http://h/lamps/1",
            "curl --request PATCH http://h/lamps/1",
            "curl http://h/lamps \\\n  --data-binary @lamp.json",
        ] {
            assert!(sends(Dialect::Curl, command), "{command}");
        }
        for command in
            ["curl http://h/lamps", "curl -sSL -H 'Accept: */*' http://h/lamps", "curl -X DELETE http://h/FT"]
        {
            assert!(!sends(Dialect::Curl, command), "{command}");
        }
        for command in [
            "http :8080/lamps title=x",
            "http h/lamps on:=true",
            "http -f h/lamps picture@lamp.png",
            "http PUT h/lamps/1",
            "http h/lamps < lamp.json",
        ] {
            assert!(sends(Dialect::Httpie, command), "{command}");
        }
        for command in ["http :8080/lamps size==5", "http -F h/lamps?a=b Accept:text/plain", "http http://h/lamps"] {
            assert!(!sends(Dialect::Httpie, command), "{command}");
        }
    }
}
