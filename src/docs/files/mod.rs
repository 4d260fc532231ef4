//! In: A docs folder.
//! Out: The paths and texts of its pages, and findings about files that cannot be read. Nothing else reads pages, and nothing outside the docs is read.
//! Start in `find_pages.rs`.

pub(crate) mod docs_folder;
pub(crate) mod file_problem;
pub(crate) mod find_pages;
pub(crate) mod load_page;
pub(crate) mod page_name;
pub(in crate::docs) mod read_bytes;
