//! A request and an answer as they went over the wire. A leaf: no HTTP client is named here.

mod headers;
mod message;
mod status;

pub use headers::{Headers, is_token, is_volatile, media_type};
pub use message::{Answer, Exchange, Request};
pub use status::{StatusPattern, StatusSet};
