//! In: A run's record, and the pages for what they document.
//! Out: One HTML file with all in it, which needs no network: the record as JSON, and a script that shows it.
//! Start in `page.rs`; what it shows is in `data.rs`, and how in `script.js`.

mod coverage;
mod data;
mod documented;
mod embedded_json;
mod page;
mod since;

pub use page::html;
