//! Where requests go, and what they carry: the base URL, credentials, header fields, files, other origins.

use std::ffi::OsStr;
use std::fs;
use std::mem::take;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};

use super::defaults::{CONNECT_TIMEOUT, TIMEOUT};
use super::network::WrittenNetwork;
use super::read_network::network;
use super::{
    Auth, BaseUrl, ConfigError, Hidden, Layer, OriginMap, ProxyVariables, Target, Timeout, WrittenAuth, identity,
};
use crate::http::{is_credential, is_credential_member, is_token};

/// The target that was written; the secrets of it are added to `secrets`.
pub(super) fn target(
    layer: &mut Layer,
    proxies: ProxyVariables,
    secrets: &mut Vec<SecretString>,
) -> Result<Target, ConfigError> {
    let (base_url, userinfo) = match layer.base_url.take() {
        Some(BaseUrl { url, userinfo }) => (Some(url), userinfo),
        None => (None, None),
    };
    let auth = auth(take(&mut layer.auth), userinfo)?;
    let headers =
        take(&mut layer.headers).into_iter().map(|(name, value)| header(name, value)).collect::<Result<Vec<_>, _>>()?;
    secrets.extend(credentials(auth.as_ref(), &headers));
    let identities = take(&mut layer.identity).into_iter().map(|(name, written)| identity::identity(name, written));
    let identities = identities.collect::<Result<Vec<_>, _>>()?;
    secrets.extend(identities.iter().flat_map(|identity| identity.auth.secrets()));
    let written = WrittenNetwork {
        proxy: layer.proxy.take(),
        connect_to: layer.connect_to.take(),
        unix_socket: layer.unix_socket.take(),
        http2: layer.http2,
        tls: take(&mut layer.tls),
    };
    let network = network(written, base_url.as_ref(), proxies)?;
    secrets.extend(network.secrets());
    secrets.extend(layer.files.iter().filter_map(|(name, path)| secret_file(name, path)));
    let origins = take(&mut layer.origins).into_iter().map(|(documented, path)| origin_map(&documented, &path));
    Ok(Target {
        base_url,
        network,
        run_headers: layer.run_headers.unwrap_or(true),
        origins: origins.collect::<Result<_, _>>()?,
        allow_writes: layer.allow_writes.unwrap_or(false),
        production: layer.production.unwrap_or(false),
        allow_production_writes: layer.allow_production_writes.unwrap_or(false),
        connect_timeout: layer.connect_timeout.map_or(CONNECT_TIMEOUT, |Timeout(time)| time),
        timeout: layer.timeout.map_or(TIMEOUT, |Timeout(time)| time),
        headers,
        auth,
        identities,
        files: take(&mut layer.files),
        stand_ins: layer.stand_ins,
        page_stand_ins: layer.page.iter().filter_map(|page| Some((page.path.clone(), page.stand_ins?))).collect(),
        parameters: take(&mut layer.parameters),
    })
}

fn auth(written: Option<WrittenAuth>, userinfo: Option<Auth>) -> Result<Option<Auth>, ConfigError> {
    let Some(written) = written else { return Ok(userinfo) };
    if written.bearer.is_some() && written.basic.is_some() {
        let message = "credentials are given twice: [auth] has both bearer and basic; keep one";
        return Err(ConfigError::Contradiction(message.to_owned()));
    }
    let auth = identity::credentials("[auth]", "auth", written.into())?;
    match (&auth, &userinfo) {
        (Some(_), Some(_)) => {
            let message = "credentials are given twice: in the base URL and in [auth] or DOCTRIAL_TOKEN; take them out of the URL";
            return Err(ConfigError::Contradiction(message.to_owned()));
        }
        (Some(Auth::Bearer(token)), None) => on_one_line("the bearer token", token)?,
        _ => {}
    }
    Ok(auth.or(userinfo))
}

fn header(name: String, Hidden(value): Hidden) -> Result<(String, SecretString), ConfigError> {
    if !is_token(&name) {
        return Err(ConfigError::Contradiction(format!(
            "`{name}` ([headers] or --header) is not a header field name: letters, digits and some signs such as `-` and `_` \
             are allowed (RFC 9110 section 5.6.2)"
        )));
    }
    on_one_line(&format!("the value of header `{name}`"), &value)?;
    Ok((name, value))
}

fn on_one_line(what: &str, value: &SecretString) -> Result<(), ConfigError> {
    if value.expose_secret().contains(['\r', '\n', '\0']) {
        return Err(ConfigError::Contradiction(format!(
            "{what} contains a line break or a NUL, which no header field can have: remove it (does its variable or file \
             end with a line break?)"
        )));
    }
    Ok(())
}

/// What must never be shown: credentials, and the values of header fields that carry credentials.
fn credentials(auth: Option<&Auth>, headers: &[(String, SecretString)]) -> Vec<SecretString> {
    let from_auth = auth.into_iter().flat_map(Auth::secrets);
    let named = headers.iter().filter(|(name, _)| is_credential(name));
    let from_headers = named.flat_map(|(_, value)| {
        let text = value.expose_secret();
        let without_scheme = text.split_once(' ').map(|(_, credentials)| SecretString::from(credentials.trim()));
        [Some(value.clone()), without_scheme].into_iter().flatten()
    });
    from_auth.chain(from_headers).filter(|secret| !secret.expose_secret().is_empty()).collect()
}

/// The secret that a file of `[files]` holds, if its name says so: `token.txt`, `client-secret`.
fn secret_file(name: &str, path: &Path) -> Option<SecretString> {
    const MOST: u64 = 64 << 10;
    /// A shorter word occurs in names and paths by chance.
    const SHORTEST: usize = 8;
    let stem = |path: &Path| path.file_stem().and_then(OsStr::to_str).is_some_and(is_credential_member);
    let is_small = || path.metadata().is_ok_and(|file| file.is_file() && file.len() <= MOST);
    if !(stem(Path::new(name)) || stem(path)) || !is_small() {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    // Several lines are a document, whose secrets are known by their names.
    Some(text.trim()).filter(|text| text.len() >= SHORTEST && !text.contains('\n')).map(SecretString::from)
}

fn origin_map(documented: &str, path: &str) -> Result<OriginMap, ConfigError> {
    if !documented.contains("://") {
        let message = format!("[origins]: `{documented}` is not a URL prefix: write https://{documented}");
        return Err(ConfigError::Contradiction(message));
    }
    if !path.is_empty() && !path.starts_with('/') {
        return Err(ConfigError::Contradiction(format!("[origins]: the path `{path}` must start with `/`")));
    }
    let trimmed = |text: &str| text.trim_end_matches('/').to_owned();
    Ok(OriginMap { documented: trimmed(documented), path: trimmed(path) })
}
