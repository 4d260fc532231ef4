//! Pages with the quirks of real docs (`pages/`) against what a reader finds in them by hand (`snapshots/`, the
//! pairs of a page in page order).

use std::collections::BTreeSet;

use doctrial::internals::contract::{Dialect, DocumentedBody, Field};
use doctrial::internals::docs::{Example, FenceCounts, find_pages, load_page, read_page, scan};
use doctrial::internals::text::{Page, Position};
use serde_json::{Value, json};

fn pages() -> doctrial::internals::docs::Pages {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/pages");
    find_pages(&root, &[], &[]).expect("the fixture pages")
}

fn fields(fields: &[Field]) -> Value {
    fields.iter().map(|f| json!([f.name, f.value])).collect()
}

fn pair(example: &Example) -> Value {
    let (request, response) = (&example.request, &example.response);
    json!({
        "page": example.page, "line": request.line, "response_line": response.line,
        "name": example.name, "dialect": example.dialect.name(), "method": request.method, "url": request.url,
        "request_headers": fields(&request.headers), "request_body": request.body.as_ref().map(DocumentedBody::text),
        "response_headers": fields(&response.headers), "response_body": response.body.as_ref().map(DocumentedBody::text),
        "status": response.status, "truncated": response.facts.truncated, "type": response.facts.type_text,
        "collection": response.facts.collection, "expect_error": response.facts.expect_error,
    })
}

#[test]
fn every_quirky_page_is_read_as_a_person_reads_it() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let different: Vec<String> = scan(&pages(), &Dialect::ALL)
        .into_iter()
        .filter(|page| {
            let mut pairs: Vec<Value> = page.examples.iter().map(pair).collect();
            pairs.sort_by_key(|pair| (pair["line"].as_u64(), pair["response_line"].as_u64()));
            let text = serde_json::to_string_pretty(&pairs).expect("JSON");
            // It prints the difference; the pages after it are to be seen, too.
            let check = || settings.bind(|| insta::assert_snapshot!(page.path.as_str(), text));
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(check)).is_err()
        })
        .map(|page| page.path)
        .collect();
    assert_eq!(different, [""; 0], "pages read otherwise than their snapshots in tests/reading/snapshots say");
}

#[test]
fn every_snapshot_is_one_of_a_page() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading/snapshots");
    let names = std::fs::read_dir(folder).expect("the snapshots").map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.into_string().expect("UTF-8"));
    let snapshots: BTreeSet<String> = names.filter_map(|name| Some(name.strip_suffix(".snap")?.to_owned())).collect();
    let unmatched: Vec<_> = snapshots.symmetric_difference(&pages().paths.into_iter().collect()).cloned().collect();
    assert_eq!(unmatched, [""; 0], "snapshots without a page, or pages without a snapshot");
}

#[test]
fn the_account_of_each_page_adds_up() {
    for page in scan(&pages(), &Dialect::ALL) {
        let mut account = FenceCounts::default();
        page.fences.iter().for_each(|fence| account.add(fence.outcome));
        assert_eq!(account.total(), page.fences.len());
        let lines: BTreeSet<u32> = page.fences.iter().map(|f| f.place.line).collect();
        assert_eq!(lines.len(), page.fences.len(), "{}: a fence is counted twice", page.path);
        for example in &page.examples {
            assert!(lines.contains(&example.request.line) && lines.contains(&example.response.line));
        }
    }
}

/// Whatever stands before a fence's lines (list indent, quote marks, tabs, CR), each place leads back to the very text.
#[test]
fn places_lead_back_to_the_text_they_name() {
    let pages = pages();
    for path in &pages.paths {
        let page = load_page(&pages.folder.root, path).expect("a page").page;
        let lines: Vec<&str> = page.text.trim_start_matches('\u{feff}').lines().collect();
        for example in read_page(&page, &Dialect::ALL).examples {
            let at = |place: Position| -> String {
                lines[place.line as usize - 1].chars().skip(place.column as usize - 1).collect()
            };
            if example.dialect.shows_commands() {
                // What a command leaves to curl (scheme, method, fields) stands nowhere.
                let path = example.request.url.split(['?', '{', '}']).next().expect("a URL");
                let segment = path.rsplit('/').find(|segment| !segment.is_empty()).expect("a segment");
                let url = at(example.request.url_place);
                assert!(url.contains(segment), "{path}: `{url}`");
                bodies_lead_back(&at, [&example.response.body, &None]);
                continue;
            }
            let status = at(example.response.status_place);
            // Where the docs leave the code open, the response itself decides.
            let first_word = example.response.body.as_ref().and_then(|body| body.text().split_whitespace().next());
            let named = example.response.status.only().map(|code| code.to_string());
            let shown = named.as_deref().or(first_word);
            assert!(shown.is_some_and(|shown| status.starts_with(shown)), "{path}: `{status}`");
            let shown = at(example.request.url_place);
            let url = example.request.url.split(['?', '&', ' ', '{']).next().expect("a URL");
            // The path may be elsewhere than the host, and what the host begins its paths with.
            let leads_back = |at: usize| shown.trim_start_matches('/').starts_with(url[at..].trim_start_matches('/'));
            let mut segments = url.match_indices('/').map(|(at, _)| at).filter(|&at| !url[at..].starts_with("//"));
            assert!(leads_back(0) || segments.any(leads_back), "{path}: `{shown}`");
            for field in example.request.headers.iter().chain(&example.response.headers) {
                // `+ Response 200 (application/json)` shows only the value.
                let shown = at(field.place);
                assert!(shown.starts_with(&field.name) || shown.starts_with(&field.value), "{path}: {}", field.name);
            }
            bodies_lead_back(&at, [&example.request.body, &example.response.body]);
        }
    }
}

fn bodies_lead_back(at: &dyn Fn(Position) -> String, bodies: [&Option<DocumentedBody>; 2]) {
    for body in bodies.into_iter().flatten() {
        let mut offset = 0;
        for line in body.text().split('\n') {
            let word = line.trim_start();
            let place = body.place(offset + line.len() - word.len());
            // A body that is made of the samples of attributes is at the line that begins them.
            let shown = at(place);
            assert!(shown.starts_with(word.trim_end()) || shown.starts_with("+ Attributes"), "{place}: `{word}`");
            offset += line.len() + 1;
        }
    }
}

#[test]
fn a_dialect_that_is_off_is_not_read() {
    let text = "# T\n\n<!-- { \"blockType\": \"request\", \"name\": \"n\" } -->\n```http\nGET https://h/a\n```\n\n\
                <!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 200 OK\n```\n\n## Plain\n\n\
                ```http\nGET https://h/b HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let found = |dialects: &[Dialect]| -> Vec<String> {
        read_page(&page, dialects).examples.iter().map(|e| format!("{} {}", e.dialect, e.request.url)).collect()
    };
    assert_eq!(found(&[Dialect::ApiDoctor]), ["api-doctor https://h/a"]);
    assert_eq!(found(&[Dialect::Http]), ["http https://h/a", "http https://h/b"]);
    let commands = "```sh\n$ curl h:1/a\n{}\n```\n";
    let page = Page { path: "p.md".to_owned(), text: commands.to_owned() };
    for (dialects, count) in [(&[Dialect::ApiDoctor, Dialect::Http][..], 0), (&[Dialect::Curl], 1)] {
        let read = read_page(&page, dialects);
        assert_eq!((read.examples.len(), read.fences.len()), (count, 1), "{dialects:?}");
    }
}

#[test]
fn a_loop_of_links_is_walked_once() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("a.md"), "# A\n").expect("a page");
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).expect("a link");
    let pages = find_pages(dir.path(), &[], &[]).expect("pages");
    assert_eq!(pages.paths, ["a.md"]);
}

#[test]
fn a_folder_without_pages_is_an_error_and_a_binary_page_a_finding() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(find_pages(dir.path(), &[], &[]).expect_err("no pages").to_string().contains("no page of docs"));
    std::fs::write(dir.path().join("b.md"), b"PK\x03\x04\x00\x00").expect("a file");
    let pages = find_pages(dir.path(), &[], &[]).expect("pages");
    let read = scan(&pages, &Dialect::ALL);
    let findings: Vec<String> =
        read.iter().flat_map(|page| &page.findings).map(|f| format!("{} {}", f.location, f.message)).collect();
    assert_eq!(findings, ["b.md:1:1 this file is not read: it is a binary file, not a Markdown page"]);
}
