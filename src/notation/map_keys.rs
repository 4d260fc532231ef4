//! Objects used as maps: the docs show keys that stand for any key.

use super::documented_value::is_annotation;
use super::format::has_format;
use super::stand_in::is_bracketed;
use crate::json::Node;

/// Which names of an object (or of several at one place) stand for any name.
///
/// `<id>` and `{id}` do, and so does `additionalProp1`, as generators write it. GUIDs, dates and whole numbers do if the
/// object has no other names and its values are of one kind: beside fixed names, they may be fixed themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapKeys {
    data_too: bool,
}

impl MapKeys {
    /// Of the members shown at one place.
    pub fn of<'n>(members: impl Iterator<Item = (&'n str, &'n Node)>) -> Self {
        let mut kind = None;
        let mut data_too = true;
        for (key, value) in members.filter(|(key, _)| !is_annotation(key)) {
            data_too = data_too && (is_stand_in(key) || is_data(key));
            match value.type_word() {
                "null" | "anything" => {}
                word => {
                    let word = if word == "integer" { "number" } else { word };
                    data_too &= *kind.get_or_insert(word) == word;
                }
            }
        }
        Self { data_too }
    }

    /// Whether a name that is shown stands for any name.
    pub fn covers(self, key: &str) -> bool {
        is_stand_in(key) || (self.data_too && is_data(key))
    }
}

fn is_stand_in(key: &str) -> bool {
    let numbered = key.strip_prefix("additionalProp").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    is_bracketed(key) || numbered
}

fn is_data(key: &str) -> bool {
    let digits = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    // All of these have a hyphen, and nearly no name has one.
    digits || key.contains('-') && ["uuid", "date", "date-time"].iter().any(|format| has_format(format, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map_keys(text: &str) -> Vec<String> {
        let root = crate::json::read(text).expect("reads").root;
        let members = root.members().expect("an object");
        let keys = MapKeys::of(members.iter().map(|m| (m.key.as_str(), &m.value)));
        members.iter().filter(|m| keys.covers(&m.key)).map(|m| m.key.clone()).collect()
    }

    #[test]
    fn names_that_stand_for_any_name() {
        let id = "fe2a1a25-9c3f-4d0b-8a55-0d2b7a3f2b11";
        assert_eq!(map_keys(r#"{"<id>": 1, "{name}": 2, "total": 3, "additionalProp1": 4}"#).len(), 3);
        assert_eq!(map_keys(&format!(r##"{{"{id}": {{"a": 1}}, "@odata.type": "#x"}}"##)), [id]);
        assert_eq!(map_keys(r#"{"2024-05-01": 1, "2024-05-02": null}"#).len(), 2);
        assert_eq!(map_keys(r#"{"1": 1, "2": 2.5}"#).len(), 2);
        // Beside a fixed name, or of several kinds, they may well be fixed, too.
        assert_eq!(map_keys(r#"{"1": 1, "total": 2}"#), [""; 0]);
        assert_eq!(map_keys(r#"{"1": 1, "2": "x"}"#), [""; 0]);
        assert_eq!(map_keys(r#"{"a": 1}"#), [""; 0]);
    }
}
