//! In: `doctrial.toml`, `DOCTRIAL_*` variables, flags as a [`Layer`].
//! Out: [`Settings`]: written, merged, resolved. The only reader of the environment.
//! Start in `load.rs`. Messages on unknown keys are made in `directive/parse.rs` (`user_message`), as directives are TOML too; on
//! wrong values in `wrong_value.rs`; on text that is not TOML in `not_toml.rs`.
//!
//! A new key: `keys.rs` (`Layer`, as it is written; credentials are in `written_auth.rs`), `merge.rs` if layers do not simply
//! replace it, `settings.rs` and `resolve.rs` (as it is used), `defaults.rs` (where it is not written), `doctrial.schema.json`,
//! `docs/settings.md`; where a variable or a flag gives it, too, `from_environment` in `load.rs` and `cli/args`.

mod account_file;
mod address;
mod auth;
mod base_url;
mod base_url_tls;
mod defaults;
mod environment;
mod error;
mod given_names;
mod identity;
mod keys;
mod load;
mod merge;
mod network;
mod not_toml;
mod proxy;
mod proxy_variables;
mod purpose;
mod read_network;
mod report_kind;
mod resolve;
pub(crate) mod schema;
mod settings;
mod state;
mod substitute;
mod target;
mod throttling;
mod tls;
mod values;
mod written_auth;
mod wrong_value;

pub use auth::{Auth, ClientAuth, KeyPlace, OAuthClient, TokenFrom, TokenSource};
pub use base_url::BaseUrl;
pub use environment::Environment;
pub use error::ConfigError;
pub use given_names::GivenNames;
pub use identity::Identity;
pub use keys::{Layer, WrittenPage, WrittenReports, WrittenSchema, WrittenSkip, WrittenStory};
pub use load::Load;
pub use network::{Endpoint, Network, ProxyChoice};
pub use proxy::Proxy;
pub use proxy_variables::ProxyVariables;
pub use purpose::Purpose;
pub use report_kind::ReportKind;
pub use schema::schema;
pub use settings::{OriginMap, ReportDestination, Reports, Settings, SkipRule, Target};
pub use state::{CaptureRule, Literal, LiteralText, Setup, WrittenCapture, WrittenLiteral, WrittenSetup};
pub use throttling::{Budget, Limit, Rate, Throttling, WrittenLimit};
pub use tls::Tls;
pub use values::{
    DialectName, Hidden, LeastCovered, LeastFired, RemarkName, RuleKey, Timeout, ToleranceName, WrittenDestination,
};
pub use written_auth::{WrittenApiKey, WrittenAuth, WrittenBasic, WrittenIdentity, WrittenOAuth};
