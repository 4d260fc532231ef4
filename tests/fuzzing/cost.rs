//! The cost that the fuzz targets bound, held to what was seen: over their seeds and texts made of them.

use crate::invariants::cost::{allocated, hold, read_as_commands, read_as_document, read_as_page};
use crate::mutations::mutations;
use crate::seeds;

/// Holds `read` to `most` bytes allocated, in all, for each byte of the seeds of a target and of texts made of them.
fn hold_all(target: &str, read: fn(&str), most: u64) {
    let seeds = seeds(target);
    for text in seeds.iter().cloned().chain(mutations(&seeds, 1000)) {
        hold(read, &text, most);
    }
}

// The bounds are about one and a half times the most that was seen.

#[test]
fn pages() {
    hold_all("page", read_as_page, 520);
}

#[test]
fn commands() {
    hold_all("command", read_as_commands, 380);
}

#[test]
fn json() {
    hold_all("json", read_as_document, 25);
}

#[test]
fn a_page_eight_times_as_long_costs_eight_times_as_much() {
    // Of several types on a page each gets the rows of all tables that its block names: more types, with more rows each.
    for text in seeds("page").iter().filter(|text| !text.contains("\"resource\"")) {
        let [few, many] = [16, 128].map(|times| allocated(read_as_page, &text.repeat(times)));
        assert!(many < few * 9, "{few} bytes allocated, then {many}, for 16 and 128 times\n{text}");
    }
}
