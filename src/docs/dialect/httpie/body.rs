//! The body that the items of a command make: a JSON object, or a form.

use std::collections::HashMap;

use super::item::{Item, ItemKind};
use crate::docs::dialect::command::payload::encode_form;
use crate::docs::dialect::command::word::Word;
use crate::json::quoted;

/// A value of the object that is sent, members in the order of the command.
#[derive(Debug)]
enum Data {
    /// JSON as it is sent.
    Value(String),
    Object(Members),
    Array(Vec<Data>),
}

/// The members of an object, found by name.
#[derive(Debug, Default)]
struct Members {
    all: Vec<(String, Data)>,
    places: HashMap<String, usize>,
}

/// How deep the keys of an item may lead; those of one that leads deeper are one name.
const DEEPEST: usize = 64;

/// The JSON object of the items; its text is where the first of them is.
pub(super) fn json(items: &[&Item<'_>]) -> Word {
    let mut root = Data::Object(Members::default());
    for item in items {
        let value = match item.kind {
            ItemKind::Json => item.value().to_owned(),
            ItemKind::JsonFile => format!("<{}>", file_name(item.value())),
            ItemKind::TextFile => quoted(&format!("<{}>", file_name(item.value()))),
            _ => quoted(&item.value().replace("\\=", "=")),
        };
        put(&mut root, &path(&item.name), Data::Value(value));
    }
    at_first(items, &written(&root))
}

/// The items as `application/x-www-form-urlencoded`.
pub(super) fn form(items: &[&Item<'_>]) -> Word {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push('&');
        }
        encode_form(&item.name, &mut text);
        text.push('=');
        encode_form(item.value(), &mut text);
    }
    at_first(items, &text)
}

fn at_first(items: &[&Item<'_>], text: &str) -> Word {
    let mut word = Word::at(items.first().map_or(0, |item| item.word.range.start));
    word.push(text, word.range.start);
    word.range.end = items.last().map_or(0, |item| item.word.range.end);
    word
}

/// `a[b][]`: the keys on the way to a value; an empty one appends to a list.
fn path(name: &str) -> Vec<&str> {
    let Some((first, rest)) = name.split_once('[').filter(|_| name.ends_with(']')) else { return vec![name] };
    let mut keys: Vec<&str> = if first.is_empty() { Vec::new() } else { vec![first] };
    keys.extend(rest[..rest.len() - 1].split("][").take(DEEPEST));
    if keys.len() < DEEPEST { keys } else { vec![name] }
}

fn put(data: &mut Data, keys: &[&str], value: Data) {
    let Some((key, rest)) = keys.split_first() else {
        *data = value;
        return;
    };
    let list = key.is_empty() || key.bytes().all(|b| b.is_ascii_digit());
    match data {
        Data::Array(items) if list => {
            let at = key.parse().unwrap_or(items.len()).min(items.len());
            if at == items.len() {
                items.push(empty(rest));
            }
            put(&mut items[at], rest, value);
        }
        Data::Object(members) => {
            let at = *members.places.entry((*key).to_owned()).or_insert(members.all.len());
            if at == members.all.len() {
                members.all.push(((*key).to_owned(), empty(rest)));
            }
            put(&mut members.all[at].1, rest, value);
        }
        _ => *data = value,
    }
}

/// What the next of some keys is put into.
fn empty(keys: &[&str]) -> Data {
    match keys.first() {
        Some(key) if key.is_empty() || key.bytes().all(|b| b.is_ascii_digit()) => Data::Array(Vec::new()),
        _ => Data::Object(Members::default()),
    }
}

fn written(data: &Data) -> String {
    match data {
        Data::Value(text) => text.clone(),
        Data::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Data::Object(members) => {
            let member = |(name, value): &(String, Data)| format!("{}: {}", quoted(name), written(value));
            format!("{{{}}}", members.all.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_make_an_object_or_a_form() {
        let words: Vec<Word> = ["a=x y", "n:=2", "b[c]=1", "l[]=p", "l[]:=true"]
            .iter()
            .map(|text| {
                let mut word = Word::at(3);
                word.push(text, 3);
                word
            })
            .collect();
        let items: Vec<Item<'_>> = words.iter().filter_map(Item::read).collect();
        let items: Vec<&Item<'_>> = items.iter().collect();
        assert_eq!(json(&items).text, r#"{"a": "x y", "n": 2, "b": {"c": "1"}, "l": ["p", true]}"#);
        assert_eq!(form(&items[..2]).text, "a=x+y&n=2");
        assert_eq!(json(&items).source(0), 3);
    }
}
