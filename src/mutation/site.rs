//! A place in the documented response's body, with everything the docs say about it.

use crate::contract::JsonPattern;
use crate::json::{Member, Node, Pointer, Value};
use crate::schema::Constraints;

/// A value in the documented response's body.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "the docs say each of these independently of the others")]
pub(super) struct Site<'s> {
    pub(super) at: Pointer,
    /// Spans are those of the response's body.
    pub(super) node: &'s Node,
    /// The member it is the value of.
    pub(super) member: Option<&'s Member>,
    /// The object or array around it.
    pub(super) around: Option<&'s Node>,
    pub(super) pattern: &'s JsonPattern,
    pub(super) constraints: Constraints,
    /// A member whose absence breaks the docs.
    pub(super) required: bool,
    /// The docs say that it can be `null`.
    pub(super) nullable: bool,
    /// An `OData` annotation, or a place below one: allowed whatever it is.
    pub(super) annotation: bool,
    /// Further members are allowed: the docs call the object's type, or a subtype of it, open.
    pub(super) open: bool,
    /// The user or a standard has expectations about this place, or one above or below it, that other values may break.
    pub(super) overridden: bool,
    /// The array that must be empty.
    pub(super) must_be_empty: bool,
}

impl<'s> Site<'s> {
    /// Whether the docs promise anything here: a value is shown, and it is the response's own.
    pub(super) fn is_promised(&self) -> bool {
        !self.annotation && !self.pattern.is_unspecified() && !self.must_be_empty && self.node.value != Value::Null
    }

    /// Whether only values of one kind were shown here: another kind breaks the docs.
    pub(super) fn is_of_one_kind(&self) -> bool {
        let pattern = self.pattern;
        let kinds = [pattern.scalar.is_some(), pattern.object.is_some(), pattern.array.is_some()];
        let one = kinds.into_iter().filter(|shown| *shown).count() == 1;
        self.is_promised() && one && self.constraints.kinds.as_ref().is_none_or(|kinds| kinds.len() < 2)
    }

    /// Whether an item may be here as well, where only values of one kind are shown: a `null`, where that is shown, too.
    pub(super) fn allows(&self, item: &Node) -> bool {
        item.value == Value::Null && (self.pattern.null || self.nullable)
    }

    /// The string, where one is shown and promised.
    pub(super) fn text(&self) -> Option<&'s str> {
        self.node.as_str().filter(|_| self.is_of_one_kind())
    }

    /// The string, if the docs promise that it has this format.
    pub(super) fn formatted(&self, format: &str) -> Option<&'s str> {
        self.text().filter(|_| self.constraints.format == Some(format))
    }

    /// The string, if any other would do as well.
    pub(super) fn free_text(&self) -> Option<&'s str> {
        let Constraints { kinds, format, members, bound } = &self.constraints;
        let free = format.is_none() && members.is_none() && !bound;
        let text = kinds.as_ref().is_none_or(|kinds| kinds.contains("string"));
        self.text().filter(|_| free && text)
    }

    /// The text of the number, where one is shown and promised.
    pub(super) fn number(&self) -> Option<&'s str> {
        match &self.node.value {
            Value::Number(number) if self.is_of_one_kind() => Some(number.text()),
            _ => None,
        }
    }

    /// The number, if it must be whole.
    pub(super) fn whole_number(&self) -> Option<&'s str> {
        self.number().filter(|_| self.is_only("integer"))
    }

    /// The number, if it may be a fraction.
    pub(super) fn fraction(&self) -> Option<&'s str> {
        self.number().filter(|_| self.is_only("number") && !self.constraints.bound)
    }

    fn is_only(&self, kind: &str) -> bool {
        self.constraints.kinds.as_ref().is_some_and(|kinds| kinds.len() == 1 && kinds.contains(kind))
    }

    /// The boolean, where one is shown and promised.
    pub(super) fn boolean(&self) -> Option<bool> {
        match self.node.value {
            Value::Bool(yes) if self.is_of_one_kind() => Some(yes),
            _ => None,
        }
    }

    /// Whether a string, number or boolean is shown and promised.
    pub(super) fn is_scalar(&self) -> bool {
        self.text().is_some() || self.number().is_some() || self.boolean().is_some()
    }

    /// The members, where an object is shown and promised.
    pub(super) fn members(&self) -> Option<&'s [Member]> {
        self.node.members().filter(|_| self.is_of_one_kind())
    }

    /// The items, where an array with items is shown and promised.
    pub(super) fn items(&self) -> Option<&'s [Node]> {
        self.node.items().filter(|items| self.is_of_one_kind() && !items.is_empty())
    }

    /// What the docs show of an item, where all items are of one kind.
    pub(super) fn item(&self) -> Option<&'s JsonPattern> {
        let item = self.pattern.array.as_ref().filter(|_| self.items().is_some())?.item.as_deref()?;
        let kinds = [item.scalar.is_some(), item.object.is_some(), item.array.is_some()];
        (!item.is_open() && !item.null && kinds.into_iter().filter(|shown| *shown).count() == 1).then_some(item)
    }
}
