//! `Rule`: what each entry of the registry says; the rules themselves are in `rules`.

use super::level::Level;

/// A rule: one way in which docs or service can be wrong. Every finding names one.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// A letter for what the rule is about, then three digits: `D` reading the docs, `L` the docs against themselves, `T` types
    /// and schemas, `X` settings and directives, `V` requests that the docs do not allow, `S` status, `H` header fields, `B`
    /// body. Never changed, and never reused for another rule.
    pub code: &'static str,
    /// Kebab case, as written in settings: `missing-member`.
    pub name: &'static str,
    /// The level unless something else sets it.
    pub level: Level,
    /// What the rule does, one or two sentences.
    pub what: &'static str,
    /// Why a reader of the docs, or a caller of the service, suffers.
    pub why: &'static str,
    /// A small example that breaks the rule.
    pub example: &'static str,
    /// How to fix it, or to allow it.
    pub fix: &'static str,
}
