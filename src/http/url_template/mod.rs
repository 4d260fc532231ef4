//! In: URLs and other text as docs write them, with placeholders in any notation.
//! Out: The text with values in their place, encoded ([`UrlTemplate`]), or what a received target has in theirs ([`UrlPattern`]).
//! Start in `template.rs`; what is a placeholder is in `placeholder.rs`.

mod authority;
mod body_notation;
mod part;
mod pattern;
mod percent;
mod placeholder;
#[cfg(test)]
mod properties;
mod request_target;
mod template;
mod text;
mod text_value;

pub use authority::{Authority, behind_authority};
pub use part::Part;
pub use pattern::{Pattern, UrlPattern};
pub(crate) use percent::UNRESERVED;
pub use percent::{decode, encode_value};
pub use placeholder::{alternatives, as_written, is_same, names_address, normalized};
pub use request_target::RequestTarget;
pub use template::{LeadingPlaceholder, QueryPair, UrlTemplate, behind_base_url};
pub use text::{Piece, TemplateText, holds_placeholder, may_hold_placeholder};
