//! Reads the text of a type cell: `Collection(X)`, `X[]`, `Map<String, X>`.

use super::shape::Shape;
use super::type_word::Word;

/// How many lists within lists a type may be: no API has more, and what is generated from a type is as deep as the type.
pub(crate) const MAX_LISTS: usize = 16;

/// Reads a type as docs write it: `String`, `Edm.Int32`, `Collection(X)`, `X collection`, `[x](x.md) collection`,
/// `string (url)`, `String (timestamp)`. What is not a type (prose) means [`Shape::Any`], and so does a type of more than
/// [`MAX_LISTS`] lists within lists.
pub(crate) fn parse(text: &str) -> Shape {
    let text = labels_only(text);
    let (innermost, lists) = without_lists(&text);
    if lists > MAX_LISTS {
        return Shape::Any;
    }
    (0..lists).fold(one_value(innermost), |shape, _| shape.list())
}

/// Whether a type is more than [`MAX_LISTS`] lists within lists.
pub(crate) fn is_too_deep(text: &str) -> bool {
    without_lists(&labels_only(text)).1 > MAX_LISTS
}

/// Whether a type is that of an object whose member names are data: `Map<String, String>`, `map[string]int`, `dict`.
pub(crate) fn is_map(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '.')).to_ascii_lowercase();
    let word = text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let rest = &text[word.len()..];
    let is_alone = rest.is_empty() || rest.starts_with(['<', '[', '(']) || rest.starts_with(" of ");
    is_alone && matches!(word, "map" | "dict" | "dictionary" | "hash" | "hashmap")
        || word == "record" && rest.starts_with('<')
}

/// The type inside all lists, and how many there are; no further than [`MAX_LISTS`] and one.
fn without_lists(text: &str) -> (&str, usize) {
    let trimmed = |text| str::trim_matches(str::trim(text), ['`', '*', '.', ',', '"']).trim();
    let (mut rest, mut lists) = (trimmed(text), 0);
    while let Some(item) = item_of_list(rest).filter(|_| lists <= MAX_LISTS) {
        (rest, lists) = (trimmed(item), lists + 1);
    }
    (rest, lists)
}

/// Reads a type that is not a list.
fn one_value(text: &str) -> Shape {
    if let Some(shape) = hinted(text) {
        return shape;
    }
    if let Some(word) = Word::parse(text) {
        return if word == Word::Unspecified { Shape::Any } else { Shape::Word(word) };
    }
    let name = text.trim_start_matches('#');
    // A namespace may have a type of its own for it, which its page then has nothing to say about.
    if name.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case("json")) {
        return Shape::Word(Word::Anything);
    }
    if is_name(name) { Shape::Named(name.to_owned()) } else { Shape::Any }
}

/// Links reduced to their label: `[x](x.md)`, `[x][]`, `[x][y]`, `[x]`.
fn labels_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { break };
        if close == open + 1 {
            // `X[]` is a list, not a link.
            out.push_str(&rest[..=close]);
            rest = &rest[close + 1..];
            continue;
        }
        out.push_str(&rest[..open]);
        out.push_str(&rest[open + 1..close]);
        rest = &rest[close + 1..];
        let target = match rest.as_bytes().first() {
            Some(b'(') => rest.find(')'),
            Some(b'[') => rest.find(']'),
            _ => None,
        };
        rest = target.map_or(rest, |end| &rest[end + 1..]);
    }
    out.push_str(rest);
    out
}

/// The item type of a list in any of its spellings.
fn item_of_list(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    for (open, close) in [("collection(", ")"), ("collection<", ">"), ("list<", ">"), ("array<", ">"), ("array(", ")")]
    {
        if lower.starts_with(open) && lower.ends_with(close) {
            return text.get(open.len()..text.len() - close.len());
        }
    }
    let before = [" collection", " (collection)", "collection", " array", " list", "[]"];
    for end in before {
        if lower.len() > end.len() && lower.ends_with(end) {
            let item = &text[..text.len() - end.len()];
            // A name such as `attachmentCollection` is one word, and a type of its own.
            let glued = end == "collection" && !item.ends_with(')');
            return (!glued).then_some(item);
        }
    }
    for start in ["collection of ", "array of ", "list of "] {
        if lower.starts_with(start) {
            return text.get(start.len()..);
        }
    }
    None
}

/// `String (timestamp)`: the word in brackets is more precise than the one before it, if it is a kind of text.
fn hinted(text: &str) -> Option<Shape> {
    let (word, hint) = text.strip_suffix(')')?.split_once('(')?;
    let word = Word::parse(word)?;
    let hint = Word::parse(hint).filter(|hint| hint.is_text());
    Some(Shape::Word(if word == Word::String { hint.unwrap_or(word) } else { word }))
}

/// Whether a text could be the name of a type: one token, letters first.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && !text.ends_with('.')
        && !text.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_cells_in_all_their_spellings() {
        let string = || Shape::Word(Word::String);
        let named = |name: &str| Shape::Named(name.to_owned());
        for (text, shape) in [
            ("String", string()),
            (" `Edm.Int32` ", Shape::Word(Word::Integer)),
            ("String collection", string().list()),
            ("Collection(Edm.String)", string().list()),
            ("Collection([identity](identity.md))", named("identity").list()),
            ("[recipient](recipient.md) collection", named("recipient").list()),
            ("[a.b.x](../x.md) Collection", named("a.b.x").list()),
            ("[identitySet][]", named("identitySet")),
            ("identitySet[]", named("identitySet").list()),
            ("string (url)", Shape::Word(Word::Uri)),
            ("String (timestamp)", Shape::Word(Word::DateTime)),
            ("String (identifier)", string()),
            ("#microsoft.graph.user", named("microsoft.graph.user")),
            ("attachmentCollection", named("attachmentCollection")),
            ("Collection of DateTimeOffset", Shape::Word(Word::DateTime).list()),
            ("see the remarks below", Shape::Any),
            ("Json", Shape::Word(Word::Anything)),
            ("ns.Json", Shape::Word(Word::Anything)),
            ("Object", Shape::Any),
            ("", Shape::Any),
        ] {
            assert_eq!(parse(text), shape, "{text}");
        }
    }

    #[test]
    fn lists_within_lists_are_read_to_a_depth_and_no_further() {
        let lists = |text: String| {
            let (mut shape, mut depth) = (parse(&text), 0);
            while let Shape::List(item) = shape {
                (shape, depth) = (*item, depth + 1);
            }
            (shape, depth)
        };
        for (open, close) in [("", "[]"), ("Collection(", ")"), ("array of ", ""), ("", " collection")] {
            let nested = |depth: usize| format!("{}Int32{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(lists(nested(MAX_LISTS)), (Shape::Word(Word::Integer), MAX_LISTS), "{open}{close}");
            assert!(!is_too_deep(&nested(MAX_LISTS)) && is_too_deep(&nested(MAX_LISTS + 1)));
            assert_eq!(lists(nested(20_000)), (Shape::Any, 0), "{open}{close}");
        }
    }

    #[test]
    fn a_map_is_known_by_its_word() {
        for text in ["Map<String, String>", "`map[string]int`", "dict", "Dictionary of strings", "Record<string, X>"] {
            assert!(is_map(text), "{text}");
        }
        for text in ["Mapping", "record", "map tile", "String", "object", ""] {
            assert!(!is_map(text), "{text}");
        }
    }
}
