//! "Did you mean": which known word a misspelt one stands for. The modules that know the words call it: `rule.rs`, `config`,
//! `cli`.

use std::borrow::Cow;

/// How similar a known word must be to be suggested.
const SIMILAR: f64 = 0.8;
/// How similar words are at least that are one slip apart.
const ONE_SLIP: f64 = 0.85;
/// The shortest word that is suggested for one slip.
const SHORTEST: usize = 3;
/// The shortest word whose typos are recognised: shorter ones differ by only a letter or two anyway.
const LONG_ENOUGH: usize = 5;
/// How many letters may be added, missing, different or swapped with their neighbour in a typo.
const MOST_SLIPS: usize = 2;

/// How similar two words are, from 0 to 1 (Jaro-Winkler; more where all that differs is one letter, or two neighbours that
/// are swapped). Neither case counts, nor whether words are joined by `-` or `_`.
pub(crate) fn similarity(known: &str, word: &str) -> f64 {
    of_plain(&plain(known), &plain(word))
}

/// The same of words in the form of [`plain`].
fn of_plain(known: &str, word: &str) -> f64 {
    let similarity = strsim::jaro_winkler(known, word);
    let one_slip = known.len() >= SHORTEST && is_one_slip(known, word);
    if one_slip { similarity.max(ONE_SLIP) } else { similarity }
}

/// Whether one letter is added, missing, different or swapped with its neighbour.
pub(crate) fn is_one_slip(known: &str, word: &str) -> bool {
    let start = known.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (known, word) = (&known[start..], &word[start..]);
    let end: usize =
        known.chars().rev().zip(word.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (mut known, mut word) = (known[..known.len() - end].chars(), word[..word.len() - end].chars());
    match [known.next(), word.next(), known.next(), word.next()] {
        [Some(a), Some(b), Some(c), Some(d)] => (a, c) == (d, b) && known.next().is_none() && word.next().is_none(),
        [one, other, None, None] => one.is_some() || other.is_some(),
        _ => false,
    }
}

/// The candidates that are similar enough to be suggested, the most similar first.
///
/// `similarity` compares a candidate with the misspelt word: [`similarity`](fn@similarity), or the best of it where a
/// candidate goes by several names.
pub(crate) fn similar<T>(candidates: impl IntoIterator<Item = T>, similarity: impl Fn(&T) -> f64) -> Vec<T> {
    let mut ranked: Vec<(f64, T)> = candidates.into_iter().map(|item| (similarity(&item), item)).collect();
    ranked.retain(|(similarity, _)| *similarity > SIMILAR);
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, item)| item).collect()
}

/// The candidate to suggest for a misspelt word, if one is similar enough.
pub(crate) fn nearest<T: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = T>) -> Option<T> {
    let word = plain(word);
    similar(candidates, |candidate| of_plain(&plain(candidate.as_ref()), &word)).into_iter().next()
}

/// The question whether a known word is meant.
pub(crate) fn did_you_mean(known: &str) -> String {
    format!("did you mean `{known}`?")
}

/// The end of a message about an unknown word: the known one that may be meant, if any.
pub(crate) fn suggestion<T: AsRef<str>>(word: &str, known: impl IntoIterator<Item = T>) -> String {
    nearest(word, known).map(|near| format!("; {}", did_you_mean(near.as_ref()))).unwrap_or_default()
}

/// The one candidate of which a word is a typo: certain enough to replace it, or to refuse the word.
pub(crate) fn typo_of<T: AsRef<str>>(word: &str, candidates: impl IntoIterator<Item = T>) -> Option<T> {
    let long = |text: &str| text.chars().count() >= LONG_ENOUGH;
    let plain_word = plain(word);
    let is_near = |known: &str| slips(&plain(known), &plain_word) <= MOST_SLIPS;
    let is_typo = |known: &T| long(known.as_ref()) && long(word) && is_near(known.as_ref());
    let mut found = candidates.into_iter().filter(is_typo);
    found.next().filter(|_| found.next().is_none())
}

/// How many letters of one word are added, missing, different or swapped with their neighbour in the other.
fn slips(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// A word in lower case, its parts joined by `-`.
fn plain(word: &str) -> Cow<'_, str> {
    // Known words are mostly written so.
    let is_plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'_');
    if is_plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase().replace('_', "-")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 4] = ["timeout", "connect-timeout", "base-url", "docs"];

    #[test]
    fn the_nearest_word_is_suggested_and_none_that_is_far() {
        assert_eq!(nearest("tiemout", KEYS), Some("timeout"));
        assert_eq!(nearest("doc", KEYS), Some("docs"));
        assert_eq!(nearest("xyzzy", KEYS), None);
        assert_eq!(nearest("GTE", ["POST", "GET", "PUT"]), Some("GET"));
    }

    #[test]
    fn one_slip_is_a_letter_or_a_swap() {
        for (known, word) in [("get", "gte"), ("get", "gett"), ("post", "pst"), ("put", "pat"), ("aab", "ab")] {
            assert!(is_one_slip(known, word) && is_one_slip(word, known), "{known} {word}");
        }
        for (known, word) in [("get", "get"), ("get", "gtes"), ("post", "psto s"), ("abcd", "badc"), ("abc", "acb d")] {
            assert!(!is_one_slip(known, word), "{known} {word}");
        }
    }

    #[test]
    fn case_and_underscores_do_not_count() {
        assert_eq!(nearest("BASE_URL", KEYS), Some("base-url"));
        assert!((similarity("base-url", "Base_Url") - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_most_similar_comes_first() {
        assert_eq!(
            similar(["get-users", "get-user", "put"], |known| similarity(known, "get-usr")),
            ["get-user", "get-users"]
        );
    }

    #[test]
    fn a_typo_is_of_one_word_only_and_of_no_short_one() {
        assert_eq!(typo_of("bas-url", KEYS), Some("base-url"));
        assert_eq!(typo_of("dosc", KEYS), None, "too short to be certain");
        assert_eq!(typo_of("nullable2", ["nullable1", "nullable3"]), None, "two are as near");
    }
}
