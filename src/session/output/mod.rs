//! In: A run's record, records of earlier runs, findings with corrections, the folder of the pages.
//! Out: Written reports, one record merged from several, corrected pages, pages with what a service sent.
//! Start in `reports.rs`.

mod bless;
mod bless_disputes;
mod docs_root;
mod fix;
mod fragments;
mod merge;
mod merge_notes;
mod merge_results;
mod page_cache;
mod record_docs;
mod reports;
mod repository;
mod update;

pub use bless::{Blessing, Unblessed, bless};
pub use docs_root::DocsRoot;
pub use fix::{Fix, find_fixes};
pub use fragments::add_to_nextest_run;
pub use merge::{MergeError, Merged, history, merge_records, read_record, read_runs};
pub use record_docs::{NoExcerpts, RecordPlace};
pub use reports::{
    OpenReports, remove_old_reports, remove_own_reports, remove_unwritten_reports, remove_usual_reports,
};
pub use update::{add_coverage_of, add_findings_of, updated};
