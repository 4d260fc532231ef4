//! Markdown -> [`Example`]s and [`Resource`]s, through dialects. Knows no JSON Schema and sends nothing.

mod account;
mod annotation;
mod block;
mod comment;
mod curl;
mod dialect;
mod error;
mod example;
mod lost_fence;
mod markdown;
mod mend;
mod message;
mod page;
mod page_docs;
mod pages;
mod pair;
mod parallel;
mod piece;
mod pieces;
mod possible_values;
mod resource;
mod scan;
mod start_line;
mod tables;
mod type_index;

use pair::same_example;

pub use account::{Account, Fate, FenceFate};
pub use dialect::Dialect;
pub use error::DocsError;
pub use example::{DocRequest, DocResponse, Example, Field};
pub use markdown::options as markdown_options;
pub use page::read_page;
pub use page_docs::PageDocs;
pub use pages::{Pages, find_pages, load_page};
pub use resource::{EnumMember, EnumTable, HeaderRow, Property, Resource};
pub use scan::scan;
pub use type_index::{TypeEntry, TypeIndex, type_index};
