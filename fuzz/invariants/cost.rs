//! What reading costs is in proportion to the text. It is counted in bytes allocated, which are the same on every machine.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::json::read;
use doctrial::internals::text::Page;

/// How many bytes may be allocated, in all, for each byte of a page that a fuzzer makes, and of a document. The texts that people
/// write take a fourth of that: `tests/fuzzing/cost.rs`.
const MOST_OF_PAGE: u64 = 2000;
const MOST_OF_DOCUMENT: u64 = 100;

/// What even a short text costs, as bytes of text.
const FLOOR: u64 = 100;

pub(crate) fn read_as_page(text: &str) {
    read_page(&Page { path: "page.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
}

pub(crate) fn read_as_commands(text: &str) {
    read_as_page(&format!("# Commands\n\n```sh\n{text}\n```\n"));
}

pub(crate) fn read_as_document(text: &str) {
    // Only what it costs is of interest.
    let _ = read(text);
}

/// Bytes allocated, in all, while a text is read, apart from what is made once for all texts.
pub(crate) fn allocated(read: fn(&str), text: &str) -> u64 {
    read(text);
    allocation_counter::measure(|| read(text)).bytes_total
}

/// Holds `read` to `most` bytes allocated for each byte of a text.
pub(crate) fn hold(read: fn(&str), text: &str, most: u64) {
    let allocated = allocated(read, text);
    let bytes = text.len() as u64 + FLOOR;
    assert!(allocated <= most * bytes, "{allocated} bytes allocated, {} for each byte of\n{text:?}", allocated / bytes);
}

/// A page costs no more than its bytes allow.
pub(crate) fn page_cost(text: &str) {
    hold(read_as_page, text, MOST_OF_PAGE);
}

/// So does a fence of commands.
pub(crate) fn command_cost(text: &str) {
    hold(read_as_commands, text, MOST_OF_PAGE);
}

/// So does a JSON document.
pub(crate) fn json_cost(text: &str) {
    hold(read_as_document, text, MOST_OF_DOCUMENT);
}
