//! The phrases of a topic by their first letter or digit, so that most texts need not be compared with any.

use super::phrase::{Phrase, same};
use super::search::starts;

/// The letters and digits of ASCII, then texts that begin with another letter, then those without letters.
const KEYS: usize = 130;
const OTHER_LETTER: usize = 128;
const NO_LETTER: usize = 129;

/// The phrases of a topic, sorted by the letter or digit that comes first in each: most texts begin with none of them.
#[derive(Debug)]
pub(super) struct ByFirstLetter {
    phrases: Vec<Phrase>,
    /// Where the phrases of each key begin, and where the last end.
    starts: [usize; KEYS + 1],
    /// The lengths in bytes of the phrases of each key, a bit each.
    lengths: [u64; KEYS],
}

impl ByFirstLetter {
    pub(super) fn of(phrases: Vec<Phrase>) -> Self {
        let mut keyed: Vec<(usize, Phrase)> = phrases.into_iter().map(|phrase| (key(&phrase.text), phrase)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let mut lengths = [0; KEYS];
        for (key, phrase) in &keyed {
            lengths[*key] |= length_bit(&phrase.text);
        }
        let starts = starts(keyed.iter().map(|(key, _)| *key));
        Self { starts, phrases: keyed.into_iter().map(|(_, phrase)| phrase).collect(), lengths }
    }

    /// Whether a text is one of the phrases.
    pub(super) fn has(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return self.candidates(text).any(|phrase| same(&phrase.text, text));
        }
        let key = key(text);
        if self.lengths[key] & length_bit(text) == 0 {
            return false;
        }
        let phrases = &self.phrases[self.starts[key]..self.starts[key + 1]];
        phrases.iter().any(|phrase| phrase.text.eq_ignore_ascii_case(text))
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Phrase] {
        &self.phrases
    }

    /// Those that a text, or its words, may be or begin with; no other can.
    pub(super) fn candidates(&self, text: &str) -> impl Iterator<Item = &Phrase> {
        let of = |key: usize| &self.phrases[self.starts[key]..self.starts[key + 1]];
        let lettered = match key(text) {
            NO_LETTER => &[],
            letter => of(letter),
        };
        lettered.iter().chain(of(NO_LETTER))
    }
}

fn length_bit(text: &str) -> u64 {
    1 << text.len().min(63)
}

/// The first letter or digit of a text in lower case, as a number.
fn key(text: &str) -> usize {
    if let Some(first) = text.as_bytes().first().filter(|first| first.is_ascii_alphanumeric()) {
        return usize::from(first.to_ascii_lowercase());
    }
    match text.chars().find(|c| c.is_alphanumeric()) {
        Some(letter) if letter.is_ascii() => usize::from(letter.to_ascii_lowercase() as u8),
        Some(_) => OTHER_LETTER,
        None => NO_LETTER,
    }
}
