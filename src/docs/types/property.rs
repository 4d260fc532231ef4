//! A row of a property table, with what its description says.

use super::possible_values::possible_values;
use super::prose;
use crate::contract::Property;
use crate::docs::wording::Prose;
use crate::text::Position;

/// A row with this name, type and description.
pub fn property(name: impl Into<String>, type_text: impl Into<String>, description: &str, place: Position) -> Property {
    let prose = Prose::new(description);
    Property {
        name: name.into(),
        type_text: type_text.into(),
        description: description.to_owned(),
        possible_values: possible_values(&prose),
        nullable: prose::nullable(&prose),
        required: prose::required(&prose),
        read_only: prose::read_only(&prose),
        place,
        relationship: false,
    }
}
