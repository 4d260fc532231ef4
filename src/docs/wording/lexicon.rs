//! The words of each topic that is asked for, with a search for them.

use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::sync::OnceLock;

use super::by_first_letter::ByFirstLetter;
use super::phrase::{Phrase, same};
use super::search::Search;
use super::topic::Topic;
use super::word_starts::WordStarts;
use super::words_file::words_of;

/// In the order of [`Topic::ALL`].
static LEXICON: [OnceLock<Words>; Topic::ALL.len()] = [const { OnceLock::new() }; Topic::ALL.len()];

/// The words of one topic.
struct Words {
    phrases: ByFirstLetter,
    search: OnceLock<Search>,
}

/// A word as it is typed on a keyboard without accents: `codigo`, `reponse`.
fn without_accents(word: &str) -> Option<Phrase> {
    if word.is_ascii() {
        return None;
    }
    let plain: String = word.chars().map(|c| if c.is_ascii() { c } else { without_accent(c) }).collect();
    plain.is_ascii().then(|| Phrase::new(&plain))
}

fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'ą' => 'a',
        'ç' | 'ć' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ś' => 's',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ź' | 'ż' => 'z',
        other => other,
    }
}

impl Words {
    fn of(topic: Topic) -> &'static Self {
        LEXICON[topic as usize].get_or_init(|| Self::read(topic))
    }

    fn read(topic: Topic) -> Self {
        let written = words_of(topic.name()).into_iter();
        let phrases = written.flat_map(|word| [Some(Phrase::new(word)), without_accents(word)]).flatten();
        Self { phrases: ByFirstLetter::of(phrases.collect()), search: OnceLock::new() }
    }

    fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::of(self.phrases.all()))
    }

    fn find_all<'w>(
        &self,
        text: &str,
        lower: &[u8],
        words: impl FnOnce() -> Option<&'w WordStarts>,
    ) -> std::vec::IntoIter<Range<usize>> {
        self.search().find_all(self.phrases.all(), text, lower, words).into_iter()
    }
}

/// A text in which several topics are looked for: it is lower-cased once.
pub(crate) struct Prose<'t> {
    pub(crate) text: &'t str,
    lower: Vec<u8>,
    /// Where its words begin, if it is short; not known before they are asked for.
    words: OnceCell<Option<WordStarts>>,
}

thread_local! {
    /// A buffer that is no longer in use, to be reused: there are tens of thousands of short texts.
    static SPARE: Cell<Vec<u8>> = Cell::default();
    static SPARE_WORDS: Cell<WordStarts> = Cell::default();
}

impl<'t> Prose<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let mut lower = SPARE.take();
        lower.clear();
        lower.extend_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        Self { text, lower, words: OnceCell::new() }
    }

    /// The text with the letters of ASCII in lower case.
    pub(super) fn lower(&self) -> &[u8] {
        &self.lower
    }

    fn words(&self) -> Option<&WordStarts> {
        let made = || {
            let mut words = SPARE_WORDS.take();
            words.fill(&self.lower).then_some(words)
        };
        self.words.get_or_init(made).as_ref()
    }

    /// Where it mentions a topic, in the order of the ends of the matches.
    pub(crate) fn find_all(&self, topic: Topic) -> impl Iterator<Item = Range<usize>> + use<> {
        Words::of(topic).find_all(self.text, &self.lower, || self.words())
    }

    /// Its first mention of a topic.
    pub(crate) fn find(&self, topic: Topic) -> Option<Range<usize>> {
        self.find_all(topic).next()
    }

    /// Whether it mentions a topic.
    pub(crate) fn mentions(&self, topic: Topic) -> bool {
        self.find(topic).is_some()
    }
}

impl Drop for Prose<'_> {
    fn drop(&mut self) {
        // Those of a long text would be kept in vain.
        if self.lower.len() <= WordStarts::LONGEST {
            SPARE.set(std::mem::take(&mut self.lower));
        }
        if let Some(Some(words)) = self.words.take() {
            SPARE_WORDS.set(words);
        }
    }
}

/// Where a text mentions a topic, in the order of the ends of the matches.
pub(crate) fn find_all(topic: Topic, text: &str) -> impl Iterator<Item = Range<usize>> + use<> {
    Prose::new(text).find_all(topic)
}

/// Whether a text mentions a topic.
pub(crate) fn mentions(topic: Topic, text: &str) -> bool {
    find_all(topic, text).next().is_some()
}

/// Whether a text is one of the topic's words and nothing else.
pub(crate) fn is(topic: Topic, text: &str) -> bool {
    Words::of(topic).phrases.has(text)
}

/// Whether the words of a text, whatever separates them, are one of the topic's phrases.
pub(crate) fn is_worded(topic: Topic, text: &str) -> bool {
    let of = |text| words(text);
    let first = words(text).next().filter(|first| first.is_ascii()).unwrap_or_default();
    let may_be = |phrase: &&Phrase| !phrase.begins_with_other_word(first);
    Words::of(topic).phrases.candidates(text).filter(may_be).any(|phrase| {
        let (mut shown, mut known) = (of(text), of(&phrase.text));
        loop {
            match (shown.next(), known.next()) {
                (None, None) => return true,
                (Some(a), Some(b)) if same(a, b) => {}
                _ => return false,
            }
        }
    })
}

/// Whether a text consists of words of these topics and nothing else, whatever separates them: then whether one of the first
/// topic is among them. The longest word is taken at each place, as some languages write them without blanks.
pub(crate) fn consists_of(topics: &[Topic], text: &str) -> Option<bool> {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return None;
    }
    let (mut rest, mut any) = (text, false);
    loop {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        if rest.is_empty() {
            return Some(any);
        }
        let (length, at) = (0..topics.len()).filter_map(|at| Some((begins(topics[at], rest)?, at))).max()?;
        any |= at == 0;
        rest = &rest[length..];
    }
}

/// The length of the topic's word that a text begins with, of several the longest.
pub(crate) fn begins(topic: Topic, text: &str) -> Option<usize> {
    let begins = |phrase: &&Phrase| {
        let length = phrase.text.len();
        phrase.begins(text) && phrase.ends_before(&text[length..])
    };
    Words::of(topic).phrases.candidates(text).filter(begins).map(|phrase| phrase.text.len()).max()
}

/// How the words of a topic may be written, in lower case as far as they are ASCII.
pub(super) fn spellings(topic: Topic) -> impl Iterator<Item = String> {
    Words::of(topic).phrases.all().iter().flat_map(Phrase::spellings).map(|spelling| spelling.to_ascii_lowercase())
}

/// The words of a topic.
pub(crate) fn all(topic: Topic) -> impl Iterator<Item = &'static str> {
    Words::of(topic).phrases.all().iter().map(|phrase| &*phrase.text)
}

/// The words of a text: runs of letters and digits.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a text, each with the byte at which it begins.
pub(crate) fn word_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut after = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric()).filter_map(move |piece| {
        let at = after;
        after += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then_some((at, word))
    })
}
