//! The tokio runtime of the process.

use std::io;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

/// Threads that poll requests and judge responses; trials and cases in flight only wait.
const WORKERS: usize = 2;

/// The runtime of the process, started when first needed.
///
/// # Errors
/// The operating system provides no threads or no event queue.
pub fn runtime() -> io::Result<&'static Runtime> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    started(&RUNTIME, WORKERS)
}

/// The runtime for this many requests in flight. With a single one a second thread would be woken for each response only to find
/// nothing to do, which costs half as much as the request.
///
/// # Errors
/// As [`runtime`].
pub(super) fn runtime_for(concurrency: usize) -> io::Result<&'static Runtime> {
    static OF_ONE_THREAD: OnceLock<Runtime> = OnceLock::new();
    if concurrency > 1 { runtime() } else { started(&OF_ONE_THREAD, 1) }
}

fn started(runtime: &'static OnceLock<Runtime>, workers: usize) -> io::Result<&'static Runtime> {
    if let Some(runtime) = runtime.get() {
        return Ok(runtime);
    }
    let started = Builder::new_multi_thread().worker_threads(workers).enable_all().thread_name("doctrial").build()?;
    Ok(runtime.get_or_init(|| started))
}
