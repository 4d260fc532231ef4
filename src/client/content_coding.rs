//! Content codings of a response (RFC 9110 section 8.4.1). None is asked for, but a service may use one nevertheless.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::TransportError;
use crate::http::Headers;

/// The body without its content codings, at most `limit` bytes.
///
/// # Errors
/// The coding is not supported, the body does not have it, or the decoded body is larger than `limit`.
pub(super) fn decoded(
    mut body: Vec<u8>,
    headers: &Headers,
    url: &str,
    limit: usize,
) -> Result<Vec<u8>, TransportError> {
    // Repeated fields are one list (RFC 9110 section 5.3).
    let codings = headers.all("content-encoding").collect::<Vec<_>>().join(",").to_ascii_lowercase();
    for coding in codings.split(',').rev().map(str::trim).filter(|coding| !matches!(*coding, "" | "identity")) {
        if body.is_empty() {
            break;
        }
        body = match coding {
            "gzip" | "x-gzip" => read(MultiGzDecoder::new(body.as_slice()), coding, url, limit)?,
            "deflate" => read(ZlibDecoder::new(body.as_slice()), coding, url, limit)?,
            other => return Err(TransportError::coded(url, &format!("in `{other}`, which is not supported"))),
        };
    }
    Ok(body)
}

fn read(decoder: impl Read, coding: &str, url: &str, limit: usize) -> Result<Vec<u8>, TransportError> {
    let mut plain = Vec::new();
    let mut bounded = decoder.take(limit as u64 + 1);
    if let Err(error) = bounded.read_to_end(&mut plain) {
        return Err(TransportError::coded(url, &format!("in `{coding}`, but cannot be decoded: {error}")));
    }
    if plain.len() > limit { Err(TransportError::too_large(url, limit)) } else { Ok(plain) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};

    use super::*;

    fn coded(coding: &str, body: Vec<u8>, limit: usize) -> Result<Vec<u8>, String> {
        let mut headers = Headers::default();
        coding.split('|').for_each(|field| headers.push("Content-Encoding", field));
        decoded(body, &headers, "http://127.0.0.1:9/x", limit).map_err(|error| error.to_string())
    }

    #[test]
    fn a_coded_body_is_decoded_within_bounds() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(b"{\"a\": 1}").expect("writes");
        let gzip = gzip.finish().expect("ends");
        assert_eq!(coded("gzip", gzip.clone(), 100).as_deref(), Ok(&b"{\"a\": 1}"[..]));
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&gzip).expect("writes");
        let zlib = zlib.finish().expect("ends");
        assert_eq!(coded("gzip, deflate", zlib.clone(), 100).as_deref(), Ok(&b"{\"a\": 1}"[..]));
        assert_eq!(coded("gzip|deflate", zlib, 100).as_deref(), Ok(&b"{\"a\": 1}"[..]));
        assert_eq!(coded("identity", b"x".to_vec(), 100).as_deref(), Ok(&b"x"[..]));
        assert!(coded("gzip", gzip, 3).is_err_and(|error| error.contains("larger than")));
        assert!(coded("br", b"x".to_vec(), 100).is_err_and(|error| error.contains("`br`")));
        assert!(coded("gzip", b"plain".to_vec(), 100).is_err_and(|error| error.contains("cannot be decoded")));
    }
}
