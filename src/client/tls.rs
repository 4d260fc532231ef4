//! TLS: rustls, its cryptography by ring.

use std::error::Error;

use rustls::{CertificateError, Error as TlsError};

/// Makes ring the cryptography of every TLS connection of this process, unless the process has chosen its own already:
/// the harness runs inside the user's test binary.
pub(super) fn install_provider() {
    // The one error is that there is a provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why the certificate of the service was refused, if that is what an error comes from.
pub(super) fn refused_certificate(error: &dyn Error) -> Option<String> {
    let mut cause = error.source();
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
    use std::sync::Arc;

    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use rustls::pki_types::PrivateKeyDer;
    use rustls::{ServerConfig, ServerConnection};

    use super::*;
    use crate::client::connections::ConnectionSettings;
    use crate::client::{Client, TransportError};
    use crate::http::{Exchange, Headers, Request};
    use crate::request::testing::target;

    struct Service {
        url: String,
        /// The certificate of the authority that issued the service's, as PEM.
        authority: String,
        thread: std::thread::JoinHandle<()>,
    }

    /// Answers one connection, with a certificate for `name` of an authority of its own.
    fn serve(name: &str) -> Service {
        install_provider();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority =
            CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority");
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new([name.to_owned()]).expect("a name");
        let certificate = params.signed_by(&key, &authority).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder().with_no_client_auth();
        let config = Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).expect("fits"));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("https://{}/", listener.local_addr().expect("an address"));
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut connection = ServerConnection::new(config).expect("a TLS connection");
            let mut tls = rustls::Stream::new(&mut connection, &mut stream);
            // A client that refuses the certificate leaves without a request.
            if tls.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {
                tls.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").expect("a response");
            }
        });
        Service { url, authority: authority.pem(), thread }
    }

    /// Sends one request, trusting the system's authorities or only this one.
    fn send(url: &str, authority: Option<&str>) -> Result<Exchange, TransportError> {
        let mut target = target();
        target.base_url = Some(url.parse().expect("a URL"));
        let certificate = |pem: &str| reqwest::Certificate::from_pem(pem.as_bytes()).expect("a certificate");
        let trusted = authority.map(|pem| vec![certificate(pem)]);
        let settings = ConnectionSettings { tls: true, connect_timeout: target.connect_timeout, trusted };
        let client = Client::with(settings, &target).expect("a client");
        let request = Request { method: "GET".into(), url: url.into(), headers: Headers::default(), body: None };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(client.send(&request, None))
    }

    #[test]
    fn a_certificate_of_a_trusted_authority_is_accepted() {
        let service = serve("127.0.0.1");
        let exchange = send(&service.url, Some(&service.authority)).expect("a response");
        assert_eq!(exchange.response.status, 204);
        service.thread.join().expect("served");
    }

    #[test]
    fn a_certificate_of_an_unknown_authority_is_refused() {
        let service = serve("127.0.0.1");
        let error = send(&service.url, None).expect_err("refused");
        assert!(error.connect && !error.timed_out);
        let refused =
            format!("the certificate of {} was refused: ", &service.url["https://".len()..].trim_end_matches('/'));
        assert!(error.message.starts_with(&refused) && error.message.contains("SSL_CERT_FILE"), "{error}");
    }

    #[test]
    fn a_certificate_for_another_host_is_refused() {
        let service = serve("other.example.com");
        let error = send(&service.url, Some(&service.authority)).expect_err("refused");
        assert!(error.message.contains("was refused: ") && error.message.contains("127.0.0.1"), "{error}");
    }
}
