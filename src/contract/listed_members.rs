//! Members that the docs list by name: those that may be absent (`optional`), those that may be `null` (`nullable`).

use super::{Expectation, JsonPattern};
use crate::json::Pointer;

/// An entry of such a list, as far as it is about a part of the body.
///
/// A name is one of the documented resource: of the body, of what it wraps, or of an item of the collection; where the
/// example shows no such member there, of any member below it; `*` is every member of the resource. A path (`home/phone`,
/// `pets/*/age`) leads there from the resource, and `*` for items may be omitted. A JSON Pointer (`/pets/*/age`) may also begin at the body.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry<'e> {
    Name(&'e str),
    Path(Vec<String>),
}

impl<'e> Entry<'e> {
    fn new(text: &'e str) -> Self {
        if text.starts_with('/') {
            return Self::Path(Pointer::parse(text).tokens().collect());
        }
        if is_path(text) { Self::Path(text.split('/').map(str::to_owned).collect()) } else { Self::Name(text) }
    }
}

/// Whether an entry is more than the name of a member.
fn is_path(entry: &str) -> bool {
    entry.contains('/') || entry == "*"
}

/// A step down into a map: it has members of any name.
const ANY_NAME: &str = "<any>";
/// A step down to the items that are shown, of which an entry may be about one alone (`/pets/0/age`).
const ANY_ITEM: &str = "<item>";

impl Expectation {
    /// Whether the docs say that the member at `path`, from the root of the body, may be absent although it is shown. Items
    /// are indices, or `*`.
    pub fn may_be_absent(&self, path: &[&str]) -> bool {
        self.facts.optional.iter().any(|entry| self.is_listed(entry, path))
    }

    /// Whether the docs say that the member at `path` may be `null`.
    pub fn may_be_null(&self, path: &[&str]) -> bool {
        self.facts.nullable.iter().any(|entry| self.is_listed(entry, path))
    }

    /// Whether an entry of a list is about a member that the documented body shows.
    pub fn shows_listed(&self, entry: &str) -> bool {
        self.pattern().is_some_and(|pattern| self.shows_below(entry, pattern, &mut Vec::new()))
    }

    /// The member that an entry of a list is about in the documented resource, if it is a direct one, or the path to it.
    pub fn listed_path(entry: &str) -> Vec<String> {
        match Entry::new(entry) {
            Entry::Name(name) => vec![name.to_owned()],
            Entry::Path(path) => path,
        }
    }

    fn pattern(&self) -> Option<&JsonPattern> {
        let body = self.body.as_ref()?;
        body.pattern_as(body.json_layout(self.media_type().as_ref())?)
    }

    fn shows_below<'p>(&self, entry: &str, pattern: &'p JsonPattern, path: &mut Vec<&'p str>) -> bool {
        let object = pattern.object.iter();
        let members = object.clone().flat_map(|object| &object.members).map(|m| (m.key.as_str(), &m.pattern));
        let others = object.filter_map(|object| object.map_value.as_deref()).map(|value| (ANY_NAME, value));
        let items = pattern.array.iter().filter_map(|array| array.item.as_deref()).map(|item| (ANY_ITEM, item));
        members.chain(others).chain(items).any(|(token, below)| {
            path.push(token);
            let shown = self.is_listed(entry, path) || self.shows_below(entry, below, path);
            path.pop();
            shown
        })
    }

    fn is_listed(&self, entry: &str, path: &[&str]) -> bool {
        // Nearly all entries are names, and of other members.
        if path.last() != Some(&entry) && !is_path(entry) {
            return false;
        }
        let mut starts = self.resources(path);
        match Entry::new(entry) {
            Entry::Path(tokens) => starts.any(|start| leads_to(&tokens, &path[start..])),
            Entry::Name(name) => {
                path.last() == Some(&name)
                    && (starts.any(|start| start + 1 == path.len()) || !self.resource_shows(name))
            }
        }
    }

    /// At which tokens of a path the documented resource may begin.
    fn resources(&self, path: &[&str]) -> impl Iterator<Item = usize> + use<> {
        let wrapped = path.first() == Some(&self.facts.collection_property.as_str());
        let is_item = |at: usize| path.get(at).is_some_and(|token| is_item(token));
        let starts = [Some(0), is_item(0).then_some(1), wrapped.then_some(1), (wrapped && is_item(1)).then_some(2)];
        starts.into_iter().flatten()
    }

    /// Whether the example shows a member of that name in the resource itself.
    fn resource_shows(&self, name: &str) -> bool {
        let Some(root) = self.pattern() else { return false };
        let wrapped = root.object.as_ref().and_then(|object| object.member(&self.facts.collection_property));
        let bodies = [Some(root), wrapped.map(|member| &member.pattern)];
        bodies.into_iter().flatten().any(|pattern| {
            let item = pattern.array.as_ref().and_then(|array| array.item.as_deref());
            let objects = [Some(pattern), item].into_iter().flatten().filter_map(|pattern| pattern.object.as_ref());
            objects.clone().any(|object| object.member(name).is_some())
        })
    }
}

/// Whether the tokens of an entry lead along a path: `*` stands for any name or item, and items may be omitted.
fn leads_to(tokens: &[String], path: &[&str]) -> bool {
    let Some((step, below)) = path.split_first() else { return tokens.is_empty() };
    let is_taken_by =
        |token: &str| token == "*" || token == *step || *step == ANY_NAME || *step == ANY_ITEM && is_item(token);
    let taken = tokens.split_first().is_some_and(|(token, rest)| is_taken_by(token) && leads_to(rest, below));
    taken || is_item(step) && leads_to(tokens, below)
}

fn is_item(token: &str) -> bool {
    matches!(token, "*" | ANY_ITEM) || (!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing;
    use crate::text::SourceText;

    fn expectation(body: &str, optional: &str) -> Expectation {
        let mut expectation = testing::case().expectation;
        expectation.body = Some(SourceText::new(body, 1, &[]).into());
        expectation.facts.optional = vec![optional.to_owned()];
        expectation
    }

    #[test]
    fn members_are_listed_by_name_by_path_and_by_pointer() {
        let owner = r#"{"id": 7, "home": {"city": "G", "phone": "1"}, "pets": [{"name": "M", "age": 2}]}"#;
        let listed = format!(r#"{{"value": [{owner}]}}"#);
        for (body, entry, path, may) in [
            (owner, "id", &["id"][..], true),
            (owner, "phone", &["home", "phone"], true),
            (owner, "home/phone", &["home", "phone"], true),
            (owner, "/home/phone", &["home", "phone"], true),
            (owner, "/pets/*/age", &["pets", "3", "age"], true),
            (owner, "pets/age", &["pets", "3", "age"], true),
            (owner, "age", &["pets", "0", "age"], true),
            (owner, "id", &["home", "id"], false),
            (owner, "home/phone", &["phone"], false),
            (owner, "home", &["home", "phone"], false),
            (&listed, "home/phone", &["value", "0", "home", "phone"], true),
            (&listed, "/value/*/home/phone", &["value", "0", "home", "phone"], true),
            (&listed, "id", &["value", "0", "id"], true),
            (&listed, "id", &["value", "0", "home", "id"], false),
            (owner, "*", &["home"], true),
            (owner, "*", &["home", "phone"], false),
            (&listed, "*", &["value", "0", "home"], true),
            (owner, "/pets/0/age", &["pets", "0", "age"], true),
            (owner, "/pets/0/age", &["pets", "1", "age"], false),
        ] {
            assert_eq!(expectation(body, entry).may_be_absent(path), may, "{entry} {path:?}");
        }
    }

    #[test]
    fn an_entry_is_shown_or_has_no_effect() {
        let body = r#"{"home": {"phone": "1"}, "pets": [{"age": 2}], "labels": {"<name>": {"text": "x"}}}"#;
        let shown = |entry: &str| expectation(body, entry).shows_listed(entry);
        for entry in
            ["home", "phone", "pets/*/age", "/home/phone", "labels/any/text", "text", "*", "/pets/0/age", "pets/7/age"]
        {
            assert!(shown(entry), "{entry}");
        }
        for entry in ["fax", "home/fax", "/phone", "pets/phone", "/pets/0/fax", "home/0/phone", ""] {
            assert!(!shown(entry), "{entry}");
        }
    }
}
