//! The pattern of a place in a body.

use super::json_pattern::JsonPattern;
use crate::json::Pointer;

impl JsonPattern {
    /// The pattern at `pointer`, or of the nearest place above it that is documented; indices lead to the item pattern.
    /// The flag: it is the place itself.
    pub fn nearest(&self, pointer: &Pointer) -> (&Self, bool) {
        let mut here = self;
        for token in pointer.tokens() {
            match here.child(&token) {
                Some(child) => here = child,
                None => return (here, false),
            }
        }
        (here, true)
    }

    fn child(&self, token: &str) -> Option<&Self> {
        let member = self.object.as_ref().and_then(|object| object.at(token));
        let item = || self.array.as_ref().filter(|_| is_index(token)).and_then(|array| array.at(token.parse().ok()));
        member.or_else(item)
    }
}

fn is_index(token: &str) -> bool {
    token == "*" || (!token.is_empty() && token.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    fn pattern(text: &str) -> JsonPattern {
        JsonPattern::new(&read(text).expect("reads").root)
    }

    #[test]
    fn a_place_the_docs_do_not_show_leads_to_the_nearest_one_above() {
        let text = r#"{"value": [{"id": 1}]}"#;
        let pattern = pattern(text);
        let (near, exact) = pattern.nearest(&Pointer::parse("/value/4/id"));
        assert!(exact);
        assert!(text[near.at..].starts_with("\"id\""));
        let (near, exact) = pattern.nearest(&Pointer::parse("/value/4/other/deep"));
        assert!(!exact && text[near.at..].starts_with(r#"{"id""#));
    }
}
