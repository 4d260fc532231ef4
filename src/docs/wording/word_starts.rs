//! Where words begin in a short text: a phrase can begin nowhere else, so that a few bytes tell whether it may be there at all.

use super::phrase::Phrase;

/// A longer text is searched several bytes at a time instead.
const LONGEST: usize = 600;

/// How many pairs of bytes are told apart.
const KEYS: usize = 4096;

/// The places of a text where a word or a mark begins.
#[derive(Debug, Default)]
pub(super) struct WordStarts {
    pub(super) starts: Vec<WordStart>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct WordStart {
    pub(super) at: u16,
    /// Made from the first two bytes.
    pub(super) key: u16,
}

impl WordStarts {
    /// Of a text in lower case; `false` for one that is too long.
    pub(super) fn fill(&mut self, lower: &[u8]) -> bool {
        self.starts.clear();
        if lower.len() > LONGEST {
            return false;
        }
        self.starts.reserve(lower.len() / 4);
        let mut in_word = false;
        for (at, &byte) in lower.iter().enumerate() {
            let is_of_word = byte.is_ascii_alphanumeric();
            if byte > b' ' && !(in_word && is_of_word) {
                let key = key(byte, lower.get(at + 1).copied().unwrap_or_default());
                self.starts.push(WordStart { at: at as u16, key });
            }
            in_word = is_of_word;
        }
        true
    }
}

/// How the spellings of a topic begin.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// A bit for each key.
    bits: Box<[u64; KEYS / 64]>,
    /// None begins within a word, or has one byte alone.
    pub(super) are_of_words: bool,
}

impl Beginnings {
    pub(super) fn of<'s>(phrases: &[Phrase], spellings: impl Iterator<Item = &'s str>) -> Self {
        let mut bits = Box::new([0; KEYS / 64]);
        let mut are_of_words = !phrases.iter().any(Phrase::may_begin_within_word);
        for spelling in spellings {
            let [first, second, ..] = *spelling.as_bytes() else {
                are_of_words = false;
                continue;
            };
            let key = usize::from(key(first, second));
            bits[key / 64] |= 1 << (key % 64);
        }
        Self { bits, are_of_words }
    }

    pub(super) fn has(&self, key: u16) -> bool {
        let key = usize::from(key);
        self.bits[key / 64] & 1 << (key % 64) != 0
    }
}

fn key(first: u8, second: u8) -> u16 {
    (u16::from(first).wrapping_mul(61) ^ u16::from(second).wrapping_mul(7)) % KEYS as u16
}
