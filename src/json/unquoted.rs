//! Placeholders that are not in quotes: `<id>`, `{id}`, `{{ id }}`, `$ID`, `${id}`, `[ID]`, `TOKEN`, `string`, `xxx`; and words
//! in the place of a value: `the owner, if any`. Here a placeholder only takes the place of a JSON value. The notations of
//! placeholders that are filled, in URLs, headers and strings, are in `http/url_template/placeholder.rs`.

/// The longest text that is treated as one, in bytes.
const LONGEST: usize = 100;

/// Words for types, in place of a value of theirs. What type each of them names is in `notation/type_word.rs`.
pub(crate) const TYPE_WORDS: &[&str] = &[
    "string",
    "integer",
    "int",
    "number",
    "float",
    "double",
    "boolean",
    "bool",
    "date",
    "datetime",
    "timestamp",
    "uuid",
    "object",
    "array",
];

/// The same in other languages, in which only prose has them.
const TRANSLATED_TYPE_WORDS: &[&str] = &[
    "booléen",
    "chaîne",
    "entier",
    "nombre",
    "ganzzahl",
    "zeichenkette",
    "zahl",
    "cadena",
    "entero",
    "booleano",
    "texto",
    "inteiro",
    "número",
    "stringa",
    "intero",
    "numero",
];

/// Words that docs use for any value: `"result": result`. Any other word without quotes may be a slip.
const NAMES: &[&str] = &["result", "results", "value", "values", "data", "response", "token", "hash", "address", "tx"];

/// Whether what follows a `{` may be the rest of a placeholder: quick, and certain where it says no.
pub(super) fn may_begin(after: &str) -> bool {
    let first = after.as_bytes().iter().find(|byte| **byte != b' ');
    first.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'{' | b'_') || *byte >= 0x80)
}

/// Whether what follows a `[` may be the rest of a placeholder: quick, and certain where it says no.
pub(super) fn may_be_bracketed(after: &str) -> bool {
    let bytes = after.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let begins = bytes.first().is_some_and(|byte| byte.is_ascii_uppercase() || *byte == b'#');
    begins
        || bytes.first() == Some(&b'*') && bytes.get(1).is_some_and(u8::is_ascii_alphabetic)
        || is_letter(0) && !is_letter(1)
}

/// How many bytes the placeholder has that a text begins with.
pub(super) fn length(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        b'<' => enclosed(text, "<", ">", |c| !matches!(c, '<' | '\n' | '"')),
        b'{' => enclosed(text, "{{", "}}", is_of_name).or_else(|| enclosed(text, "{", "}", is_of_name)),
        b'$' => enclosed(text, "${(", ")}", |_| true)
            .or_else(|| enclosed(text, "$(", ")", |c| c != '\n'))
            .or_else(|| enclosed(text, "${", "}", is_of_name))
            .or_else(|| shell_name(text)),
        b'[' => bracketed(text),
        b'*' | b'?' if ends_value(&text[1..]) => Some(1),
        _ => words(text).or_else(|| word(text)),
    }
}

/// `[ID]`, `[#-OF-ROWS]`: a name in capitals in the place of a value, which is not an array. `[x, y]`: letters for what is in
/// one. `[*required* - "on", or "off"]`: words about a value.
fn bracketed(text: &str) -> Option<usize> {
    let length = text.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let name = &text[1..length];
    let is_letter = |item: &str| item.len() == 1 && item.bytes().all(|byte| byte.is_ascii_lowercase());
    let are_letters = || name.contains(',') && name.split(',').all(|item| is_letter(item.trim()));
    let is_remark = || {
        let marked = name.strip_prefix('*').and_then(|rest| rest.split_once('*'));
        marked.is_some_and(|(word, _)| word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !word.is_empty())
    };
    let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '#' | ' ');
    let is_name = || name.bytes().filter(u8::is_ascii_uppercase).count() > 1 && name.chars().all(fits);
    let is_one = are_letters() || is_remark() || is_name();
    (is_one && ends_value(&text[length + 1..])).then_some(length + 1)
}

/// Several words that describe a value, up to where that ends: `list of items`, `(the details)`, `public/private owner`.
fn words(text: &str) -> Option<usize> {
    let is_of_words =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '(' | ')' | '-' | '_' | '/' | '\'' | '\u{2019}' | '.' | '&');
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '(') {
        return None;
    }
    let length = text.char_indices().take_while(|(at, c)| *at < LONGEST && is_of_words(*c)).last()?;
    let shown = text[..length.0 + length.1.len_utf8()].trim_end();
    let shown = shown.find("//").map_or(shown, |comment| shown[..comment].trim_end());
    let several = shown.contains([' ', '/']) || shown.starts_with('(') && shown.ends_with(')');
    let is_words = several && shown.chars().filter(|c| c.is_alphabetic()).count() > 2;
    (is_words && ends_value(&text[shown.len()..])).then_some(shown.len())
}

/// How many bytes the other values have of which one is sent: `true|false`, `"on" | "off"`, `1 or 2`. `after`: what follows the
/// first.
pub(super) fn alternatives(after: &str) -> Option<usize> {
    let shown = after.trim_start_matches(' ');
    let is_comment = shown.starts_with("//") || shown.starts_with("/*");
    if is_comment || !shown.starts_with("or ") && !shown.starts_with(['|', '/']) {
        return None;
    }
    let (mut quoted, mut end) = (false, None);
    for (at, c) in after.char_indices().take_while(|(at, _)| *at < LONGEST) {
        quoted ^= c == '"';
        if !quoted && (matches!(c, ',' | '}' | ']' | '\n') || after[at..].starts_with("//")) {
            end = Some(at);
            break;
        }
    }
    let others = after[..end?].trim_end();
    (others.trim_start_matches([' ', '|', '/']).len() > 1).then_some(others.len())
}

/// Whether a value ends before a text.
fn ends_value(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\t', '\r']);
    rest.starts_with([',', '}', ']', '\n']) || rest.starts_with("//") || rest.starts_with("/*")
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '$' | '|')
}

fn enclosed(text: &str, open: &str, close: &str, fits: impl Fn(char) -> bool) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    let length = inner.char_indices().take_while(|(at, _)| *at < LONGEST).find(|(_, c)| close.starts_with(*c));
    let length = length.map(|(at, _)| at)?;
    let name = &inner[..length];
    let is_name = name.contains(char::is_alphanumeric) && name.chars().all(fits);
    (is_name && inner[length..].starts_with(close)).then_some(open.len() + length + close.len())
}

fn shell_name(text: &str) -> Option<usize> {
    let name = text.strip_prefix('$')?;
    let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
    (length > 0).then_some(1 + length)
}

/// How many bytes the word has that a text begins with, if it repeats a part of the name of its member: `"content-type": type`.
pub(super) fn repeats(key: &str, text: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    let length = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let word = text[..length].to_ascii_lowercase();
    let ends = text[length..].trim_start().starts_with([',', '}', ']']);
    (length >= SHORTEST && ends && key.to_ascii_lowercase().contains(&word)).then_some(length)
}

/// A call with empty parentheses, after the name of a type: `uuid()`.
fn call(after: &str) -> usize {
    if after.starts_with("()") { 2 } else { 0 }
}

/// A word in capitals, in another script than Latin, one for a type or for any value, one that can only be the name of a variable
/// (`your_token`, `userId`, `url1`), or one of nothing but `x` or `*`.
fn word(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '*' | '-')).unwrap_or(text.len());
    let word = &text[..length];
    let capitals = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let is_type = || {
        TYPE_WORDS.iter().chain(TRANSLATED_TYPE_WORDS).any(|known| known.eq_ignore_ascii_case(word))
            || NAMES.contains(&word)
    };
    let variable = || {
        let mut inner = word.char_indices().skip(1);
        let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let marked =
            inner.any(|(at, c)| c == '_' || c.is_ascii_digit() || c.is_ascii_uppercase() && !word[..at].ends_with('_'));
        plain && word.starts_with(|c: char| c.is_ascii_lowercase()) && marked
    };
    // A slip would be one in the script of JSON.
    // `_groupID_`
    let underlined = || {
        word.len() > 2
            && word.starts_with('_')
            && word.ends_with('_')
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let foreign = || word.chars().all(|c| !c.is_ascii() && c.is_alphabetic());
    let masked = || word.bytes().all(|b| matches!(b, b'x' | b'X' | b'*'));
    (length > 1
        && length <= LONGEST
        && (capitals || is_type() || variable() || underlined() || foreign() || length > 2 && masked()))
    .then(|| length + call(&text[length..]))
}

#[cfg(test)]
mod tests {
    use crate::json::{Value, read};

    #[test]
    fn a_placeholder_may_be_in_the_place_of_a_value() {
        for shown in [
            "<id>",
            "<an id, 12 digits>",
            "{id}",
            "{{ id }}",
            "$ID",
            "${id}",
            "${(date +%s)}",
            "$(date +%s)",
            "TOKEN",
            "USER_ID",
            "integer",
            "***",
            "your_token",
            "userId",
            "url1",
            "result",
            "金额",
            "[ID]",
            "[#-OF-ROWS]",
            "[x, y]",
            "[*required* - \"on\", or \"off\"]",
            "public/private owner object",
            "(the details)",
            "list of player's lamps",
            "booléen",
            "true|false",
            "\"on\" | \"off\"",
            "1 or 2",
            "*",
        ] {
            let text = format!("{{\"a\": [1, {shown}], \"b\": {shown}}}");
            let document = read(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let value = document.root.get("b").map(|node| &node.value);
            assert_eq!(value, Some(&Value::Placeholder(shown.to_owned())), "{text}");
            assert_eq!((document.repairs.len(), document.has_placeholders()), (2, true), "{text}");
        }
    }

    #[test]
    fn dots_in_quotes_stand_for_members() {
        let document = read("{\"a\": 1, \"....\", \"b\": 2}").expect("an object");
        assert!(document.root.get("b").is_some());
        assert!(read("{\"a\": 1, \"...\": 2}").expect("an object").root.get("...").is_some());
        assert!(read("{\"a\", \"b\": 2}").is_err());
    }

    #[test]
    fn other_words_and_objects_are_none() {
        for text in [
            "{\"a\": word}",
            "{\"a\": <b}",
            "<id>",
            "{\"a\": {b} c}",
            "{\"a\": {}",
            "{\"a\": I}",
            "{\"a\": [x]}",
            "{\"a\": [*required]}",
            "[$]",
            "{\"a\": some words\"}",
            "{\"a\": some \"words\"}",
            "{\"a\": b c \"d\": 1}",
            "{\"a\": tru }",
            "{\"a\": 1 \"b\": 2}",
            "{\"a\": 1 / }",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for text in ["{\"a\": {b: 1}}", "[{b: {}}]"] {
            assert!(!read(text).expect(text).has_placeholders(), "{text}");
        }
    }
}
