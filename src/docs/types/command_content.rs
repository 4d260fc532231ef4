//! Whether a command sends content, by its words alone: what is asked is only whether the page shows a request with a body.

use crate::contract::Dialect;
use crate::docs::messages::curl_options::{by_letter, by_name};
use crate::http::method::sends_content;

/// What the options of programs like curl begin with that give a body: `--body-data`.
const OF_OTHERS: [&str; 3] = ["post-data", "post-file", "body-"];

/// Whether a text of commands of this dialect has one that sends content.
pub(super) fn sends(dialect: Dialect, commands: &str) -> bool {
    let mut words = commands.split_whitespace().map(|word| word.trim_matches(['"', '\'', '\\']));
    if dialect != Dialect::Httpie {
        return words.any(|word| sends_content(word.strip_prefix("-X").unwrap_or(word)) || is_option(word));
    }
    let is_sent = |word: &str| sends_content(word) || word.starts_with("--raw") || is_item(word);
    words.any(is_sent) || commands.contains(['<', '|'])
}

/// Whether a word is an option of curl, or of a program like it, that gives a body; letters without a value may be before it: `-sSd`.
fn is_option(word: &str) -> bool {
    if let Some(name) = word.strip_prefix("--") {
        let name = name.split('=').next().unwrap_or_default();
        return by_name(name).is_some_and(|option| option.effect.gives_body())
            || OF_OTHERS.iter().any(|option| name.starts_with(option));
    }
    let letters = word.strip_prefix('-').unwrap_or_default();
    let mut options = letters.chars().map(by_letter);
    let with_value = options.find(|option| option.is_none_or(|option| option.takes_value)).flatten();
    with_value.is_some_and(|option| option.effect.gives_body())
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
