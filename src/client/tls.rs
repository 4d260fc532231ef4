//! TLS: rustls, with ring as its cryptography provider.

use std::error::Error;

use rustls::{AlertDescription, CertificateError, Error as TlsError};

/// Makes ring the cryptography provider of every TLS connection of this process, unless the process has chosen its own already:
/// the harness runs inside the user's test binary.
pub(super) fn install_provider() {
    // The only error is that a provider is already installed, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why the certificate of the service was refused, if that is the cause of an error.
pub(super) fn refused_certificate(error: &(dyn Error + 'static)) -> Option<String> {
    match tls_error(error)? {
        TlsError::InvalidCertificate(why) => Some(reason(why)),
        _ => None,
    }
}

/// Whether the service ended the connection because the client showed no certificate, or none that it accepts.
pub(super) fn requires_certificate(error: &(dyn Error + 'static)) -> bool {
    let is_about_certificate = |alert: AlertDescription| {
        use AlertDescription as Alert;
        matches!(
            alert,
            Alert::CertificateRequired | Alert::BadCertificate | Alert::UnknownCA | Alert::CertificateUnknown
        )
    };
    matches!(tls_error(error), Some(TlsError::AlertReceived(alert)) if is_about_certificate(*alert))
}

/// The error of the TLS library among the causes of an error.
fn tls_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e TlsError> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref::<TlsError>() {
            return Some(found);
        }
        // `source` of an I/O error leaves out the error that it wraps.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = wrapped.map(|inner| inner as &dyn Error).or_else(|| error.source());
    }
    None
}

fn reason(why: &CertificateError) -> String {
    match why {
        CertificateError::UnknownIssuer => "it was issued by an authority that this machine does not trust \
            (`ca-file` in the table [tls] of the host names certificates to trust; on Linux the environment variable \
            SSL_CERT_FILE does, too)"
            .to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::client::Client;
    use crate::client::testing::{OK, Service, bodiless, send_all};
    use crate::request::testing::target;

    const LONG: Duration = Duration::from_secs(5);

    #[test]
    fn a_certificate_of_a_trusted_authority_is_accepted() {
        let service = Service::start("127.0.0.1", &[&[OK]]);
        let results = send_all(&service.client(LONG), &[bodiless("GET", &service.url)], None);
        assert!(results[0].as_ref().is_ok_and(|ok| ok.response.body == b"ok"), "{results:?}");
    }

    #[test]
    fn a_certificate_of_an_unknown_authority_is_refused() {
        let service = Service::start("127.0.0.1", &[&[OK]]);
        let mut target = target();
        target.base_url = Some(service.url.parse().expect("a URL"));
        let client = Client::new(&target).expect("a client");
        let error = send_all(&client, &[bodiless("GET", &service.url)], None).remove(0).expect_err("refused");
        assert!(error.connect && !error.timed_out());
        let refused = format!("the certificate of {} was refused: ", service.authority());
        assert!(error.message.starts_with(&refused) && error.message.contains("SSL_CERT_FILE"), "{error}");
    }

    #[test]
    fn a_certificate_for_another_host_is_refused() {
        let service = Service::start("other.example.com", &[&[OK]]);
        let results = send_all(&service.client(LONG), &[bodiless("GET", &service.url)], None);
        let error = results[0].as_ref().expect_err("refused");
        assert!(error.message.contains("was refused: ") && error.message.contains("127.0.0.1"), "{error}");
    }
}
