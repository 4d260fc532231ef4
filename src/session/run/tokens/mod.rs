//! In: The identities of the settings, and how each gets its token: a request to an identity provider, or a command.
//! Out: A token for each request ([`Tokens`]), fetched when first needed, shared, and renewed before it expires.
//! Start in `source.rs`; a token is fetched in `fetch.rs`, kept in `token_cache.rs`.

mod fetch;
mod of_case;
mod source;
mod token_cache;

pub(crate) use source::Tokens;
