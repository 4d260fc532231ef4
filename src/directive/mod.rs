//! In: A TOML text: a comment in a page (`<!-- doctrial ... -->`), or an `[[expect]]` of the settings; the same keys in both.
//! Out: What the user says beside the docs: matchers, conditions, [`Override`]s of a case.

mod case_matcher;
mod limits;
mod matcher;
mod overrides;
mod place_pattern;
pub(crate) mod read;
mod words;
mod written;

pub use case_matcher::CaseMatcher;
pub use limits::{Length, Limits};
pub use matcher::{Matcher, Regex};
pub use overrides::{BodyAssertion, HeaderAssertion, Override, Promise, Said};
pub use place_pattern::PlacePattern;
pub use read::{DirectiveError, is_directive, read, readable};
pub use words::Words;
pub use written::{Bytes, Directive, Fidelity, FireOrder, PageDirective, Role};
