//! Where words begin in a short text: a phrase can begin nowhere else, so that a few bytes tell whether it may be there at all.

use super::phrase::Phrase;

/// How many pairs of bytes are distinguished.
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

/// What a byte may be a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Blank,
    /// A character that is a word by itself, or a byte of a non-ASCII letter.
    Mark,
    Word,
}

/// Of each byte.
const CLASSES: [Class; 256] = {
    let (mut classes, mut byte) = ([Class::Mark; 256], 0);
    while byte < 256 {
        if byte <= b' ' as usize {
            classes[byte] = Class::Blank;
        } else if (byte as u8).is_ascii_alphanumeric() {
            classes[byte] = Class::Word;
        }
        byte += 1;
    }
    classes
};

impl WordStarts {
    /// A longer text is searched several bytes at a time instead.
    pub(super) const LONGEST: usize = 600;

    /// Of a text in lower case; `false` for one that is too long.
    pub(super) fn fill(&mut self, lower: &[u8]) -> bool {
        self.starts.clear();
        if lower.len() > Self::LONGEST {
            return false;
        }
        self.starts.reserve(lower.len() / 4);
        let mut before = Class::Blank;
        for (at, &byte) in lower.iter().enumerate() {
            let class = CLASSES[usize::from(byte)];
            if class != Class::Blank && (class == Class::Mark || class != before) {
                let key = key(byte, lower.get(at + 1).copied().unwrap_or_default());
                self.starts.push(WordStart { at: at as u16, key });
            }
            before = class;
        }
        true
    }
}

/// How the spellings of a topic begin.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// A bit for each key.
    bits: Box<[u64; KEYS / 64]>,
    /// No spelling begins within a word or is a single byte.
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
