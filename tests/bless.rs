//! Laws of rewriting examples, over random documented and received bodies.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use doctrial::internals::config::{Environment, Layer, Load, Purpose, Settings};
use doctrial::internals::http::{Exchange, Headers, Request, Response};
use doctrial::internals::session::{self, Blessing, DocsRoot, Exchanges, LoadOptions};
use doctrial::record::Redactor;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Values over few names, so that documented and received ones often meet.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => "[a-z]{0,3}".prop_map(Value::from),
        2 => (0..9i64).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!("String")),
        1 => Just(json!({})),
        1 => Just(json!([])),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => prop::collection::vec(("[a-e]", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn object() -> impl Strategy<Value = Value> {
    prop::collection::vec(("[a-e]", value()), 0..5)
        .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>()))
}

/// The text of a body: on one line or laid out, with comments or without, below a list item or not.
fn page(body: &Value, style: u8) -> (String, String) {
    let pretty = serde_json::to_string_pretty(body).unwrap();
    let text = match style % 3 {
        0 => body.to_string(),
        1 => pretty,
        _ => pretty.replace(",\n", ", // a remark\n"),
    };
    let margin = if style < 3 { "" } else { "   " };
    let indented = |text: &str| text.lines().flat_map(|line| [margin, line, "\n"]).collect::<String>();
    let request = indented("```http\nGET /items\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n");
    let item = if margin.is_empty() { "" } else { "1. Do it:\n\n" };
    let before = format!("# Items\n\n{item}{request}");
    (before + &indented(&text), indented("```") + "\nThe end, without a line feed")
}

struct Docs {
    dir: tempfile::TempDir,
    settings: Settings,
    exchanges: Exchanges,
}

impl Docs {
    fn new(came: &Value) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("docs")).unwrap();
        let environment = Environment::of(dir.path(), []);
        let (from, flags) = (dir.path().to_owned(), Layer::default());
        let load = Load { environment: &environment, from, file: None, profile: None, flags, purpose: Purpose::Read };
        let settings = load.settings().unwrap();
        let request = Request {
            method: "GET".to_owned(),
            url: "http://127.0.0.1:1/items".to_owned(),
            headers: Headers::default(),
            body: None,
        };
        let headers = Headers(vec![("Content-Type".to_owned(), "application/json".to_owned())]);
        let response = Response { status: 200, headers, body: came.to_string().into_bytes() };
        let exchange = Exchange { request, response, elapsed: Duration::ZERO, notes: Vec::new() };
        let exchanges = [("items.md::items::get-items".to_owned(), Arc::new(exchange))].into();
        Self { dir, settings, exchanges }
    }

    fn source(&self) -> std::path::PathBuf {
        self.dir.path().join("docs")
    }

    fn file(&self) -> std::path::PathBuf {
        self.source().join("items.md")
    }

    fn bless(&self, source: &Path) -> Blessing {
        let options = LoadOptions { source: Some(source), ..LoadOptions::default() };
        let loaded = session::load_cases(&self.settings, options).unwrap();
        let root = DocsRoot::of(&loaded, &self.settings);
        session::bless(&self.settings, source, &self.exchanges, &root, &Redactor::default()).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    /// Rewritten, the case passes: there is nothing more to do. Not rewritten, the page stays as it is, and why is said. Either
    /// way only the body changes.
    #[test]
    fn what_is_rewritten_passes_and_is_not_rewritten_again(shown in object(), came in object(), style in 0..6u8) {
        let docs = Docs::new(&came);
        let (head, tail) = page(&shown, style);
        fs::write(docs.file(), format!("{head}{tail}")).unwrap();
        let first = docs.bless(&docs.source());
        for fix in &first.pages {
            let fence = head.find("json\n").unwrap() + 5;
            prop_assert!(fix.after.starts_with(&head[..fence]) && fix.after.ends_with(&tail), "{}", fix.after);
            fix.write().unwrap();
        }
        prop_assert!(first.pages.is_empty() || first.refused.is_empty(), "{first:?}");
        let second = docs.bless(&docs.source());
        prop_assert!(second.pages.is_empty(), "{shown} {came} {first:?} {second:?}");
        prop_assert_eq!(&second.refused, &first.refused);
    }
}

/// Most that differ can be rewritten: a law that always holds because nothing is ever done would be of no use.
#[test]
fn an_example_of_another_shape_is_rewritten() {
    let (shown, came) = (json!({"a": 1, "b": [{"c": "x"}]}), json!({"a": "1", "b": [{"c": "y", "d": {}}], "e": [1]}));
    for style in 0..6 {
        let docs = Docs::new(&came);
        let (head, tail) = page(&shown, style);
        fs::write(docs.file(), format!("{head}{tail}")).unwrap();
        let blessing = docs.bless(&docs.source());
        assert_eq!((blessing.blessed.len(), blessing.refused.len()), (1, 0), "{blessing:?}");
    }
}
