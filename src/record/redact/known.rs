//! The values that are known to be secrets, found in a text in every form they take on the wire
//! (`wire_forms.rs`). Which names make a value a
//! secret is decided in `http/credentials.rs`.

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use super::begun::SortedTexts;
use super::decoded::Decoded;
use super::finder::Finder;
use super::wire_forms::{in_base64, in_hexadecimal, wire_forms};
use crate::text::{first_bytes, last_bytes};

/// Shorter secrets are not looked for in text: they would hide parts of ordinary words. In credential headers and
/// parameters, which are hidden whole, length does not matter.
pub(super) const SHORTEST: usize = 4;

/// A set of secrets.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    forms: SortedTexts,
    finders: [OnceLock<Option<Finder>>; MARKS.len()],
    /// As they are.
    secrets: SortedTexts,
    /// Finds them in texts whose escapes are undone.
    undone: OnceLock<Option<Finder>>,
}

/// What a form of a secret has in common with every text that it is in, the most particular first: a finder of escapes takes long
/// to build, and few texts have any.
const MARKS: [&str; 5] = ["%", "&", "\\u", "\\", ""];

impl Known {
    pub(super) fn new(secrets: impl IntoIterator<Item = String>) -> Self {
        let long = secrets.into_iter().map(bounded).filter(|secret| secret.trim().len() >= SHORTEST);
        let secrets = SortedTexts::new(long.flat_map(|secret| [misread(&secret), Some(secret)]).flatten());
        let forms = SortedTexts::new(secrets.iter().cloned().flat_map(wire_forms));
        Self { forms, secrets, ..Self::default() }
    }

    /// Whether this is one of them.
    pub(super) fn contains(&self, secret: &str) -> bool {
        self.secrets.contains(secret)
    }

    /// Where they are in a text; these may overlap.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let in_text = (0..MARKS.len()).filter(|at| memmem::find(text.as_bytes(), MARKS[*at].as_bytes()).is_some());
        let finders = in_text.filter_map(|at| self.finders[at].get_or_init(|| self.finder(at)).as_ref());
        let found = finders.flat_map(|finder| finder.find(text.as_bytes()));
        found.chain(self.find_undone(text)).filter(|part| !is_part_of_number(text, part)).collect()
    }

    /// Where they are in a text whose escapes are undone.
    fn find_undone(&self, text: &str) -> Vec<Range<usize>> {
        let rounds = Decoded::rounds(text);
        let mut found = Vec::new();
        for (last, round) in rounds.iter().enumerate() {
            let Some(finder) = self.undone.get_or_init(|| Finder::new(self.unescaped_forms())).as_ref() else { break };
            let parts = finder.find(&round.bytes).into_iter();
            found.extend(parts.map(|part| Decoded::part_of_text(&rounds[..=last], part)));
        }
        found
    }

    /// The secrets as they are, in Base64 and in hexadecimal.
    fn unescaped_forms(&self) -> Vec<String> {
        let encoded =
            self.secrets.iter().flat_map(|secret| in_base64(secret).into_iter().chain(in_hexadecimal(secret)));
        SortedTexts::new(self.secrets.iter().cloned().chain(encoded)).into_texts()
    }

    /// Finds the forms of which this is the first mark.
    fn finder(&self, mark: usize) -> Option<Finder> {
        let is_first = |form: &&String| MARKS.iter().position(|mark| form.contains(mark)) == Some(mark);
        Finder::new(self.forms.iter().filter(is_first).cloned().collect())
    }

    /// How many bytes at the end of a text are the beginning of a secret; at least `shortest`, or none.
    pub(super) fn begun(&self, text: &str, shortest: usize) -> usize {
        self.begun_undone(text, shortest).max(self.forms.begun(text, shortest))
    }

    /// The same of the text with its escapes undone.
    fn begun_undone(&self, text: &str, shortest: usize) -> usize {
        if self.secrets.is_empty() {
            return 0;
        }
        let near = last_bytes(text, MOST_BEGUN);
        let end = without_begun_escape(near);
        let cut_off = near.len() - end.len();
        let bare = if cut_off > 0 { self.secrets.begun(end, shortest) } else { 0 };
        let rounds = Decoded::rounds(end);
        let lengths = rounds.iter().enumerate().map(|(last, round)| {
            let Ok(undone) = std::str::from_utf8(&round.bytes).map(without_begun_escape) else { return 0 };
            let begun = self.secrets.begun(undone, shortest);
            let at = undone.len() - begun..undone.len();
            let part = Decoded::part_of_text(&rounds[..=last], at);
            if begun > 0 { near.len() - part.start } else { 0 }
        });
        lengths.chain([bare + if bare > 0 { cut_off } else { 0 }]).max().unwrap_or(0)
    }
}

/// So much of the end of a text is looked at for the beginning of a secret that is escaped.
const MOST_BEGUN: usize = 1 << 10;

/// A secret that is longer than any, as far as it is looked for.
fn bounded(mut secret: String) -> String {
    secret.truncate(first_bytes(&secret, LONGEST).len());
    secret
}

/// The longest secret that is looked for elsewhere than where it was found.
const LONGEST: usize = 1 << 16;

/// A text without the escape that is cut off at its end.
fn without_begun_escape(text: &str) -> &str {
    let text = text.trim_end_matches('\\');
    let near = text.len() - text.len().min(7);
    let begun = text.bytes().rposition(|b| matches!(b, b'%' | b'&' | b'\\')).filter(|&at| at >= near);
    let is_whole = |at: usize| !Decoded::rounds(&text[at..]).is_empty();
    begun.filter(|&at| !is_whole(at)).map_or(text, |at| &text[..at])
}

/// A secret that is not ASCII as a service reads it that takes header fields for Latin-1.
fn misread(secret: &str) -> Option<String> {
    (!secret.is_ascii()).then(|| secret.bytes().map(char::from).collect())
}

/// A secret of digits is not part of a longer number.
fn is_part_of_number(text: &str, part: &Range<usize>) -> bool {
    let is_digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    bytes[part.clone()].iter().all(u8::is_ascii_digit)
        && (is_digit(part.start.checked_sub(1).map(|at| &bytes[at])) || is_digit(bytes.get(part.end)))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};

    use base64::Engine as _;

    use super::*;

    #[test]
    fn a_secret_is_found_in_every_wire_form() {
        let secret = "p/w \"1\"+\u{e4}";
        let known = Known::new([secret.to_owned()]);
        for form in wire_forms(secret.to_owned()) {
            let text = format!("<{form}>");
            assert!(known.find(&text).iter().any(|part| part.len() + 2 >= text.len()), "{form}");
        }
        assert!(known.find("nothing to hide").is_empty());
    }

    #[test]
    fn a_secret_is_found_in_character_references() {
        let known = Known::new(["sk-1".to_owned()]);
        for form in [
            "&#115;&#107;&#45;&#49;",
            "&#115;&#107;&#045;&#049;",
            "&#x73;&#x6b;&#x2d;&#x31;",
            "&#x73;&#x6B;&#x2D;&#x31;",
            "sk&#45;1",
            "sk&#x2d;1",
            r"\u0073\u006b\u002d\u0031",
            "&#115;&#x6b;-&#49;",
            "s&#107;-1",
            r"s\u006b-\x31",
            "%73k-%31",
            r"s\\u006b-1",
            "%2573k-1",
            "%63%32%73%74%4dQ",
        ] {
            assert_eq!(known.find(form).first(), Some(&(0..form.len())), "{form}");
        }
    }

    #[test]
    fn a_secret_is_found_as_careful_encoders_write_it() {
        let known = Known::new(["p&w<1>+'x".to_owned()]);
        for form in [
            r"p\u0026w\u003c1\u003e+'x",
            r"p\u0026w\u003C1\u003E\u002B\u0027x",
            "p&amp;w&lt;1&gt;+'x",
            "p&amp;w&lt;1&gt;+&#39;x",
            "p&amp;w&lt;1&gt;+&#x27;x",
            "p%2526w%253C1%253E%252B%2527x",
            "p%2526w%253c1%253e%252b%2527x",
        ] {
            assert_eq!(known.find(form).first(), Some(&(0..form.len())), "{form}");
        }
    }

    #[test]
    fn a_secret_is_found_in_base64_of_more_than_itself() {
        let known = Known::new(["pw-0815-7".to_owned()]);
        for user in ["k", "ki", "kim"] {
            for encoded in
                [STANDARD.encode(format!("{user}:pw-0815-7")), URL_SAFE.encode(format!("{user}:pw-0815-7,x"))]
            {
                assert_eq!(known.find(&encoded).len(), 1, "{encoded}");
            }
        }
    }

    #[test]
    fn a_secret_is_found_in_hexadecimal_and_in_json_within_json() {
        let known = Known::new(["k/7\"\u{e4}z".to_owned()]);
        for form in ["6b2f3722c3a47a", "6B2F3722C3A47A", r#"k/7\\\"äz"#, r#"k\\/7\\\"äz"#, r#"k/7\\\"\\u00e4z"#] {
            assert_eq!(known.find(form).first(), Some(&(0..form.len())), "{form}");
        }
    }

    #[test]
    fn a_secret_of_hexadecimal_digits_is_found_in_either_case() {
        let known = Known::new(["0b9E17aa-44cd".to_owned(), "Owl-0815".to_owned()]);
        for form in ["0b9E17aa-44cd", "0B9E17AA-44CD", "0b9e17aa-44cd", "Owl-0815"] {
            assert_eq!(known.find(form).first(), Some(&(0..form.len())), "{form}");
        }
        assert!(known.find("OWL-0815").is_empty());
        let long = Known::new(["Owl08zKw15Qm72Rt".to_owned()]);
        for form in ["OWL08ZKW15QM72RT", "owl08zkw15qm72rt"] {
            assert_eq!(long.find(form).first(), Some(&(0..form.len())), "{form}");
        }
    }

    #[test]
    fn a_secret_is_found_as_it_is_misread() {
        let known = Known::new(["k\u{e4}se-1".to_owned()]);
        for form in ["k\u{c3}\u{a4}se-1", r"k\u00c3\u00a4se-1"] {
            assert_eq!(known.find(form).first(), Some(&(0..form.len())), "{form}");
        }
    }

    #[test]
    fn secrets_that_repeat_themselves_are_found_like_others() {
        for unit in ["y", "ab", "<password><![CDATA[", "&#121;", "\\u0079"] {
            let secret = unit.repeat(6000 / unit.len());
            let known = Known::new([secret.clone()]);
            let text = format!("{secret} {secret}{unit}");
            let hidden: usize =
                super::super::hidden_parts::merged(known.find(&text)).iter().map(ExactSizeIterator::len).sum();
            assert!(hidden + 1 >= text.len(), "{unit}: {hidden}");
            assert!(known.begun(&secret[..secret.len() - 1], SHORTEST) > 5000, "{unit}");
        }
    }

    #[test]
    fn digits_are_not_part_of_a_longer_number() {
        let known = Known::new(["4711".to_owned()]);
        assert_eq!((known.find("pin 4711.").len(), known.find("14711 47110").len()), (1, 0));
    }
}
