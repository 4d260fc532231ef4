//! `--cacert`, `--cert`, `--key` and `--insecure`: how connections to the host of the base URL are secured; they override its
//! table `[tls.HOST]`.

use std::fs;
use std::path::Path;

use url::Url;

use super::{ConfigError, Layer, Tls};

/// Adds the flags to the table of the base URL's host; a warning where it has no effect.
///
/// # Errors
/// There is no base URL; a file cannot be read or is not PEM; a key has no certificate.
pub(super) fn apply(layer: &mut Layer) -> Result<Option<String>, ConfigError> {
    let Some(flags) = layer.base_url_tls.take() else { return Ok(None) };
    let names = names(&flags);
    let Some(url) = layer.base_url.as_ref().map(|base_url| base_url.url.clone()) else {
        let message = format!("{names}: there is no base URL whose host it could be about: give --base-url URL");
        return Err(ConfigError::Contradiction(message));
    };
    check_files(&flags)?;
    let host = url.host_str().unwrap_or_default();
    let with_port = url.port_or_known_default().map(|port| format!("{host}:{port}"));
    let is_exact = |name: &str| with_port.as_deref().is_some_and(|exact| name.trim().eq_ignore_ascii_case(exact));
    let is_host = |name: &str| name.trim().eq_ignore_ascii_case(host);
    let keys = || layer.tls.keys();
    let current = keys().find(|name| is_exact(name)).or_else(|| keys().find(|name| is_host(name)));
    let key = current.cloned().unwrap_or_else(|| host.to_owned());
    let below = layer.tls.get(&key).or_else(|| layer.tls.get("*")).cloned().unwrap_or_default();
    let merged = over(flags, below);
    if merged.client_key.is_some() && merged.client_certificate.is_none() {
        return Err(ConfigError::Contradiction(
            "`--key` needs the certificate that it is for: give --cert FILE".into(),
        ));
    }
    layer.tls.insert(key, merged);
    Ok(without_effect(&url).map(|why| format!("{names}: {why}")))
}

/// The flags that are given, as written.
fn names(flags: &Tls) -> String {
    let given = [
        (flags.ca_file.is_some(), "--cacert"),
        (flags.client_certificate.is_some(), "--cert"),
        (flags.client_key.is_some(), "--key"),
        (flags.insecure, "--insecure"),
    ];
    let given: Vec<&str> = given.into_iter().filter_map(|(is_given, name)| is_given.then_some(name)).collect();
    given.join(", ")
}

/// A certificate comes with its own key: that of another one does not fit.
fn over(flags: Tls, below: Tls) -> Tls {
    let below_key = if flags.client_certificate.is_some() { None } else { below.client_key };
    Tls {
        ca_file: flags.ca_file.or(below.ca_file),
        client_key: flags.client_key.or(below_key),
        client_certificate: flags.client_certificate.or(below.client_certificate),
        server_name: below.server_name,
        insecure: flags.insecure || below.insecure,
    }
}

fn without_effect(url: &Url) -> Option<String> {
    (url.scheme() != "https").then(|| format!("without effect, for nothing is secured over {}:", url.scheme()))
}

fn check_files(flags: &Tls) -> Result<(), ConfigError> {
    let files = [
        ("--cacert", &flags.ca_file, "CERTIFICATE-----"),
        ("--cert", &flags.client_certificate, "CERTIFICATE-----"),
        ("--key", &flags.client_key, "PRIVATE KEY-----"),
    ];
    let mut given = files.into_iter().filter_map(|(flag, file, label)| Some((flag, file.as_ref()?, label)));
    given.try_for_each(|(flag, file, label)| check_file(flag, file, label))
}

/// The text of a key is not shown where it is in the place of its path.
fn check_file(flag: &str, file: &Path, label: &str) -> Result<(), ConfigError> {
    let wrong = |what: String| Err(ConfigError::Contradiction(what));
    if file.to_string_lossy().contains("-----BEGIN") {
        return wrong(format!("`{flag}` takes the path of a file in PEM, not its text"));
    }
    // What can be read only once is left to the client.
    if file.metadata().is_ok_and(|file| !file.is_file() && !file.is_dir()) {
        return Ok(());
    }
    match fs::read(file) {
        Err(error) => wrong(format!("`{flag}` {}: {error}", file.display())),
        Ok(bytes) if !has_pem(&bytes, label) => {
            let what = if label.starts_with('C') { "certificate" } else { "private key" };
            wrong(format!("`{flag}` {}: it contains no {what} in PEM (-----BEGIN ... {label})", file.display()))
        }
        Ok(_) => Ok(()),
    }
}

fn has_pem(bytes: &[u8], label: &str) -> bool {
    String::from_utf8_lossy(bytes)
        .lines()
        .any(|line| line.trim_start().starts_with("-----BEGIN ") && line.contains(label))
}
