//! The documented service over real HTTP: each documented request gets its documented response, all else is refused.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test fails by panicking")]

use std::sync::Arc;

use doctrial::internals::contract::Case;
use doctrial::internals::mock::{Running, Service};
use doctrial::internals::schema::{SchemaSet, Schemas};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// A case of `GET /parcels/{id}` -> 200 with what differs from that laid over it.
fn case(name: &str, request: Value, expectation: Value) -> Case {
    let place = json!({"line": 1, "column": 1});
    let mut case = json!({
        "id": format!("parcels.md::parcels::{name}"), "page": "parcels.md", "name": name, "dialect": "http",
        "request": {"line": 5, "method": "GET", "url": "https://api.example.com/v1/parcels/{id}", "url_place": place,
            "origin": "https://api.example.com"},
        "expectation": {"line": 9, "status": 200, "status_place": place, "collection_property": "value"},
    });
    for (part, changes) in [("request", request), ("expectation", expectation)] {
        case[part].as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    }
    serde_json::from_value(case).unwrap()
}

fn field(name: &str, value: &str) -> Value {
    json!({"name": name, "value": value, "place": {"line": 6, "column": 1}})
}

fn text(text: &str) -> Value {
    json!({"line": 8, "text": [text]})
}

fn parcels() -> Vec<Case> {
    let create = |body: &str| {
        json!({"method": "POST", "url": "https://api.example.com/v1/parcels", "body": text(body),
            "headers": [field("Content-Type", "application/json")],
            "header_table": [{"name": "Authorization", "value": "Bearer {token}. Required.", "required": true,
                "place": {"line": 3, "column": 2}}]})
    };
    vec![
        case("gone", json!({}), json!({"status": 410, "expect_error": true})),
        case(
            "get",
            json!({}),
            json!({"body": text(r#"{"id": "p1", "grams": 120}"#), "headers": [field("Content-Length", "9999")]}),
        ),
        case(
            "get-p9",
            json!({"url": "https://api.example.com/v1/parcels/p9"}),
            json!({"body": text(r#"{"id": "p9"}"#)}),
        ),
        case("list", json!({"url": "/v1/parcels"}), json!({"body": text(r#"{"value": []}"#)})),
        case(
            "list-late",
            json!({"url": "/v1/parcels?state=late&since={day}"}),
            json!({"body": text(r#"{"value": [1]}"#)}),
        ),
        case(
            "create",
            create(r#"{"grams": 120}"#),
            json!({"status": 201, "body": text(r#"{"id": "p2"}"#),
            "headers": [field("Location", "https://api.example.com/v1/parcels/p2")]}),
        ),
        case("create-gift", create(r#"{"gift": true, "note": "hello"}"#), json!({"status": 202})),
        case(
            "weigh",
            json!({"method": "PATCH", "body": text(r#"{"grams": 5, "fragile": false}"#),
                "schema": {"properties": {"grams": {"type": "integer"}, "fragile": {"type": "boolean"}}}}),
            json!({}),
        ),
        case("cancel", json!({"method": "DELETE"}), json!({"status": 204, "body": text("{}")})),
        case(
            "label",
            json!({"url": "/v1/parcels/{id}/label"}),
            json!({"body": text("zip;grams\n1;2"), "headers": [field("Content-Type", "text/csv")]}),
        ),
        case(
            "events",
            json!({"url": "/v1/events"}),
            json!({"body": text("{\"n\":1}\n{\"n\":2}"), "headers": [field("Content-Type", "application/x-ndjson")]}),
        ),
    ]
}

struct Client {
    runtime: Runtime,
    service: Running,
    http: reqwest::Client,
}

struct Got {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Client {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let schemas = Arc::new(Schemas::new(SchemaSet::default()));
        let bind = "127.0.0.1:0".parse().unwrap();
        // reqwest needs one before it makes a client, for plain HTTP, too; another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let service = Service::start(parcels(), schemas, runtime.handle(), bind).unwrap();
        Self { runtime, service, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Got {
        let url = format!("{}{path}", self.service.base_url());
        let mut request = self.http.request(method.parse().unwrap(), url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body.to_owned());
        }
        self.runtime.block_on(async {
            let response = request.send().await.unwrap();
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            Got { status, headers, body: response.text().await.unwrap() }
        })
    }

    fn get(&self, path: &str) -> Got {
        self.send("GET", path, &[], None)
    }
}

const JSON: (&str, &str) = ("Content-Type", "application/json; charset=utf-8");
const TOKEN: (&str, &str) = ("Authorization", "Bearer t");

#[test]
fn documented_requests_get_their_documented_responses() {
    let client = Client::new();
    let got = client.get("/v1/parcels/p1");
    assert_eq!((got.status, got.header("content-type")), (200, "application/json"));
    assert_eq!(got.json(), json!({"id": "p1", "grams": 120}));
    assert_eq!(client.get("/v1/parcels/p9/").json(), json!({"id": "p9"}));
    let label = client.get("/v1/parcels/p1/label");
    assert_eq!((label.header("content-type"), label.body.as_str()), ("text/csv", "zip;grams\n1;2"));
    let events = client.get("/v1/events");
    assert_eq!((events.header("content-type"), events.body.as_str()), ("application/x-ndjson", "{\"n\":1}\n{\"n\":2}"));
    let cancelled = client.send("DELETE", "/v1/parcels/p1", &[], None);
    assert_eq!((cancelled.status, cancelled.body.as_str()), (204, ""));
}

#[test]
fn cases_of_one_route_are_distinguished() {
    let client = Client::new();
    assert_eq!(client.get("/v1/parcels").json()["value"], json!([]));
    assert_eq!(client.get("/v1/parcels?since=2026-01-01&state=late").json()["value"], json!([1]));
    let gift = client.send("POST", "/v1/parcels", &[JSON, TOKEN], Some(r#"{"gift": false, "note": "x"}"#));
    assert_eq!(gift.status, 202);
    let plain = client.send("POST", "/v1/parcels", &[JSON, TOKEN], Some(r#"{"grams": 7}"#));
    assert_eq!(plain.status, 201);
    let wanted = [("Prefer", "wait=1, example=\"parcels.md::parcels::gone\"")];
    assert_eq!(client.send("GET", "/v1/parcels/p1", &wanted, None).status, 410);
}

#[test]
fn a_location_leads_back_to_the_service_that_was_asked() {
    let client = Client::new();
    let got = client.send("POST", "/v1/parcels", &[JSON, TOKEN], Some(r#"{"grams": 7}"#));
    assert_eq!(got.header("location"), format!("{}/v1/parcels/p2", client.service.base_url()));
}

#[test]
fn what_is_not_documented_is_refused_and_the_rule_is_named() {
    let client = Client::new();
    let refused = |got: &Got, status: u16, rule: &str| {
        assert_eq!(got.header("content-type"), "application/problem+json");
        let problem = got.json();
        assert_eq!((got.status, problem["rule"].as_str()), (status, Some(rule)), "{problem}");
        assert_eq!(problem["status"], status);
    };
    let unknown = client.get("/v1/parcel/p1");
    refused(&unknown, 404, "V001");
    assert_eq!(unknown.json()["nearest"][0], "GET /v1/parcels/p9");
    let method = client.send("PUT", "/v1/parcels/p1", &[], None);
    refused(&method, 405, "V002");
    assert_eq!(method.header("allow"), "DELETE, GET, PATCH");
    let anonymous = client.send("POST", "/v1/parcels", &[JSON], Some(r#"{"grams": 7}"#));
    refused(&anonymous, 401, "V003");
    assert_eq!(anonymous.header("www-authenticate"), "Bearer");
    assert_eq!(anonymous.json()["table"], "parcels.md:3:2");
    refused(&client.send("POST", "/v1/parcels", &[TOKEN], Some(r#"{"grams": 7}"#)), 400, "V003");
    refused(&client.send("POST", "/v1/parcels", &[TOKEN, JSON], None), 400, "V004");
    refused(&client.send("POST", "/v1/parcels", &[TOKEN, JSON], Some(r#"{"grams": 7,}"#)), 400, "V005");
    let xml = client.send("POST", "/v1/parcels", &[TOKEN, ("Content-Type", "text/xml")], Some("<p/>"));
    refused(&xml, 415, "V006");
}

#[test]
fn a_body_is_held_against_its_schema() {
    let client = Client::new();
    let weigh = |body: &str| client.send("PATCH", "/v1/parcels/p1", &[JSON], Some(body));
    let refused = weigh(r#"{"grams": "heavy", "fragile": true}"#);
    let problem = refused.json();
    assert_eq!((refused.status, problem["rule"].as_str()), (400, Some("V004")), "{problem}");
    assert_eq!(problem["errors"][0]["pointer"], "/grams");
    assert_eq!(problem["documented"]["request"], "parcels.md:5");
    assert_eq!(weigh(r#"{"grams": 7, "fragile": true}"#).status, 200);
}

#[test]
fn a_taken_port_is_an_error_that_names_it() {
    let client = Client::new();
    let schemas = Arc::new(Schemas::new(SchemaSet::default()));
    let error = Service::start(parcels(), schemas, client.runtime.handle(), client.service.addr).unwrap_err();
    assert!(error.to_string().contains(&client.service.addr.to_string()), "{error}");
}

#[test]
fn a_service_that_was_shut_down_no_longer_responds() {
    let Client { runtime, service, http } = Client::new();
    let url = format!("{}/v1/parcels", service.base_url());
    runtime.block_on(service.shutdown()).unwrap();
    assert!(runtime.block_on(http.get(url).send()).is_err());
}
