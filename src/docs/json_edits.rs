use crate::json::{Repair, mend};
use crate::source::{Edit, Passage};

/// The changes of a page that make strict JSON of what had to be repaired, as far as it is certain what was meant.
/// `at`: where the JSON begins in the passage.
pub fn json_edits(passage: &Passage, at: usize, repairs: &[Repair]) -> Vec<Edit> {
    let text = &passage.text()[at..];
    let mends = repairs.iter().filter_map(|repair| mend(text, *repair));
    mends.map(|mend| Edit::new(passage.place(at + mend.remove.start), &text[mend.remove], mend.insert)).collect()
}
