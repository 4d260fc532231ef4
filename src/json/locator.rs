//! Finds many places of one document by their pointers.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Located, Member, Node, Pointer};

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
        pointer.tokens().try_fold(Located::of_root(self.root), |here, token| self.below(here, &token))
    }

    /// The pointer with each index of an array as `*`: the same place in every item.
    pub fn in_every_item(&self, pointer: &Pointer) -> Pointer {
        let mut here = Some(Located::of_root(self.root));
        let mut out = Pointer::root();
        for token in pointer.tokens() {
            let in_array = here.is_some_and(|here| here.node.items().is_some());
            out.push(if in_array { "*" } else { &token });
            here = here.and_then(|here| self.below(here, &token));
        }
        out
    }

    fn below(&self, here: Located<'n>, token: &str) -> Option<Located<'n>> {
        here.below_by(token, |members| self.member(here.node, members, token))
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
