//! TLS: rustls, its cryptography by ring.

use std::error::Error;
use std::sync::Arc;
use std::{fmt, io};

use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::{CertificateError, ClientConfig, ConfigBuilder, Error as TlsError, WantsVerifier};
use rustls_platform_verifier::Verifier;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::http_client::ClientError;

/// By which certificates services are judged.
#[derive(Clone)]
pub(super) struct Trust(TlsConnector);

impl Trust {
    /// Those of the system.
    pub(super) fn of_system() -> Result<Self, ClientError> {
        let verifier = Verifier::new(provider()).map_err(|error| ClientError::Client(error.to_string()))?;
        let config = versions()?.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        Ok(Self::by(config.with_no_client_auth()))
    }

    fn by(mut config: ClientConfig) -> Self {
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self(TlsConnector::from(Arc::new(config)))
    }

    /// A TLS connection to `host` above a TCP connection.
    pub(super) async fn secured(&self, host: &str, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        self.0.connect(name, stream).await
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust")
    }
}

/// The cryptography that the process has chosen, else ring: the harness runs inside the user's test binary.
fn provider() -> Arc<CryptoProvider> {
    CryptoProvider::get_default().map_or_else(|| Arc::new(rustls::crypto::ring::default_provider()), Arc::clone)
}

fn versions() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, ClientError> {
    let builder = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    builder.map_err(|error| ClientError::Client(error.to_string()))
}

/// Why the certificate of the service was refused, if that is what an error comes from.
pub(super) fn refused_certificate(error: &io::Error) -> Option<String> {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        if let Some(TlsError::InvalidCertificate(why)) = error.downcast_ref() {
            return Some(reason(why));
        }
        // `source` of an I/O error leaves out the very error it wraps.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = wrapped.map(|inner| inner as &dyn Error).or_else(|| error.source());
    }
    None
}

fn reason(why: &CertificateError) -> String {
    match why {
        CertificateError::UnknownIssuer => "it was issued by an authority that this machine does not trust \
            (on Linux, the environment variable SSL_CERT_FILE can name a file of trusted certificates)"
            .to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::time::Duration;

    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use rustls::{RootCertStore, ServerConfig, ServerConnection};

    use super::*;
    use crate::client::connector::Connector;
    use crate::client::testing::{OK, bodiless, send_all};
    use crate::client::{Client, TransportError};
    use crate::http::{Exchange, TransportNote};
    use crate::request::testing::target;

    struct Service {
        url: String,
        /// The certificate of the authority that issued the service's.
        authority: CertificateDer<'static>,
        thread: std::thread::JoinHandle<()>,
    }

    /// Answers the requests of one connection with these, with a certificate for `name` of an authority of its own.
    fn serve(name: &str, responses: &'static [&'static str]) -> Service {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority =
            CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority");
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new([name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let config = config.expect("versions").with_no_client_auth();
        let config = Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).expect("fits"));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("https://{}/", listener.local_addr().expect("an address"));
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut connection = ServerConnection::new(config).expect("a TLS connection");
            let mut tls = rustls::Stream::new(&mut connection, &mut stream);
            for response in responses {
                // A client that refuses the certificate leaves without a request.
                if !tls.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {
                    return;
                }
                tls.write_all(response.as_bytes()).expect("a response");
            }
            let _until_the_client_leaves = tls.read(&mut [0; 4096]);
        });
        Service { url, authority: authority.der().clone(), thread }
    }

    /// Sends a request for each of these methods, trusting the system's authorities or only this one.
    fn sent(
        url: &str,
        methods: &[&str],
        authority: Option<&CertificateDer<'static>>,
    ) -> Vec<Result<Exchange, TransportError>> {
        let only = |authority: &CertificateDer<'static>| {
            let mut roots = RootCertStore::empty();
            roots.add(authority.clone()).expect("a certificate");
            Trust::by(versions().expect("versions").with_root_certificates(roots).with_no_client_auth())
        };
        let trust = authority.map_or_else(|| Trust::of_system().expect("certificates"), only);
        let connector = Connector { timeout: Duration::from_secs(5), trust: Some(trust) };
        let requests: Vec<_> = methods.iter().map(|method| bodiless(method, url)).collect();
        send_all(&Client::with(connector, &target()), &requests, None)
    }

    #[test]
    fn a_certificate_of_a_trusted_authority_is_accepted_and_the_connection_kept() {
        let service = serve("127.0.0.1", &[OK, OK]);
        let results = sent(&service.url, &["GET", "GET"], Some(&service.authority));
        assert!(results.iter().all(|result| result.as_ref().is_ok_and(|ok| ok.response.body == b"ok")), "{results:?}");
        service.thread.join().expect("served");
    }

    #[test]
    fn what_follows_a_response_is_seen_above_tls() {
        let service = serve("127.0.0.1", &["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more"]);
        let results = sent(&service.url, &["GET"], Some(&service.authority));
        assert!(results[0].as_ref().is_ok_and(|ok| ok.notes == [TransportNote::StrayBytes]), "{results:?}");
    }

    #[test]
    fn a_certificate_of_an_unknown_authority_is_refused() {
        let service = serve("127.0.0.1", &[OK]);
        let error = sent(&service.url, &["GET"], None).remove(0).expect_err("refused");
        assert!(error.connect && !error.timed_out);
        let refused =
            format!("the certificate of {} was refused: ", &service.url["https://".len()..].trim_end_matches('/'));
        assert!(error.message.starts_with(&refused) && error.message.contains("SSL_CERT_FILE"), "{error}");
    }

    #[test]
    fn a_certificate_for_another_host_is_refused() {
        let service = serve("other.example.com", &[OK]);
        let error = sent(&service.url, &["GET"], Some(&service.authority)).remove(0).expect_err("refused");
        assert!(error.message.contains("was refused: ") && error.message.contains("127.0.0.1"), "{error}");
    }
}
