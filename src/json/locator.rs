//! Finds many places of one document by their pointers.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Located, Member, Node, Pointer, Value};

/// Finds many places of one document. The members of a large object are indexed when one of them is first asked for.
pub struct Locator<'n> {
    root: &'n Node,
    /// By the address of the object, the last member of each name.
    members: RefCell<HashMap<*const Node, HashMap<&'n str, usize>>>,
}

/// Objects with fewer members are looked through each time.
const LARGE: usize = 16;

impl<'n> Locator<'n> {
    /// For the document with this root.
    pub fn new(root: &'n Node) -> Self {
        Self { root, members: RefCell::default() }
    }

    /// As [`Node::locate`].
    pub fn locate(&self, pointer: &Pointer) -> Option<Located<'n>> {
        let mut here = Located { node: self.root, start: self.root.start, key: "" };
        for token in pointer.tokens() {
            here = self.below(here, &token)?;
        }
        Some(here)
    }

    /// The pointer with each index of an array as `*`: the same place in every item.
    pub fn in_every_item(&self, pointer: &Pointer) -> Pointer {
        let mut here = Some(Located { node: self.root, start: self.root.start, key: "" });
        let mut out = Pointer::root();
        for token in pointer.tokens() {
            let in_array = here.is_some_and(|here| here.node.items().is_some());
            out.push(if in_array { "*" } else { &token });
            here = here.and_then(|here| self.below(here, &token));
        }
        out
    }

    fn below(&self, here: Located<'n>, token: &str) -> Option<Located<'n>> {
        match &here.node.value {
            Value::Object { members, .. } => {
                let member = self.member(here.node, members, token)?;
                Some(Located { node: &member.value, start: member.key_start, key: &member.key })
            }
            Value::Array { items, .. } => {
                let item = items.get(token.parse::<usize>().ok()?)?;
                Some(Located { node: item, start: item.start, key: here.key })
            }
            _ => None,
        }
    }

    fn member(&self, object: &'n Node, members: &'n [Member], key: &str) -> Option<&'n Member> {
        if members.len() < LARGE {
            return members.iter().rev().find(|member| member.key == key);
        }
        let mut indexed = self.members.borrow_mut();
        let by_name = indexed
            .entry(std::ptr::from_ref(object))
            .or_insert_with(|| members.iter().enumerate().map(|(at, member)| (member.key.as_str(), at)).collect());
        by_name.get(key).map(|&at| &members[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    #[test]
    fn places_are_those_that_the_document_gives_itself() {
        let many: Vec<String> = (0..40).map(|at| format!("\"k{}\": [{{\"a\": {at}}}]", at % 30)).collect();
        let document = read(&format!("{{{}}}", many.join(", "))).expect("JSON");
        let locator = Locator::new(&document.root);
        for pointer in ["", "/k3", "/k3/0", "/k3/0/a", "/k29/0/a", "/k3/1", "/x", "/k3/0/a/b"].map(Pointer::parse) {
            let place =
                |located: Option<Located<'_>>| located.map(|here| (here.start, here.node.end, here.key.to_owned()));
            assert_eq!(place(locator.locate(&pointer)), place(document.root.locate(&pointer)), "{pointer}");
        }
        assert_eq!(locator.in_every_item(&Pointer::parse("/k3/0/0")).as_str(), "/k3/*/0");
    }
}
