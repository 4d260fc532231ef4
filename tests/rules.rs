//! Every rule of the registry is documented, and triggered by a fixture of its own in `tests/rules/`.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use doctrial::finding::{Level, Rule, rules};
use doctrial::internals::config::{Environment, Layer, Load, Purpose, Settings};
use doctrial::internals::http::{Exchange, Headers, Request, Response};
use doctrial::internals::judge::{Policy, judge};
use doctrial::internals::mock::Service;
use doctrial::internals::schema::Schemas;
use doctrial::internals::session::{self, LoadOptions, LoadedCases};

/// Rules that nothing can trigger, each with the reason.
const UNREACHABLE: &[(&str, &str)] = &[
    ("B107", "a net below the other rules: whoever finds a way into it adds a rule"),
    ("X108", "of a run against a service: tests/cli/state.rs"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

#[test]
fn every_rule_is_triggered_by_its_fixture() {
    let mut wrong = Vec::new();
    for rule in rules::all().filter(|rule| !UNREACHABLE.iter().any(|(code, _)| *code == rule.code)) {
        match fixture(rule) {
            None => wrong.push(missing(rule)),
            Some(docs) => {
                let found = found(rule, &docs);
                if !found.contains(rule.code) {
                    wrong.push(format!("{} finds {found:?}, not {} {}", docs.display(), rule.code, rule.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fixture_is_one_of_a_rule() {
    let codes: BTreeSet<&str> = rules::all().map(|rule| rule.code).collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.split('.').next().unwrap();
        assert!(codes.contains(code), "tests/rules/{name} is of no rule: its name begins with a rule's code");
    }
    for (code, why) in UNREACHABLE {
        assert!(codes.contains(code) && !why.is_empty(), "{code} is no rule any more: take it out of UNREACHABLE");
    }
}

#[test]
fn the_reference_is_what_the_rules_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let written = std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        written == doctrial::internals::report::rules_page(),
        "docs/rules.md is stale: cargo run -- explain --all --format markdown > docs/rules.md"
    );
}

fn missing(rule: &Rule) -> String {
    let Rule { code, name, .. } = rule;
    let beside = match code.as_bytes()[0] {
        b'S' | b'H' | b'B' => {
            format!(", and tests/rules/{code}.response.http: a response to its one case that breaks the rule")
        }
        b'V' => format!(", and tests/rules/{code}.request.http: a request that the documented service refuses by it"),
        _ => format!(" (or a folder tests/rules/{code}/ of pages)"),
    };
    format!(
        "{code} {name} has no fixture: add tests/rules/{code}.md, a small page that breaks it{beside}. The settings it needs \
         are in tests/rules/{code}.toml"
    )
}

/// The page of a rule, or its folder of pages.
fn fixture(rule: &Rule) -> Option<PathBuf> {
    let (page, pages) = (folder().join(format!("{}.md", rule.code)), folder().join(rule.code));
    [page, pages].into_iter().find(|path| path.exists())
}

/// The codes of all rules that a fixture breaks.
fn found(rule: &Rule, docs: &Path) -> BTreeSet<String> {
    let settings = settings(rule);
    let loaded =
        session::load_cases(&settings, LoadOptions { source: Some(docs), lint: true, ..LoadOptions::default() })
            .unwrap();
    let mut found: BTreeSet<String> = loaded.findings.iter().map(|f| f.rule.code.to_owned()).collect();
    let beside = |kind: &str| std::fs::read_to_string(folder().join(format!("{}.{kind}.http", rule.code))).ok();
    if let Some(response) = beside("response") {
        found.extend(judged(&loaded, &settings, &response));
    }
    if let Some(request) = beside("request") {
        found.insert(refused(loaded, &request));
    }
    found
}

/// The fixture's own settings; nothing is allowed, so that every rule speaks.
fn settings(rule: &Rule) -> Settings {
    let file = Some(folder().join(format!("{}.toml", rule.code))).filter(|file| file.exists());
    let file = file.or_else(|| Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules.toml")));
    let environment = Environment::of(folder(), []);
    let (from, flags) = (folder(), Layer::default());
    let load = Load { environment: &environment, from, file, profile: None, flags, purpose: Purpose::Read };
    let mut settings = load.settings().unwrap();
    settings.levels.entry(rule.code).or_insert(Level::Warn);
    settings
}

/// Head and body of a message: the head's lines end with LF, a blank line ends it.
fn message(text: &str) -> (&str, Headers, &str) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
    let mut lines = head.lines();
    let start = lines.next().unwrap();
    let mut headers = Headers::default();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        headers.push(name, value.trim());
    }
    (start, headers, body)
}

fn judged(loaded: &LoadedCases, settings: &Settings, response: &str) -> Vec<String> {
    let [case] = loaded.cases.as_slice() else { panic!("a fixture with a response has one case: {:?}", loaded.cases) };
    let (start, headers, body) = message(response);
    let status = start.split(' ').nth(1).unwrap().parse().unwrap();
    let request = Request {
        method: case.request.method.clone(),
        url: case.request.url.clone(),
        headers: Headers::default(),
        body: None,
    };
    let response = Response { status, headers, body: body.trim_end_matches('\n').into() };
    let exchange = Exchange { request, response, elapsed: Duration::ZERO, notes: Vec::new() };
    let policy = Policy { levels: settings.levels.clone(), denied_tolerances: settings.denied_tolerances.clone() };
    let verdict = judge(case, &exchange, &[], &Schemas::new(loaded.schemas.clone()), &policy).verdict;
    verdict.findings.iter().map(|finding| finding.rule.code.to_owned()).collect()
}

/// The rule by which the documented service refuses a request.
fn refused(loaded: LoadedCases, request: &str) -> String {
    let schemas = Arc::new(Schemas::new(loaded.schemas));
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let service = Service::start(loaded.cases, schemas, session::runtime().unwrap().handle(), any_port).unwrap();
    let (start, headers, body) = message(request);
    let mut wire = format!("{start}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers.iter() {
        wire = wire + name + ": " + value + "\r\n";
    }
    let mut stream = TcpStream::connect(service.addr).unwrap();
    stream.write_all(format!("{wire}\r\n{body}").as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let rule = response.split_once("urn:doctrial:rule:").map(|(_, rest)| rest[..4].to_owned());
    rule.unwrap_or_else(|| panic!("not refused: {response}"))
}
