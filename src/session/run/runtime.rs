use std::io;
use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

/// Threads that poll requests and judge responses; trials and cases in flight only wait.
const WORKERS: usize = 2;

/// The one runtime of the process, started when first needed.
///
/// # Errors
/// The operating system provides no threads or no event queue.
pub fn runtime() -> io::Result<&'static Runtime> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let made = Builder::new_multi_thread().worker_threads(WORKERS).enable_all().thread_name("doctrial").build()?;
    Ok(RUNTIME.get_or_init(|| made))
}
