use super::phrase::Phrase;

/// The bytes that the phrases of a topic begin with, in either case: most texts begin with none of them.
#[derive(Debug)]
pub(super) struct FirstBytes {
    /// A bit for each ASCII character.
    ascii: u128,
    /// Some phrase has other characters, whose case changes more than a byte.
    other: bool,
}

impl FirstBytes {
    pub(super) fn of(phrases: &[Phrase]) -> Self {
        let mut all = Self { ascii: 0, other: false };
        for text in phrases.iter().map(|phrase| &phrase.text) {
            all.other |= !text.is_ascii();
            let first = text.bytes().next().filter(u8::is_ascii);
            for byte in first.into_iter().flat_map(|byte| [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()]) {
                all.ascii |= 1 << byte;
            }
        }
        all
    }

    /// Whether a text may begin with one of the phrases; where the answer is no, it is sure.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        text.bytes().next().is_some_and(|byte| if byte.is_ascii() { self.ascii >> byte & 1 == 1 } else { self.other })
    }
}
