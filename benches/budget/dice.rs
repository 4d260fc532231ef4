//! Words, numbers and identifiers by chance, the same at every run.

pub(crate) const WORDS: [&str; 20] = [
    "anchor", "ballast", "capstan", "derrick", "ebb", "fender", "gantry", "hawser", "inlet", "jetty", "keel",
    "lighter", "mooring", "narrows", "offing", "pilot", "quay", "rigging", "sluice", "tide",
];

/// Pseudo-random numbers (SplitMix64): the same docs at every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, most: u32) -> u32 {
        (self.next() % u64::from(most)) as u32
    }

    pub(crate) fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len() as u32) as usize]
    }

    pub(crate) fn word(&mut self) -> &'static str {
        self.of(&WORDS)
    }

    pub(crate) fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Sentences, now and then with a code span or a link.
    pub(crate) fn prose(&mut self, sentences: usize) -> String {
        let mut sentence = || match self.below(6) {
            0 => format!("The `{}` of the {}.", self.word(), self.text(6)),
            1 => format!("See [{}](../resources/{}.md) for the {}.", self.word(), self.word(), self.text(4)),
            _ => format!("The {} of the {}.", self.text(3), self.text(8)),
        };
        (0..sentences).map(|_| sentence()).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 32,
            high & 0xffff,
            low >> 52,
            low & 0xfff,
            low & 0xffff_ffff_ffff
        )
    }

    pub(crate) fn moment(&mut self) -> String {
        let (month, day, hour, minute) = (1 + self.below(12), 1 + self.below(28), self.below(24), self.below(60));
        format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
    }
}
