//! The bar that shows how far a run is.

use std::fmt::Write;
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::record::CaseRecord;

/// Most runs of fewer cases end before a bar is of use.
const WORTH_A_BAR: usize = 50;
/// After this long one is of use however few the cases are.
const LONG: Duration = Duration::from_secs(2);

/// A bar on stderr, if that is a terminal and the run is long.
pub(in crate::cli) struct Progress {
    bar: ProgressBar,
    failed: usize,
}

impl Progress {
    pub(in crate::cli) fn over(cases: usize, visible: bool) -> Self {
        if !visible {
            return Self { bar: ProgressBar::hidden(), failed: 0 };
        }
        // indicatif draws nothing if stderr is not a terminal.
        let is_long = cases >= WORTH_A_BAR;
        let target = if is_long { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(cases as u64), target);
        if !is_long {
            show_later(bar.clone());
        }
        // The bar uses what is left of the line, even if that is nothing.
        if let Ok(style) = ProgressStyle::with_template("{pos}/{len}, {rate}, {eta} left{msg} {wide_bar}") {
            let rate = |state: &ProgressState, out: &mut dyn Write| _ = write!(out, "{:.0}/s", state.per_sec());
            bar.set_style(style.with_key("rate", rate));
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, failed: 0 }
    }

    pub(in crate::cli) fn done(&mut self, record: &CaseRecord) {
        if record.verdict.outcome.is_red() {
            self.failed += 1;
            self.bar.set_message(format!(", {} failed or broken", self.failed));
        }
        self.bar.inc(1);
    }

    pub(in crate::cli) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Shows a bar once the run has turned out to be long.
fn show_later(bar: ProgressBar) {
    thread::spawn(move || {
        thread::sleep(LONG);
        if !bar.is_finished() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
}
