//! What the client sends for a documented URL, the mock takes for a request of that URL: both read it by one template.
//!
//! `DOCTRIAL_DOCS` names further folders of docs to try this on, separated as in `PATH`.

#[path = "../optional/mod.rs"]
mod optional;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use doctrial::internals::compile::ContractDraft;
use doctrial::internals::config::{Network, Target};
use doctrial::internals::contract::{Case, Dialect};
use doctrial::internals::docs;
use doctrial::internals::http::url_template::{RequestTarget, UrlTemplate};
use doctrial::internals::request::{Destination, prepare_request};
use doctrial::internals::schema::{SchemaSet, Schemas};
use doctrial::internals::text::Page;

use optional::{Availability, Tests, assert_ignored, variable};

const PAGE: &str = include_str!("page.md");
const OTHER_DOCS: &str = "the_mock_matches_what_is_sent_for_other_docs";

fn main() -> ExitCode {
    let available: Availability =
        variable("DOCTRIAL_DOCS").map(|_| ()).ok_or_else(|| "DOCTRIAL_DOCS not set: name folders of docs".to_owned());
    Tests::new()
        .always("the_mock_matches_what_is_sent_in_every_notation", every_notation)
        .when(&available, OTHER_DOCS, other_docs)
        .always("without_other_docs_the_reason_is_reported", || {
            assert_ignored(OTHER_DOCS, "DOCTRIAL_DOCS not set", |command| command.env_remove("DOCTRIAL_DOCS"));
        })
        .run()
}

fn every_notation() {
    let page = Page { path: "page.md".to_owned(), text: PAGE.to_owned() };
    let cases = cases(vec![docs::read_page(&page, &Dialect::ALL)]);
    assert_eq!(cases.len(), PAGE.matches("GET ").count());
    let tried = try_all(&cases);
    assert_eq!((tried.mismatches, tried.not_sent), (vec![], vec![]));
}

fn other_docs() {
    let folders = variable("DOCTRIAL_DOCS").expect("was set");
    for folder in std::env::split_paths(&folders) {
        let found = docs::find_pages(&folder, &[], &[]).expect("docs");
        let pages = found.paths.iter().map(|path| read(&found.folder.root, path)).collect();
        let cases = cases(pages);
        let tried = try_all(&cases);
        assert!(!cases.is_empty(), "no example in {}", folder.display());
        assert!(tried.mismatches.is_empty(), "{}:\n{}", folder.display(), tried.mismatches.join("\n"));
        assert!(tried.not_sent.len() * 20 <= cases.len(), "many not sent: {:#?}", tried.not_sent);
    }
}

fn read(root: &Path, path: &str) -> docs::PageDocs {
    let page: PathBuf = root.join(path);
    let text = std::fs::read(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    let page = Page { path: path.to_owned(), text: String::from_utf8_lossy(&text).into_owned() };
    docs::read_page(&page, &Dialect::ALL)
}

fn cases(pages: Vec<docs::PageDocs>) -> Vec<Case> {
    ContractDraft::of_pages(pages, SchemaSet::default()).attach_schemas().cases
}

#[derive(Default)]
struct Tried {
    mismatches: Vec<String>,
    not_sent: Vec<String>,
}

/// Only the URL is tried: whatever host it is documented on, and whatever else is wrong with the example.
fn try_all(cases: &[Case]) -> Tried {
    let (target, schemas) = (target(), Schemas::new(SchemaSet::default()));
    let base_url = "http://127.0.0.1:9/".parse().expect("a URL");
    let destination = Destination { base_url, embedded: true };
    let mut tried = Tried::default();
    for case in cases {
        let template = UrlTemplate::parse(&case.request.url);
        let mut case = case.clone();
        case.skip = None;
        (case.request.body, case.request.headers, case.request.header_table) = (None, vec![], vec![]);
        case.request.origin = template
            .authority
            .as_ref()
            .map(|authority| format!("{}://{}", authority.scheme.as_deref().unwrap_or("https"), authority.host));
        let shown = format!("{}: {}", case.id, case.request.url);
        let Ok(prepared) = prepare_request(&case, &target, &destination, &schemas) else {
            tried.not_sent.push(shown);
            continue;
        };
        let sent = prepared.request.url.strip_prefix("http://127.0.0.1:9").expect("below the base URL");
        let (path, query) = sent.split_once('?').map_or((sent, None), |(path, query)| (path, Some(query)));
        if !template.pattern().matches(&RequestTarget::parse(path, query)) {
            tried.mismatches.push(format!("{shown} is sent as {sent}"));
        }
    }
    tried
}

fn target() -> Target {
    Target {
        base_url: None,
        network: Network::default(),
        origins: Vec::new(),
        allow_writes: true,
        production: false,
        allow_production_writes: false,
        connect_timeout: Duration::from_secs(1),
        timeout: Duration::from_secs(1),
        run_headers: true,
        headers: Vec::new(),
        auth: None,
        identities: Vec::new(),
        parameters: BTreeMap::new(),
        files: BTreeMap::new(),
        stand_ins: None,
        page_stand_ins: Vec::new(),
    }
}
