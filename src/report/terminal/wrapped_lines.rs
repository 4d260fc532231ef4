//! Lines wrapped at the width of the terminal. Findings with one cause are grouped in `report/cause.rs`.

use unicode_width::UnicodeWidthChar;

use super::palette::Palette;

/// The narrowest terminal that lines are folded for.
const NARROWEST: usize = 30;

/// Appends a line; one that is wider than the terminal is folded at blanks, and continues below its own text. Where no width is
/// known, the reader may be a program: the line stays whole.
pub(super) fn push_line(line: &str, palette: &Palette, out: &mut String) {
    let indent = line.len() - line.trim_start().len() + 2;
    let width = palette.width.filter(|width| *width >= NARROWEST.max(indent * 2)).unwrap_or(usize::MAX);
    let mut column = 0;
    for word in line.split_inclusive(' ') {
        let columns = columns(word.trim_end_matches(' '));
        if column > indent && column + columns > width {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            column = indent;
        }
        out.push_str(word);
        column += columns + (word.len() - word.trim_end_matches(' ').len());
    }
    out.push('\n');
}

/// How many rows of the terminal a text takes; of a terminal without a known width, how many lines it has.
pub(super) fn rows(text: &str, palette: &Palette) -> usize {
    let width = palette.width.unwrap_or(usize::MAX).max(1);
    text.lines().map(|line| columns(line).div_ceil(width).max(1)).sum()
}

/// How many columns a text takes, apart from the escape sequences of styles.
fn columns(text: &str) -> usize {
    let (mut columns, mut in_escape) = (0, false);
    for c in text.chars() {
        match (c, in_escape) {
            ('\u{1b}', _) => in_escape = true,
            // A letter ends it.
            (_, true) => in_escape = !c.is_ascii_alphabetic(),
            (_, false) => columns += c.width().unwrap_or(0),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(line: &str, width: usize) -> String {
        let mut out = String::new();
        push_line(line, &Palette::PLAIN.within(Some(width)), &mut out);
        out
    }

    #[test]
    fn a_line_goes_on_below_its_own_text() {
        let line = "    docs/a.md:1, docs/b.md:22 and 3 more of them";
        assert_eq!(folded(line, 34), "    docs/a.md:1, docs/b.md:22 and\n      3 more of them\n");
        assert_eq!(folded(line, 80), format!("{line}\n"));
        assert_eq!(folded(&"x".repeat(90), 40), format!("{}\n", "x".repeat(90)), "a word is not broken");
    }

    #[test]
    fn styles_take_no_room() {
        let line = "\u{1b}[1m12 cases\u{1b}[0m: what is wrong here is";
        assert_eq!(folded(line, 31), format!("{line}\n"));
        assert!(folded(line, 30).ends_with("here\n  is\n"));
    }
}
