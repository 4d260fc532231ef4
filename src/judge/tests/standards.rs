//! What standards say, whatever the docs show.

use crate::judge::fixture::Trial;

#[test]
fn control_information_is_of_its_type_documented_or_not() {
    let trial = |extra: &str| {
        Trial::truncated(r#"{"value": [{"id": "a"}]}"#, &format!(r#"{{"value": [{{"id": "b"}}], {extra}}}"#))
    };
    trial(r#""@odata.nextLink": "https://h/next?$skip=1", "@odata.count": 7"#).passes();
    trial(r#""@odata.count": "7""#).passes();
    trial(r#""@odata.nextLink": true"#).reports(&["wrong-control-information /@odata.nextLink"]);
    trial(r#""@odata.count": -1"#).reports(&["wrong-control-information /@odata.count"]);
    trial(r#""x": {"a@odata.navigationLink": "two words"}"#)
        .reports(&["wrong-control-information /x/a@odata.navigationLink"]);
}

#[test]
fn without_metadata_control_information_need_not_come() {
    let trial = Trial::whole(r#"{"@odata.etag": "W/1", "id": "a"}"#, r#"{"id": "a"}"#);
    trial.reports(&["?missing-control-information /@odata.etag"]);
    let bare = Trial::whole(r#"{"@odata.etag": "W/1", "id": "a"}"#, r#"{"id": "a"}"#);
    bare.responses("Content-Type", "application/json; odata.metadata=none").passes();
}

#[test]
fn a_problem_document_agrees_with_its_response() {
    let trial = |actual: &str| {
        Trial::new((404, r#"{"type": "about:blank", "title": "T", "status": 404}"#), (404, actual))
            .documents("Content-Type", "application/problem+json")
            .responses("Content-Type", "application/problem+json")
    };
    trial(r#"{"type": "urn:x:y", "title": "Not found", "status": 404}"#).passes();
    trial(r#"{"type": "urn:x:y", "title": "Not found", "status": 400}"#).reports(&["wrong-problem /status"]);
    trial(r#"{"type": "two words", "title": "Not found", "status": 404}"#).reports(&["wrong-problem /type"]);
}
