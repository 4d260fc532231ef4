//! "Possible values are: `a`, `b`." in a description. "One of `a`, `b`" is read in `value_choice.rs`.

use super::and_more::goes_on;
use super::value_choice::value_choice;
use crate::docs::wording::{self, Prose, Topic};

/// The values listed in a description, in order; empty where it lists none.
pub(crate) fn possible_values(prose: &Prose<'_>) -> Vec<String> {
    let Some(found) = prose.find(Topic::PossibleValues) else { return value_choice(prose) };
    let description = prose.text;
    if is_denied(&description[..found.start]) {
        return Vec::new();
    }
    let rest = &description[found.end..];
    let list = match rest.find('`') {
        // Prose before the first value is fine, but not a whole sentence.
        Some(tick) if tick <= 80 && !rest[..tick].contains(". ") && !is_sample(&rest[..tick]) => {
            let (values, rest) = quoted(&rest[tick..]);
            if goes_on(rest) { Vec::new() } else { values }
        }
        Some(_) => Vec::new(),
        None => plain(without_verb(rest)),
    };
    if list.len() > 1 { list } else { Vec::new() }
}

/// Whether the sentence that leads to the list says what a value is not: "cannot be one of the following values".
fn is_denied(before: &str) -> bool {
    wording::mentions(Topic::Denial, before.rsplit(". ").next().unwrap_or_default())
}

/// "Possible values are, for example, `a`": some of them, not all.
fn is_sample(lead: &str) -> bool {
    wording::mentions(Topic::SuchAs, lead)
}

/// What follows "possible values are".
fn without_verb(rest: &str) -> &str {
    let rest = rest.trim_start_matches([':', '：', ' ']);
    let verb = wording::begins(Topic::ValuesVerb, rest).unwrap_or_default();
    rest[verb..].trim_start_matches([':', '：', ' '])
}

/// Values in backticks, as long as only commas, conjunctions or remarks in parentheses are between them, and what is after them.
fn quoted(text: &str) -> (Vec<String>, &str) {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('`') {
        let between = rest[..open].trim();
        if !values.is_empty() && !separates(between) {
            break;
        }
        let Some(close) = rest[open + 1..].find('`') else { break };
        let value = rest[open + 1..open + 1 + close].trim().trim_matches('"');
        if !value.is_empty() {
            values.push(value.to_owned());
        }
        rest = &rest[open + close + 2..];
    }
    (values, rest)
}

fn separates(between: &str) -> bool {
    let between = match (between.find('('), between.rfind(')')) {
        (Some(open), Some(close)) if open < close => format!("{}{}", &between[..open], &between[close + 1..]),
        _ => between.to_owned(),
    };
    let words = between.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '、' | '，' | '；'));
    words
        .filter(|word| !word.is_empty())
        .all(|word| matches!(word, "-" | "&") || wording::is(Topic::BetweenValues, word))
}

/// Values without quotes: words between commas up to the end of the sentence.
fn plain(text: &str) -> Vec<String> {
    let sentence = text.split(". ").next().unwrap_or_default().trim_end_matches(['.', '。']);
    let values = sentence.split([',', '|', ';', '、', '，']).map(|value| {
        let value = value.trim();
        let conjunction = wording::begins(Topic::Conjunction, value).unwrap_or_default();
        value[conjunction..].trim_start().trim_matches(['"', '\''])
    });
    let values: Vec<String> = values.map(str::to_owned).collect();
    // Several words in place of a value: this is prose, not a list.
    // Scripts without spaces do not show where a word ends.
    let is_prose = |value: &String| value.is_empty() || value.contains(|c: char| c == ' ' || c >= '\u{2e80}');
    let is_open = values.last().is_some_and(|last| goes_on(last));
    if is_open || values.iter().any(is_prose) { Vec::new() } else { values }
}

#[cfg(test)]
mod tests {
    use super::Prose;

    fn possible_values(description: &str) -> Vec<String> {
        super::possible_values(&Prose::new(description))
    }

    #[test]
    fn lists_as_pages_write_them() {
        assert_eq!(
            possible_values("The state. Possible values are: `on`, `off`, and `unknownFutureValue`. Read `more`."),
            ["on", "off", "unknownFutureValue"]
        );
        assert_eq!(possible_values("Possible values are low, high."), ["low", "high"]);
        assert_eq!(possible_values("The possible values are `a` (the default) or `b`."), ["a", "b"]);
        assert!(
            possible_values("An id. Cannot begin with `x` or be one of the following values: `a`, `b`.").is_empty()
        );
        assert!(possible_values("Possible values are, for example, `a`, `b`.").is_empty());
        assert_eq!(possible_values("Cannot be changed. Possible values are: `a`, `b`."), ["a", "b"]);
        assert_eq!(possible_values("Der Zustand. Mögliche Werte: `an` oder `aus`."), ["an", "aus"]);
        assert_eq!(possible_values("状态。可选值：`on`、`off`。"), ["on", "off"]);
        for sample in ["Mögliche Werte sind zum Beispiel `an`, `aus`.", "可选值见下表，默认为空"] {
            assert!(possible_values(sample).is_empty(), "{sample}");
        }
        assert!(possible_values("See the table for possible values.").is_empty());
        assert!(possible_values("Just text with `code`, `more`.").is_empty());
    }

    #[test]
    fn a_list_that_says_that_there_are_others_is_none_of_all() {
        for open in [
            "Possible values: `a`, `b`, etc.",
            "Possible values: `a`, `b`, ...",
            "Allowed values are `a`, `b` and others.",
            "Possible values are a, b, etc.",
            "Possible values: `a` (the first), `b` (the last) and so on.",
            "One of `a`, `b`, etc.",
            "One of a, b, etc.",
            "Mögliche Werte: `a`, `b` usw.",
            "Mögliche Werte: `a`, `b` und weitere.",
            "Valeurs possibles : `a`, `b`, entre autres.",
            "Valores posibles: `a` y `b`, entre otros.",
            "Valores possíveis: `a` e `b`, entre outros.",
            "Valori possibili: `a`, `b` ecc.",
            "Mogelijke waarden: `a`, `b` enz.",
            "Możliwe wartości: `a`, `b` itd.",
            "Возможные значения: `a`, `b` и др.",
            "取りうる値: `a`、`b` など",
            "可选值：`a`、`b` 等",
            "가능한 값: `a`, `b` 등",
        ] {
            assert_eq!(possible_values(open), [""; 0], "{open}");
        }
        assert_eq!(possible_values("Possible values: `a`, `b`. Others, etc."), ["a", "b"]);
        assert_eq!(possible_values("Possible values: `a`, `etc`."), ["a", "etc"]);
    }

    #[test]
    fn a_list_of_what_it_cannot_be_is_not_a_list_of_values() {
        assert_eq!(possible_values("Cannot begin with `X` or be one of the following values: `a`, `b`."), [""; 0]);
        assert_eq!(possible_values("It is not a name. Possible values are: `a`, `b`."), ["a", "b"]);
    }
}
