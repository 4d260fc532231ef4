//! In: [`LoadedCases`](super::LoadedCases) and settings.
//! Out: [`RunResult`]: every case fired and judged, on its own or in the sequence of its page, until Ctrl-C interrupts.
//! Start in `plan.rs` and `prepare_run.rs`, then `pool.rs`, `fire.rs`, `judge_response.rs`, `records.rs`.

mod await_operation;
mod budget;
mod destination;
mod documented;
mod fire;
mod fresh_values;
mod interrupt;
mod judge_response;
mod kept;
mod large;
mod late_bytes;
mod no_response;
mod order_hint;
mod plan;
mod pool;
mod prepare_run;
mod record_exchange;
mod recorded_ids;
mod recorder;
mod records;
mod redactor;
mod replay;
mod replay_error;
mod runtime;
mod send;
mod state;
mod story;
mod throttling;
mod tokens;
mod traffic;
mod unresponsive;
mod unused_overrides;
mod unused_places;
mod wait;

pub use documented::{Documented, documented};
pub use interrupt::{ARRIVED_LATE, Interrupt};
pub use plan::{Exchanges, RunPlan, request_planner};
pub use pool::{RunResult, run_cases};
pub use recorder::{Recorded, Recorder};
pub use redactor::redactor;
pub use replay::Replay;
#[cfg(feature = "cli")]
pub(crate) use replay::read_recording;
pub use replay_error::ReplayError;
pub use runtime::runtime;
pub use state::{Rehearsed, Role, proposals};
pub use traffic::TrafficPlan;
pub(super) use unused_overrides::SetNow;
