//! `Shard`: which part of the cases a machine fires (`3/8`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A part of the cases, where several runs share them: `3/8` is the third of eight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Shard {
    /// Its number, from 1.
    pub index: u32,
    /// How many there are.
    pub count: u32,
}

impl Shard {
    /// Whether what has this hash is part of it.
    pub(crate) const fn has(self, hash: u64) -> bool {
        // The low bits of the hash of a text say little of it: all bits are mixed (the finalizer of MurmurHash3).
        let mixed = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let mixed = (mixed ^ mixed >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        (mixed ^ mixed >> 33) % self.count as u64 == (self.index - 1) as u64
    }

    /// Those of as many that are not among these.
    pub(crate) fn missing(given: &[Self]) -> Vec<Self> {
        let Some(count) = given.iter().map(|shard| shard.count).max() else { return Vec::new() };
        (1..=count).map(|index| Self { index, count }).filter(|shard| !given.contains(shard)).collect()
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a part of a run: write 3/8 for the third of eight");
        let (index, count) = text.split_once('/').ok_or_else(wrong)?;
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let (index, count) = number(index).zip(number(count)).ok_or_else(wrong)?;
        if (1..=count).contains(&index) { Ok(Self { index, count }) } else { Err(wrong()) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hash_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=8).map(|n| format!("{n}/8").parse().expect("a shard")).collect();
        for hash in (0..1000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)) {
            assert_eq!(shards.iter().filter(|shard| shard.has(hash)).count(), 1);
        }
        assert_eq!(Shard::missing(&shards[..6]).iter().map(ToString::to_string).collect::<Vec<_>>(), ["7/8", "8/8"]);
        for text in ["0/8", "9/8", "1", "a/b", "1/0"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
