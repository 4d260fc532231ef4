//! Clocks, and the median of what they show.

use std::time::{Duration, Instant};

/// Processor time spent by this process so far, all threads.
#[cfg(unix)]
pub(crate) fn processor_time() -> Duration {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(spent.tv_sec.unsigned_abs(), u32::try_from(spent.tv_nsec).unwrap_or_default())
}

/// Not read on this system; [`crate::main`] measures nothing there.
#[cfg(not(unix))]
pub(crate) fn processor_time() -> Duration {
    Duration::ZERO
}

/// The most memory this process ever held, in KiB.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Wall time of one call.
pub(crate) fn wall(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// Processor time of one call.
pub(crate) fn processor(work: impl FnOnce()) -> Duration {
    let began = processor_time();
    work();
    processor_time().saturating_sub(began)
}

/// Runs both, in turn, `rounds` times after one round that does not count: the medians. Whatever else the machine does
/// then falls on both.
pub(crate) fn in_turn(
    rounds: usize,
    mut floor: impl FnMut() -> Duration,
    mut measured: impl FnMut() -> Duration,
) -> (Duration, Duration) {
    let _ = (floor(), measured());
    let (floors, all): (Vec<_>, Vec<_>) = (0..rounds).map(|_| (floor(), measured())).unzip();
    (median(floors), median(all))
}

/// The middle one.
pub(crate) fn median(mut of: Vec<Duration>) -> Duration {
    of.sort_unstable();
    of[of.len() / 2]
}
