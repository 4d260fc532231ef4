//! The HTML report in a real browser: what it shows, what a link to a part of it shows, and that nothing in a response does
//! anything there. Ignored, with the reason, where there is no Chromium or Chrome.

mod chromium;
#[path = "../optional/mod.rs"]
mod optional;
mod record;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use chromium::{Shown, browser, open};
use optional::{Tests, assert_ignored};
use record::{DOCS, case, failed, run};
use serde_json::{Value, json};

/// The width of a desk, and of a phone.
const WIDE: u32 = 1200;
const NARROW: u32 = 360;

fn main() -> ExitCode {
    let available = browser();
    let is_there = available.as_ref().map(|_| ()).map_err(Clone::clone);
    let with = |test: fn(&Path)| {
        let browser = available.clone().unwrap_or_default();
        move || test(&browser)
    };
    Tests::new()
        .when(&is_there, "causes_come_first_and_all_cases_below", with(causes_come_first_and_all_cases_below))
        .when(&is_there, "a_link_shows_what_its_sender_saw", with(a_link_shows_what_its_sender_saw))
        .when(&is_there, "a_case_shows_both_sides_with_what_differs", with(a_case_shows_both_sides_with_what_differs))
        .when(
            &is_there,
            "what_is_past_the_end_of_a_long_body_is_shown",
            with(what_is_past_the_end_of_a_long_body_is_shown),
        )
        .when(&is_there, "what_changed_since_earlier_runs_is_shown", with(what_changed_since_earlier_runs_is_shown))
        .when(&is_there, "nothing_in_a_response_does_anything", with(nothing_in_a_response_does_anything))
        .always("without_a_browser_the_reason_is_reported", without_a_browser_the_reason_is_reported)
        .run()
}

/// A folder with docs, records, and the report of the last of them.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new(records: &[Vec<Value>]) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a folder") };
        let path = project.folder.path();
        for folder in ["docs", "nights"] {
            std::fs::create_dir(path.join(folder)).expect("a folder");
        }
        std::fs::write(path.join("docs/lamps.md"), DOCS).expect("writes");
        for (night, lines) in records.iter().enumerate() {
            let text = lines.iter().fold(String::new(), |text, line| text + &line.to_string() + "\n");
            std::fs::write(path.join(format!("nights/{night}.ndjson")), text).expect("writes");
        }
        let last = format!("nights/{}.ndjson", records.len() - 1);
        let output = Command::new(env!("CARGO_BIN_EXE_doctrial"))
            .args(["report", "convert", &last, "--to", "html=report.html", "--against", "nights"])
            .current_dir(path)
            .output()
            .expect("runs");
        assert!(output.status.success(), "{output:?}");
        project
    }

    fn report(&self) -> PathBuf {
        self.folder.path().join("report.html")
    }

    /// What a browser shows of it, which has nothing to object to.
    fn shown(&self, browser: &Path, part: &str, width: u32) -> Shown {
        let shown = open(browser, &self.report(), part, width);
        assert_eq!(shown.log, "", "the browser reports no error");
        shown
    }
}

/// Many cases that passed, and failures of two kinds.
fn night() -> Vec<Value> {
    let passed = (0..300).map(|number| case(number, "passed"));
    let red = (300..320).map(|number| failed(number, if number.is_multiple_of(4) { "missing" } else { "wrong" }));
    passed.chain(red).collect()
}

fn causes_come_first_and_all_cases_below(browser: &Path) {
    let project = Project::new(&[run(1, night())]);
    for width in [WIDE, NARROW] {
        let shown = project.shown(browser, "", width);
        assert_eq!(shown.text("count"), "320 cases of 320");
        let (causes, cases) =
            (shown.body().find("20 cases did not pass, for 2 causes"), shown.body().find("id=\"cases\""));
        assert!(causes.is_some() && causes < cases);
        assert_eq!(shown.count("data-cause="), 2);
        assert_eq!(shown.count("docs/lamps.md:12:3 and 12 more"), 1);
        assert_eq!(shown.count("Since the runs before"), 0, "there is none");
    }
}

fn a_link_shows_what_its_sender_saw(browser: &Path) {
    let project = Project::new(&[run(1, night())]);
    for (part, count) in [
        ("outcome=failed", "20 cases of 320"),
        ("outcome=failed&method=POST", "10 cases of 320"),
        ("rule=B101", "5 cases of 320"),
        ("outcome=failed&tag=tens", "2 cases of 320"),
        ("page=docs%2Flamps.md&text=lamps%2F31", "11 cases of 320"),
        ("text=nothing-like-it", "0 cases of 320"),
        (
            "cause=B101+missing-member+at+%2Fsize%3A+member+%60size%60+is+missing",
            "5 cases of 320 with the cause B101 missing-member at /size: member `size` is missing",
        ),
    ] {
        assert_eq!(project.shown(browser, part, WIDE).text("count"), count, "{part}");
    }
    let shown = project.shown(browser, "outcome=failed&case=lamps.md%3A%3Alamps%3A%3Aget-7", WIDE);
    assert_eq!(shown.text("count"), "320 cases of 320", "the case is shown, whatever else is chosen");
    assert_eq!(shown.count("<details open=\"\"><summary><span class=\"badge passed\">"), 1);
}

fn a_case_shows_both_sides_with_what_differs(browser: &Path) {
    let mut night = night();
    night[301]["attempts"] = json!([{ "status": 503, "elapsed_ms": 12.0, "waited_ms": 1500.0 }]);
    let project = Project::new(&[run(1, night)]);
    let shown = project.shown(browser, "case=lamps.md%3A%3Alamps%3A%3Aget-301", NARROW);
    assert_eq!(shown.count("<li>HTTP 503 after 12 ms, sent again 1.5 s later</li>"), 1);
    let marked: Vec<&str> = shown.body().split("<span class=\"wrong\">").skip(1).collect();
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(marked.iter().all(|line| line.contains("differs: ") && line.contains("\"size\":")), "{marked:?}");
    for text in [
        "Documented (docs/lamps.md:8)",
        "Request as sent",
        "trace 0123456789abcdef0123456789abcd01",
        "Try it",
        "<dd>an integer</dd>",
    ] {
        assert_eq!(shown.count(text), 1, "{text}");
    }
}

fn what_is_past_the_end_of_a_long_body_is_shown(browser: &Path) {
    let mut night = night();
    let items = (0..400).map(|number| format!("{{\"id\": {number}, \"size\": 4}}")).collect::<Vec<_>>().join(", ");
    let (kept, _) = items.split_at(6000);
    let finding = |at: &str, actual: &str| {
        let mut finding = failed(1, "wrong")["verdict"]["findings"][0].clone();
        (finding["at"], finding["actual"]) = (json!({ "body": at }), json!(actual));
        finding
    };
    let found = [
        finding("/items/3/size", "4"),
        finding("/items/390/size", "\"far\""),
        finding("/items/5/unit", "no such member"),
    ];
    night[301]["verdict"]["findings"] = json!(found);
    night[301]["response"]["body"] =
        json!(format!("{{\"items\": [{kept}\n<cut off: {} bytes in all>", items.len() + 11));
    let shown = Project::new(&[run(1, night)]).shown(browser, "case=lamps.md%3A%3Alamps%3A%3Aget-301", WIDE);
    let response = shown
        .body()
        .split("aria-label=\"Response\"")
        .nth(1)
        .expect("a response")
        .split("</pre>")
        .next()
        .expect("its end")
        .to_owned();
    let marked: Vec<&str> = response
        .split("<span class=\"wrong\">")
        .skip(1)
        .map(|line| line.split("</span>").nth(1).unwrap_or_default())
        .collect();
    assert_eq!(marked, ["      \"size\": 4", "    {", "/items/390/size: \"far\""], "{response}");
    assert!(response.contains("&lt;cut off: "), "{response}");
}

fn what_changed_since_earlier_runs_is_shown(browser: &Path) {
    let before = |night: u32, red: std::ops::Range<u32>| {
        let of = |number| if red.contains(&number) { failed(number, "wrong") } else { case(number, "passed") };
        run(night, (0..320).map(of).collect())
    };
    let project = Project::new(&[before(1, 300..302), before(2, 299..303), run(3, night())]);
    let shown = project.shown(browser, "change=still+failing", WIDE);
    assert!(shown.body().contains("17 new, 1 fixed, 3 still failing, against the run of 2026-11-02T02:00:00Z"));
    assert_eq!(shown.text("count"), "3 cases of 320");
    assert_eq!((shown.count("<td>2026-11-0"), shown.count(" since 2026-11-01 02:00")), (4, 2), "three runs, one fixed");
    assert_eq!(project.shown(browser, "change=new", WIDE).text("count"), "17 cases of 320");
}

fn nothing_in_a_response_does_anything(browser: &Path) {
    let hostile = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">\u{1b}[31m\u{202e}";
    let (mut first, mut second) = (failed(1, "wrong"), failed(2, "wrong"));
    first["url"] = json!(hostile);
    first["response"]["body"] = json!(format!("{{\"size\": \"{hostile}\", \"long\": \"{}\"}}", "x".repeat(1 << 20)));
    first["verdict"]["findings"][0]["actual"] = json!(hostile);
    second["id"] = json!(format!("lamps.md::{hostile}"));
    let project = Project::new(&[run(1, vec![first, second])]);
    let shown = project.shown(browser, "text=taken&case=lamps.md%3A%3Alamps%3A%3Aget-1", WIDE);
    assert!(shown.html.contains("<title>FAILED: 0 passed, 2 failed, 0 broken, 0 skipped</title>"));
    assert_eq!(
        (shown.text("count"), shown.count("<img"), shown.html.matches("<script").count()),
        ("2 cases of 2", 0, 2)
    );
    assert_eq!(shown.count("<details open"), 1);
    assert!(!shown.html.contains(['\u{1b}', '\u{202e}']) && shown.html.len() < 200_000, "{}", shown.html.len());
}

fn without_a_browser_the_reason_is_reported() {
    fn without(command: &mut Command) -> &mut Command {
        command.env_remove("DOCTRIAL_BROWSER").env("PATH", "")
    }
    assert_ignored("a_link_shows_what_its_sender_saw", "no browser: none of chromium", without);
}
