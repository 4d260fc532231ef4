//! Objects of a documented body whose member names are data, as a directive or the prose says.

use super::{Case, DocumentedBody};
use crate::directive::Matcher;
use crate::json::{Node, Pointer, Value};

impl Case {
    /// Reads the documented body so that the names of members are data wherever a directive or the prose says so.
    pub fn mark_maps(&mut self) {
        let maps = self.overrides.body.iter().filter(|assertion| assertion.matcher == Matcher::Map(true));
        let places: Vec<Vec<String>> = maps.map(|assertion| assertion.place.tokens().collect()).collect();
        for response in std::iter::once(&mut self.expectation).chain(&mut self.alternatives) {
            let in_prose = response.facts.maps.iter().map(|place| Pointer::parse(place).tokens().collect());
            let places: Vec<Vec<String>> = places.iter().cloned().chain(in_prose).collect();
            if let Some(body) = response.body.as_mut().filter(|_| !places.is_empty()) {
                *body = with_maps(body, &places);
            }
        }
    }
}

fn with_maps(body: &DocumentedBody, places: &[Vec<String>]) -> DocumentedBody {
    let Ok(document) = body.json() else { return body.clone() };
    let mut document = document.clone();
    for place in places {
        mark(&mut document.root, place);
    }
    body.reading_as(document)
}

/// Makes each name of the objects at a place one that stands for any name; `*` leads to every item or member.
fn mark(node: &mut Node, place: &[String]) {
    match (&mut node.value, place.split_first()) {
        (Value::Object { members, .. }, None) => {
            for member in members.iter_mut().filter(|member| !member.key.starts_with(['@', '<'])) {
                member.key = format!("<{}>", member.key);
            }
        }
        (Value::Object { members, .. }, Some((token, below))) => {
            for member in members.iter_mut().filter(|member| token == "*" || member.key == *token) {
                mark(&mut member.value, below);
            }
        }
        (Value::Array { items, .. }, Some((token, below))) => {
            for (index, item) in items.iter_mut().enumerate() {
                if token == "*" || *token == index.to_string() {
                    mark(item, below);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn any_name_may_come_where_names_are_data() {
        let text = r#"{"id": 1, "boxes": [{"labels": {"team": {"n": 1}, "tier": {"n": 2}}}]}"#;
        let body: DocumentedBody = SourceText::new(text, 1, &[]).into();
        let place = ["boxes", "*", "labels"].map(str::to_owned).to_vec();
        let marked = with_maps(&body, &[place]);
        let (under, exact) = marked.pattern().expect("JSON").nearest(&Pointer::parse("/boxes/0/labels/colour/n"));
        assert!(exact && under.describe() == "an integer");
        assert_eq!(marked.text(), text);
        assert!(!body.pattern().expect("JSON").nearest(&Pointer::parse("/boxes/0/labels/colour")).1);
        let (fixed, exact) = marked.pattern().expect("JSON").nearest(&Pointer::parse("/other"));
        assert!(!exact && fixed.object.is_some());
    }
}
