//! "One of `a`, `b`.", "Must be either `a` or `b`." in a description. "Possible values are: ..." is read in `possible_values.rs`.

use super::and_more::goes_on;
use crate::docs::wording::{self, Prose, Topic};
use crate::notation::is_stand_in;
use crate::notation::type_word::Word;

/// How many phrases of a description may lead to the list of values.
const MOST_PHRASES: usize = 16;

/// The values that a sentence offers for choice, in order; empty where it offers none.
pub(super) fn value_choice(prose: &Prose<'_>) -> Vec<String> {
    let description = prose.text;
    let offered = |topic| {
        let mut phrases = prose.find_all(topic).take(MOST_PHRASES);
        phrases.find_map(|phrase| {
            let rest = description[phrase.end..].trim_start_matches([':', ' ']);
            let values = quoted(rest).or_else(|| plain(rest).filter(|_| topic == Topic::OneOfValues))?;
            leads_to_values(&description[..phrase.start]).then_some(values)
        })
    };
    offered(Topic::OneOfValues).or_else(|| offered(Topic::EitherValue)).unwrap_or_default()
}

/// Whether the words before the phrase are a part of a sentence that says what the value is: none, or "must be".
fn leads_to_values(before: &str) -> bool {
    let part = before.rsplit(['.', ':', ';', ',', '(', '\n', '\u{2013}', '\u{2014}']).next().unwrap_or_default().trim();
    let words = part.trim_matches(['*', '_', '-', ' ']);
    words.is_empty() || !wording::mentions(Topic::Denial, words) && ends_in_lead(words)
}

fn ends_in_lead(words: &str) -> bool {
    wording::find_all(Topic::LeadsToValues, words).any(|lead| lead.end == words.len())
}

/// Values in quotes with nothing but separators between them; `None` if a sentence goes on after them, about something else.
fn quoted(text: &str) -> Option<Vec<String>> {
    let (mut values, mut rest) = (Vec::new(), text);
    while let Some(quote) = rest.chars().next().filter(|c| matches!(c, '`' | '"' | '\'')) {
        let (value, after) = rest[1..].split_once(quote)?;
        values.push(value.trim().trim_matches('"').to_owned());
        rest = after;
        let next = separated(without_remark(after));
        if !next.starts_with(['`', '"', '\'']) {
            break;
        }
        rest = next;
    }
    let ends = !without_remark(rest).trim_start().starts_with(char::is_alphanumeric) && !goes_on(rest);
    // Of what is `null` or something else no list is shown.
    let are_values = values.iter().all(|value| !value.is_empty() && value != "null" && !describes_value(value));
    (values.len() > 1 && ends && are_values).then_some(values)
}

/// Whether a text says of what form a value is: a type, a placeholder, the pattern of a date, a text with an ellipsis.
fn describes_value(text: &str) -> bool {
    is_stand_in("", text) || Word::parse(text).is_some() || is_pattern(text) || text.ends_with("...")
}

/// Whether a text is a pattern of letters that stand for digits, as of dates: `YYYY-MM-DD`, `hh:mm`.
fn is_pattern(text: &str) -> bool {
    let parts = || text.split(|c: char| !c.is_ascii_alphabetic()).filter(|part| !part.is_empty());
    let is_one_letter = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte == part.as_bytes()[0]);
    let is_of_date = |part: &str| is_one_letter(part) && b"ydhmsxn".contains(&part.as_bytes()[0].to_ascii_lowercase());
    let is_mark = |part: &str| matches!(part, "T" | "Z");
    parts().any(is_of_date) && parts().all(|part| is_of_date(part) || is_mark(part))
}

/// A text without a remark in parentheses that it begins with.
fn without_remark(text: &str) -> &str {
    let rest = text.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    rest.map_or(text, |(_, rest)| rest)
}

/// A text without the separators and conjunctions that it begins with.
fn separated(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', ';', '/', '|', ' ', '\n']);
        match wording::begins(Topic::Conjunction, rest) {
            Some(length) => rest = &rest[length..],
            None => return rest,
        }
    }
}

/// Single words between commas and conjunctions, up to the end of the sentence.
fn plain(text: &str) -> Option<Vec<String>> {
    let end = text.find(". ").or_else(|| text.find(['\n', ')', ';'])).unwrap_or(text.len());
    let sentence = text[..end].trim_end_matches('.');
    let values = sentence.split([',', '/', '|']).flat_map(|part| part.split(" or ")).map(|part| {
        let part = part.trim();
        let conjunction = wording::begins(Topic::Conjunction, part).unwrap_or_default();
        part[conjunction..].trim()
    });
    let values: Vec<String> = values.filter(|value| !value.is_empty()).map(str::to_owned).collect();
    let is_word = |value: &String| value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let is_open = values.last().is_some_and(|last| goes_on(last));
    (values.len() > 1 && !is_open && values.iter().all(is_word)).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::Prose;

    fn value_choice(description: &str) -> Vec<String> {
        super::value_choice(&Prose::new(description))
    }

    #[test]
    fn a_choice_in_the_words_of_a_row() {
        for text in [
            "One of `open`, `closed`.",
            "The state. Must be one of: `open`, `closed`.",
            "Either `open` or `closed`.",
            "State of the order (one of \"open\" and \"closed\").",
            "The value is either `open` (the default) or `closed`, as set by the shop.",
            "One of open or closed.",
            "Has to be one of the following: `open` | `closed`",
            "Can be `open` or `closed`.",
            "The state. Can be: `open`, `closed`",
            "enum: `open`, `closed`",
            "State, enum: `open` / `closed`",
        ] {
            assert_eq!(value_choice(text), ["open", "closed"], "{text}");
        }
    }

    #[test]
    fn other_sentences_offer_no_values() {
        for text in [
            "Either `id` or `name` must be given.",
            "One of the `admins`.",
            "The id of one of the `users` or `groups`.",
            "Cannot be one of `open`, `closed`.",
            "Either directly or indirectly.",
            "One of many things, and the best.",
            "Sent to one of `a`, `b` at random",
            "Can be `a`, `b`, or any other word",
            "Can be `null` or `a`",
            "Can be `a` or `b` characters long",
            "The enum of `a`, `b`",
            "Can be `string` or `integer`.",
            "Can be `boolean`, `object` or `array`.",
            "Can be `YYYY-MM` or `YYYYMMDD`.",
            "Either `hh:mm` or `hh:mm:ss`.",
            "Can be `<lamp id>` or `<lamp name>`.",
            "Can be `{id}` or `{slug}`",
        ] {
            assert_eq!(value_choice(text), [""; 0], "{text}");
        }
    }
}
