//! In: The pages of a docs folder.
//! Out: [`Example`]s, [`crate::contract::Resource`]s and findings ([`PageDocs`]), read through dialects. Knows no JSON Schema and sends nothing.
//! Start in `page.rs`: one page, step by step (`files`, `markdown`, `outline`, `dialect` with `pairing`, `types`, `lint`).

mod account;
mod annotation;
mod dialect;
mod edits;
mod error;
mod example;
mod fence_outcome;
mod files;
mod include;
mod lint;
mod markdown;
mod messages;
mod outline;
mod page;
mod page_docs;
mod page_limits;
mod pairing;
mod parallel;
mod read_file;
mod read_limit;
mod read_options;
mod scan;
mod single_request;
mod stated_routes;
mod types;
mod unreadable_body;
mod unused_names;
mod wording;

pub(crate) use crate::docs::files::page_name::is_page;
pub use account::{AccountLine, account};
pub use annotation::item_type::item_type;
pub use edits::json_edits;
pub use error::DocsError;
pub use example::{DocRequest, DocResponse, Example, Shown};
pub use fence_outcome::{FenceCounts, FenceOutcome, FenceRecord, OtherClient};
pub use files::docs_folder::DocsFolder;
pub use files::file_problem::{FileProblem, UnreadFile};
pub use files::find_pages::{Pages, find_pages};
pub use files::load_page::{LoadedPage, load_page, page_of};
pub use include::is_included;
pub use markdown::blocks::options as markdown_options;
pub(crate) use messages::paths::matches_path;
pub use page::read_page;
pub use page_docs::{Include, PageDocs};
pub use read_file::read_file;
pub use read_limit::ReadLimit;
pub use read_options::ReadOptions;
pub use scan::scan;
pub use single_request::read_request;
pub use types::property::property;
pub use types::prose::ignore_remarks;
pub use types::type_index::{TypeEntry, TypeIndex, type_index, type_index_with};
pub(crate) use unreadable_body::{unreadable_body, without_texts};
pub use unused_names::{names_example, sources_used, unused_name};
