//! What a session hides: the secrets of its settings, and the credentials that the docs show.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use crate::config::{Settings, Setup};
use crate::contract::{Case, Field};
use crate::directive::Parameter;
use crate::http::{is_credential, is_credential_member, is_harmless};
use crate::record::{Redactor, credentials_of_body, credentials_of_field, credentials_of_url};
use crate::request::authorization;

/// The redactor of a session: it knows every secret of the settings, in every form in which it is sent, and the
/// credentials in documented requests and responses.
pub fn redactor(settings: &Settings, cases: &[Case]) -> Redactor {
    let mut secrets: Vec<SecretString> = settings.secrets.clone();
    for value in settings.target.auths().filter_map(authorization) {
        secrets.extend(value.split_once(' ').map(|(_, secret)| SecretString::from(secret)));
        // Basic credentials without their padding.
        secrets.extend(value.split_once(' ').map(|(_, secret)| SecretString::from(secret.trim_end_matches('='))));
    }
    for (name, value) in settings.target.headers.iter().filter(|(name, _)| !is_harmless(name)) {
        secrets.push(value.clone());
        secrets.extend(credentials_of_field(name, value.expose_secret()).into_iter().map(SecretString::from));
    }
    secrets.extend(secret_parameters(&settings.target.parameters));
    secrets.extend(settings.expect.iter().flat_map(|expect| secret_parameters(&expect.directive.parameters)));
    secrets.extend(cases.iter().flat_map(|case| secret_parameters(&case.overrides.parameters)));
    secrets.extend(cases.iter().flat_map(documented).map(SecretString::from));
    secrets.extend(settings.setups.iter().flat_map(of_step).map(SecretString::from));
    let options = settings.target.base_url.as_ref().map(|url| settings.target.network.curl_options(url));
    Redactor::new(&secrets).naming(&settings.secret_variables).reaching(options.unwrap_or_default())
}

/// The values of placeholders that are secrets by the user's mark or by their name.
fn secret_parameters(parameters: &BTreeMap<String, Parameter>) -> impl Iterator<Item = SecretString> {
    let secret = parameters.iter().filter(|(name, parameter)| parameter.is_secret || is_credential_member(name));
    secret.flat_map(|(_, parameter)| parameter.values.iter().map(|value| SecretString::from(value.as_str())))
}

/// The credentials in the documented request and response. What looks like a word is a sample: hiding it everywhere would hide
/// ordinary words; next to its name it is hidden all the same.
fn documented(case: &Case) -> Vec<String> {
    let (request, expectation) = (&case.request, &case.expectation);
    let mut found: Vec<String> = request.headers.iter().chain(&expectation.headers).flat_map(of_field).collect();
    found.extend(credentials_of_url(&request.url));
    let bodies = [(&request.body, request.media_type()), (&expectation.body, expectation.media_type())];
    for (body, media_type) in bodies {
        found.extend(body.iter().flat_map(|body| credentials_of_body(media_type.as_ref(), body.text())));
    }
    found.retain(|secret| is_no_word(secret));
    found
}

/// The credentials in the request of a step of the settings.
fn of_step(setup: &Setup) -> Vec<String> {
    let mut found = credentials_of_body(None, &setup.request);
    found.retain(|secret| is_no_word(secret));
    found
}

fn is_no_word(secret: &str) -> bool {
    secret.len() >= 8 && !secret.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The credential of a documented field; of one with user and password the password, too.
fn of_field(field: &Field) -> Vec<String> {
    if !is_credential(&field.name) {
        return Vec::new();
    }
    let mut found = credentials_of_field(&field.name, &field.value);
    let basic = field.value.get(..6).filter(|scheme| scheme.eq_ignore_ascii_case("basic "));
    let decoded = basic.and_then(|_| STANDARD.decode(field.value[6..].trim()).ok());
    let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    found.extend(decoded.and_then(|pair| pair.split_once(':').map(|(_, password)| password.to_owned())));
    found
}
