//! Records merged that do not belong together.

#[cfg(unix)]
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use serde_json::Value;

use crate::project::{Done, Project, READ, UNFILLED};
use crate::responder::json;
use crate::service::service;

fn lamp() -> (String, Receiver<String>) {
    let body = "{\"id\": 7, \"name\": \"desk\"}";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
    service(move |_| format!("{head}{}\r\n\r\n{body}", body.len()))
}

fn shard(project: &Project, of: &str, base: &str, to: &str) {
    let report = format!("ndjson={to}");
    let done = project.run(&["run", "--shard", of, "--base-url", base, "--report", &report, "--no-report", "junit"]);
    // A shard of which every case is skipped ends with 4.
    assert!(matches!(done.code, 0 | 4), "{done:?}");
}

fn merged(project: &Project, records: &[&str]) -> Done {
    project.run(&[&["report", "merge"], records].concat())
}

#[test]
fn shards_of_one_run_are_merged_without_a_word() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", READ), ("docs/c.md", READ)]);
    let (base, _heads) = lamp();
    shard(&project, "1/2", &base, "1.ndjson");
    shard(&project, "2/2", &base, "2.ndjson");
    let done = merged(&project, &["1.ndjson", "2.ndjson"]);
    assert!(done.code == 0 && !done.err.contains("warning"), "{done:?}");
    assert!(!project.read("reports/run.ndjson").contains("\"docs\":"), "the whole is no part");
}

#[test]
fn parts_of_different_runs_are_named() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", READ), ("docs/c.md", READ)]);
    let ((base, _heads), (other, _other_heads)) = (lamp(), lamp());
    shard(&project, "1/2", &base, "1.ndjson");
    shard(&project, "2/2", &other, "2.ndjson");
    let done = merged(&project, &["1.ndjson", "2.ndjson"]);
    assert_eq!(done.err.matches("warning").count(), 1, "{done:?}");
    assert!(
        done.err.contains("the records are of different services: ")
            && done.err.contains(&format!("{base}/: 1.ndjson")),
        "{done:?}"
    );
    project.write("docs/c.md", READ.replace("desk", "wall").as_bytes());
    shard(&project, "2/2", &base, "2.ndjson");
    let done = merged(&project, &["1.ndjson", "2.ndjson"]);
    assert!(done.err.contains("the records are of different states of the docs: "), "{done:?}");
    assert_eq!(done.err.matches("warning").count(), 1, "{done:?}");
    shard(&project, "2/3", &base, "2.ndjson");
    let done = merged(&project, &["1.ndjson", "2.ndjson"]);
    assert!(done.err.contains("in different numbers of shards: 2: 1.ndjson; 3: 2.ndjson"), "{done:?}");
}

/// A service that is right about a lamp, or wrong while the number is odd.
fn wavering(number: &Arc<AtomicUsize>) -> (String, Receiver<String>) {
    let number = Arc::clone(number);
    service(move |_| {
        let id = if number.load(Ordering::SeqCst) % 2 == 1 { "\"seven\"" } else { "7" };
        json(200, &format!("{{\"id\": {id}, \"name\": \"desk\"}}"))
    })
}

fn run_into(project: &Project, base: &str, to: &str) -> Done {
    let report = format!("ndjson={to}");
    let arguments = ["run", "docs", "--report", &report, "--no-report", "junit", "--coverage"];
    let service = if base.is_empty() { vec![] } else { vec!["--base-url", base] };
    project.run(&[&arguments[..], &service].concat())
}

#[test]
fn a_service_does_not_make_up_for_another_one() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let (red, _heads) = wavering(&Arc::new(AtomicUsize::new(1)));
    let (green, _green_heads) = lamp();
    assert_eq!(run_into(&project, &red, "x/1.ndjson").code, 1);
    for other in ["", &green] {
        assert_eq!(run_into(&project, other, "x/2.ndjson").code, 0);
        let done = merged(&project, &["x"]);
        assert!(done.code == 1 && done.out.contains("FAILED: 0 passed, 1 failed"), "{done:?}");
        assert!(!done.out.contains("embedded"), "{done:?}");
        assert!(done.err.contains("warning: of 1 case the result differs between the services"), "{done:?}");
    }
}

#[test]
fn a_case_that_passed_when_it_was_fired_again_is_flaky() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let number = Arc::new(AtomicUsize::new(1));
    let (base, _heads) = wavering(&number);
    assert_eq!(run_into(&project, &base, "x/1.ndjson").code, 1);
    number.store(2, Ordering::SeqCst);
    assert_eq!(run_into(&project, &base, "x/2.ndjson").code, 0);
    let done = merged(&project, &["x"]);
    assert!(
        done.code == 0 && done.err.contains("1 case that did not pass in one of them passed in a later"),
        "{done:?}"
    );
    let junit = project.read("reports/junit.xml");
    assert!(junit.contains("<flakyFailure message=") && junit.contains("(B201)"), "{junit}");
    // The other way around it has failed.
    number.store(3, Ordering::SeqCst);
    assert_eq!(run_into(&project, &base, "x/3.ndjson").code, 1);
    assert_eq!(merged(&project, &["x"]).code, 1);
}

#[test]
fn a_lost_response_does_not_take_its_case_out_of_the_coverage() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", &READ.replace("lamps", "bulbs"))]);
    let is_lost = Arc::new(AtomicUsize::new(1));
    let lost = Arc::clone(&is_lost);
    let (base, _heads) = service(move |head| {
        let is_lost = lost.load(Ordering::SeqCst) == 1 && head.contains("bulbs");
        if is_lost { String::new() } else { json(200, "{\"id\": 7, \"name\": \"desk\"}") }
    });
    let gate = |to: &str, more: &[&str]| {
        let report = format!("ndjson={to}");
        let arguments = ["run", "docs", "--base-url", &base, "--report", &report, "--min-coverage", "100%"];
        project.run(&[&arguments[..], more].concat())
    };
    assert_eq!(gate("a/1.ndjson", &[]).code, 1);
    is_lost.store(0, Ordering::SeqCst);
    assert_eq!(gate("a/2.ndjson", &["--page", "b.md"]).code, 0);
    let done = merged(&project, &["a"]);
    assert!(done.code == 0 && done.out.contains("PASSED"), "{done:?}");
    assert!(!project.read("reports/run.ndjson").contains("\"cases\":2"), "nothing is counted twice");
}

#[test]
fn gates_are_for_all_shards_together() {
    let route = "\n## Remove\n\n```http\nDELETE /never\n```\n";
    let pages: Vec<(String, String)> =
        (0..4).map(|n| (format!("docs/{n}.md"), READ.replace("lamps/7", &format!("lamps{n}/7")))).collect();
    let mut files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("docs/r.md", route));
    files.push(("docs/u.md", UNFILLED));
    files.push(("doctrial.toml", "min-coverage = \"60%\"\nmin-fired = \"4\"\n"));
    let project = Project::with(&files);
    let (base, _heads) = lamp();
    assert_eq!(project.run(&["run", "--base-url", &base]).code, 0);
    for number in 1..=9 {
        shard(&project, &format!("{number}/9"), &base, &format!("s/{number}.ndjson"));
    }
    let done = merged(&project, &["s"]);
    assert_eq!(done.code, 0, "{done:?}");
    project.write("docs/u.md", UNFILLED.replace("GET /rooms/{id}", "GET /rooms/{id}/walls").as_bytes());
    project.write("doctrial.toml", b"min-coverage = \"90%\"\n");
    for number in 1..=2 {
        shard(&project, &format!("{number}/2"), &base, &format!("t/{number}.ndjson"));
    }
    let done = merged(&project, &["t"]);
    assert!(done.code == 1 && done.out.contains("TOO LITTLE COVERED"), "{done:?}");
}

#[test]
fn a_shard_of_which_every_case_is_skipped_is_not_green_and_one_shard_is_the_whole() {
    let project = Project::with(&[("docs/u.md", UNFILLED)]);
    let (base, _heads) = lamp();
    let run = |more: &[&str]| project.run(&[&["run", "--base-url", &base], more].concat());
    let one = run(&["--shard", "1/1"]);
    assert!(one.code == 4 && one.out.contains("NOTHING FIRED"), "{one:?}");
    let codes: Vec<i32> = ["1/2", "2/2"].into_iter().map(|shard| run(&["--shard", shard]).code).collect();
    assert!(codes.contains(&4) && codes.contains(&0), "the case is in one of them: {codes:?}");
    let project = Project::with(&[("docs/a.md", READ), ("docs/u.md", UNFILLED)]);
    let gated = |shard: &str| project.run(&["run", "--base-url", &base, "--min-fired", "100%", "--shard", shard]);
    let whole = gated("1/1");
    assert!(whole.code == 1 && whole.out.contains("TOO FEW FIRED"), "{whole:?}");
    let fired = ["1/2", "2/2"].into_iter().map(gated).find(|done| done.code == 0).expect("one fires the case");
    assert!(fired.out.contains("`doctrial report merge` judges `min-fired` and `min-coverage`"), "{fired:?}");
}

#[test]
fn what_a_later_version_wrote_and_this_one_does_not_read_is_named() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let record = project.read("reports/run.ndjson");
    let mut lines: Vec<Value> = record.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    lines[0]["version"] = 2.into();
    lines[0]["doctrial"] = "0.9.0".into();
    lines[1]["cost"] = 3.into();
    lines.insert(2, serde_json::json!({ "kind": "weather", "sun": true }));
    let later = lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    project.write("later.ndjson", later.as_bytes());
    let convert = ["report", "convert", "later.ndjson", "--to", "tap=-"];
    for arguments in [
        &convert[..],
        &["report", "merge", "later.ndjson"],
        &["report", "diff", "later.ndjson", "reports/run.ndjson"],
        &["baseline", "update", "later.ndjson"],
    ] {
        project.write("reports/run.ndjson", record.as_bytes());
        let done = project.run(arguments);
        let warning = "later.ndjson: doctrial 0.9.0 wrote it in version 2 of the format, of which this one knows 1: not read: case.cost, weather";
        assert!(done.err.contains(warning) && done.code != 2, "{arguments:?}: {done:?}");
    }
    assert!(project.run(&convert).out.contains("1..1"));
}

#[cfg(unix)]
#[test]
fn what_a_later_version_wrote_is_read_once_and_only_its_lines_are_called_known() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let record = project.read("reports/run.ndjson").replacen("\"version\":1", "\"version\":3", 1);
    let convert = |record: &str| {
        project.write("later.ndjson", record.as_bytes());
        let command =
            format!("cat later.ndjson | {} report convert /dev/stdin --to tap=-", env!("CARGO_BIN_EXE_doctrial"));
        let done = Command::new("sh").args(["-c", &command]).current_dir(project.path()).output().expect("a shell");
        String::from_utf8(done.stderr).expect("UTF-8")
    };
    let lines = convert(&record);
    assert!(
        lines.contains("its lines have no members that this one does not read") && !lines.contains("nothing"),
        "{lines}"
    );
    let more = convert(&record.replacen("{\"kind\":\"case\"", "{\"kind\":\"case\",\"weight\":2", 1));
    assert!(more.contains("not read: case.weight"), "{more}");
}

#[test]
fn a_record_that_was_cut_off_is_named_and_one_that_passed_through_an_editor_is_read() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let whole = project.read("reports/run.ndjson");
    let cut: String = whole.split_inclusive('\n').take(2).collect();
    project.write("whole.ndjson", format!("\u{feff}{}", whole.replace('\n', "\r\n")).as_bytes());
    project.write("cut.ndjson", cut.as_bytes());
    for command in
        [&["report", "convert", "--to", "tap"][..], &["report", "merge"], &["report", "diff", "whole.ndjson"]]
    {
        let of = |record: &str| project.run(&[command, &[record]].concat()).err;
        assert!(of("cut.ndjson").contains("cut.ndjson has no `end` line: its run was killed"), "{command:?}");
        assert!(!of("whole.ndjson").contains("`end`"), "{command:?}");
    }
    assert_eq!(project.run(&["report", "merge", "whole.ndjson"]).code, 0);
}

#[test]
fn a_record_that_was_cut_off_and_shards_of_which_one_is_missing_are_green_in_no_report() {
    let project = Project::with(&[("docs/lamp.md", READ)]);
    let run = project.run(&["run", "docs"]);
    assert_eq!(run.code, 0, "{run:?}");
    let whole = project.read("reports/run.ndjson");
    let cut = whole.lines().filter(|line| !line.contains("\"kind\":\"end\"")).collect::<Vec<_>>().join("\n");
    project.write("cut.ndjson", cut.as_bytes());
    let to = ["tap", "junit", "ctrf", "sarif", "summary", "markdown", "html", "github", "code-quality", "ndjson"];
    let flags: Vec<String> = to.iter().flat_map(|kind| ["--to".to_owned(), format!("{kind}=out/{kind}")]).collect();
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let of_cut = project.run(&[&["report", "convert", "cut.ndjson"], &flags[..]].concat());
    assert_eq!(of_cut.code, 1, "{of_cut:?}");
    let reports = || {
        for (kind, sign) in [
            ("tap", "not ok 2 - the run is complete"),
            ("junit", "errors=\"1\""),
            ("ctrf", "\"failed\": 1"),
            ("sarif", "\"executionSuccessful\": false"),
            ("summary", "**incomplete**"),
            ("markdown", "**incomplete**"),
            ("html", "\"missing\":[\""),
            ("github", "::error title=doctrial incomplete::"),
            ("code-quality", "\"check_name\": \"incomplete\""),
            ("ndjson", "\"missing\":[\""),
        ] {
            let text = project.read(&format!("out/{kind}"));
            assert!(text.contains(sign) && !text.contains("PASSED"), "{kind}: {text}");
        }
    };
    reports();
    assert!(project.read("out/tap").contains("1..2\n") && project.read("out/junit").contains("tests=\"2\""));
    // A copy of such a record is none of a whole run.
    let of_copy = project.run(&["report", "convert", "out/ndjson", "--to", "tap=again"]);
    assert!(of_copy.code == 1 && project.read("again").contains("not ok 2"), "{of_copy:?}");
    let merged = project.run(&["report", "merge", "cut.ndjson", "--report", "tap=again"]);
    assert!(merged.code == 1 && merged.out.contains("incomplete: the record has no `end` line"), "{merged:?}");

    let shard = ["1/2", "2/2"].into_iter().find(|shard| {
        project.run(&["run", "docs", "--shard", shard, "--report", "ndjson=shard.ndjson"]).out.contains("1 passed")
    });
    let other = if shard == Some("1/2") { "2/2" } else { "1/2" };
    let merge: Vec<String> = to.iter().flat_map(|kind| ["--report".to_owned(), format!("{kind}=out/{kind}")]).collect();
    let merge: Vec<&str> = merge.iter().map(String::as_str).collect();
    let of_shard = project.run(&[&["report", "merge", "shard.ndjson"], &merge[..]].concat());
    assert_eq!(of_shard.code, 1, "{of_shard:?}");
    assert!(of_shard.out.contains("INCOMPLETE (embedded service): 1 passed"), "{of_shard:?}");
    assert!(of_shard.out.contains(&format!("incomplete: shard {other} is missing")), "{of_shard:?}");
    reports();
    project.write("whole.ndjson", whole.as_bytes());
    let whole = project.run(&["report", "convert", "whole.ndjson", "--to", "tap=again"]);
    assert!(whole.code == 0 && !project.read("again").contains("not ok"), "{whole:?}");
}
