//! In: The pages of a docs folder.
//! Out: [`Example`]s, [`Resource`]s and findings ([`PageDocs`]), read through dialects. Knows no JSON Schema and sends nothing.

mod account;
mod annotation;
mod dialect;
mod error;
mod example;
mod include;
mod lint;
mod markdown;
mod messages;
mod outline;
mod page;
mod page_docs;
mod pages;
mod pairing;
mod parallel;
mod scan;
mod types;

pub use account::{Account, FenceOutcome, FenceRecord};
pub use annotation::annotation::item_type;
pub use annotation::edits::json_edits;
pub use error::DocsError;
pub use example::{DocRequest, DocResponse, Example};
pub use include::{Include, is_included};
pub use markdown::parse::options as markdown_options;
pub use page::read_page;
pub use page_docs::PageDocs;
pub use pages::{Pages, find_pages, load_page};
pub use scan::scan;
pub use types::property::property;
pub use types::prose::ignore_remarks;
pub use types::type_index::{TypeEntry, TypeIndex, type_index};
