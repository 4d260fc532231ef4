//! Which pattern an item of a documented array has.

use super::json_pattern::{ArrayPattern, JsonPattern, UnionPattern};
use crate::json::Node;

impl ArrayPattern {
    /// The pattern of the item at a position, or of any item.
    pub fn at(&self, position: Option<usize>) -> Option<&JsonPattern> {
        position.and_then(|at| self.columns.get(at)).or(self.item.as_deref())
    }

    /// What an item of the array `items` must be: by its column, by what it says it is, or as any item.
    pub fn item_of(&self, position: usize, items: &[serde_json::Value]) -> Option<&JsonPattern> {
        let kind = |member: &str| items.get(position)?.get(member)?.as_str();
        self.item_by(position, items.len(), kind)
    }

    /// The same of a documented array.
    pub fn item_of_node(&self, position: usize, items: &[Node]) -> Option<&JsonPattern> {
        let kind = |member: &str| items.get(position)?.get(member)?.as_str();
        self.item_by(position, items.len(), kind)
    }

    fn item_by<'v>(
        &self,
        position: usize,
        length: usize,
        kind: impl Fn(&str) -> Option<&'v str>,
    ) -> Option<&JsonPattern> {
        let column = if length == self.columns.len() { self.columns.get(position) } else { None };
        let variant = || self.union.as_ref().and_then(|union| union.variant(kind(&union.member)?));
        column.or_else(variant).or(self.item.as_deref())
    }
}

impl UnionPattern {
    /// The pattern of the items of a kind; `None` where the docs show none.
    pub fn variant(&self, kind: &str) -> Option<&JsonPattern> {
        self.variants.iter().find(|(known, _)| known == kind).map(|(_, pattern)| pattern)
    }
}
