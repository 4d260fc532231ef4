//! Caches the results of a function for short texts, as labels, headings and the sentences above tables recur.

use std::cell::RefCell;

use crate::text::fnv1a_32;

/// How many texts are remembered at once, and how long, in bytes, each may be.
const SLOTS: usize = 512;
const LONGEST: usize = 160;

/// The results of a function for the short texts it was last called with: few labels and headings occur in one section or page
/// alone.
pub(crate) struct Remembered<T> {
    /// Each text at the place of its hash; empty before the first one.
    slots: RefCell<Vec<Slot<T>>>,
}

/// A text, and the result of the function.
type Slot<T> = Option<(Box<str>, T)>;

impl<T: Copy> Remembered<T> {
    pub(crate) const fn new() -> Self {
        Self { slots: RefCell::new(Vec::new()) }
    }

    /// The result of the function for a text.
    pub(crate) fn of(&self, text: &str, say: impl FnOnce(&str) -> T) -> T {
        if text.len() > LONGEST {
            return say(text);
        }
        let slot = fnv1a_32(text.bytes()) as usize % SLOTS;
        if let Some(Some((known, said))) = self.slots.borrow().get(slot)
            && **known == *text
        {
            return *said;
        }
        // It may look up other texts.
        let said = say(text);
        let mut slots = self.slots.borrow_mut();
        if slots.is_empty() {
            slots.resize_with(SLOTS, || None);
        }
        slots[slot] = Some((text.into(), said));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_the_function_says() {
        let (lengths, mut asked) = (Remembered::new(), 0);
        for _ in 0..3 {
            for text in ["", "Response", "Antwort", &"long ".repeat(50)] {
                let length = lengths.of(text, |text| {
                    asked += 1;
                    text.len()
                });
                assert_eq!(length, text.len());
            }
        }
        assert_eq!(asked, 3 + 3, "each short text once, the long one each time");
        for number in 0..2000 {
            let text = number.to_string();
            assert_eq!(lengths.of(&text, str::len), text.len());
        }
    }
}
