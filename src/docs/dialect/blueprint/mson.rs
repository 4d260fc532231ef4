//! Attributes as API Blueprint writes them (MSON): `+ id: 7 (number, required) - The lamp`.

use super::lines::Line;
use crate::text::Position;

/// An attribute of a message or of a data structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) sample: Option<String>,
    /// As written: `number`, `array[Lamp]`; empty where none is.
    pub(super) type_text: String,
    pub(super) required: bool,
    pub(super) optional: bool,
    pub(super) nullable: bool,
    pub(super) description: String,
    pub(super) place: Position,
    /// Its own attributes; of an enumeration its values, of an array its items.
    pub(super) inner: Vec<Attribute>,
}

/// The attributes that lines list, deeper ones within those above them.
pub(super) fn attributes(lines: &[Line<'_>]) -> Vec<Attribute> {
    let items: Vec<(usize, Attribute)> =
        lines.iter().filter_map(|line| Some((line.indent(), attribute(*line)?))).collect();
    nested(&items, DEEPEST)
}

/// How deep attributes may be within each other.
const DEEPEST: usize = 16;

fn nested(items: &[(usize, Attribute)], depth: usize) -> Vec<Attribute> {
    let (mut found, mut rest): (Vec<Attribute>, _) = (Vec::new(), items);
    while let Some(((indent, first), below)) = rest.split_first() {
        let inner = below.iter().take_while(|(other, _)| other > indent).count();
        let within = if depth == 0 { Vec::new() } else { nested(&below[..inner], depth - 1) };
        let mut attribute = first.clone();
        for part in within {
            attribute.take(part);
        }
        found.push(attribute);
        rest = &below[inner..];
    }
    found
}

impl Attribute {
    /// Takes what is listed below it: an attribute of its own, or a part that groups them or gives its value.
    fn take(&mut self, mut part: Self) {
        match part.name.as_str() {
            "Members" | "Items" | "Properties" => self.inner.append(&mut part.inner),
            "Sample" | "Default" => {
                let listed = part.inner.first().map(|value| value.name.clone());
                self.sample = self.sample.take().or(part.sample).or(listed);
            }
            "One Of" => {}
            _ => self.inner.push(part),
        }
    }

    /// The name of the type that it includes: `+ Include Base`.
    pub(super) fn included(&self) -> Option<&str> {
        self.name.strip_prefix("Include ").map(str::trim)
    }

    /// What it is an array of.
    pub(super) fn item_type(&self) -> Option<&str> {
        let rest = self.type_text.strip_prefix("array")?;
        Some(rest.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default().trim())
    }

    /// Whether it has one of the values listed below it.
    pub(super) fn is_enum(&self) -> bool {
        self.type_text.starts_with("enum")
    }
}

/// The attribute of a list item.
fn attribute(line: Line<'_>) -> Option<Attribute> {
    let rest = line.text.trim_start().strip_prefix(['+', '-', '*']).filter(|rest| rest.starts_with([' ', '\t']))?;
    let text = rest.trim();
    let (head, description) = text.split_once(" - ").unwrap_or((text, ""));
    let open = head.ends_with(')').then(|| head.rfind('(')).flatten();
    let (named, traits) = open.map_or((head, ""), |open| (&head[..open], &head[open + 1..head.len() - 1]));
    let (name, sample) = match named.trim().split_once(':') {
        Some((name, sample)) => (name, Some(unquoted(sample)).filter(|sample| !sample.is_empty())),
        None => (named, None),
    };
    let name = unquoted(name);
    let flag = |known: &str| traits.split(',').any(|word| word.trim() == known);
    let is_flag =
        |word: &str| ["required", "optional", "nullable", "fixed", "fixed-type", "sample", "default"].contains(&word);
    let type_text = traits.split(',').map(str::trim).find(|word| !is_flag(word)).unwrap_or_default();
    (!name.is_empty()).then(|| Attribute {
        name: name.to_owned(),
        sample: sample.map(str::to_owned),
        type_text: type_text.to_owned(),
        required: flag("required"),
        optional: flag("optional"),
        nullable: flag("nullable"),
        description: description.to_owned(),
        place: line.place(line.text.len() - rest.trim_start().len()),
        inner: Vec::new(),
    })
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('`').trim()
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn read(text: &str) -> Vec<Attribute> {
        attributes(&lines(text).collect::<Vec<_>>())
    }

    #[test]
    fn names_samples_types_and_words() {
        let read = read(
            "+ id: 7 (number, required) - The lamp\n+ `name`: `hall` (string)\n+ note (nullable)\n+ tags: a, b (array[string])\n",
        );
        let shown: Vec<_> =
            read.iter().map(|it| (it.name.as_str(), it.sample.as_deref(), it.type_text.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("id", Some("7"), "number"),
                ("name", Some("hall"), "string"),
                ("note", None, ""),
                ("tags", Some("a, b"), "array[string]")
            ]
        );
        assert!(read[0].required && !read[1].required && read[2].nullable);
        assert_eq!((read[0].description.as_str(), read[0].place), ("The lamp", Position::new(1, 3)));
        assert_eq!(read[3].item_type(), Some("string"));
    }

    #[test]
    fn deeper_items_are_within_the_one_above() {
        let read = read(
            "+ kind (enum)\n    + Members\n        + `wall`\n        + floor\n    + Default: floor\n+ maker\n    + name: Ann\n+ Include Base\n",
        );
        let names = |at: usize| read[at].inner.iter().map(|it| it.name.as_str()).collect::<Vec<_>>();
        assert_eq!((names(0), names(1)), (vec!["wall", "floor"], vec!["name"]));
        assert_eq!((read[0].sample.as_deref(), read[2].included()), (Some("floor"), Some("Base")));
        assert!(read[0].is_enum());
    }
}
