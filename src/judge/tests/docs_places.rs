//! Which part of the page a finding is about, and the order of findings.

use crate::finding::Finding;
use crate::judge::fixture::{BODY_LINE, Trial};
use crate::text::Position;

const DOCUMENTED: &str = r#"{
  "id": 1,
  "value": [
    { "id": 2 },
    { "id": 3,
      "owner": { "name": "x" } }
  ]
}"#;

#[test]
fn a_finding_is_at_the_line_of_its_key() {
    let response = r#"{"value":[{"id":1,"owner":{}},{"id":[]}],"more":1}"#;
    let trial = Trial::whole(DOCUMENTED, response);
    let places: Vec<_> =
        trial.findings().iter().map(|f| (f.rule.name, f.location.place.line, f.location.place.column)).collect();
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

/// The part of the documented body that a finding is about, its lines joined.
fn covered(documented: &str, finding: &Finding) -> String {
    let (start, end) = (finding.location.place, finding.end.expect("an end"));
    let lines = documented.lines().enumerate().map(|(at, line)| (BODY_LINE + at as u32, line));
    let lines = lines.filter(|(number, _)| (start.line..=end.line).contains(number));
    let part = |(number, line): (u32, &str)| {
        let from = if number == start.line { start.column as usize - 1 } else { 0 };
        let to = if number == end.line { end.column as usize - 1 } else { line.len() };
        line[from..to].trim().to_owned()
    };
    lines.map(part).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_finding_covers_the_name_or_the_whole_member() {
    let documented =
        "{\n\"id\": 1, \"day\": \"2024-01-01\",\n \"o\": {\n  \"a\": 1\n },\n\"n\": \"x\",\n\"list\": [ 1 ] }";
    let actual = r#"{"id": "a", "day": null, "o": "s", "list": ["b"], "more": 1}"#;
    let covered: Vec<_> = Trial::whole(documented, actual)
        .findings()
        .iter()
        .map(|finding| (finding.rule.name, covered(documented, finding)))
        .collect();
    let covered: Vec<_> = covered.iter().map(|(rule, text)| (*rule, text.as_str())).collect();
    assert_eq!(
        covered,
        [
            ("undocumented-member", "{"),
            ("wrong-type", r#""id": 1"#),
            ("null-for-value", r#""day": "2024-01-01""#),
            ("wrong-kind", r#""o": { "a": 1 }"#),
            ("missing-member", r#""n""#),
            ("wrong-type", "1"),
        ]
    );
}

#[test]
fn a_finding_about_a_header_field_covers_the_field() {
    let finding = Trial::new((200, ""), (200, "")).documents("Retry-After", "120").findings().remove(0);
    let ends = (finding.location.place, finding.end);
    assert_eq!(ends, (Position::new(11, 1), Some(Position::new(11, 17))));
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
    assert!(diff.lines().count() <= 45 && diff.contains("more places"), "{diff}");
    assert!(diff.contains(".m00") && (0..5).all(|_| trial.judged().diff.as_ref() == Some(&diff)));
    let partial = Trial::truncated(r#"{"a":1}"#, r#"{"b":1}"#).judged().diff.unwrap_or_default();
    assert_eq!(partial, "place | docs    | response\n.a    | (there) | -");
}
