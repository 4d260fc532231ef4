//! `PageDocs`: everything that was read from one page.

use super::{Example, FenceRecord};
use crate::contract::{EnumTable, HeaderRow, Property, Resource, StatedRoute};
use crate::directive::PageDirective;
use crate::finding::Finding;
use crate::text::{Location, Position};

/// All that was read from one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageDocs {
    /// The page's path relative to the docs root.
    pub path: String,
    /// The first H1, if any.
    pub title: Option<String>,
    /// The request/response pairs, in page order of the response.
    pub examples: Vec<Example>,
    /// Commands without a response: what a reader who follows the page does in between. They promise nothing.
    pub steps: Vec<Example>,
    /// The documented types.
    pub resources: Vec<Resource>,
    /// The prose says that a type of the page inherits from another one, and its annotation does not say from which.
    pub unnamed_base: bool,
    /// The enum tables.
    pub enums: Vec<EnumTable>,
    /// Property tables of a page without a resource block (an operation's "Request body" or "Response" table).
    pub properties: Vec<Property>,
    /// The "Request headers" table.
    pub headers: Vec<HeaderRow>,
    /// The scopes of the "Permissions" table, without `TODO` and "Not supported" cells.
    pub permissions: Vec<String>,
    /// What directives say about the whole page, in page order.
    pub directives: Vec<(PageDirective, Location)>,
    /// The directives of the settings that say what a fence of the page is, by their location.
    pub expects_used: Vec<Location>,
    /// The files the page includes.
    pub includes: Vec<Include>,
    /// What is wrong with the page.
    pub findings: Vec<Finding>,
    /// The routes that the page states, with an example or without; where they are asked for.
    pub routes: Vec<StatedRoute>,
    /// One entry for each HTTP-looking fence.
    pub fences: Vec<FenceRecord>,
}

/// A file that a page includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The path as written: from the page's folder, or from the root where it begins with `/` or `~/`.
    pub path: String,
    /// Where it is included.
    pub place: Position,
}
