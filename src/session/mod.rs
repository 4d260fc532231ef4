//! In: Settings and what the entry points ask for.
//! Out: Loaded cases, a finished run, written reports: the only module that knows the whole order.
//! Start in `load/loaded_cases.rs`, then `run/plan.rs` and `run/pool.rs`, then `output/reports.rs`.

mod baseline;
mod error;
mod load;
mod order;
mod output;
mod plain_path;
mod run;
mod state_store;

pub use baseline::{BaselineChange, BaselineError, update_baseline};
pub use error::SessionError;
pub use load::{
    AccountLine, ChangedError, GivenPage, LoadOptions, LoadedCases, Selection, SelectionError, last_run, load_account,
    load_cases, load_contract, shard_of,
};
pub use order::Sequences;
pub use output::{
    Blessing, DocsRoot, Fix, MergeError, Merged, NoExcerpts, OpenReports, RecordPlace, Unblessed, add_coverage_of,
    add_findings_of, add_to_nextest_run, bless, find_fixes, history, merge_records, read_record, read_runs,
    remove_old_reports, remove_own_reports, remove_unwritten_reports, remove_usual_reports, updated,
};
#[cfg(feature = "cli")]
pub(crate) use run::read_recording;
pub use run::{
    ARRIVED_LATE, Documented, Exchanges, Interrupt, Recorded, Recorder, Rehearsed, Replay, ReplayError, Role, RunPlan,
    RunResult, TrafficPlan, documented, proposals, redactor, request_planner, run_cases, runtime,
};
