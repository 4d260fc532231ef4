//! Data structures, and what attributes that name them come to: the members of a message, and its body where every value has a
//! sample.

use std::collections::HashMap;

use super::lines::Line;
use super::mson::{Attribute, attributes};
use crate::contract::{DocumentedBody, FieldRow};
use crate::docs::types::property::property;
use crate::json;
use crate::json::quoted;
use crate::text::SourceText;

/// The data structures of a page, and the attributes of resources, by name.
#[derive(Debug, Default)]
pub(super) struct Structures {
    by_name: HashMap<String, Structure>,
}

#[derive(Debug)]
struct Structure {
    /// The type that it is made from: `Lamp (Thing)`.
    base: Option<String>,
    attributes: Vec<Attribute>,
}

/// How many members all types within a message may have.
const MOST_MEMBERS: usize = 400;

/// How deep types may be within each other.
const DEEPEST: usize = 8;

/// The types that need no data structure.
const PRIMITIVES: [&str; 5] = ["string", "number", "boolean", "object", "array"];

impl Structures {
    /// Takes a named structure: `Lamp (object)` with the lines below it.
    pub(super) fn add(&mut self, heading: &str, lines: &[Line<'_>]) {
        let (name, base) = named(heading);
        let base = base.filter(|base| !PRIMITIVES.contains(base)).map(str::to_owned);
        let structure = Structure { base, attributes: attributes(lines) };
        self.by_name.entry(name.to_owned()).or_insert(structure);
    }

    /// The message that a list of attributes describes: the line of its item, and those below.
    pub(super) fn message(&self, lines: &[Line<'_>]) -> Option<Message> {
        let (first, below) = lines.split_first()?;
        let type_text = named(first.text.trim()).1.unwrap_or_default().split(',').next().unwrap_or_default().trim();
        let item = type_text.strip_prefix("array").map(|rest| rest.trim().trim_matches(['[', ']']).trim());
        let mut left = MOST_MEMBERS;
        let members = self.members(item.unwrap_or(type_text), &attributes(below), &mut left, DEEPEST);
        let rows = self.rows(&members, &mut left, DEEPEST);
        let shown = self.object(&members, &mut left, DEEPEST);
        let text = shown.map(|object| if item.is_some() { format!("[{object}]") } else { object });
        let indent = first.text.len() - first.text.trim_start().len();
        let column = first.place(indent).column;
        let body = text.map(|text| SourceText::new(text, first.number, &[column]).into());
        (!members.is_empty()).then_some(Message { rows, body })
    }

    /// The attributes of a type and of those that it is made from, and those that are listed beside it.
    fn members(&self, type_name: &str, own: &[Attribute], left: &mut usize, depth: usize) -> Vec<Attribute> {
        let mut all = Vec::new();
        if let Some(structure) = self.by_name.get(type_name).filter(|_| depth > 0) {
            let base = structure.base.as_deref().unwrap_or_default();
            all.append(&mut self.members(base, &structure.attributes, left, depth - 1));
        }
        for attribute in own {
            if *left == 0 {
                break;
            }
            *left -= 1;
            match attribute.included() {
                Some(included) if depth > 0 => all.append(&mut self.members(included, &[], left, depth - 1)),
                Some(_) => {}
                None => {
                    all.retain(|known: &Attribute| known.name != attribute.name);
                    all.push(attribute.clone());
                }
            }
        }
        all
    }

    /// The attributes of the value of one that is an object, or an array of objects.
    fn inner(&self, attribute: &Attribute, left: &mut usize, depth: usize) -> Vec<Attribute> {
        if attribute.is_enum() || depth == 0 {
            return Vec::new();
        }
        let type_name = attribute.item_type().unwrap_or(&attribute.type_text);
        let own = if attribute.item_type().is_some() { &[][..] } else { &attribute.inner };
        self.members(type_name, own, left, depth - 1)
    }

    fn rows(&self, members: &[Attribute], left: &mut usize, depth: usize) -> Vec<FieldRow> {
        let marks_required = members.iter().any(|member| member.required);
        let row = |member: &Attribute| {
            let inner = self.inner(member, left, depth);
            let fields = if inner.is_empty() { Vec::new() } else { self.rows(&inner, left, depth - 1) };
            let mut property = property(&member.name, type_words(member), &member.description, member.place);
            if member.nullable {
                property.nullable = Some(true);
            }
            if member.is_enum() && property.possible_values.is_empty() {
                property.possible_values = member.inner.iter().map(|value| value.name.clone()).collect();
            }
            // Where no member is marked as required, the author has left that open.
            let optional = member.optional || marks_required && !member.required;
            FieldRow { property, optional, map: false, fields }
        };
        members.iter().map(row).collect()
    }

    /// An object with the samples of its members; `None` where one that is not marked as optional has none.
    fn object(&self, members: &[Attribute], left: &mut usize, depth: usize) -> Option<String> {
        let marks_required = members.iter().any(|member| member.required);
        let mut shown = Vec::new();
        for member in members {
            match self.value(member, left, depth) {
                Some(value) => shown.push(format!("{}: {value}", quoted(&member.name))),
                None if member.optional || marks_required && !member.required => {}
                None => return None,
            }
        }
        (!shown.is_empty()).then(|| format!("{{{}}}", shown.join(", ")))
    }

    fn value(&self, attribute: &Attribute, left: &mut usize, depth: usize) -> Option<String> {
        let inner = self.inner(attribute, left, depth);
        if attribute.item_type().is_some() && inner.is_empty() {
            let listed = || attribute.inner.iter().map(|item| item.name.as_str()).collect::<Vec<_>>();
            let items = attribute.sample.as_deref().map_or_else(listed, |sample| sample.split(',').collect());
            let item_type = attribute.item_type().unwrap_or_default();
            let items: Vec<String> = items.into_iter().map(|item| scalar(item.trim(), item_type)).collect();
            return (!items.is_empty()).then(|| format!("[{}]", items.join(", ")));
        }
        if !inner.is_empty() {
            let object = self.object(&inner, left, depth - 1)?;
            return Some(if attribute.item_type().is_some() { format!("[{object}]") } else { object });
        }
        let first = || attribute.inner.first().filter(|_| attribute.is_enum()).map(|value| value.name.clone());
        let sample = attribute.sample.clone().or_else(first);
        let null = || attribute.nullable.then(|| "null".to_owned());
        sample.map(|sample| scalar(&sample, &attribute.type_text)).or_else(null)
    }
}

/// What attributes come to.
pub(super) struct Message {
    /// What they say of each member.
    pub(super) rows: Vec<FieldRow>,
    /// The body that their samples make.
    pub(super) body: Option<DocumentedBody>,
}

/// A name and what is in parentheses behind it.
fn named(text: &str) -> (&str, Option<&str>) {
    let inner = text.strip_suffix(')').and_then(|rest| rest.rfind('(').map(|open| (&rest[..open], &rest[open + 1..])));
    inner.map_or((text.trim(), None), |(name, inside)| (name.trim(), Some(inside.trim())))
}

/// The type of an attribute as tables name it; empty where only its members say more.
fn type_words(attribute: &Attribute) -> String {
    match (attribute.type_text.as_str(), attribute.item_type()) {
        (kind @ ("string" | "number" | "boolean"), _) => kind.to_owned(),
        (_, Some(item @ ("string" | "number" | "boolean"))) => format!("array of {item}"),
        _ => String::new(),
    }
}

/// A value in JSON: a number or a word of JSON as one where the type is not that of text.
fn scalar(sample: &str, type_text: &str) -> String {
    let bare = matches!(sample, "true" | "false" | "null") || sample.parse::<f64>().is_ok_and(f64::is_finite);
    let is_text = type_text == "string" || type_text.starts_with("enum") && !type_text.contains("number");
    if bare && !is_text && json::read(sample).is_ok() { sample.to_owned() } else { quoted(sample) }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn message(structures: &[(&str, &str)], text: &str) -> Message {
        let mut all = Structures::default();
        for (heading, text) in structures {
            all.add(heading, &lines(text).collect::<Vec<_>>());
        }
        all.message(&lines(text).collect::<Vec<_>>()).expect("a message")
    }

    #[test]
    fn samples_make_a_body_and_words_make_rows() {
        let lamp = ("Lamp (Thing)", "+ kind (enum)\n    + wall\n    + floor\n+ tags: a, b (array[string])\n");
        let thing = ("Thing", "+ id: 7 (number, required)\n+ name: 7 (string)\n+ note (string, nullable)\n");
        let read = message(&[lamp, thing], "    + Attributes (Lamp)\n");
        let body = read.body.as_ref().map(DocumentedBody::text);
        assert_eq!(
            body,
            Some("{\"id\": 7, \"name\": \"7\", \"note\": null, \"kind\": \"wall\", \"tags\": [\"a\", \"b\"]}")
        );
        let row = |name: &str| read.rows.iter().find(|row| row.property.name == name).expect(name);
        assert_eq!((row("id").property.type_text.as_str(), row("id").optional), ("number", false));
        assert_eq!((row("note").property.nullable, row("note").optional), (Some(true), true));
        assert_eq!(row("kind").property.possible_values, ["wall", "floor"]);
        assert_eq!(row("tags").property.type_text, "array of string");
    }

    #[test]
    fn types_within_types_are_followed_so_far() {
        let maker = ("Maker", "+ name: Ann (string)\n+ lamps (array[Lamp], optional)\n");
        let lamp = ("Lamp", "+ id: 7 (number)\n+ maker (Maker)\n");
        let read = message(&[maker, lamp], "+ Attributes (array[Lamp])\n");
        assert!(
            read.body
                .as_ref()
                .is_some_and(|body| body.text().starts_with("[{\"id\": 7, \"maker\": {\"name\": \"Ann\""))
        );
        assert_eq!(read.rows[1].fields[0].property.name, "name");
        assert!(message(&[], "+ Attributes\n    + id (number)\n").body.is_none());
    }
}
