//! Entities of HTML, and the characters that they stand for.

use std::borrow::Cow;

/// Those with names that pages write.
const NAMED: [(&str, char); 6] =
    [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&amp;", '&'), ("&apos;", '\''), ("&nbsp;", ' ')];

/// The character that the entity stands for with which a text begins, and the length of the entity in bytes.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    if !text.starts_with('&') {
        return None;
    }
    let named = NAMED.iter().find(|(name, _)| text.starts_with(name)).map(|(name, shown)| (*shown, name.len()));
    named.or_else(|| numbered(text))
}

/// `&#123;`, `&#x7b;`: a character by its number.
fn numbered(text: &str) -> Option<(char, usize)> {
    /// No number of a character has more digits.
    const MOST: usize = 7;
    let inside = text.strip_prefix("&#")?;
    let length = inside.bytes().take(MOST + 1).position(|byte| byte == b';')?;
    let digits = inside.get(..length)?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    let shown = char::from_u32(number.ok()?).filter(|c| !c.is_control())?;
    Some((shown, "&#;".len() + length))
}

/// A text with the characters that its entities stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut shown, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(found) = text[at..].find('&') {
        shown.push_str(&text[at..at + found]);
        at += found;
        let (character, length) = entity(&text[at..]).unwrap_or(('&', 1));
        shown.push(character);
        at += length;
    }
    shown.push_str(&text[at..]);
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_stand_for_characters() {
        assert_eq!(decoded("/a/&#123;id&#125;?b=&lt;c&gt;&amp;d=&#x3A;"), "/a/{id}?b=<c>&d=:");
        for text in ["a & b", "&copy", "&#;", "&#x110000;", "&#1234567890;", "&#7;", "&#12\u{e9};", "&", "&#xzz;"] {
            assert_eq!(decoded(text), text);
        }
    }
}
