//! The docs held against themselves: what is wrong is found at its place, once; what may well be right is left alone.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use doctrial::finding::{Finding, Level, find_rule};
use doctrial::internals::compile::ContractDraft;
use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::schema::SchemaSet;
use doctrial::internals::text::Page;

fn lint(pages: &[(&str, &str)]) -> Vec<Finding> {
    let read = pages.iter().map(|(path, text)| {
        let page = Page { path: (*path).to_owned(), text: (*text).to_owned() };
        read_page(&page, &Dialect::ALL)
    });
    let mut contract = ContractDraft::of_pages(read.collect(), SchemaSet::default()).attach_schemas();
    contract.lint(&|_| true);
    contract.findings
}

fn reported(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {} {} +{}", f.rule.code, f.location, f.message, f.also.len())).collect()
}

const LAMP: &str = "# Lamp\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | String | The id. |\n\
    | watts | Int32 | The power. |\n| state | String | Possible values are: `on`, `off`. |\n| made | DateTimeOffset | When. |\n\n\
    ## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"shop.lamp\" } -->\n```json\n\
    { \"id\": \"String\", \"watts\": 1024, \"state\": \"String\", \"made\": \"String (timestamp)\" }\n```\n";

/// A page that lists lamps, with these items in the response.
fn list(items: &str) -> String {
    format!(
        "# List lamps\n\n<!-- {{ \"blockType\": \"request\", \"name\": \"list\" }} -->\n```http\nGET https://api.example.com/v1/lamps\n```\n\n\
         <!-- {{ \"blockType\": \"response\", \"@odata.type\": \"shop.lamp\", \"isCollection\": true }} -->\n```http\nHTTP/1.1 200 OK\n\
         Content-Type: application/json\n\n{{\n  \"value\": [\n{items}\n  ]\n}}\n```\n"
    )
}

#[test]
fn a_contradiction_in_every_item_is_one_finding_at_the_first() {
    let page = list("    { \"watts\": \"60\", \"colour\": \"red\" },\n    { \"watts\": \"40\", \"colour\": \"blue\" }");
    let findings = lint(&[("lamp.md", LAMP), ("list.md", &page)]);
    assert_eq!(
        reported(&findings),
        [
            "T004 list.md:15:7 `watts` is shown as \"60\", the docs expect an integer or null +1",
            "L101 list.md:15:22 the example shows `colour`, which `shop.lamp` (lamp.md:15) does not have +1",
        ]
    );
    assert_eq!(
        findings[0].help.as_deref(),
        Some("correct the example, or its row in the table of `shop.lamp` (lamp.md:8:2)")
    );
}

#[test]
fn stand_ins_cut_values_and_annotations_are_no_contradictions() {
    let page = list(
        "    { \"@odata.id\": \"x\", \"id\": \"<id>\", \"watts\": \"Int32\", \"state\": \"string\", \"made\": \"2024-05-...\" },\n    \
         { \"id\": \"id-value\", \"watts\": null, \"state\": \"off\", \"made\": \"2024-05-01T10:00:00Z\" }",
    );
    assert_eq!(reported(&lint(&[("lamp.md", LAMP), ("list.md", &page)])), [""; 0]);
}

#[test]
fn a_type_that_is_not_known_whole_lacks_nothing() {
    let page = list("    { \"id\": \"7\", \"colour\": \"red\" }");
    let inherits = LAMP.replace("# Lamp\n", "# Lamp\n\nThis type inherits from [thing](thing.md).\n");
    assert_eq!(reported(&lint(&[("lamp.md", &inherits), ("list.md", &page)])), [""; 0]);
    let again = lint(&[("lamp.md", LAMP), ("lamp-more.md", &LAMP.replace("watts", "colour")), ("list.md", &page)]);
    assert!(again.iter().all(|f| f.rule.code == "T002"), "{again:?}");
}

#[test]
fn heads_that_show_little_are_no_contradictions() {
    let page = "# T\n\n```http\nGET https://h/a HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n\n{ \"id\": 1 }\n```\n\n\
        ```http\nPOST https://h/a HTTP/1.1\nContent-Type: {type}\n\n<p/>\n```\n\n```http\nHTTP/1.1 200 OK\n\
        Content-Type: text/plain\n\n{ \"id\": 1 }\n```\n";
    assert_eq!(reported(&lint(&[("p.md", page)])), [""; 0]);
}

/// The part of the page that a finding is about.
fn underlined(page: &str, finding: &Finding) -> String {
    let (start, end) = (finding.location.place, finding.end.expect("an end"));
    let mut lines = page.lines().skip(start.line as usize - 1).take((end.line - start.line) as usize + 1);
    let first: String = lines.next().unwrap().chars().skip(start.column as usize - 1).collect();
    let rest: Vec<&str> = lines.collect();
    if rest.is_empty() {
        return first.chars().take((end.column - start.column) as usize).collect();
    }
    format!("{first}\n{}", rest.join("\n"))
}

#[test]
fn a_finding_covers_all_of_what_it_is_about() {
    let get = "# A\n\n```http\nGET https://h/a HTTP/1.1\nContent-Type: text\nnot a field\nAccept: */*\n\n{ \"a\": 1,\n  \"b\": 2 }\n```\n\n\
               ```http\nHTTP/1.1 200 OK\n```\n\n<!-- { \"blockType\": \"respose\" } -->\n<!-- { \"blockType\": \"response\", \"name\": [\"a\", \"b\"] } -->\n\
               ```http\nHTTP/1.1 200 OK\n```\n\n<!-- doctrial status = 200 -->\n";
    let findings = lint(&[("a.md", get)]);
    let covered = |rule: &str| {
        let finding = findings.iter().find(|finding| Some(&*finding.rule) == find_rule(rule));
        underlined(get, finding.unwrap_or_else(|| panic!("{rule}: {:?}", reported(&findings))))
    };
    assert_eq!(covered("body-on-get"), "{ \"a\": 1,\n  \"b\": 2 }");
    assert_eq!(covered("media-type-against-body"), "Content-Type: text");
    assert_eq!(covered("no-header-field"), "not a field");
    assert_eq!(covered("unknown-block-type"), "\"respose\"");
    assert_eq!(covered("unknown-name"), "[\"a\", \"b\"]");
    assert_eq!(covered("unbound-directive"), "doctrial status = 200");
    let page = list("    { \"watts\": \"60\" }");
    let findings = lint(&[("lamp.md", LAMP), ("list.md", &page)]);
    assert_eq!(underlined(&page, &findings[0]), "\"watts\": \"60\"");
}

/// A plain page with a table, and a request with this body.
fn plain(path: &str, body: &str) -> String {
    format!(
        "# Lamps\n\n| Name | Type |\n|---|---|\n| day | Date |\n| since | Timestamp |\n\n```http\nPOST {path}\n\
         Content-Type: application/json\n\n{body}\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n"
    )
}

#[test]
fn a_table_that_may_be_about_another_operation_warns() {
    let one = plain("/lamps", "{ \"day\": 20240101 }");
    let found = |page: &str| {
        let findings = lint(&[("a.md", page)]);
        findings.into_iter().filter(|f| f.rule.code == "T004").map(|f| f.level).collect::<Vec<_>>()
    };
    assert_eq!(found(&one), [Level::Deny]);
    let other = "\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n";
    assert_eq!(found(&format!("{one}{other}")), [Level::Warn]);
}

#[test]
fn a_number_is_a_timestamp_and_a_placeholder_is_not_broken_json() {
    for body in ["{ \"since\": 1700000042 }", "<lamps.json>", "{{ LAMPS }}"] {
        assert_eq!(reported(&lint(&[("a.md", &plain("/lamps", body))])), [""; 0], "{body}");
    }
}
