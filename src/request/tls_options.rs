//! The options by which a documented command sets up TLS (`-k`, `--cacert FILE`): those that the settings do not follow.

use super::change::{ChangeKind, RequestChange, RequestPart};
use super::destination::Destination;
use crate::config::{Target, Tls};
use crate::contract::RequestTemplate;

/// A change for each option that connections to the service are made without.
pub(super) fn unfollowed<'a>(
    template: &'a RequestTemplate,
    target: &'a Target,
    destination: &'a Destination,
) -> impl Iterator<Item = RequestChange> + use<'a> {
    let Destination { base_url, embedded } = destination;
    let is_secured = base_url.scheme() == "https";
    let tls = target.network.tls(base_url).filter(|_| is_secured && !embedded);
    // They mean nothing where neither the docs nor the settings say https.
    let has_tls = is_secured || template.origin.as_deref().is_some_and(|origin| origin.starts_with("https:"));
    let options = template.tls_options.iter().filter(move |_| has_tls);
    let left_out = options.filter(move |option| !tls.is_some_and(|tls| follows(tls, option)));
    left_out.map(|option| RequestChange {
        at: RequestPart::Connection,
        kind: ChangeKind::WithoutOption(option.clone(), *embedded),
    })
}

/// Whether a table of the settings does what an option is for, with files of this machine.
fn follows(tls: &Tls, option: &str) -> bool {
    match option.split(' ').next().unwrap_or_default() {
        "-k" | "--insecure" => tls.insecure,
        "--verify" => tls.insecure || tls.ca_file.is_some(),
        "--cacert" | "--capath" => tls.ca_file.is_some(),
        _ => tls.client_certificate.is_some(),
    }
}
