//! A service that speaks TLS.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection};

use super::wire::read_request;
use crate::client::Client;
use crate::client::secure::Secure;
use crate::client::secure_settings::SecureSettings;
use crate::client::tls::install_provider;
use crate::client::transport::Transport;
use crate::request::testing::target;

pub(crate) struct Service {
    pub(crate) url: String,
    /// That of the authority that issued the service's, as PEM.
    certificate: String,
    received: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Responds to each request of each connection with the next of these texts, then waits, unless
    /// that closes the connection. The certificate is for `name`, of an authority of its own.
    pub(crate) fn start(name: &str, connections: &[&'static [&'static str]]) -> Self {
        install_provider();
        let (config, certificate) = identity(name);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("https://{}/x", listener.local_addr().expect("an address"));
        let received = Arc::<Mutex<Vec<String>>>::default();
        let seen = Arc::clone(&received);
        let connections = connections.to_vec();
        std::thread::spawn(move || {
            for responses in connections {
                let (stream, _) = listener.accept().expect("a connection");
                let (config, seen) = (Arc::clone(&config), Arc::clone(&seen));
                std::thread::spawn(move || respond(stream, config, responses, &seen));
            }
        });
        Self { url, certificate, received }
    }

    /// A client that trusts the service's authority alone.
    pub(crate) fn client(&self, timeout: Duration) -> Client {
        let authority = reqwest::Certificate::from_pem(self.certificate.as_bytes()).expect("a certificate");
        let mut target = target();
        (target.connect_timeout, target.timeout) = (Duration::from_secs(5), timeout);
        let settings = SecureSettings::new(&target).expect("settings");
        let settings =
            SecureSettings { connect_timeout: target.connect_timeout, trusted: Some(vec![authority]), ..settings };
        Client::with(Transport::Secure(Box::new(Secure::with(settings).expect("a client"))), &target)
    }

    /// Host and port.
    pub(crate) fn authority(&self) -> &str {
        self.url["https://".len()..].trim_end_matches("/x")
    }

    /// The requests that came.
    pub(crate) fn received(&self) -> Vec<String> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn respond(
    mut stream: std::net::TcpStream,
    config: Arc<ServerConfig>,
    responses: &[&str],
    received: &Mutex<Vec<String>>,
) {
    let mut connection = ServerConnection::new(config).expect("a TLS connection");
    let mut tls = rustls::Stream::new(&mut connection, &mut stream);
    for response in responses {
        // A client that refuses the certificate leaves without a request.
        let Some(request) = read_request(&mut tls) else { return };
        received.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        let is_sent = tls.write_all(response.as_bytes()).and_then(|()| tls.flush()).is_ok();
        if !is_sent || response.contains("Connection: close") {
            return;
        }
    }
    let _until_the_client_leaves = tls.read(&mut [0; 4096]);
}

/// A certificate for `name`, and that of the authority that issued it.
fn identity(name: &str) -> (Arc<ServerConfig>, String) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new([name.to_owned()]).expect("a name");
    let certificate = params.signed_by(&key, &authority).expect("a certificate");
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate.der().clone()], key).expect("fits");
    (Arc::new(config), authority.pem())
}
