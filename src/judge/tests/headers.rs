//! Header fields that must be there, and how their values are compared.

use crate::finding::rules::header::MISSING_HEADER;
use crate::http::volatile_fields;
use crate::judge::fixture::Trial;

const JSON: &str = "application/json";

#[test]
fn documented_headers_must_be_there_in_any_case_and_others_may() {
    let trial = Trial::new((200, ""), (200, "")).documents("X-Rate", "1").documents("ETag", "x");
    trial.reports(&["missing-header header X-Rate", "missing-header header ETag"]);
    let trial = trial.responses("x-rate", "other").responses("ETAG", "y").responses("X-More", "z");
    trial.passes();
}

#[test]
fn volatile_headers_are_never_required() {
    let mut trial = Trial::new((200, ""), (200, ""));
    for name in ["Content-Length", "Date", "Server", "Connection", "transfer-encoding", "Keep-Alive"] {
        trial = trial.documents(name, "x");
    }
    trial.passes();
}

#[test]
fn the_rule_names_the_fields_that_are_never_required() {
    let (_, list) = MISSING_HEADER.what.split_once("vary from response to response (").expect("the list");
    let (list, _) = list.split_once(')').expect("its end");
    let mut listed: Vec<String> = list.split(", ").map(|name| name.trim_matches('`').to_ascii_lowercase()).collect();
    listed.sort_unstable();
    let mut volatile: Vec<&str> = volatile_fields().collect();
    volatile.sort_unstable();
    assert_eq!(listed, volatile);
}

#[test]
fn a_header_shown_twice_is_missed_once() {
    let trial = Trial::new((200, ""), (200, "")).documents("Link", "a").documents("link", "b");
    trial.reports(&["missing-header header Link"]);
}

#[test]
fn a_field_that_may_come_once_is_reported_when_it_comes_again() {
    let trial = Trial::whole("{}", "{}").documents("Content-Type", JSON).responses("content-type", JSON);
    trial.responses("Content-Type", "text/html").reports(&["repeated-header header Content-Type"]);
    let undocumented = Trial::new((200, ""), (200, "")).responses("etag", "1").responses("ETag", "1");
    undocumented.reports(&["repeated-header header ETag"]);
    let lists = Trial::new((200, ""), (200, "")).responses("Link", "a").responses("Link", "b");
    lists.passes();
}

#[test]
fn each_documented_cookie_is_set_by_its_name() {
    let documented = |trial: Trial| trial.documents("Set-Cookie", "sid=1; Path=/").documents("Set-Cookie", "csrf=2");
    let trial = || documented(Trial::new((200, ""), (200, "")));
    trial().responses("set-cookie", "csrf=9; Secure").responses("set-cookie", "sid=8").passes();
    let one = trial().responses("Set-Cookie", "sid=8; HttpOnly");
    one.reports(&["missing-header header Set-Cookie"]);
    assert!(one.findings()[0].message.contains("`csrf`"));
    trial().reports(&["missing-header header Set-Cookie"]);
    let named = Trial::new((200, ""), (200, "")).documents("Set-Cookie", "{name}=1").responses("Set-Cookie", "x=1");
    named.passes();
    assert_eq!(named.tolerated(), ["placeholder Set-Cookie"]);
}

#[test]
fn fewer_values_of_a_field_shown_twice_are_counted() {
    let trial =
        || Trial::new((200, ""), (200, "")).documents("Link", "<a>; rel=next").documents("Link", "<b>; rel=last");
    assert_eq!(trial().responses("Link", "<c>; rel=next, <d>; rel=last").tolerated(), [""; 0]);
    let fewer = trial().responses("Link", "<c>; rel=next");
    fewer.passes();
    assert_eq!(fewer.tolerated(), ["uncompared Link"]);
}

#[test]
fn a_media_type_parameter_counts_where_it_is_documented() {
    let responses = |documented: &str, actual: &str| {
        Trial::whole("{}", "{}").documents("Content-Type", documented).responses("Content-Type", actual)
    };
    responses("application/json; version=1", "application/json;q=1;Version=\"1\"").passes();
    responses("application/json", "application/json; version=2").passes();
    let other = "wrong-media-type-parameter header Content-Type";
    responses("application/json; version=1", "application/json; version=2").reports(&[other]);
    responses("application/json; version=1", JSON).reports(&[other]);
    responses("application/json; a=\"b;c=d\\\";e\"", "application/json;a=\"b;c=d\\\";e\"").passes();
    responses("application/json; a=\"b;c=d\"", "application/json;a=\"b;c=e\"").reports(&[other]);
    let form = Trial::whole("x", "x").documents("Content-Type", "multipart/mixed; boundary=a");
    form.responses("Content-Type", "multipart/mixed; boundary=b").passes();
}

#[test]
fn content_type_compares_by_media_type() {
    let responses = |documented: &str, actual: &str| {
        Trial::whole("{}", "{}").documents("Content-type", documented).responses("content-type", actual)
    };
    responses("Application/Json", "application/json; odata.metadata=minimal").passes();
    responses(JSON, "application/json; charset=latin1").passes();
    responses("{type}", "anything/else").passes();
    responses(JSON, "application/problem+json").reports(&["wrong-media-type header Content-type"]);
    Trial::whole("{}", "{}").documents("Content-Type", JSON).reports(&["missing-header header Content-Type"]);
    Trial::new((204, ""), (204, "")).documents("Content-Type", JSON).passes();
}

#[test]
fn a_charset_counts_where_one_is_documented() {
    let responses = |documented: &str, actual: &str| {
        Trial::whole("hello", "hello").documents("Content-Type", documented).responses("Content-Type", actual)
    };
    responses("text/plain; charset=UTF-8", "text/plain;charset=\"utf-8\"").passes();
    responses("text/plain; charset=utf-8", "text/plain; charset=utf8").passes();
    responses("text/plain; charset=utf-8", "text/plain; charset=latin1")
        .reports(&["wrong-charset header Content-Type"]);
    responses("text/plain; charset=utf-8", "text/plain").reports(&["wrong-charset header Content-Type"]);
    let json = Trial::whole("{}", "{}").documents("Content-Type", "application/json; charset=utf-8");
    json.responses("Content-Type", JSON).reports(&["?wrong-charset header Content-Type"]);
}

#[test]
fn a_login_page_in_place_of_json_is_one_finding() {
    let page = format!("<!DOCTYPE html>\n<html>{}</html>", "<p>Sign in</p>".repeat(500));
    let trial = Trial::whole(r#"{"id":1,"name":"x","size":2}"#, &page);
    let trial = trial.documents("Content-Type", JSON).responses("Content-Type", "text/html");
    trial.reports(&["wrong-media-type header Content-Type"]);
    let actual = trial.findings()[0].actual.clone().unwrap_or_default();
    assert!(actual.starts_with("text/html: <!DOCTYPE html> <html>") && actual.len() < 160, "{actual}");
}

#[test]
fn a_location_is_judged_by_shape() {
    let trial = |value: &str| {
        Trial::new((201, ""), (201, "")).documents("Location", "https://a.example/items/1").responses("Location", value)
    };
    trial("https://b.example/other").passes();
    trial("/items/7").passes();
    trial("").reports(&["wrong-location header Location"]);
    trial("/items/{id}").reports(&["wrong-location header Location"]);
    let template = "/items/{id}";
    let echoed = Trial::new((201, ""), (201, "")).documents("Location", template).responses("Location", template);
    echoed.passes();
    assert_eq!(echoed.tolerated(), ["placeholder Location"]);
}

#[test]
fn a_content_coding_is_between_client_and_service() {
    Trial::whole("{}", "{}").documents("Content-Encoding", "gzip").passes();
}
