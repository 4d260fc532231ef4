//! `Annotation`: the facts that API Doctor's comment states about the fence below it.

use crate::contract::ResponseFacts;
use crate::text::Span;

/// What an annotation says the fence below it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockType {
    Request,
    Response,
    Resource,
    /// Left out on purpose.
    Ignored,
    /// Instances of a resource, or alternative URLs: documentation, not an exchange.
    Example,
    Samples,
    /// Known to API Doctor, without a meaning here.
    Other,
    /// Not a known type; reported already.
    Unknown,
}

/// An annotation of API Doctor, an HTML comment with a JSON object that has `blockType`; read tolerantly.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "the annotation has these keys, each independent of the others")]
pub(crate) struct Annotation {
    pub(crate) block_type: BlockType,
    /// The JSON object.
    pub(crate) span: Span,
    /// One name, or several where a response belongs to several requests.
    pub(crate) names: Vec<String>,
    /// Where the names are.
    pub(crate) names_span: Option<Span>,
    /// What it says about a response; about a resource: its type, and which of its properties may be absent or `null`.
    pub(crate) facts: ResponseFacts,
    /// It says `truncated: false`: the example is whole, whatever the prose says.
    pub(crate) is_whole: bool,
    /// It lists nullable properties, possibly none.
    pub(crate) lists_nullable: bool,
    pub(crate) base_type: Option<String>,
    pub(crate) open: bool,
    pub(crate) is_abstract: bool,
    pub(crate) key_property: Option<String>,
    pub(crate) opaque_url: bool,
    pub(crate) tags: Vec<String>,
    pub(crate) scopes: Vec<String>,
    /// It comes from a directive of doctrial.
    pub(crate) by_directive: bool,
}

impl Annotation {
    /// An annotation that says what the fence is, and nothing else about it.
    pub(crate) fn of_type(block_type: BlockType, span: Span) -> Self {
        Self {
            block_type,
            span,
            names: Vec::new(),
            names_span: None,
            facts: ResponseFacts::default(),
            is_whole: false,
            lists_nullable: false,
            base_type: None,
            open: false,
            is_abstract: false,
            key_property: None,
            opaque_url: false,
            tags: Vec::new(),
            scopes: Vec::new(),
            by_directive: false,
        }
    }
}
