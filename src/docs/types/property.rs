//! A row of a property table, with what its description says.

use std::sync::LazyLock;

use super::possible_values::possible_values;
use super::prose;
use crate::contract::{Property, TableSubject};
use crate::docs::wording::{Prose, Topic, TopicGroup};
use crate::text::Position;

/// What descriptions say about a member; most say nothing.
static REMARKS: LazyLock<TopicGroup> = LazyLock::new(|| {
    TopicGroup::of(&[
        Topic::PossibleValues,
        Topic::CombinableValues,
        Topic::OneOfValues,
        Topic::EitherValue,
        Topic::NeverNull,
        Topic::MayBeNull,
        Topic::RequiredRemark,
        Topic::ReadOnlyRemark,
    ])
});

/// A row with this name, type and description.
pub fn property(name: impl Into<String>, type_text: impl Into<String>, description: &str, place: Position) -> Property {
    let prose = Prose::new(description);
    let row = Property {
        name: name.into(),
        type_text: type_text.into(),
        description: description.to_owned(),
        possible_values: Vec::new(),
        combinable: false,
        nullable: None,
        required: false,
        read_only: false,
        place,
        relationship: false,
        subject: TableSubject::Any,
    };
    if !REMARKS.may_be_in(&prose) {
        return row;
    }
    Property {
        possible_values: possible_values(&prose),
        combinable: prose.mentions(Topic::CombinableValues),
        nullable: prose::nullable(&prose),
        required: prose::required(&prose),
        read_only: prose::read_only(&prose),
        ..row
    }
}
