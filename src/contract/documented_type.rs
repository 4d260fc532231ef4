//! A type as pages document it: a resource block, and the rows of its property tables.

use serde::{Deserialize, Serialize};

use super::DocumentedBody;
use crate::text::Position;

/// A documented type: a `resource` block with what the page's tables say about its properties.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "the annotation has these keys, each independent of the others")]
pub struct Resource {
    /// The full type name, `microsoft.graph.user`; no leading `#`.
    pub name: String,
    /// The page it is on.
    pub page: String,
    /// 1-based line of the fence's opening.
    pub line: u32,
    /// The block's JSON, as written; words for types, enums and references are in place of values.
    pub body: DocumentedBody,
    /// The type it inherits from.
    pub base_type: Option<String>,
    /// The type it inherits from by the page's prose; for pages whose annotation does not say.
    pub prose_base: Option<String>,
    /// Further members are allowed.
    pub open: bool,
    /// Never itself the type of a response.
    pub is_abstract: bool,
    /// The property that identifies an item.
    pub key_property: Option<String>,
    /// Properties that may be absent.
    pub optional: Vec<String>,
    /// Properties that may be `null`; `None` where the annotation has no such list.
    pub nullable: Option<Vec<String>>,
    /// The rows of the page's property and relationship tables, in page order.
    pub properties: Vec<Property>,
}

/// A row of a property table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "a description says each of them, independent of the others")]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// The name, markup stripped.
    pub name: String,
    /// The type cell as text, links reduced to their label: `String collection`, `Collection(identity)`, `inferenceData`.
    /// Empty where the table has no such column.
    pub type_text: String,
    /// The description as text.
    pub description: String,
    /// Members listed after "Possible values are", in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible_values: Vec<String>,
    /// The description says that they are flags: a value is any number of them, joined by commas.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub combinable: bool,
    /// Whether the description says that the value can be `null`, or that it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nullable: Option<bool>,
    /// The row says "Required": for requests that create such a thing, not for every response.
    #[serde(default)]
    pub required: bool,
    /// The description says "Read-only": only the service sets it.
    #[serde(default)]
    pub read_only: bool,
    /// Where the name is.
    pub place: Position,
    /// From a relationships table: a navigation property, not part of a response unless it is asked for.
    #[serde(default)]
    pub relationship: bool,
    /// Which part of an exchange the row is about.
    #[serde(default, skip_serializing_if = "TableSubject::is_any")]
    pub subject: TableSubject,
}

/// Which part of an exchange a table is about, by the words above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableSubject {
    /// The words do not say.
    #[default]
    Any,
    /// The path, the query or the header fields: no body.
    #[serde(rename = "head")]
    HeaderOrUrl,
    /// Any part of the request.
    Request,
    /// The body that is sent.
    RequestBody,
    /// What comes back.
    Response,
}

impl TableSubject {
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_any(&self) -> bool {
        *self == Self::Any
    }

    /// Whether a row may describe a member of the body of a request.
    pub fn may_be_sent(self) -> bool {
        !matches!(self, Self::HeaderOrUrl | Self::Response)
    }

    /// Whether a row may describe a member of the body of a response.
    pub fn may_come_back(self) -> bool {
        matches!(self, Self::Any | Self::Response)
    }
}

/// A table of enum members (`Member|Value|Description` and the like).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumTable {
    /// The enum's name: from the heading above (`### importance values`), else the page's title.
    pub name: String,
    /// The page it is on.
    pub page: String,
    /// Where the table starts.
    pub place: Position,
    /// The members in order.
    pub members: Vec<EnumMember>,
}

/// A member of an enum table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumMember {
    /// As written on the wire.
    pub name: String,
    /// Where it is.
    pub place: Position,
}
