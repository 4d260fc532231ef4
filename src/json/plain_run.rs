//! How far nothing has to be looked at in a JSON text, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;
const BLANKS: u64 = 0x2020_2020_2020_2020;

/// How many bytes a string goes on for without its quote, a backslash or a control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8], quote: u8) -> usize {
    debug_assert!(quote.is_ascii());
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk() {
        let word = u64::from_le_bytes(*chunk);
        // A byte that is zero, or small, borrows from its high bit. No other byte of ASCII has that.
        let quotes = (word ^ (ONES * u64::from(quote))).wrapping_sub(ONES);
        let escapes = (word ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        let controls = word.wrapping_sub(ONES * 0x20);
        let found = (quotes | escapes | controls) & !word & HIGHS;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    let rest = &bytes[at..];
    at + rest.iter().position(|&b| b == quote || b == b'\\' || b < 0x20).unwrap_or(rest.len())
}

/// How many bytes of white space a text begins with.
#[inline]
pub(super) fn space_length(bytes: &[u8]) -> usize {
    let is_space = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r'));
    let mut at = 0;
    while is_space(at) {
        at += 1;
        // Mostly this was the end of a line, and the indentation of the next one follows.
        if let Some(chunk) = bytes[at..].first_chunk() {
            at += (u64::from_le_bytes(*chunk) ^ BLANKS).trailing_zeros() as usize / 8;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_byte_that_ends_a_run_is_found(bytes: Vec<u8>, quote in prop::sample::select(vec![b'"', b'\''])) {
            let ends = |&b: &u8| b == quote || b == b'\\' || b < 0x20;
            prop_assert_eq!(plain_length(&bytes, quote), bytes.iter().position(ends).unwrap_or(bytes.len()));
        }

        #[test]
        fn space_ends_with_the_first_other_byte(text in "[ \t\r\n]{0,30}[ a\u{a0}]{0,12}") {
            let space = text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
            prop_assert_eq!(space_length(text.as_bytes()), space);
        }

        #[test]
        fn also_behind_many_others(length in 0_usize..40, end in 0_u8..=255, letter in 0x20_u8..=255) {
            prop_assume!(letter != b'"' && letter != b'\\');
            let mut bytes = vec![letter; length];
            bytes.extend([end, b'"']);
            let is_end = end == b'"' || end == b'\\' || end < 0x20;
            prop_assert_eq!(plain_length(&bytes, b'"'), length + usize::from(!is_end));
        }
    }
}
