//! Settings: the only reader of files of settings and of the environment. Written -> merged -> resolved.

mod base_url;
mod environment;
mod error;
mod load;
mod merge;
mod resolve;
mod schema;
mod settings;
mod substitute;
mod values;
mod written;

pub use base_url::BaseUrl;
pub use environment::Environment;
pub use error::ConfigError;
pub use load::{Load, Purpose};
pub use schema::schema;
pub use settings::{Auth, Expect, LeaveOut, OriginMap, Reports, Settings, Target};
pub use values::{DialectName, Hidden, LeniencyName, ProseName, RuleKey, Wait};
pub use written::{Layer, WrittenAuth, WrittenBasic, WrittenLeaveOut, WrittenPage, WrittenReports, WrittenSchema};
