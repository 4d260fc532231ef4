//! In: A run, a case or a finding, and a [`Palette`].
//! Out: Text for a reader, as compilers show theirs.
//! Start in `run.rs`; a case is shown in `case.rs`, with its difference, which `judge/body/json/difference.rs` lays out.

mod case;
mod causes;
mod coverage;
mod failures;
mod finding;
mod page_excerpt;
mod palette;
mod run;
mod skips;
mod summary;
mod wrapped_lines;

pub(super) use case::render_case;
pub use case::render_case_of_run;
pub use coverage::render_coverage;
pub use failures::{Detail, render_failures};
pub use finding::{render_finding, render_finding_line};
pub use palette::Palette;
pub use run::terminal;
pub use summary::{last_line, render_failed_steps, render_summary};
