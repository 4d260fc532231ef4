//! The messages about wrong arguments, settings and files, and with which exit code.

use crate::project::{Project, READ};

/// Runs it and gives what stderr says, having checked the exit code and that stdout holds nothing.
fn refusal(project: &Project, code: i32, arguments: &[&str]) -> String {
    let done = project.run(arguments);
    assert_eq!(done.code, code, "{done:?}");
    assert_eq!(done.out, "", "{done:?}");
    done.err
}

#[test]
fn the_usage_of_a_wrong_command_is_plain_text() {
    let project = Project::with(&[("docs/a.md", "# A\n")]);
    let done = project.run(&["cheque"]);
    assert!(done.code == 2 && done.err.contains("\nUsage: doctrial") && !done.err.contains("u001b"), "{done:?}");
}

#[test]
fn wrong_flags_leave_no_report_of_an_earlier_run() {
    for settings in ["", "[reports]\njunit = \"out/junit.xml\"\n"] {
        for flags in [["--base-url", ""], ["--base-url", "ftp://owls.test"], ["--concurrency", "many"]] {
            let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
            let junit = if settings.is_empty() { "reports/junit.xml" } else { "out/junit.xml" };
            assert_eq!(project.run(&["run"]).code, 0);
            let is_there = || project.path().join(junit).exists();
            assert!(is_there());
            project.run(&["check", "--nope"]);
            project.run(&["run", "--dry-run", "--nope"]);
            assert!(is_there(), "these do not replace it");
            refusal(&project, 2, &[&["run"][..], &flags].concat());
            assert!(!is_there(), "{flags:?}");
            project.write(junit, b"<testsuites name=\"of another tool\"/>");
            refusal(&project, 2, &[&["run"][..], &flags].concat());
            assert!(is_there(), "it is not doctrial's");
        }
    }
}

#[test]
fn no_docs_folder() {
    let project = Project::with(&[]);
    let unset = project.run_with(&[("DOCTRIAL_DOCS", "elsewhere")], &["run"]);
    assert!(unset.code == 3 && unset.err.contains("cannot open the docs at `elsewhere`"), "{unset:?}");
    for (command, word) in [("check", "./nowhere"), ("run", "nowhere/")] {
        let refusal = refusal(&project, 2, &[command, word]);
        let expected = format!("doctrial: there is no file or folder `{word}` to read cases from; name a folder");
        assert!(refusal.starts_with(&expected), "{refusal}");
    }
}

#[test]
fn a_word_that_is_no_file_is_said_to_be_none() {
    let project = Project::with(&[("docs/a.md", READ)]);
    for (command, word) in [("check", "nofolder"), ("check", "nofolder/docs"), ("run", "docs/none.md")] {
        let refusal = refusal(&project, 4, &[command, word]);
        let expected =
            format!("there is no file or folder `{word}` here, so it was taken as a filter of what is in `docs`: name");
        assert!(refusal.contains(&expected), "{refusal}");
    }
    project.write("docs/a.md", b"# Lamps\n\n```http\nGET /lamps/{id}\n```\n");
    let none = refusal(&project, 4, &["check", "nofolder"]);
    assert!(none.contains("there is no file or folder `nofolder`") && none.contains("no cases: docs"), "{none}");
}

#[test]
fn a_docs_folder_without_pages() {
    let project = Project::with(&[("docs/notes.txt", "no page")]);
    for command in ["check", "run", "list", "serve", "scrape"] {
        assert!(refusal(&project, 3, &[command]).contains("no page of docs"), "{command}");
    }
}

#[test]
fn a_binary_page() {
    let project = Project::with(&[("docs/a.md", READ)]);
    project.write("docs/picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\x0d");
    let checked = project.run(&["check"]);
    assert!(checked.code == 1 && checked.out.contains("docs/picture.md:1:1  D001 unreadable-file"), "{checked:?}");
    assert!(checked.out.contains("it is a binary file"), "{checked:?}");
    let run = project.run(&["run"]);
    assert!(run.code == 0 && run.err.contains("docs/picture.md: this file is not read"), "{run:?}");
    let other = project.run(&["run", "--page", "a.md"]);
    assert!(other.code == 0 && !other.err.contains("picture.md"), "{other:?}");
}

#[test]
fn a_base_url_without_scheme() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let message = refusal(&project, 2, &["run", "--base-url", "localhost:3000"]);
    assert!(message.contains("base URL `localhost:3000` has no scheme: write http://localhost:3000"), "{message}");
    let done = project.run_with(&[("DOCTRIAL_BASE_URL", "localhost:3000")], &["run"]);
    assert!(done.code == 2 && done.err.contains("write http://localhost:3000"), "{done:?}");
}

#[test]
fn no_message_repeats_a_password_of_a_url() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let urls =
        ["kim:PW@host:80", "http://kim:s3/PW@host", "http://kim:PW?x@host", "http://kim:80#PW@host", "ftp://kim:PW@h"];
    for url in urls {
        let message = refusal(&project, 2, &["run", "--base-url", url]);
        assert!(message.contains("base URL `") && !message.contains("PW"), "{message}");
        let message = refusal(&project, 2, &["run", &format!("--base-url={url}")]);
        assert!(message.contains("base URL `") && !message.contains("PW"), "{message}");
        let done = project.run_with(&[("DOCTRIAL_BASE_URL", url)], &["run"]);
        assert!(done.code == 2 && done.err.contains("DOCTRIAL_BASE_URL") && !done.err.contains("PW"), "{done:?}");
        project.write("doctrial.toml", format!("base-url = '{url}'\n").as_bytes());
        let message = refusal(&project, 2, &["run"]);
        assert!(message.contains("doctrial.toml:1:") && !message.contains("PW"), "{message}");
        project.write("doctrial.toml", b"base-url = 'http://h.invalid'\nproxy = 'environment'\n");
        let done = project.run_with(&[("http_proxy", url)], &["run"]);
        assert!(done.code != 0 && !done.err.contains("PW") && !done.out.contains("PW"), "{done:?}");
        project.write("doctrial.toml", b"");
    }
    let url = "http://kim:PW@host/api";
    for arguments in [
        &[url][..],
        &["run", url],
        &["run", "docs", url],
        &["check", "http://kim:PW@host/"],
        &["--url=http://kim:PW@host"],
    ] {
        let done = project.run(arguments);
        assert!(done.code != 0 && !done.err.contains("PW"), "{arguments:?} {done:?}");
    }
}

#[test]
fn an_unknown_key_of_the_settings() {
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", "docs = \"docs\"\ntiemout = 3\n")]);
    let message = refusal(&project, 2, &["run"]);
    assert_eq!(message, "doctrial: doctrial.toml:2:1: unknown key `tiemout`; did you mean `timeout`?\n");
}

#[test]
fn an_unknown_flag_or_rule() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert!(refusal(&project, 2, &["run", "--base-ulr", "http://h"]).contains("--base-url"));
    assert!(refusal(&project, 2, &["run", "--deny", "wrong-statsu"]).contains("did you mean `wrong-status` (S001)?"));
    assert!(refusal(&project, 2, &["run", "--deny", "tolerance:nul"]).contains("did you mean `null`?"));
    assert!(refusal(&project, 2, &["explain", "S999"]).contains("unknown rule `S999`"));
    assert!(refusal(&project, 2, &["explain", "min-fired"]).contains("neither a rule nor another word"));
}

#[test]
fn a_settings_file_that_is_not_there() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let refused = refusal(&project, 2, &["run", "--config", "none.toml"]);
    assert!(refused.contains("cannot read the settings file none.toml: "), "{refused}");
    assert!(refused.contains("; name an existing file with --config"), "{refused}");
    let by_variable = project.run_with(&[("DOCTRIAL_CONFIG", "none.toml")], &["run"]);
    assert!(
        by_variable.code == 2 && by_variable.err.contains("; correct the variable DOCTRIAL_CONFIG"),
        "{by_variable:?}"
    );
    let accounts = Project::with(&[("docs/a.md", READ), ("doctrial.toml", "accounts = [\"none.json\"]\n")]);
    let refused = refusal(&accounts, 2, &["run"]);
    assert!(
        refused.contains("cannot read the accounts file ") && refused.contains("; correct `accounts`"),
        "{refused}"
    );
}

#[test]
fn a_header_that_is_none_is_not_repeated() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let message = refusal(&project, 2, &["run", "--header", "X-Key=hush-hush"]);
    // clap repeats what was typed; our own part of the message must not add to it.
    assert!(message.contains("write 'NAME: VALUE'"), "{message}");
}

/// A page whose response is judged by a schema of the user's own, and a page that documents a type.
const BY_SCHEMA: &str = "# Read a lamp\n\n```http\nGET /lamps/7\n```\n\n<!-- doctrial schema = \"own\" -->\n```http\n\
    HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"shade\": { \"colour\": \"red\" } }\n```\n";
const SHADE: &str = "# Shade\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"home.shade\" } -->\n```json\n\
    { \"colour\": \"String\" }\n```\n";

#[test]
fn a_schema_of_ones_own_that_refers_to_nothing() {
    let project = Project::with(&[("docs/a.md", BY_SCHEMA)]);
    let own = b"{ \"properties\": {\n\"shade\": { \"$ref\": \"home.shade.json\" } } }";
    project.write("contracts/schemas/own.json", own);
    let id = "a.md::read-a-lamp::get-lamps-7";
    for (arguments, code) in [(&["check"][..], 1), (&["run"], 5), (&["run", "--exact", id], 5), (&["list"], 0)] {
        let done = project.run(arguments);
        let said = done.out.clone() + &done.err;
        assert_eq!(done.code, code, "{arguments:?} {done:?}");
        assert!(said.contains("contracts/schemas/own.json:2:12"), "{arguments:?} {done:?}");
        assert!(said.contains("`\"$ref\": \"home.shade.json\"` leads nowhere"), "{arguments:?} {done:?}");
    }
    // A type that a page documents is one to refer to, also where only one case is read.
    project.write("docs/shade.md", SHADE.as_bytes());
    for arguments in [&["check"][..], &["check", "--exact", id], &["run"], &["run", "--exact", id]] {
        assert_eq!(project.run(arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn a_schema_file_that_is_broken_breaks_what_is_judged_by_it_alone() {
    let lamp = "# Lamps\n\n```http\nGET /rooms/7/lamp\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"watts\": 40 }\n```\n";
    for (file, place, words) in [
        (&b"{\n  nope\n}"[..], "2:3", "this is not JSON"),
        (b"{\n  \"properties\": { \"shade\": { \"type\": \"colour\" } } }", "2:30", "this is not a valid JSON Schema"),
        (b"\xff\xfe", "1:1", "the file cannot be read"),
    ] {
        let project = Project::with(&[("docs/lamp.md", lamp)]);
        project.write("contracts/schemas/own.json", file);
        let place = format!("contracts/schemas/own.json:{place}");
        let run = project.run(&["run"]);
        assert!(run.code == 0 && run.out.contains("1 passed") && run.err.contains(&place), "{run:?}");
        let check = project.run(&["check"]);
        assert!(check.code == 1 && check.out.contains(&place) && check.out.contains(words), "{check:?}");
        project.write("docs/a.md", BY_SCHEMA.as_bytes());
        let id = "a.md::read-a-lamp::get-lamps-7";
        for (arguments, code) in [(&["run"][..], 1), (&["run", "--exact", id], 5)] {
            let run = project.run(arguments);
            assert!(run.code == code && run.out.contains("1 broken") && run.out.contains(words), "{run:?}");
            assert!(run.out.contains("1 passed") || arguments.len() > 1, "{run:?}");
        }
    }
}

#[test]
fn a_request_too_large_to_be_sent() {
    let fields = "X: v\n".repeat(25_000);
    let response = "```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n";
    let many = format!("# T\n\n```http\nGET /x HTTP/1.1\n{fields}{response}");
    let long = format!("# T\n\n```http\nGET /x{} HTTP/1.1\n{response}", "/a".repeat(40_000));
    let project = Project::with(&[("docs/a.md", &many), ("docs/b.md", &long)]);
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(done.code == 4 && done.out.contains("it has 25000 header fields"), "{done:?}");
    assert!(done.out.contains("its URL has 80020 bytes"), "{done:?}");
    let checked = project.run(&["check"]).out;
    assert_eq!(checked.matches("L010 oversized-request").count(), 2, "{checked}");
}

#[test]
fn a_page_cannot_control_the_terminal() {
    let page = READ.replace("GET /", "GET /\u{1b}]0;x\u{7}\u{202e}").replace("200 OK", "200 O\u{1b}[2JK");
    let project = Project::with(&[("docs/a\u{1b}]0;y.md", &page)]);
    for arguments in [
        &["list"][..],
        &["list", "--request"],
        &["list", "--format", "json"],
        &["check"],
        &["check", "--format", "github"],
        &["check", "--format", "json"],
        &["run", "-v"],
        &["mutate", "-v"],
        &["scrape"],
    ] {
        let arguments = [arguments, &["--color", "always"]].concat();
        let done = project.run(&arguments);
        let shown = format!("{}{}", done.out, done.err);
        assert!(!shown.contains(['\u{7}', '\u{202e}']) && !shown.contains("\u{1b}]"), "{arguments:?}: {shown:?}");
        assert!(!shown.contains("\u{1b}[2J"), "{arguments:?}: {shown:?}");
    }
}

#[test]
fn what_was_meant_is_suggested() {
    let project = Project::with(&[]);
    for (arguments, meant) in [
        (&["rnu"][..], "`doctrial run`"),
        (&["chekc", "docs"], "`doctrial check`"),
        (&["test", "docs"], "`doctrial run`"),
        (&["validate"], "`doctrial check`"),
        (&["merge", "shards"], "`doctrial report merge`"),
        (&["report", "mrege"], "`doctrial report merge`"),
        (&["run", "-verbose"], "`--verbose`"),
        (&["run", "--host", "http://127.0.0.1:1"], "`--base-url`"),
        (&["serve", "docs", "--port=80"], "`--listen`"),
        (&["run", "--report", "htlm"], "`html`"),
    ] {
        let done = project.run(arguments);
        assert!(done.code == 2 && done.err.contains(&format!("did you mean {meant}?")), "{arguments:?}: {done:?}");
    }
    for arguments in [&["run", "--bse-url", "x"][..], &["xyzzy"], &["run", "--xyzzy"]] {
        let done = project.run(arguments);
        assert!(done.code == 2 && !done.err.contains("did you mean"), "{arguments:?}: {done:?}");
        assert!(done.err.contains(arguments[arguments.len().min(2) - 1]), "what was typed is named: {done:?}");
    }
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&["run", "docz"]);
    assert!(done.code == 4 && done.err.contains("no case matches `docz`"), "{done:?}");
    assert!(done.err.contains("the docs are in `docs`") && !done.err.contains("did you mean"), "{done:?}");
    let done = project.run(&["run", "--base-url", "localhost:1"]);
    assert!(done.code == 2 && done.err.contains("'localhost:1'") && !done.err.contains("***"), "{done:?}");
    for text in ["kim:PW@localhost:1", "http://kim:PW@localhost:1/?x", "ftp://kim:PW@localhost"] {
        let done = project.run(&["run", "--base-url", text]);
        assert!(done.code == 2 && !done.err.contains("PW"), "{done:?}");
    }
    let done = project.run(&["run", "--header", "Authorization PW"]);
    assert!(done.code == 2 && !done.err.contains("PW"), "{done:?}");
    let setup = |request: &str| format!("\n[[setup]]\nname = 'login'\nrequest = '{request}'\n");
    for request in ["POS /login", "log in"] {
        project.write("doctrial.toml", setup(request).as_bytes());
        let done = project.run(&["list"]);
        assert!(done.code == 2 && done.err.contains("doctrial.toml:2:1: the request of [[setup]] `login`"), "{done:?}");
    }
    project.write("doctrial.toml", setup("POST /login").as_bytes());
    assert_eq!(project.run(&["list"]).code, 0);
    std::fs::remove_file(project.path().join("doctrial.toml")).expect("it is there");
    let done = project.run(&["run", "--concurrency", "0"]);
    assert!(done.err.contains("`0` is not a whole number from 1"), "{done:?}");
}

#[test]
fn help_of_each_command_has_examples_and_exit_codes() {
    let project = Project::with(&[]);
    let commands =
        ["run", "bless", "check", "list", "mutate", "scrape", "plan", "serve", "explain", "schema", "completions"];
    let alone = commands.map(|command| vec![command]);
    for command in alone.into_iter().chain([vec!["baseline", "update"]]) {
        let done = project.run(&[&command[..], &["--help"]].concat());
        assert!(done.code == 0 && done.out.contains("Examples:\n  doctrial "), "{command:?}: {done:?}");
        assert!(done.out.contains("Exit codes:\n  0 "), "{command:?}: {done:?}");
    }
    for command in ["merge", "convert", "har", "diff"] {
        let done = project.run(&["report", command, "--help"]);
        assert!(done.out.contains("Examples:\n  doctrial report") && done.out.contains("The exit code is"), "{done:?}");
        assert!(done.out.contains("Exit codes:\n  0 "), "{command:?}: {done:?}");
    }
    for command in ["report", "baseline"] {
        let done = project.run(&[command, "--help"]);
        let examples = format!("Examples:\n  doctrial {command} ");
        assert!(done.out.contains(&examples) && done.out.contains("Exit codes:\n  0 "), "{command:?}: {done:?}");
    }
}

#[test]
fn what_was_meant_is_said() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", READ)]);
    let two = refusal(&project, 4, &["run", "docs/a.md", "docs/b.md"]);
    assert!(two.contains("no case matches `docs/b.md`: only the first word names docs"), "{two}");
    let listen = refusal(&project, 2, &["serve", "docs", "--listen", "99999"]);
    assert!(listen.contains("write `127.0.0.1:3000`"), "{listen}");
    assert!(refusal(&project, 2, &["serve", "docs", "--listen", ":8080"]).contains("write `127.0.0.1:8080`"));
    let time = refusal(&project, 2, &["run", "docs", "--max-time", "0"]);
    assert!(time.contains("zero leaves no time at all: write `1s` or more") && !time.contains("request"), "{time}");
    let har = refusal(&project, 2, &["run", "--report", "har"]);
    assert!(har.contains("`doctrial run --record DIR`, then `doctrial report har DIR > traffic.har`"), "{har}");
    let report = refusal(&project, 2, &["report", "html"]);
    assert!(report.contains("did you mean `doctrial report convert --to html`?"), "{report}");
}

#[test]
fn entries_of_the_settings_that_are_about_no_case_are_named() {
    let page = "# Lamps\n\n```http\nGET /lamps/L-1 HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n\nlit\n```\n";
    let used = "[parameters]\nlamp = \"L-9\"\n\n[literals]\n\"L-1\" = \"lamp\"\n\n[[story]]\npages = [\"lamps.md\"]\n\n\
        [identity.keeper]\nbearer = \"k33per\"\nfor = { url = \"/lamps/*\" }\n";
    let unused = used
        .replace("\"L-1\" = \"lamp\"", "\"L-1\" = \"lamp\"\n\"L-2\" = \"lamp\"")
        .replace("\"lamps.md\"", "\"lamps.md\", \"lights.md\"")
        + "\n[identity.guest]\nbearer = \"gu3st\"\ntags = [\"open\"]\n";
    let warnings = |settings: &str, arguments: &[&str]| {
        let project = Project::with(&[("docs/lamps.md", page), ("docs/rooms.md", READ), ("doctrial.toml", settings)]);
        let done = project.run(arguments);
        assert_eq!(done.code, 0, "{done:?}");
        done.err
    };
    let said = warnings(&unused, &["list"]);
    for warning in [
        "[[story]]: `lights.md` matches no page with cases",
        "[literals]: `L-2` is in no request that this is about (./doctrial.toml:6:",
        "no case takes [identity.guest]",
    ] {
        assert!(said.contains(warning), "{warning}: {said}");
    }
    assert!(!said.contains("`L-1`") && !said.contains("keeper") && !said.contains("`lamps.md`"), "{said}");
    // Other cases may be what they are about.
    for (settings, arguments) in [(used, &["list"][..]), (&unused, &["list", "docs/rooms.md"])] {
        let said = warnings(settings, arguments);
        assert!(
            !said.contains("[literals]") && !said.contains("[[story]]") && !said.contains("no case takes"),
            "{said}"
        );
    }
}

#[test]
fn docs_without_cases_name_the_pages_that_cannot_be_read() {
    let project = Project::with(&[("docs/empty.md", "# Nothing\n")]);
    project.write("docs/lamp.md", &[READ.as_bytes(), b"caf\xe9\n"].concat());
    let message = refusal(&project, 4, &["run"]);
    assert!(message.contains("docs has no request with a response, and cannot be read as a whole"), "{message}");
    assert!(message.contains("docs/lamp.md: "), "{message}");
}
