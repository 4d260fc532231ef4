//! Places of names in a growing list, found by their hashes once there are many.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Fewer names are looked through.
const MANY: usize = 16;

/// Where the names of a growing list are: of a few without any index, of many by their hashes.
#[derive(Debug, Default)]
pub(super) struct NamePlaces {
    /// Empty while there are few names.
    index: HashMap<String, usize, RandomState>,
    /// Where the next name is expected: members mostly come in one order.
    next: usize,
}

impl NamePlaces {
    /// The place of a name among the `count` known ones, which `name_at` gives; `count` itself for a new name, which is to be
    /// added there.
    pub(super) fn of<'n>(&mut self, name: &str, count: usize, name_at: impl Fn(usize) -> &'n String) -> usize {
        let place = if self.next < count && name_at(self.next) == name {
            self.next
        } else if count < MANY {
            (0..count).find(|&at| name_at(at) == name).unwrap_or(count)
        } else {
            self.index.extend((self.index.len()..count).map(|at| (name_at(at).clone(), at)));
            self.index.get(name).copied().unwrap_or(count)
        };
        self.next = place + 1;
        place
    }

    /// The next name is likely the first one.
    pub(super) const fn begin_again(&mut self) {
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_place_whether_names_are_few_or_many() {
        let mut places = NamePlaces::default();
        let mut known: Vec<String> = Vec::new();
        for round in 0..2 {
            places.begin_again();
            for number in 0..3 * MANY {
                let name = number.to_string();
                let place = places.of(&name, known.len(), |at| &known[at]);
                assert_eq!(place, number, "round {round}");
                if place == known.len() {
                    known.push(name);
                }
            }
        }
        assert_eq!(places.of("20", known.len(), |at| &known[at]), 20);
        assert_eq!(places.of("4", known.len(), |at| &known[at]), 4);
        assert_eq!(places.of("x", known.len(), |at| &known[at]), known.len());
    }
}
