//! In: A [`crate::record::RunRecord`], or the findings of a check.
//! Out: Bytes: a pure function for each format, in a file named like it (`ctrf.rs`); callers choose by `config::ReportKind`. Nothing else
//! writes reports.
//!
//! To add a format, write a function from `(&RunRecord, &Docs)` for runs, or `(&[Redacted<Finding>], &Docs)` for checks, to a
//! `String` or bytes, in a file (or folder) named like the format: `ctrf.rs`, `check/github.rs`. It does no IO, escapes
//! text from outside (`printable`, or as the format has it). Re-export it here, then call it where formats are
//! chosen: `session::OpenReports` for reports of runs (`config::ReportKind` names them), `cli/commands/check.rs` for
//! `check --format`.

mod atomic_file;
mod cause;
mod check;
mod code_quality;
mod compare;
mod ctrf;
mod destination;
mod docs;
mod drift;
mod fingerprint;
#[cfg(feature = "cli")]
mod har;
mod history;
mod html;
mod junit;
mod markdown;
mod moved;
mod printable;
mod printable_writer;
mod report_path;
mod rewrite;
mod rules_page;
mod run_github;
mod run_sarif;
mod stream;
mod summary;
mod tap;
mod terminal;
mod workflow_commands;

pub use atomic_file::{WriteError, write_atomically};
pub use cause::cause_of_break;
pub use check::{Counts, FenceLine, Fences, github, json_lines, sarif};
pub use code_quality::code_quality;
pub use compare::comparison;
pub use ctrf::ctrf;
pub use destination::Sink;
pub use docs::{Docs, InRepository, PageText};
#[cfg(feature = "cli")]
pub(crate) use har::har;
pub use history::{Comparison, History};
pub use html::html;
pub use junit::{JunitError, junit, junit_parts, strict_junit};
pub use markdown::markdown;
pub use printable_writer::PrintableWriter;
pub use report_path::{remove_old_report, remove_own_report, remove_report_that_names_doctrial, target_of};
pub use rewrite::rewrite;
pub use rules_page::{level_name, rules_page};
pub use run_github::run_github;
pub use run_sarif::run_sarif;
pub use summary::summary;
pub use tap::tap;
pub use terminal::{
    Detail, Palette, last_line, render_case_of_run, render_coverage, render_failed_steps, render_failures,
    render_finding, render_finding_line, render_summary, terminal,
};
pub use workflow_commands::without_workflow_commands;
