//! Members that must and may come, and of which kind their values are.

use crate::judge::fixture::Trial;

#[test]
fn shown_members_are_required_at_every_depth() {
    let documented = r#"{"id":1,"owner":{"name":"a","team":{"id":2}}}"#;
    let response = r#"{"id":1,"owner":{"name":"b","team":{}}}"#;
    Trial::whole(documented, response).reports(&["missing-member /owner/team/id"]);
    Trial::truncated(documented, response).reports(&["missing-member /owner/team/id"]);
}

#[test]
fn further_members_are_findings_unless_the_example_is_partial() {
    let (documented, response) = (r#"{"id":1,"o":{"a":1}}"#, r#"{"id":1,"x":[],"o":{"a":1,"y":2}}"#);
    Trial::whole(documented, response).reports(&["undocumented-member /x", "undocumented-member /o/y"]);
    let truncated = Trial::truncated(documented, response);
    truncated.passes();
    assert_eq!(truncated.tolerated(), ["truncated /o/y", "truncated /x"]);
    Trial::whole(documented, response).expecting(|e| e.facts.shortened = true).passes();
}

#[test]
fn annotations_may_come_anywhere() {
    let response = r##"{"@odata.context":"x","id":1,"id@odata.type":"#Int32","@example.note":"n"}"##;
    Trial::whole(r#"{"id":1}"#, response).passes();
    Trial::whole(r#"{"id":1}"#, r#"{"id":1,"@id":2}"#).reports(&["undocumented-member /@id"]);
}

#[test]
fn shown_control_information_is_missed_mildly_and_paging_not_at_all() {
    let documented = r#"{"@odata.context":"x","@odata.nextLink":"y","@odata.count":2,"value":[{"id":1}]}"#;
    let trial = Trial::whole(documented, r#"{"value":[{"id":1}]}"#);
    trial.reports(&["?missing-control-information /@odata.context"]);
    assert_eq!(trial.tolerated(), ["not-exercised /@odata.nextLink", "not-exercised /@odata.count"]);
    let mut counted = Trial::whole(documented, r#"{"@odata.context":"x","value":[{"id":1}]}"#);
    counted.exchange.request.url.push_str("?$top=1&$count=true");
    counted.reports(&["missing-member /@odata.count"]);
}

#[test]
fn the_wrong_kind_is_always_a_finding() {
    for (documented, response) in [
        (r#"{"a":"x"}"#, r#"{"a":{}}"#),
        (r#"{"a":"x"}"#, r#"{"a":["x"]}"#),
        (r#"{"a":{"b":1}}"#, r#"{"a":"x"}"#),
        (r#"{"a":[1]}"#, r#"{"a":{"b":1}}"#),
        (r#"{"a":[1]}"#, r#"{"a":1}"#),
    ] {
        Trial::whole(documented, response).reports(&["wrong-kind /a"]);
        Trial::truncated(documented, response).reports(&["wrong-kind /a"]);
    }
    for response in ["[]", "null", "1", "\"x\""] {
        Trial::truncated(r#"{"a":1}"#, response).reports(&["wrong-kind"]);
    }
}

#[test]
fn null_for_a_shown_value() {
    let (documented, response) = (r#"{"a":"x","b":{"c":1}}"#, r#"{"a":null,"b":{"c":null}}"#);
    Trial::whole(documented, response).reports(&["null-for-value /a", "null-for-value /b/c"]);
    let truncated = Trial::truncated(documented, response);
    truncated.reports(&["?null-for-value /a", "?null-for-value /b/c"]);
    assert_eq!(truncated.tolerated(), ["null /a", "null /b/c"]);
    let nullable =
        Trial::whole(documented, response).expecting(|e| e.facts.nullable = vec!["a".to_owned(), "c".to_owned()]);
    nullable.passes();
    let by_path = Trial::whole(documented, response).expecting(|e| e.facts.nullable = vec!["b/c".to_owned()]);
    by_path.reports(&["null-for-value /a"]);
}

#[test]
fn optional_members_of_the_resource_may_be_missing() {
    let optional = |trial: Trial| trial.expecting(|e| e.facts.optional = vec!["a".to_owned()]);
    optional(Trial::whole(r#"{"a":1,"b":2}"#, r#"{"b":2}"#)).passes();
    optional(Trial::whole(r#"{"value":[{"a":1,"b":2}]}"#, r#"{"value":[{"b":2}]}"#)).passes();
    optional(Trial::whole(r#"[{"a":1,"b":2}]"#, r#"[{"b":2}]"#)).passes();
    optional(Trial::whole(r#"{"b":{"a":1}}"#, r#"{"b":{}}"#)).passes();
    // The resource has a member of that name: the list is about that one.
    optional(Trial::whole(r#"{"a":1,"b":{"a":1}}"#, r#"{"b":{}}"#)).reports(&["missing-member /b/a"]);
}

#[test]
fn what_the_docs_leave_open_is_let_through_and_entered() {
    for (documented, response, lenient) in [
        (r#"{"a":null}"#, r#"{"a":{"b":1}}"#, "unshown /a"),
        (r#"{"a":{}}"#, r#"{"a":{"b":1}}"#, "unshown /a"),
        (r#"{"a":[]}"#, r#"{"a":[1,{}]}"#, "unshown /a"),
        (r#"{"a":{"@odata.type":"t"}}"#, r#"{"a":{"@odata.type":"t","b":1}}"#, "unshown /a"),
        (r#"{"a":...}"#, r#"{"a":{"b":1}}"#, "elided /a"),
        (r#"{"a":{"b":1,...}}"#, r#"{"a":{"b":1,"c":2}}"#, "elided /a"),
        (r#"{"a":[...]}"#, r#"{"a":[1]}"#, "elided /a"),
        (r#"[{"x":1},{"y":"s"}]"#, r"[{}]", "unshown /0"),
        (r#"[{"x":1},{"y":"s"}]"#, r#"[{"x":1},{"x":1,"y":"s"}]"#, "unshown /1"),
        (r#"{"m":{"1.2.3.4":1}}"#, r#"{"m":{}}"#, "not-exercised /m"),
        (r#"{"a":"String"}"#, r#"{"a":"text"}"#, "placeholder /a"),
        (r#"{"a":<id>}"#, r#"{"a":{"b":1}}"#, "placeholder /a"),
        (r#"{"a":{id}}"#, r#"{"a":null}"#, "placeholder /a"),
    ] {
        let trial = Trial::whole(documented, response);
        trial.passes();
        assert_eq!(trial.tolerated(), [lenient], "{documented}");
    }
    Trial::whole(r#"{"a":null}"#, r#"{"a":null}"#).passes();
    Trial::whole(r#"{"a":{}}"#, r#"{"a":[]}"#).reports(&["wrong-kind /a"]);
    Trial::whole(r#"{"a":[]}"#, r#"{"a":"x"}"#).reports(&["wrong-kind /a"]);
    Trial::whole(r#"{"a":{"b":1,...}}"#, r#"{"a":{}}"#).reports(&["missing-member /a/b"]);
}

#[test]
fn names_are_case_sensitive_and_the_help_says_so() {
    let trial = Trial::whole(r#"{"Name":1}"#, r#"{"name":1}"#);
    trial.reports(&["undocumented-member /name", "missing-member /Name"]);
    assert!(trial.findings()[1].help.as_deref().is_some_and(|help| help.contains("`name`")));
}

#[test]
fn values_are_not_compared() {
    Trial::whole(r#"{"id":"a","n":1,"t":true}"#, r#"{"id":"b","n":2,"t":false}"#).passes();
}

#[test]
fn a_map_takes_any_key_and_each_value_is_judged() {
    let documented = r#"{"byId":{"<id>":{"n":1}},"2024-05-01":{"n":2}}"#;
    let trial = |response: &str| Trial::whole(documented, response);
    trial(r#"{"byId":{"a":{"n":1},"b":{"n":2}},"2024-05-01":{"n":2}}"#).passes();
    trial(r#"{"byId":{},"2024-05-01":{"n":2}}"#).passes();
    trial(r#"{"byId":{"a":{"n":"x"},"b":{},"c":1},"2024-05-01":{"n":2}}"#).reports(&[
        "wrong-kind /byId/c",
        "missing-member /byId/b/n",
        "wrong-type /byId/a/n",
    ]);
    let days = |response: &str| Trial::whole(r#"{"2024-05-01":{"n":2},"2024-05-02":{"n":3}}"#, response);
    days(r#"{"2025-01-01":{"n":1}}"#).passes();
    days(r#"{"2025-01-01":{"n":1,"m":1}}"#).reports(&["undocumented-member /2025-01-01/m"]);
}

#[test]
fn arrays_of_arrays_and_mixed_arrays_are_judged_at_depth() {
    let table = |response: &str| Trial::whole(r#"{"rows":[["a",1],["b",2]]}"#, response);
    table(r#"{"rows":[["c",3],["d",4],[]]}"#).passes();
    table(r#"{"rows":[["c",3],[4,"d"]]}"#).reports(&["wrong-type /rows/1/0", "wrong-type /rows/1/1"]);
    table(r#"{"rows":[["c",3],["d",true]]}"#).reports(&["wrong-type /rows/1/1"]);
    table(r#"{"rows":[["c"],"d",[["e"]]]}"#).reports(&[
        "wrong-row-length /rows/0 +/rows/2",
        "wrong-kind /rows/1",
        "wrong-kind /rows/2/0",
    ]);
    table(r#"{"rows":[["c",3,"x"]]}"#).reports(&["wrong-row-length /rows/0"]);
    Trial::whole(r#"{"rows":[["a",1],["b",...]]}"#, r#"{"rows":[["c",3,"x"]]}"#).passes();
    Trial::whole(r#"{"rows":[["a",1],["b"]]}"#, r#"{"rows":[["c",3,"x"]]}"#).passes();
    let mixed = |response: &str| Trial::whole(r#"[1,"a",{"n":1}]"#, response);
    mixed(r#"["b",{"n":2},3]"#).passes();
    mixed("[[1]]").reports(&["wrong-kind /0"]);
}

#[test]
fn a_map_takes_other_names_and_values_of_those_shown() {
    let ports =
        |actual: &str| Trial::whole(r#"{"ports": {"22/tcp": {"open": true}}}"#, &format!("{{\"ports\": {actual}}}"));
    ports(r#"{"80/tcp": {"open": false}, "53/udp": {"open": true}}"#).passes();
    ports(r#"{"80/tcp": {"open": "no"}}"#).reports(&["wrong-type /ports/80~1tcp/open"]);
    ports(r#"{"80/tcp": {}}"#).reports(&["missing-member /ports/80~1tcp/open"]);
    ports(r#"{"80/tcp": true}"#).reports(&["wrong-kind /ports/80~1tcp"]);
}

#[test]
fn rows_are_judged_column_by_column() {
    let rows = |actual: &str| {
        let documented = r#"{"rows": [["2015-01-29T21:55:43Z", 2, null], ["2015-06-11T20:46:02Z", 0.64, null]]}"#;
        Trial::whole(documented, &format!("{{\"rows\": {actual}}}"))
    };
    rows(r#"[["2015-01-29T21:55:43Z", 3, "us-west"]]"#).passes();
    rows(r#"[["us-west", 3, null]]"#).reports(&["wrong-format /rows/0/0"]);
    rows(r#"[["2015-01-29T21:55:43Z", "3", null]]"#).reports(&["wrong-type /rows/0/1"]);
    rows(r#"[[["2015-01-29T21:55:43Z"], 3, null]]"#).reports(&["wrong-kind /rows/0/0"]);
}

#[test]
fn each_line_is_judged_by_all_documented_lines() {
    let lines = |actual: &str| Trial::whole("{\"n\": 1, \"s\": \"a\"}\n{\"n\": 2}\n", actual);
    lines("{\"n\": 3}\n\n{\"n\": 4, \"s\": \"b\"}\n{\"n\": 5}").passes();
    lines("{\n  \"n\": 3\n}\n").passes();
    lines("{\"n\": 3}\n{\"n\": \"4\"}").reports(&["wrong-type /1/n"]);
    lines("{\"n\": 3}\n{\"s\": \"b\"}").reports(&["missing-member /1/n"]);
    lines("{\"n\": 3}\nnothing").reports(&["not-json"]);
    assert!(lines("{\"n\": 3}\nnothing").findings()[0].message.contains("line 2"));
}

#[test]
fn items_that_say_what_they_are_are_judged_as_that() {
    let documented = r#"[{"type":"text","body":"a"},{"type":"image","url":"b","alt":"c"}]"#;
    let items = |actual: &str| Trial::whole(documented, actual);
    items(r#"[{"type":"image","url":"x","alt":"y"},{"type":"text","body":"z"}]"#).passes();
    items(r#"[{"type":"image","url":"x"}]"#).reports(&["missing-member /0/alt"]);
    items(r#"[{"type":"text","body":"x","url":"y"}]"#).reports(&["undocumented-member /0/url"]);
    // Of another kind only what all have in common is known.
    items(r#"[{"type":"video","url":"x"}]"#).passes();
}
