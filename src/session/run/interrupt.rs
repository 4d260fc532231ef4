//! What Ctrl-C stops, the first time and the second.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::time::Duration;

#[cfg(unix)]
use futures_util::future::{Either, select};
use tokio::sync::watch;

/// The message about an interrupt that stopped nothing.
pub const ARRIVED_LATE: &str = "the interrupt arrived after the last case; the run is complete";

/// Whether the run is to stop. Clones share one state.
#[derive(Debug, Clone)]
pub struct Interrupt {
    raised: Arc<watch::Sender<Urgency>>,
    /// Something was left undone because of it.
    has_cut: Arc<AtomicBool>,
}

/// How soon the run is to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    /// It goes on.
    None,
    /// No further case is fired; what was made is taken back.
    Soon,
    /// Nothing more is sent.
    AtOnce,
}

impl Default for Interrupt {
    fn default() -> Self {
        Self { raised: Arc::new(watch::Sender::new(Urgency::None)), has_cut: Arc::default() }
    }
}

/// Waits for Ctrl-C, or for SIGTERM as CI, `timeout` and containers send it.
#[cfg(unix)]
async fn signal_to_end() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    match select(pin!(tokio::signal::ctrl_c()), pin!(terminate.recv())).await {
        Either::Left((came, _)) => came,
        Either::Right(_) => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signal_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

impl Interrupt {
    /// An interrupt that Ctrl-C (or SIGTERM) raises from now on, for the rest of the process; a second one makes it urgent.
    pub fn on_ctrl_c(runtime: &tokio::runtime::Runtime) -> Self {
        let interrupt = Self::default();
        let raiser = interrupt.clone();
        let (ready, is_ready) = mpsc::channel();
        runtime.spawn(async move {
            let mut signal = pin!(signal_to_end());
            // The first poll is what sets the handler: until then Ctrl-C would end the process without a report.
            let first = poll_fn(|context| Poll::Ready(signal.as_mut().poll(context))).await;
            let _ = ready.send(());
            let came = match first {
                Poll::Ready(came) => came,
                Poll::Pending => signal.await,
            };
            // Without a handler, Ctrl-C ends the process as usual.
            if came.is_err() {
                return;
            }
            raiser.raise();
            while signal_to_end().await.is_ok() {
                raiser.raise();
            }
        });
        let _ = is_ready.recv();
        interrupt
    }

    /// Stops the run; for the second time, at once.
    pub fn raise(&self) {
        self.raised.send_modify(|urgency| {
            *urgency = if *urgency == Urgency::None { Urgency::Soon } else { Urgency::AtOnce };
        });
    }

    fn is_raised(&self) -> bool {
        *self.raised.borrow() >= Urgency::Soon
    }

    /// Whether the run is to stop. A caller that gets `true` leaves something undone, which is noted.
    pub(crate) fn stops(&self) -> bool {
        let stops = self.is_raised();
        self.has_cut.fetch_or(stops, Ordering::SeqCst);
        stops
    }

    /// Notes that something is left undone.
    pub(crate) fn cut(&self) {
        self.has_cut.store(true, Ordering::SeqCst);
    }

    /// Whether the run has stopped before its end.
    pub(crate) fn has_cut(&self) -> bool {
        self.has_cut.load(Ordering::SeqCst)
    }

    /// Whether the process is to end.
    pub(crate) fn is_to_end(&self) -> bool {
        *self.raised.borrow() == Urgency::AtOnce
    }

    /// Whether the run was to stop when there was nothing left to stop.
    pub(crate) fn arrived_late(&self) -> bool {
        self.is_raised() && !self.has_cut()
    }

    /// Waits this long; returns whether the run is to stop before.
    pub(crate) async fn is_raised_within(&self, time: Duration) -> bool {
        tokio::time::timeout(time, self.wait()).await.is_ok()
    }

    /// Waits until the run is to stop.
    pub async fn wait(&self) {
        self.wait_for(Urgency::Soon).await;
        self.cut();
    }

    /// The same for something that takes a while, and may end as if nothing had happened.
    pub(crate) async fn until_raised(&self) {
        self.wait_for(Urgency::Soon).await;
    }

    /// Waits until nothing more is to be sent.
    pub(crate) async fn wait_for_end(&self) {
        self.wait_for(Urgency::AtOnce).await;
        self.cut();
    }

    async fn wait_for(&self, urgency: Urgency) {
        let mut receiver = self.raised.subscribe();
        // The sender lives as long as `self`, so this ends only when the run is to stop.
        let _ = receiver.wait_for(|raised| *raised >= urgency).await;
    }
}
