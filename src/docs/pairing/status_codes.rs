//! The status codes that a line of prose names.

use crate::docs::wording::{self, Topic, is_unspaced};
use crate::text::{first_bytes, last_bytes};

/// The numbers in a line that are called status codes: with a reason phrase, in backticks or bold, after "status", "code" or
/// "HTTP", at the start of a list item or cell. Each with its offset; each once.
pub(crate) fn status_codes(line: &str) -> Vec<(u16, usize)> {
    let mut found: Vec<(u16, usize)> = Vec::new();
    for (at, _) in line.match_indices(|c: char| ('1'..='5').contains(&c)) {
        let Some(code) = line.get(at..at + 3).and_then(|text| text.parse::<u16>().ok()) else { continue };
        let (before, after) = (&line[..at], &line[at + 3..]);
        // An interim response (RFC 9110, section 15.2) is never the final one.
        if (code >= 200 || code == 101)
            && !found.iter().any(|(known, _)| *known == code)
            && !is_part_of_number(before, after)
            && !is_quantity(before)
            && (is_named(before) || !counts(before, after))
            && (has_reason(after) || !is_of_path(before, &line[at..at + 3]))
            && (is_called_code(before, after) || found.last().is_some_and(|last| is_joined(&line[last.1 + 3..at])))
        {
            found.push((code, at));
        }
    }
    found
}

/// Whether what is before a number has the same one in a path: "`/lamps/525` is the lamp with the id `525`".
fn is_of_path(before: &str, digits: &str) -> bool {
    before.contains('/') && before.match_indices(digits).any(|(at, _)| before[..at].ends_with(['/', '=']))
}

/// Whether three digits are only a part of something longer: `4000`, `v2.404`, `$200`, `100%`.
fn is_part_of_number(before: &str, after: &str) -> bool {
    let joined =
        |c: char| c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '.' | '/' | '#' | '$' | '_' | '%' | '+');
    after.starts_with(|c| joined(c) && c != '.')
        || before.ends_with(|c| joined(c) || matches!(c, ':' | '-' | ','))
        || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the word before a number makes a quantity of it: "at most `300`".
fn is_quantity(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '`', '*', '(', ':', '.', '$']);
    let last = before.rsplit([' ', '(', '`']).next().unwrap_or_default();
    // "Statuscode, etwa `202`" names an example.
    if wording::is(Topic::SuchAs, last) && is_named(&before[..before.len() - last.len()]) {
        return false;
    }
    let pair = before.rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    wording::is(Topic::BeforeQuantity, last.trim_start_matches('*'))
        || wording::is(Topic::BeforeQuantity, &before[pair..])
        || last.ends_with(is_unspaced) && wording::all(Topic::BeforeQuantity).any(|word| last.ends_with(word))
}

/// Whether the word right before a number is one for statuses: "status `202` results".
fn is_named(before: &str) -> bool {
    let last = last_word(before);
    wording::is(Topic::CodeLabel, last)
}

/// The last word of a text, without the marks behind it.
fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '`', '*', '(', ':', ',']);
    text.rsplit([' ', '(', '`', '*', '\n']).next().unwrap_or_default()
}

/// Whether a noun right behind a number counts it: "`500` Einträge".
fn counts(before: &str, after: &str) -> bool {
    /// No noun is as short, and no reason phrase begins so: at the start of a line units alone count.
    const LONGEST_UNIT: usize = 2;
    let next = after.trim_start_matches(['`', '*']).strip_prefix(' ').unwrap_or_default();
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_first = !before.contains(char::is_alphanumeric);
    wording::is(Topic::Counted, word) && (!is_first || word.len() <= LONGEST_UNIT)
}

/// Whether the sentence of a number names a quantity before it: "Up to `100` are returned, `500` with a paid plan".
fn is_beside_quantity(before: &str) -> bool {
    const FAR: usize = 200;
    let sentence = last_bytes(before, FAR).rsplit(". ").next().unwrap_or_default();
    let marked =
        sentence.match_indices('`').filter(|(at, _)| sentence[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    let mut quantities = marked.filter(|(at, _)| is_quantity(&sentence[..*at]));
    quantities.next_back().is_some_and(|(at, _)| sentence[at..].contains(',') && status_words(&sentence[at..]) == 0)
}

/// How many words of a text are about statuses.
fn status_words(text: &str) -> usize {
    wording::words(text)
        .filter(|word| wording::is(Topic::CodeLabel, word) || wording::is(Topic::BeforeCode, word))
        .count()
}

fn is_called_code(before: &str, after: &str) -> bool {
    // `<b>200</b>`
    let tag = before.rfind('<').filter(|tag| before.ends_with('>') && before.len() - tag <= "<strong>".len());
    let before = tag.map_or(before, |tag| &before[..tag]);
    let marked = || {
        before.ends_with(['`', '*']) && after.starts_with(['`', '*']) && !is_count(after) && !is_beside_quantity(before)
    };
    let named = || {
        let words = before.trim_end_matches([' ', '\n', '`', '*', '(', ':', '\u{ff1a}']);
        let last = words.rsplit([' ', '\n', '(', '`', '-', '>']).next();
        let last = last.unwrap_or_default().trim_start_matches('*');
        if last.ends_with(is_unspaced) {
            return is_called_unspaced(last, after);
        }
        wording::is(Topic::BeforeCode, last)
            || wording::is(Topic::ResponseHeading, last)
            || wording::is(Topic::CodeLabel, label_before(words))
            || is_linked_to_label(words) && !is_count(after)
    };
    let first = || before.trim_matches([' ', '\t', '*', '-', '+', '|', '`', '>', '#', '(']).is_empty();
    let returned = || wording::begins(Topic::StatusReturned, after.trim_start()).is_some() && is_one(before);
    marked()
        || named()
        || first()
        || returned()
        || has_reason(after)
        || before.ends_with('`') && is_status_in_span(after)
}

/// Whether the word before a number says that it is one: "a 202"; not one of several ("or a 204"), and no quantity ("more than a 500").
fn is_one(before: &str) -> bool {
    let Some(shown) = before.strip_suffix(' ') else { return false };
    let word = last_word(shown);
    let above = shown.strip_suffix(word).unwrap_or_default();
    wording::is(Topic::OneCode, word) && !is_quantity(above) && !wording::is(Topic::Conjunction, last_word(above))
}

/// Whether the words behind a number in a code span, whatever they are, make a status of it for what follows the span: "a
/// `422 Cannot Be Lit` status code".
fn is_status_in_span(after: &str) -> bool {
    const LONGEST: usize = 40;
    let Some((words, behind)) = first_bytes(after, LONGEST).split_once('`') else { return false };
    let is_phrase = words.strip_prefix(' ').is_some_and(|words| words.starts_with(char::is_uppercase));
    is_phrase && wording::begins(Topic::CodeNoun, behind.trim_start()).is_some()
}

/// The words from the last mark or line on, which may be a label of several: "Код состояния".
fn label_before(words: &str) -> &str {
    words.rsplit(['\n', '(', '`', '*', '>', '|']).next().unwrap_or_default().trim_matches([' ', '-', '+'])
}

/// Whether the end of a text without blanks calls the number behind it a code: `状态码为200`.
fn is_called_unspaced(before: &str, after: &str) -> bool {
    /// How many letters before a number are looked at.
    const NEAR: usize = 8;
    let near = before.char_indices().rev().nth(NEAR - 1).map_or(before, |(at, _)| &before[at..]);
    // A letter right behind the number counts things, unless it ends the clause.
    let counts = after.starts_with(is_unspaced) && wording::begins(Topic::AfterCode, after).is_none();
    wording::mentions(Topic::BeforeCode, near) && !counts
}

/// Whether a few short words are between a number and the label of a code: "a status code of 200", "the status is 200".
fn is_linked_to_label(before: &str) -> bool {
    let mut words = before.rsplit([' ', '\n']).take(3).map(|word| word.trim_matches(['*', '`', '_']));
    let is_link = |word: &str| word.chars().count() <= 4 && word.chars().all(char::is_alphabetic);
    let Some(link) = words.next().filter(|word| !word.is_empty() && is_link(word)) else { return false };
    let is_label = |word: &str| wording::is(Topic::CodeLabel, word) || wording::is(Topic::ResponseHeading, word);
    let second = words.next().unwrap_or_default();
    !wording::is(Topic::BeforeQuantity, link)
        && (is_label(second) || is_link(second) && words.next().is_some_and(is_label))
}

/// Whether the text between two numbers makes another code of the second: "200 or 201".
fn is_joined(between: &str) -> bool {
    between.trim_end() != between && wording::is(Topic::Conjunction, between.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether a noun follows the number: "`200` items".
fn is_count(after: &str) -> bool {
    let next = after.trim_start_matches(['`', '*', ' ']);
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    after.trim_start_matches(['`', '*']).starts_with(' ')
        && next.starts_with(char::is_lowercase)
        && !wording::is(Topic::AfterCode, word)
}

pub(super) fn has_reason(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '`', '*', ':', '(', '-', ',', '"']);
    let reason = !after.starts_with(char::is_lowercase) && wording::begins(Topic::Reason, after).is_some();
    reason || wording::begins(Topic::CodeNoun, after).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_codes_are_not_other_numbers() {
        let only = |line: &str| status_codes(line).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(only("Returns `201 Created`, or `404`."), [201, 404]);
        assert_eq!(only("- **200** - no error"), [200]);
        assert_eq!(only("| 204 | gone |"), [204]);
        assert_eq!(only("Status-Code: 401"), [401]);
        assert_eq!(only("**Код состояния: 201**"), [201]);
        assert_eq!(only("Rückgabecode: 201"), [201]);
        assert_eq!(only("Returns status `206` results of the count."), [206]);
        assert_eq!(only("Der Statuscode, etwa `206`"), [206]);
        assert_eq!(only("Liefert etwa `206` Eulen"), [] as [u16; 0]);
        assert_eq!(only("#### Response (status 202):"), [202]);
        assert_eq!(only("**Code** : `400 BAD REQUEST`"), [400]);
        assert_eq!(only("will return status code 200 or 201."), [200, 201]);
        assert_eq!(only("A status code of `200` will be returned, and the status is 201 if it is new."), [200, 201]);
        assert_eq!(only("`GET /lamps/525` returns the lamp with the id `525`"), [] as [u16; 0]);
        assert_eq!(only("the code in 300 files, the status of `200` lamps"), [] as [u16; 0]);
        assert_eq!(only("状态码为201，而不是200"), [201]);
        assert_eq!(only("レスポンス・コードは404 Not Found です"), [404]);
        assert_eq!(only("返回200条数据，第300页"), [] as [u16; 0]);
        assert_eq!(only("Up to `200` are shown, `400` if you pay"), [] as [u16; 0]);
        assert_eq!(only("Liefert höchstens `300` Eulen und die letzten `400` Einträge"), [] as [u16; 0]);
        assert_eq!(only("| `204` px | Returns `404` rows"), [] as [u16; 0]);
        assert_eq!(only("It will give a `423 Lamp Bolted` status code, with the `404 Lamps` of a room"), [423]);
        assert_eq!(only("If it is off, a 416 will be returned; an 204 is returned"), [416, 204]);
        assert_eq!(only("A 200 with the lamp, or a 204 is returned; more than a 500 will be returned"), [] as [u16; 0]);
        assert_eq!(only("The last 500 will be returned, a 404 lamp is returned"), [] as [u16; 0]);
        assert_eq!(only("- 429 Requests came too fast"), [429]);
        assert_eq!(only("At most `200` are returned, with status `404` if none is"), [404]);
        assert_eq!(only("a price of less than `200`, at most `300`, in `100` s"), [] as [u16; 0]);
        assert_eq!(only("at most 200 or `300` items, port 4000, v2.404, 100%, $200, in 1200 ms"), [] as [u16; 0]);
    }
}
