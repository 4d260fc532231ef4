//! In: A [`crate::record::RunRecord`], or the findings of a check.
//! Out: Bytes. Pure renderers, one file per format, and the one place that writes files.

mod atomic;
mod case;
mod check;
mod clean;
mod docs;
mod finding;
mod junit;
mod palette;
pub(crate) mod rules_page;
mod skips;
mod summary;
pub(crate) mod terminal;

pub use atomic::{WriteError, write_atomically};
pub use case::render_case;
pub use check::{Counts, github, json_lines, sarif};
pub use docs::{Docs, PageText};
pub use finding::{render_finding, render_finding_line};
pub use junit::{JunitError, junit};
pub use palette::Palette;
pub use rules_page::{level_name, rules_page};
pub use summary::render_summary;
pub use terminal::terminal;
