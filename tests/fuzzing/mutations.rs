//! Texts made from seeds by random changes. The same seed and count give the same texts.

/// `SplitMix64`: small, and good enough to choose places in a text.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`; 0 where there is nothing below it.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).expect("below a usize")
    }

    fn choose<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// A character boundary of the text.
    fn boundary(&mut self, text: &str) -> usize {
        let mut at = self.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// What grammars of all kinds trip over.
const TRIPS: [&str; 28] = [
    "\"",
    "'",
    "`",
    "```",
    "~~~",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "{",
    "}",
    "[",
    "]",
    "<!--",
    "-->",
    "${",
    "$(",
    "|",
    "#",
    "...",
    ":",
    "=",
    "\0",
    "\u{feff}",
    "\u{e9}",
    "\u{1f600}",
];

/// Longer texts cost time and show little more.
const LONGEST: usize = 4096;

/// `count` texts, each a seed after one to four changes.
pub(crate) fn mutations(seeds: &[String], count: usize) -> impl Iterator<Item = String> {
    let mut random = Random(seeds.iter().map(|seed| seed.len() as u64).sum());
    (0..count).map(move |_| {
        let mut text = random.choose(seeds).clone();
        for _ in 0..=random.below(4) {
            text = mutated(&text, seeds, &mut random);
        }
        let mut end = text.len().min(LONGEST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text
    })
}

/// The text after one change.
fn mutated(text: &str, seeds: &[String], random: &mut Random) -> String {
    let (a, b) = (random.boundary(text), random.boundary(text));
    let (start, end) = (a.min(b), a.max(b));
    let near = start + text[start..end].chars().take(3).map(char::len_utf8).sum::<usize>();
    match random.below(8) {
        0 => spliced(text, start, near, ""),
        1 => spliced(text, start, end, ""),
        2 => spliced(text, start, start, random.choose::<&str>(&TRIPS)),
        3 => spliced(text, start, near, random.choose::<&str>(&TRIPS)),
        4 => spliced(text, end, end, &text[start..end]),
        5 => text[..start].to_owned(),
        6 => swapped_lines(text, random),
        _ => {
            let other = random.choose(seeds);
            let (a, b) = (random.boundary(other), random.boundary(other));
            spliced(text, start, start, &other[a.min(b)..a.max(b)])
        }
    }
}

fn spliced(text: &str, start: usize, end: usize, insert: &str) -> String {
    format!("{}{insert}{}", &text[..start], &text[end..])
}

fn swapped_lines(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.split('\n').collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(a, b);
    lines.join("\n")
}
