//! In: What pages and directives say, already read.
//! Out: The data that every later stage shares: [`Case`] with its [`RequestTemplate`] and [`Expectation`], [`DocumentedBody`], [`JsonPattern`], [`Resource`].
//! Start in `case.rs`.

mod body_layout;
mod case;
mod case_matcher;
mod case_requests;
mod dialect;
mod documented_body;
mod documented_type;
mod field;
mod field_row;
mod listed_members;
mod map_places;
mod pattern;
mod remark_kind;
mod response_facts;
mod spelling;
mod stated_operations;
mod stated_route;
#[cfg(test)]
pub(crate) mod testing;
mod whole_placeholder;

pub use body_layout::{BodyKind, JsonLayout, is_bracketed_text};
pub use case::{Case, Expectation, RequestTemplate};
pub use dialect::Dialect;
pub use documented_body::DocumentedBody;
pub use documented_type::{EnumMember, EnumTable, Property, Resource, TableSubject};
pub use field::{Field, HeaderRow, content_type, documented_media_type};
pub use field_row::{DescribedLevel, FieldRow, described_level};
pub(crate) use pattern::MOST_NAMES;
pub use pattern::{
    ArrayPattern, JsonPattern, KindsOfItems, MemberPattern, ObjectPattern, RowLength, ScalarPattern, kinds_of_items,
};
pub use remark_kind::RemarkKind;
pub use response_facts::ResponseFacts;
pub use stated_operations::StatedOperations;
pub use stated_route::StatedRoute;
pub use whole_placeholder::{OUTPUT_OF, STANDARD_INPUT, is_command_input, is_left_out, whole_placeholder};
