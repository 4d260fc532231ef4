use crate::json::{Node, Pointer, Value};

/// A place in a documented body.
pub(super) struct NodeAt<'n> {
    /// The value.
    pub(super) node: &'n Node,
    /// Byte offset of its member's name; of the value where it has none.
    pub(super) at: usize,
    /// The name of the nearest member around.
    pub(super) key: String,
}

/// What stands at `pointer`; `None` where nothing is shown.
pub(super) fn node_at<'n>(root: &'n Node, pointer: &Pointer) -> Option<NodeAt<'n>> {
    let mut here = NodeAt { node: root, at: root.start, key: String::new() };
    for token in pointer.tokens() {
        here = match &here.node.value {
            Value::Object { members, .. } => {
                let member = members.iter().rev().find(|member| member.key == token)?;
                NodeAt { node: &member.value, at: member.key_start, key: token }
            }
            Value::Array { items, .. } => {
                let item = items.get(token.parse::<usize>().ok()?)?;
                NodeAt { node: item, at: item.start, key: here.key }
            }
            _ => return None,
        };
    }
    Some(here)
}

/// The pointer with each index of an array as `*`: the same place in every item.
pub(super) fn in_every_item(root: &Node, pointer: &Pointer) -> Pointer {
    let (mut at, mut out) = (Pointer::root(), Pointer::root());
    for token in pointer.tokens() {
        let in_array = node_at(root, &at).is_some_and(|here| here.node.items().is_some());
        out = out.join(if in_array { "*" } else { &token });
        at = at.join(&token);
    }
    out
}
