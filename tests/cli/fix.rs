//! `doctrial check --fix`: what is corrected, and that no other byte is touched.

use crate::project::Project;

/// A page with all that can be corrected, and some that cannot; CRLF, a byte order mark, a list and a quote.
const WRONG: &str = "\u{feff}# Lamp  \r\n\r\n<!-- {\r\n  'blockType': \"requset\",\r\n  nmae: \"get_lamp\",\r\n  \"tags\": ['a', 'b',],\r\n} -->\r\n\
    ```http\r\nGET https://h/lamps/7\r\n```\r\n\r\n<!-- { \"blockType\": \"response\", \"trunkated\": True, /* why */ } -->\r\n\
    ```http\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{ 'id': \"7\",\u{a0}\"note\": 'it''s',  }\r\n```\r\n";
const QUOTED: &str = "# Lamps\n\n> ```http\n> GET https://h/lamps HTTP/1.1\n> ```\n>\n> ```http\n> HTTP/1.1 200 OK\n> Content-Type: application/json\n\
    > { \"value\": [1,], }\n> ```\n\n* A list:\n\n  ```http\n  GET https://h/rooms HTTP/1.1\n  ```\n\n  ```http\n  HTTP/1.1 200 OK\n  Content-Type: application/json\n  {}\n  ```\n";
const RIGHT: &str = "# Lamps\n\n> ```http\n> GET https://h/lamps HTTP/1.1\n> ```\n>\n> ```http\n> HTTP/1.1 200 OK\n> Content-Type: application/json\n>\n\
    > { \"value\": [1] }\n> ```\n\n* A list:\n\n  ```http\n  GET https://h/rooms HTTP/1.1\n  ```\n\n  ```http\n  HTTP/1.1 200 OK\n  Content-Type: application/json\n\n  {}\n  ```\n";

#[test]
fn what_is_certain_is_corrected_and_no_other_byte() {
    let project = Project::with(&[("docs/quoted.md", QUOTED), ("docs/right.md", RIGHT)]);
    let done = project.run(&["check", "--fix"]);
    assert_eq!(project.read("docs/quoted.md"), RIGHT);
    assert!(done.code == 0 && done.err.contains("4 changes made in 1 page\n"), "{done:?}");
    assert_eq!(project.read("docs/right.md"), RIGHT);
}

#[test]
fn annotations_are_respelt_and_what_is_not_certain_stays_and_is_reported() {
    let wrong = WRONG.replace("'it''s'", "'say \"it\"'");
    let project = Project::with(&[("docs/lamp.md", &wrong)]);
    let done = project.run(&["check", "--fix"]);
    let read = project.read("docs/lamp.md");
    let expected = wrong
        .replace("'blockType': \"requset\"", "\"blockType\": \"request\"")
        .replace("nmae:", "\"nmae\":")
        .replace("['a', 'b',],\r\n}", "[\"a\", \"b\"]\r\n}")
        .replace("\"trunkated\": True, /*", "\"truncated\": true /*")
        .replace("{ 'id': \"7\",\u{a0}", "\r\n{ \"id\": \"7\", ")
        .replace("\"',  }", "\"'  }");
    assert_eq!(read, expected, "{done:?}");
    // The short key, the comment and the quotes around quotes are the writer's.
    assert!(done.out.contains("unknown annotation key `nmae`") && done.out.contains("a comment"), "{done:?}");
    assert!(done.out.contains("a string in single quotes") && !done.out.contains("--fix`"), "{done:?}");
    let again = project.run(&["check", "--fix"]);
    assert!(again.err.contains("0 changes made in 0 pages") && project.read("docs/lamp.md") == expected, "{again:?}");
}

#[test]
fn a_dry_run_shows_a_diff_that_applies_and_writes_nothing() {
    let project = Project::with(&[("docs/lamp.md", WRONG), ("docs/quoted.md", QUOTED)]);
    let output = project.run(&["check"]).out;
    assert!(output.contains("can be fixed by `doctrial check --fix`"), "{output}");
    let dry = project.run(&["check", "--fix", "--dry-run"]);
    assert!(dry.code == 1 && dry.out.starts_with("--- a/docs/lamp.md\n+++ b/docs/lamp.md\n@@ -"), "{dry:?}");
    assert!(dry.out.contains("-> { \"value\": [1,], }\n+>\n+> { \"value\": [1] }\n"), "{dry:?}");
    assert_eq!((project.read("docs/lamp.md"), project.read("docs/quoted.md")), (WRONG.to_owned(), QUOTED.to_owned()));
    project.write("fix.patch", dry.out.as_bytes());
    let patched = std::process::Command::new("git").args(["apply", "fix.patch"]).current_dir(project.path()).status();
    assert!(patched.expect("git runs").success());
    let by_patch = project.read("docs/lamp.md");
    project.write("docs/lamp.md", WRONG.as_bytes());
    project.run(&["check", "--fix"]);
    assert_eq!(project.read("docs/lamp.md"), by_patch);
    assert_eq!(project.run(&["check", "--fix", "--dry-run"]).out, "");
    assert_eq!(project.run(&["check", "--dry-run"]).code, 2);
}

#[test]
fn only_the_pages_chosen_and_the_rules_not_allowed_are_touched() {
    let project = Project::with(&[("docs/a.md", QUOTED), ("docs/b.md", QUOTED)]);
    project.run(&["check", "--fix", "--page", "a.md", "--allow", "no-blank-line"]);
    assert_eq!(project.read("docs/a.md"), QUOTED.replace("[1,], }", "[1] }"));
    assert_eq!(project.read("docs/b.md"), QUOTED);
}

#[cfg(unix)]
#[test]
fn a_page_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::with(&[("docs/parts/a.txt", QUOTED)]);
    let (file, link) = (project.path().join("docs/parts/a.txt"), project.path().join("docs/a.md"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("sets");
    std::os::unix::fs::symlink(&file, &link).expect("a link");
    project.run(&["check", "--fix"]);
    assert_eq!(std::fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o640);
    assert!(link.is_symlink() && project.read("docs/parts/a.txt") == RIGHT);
    std::fs::write(&file, QUOTED).expect("writes");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o440)).expect("sets");
    // The mode bits do not bind every user.
    let may_write = std::fs::OpenOptions::new().write(true).open(&file).is_ok();
    let tried = project.run(&["check", "--fix"]);
    if may_write {
        assert!(tried.code == 0 && project.read("docs/parts/a.txt") == RIGHT, "{tried:?}");
    } else {
        assert!(tried.code == 2 && tried.err.contains("cannot be written"), "{tried:?}");
        assert_eq!(project.read("docs/parts/a.txt"), QUOTED);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_docs_is_a_finding_and_its_target_stays() {
    let project = Project::with(&[("docs/a.md", QUOTED), ("elsewhere/a.md", QUOTED)]);
    std::os::unix::fs::symlink("../elsewhere/a.md", project.path().join("docs/b.md")).expect("a link");
    let done = project.run(&["check", "--fix"]);
    assert!(done.code == 1 && done.out.contains("docs/b.md:1:1  D002 outside-docs"), "{done:?}");
    assert_eq!((project.read("docs/a.md").as_str(), project.read("elsewhere/a.md").as_str()), (RIGHT, QUOTED));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_docs_is_not_followed_where_it_is_named() {
    let project =
        Project::with(&[("docs/a.md", QUOTED), ("elsewhere/a.md", QUOTED), ("doctrial.toml", "docs = \"docs\"\n")]);
    for (target, link) in [("../elsewhere/a.md", "b.md"), ("../elsewhere", "linked"), ("a.md", "inside.md")] {
        std::os::unix::fs::symlink(target, project.path().join("docs").join(link)).expect("a link");
    }
    for named in ["docs/b.md", "docs/linked/a.md", "docs/linked"] {
        let done = project.run(&["check", "--fix", named]);
        assert!(done.code != 0 && project.read("elsewhere/a.md") == QUOTED, "{named}: {done:?}");
        let (base, heads) = crate::service::service(|_| String::new());
        let run = project.run(&["run", named, "--base-url", &base]);
        assert!(run.code != 0 && heads.try_iter().next().is_none(), "{named}: {run:?}");
    }
    assert!(project.run(&["check", "--fix", "docs/inside.md"]).err.contains("made in 1 page\n"));
    assert_eq!(project.read("docs/a.md"), RIGHT);
    // What is beside the docs is no link out of them.
    assert!(project.run(&["check", "--fix", "elsewhere/a.md"]).err.contains("made in 1 page\n"));
}

#[cfg(unix)]
#[test]
fn a_page_that_cannot_be_written_does_not_stop_the_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = Project::with(&[("docs/a.md", QUOTED), ("docs/b.md", QUOTED)]);
    let file = project.path().join("docs/a.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o440)).expect("sets");
    // The mode bits do not bind every user.
    if std::fs::OpenOptions::new().write(true).open(&file).is_err() {
        let done = project.run(&["check", "--fix"]);
        assert!(done.code == 2 && done.err.contains("docs/a.md cannot be written"), "{done:?}");
        assert!(done.err.contains("in 1 page; 1 page not changed"), "{done:?}");
        assert_eq!((project.read("docs/a.md").as_str(), project.read("docs/b.md").as_str()), (QUOTED, RIGHT));
    }
}
