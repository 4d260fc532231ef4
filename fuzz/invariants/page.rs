//! What must hold for any text that is read as a page: every place is in it, and its fences add up.

use std::collections::BTreeSet;

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::{Example, FenceCounts, FenceOutcome, PageDocs, read_page};
use doctrial::internals::text::{Page, Position, SourceText, edit};

/// A page is read without a panic, its places lie in it, and its fences add up.
pub(crate) fn page(text: &str) {
    let page = Page { path: "page.md".to_owned(), text: text.to_owned() };
    let read = read_page(&page, &Dialect::ALL);
    // The code of a `<pre>` stands without its tags and entities: its columns are those of what a browser shows.
    let as_shown = text.contains("<pre");
    for (what, place) in places(&read).into_iter().filter(|_| !as_shown) {
        assert!(lies_in(text, place), "{place}, of {what}, is not in the page");
    }
    fences_add_up(&read);
    for finding in read.findings.iter().filter(|finding| !finding.fix.is_empty()) {
        assert_eq!(edit(text, &finding.fix).refused, [], "the fix of {finding:?} does not apply");
    }
    for example in read.examples.iter().chain(&read.steps) {
        assert!(!example.request.method.is_empty(), "{:?}", example.request);
    }
}

/// A fence of commands on a page: it holds whatever the text holds.
pub(crate) fn command(text: &str) {
    let longest = text.split(|c| c != '~').map(str::len).max().unwrap_or_default();
    let fence = "~".repeat(longest.max(2) + 1);
    page(&format!("# Commands\n\n{fence}sh\n{text}\n{fence}\n\n```json\n{{ \"id\": 7 }}\n```\n"));
}

fn fences_add_up(read: &PageDocs) {
    let mut counts = FenceCounts::default();
    read.fences.iter().for_each(|fence| counts.add(fence.outcome));
    assert_eq!(counts.total(), read.fences.len());
    let lines: BTreeSet<u32> = read.fences.iter().map(|fence| fence.place.line).collect();
    assert_eq!(lines.len(), read.fences.len(), "a fence is counted twice");
    let cased = read.fences.iter().any(|fence| fence.outcome == FenceOutcome::InCase);
    assert_eq!(cased, !read.examples.is_empty(), "a fence is in a case exactly where there is one");
    for example in &read.examples {
        assert!(lines.contains(&example.request.line) && lines.contains(&example.response.line), "{example:?}");
    }
}

/// Every place a message could name, with what is there.
fn places(read: &PageDocs) -> Vec<(&'static str, Position)> {
    let findings = read.findings.iter().map(|finding| (finding.rule.name, finding.location.place));
    let fences = read.fences.iter().map(|fence| ("a fence", fence.place));
    let properties = read.properties.iter().map(|property| ("a property", property.place));
    let mut all: Vec<_> = findings.chain(fences).chain(properties).collect();
    for resource in &read.resources {
        all.extend(places_of_text("a resource", resource.body.source()));
    }
    for example in read.examples.iter().chain(&read.steps) {
        places_of_example(example, &mut all);
    }
    all
}

fn places_of_example(example: &Example, all: &mut Vec<(&'static str, Position)>) {
    let (request, response) = (&example.request, &example.response);
    all.extend(
        [("a request", request.line), ("a response", response.line)].map(|(of, line)| (of, Position::new(line, 1))),
    );
    all.extend([("a URL", request.url_place), ("a status", response.status_place)]);
    all.extend(request.headers.iter().chain(&response.headers).map(|field| ("a header field", field.place)));
    if let Some(body) = &request.body {
        if example.dialect.shows_commands() {
            // What a command sends is put together from its options and is nowhere on the page as it is.
            all.push(("a command's body", body.start()));
        } else {
            all.extend(places_of_text("a request's body", body.source()));
        }
    }
    all.extend(response.body.iter().flat_map(|body| places_of_text("a response's body", body.source())));
}

/// Where each line of a text begins and ends.
fn places_of_text(of: &'static str, text: &SourceText) -> Vec<(&'static str, Position)> {
    let ends = text.text().match_indices('\n').flat_map(|(at, _)| [at, at + 1]);
    [0, text.text().len()].into_iter().chain(ends).map(|at| (of, text.place(at))).collect()
}

fn lies_in(text: &str, place: Position) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The text of a fence that opens on the last line, and is empty, is below it.
    let line = text.split('\n').chain([""]).nth((place.line as usize).wrapping_sub(1));
    // A tab that the indent of its container ends in is read as up to four spaces.
    let columns = |line: &str| line.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>() + 1;
    place.column > 0 && line.is_some_and(|line| place.column as usize <= columns(line))
}
