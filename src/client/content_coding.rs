//! Content codings of a response (RFC 9110 section 8.4.1), each removed within bounds.

use std::io::{self, Read};

use brotli_decompressor::{BrotliDecompressStream, BrotliResult, BrotliState, StandardAlloc};
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use ruzstd::decoding::StreamingDecoder;

use super::TransportError;
use crate::http::Headers;

/// A body without its content codings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) body: Vec<u8>,
    /// Bytes after the end of an encoded body were ignored.
    pub(super) has_trailing_bytes: bool,
}

/// Removes the content codings that the headers name, the last one first; the result has at most `limit` bytes.
///
/// # Errors
/// The coding is not known, the body does not have it, or the decoded body is larger than `limit`.
pub(super) fn decoded(body: Vec<u8>, headers: &Headers, url: &str, limit: usize) -> Result<Decoded, TransportError> {
    // Repeated fields are one list (RFC 9110 section 5.3).
    let codings = headers.all("content-encoding").collect::<Vec<_>>().join(",").to_ascii_lowercase();
    let mut decoded = Decoded { body, has_trailing_bytes: false };
    for coding in codings.split(',').rev().map(str::trim).filter(|coding| !matches!(*coding, "" | "identity")) {
        if decoded.body.is_empty() {
            break;
        }
        let decode = decoder(coding).ok_or_else(|| TransportError::unknown_coding(url, coding))?;
        let (plain, rest) =
            decode(&decoded.body, limit).map_err(|error| TransportError::undecodable(url, coding, &error))?;
        if plain.len() > limit {
            return Err(TransportError::too_large(url, limit));
        }
        decoded = Decoded { has_trailing_bytes: decoded.has_trailing_bytes || rest > 0, body: plain };
    }
    Ok(decoded)
}

/// Decodes a body to at most one byte more than the limit; returns that, and how many bytes are left after its end.
type Decode = fn(&[u8], usize) -> io::Result<(Vec<u8>, usize)>;

fn decoder(coding: &str) -> Option<Decode> {
    match coding {
        "gzip" | "x-gzip" => Some(gzip),
        "deflate" => Some(deflate),
        "br" => Some(brotli),
        "zstd" => Some(zstd),
        _ => None,
    }
}

fn bounded(decoder: &mut impl Read, limit: usize, plain: &mut Vec<u8>) -> io::Result<()> {
    let room = (limit + 1).saturating_sub(plain.len()) as u64;
    decoder.take(room).read_to_end(plain).map(drop)
}

/// One or more members (RFC 1952 section 2.2).
fn gzip(body: &[u8], limit: usize) -> io::Result<(Vec<u8>, usize)> {
    let (mut plain, mut rest) = (Vec::new(), body);
    loop {
        let mut decoder = GzDecoder::new(rest);
        bounded(&mut decoder, limit, &mut plain)?;
        rest = decoder.into_inner();
        if plain.len() > limit || !rest.starts_with(b"\x1f\x8b") {
            return Ok((plain, rest.len()));
        }
    }
}

/// With the zlib frame that RFC 9110 asks for, or without it as many services send it.
fn deflate(body: &[u8], limit: usize) -> io::Result<(Vec<u8>, usize)> {
    let framed = |body: &[u8]| {
        let (mut plain, mut decoder) = (Vec::new(), ZlibDecoder::new(body));
        bounded(&mut decoder, limit, &mut plain).map(|()| (plain, decoder.into_inner().len()))
    };
    let raw = |body: &[u8]| {
        let (mut plain, mut decoder) = (Vec::new(), DeflateDecoder::new(body));
        bounded(&mut decoder, limit, &mut plain).map(|()| (plain, decoder.into_inner().len()))
    };
    framed(body).or_else(|error| raw(body).map_err(|_| error))
}

fn brotli(body: &[u8], limit: usize) -> io::Result<(Vec<u8>, usize)> {
    let alloc = StandardAlloc::default;
    let mut state = BrotliState::new(alloc(), alloc(), alloc());
    let (mut available, mut at, mut total) = (body.len(), 0, 0);
    let (mut plain, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        let (mut room, mut written) = (chunk.len(), 0);
        let result = BrotliDecompressStream(
            &mut available,
            &mut at,
            body,
            &mut room,
            &mut written,
            &mut chunk,
            &mut total,
            &mut state,
        );
        plain.extend_from_slice(&chunk[..written]);
        match result {
            BrotliResult::ResultSuccess => return Ok((plain, available)),
            BrotliResult::NeedsMoreOutput if plain.len() > limit => return Ok((plain, available)),
            BrotliResult::NeedsMoreOutput => {}
            BrotliResult::NeedsMoreInput => return Err(io::Error::other("it ends too early")),
            BrotliResult::ResultFailure => return Err(io::Error::other("corrupt brotli stream")),
        }
    }
}

/// The magic number of a frame (RFC 8878 section 3.1.1).
const ZSTD_FRAME: &[u8] = b"\x28\xb5\x2f\xfd";

/// One or more frames. The decoder bounds the window, and so the memory, by itself.
fn zstd(body: &[u8], limit: usize) -> io::Result<(Vec<u8>, usize)> {
    let (mut plain, mut rest) = (Vec::new(), body);
    loop {
        let mut decoder = StreamingDecoder::new(&mut rest).map_err(io::Error::other)?;
        bounded(&mut decoder, limit, &mut plain)?;
        if plain.len() > limit || !rest.starts_with(ZSTD_FRAME) {
            return Ok((plain, rest.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PLAIN: &[u8] = b"{\"a\": 1}";

    fn coded(coding: &str, body: &[u8], limit: usize) -> Result<(String, bool), String> {
        let mut headers = Headers::default();
        coding.split('|').for_each(|field| headers.push("Content-Encoding", field));
        let decoded = decoded(body.to_vec(), &headers, "http://127.0.0.1:9/x", limit);
        decoded
            .map(|Decoded { body, has_trailing_bytes }| (String::from_utf8(body).expect("is text"), has_trailing_bytes))
            .map_err(|error| error.to_string())
    }

    #[allow(clippy::unnecessary_wraps, reason = "it is compared with a result")]
    fn plain(has_trailing_bytes: bool) -> Result<(String, bool), String> {
        Ok((String::from_utf8_lossy(PLAIN).into_owned(), has_trailing_bytes))
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(text).expect("writes");
        gzip.finish().expect("ends")
    }

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(text).expect("writes");
        zlib.finish().expect("ends")
    }

    fn raw_deflate(text: &[u8]) -> Vec<u8> {
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(text).expect("writes");
        raw.finish().expect("ends")
    }

    /// One uncompressed meta-block, and the empty last one (RFC 7932 section 9.2).
    fn brotli(text: &[u8]) -> Vec<u8> {
        let length = (text.len() - 1) as u32;
        // Window size 16; not last; four nibbles of length; uncompressed; padding.
        let bits = (length << 4) | (1 << 20);
        [&bits.to_le_bytes()[..3], text, &[3]].concat()
    }

    /// One raw block without checksum (RFC 8878 section 3.1.1).
    fn zstd(text: &[u8]) -> Vec<u8> {
        let header = ((text.len() as u32) << 3) | 1;
        [ZSTD_FRAME, &[0x20, text.len() as u8], &header.to_le_bytes()[..3], text].concat()
    }

    #[test]
    fn each_coding_is_removed() {
        for (coding, body) in [
            ("gzip", gzip(PLAIN)),
            ("X-GZip", gzip(PLAIN)),
            ("gzip", [gzip(b"{\"a\""), gzip(b": 1}")].concat()),
            ("deflate", zlib(PLAIN)),
            ("deflate", raw_deflate(PLAIN)),
            ("br", brotli(PLAIN)),
            ("zstd", zstd(PLAIN)),
            ("zstd", [zstd(b"{\"a\""), zstd(b": 1}")].concat()),
            ("gzip, deflate", zlib(&gzip(PLAIN))),
            ("gzip|deflate", zlib(&gzip(PLAIN))),
            ("br, identity, gzip", gzip(&brotli(PLAIN))),
            ("identity", PLAIN.to_vec()),
        ] {
            assert_eq!(coded(coding, &body, 100), plain(false), "{coding}");
        }
    }

    #[test]
    fn bytes_after_the_end_are_ignored_and_noted() {
        for (coding, body) in [
            ("gzip", gzip(PLAIN)),
            ("deflate", zlib(PLAIN)),
            ("deflate", raw_deflate(PLAIN)),
            ("br", brotli(PLAIN)),
            ("zstd", zstd(PLAIN)),
        ] {
            assert_eq!(coded(coding, &[&body[..], b"garbage"].concat(), 100), plain(true), "{coding}");
        }
    }

    #[test]
    fn bodies_that_are_cut_off_or_something_else_are_errors() {
        for (coding, body) in
            [("gzip", gzip(PLAIN)), ("deflate", zlib(PLAIN)), ("br", brotli(PLAIN)), ("zstd", zstd(PLAIN))]
        {
            let cut = coded(coding, &body[..body.len() - 4], 100).expect_err("cut off");
            assert!(cut.contains(&format!("encoded in `{coding}`, but cannot be decoded")), "{cut}");
            let other = coded(coding, b"<html>", 100).expect_err("is not encoded");
            assert!(other.contains("cannot be decoded"), "{coding}: {other}");
        }
        let unknown = coded("compress", b"x", 100).expect_err("unknown");
        assert!(unknown.contains("`compress`, which is not a content coding that doctrial knows"), "{unknown}");
    }

    #[test]
    fn a_bomb_is_refused_within_bounds() {
        let zeros = vec![0; 1 << 20];
        let zstd_zeros = {
            // One block of a repeated byte.
            let header = (0x1_ffff_u32 << 3) | 2 | 1;
            [ZSTD_FRAME, &[0xa0], &0x1_ffff_u32.to_le_bytes(), &header.to_le_bytes()[..3], b"\0"].concat()
        };
        for (coding, body) in
            [("gzip", gzip(&zeros)), ("deflate", zlib(&zeros)), ("br", brotli(&zeros[..40_000])), ("zstd", zstd_zeros)]
        {
            let error = coded(coding, &body, 1000).expect_err("too large");
            assert!(error.contains("larger than 1000 bytes"), "{coding}: {error}");
        }
    }
}
