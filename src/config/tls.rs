//! `[tls.HOST]`: how connections to a host are secured.

use std::path::PathBuf;

use serde::Deserialize;

/// `[tls.HOST]`: how connections to a host are secured.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Tls {
    /// Certificates of authorities that are trusted in addition to those of the system, in PEM.
    pub ca_file: Option<PathBuf>,
    /// The client's certificate, with its chain, in PEM; it may hold the key, too.
    pub client_certificate: Option<PathBuf>,
    /// Its key, in PEM, where that is in another file.
    pub client_key: Option<PathBuf>,
    /// The name that the certificate must have, and that is sent as SNI, instead of the host.
    pub server_name: Option<String>,
    /// Any certificate is accepted.
    pub insecure: bool,
}

impl Tls {
    /// Its paths, to be taken from the folder of the file.
    pub(super) const fn paths(&mut self) -> [&mut Option<PathBuf>; 3] {
        [&mut self.ca_file, &mut self.client_certificate, &mut self.client_key]
    }
}
