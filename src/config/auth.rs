//! `Auth`: the credentials that requests carry, and where a token comes from.

use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

use super::address::credentials_in;

/// How the client authenticates (RFC 6749 section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClientAuth {
    /// By `Authorization: Basic`.
    #[default]
    Header,
    /// In the form that is sent.
    Body,
}

/// Credentials.
#[derive(Debug, Clone)]
pub enum Auth {
    /// `Authorization: Bearer ...` (RFC 6750).
    Bearer(SecretString),
    /// `Authorization: Basic ...` (RFC 7617).
    Basic {
        /// The user-id.
        user: String,
        /// The password.
        password: SecretString,
    },
    /// A key of the service's own.
    ApiKey {
        /// Where it is sent.
        place: KeyPlace,
        /// The key.
        value: SecretString,
    },
    /// A bearer token that is fetched when it is first needed.
    Token(Box<TokenSource>),
}

/// Where an API key is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// In a header field.
    Header(String),
    /// In the query.
    Query(String),
    /// In a cookie.
    Cookie(String),
}

/// Where a token comes from.
#[derive(Debug, Clone)]
pub struct TokenSource {
    /// The identity's name.
    pub name: String,
    /// Where to get it.
    pub from: TokenFrom,
}

/// Where to get a token.
#[derive(Debug, Clone)]
pub enum TokenFrom {
    /// An authorization server.
    OAuth(OAuthClient),
    /// A command that prints it.
    Command {
        /// The program and its arguments.
        command: Vec<String>,
        /// How long it is used.
        lifetime: Option<Duration>,
    },
}

/// A client of an authorization server (RFC 6749): by its own credentials, or by a refresh token.
#[derive(Debug, Clone)]
pub struct OAuthClient {
    /// The token endpoint.
    pub token_url: Url,
    /// The client's name.
    pub client_id: String,
    /// Its secret.
    pub client_secret: Option<SecretString>,
    /// The scope that is requested.
    pub scope: Option<String>,
    /// The audience of the token, which some servers require.
    pub audience: Option<String>,
    /// A refresh token, with which access tokens are fetched.
    pub refresh_token: Option<SecretString>,
    /// How the client authenticates.
    pub client_auth: ClientAuth,
}

impl Auth {
    /// The parts that must never be shown.
    pub(super) fn secrets(&self) -> Vec<SecretString> {
        match self {
            Self::Bearer(secret) | Self::Basic { password: secret, .. } | Self::ApiKey { value: secret, .. } => {
                vec![secret.clone()]
            }
            Self::Token(source) => match &source.from {
                TokenFrom::OAuth(client) => {
                    let of_url = credentials_in(client.token_url.as_str()).unwrap_or_default();
                    let given = client.client_secret.iter().chain(&client.refresh_token).cloned();
                    given.chain(of_url.into_iter().map(SecretString::from)).collect()
                }
                TokenFrom::Command { .. } => Vec::new(),
            },
        }
    }

    /// The source of its token, if it has one.
    pub const fn token_source(&self) -> Option<&TokenSource> {
        match self {
            Self::Token(source) => Some(source),
            Self::Bearer(_) | Self::Basic { .. } | Self::ApiKey { .. } => None,
        }
    }
}
