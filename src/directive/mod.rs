//! The user's own word beside the docs: in a page as a comment (`<!-- doctrial ... -->`), in settings as `[[expect]]`; the
//! same keys in both, in TOML.

mod conditions;
mod limits;
mod matcher;
mod place_pattern;
mod promise;
mod read;
mod words;
mod written;

pub use conditions::Conditions;
pub use limits::{Length, Limits};
pub use matcher::{Matcher, Regex};
pub use place_pattern::PlacePattern;
pub use promise::{BodyAssertion, HeaderAssertion, Override, Promise, Said};
pub use read::{DirectiveError, is_directive, read, readable};
pub use words::Words;
pub use written::{Bytes, Directive, Fidelity, FireOrder, PageDirective, Role};
