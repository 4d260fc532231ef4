//! In: Scripts of responses.
//! Out: Services that respond by them, and what they received, for the tests of the client.

mod scripted;
#[cfg(feature = "tls")]
mod secure_service;
#[cfg(feature = "tls")]
mod wire;

pub(crate) use scripted::{CLOSES, OK, bodiless, scripted, send_all, send_and_look};
#[cfg(feature = "tls")]
pub(crate) use secure_service::Service;
#[cfg(feature = "tls")]
pub(crate) use wire::sent_plainly;
