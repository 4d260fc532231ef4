//! Long computations on large bodies, done so that other requests in flight continue.

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

/// From this size on, in bytes, a body takes longer to decode or judge than other cases should wait.
const LARGE: usize = 1 << 20;

/// Calls `work`, which takes time in proportion to `size` bytes; if these are many, other cases continue meanwhile: requests in
/// flight are received, timeouts and Ctrl-C are noticed.
pub fn without_blocking<T>(size: usize, work: impl FnOnce() -> T) -> T {
    let has_threads = || Handle::try_current().is_ok_and(|h| h.runtime_flavor() == RuntimeFlavor::MultiThread);
    if size >= LARGE && has_threads() { block_in_place(work) } else { work() }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn other_tasks_go_on_during_long_work() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
        let (sender, receiver) = std::sync::mpsc::channel();
        let received = runtime.spawn(async move {
            // Sent by a task of the only worker, while this one waits.
            tokio::spawn(async move { sender.send(()) });
            without_blocking(LARGE, || receiver.recv_timeout(Duration::from_secs(5)))
        });
        runtime.block_on(received).expect("no panic").expect("the other task ran");
    }

    #[test]
    fn small_work_and_runtimes_of_one_thread_need_no_other_thread() {
        assert_eq!(without_blocking(LARGE, || 1), 1);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        assert_eq!(runtime.block_on(async { without_blocking(LARGE, || 2) }), 2);
    }
}
