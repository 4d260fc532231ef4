//! In: A TOML text: a comment in a page (`<!-- doctrial ... -->`), or an `[[expect]]` of the settings; the same keys in both.
//! Out: What the user adds to the docs: [`Directive`]s with their matchers, and the [`CaseOverrides`] they add up to.
//! Start in `keys.rs` for the keys, `overrides.rs` for what they add up to.

mod capture;
mod case_matcher;
mod expect;
mod follow;
mod fresh_value;
mod keys;
mod limits;
mod matcher;
mod overrides;
mod parameter;
pub(crate) mod parse;
mod pointer_pattern;
mod poll;
mod request_overrides;

pub use capture::{Capture, CaseState, Fresh, ResponsePart, ValueSource};
pub use case_matcher::CaseMatcher;
pub use expect::Expect;
pub use follow::Follow;
pub use fresh_value::{FreshKind, FreshValue, TimeFormat};
pub use keys::{Bytes, Credentials, Directive, Fidelity, FireOrder, MapPlaces, PageDirective, Role, StandIns};
pub use limits::{Length, Limits};
pub use matcher::{Matcher, Regex};
pub use overrides::{BodyAssertion, CaseOverrides, HeaderAssertion, LevelOverride};
pub use parameter::Parameter;
pub use parse::{DirectiveError, has_key, is_directive, parse_comment, user_message, written_twice};
pub use pointer_pattern::PointerPattern;
pub use poll::Poll;
pub use request_overrides::RequestOverrides;
