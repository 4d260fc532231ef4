//! Request items: `name=value`, `name:=json`, `name==query`, `Name:header`, `name@file` and their like.

use crate::docs::dialect::command::word::Word;

/// What an item adds to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// `Name:value`, `Name:`, `Name;`
    Header,
    /// `name==value`
    Query,
    /// `name=value`
    Text,
    /// `name:=value`
    Json,
    /// `name=@path`: the text of a file.
    TextFile,
    /// `name:=@path`: the JSON of a file.
    JsonFile,
    /// `name@path`: a file of a form, or without a name the body.
    File,
}

/// An item with its parts.
#[derive(Debug)]
pub(super) struct Item<'w> {
    pub(super) kind: ItemKind,
    pub(super) word: &'w Word,
    /// Without escapes.
    pub(super) name: String,
    /// Offset of the value in the word.
    pub(super) value_at: usize,
}

/// How many bytes a placeholder may have.
const LONGEST_PLACEHOLDER: usize = 400;

/// The separators, longer ones before those they begin with.
const SEPARATORS: [(&str, ItemKind); 8] = [
    (":=@", ItemKind::JsonFile),
    ("==", ItemKind::Query),
    (":=", ItemKind::Json),
    ("=@", ItemKind::TextFile),
    ("=", ItemKind::Text),
    (":", ItemKind::Header),
    (";", ItemKind::Header),
    ("@", ItemKind::File),
];

impl<'w> Item<'w> {
    /// Reads a word: the first separator in it decides.
    pub(super) fn read(word: &'w Word) -> Option<Self> {
        let (mut name, mut at) = (String::new(), 0);
        while let Some(c) = word.text[at..].chars().next() {
            let rest = &word.text[at..];
            // A placeholder may hold anything: `${NAME}`, `<name>`, `{{ name }}`.
            let placeholder = [("${", "}"), ("{{", "}}"), ("<", ">")].iter().find(|(open, _)| rest.starts_with(open));
            if let Some(length) = placeholder.and_then(|(_, close)| {
                let near = &rest.as_bytes()[..rest.len().min(LONGEST_PLACEHOLDER)];
                memchr::memmem::find(near, close.as_bytes()).map(|at| at + close.len())
            }) {
                name.push_str(&rest[..length]);
                at += length;
                continue;
            }
            if let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
                name.push(escaped);
                at += 1 + escaped.len_utf8();
                continue;
            }
            if let Some((separator, kind)) = SEPARATORS.iter().find(|(separator, _)| rest.starts_with(separator)) {
                return Some(Self { kind: *kind, word, name, value_at: at + separator.len() });
            }
            name.push(c);
            at += c.len_utf8();
        }
        None
    }

    pub(super) fn value(&self) -> &'w str {
        &self.word.text[self.value_at..]
    }

    /// Whether it is a part of the body.
    pub(super) const fn is_data(&self) -> bool {
        !matches!(self.kind, ItemKind::Header | ItemKind::Query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_separator_decides() {
        let read = |text: &str| {
            let mut word = Word::at(0);
            word.push(text, 0);
            Item::read(&word).map(|item| (item.kind, item.name.clone(), item.value().to_owned()))
        };
        let item = |kind, name: &str, value: &str| Some((kind, name.to_owned(), value.to_owned()));
        assert_eq!(read("a=b:c"), item(ItemKind::Text, "a", "b:c"));
        assert_eq!(read("a:=[1]"), item(ItemKind::Json, "a", "[1]"));
        assert_eq!(read("a==b"), item(ItemKind::Query, "a", "b"));
        assert_eq!(read("X-A:b=c"), item(ItemKind::Header, "X-A", "b=c"));
        assert_eq!(read("a=@b"), item(ItemKind::TextFile, "a", "b"));
        assert_eq!(read("@b.json"), item(ItemKind::File, "", "b.json"));
        assert_eq!(read("a\\:b=c"), item(ItemKind::Text, "a:b", "c"));
        assert_eq!(read("plain"), None);
    }
}
