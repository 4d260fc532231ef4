//! What reading costs is in proportion to the text. It is counted in bytes allocated, which are the same on every machine.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::json::read;
use doctrial::internals::text::Page;

use crate::mutations::mutations;
use crate::seeds;

fn page(text: &str) {
    read_page(&Page { path: "page.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
}

fn command(text: &str) {
    page(&format!("# Commands\n\n```sh\n{text}\n```\n"));
}

fn document(text: &str) {
    // Only what it costs is of interest.
    let _ = read(text);
}

/// Holds `read` to `most` bytes allocated, in all, for each byte of the seeds of a target and of texts made of them.
fn hold(target: &str, read: fn(&str), most: u64) {
    /// What even a short text costs, as bytes of text.
    const FLOOR: u64 = 100;
    let seeds = seeds(target);
    for text in seeds.iter().cloned().chain(mutations(&seeds, 1000)) {
        let allocated = allocated(read, &text);
        let bytes = text.len() as u64 + FLOOR;
        assert!(
            allocated <= most * bytes,
            "{allocated} bytes allocated, {} for each byte of\n{text:?}",
            allocated / bytes
        );
    }
}

/// Bytes allocated, in all, while a text is read, apart from what is made once for all texts.
fn allocated(read: fn(&str), text: &str) -> u64 {
    read(text);
    allocation_counter::measure(|| read(text)).bytes_total
}

// The bounds are about one and a half times the most that was seen.

#[test]
fn pages() {
    hold("page", page, 520);
}

#[test]
fn commands() {
    hold("command", command, 380);
}

#[test]
fn json() {
    hold("json", document, 25);
}

#[test]
fn a_page_eight_times_as_long_costs_eight_times_as_much() {
    // Of several types on a page each gets the rows of all tables that its block names: more types, with more rows each.
    for text in seeds("page").iter().filter(|text| !text.contains("\"resource\"")) {
        let [few, many] = [16, 128].map(|times| allocated(page, &text.repeat(times)));
        assert!(many < few * 9, "{few} bytes allocated, then {many}, for 16 and 128 times\n{text}");
    }
}
