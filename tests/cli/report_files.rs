//! Where reports go, and what becomes of those of an earlier run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::project::{Project, READ};
use crate::responder::json;
use crate::service::service;

const RED: [&str; 3] = ["run", "--base-url", "http://127.0.0.1:9"];

/// The exit code of a run whose every case is broken: nobody listens there.
const UNREACHABLE: i32 = 5;

#[test]
fn a_report_can_be_switched_off() {
    let off = "[reports]\njunit = false\n[profile.ci.reports]\njunit = true\nndjson = false\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", off)]);
    assert_eq!(project.run(&["run"]).code, 0);
    assert!(!project.path().join("reports/junit.xml").exists() && project.path().join("reports/run.ndjson").exists());
    project.write("reports/run.ndjson", b"kept");
    assert_eq!(project.run(&["run", "--profile", "ci"]).code, 0);
    assert!(project.read("reports/junit.xml").contains("<testcase") && project.read("reports/run.ndjson") == "kept");
    project.write("reports/junit.xml", b"kept");
    assert_eq!(project.run(&["run", "--profile", "ci", "--no-report", "junit"]).code, 0);
    assert_eq!(project.read("reports/junit.xml"), "kept");
    let both = project.run(&["run", "--no-report", "junit", "--report", "junit=x"]);
    assert!(both.code == 2 && both.err.contains("--no-report"), "{both:?}");
    let failed = project.run(&["run", "--profile", "ci", "--failed"]);
    assert!(failed.code == 2 && failed.err.contains("the settings keep none"), "{failed:?}");
}

#[test]
fn a_report_on_standard_output_is_alone_there() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&["run", "--report", "junit=-"]);
    assert!(done.code == 0 && done.out.starts_with("<?xml") && done.out.ends_with("</testsuites>\n"), "{done:?}");
    assert!(done.err.contains("1 passed"), "{done:?}");
    let record = project.run(&["run", "--report", "ndjson=/dev/stdout", "--no-report", "junit", "--verbose"]).out;
    assert!(record.lines().all(|line| line.starts_with("{\"kind\":")) && record.contains("\"end\""), "{record}");
    let both = project.run(&["run", "--report", "junit=-", "--report", "ndjson=-"]);
    assert!(both.code == 2 && both.err.contains("two reports would be written to standard output"), "{both:?}");
}

#[test]
fn two_reports_to_one_path_are_refused_before_anything_is_fired() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&[&RED[..], &["--report", "junit=out/x", "--report", "ndjson=./out/x"]].concat());
    assert!(done.code == 2 && done.err.contains("two reports would be written to out/x"), "{done:?}");
    assert!(!done.err.contains("1 case"), "{done:?}");
}

#[test]
fn what_cannot_be_written_is_reported_before_anything_is_fired() {
    let project = Project::with(&[("docs/a.md", READ), ("out/keep", "kept"), ("file", "kept")]);
    for place in ["out", "file/junit.xml", "."] {
        for kind in ["junit", "ndjson"] {
            let done = project.run(&[&RED[..], &["--report", &format!("{kind}={place}")]].concat());
            assert!(done.code == 2 && done.err.contains("cannot be written"), "{done:?}");
            assert!(!done.err.contains("1 case"), "{done:?}");
        }
    }
    assert_eq!((project.read("out/keep").as_str(), project.read("file").as_str()), ("kept", "kept"));
}

#[test]
fn no_report_of_an_earlier_run_outlives_a_run_that_writes_none() {
    let project = Project::with(&[("docs/a.md", READ), ("out/keep", "")]);
    let reports = ["reports/junit.xml", "reports/run.ndjson"].map(|name| project.path().join(name));
    let without_reports: [&[&str]; 4] = [
        &["run", "--report", "ndjson=out"],
        &["run", "--page", "none.md"],
        &["run", "no-such-case"],
        &["run", "--changed-since", "main"],
    ];
    for arguments in without_reports {
        assert_eq!(project.run(&["run"]).code, 0);
        assert!(reports.iter().all(|report| report.exists()));
        let done = project.run(arguments);
        assert!(matches!(done.code, 2..=4), "{done:?}");
        assert!(!reports[0].exists(), "{arguments:?}");
    }
    // What is asked for by the last record does not take it away.
    assert_eq!(project.run(&["run"]).code, 0);
    assert_eq!(project.run(&["run", "--failed"]).code, 4);
    assert!(reports.iter().all(|report| report.exists()));
    // Commands other than `run` leave reports alone.
    for command in ["check", "list", "scrape", "mutate"] {
        project.run(&[command]);
        assert!(reports.iter().all(|report| report.exists()), "{command}");
    }
}

#[test]
fn a_merged_record_may_take_the_place_of_one_of_its_parts() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let merged = project.run(&["report", "merge", "reports/run.ndjson"]);
    assert!(merged.code == 0 && project.read("reports/run.ndjson").contains("\"passed\":1"), "{merged:?}");
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    use std::path::Path;
    use std::process::{Child, Command, Output, Stdio};

    use super::*;

    /// Runs a script in which `$0` is the binary.
    fn sh(project: &Project, script: &str) -> Output {
        Command::new("sh")
            .args(["-c", script, env!("CARGO_BIN_EXE_doctrial")])
            .current_dir(project.path())
            .env_clear()
            .output()
            .expect("sh runs")
    }

    fn fifo(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
    }

    #[test]
    fn pipes_are_written_to_and_links_stay() {
        let settings = "[reports]\nndjson = \"pipe\"\n";
        let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings), ("far/old.xml", "old")]);
        let (pipe, link) = (project.path().join("pipe"), project.path().join("link.xml"));
        fifo(&pipe);
        symlink("far/old.xml", &link).expect("a link");
        let reader = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::read_to_string(pipe).expect("reads"))
        };
        let done = project.run(&["run", "--report", "junit=link.xml"]);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(reader.join().expect("no panic").contains("\"kind\":\"end\""));
        assert!(fs::symlink_metadata(&pipe).expect("is there").file_type().is_fifo());
        assert!(link.is_symlink() && project.read("far/old.xml").contains("<testsuite"));
    }

    #[test]
    fn a_pipe_that_nobody_reads_is_refused() {
        let project = Project::with(&[("docs/a.md", READ)]);
        fifo(&project.path().join("pipe"));
        let done = project.run(&[&RED[..], &["--report", "junit=pipe"]].concat());
        assert!(done.code == 2 && done.err.contains("nobody reads this pipe: start its reader first"), "{done:?}");
        assert!(!done.err.contains("1 case"), "{done:?}");
    }

    #[test]
    fn the_verdict_is_not_lost_where_a_report_is() {
        let project = Project::with(&[("docs/a.md", READ)]);
        fifo(&project.path().join("pipe"));
        let documented = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{\"id\": 7, \"name\": \"desk\"} ";
        for (response, code) in [(documented, 2), ("", UNREACHABLE)] {
            // A reader that is there as the run begins, and gone before its report is written.
            let mut reader = reader_of(&project.path().join("pipe"));
            let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
            let base = format!("http://{}", listener.local_addr().expect("an address"));
            let service = std::thread::spawn(move || {
                let (mut stream, _) = listener.accept().expect("a connection");
                let _ = stream.read(&mut [0; 1024]).expect("a request");
                reader.kill().and_then(|()| reader.wait()).expect("ends");
                stream.write_all(response.as_bytes()).expect("is sent");
            });
            let done = project.run(&["run", "--base-url", &base, "--report", "junit=pipe"]);
            service.join().expect("no panic");
            assert!(done.code == code && done.err.contains("pipe cannot be written"), "{done:?}");
            assert!(project.read("reports/run.ndjson").contains("\"end\""), "the other one is written");
        }
    }

    /// A process that has opened a pipe to read. One that this process opened could live on in a child that another test starts at
    /// that moment, until it executes its program: the pipe would still have a reader.
    fn reader_of(pipe: &Path) -> Child {
        let mut command = Command::new("sh");
        command.args(["-c", "exec 3<>\"$0\"; echo; exec sleep 600"]).arg(pipe).stdout(Stdio::piped());
        let mut reader = command.spawn().expect("sh runs");
        let _ = reader.stdout.as_mut().expect("a pipe").read(&mut [0]).expect("it has opened the pipe");
        reader
    }

    #[test]
    fn reports_are_written_with_few_file_descriptors_left() {
        let project = Project::with(&[]);
        for number in 0..40 {
            project.write(&format!("docs/{number}.md"), READ.replace("lamps", &format!("lamps{number}")).as_bytes());
        }
        let mut written = 0;
        for most in [14, 18, 24, 32, 64] {
            let script = format!("ulimit -n {most}; exec \"$0\" run --timeout 1s");
            let done = sh(&project, &script);
            let err = String::from_utf8_lossy(&done.stderr);
            // Too few to begin with is an error at the start; a run that began is reported.
            if err.contains("40 cases of docs") {
                assert!(!err.contains("cannot be written"), "{most}: {err}");
                assert!(project.read("reports/junit.xml").contains("<testcase"), "{most}");
                written += 1;
            }
        }
        assert!(written > 0);
    }

    #[test]
    fn a_read_only_report_is_left_alone() {
        let project = Project::with(&[("docs/a.md", READ), ("reports/junit.xml", "kept")]);
        let file = project.path().join("reports/junit.xml");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("sets");
        // The mode bits do not bind every user.
        if fs::OpenOptions::new().write(true).open(&file).is_err() {
            let done = project.run(&["run"]);
            assert!(done.code == 2 && done.err.contains("junit.xml cannot be written"), "{done:?}");
            assert_eq!(project.read("reports/junit.xml"), "kept");
        }
    }

    /// Runs with a pipe without reader as this stream.
    fn unread(project: &Project, stream: &str, arguments: &[&str]) -> (i32, String) {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
        command.args(arguments).current_dir(project.path()).env_clear();
        let (out, err) = match stream {
            "stdout" => (Stdio::from(writer), Stdio::piped()),
            _ => (Stdio::piped(), Stdio::from(writer)),
        };
        let done = command.stdout(out).stderr(err).output().expect("the binary runs");
        (
            done.status.code().expect("no signal"),
            String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned(),
        )
    }

    #[test]
    fn a_reader_that_has_gone_changes_no_exit_code_and_no_report() {
        let wrong = READ.replace("\"id\": 7,", "\"id\": 7;");
        let project = Project::with(&[("docs/a.md", READ), ("wrong/a.md", &wrong)]);
        let commands: [(&[&str], i32); 9] = [
            (&["run"], 0),
            (&["run", "--verbose"], 0),
            (&RED, UNREACHABLE),
            (&["run", "--report", "junit=-"], 0),
            (&["check"], 0),
            (&["check", "wrong", "--format", "json"], 1),
            (&["list", "--request"], 0),
            (&["run", "none"], 4),
            (&["explain", "--all"], 0),
        ];
        for (arguments, code) in commands {
            for stream in ["stdout", "stderr"] {
                let _ = fs::remove_dir_all(project.path().join("reports"));
                let (ended, text) = unread(&project, stream, arguments);
                assert_eq!(ended, code, "{stream} {arguments:?} {text}");
                if arguments[0] == "run" && code != 4 {
                    assert!(project.read("reports/run.ndjson").contains("\"kind\":\"end\""), "{stream} {arguments:?}");
                }
            }
        }
    }

    #[test]
    fn streams_closed_before_the_start_change_nothing_either() {
        let project = Project::with(&[("docs/a.md", READ)]);
        for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
            for (arguments, code) in [("run", 0), ("run --base-url http://127.0.0.1:9", UNREACHABLE), ("check", 0)] {
                let _ = fs::remove_dir_all(project.path().join("reports"));
                let script = format!("\"$0\" {arguments} {closed}");
                let done = sh(&project, &script);
                assert_eq!(done.status.code(), Some(code), "{script}");
                assert!(arguments == "check" || project.read("reports/junit.xml").contains("<testcase"), "{script}");
            }
        }
    }
}

#[test]
fn reports_of_an_earlier_run_in_formats_that_this_one_does_not_write_are_removed() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let formats = ["run", "--report", "html", "--report", "ctrf"];
    assert_eq!(project.run(&formats).code, 0);
    project.write("reports/run.har", b"of another tool");
    let there = |name: &str| project.path().join("reports").join(name).exists();
    assert!(there("report.html") && there("ctrf.json"));
    assert_eq!(project.run(&["run"]).code, 0);
    assert!(!there("report.html") && !there("ctrf.json") && there("junit.xml") && there("run.har"));
    assert!(there("run.ndjson"));
    for elsewhere in [&["--no-report", "junit"][..], &["--report", "junit=elsewhere.xml"], &["--report", "junit=-"]] {
        assert_eq!(project.run(&["run"]).code, 0);
        assert!(there("junit.xml"));
        assert_eq!(project.run(&[&RED[..], elsewhere].concat()).code, UNREACHABLE);
        assert!(!there("junit.xml"), "{elsewhere:?}");
    }
    project.write("reports/junit.xml", b"<testsuites name='of another tool'/>");
    assert_eq!(project.run(&["run", "--no-report", "junit"]).code, 0);
    assert!(there("junit.xml"));
}

#[test]
fn what_was_fired_again_counts_as_it_was_fired_last() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let is_up = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&is_up);
    let (base, _heads) =
        service(
            move |_| {
                if now.load(Ordering::SeqCst) { json(200, r#"{"id": 7, "name": "desk"}"#) } else { String::new() }
            },
        );
    let fire = |report: &str| project.run(&["run", "--base-url", &base, "--coverage", "--report", report]).code;
    assert_eq!(fire("ndjson=parts/1.ndjson"), UNREACHABLE);
    is_up.store(true, Ordering::SeqCst);
    assert_eq!(fire("ndjson=parts/2.ndjson"), 0);
    let merged = project.run(&["report", "merge", "parts"]);
    assert!(merged.code == 0 && merged.out.contains("PASSED"), "{merged:?}");
    assert!(merged.out.contains("exercised: 1 of 1 operation"), "{merged:?}");
}
