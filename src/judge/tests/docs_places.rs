use crate::judge::fixture::{BODY_LINE, Trial};

const DOCUMENTED: &str = r#"{
  "id": 1,
  "value": [
    { "id": 2 },
    { "id": 3,
      "owner": { "name": "x" } }
  ]
}"#;

#[test]
fn a_finding_stands_at_the_line_of_the_very_key() {
    let response = r#"{"value":[{"id":1,"owner":{}},{"id":[]}],"more":1}"#;
    let trial = Trial::whole(DOCUMENTED, response);
    let places: Vec<_> =
        trial.findings().iter().map(|f| (f.rule.0.name, f.location.place.line, f.location.place.column)).collect();
    assert_eq!(
        places,
        [
            ("undocumented-member", BODY_LINE, 1),
            ("missing-member", BODY_LINE + 1, 3),
            ("wrong-kind", BODY_LINE + 3, 7),
            ("missing-member", BODY_LINE + 5, 18),
        ]
    );
}

#[test]
fn findings_come_in_document_order_with_status_and_headers() {
    let trial = Trial::new((201, DOCUMENTED), (200, "{}")).documents("ETag", "x");
    let lines: Vec<_> = trial.findings().iter().map(|f| f.location.place.line).collect();
    assert_eq!(lines, [10, 11, BODY_LINE + 1, BODY_LINE + 2]);
}

#[test]
fn a_finding_carries_both_sides_and_what_to_do() {
    let long = "y".repeat(3000);
    let trial = Trial::whole(r#"{"a":{"b":"x"}}"#, &format!(r#"{{"a":"{long}"}}"#));
    for finding in trial.findings() {
        assert_eq!(finding.expected.as_deref(), Some(r#"an object, as in {"b":"x"}"#));
        let actual = finding.actual.unwrap_or_default();
        assert!(actual.starts_with("\"yyy") && actual.chars().count() <= 203);
        assert!(finding.help.is_some());
    }
}

#[test]
fn the_difference_is_sorted_bounded_and_only_where_there_is_one() {
    assert_eq!(Trial::whole(r#"{"a":1}"#, r#"{"a":2}"#).judged().diff, None);
    let members: Vec<_> = (0..60).map(|n| format!("\"m{n:02}\":1")).collect();
    let documented = format!("{{{}}}", members.join(","));
    let trial = Trial::whole(&documented, r#"{"x":1}"#);
    let diff = trial.judged().diff.unwrap_or_default();
    assert!(diff.lines().count() <= 45 && diff.contains("more differences"), "{diff}");
    assert!(diff.contains("\".m00\"") && (0..5).all(|_| trial.judged().diff.as_ref() == Some(&diff)));
    let partial = Trial::truncated(r#"{"a":1}"#, r#"{"b":1}"#).judged().diff.unwrap_or_default();
    assert_eq!(partial, "json atom at path \".a\" is missing from actual");
}
