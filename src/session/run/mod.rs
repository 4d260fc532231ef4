//! In: [`LoadedCases`](super::LoadedCases) and settings.
//! Out: [`RunResult`]: every case fired, alone or in the sequence of its page, and judged; interrupted where Ctrl-C says so.

mod fire;
mod interrupt;
mod plan;
mod pool;
mod runtime;
mod sequence;
mod unused;

pub use interrupt::Interrupt;
pub use plan::{RunPlan, redactor, request_planner};
pub use pool::{RunResult, run_cases};
pub use runtime::runtime;
pub use sequence::Sequences;
