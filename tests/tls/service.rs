//! A service over TLS, and the authority that issued its certificate.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection};

/// Issues certificates.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// Its own certificate.
    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate and its key.
    pub(crate) fn issue(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new([name.to_owned()]).unwrap().signed_by(&key, &self.0).unwrap();
        (certificate, key)
    }

    /// For a service of this name. `clients`: whose certificates clients must show.
    pub(crate) fn service(&self, name: &str, clients: Option<&Self>) -> ServerConfig {
        let (certificate, key) = self.issue(name);
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = match clients {
            None => config.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.0.der().clone()).unwrap();
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
                config.with_client_cert_verifier(verifier.unwrap())
            }
        };
        config.with_single_cert(vec![certificate.der().clone()], key).unwrap()
    }
}

/// Serves what `respond` makes of each request on a free port. `respond` gets the name that the client asked for (SNI), too.
pub(crate) fn serve_as(
    config: ServerConfig,
    respond: impl Fn(&str, Option<&str>) -> String + Send + Sync + 'static,
) -> u16 {
    let (config, respond) = (Arc::new(config), Arc::new(respond));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (config, respond) = (Arc::clone(&config), Arc::clone(&respond));
            std::thread::spawn(move || converse(stream, config, &*respond));
        }
    });
    port
}

/// Responds to the requests on a connection.
pub(crate) fn converse(
    mut stream: impl Read + Write,
    config: Arc<ServerConfig>,
    respond: &dyn Fn(&str, Option<&str>) -> String,
) {
    let mut connection = ServerConnection::new(config).unwrap();
    let mut request = [0; 4096];
    loop {
        let mut tls = rustls::Stream::new(&mut connection, &mut stream);
        // A client that refuses the certificate leaves without a request.
        let Some(read) = tls.read(&mut request).ok().filter(|read| *read > 0) else { return };
        let response = respond(&String::from_utf8_lossy(&request[..read]), connection.server_name());
        let mut tls = rustls::Stream::new(&mut connection, &mut stream);
        if tls.write_all(response.as_bytes()).and_then(|()| tls.flush()).is_err() {
            return;
        }
    }
}

/// Serves at `127.0.0.1` with a certificate of an authority of its own. Gives the port, and the authority's certificate as PEM.
pub(crate) fn serve(respond: impl Fn(&str) -> String + Send + Sync + 'static) -> (u16, String) {
    let authority = Authority::new();
    let port = serve_as(authority.service("127.0.0.1", None), move |request, _| respond(request));
    (port, authority.pem())
}

/// A proxy that opens tunnels, to `to` whatever it is asked for. `log` gets the first line of each request, and whether it has
/// these credentials.
pub(crate) fn tunnel(to: u16, credentials: &'static str, log: impl Fn(String) + Send + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut head = String::new();
            let mut byte = [0];
            while !head.ends_with("\r\n\r\n") && client.read(&mut byte).is_ok_and(|read| read > 0) {
                head.push(char::from(byte[0]));
            }
            log(head.lines().next().unwrap_or_default().to_owned());
            if !head.contains(credentials) {
                client.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").unwrap();
                continue;
            }
            client.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
            let service = TcpStream::connect(("127.0.0.1", to)).unwrap();
            for (mut from, mut to) in [(client.try_clone().unwrap(), service.try_clone().unwrap()), (service, client)] {
                std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            }
        }
    });
    port
}
