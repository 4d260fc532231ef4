//! Directives and settings that change nothing: each is named with its place, in a run as in a check.

use crate::project::{Project, READ};

const ORDER: &str = "# Orders\n\n```http\nPOST /orders?draft=1 HTTP/1.1\nX-Till: 4\nContent-Type: application/json\n\n{ \"lamps\": [\"L-2\"] }\n```\n\n\
    ```http\nHTTP/1.1 201 Created\nX-Order: 9\n```\n";

/// What `run` and `check` say of these settings, which is the same.
fn said(settings: &str) -> String {
    let project = Project::with(&[("docs/orders.md", ORDER), ("docs/lamp.md", READ), ("doctrial.toml", settings)]);
    let run = project.run(&["run"]);
    let warnings: Vec<&str> = run.err.lines().filter(|line| line.contains("warning: ")).collect();
    let check = project.run(&["check"]);
    for warning in &warnings {
        let message = warning.trim_start_matches("doctrial: warning: ").trim_end_matches(" (X101 unused-override)");
        let message = message.splitn(4, ':').last().unwrap_or_default().trim();
        assert!(check.out.contains(message) || check.err.contains(message), "{warning} is not in {check:?}");
    }
    warnings.join("\n")
}

#[test]
fn parts_of_requests_that_no_request_has() {
    let of = |parts: &str| said(&format!("[[expect]]\nwhere = {{ url = '/orders' }}\nrequest.remove = [{parts}]\n"));
    assert_eq!(of("'?draft', '/lamps/0', 'x-till', 'User-Agent'"), "");
    let unused = of("'?draught', '/lamp', '/lamps/1', 'X-Tyll'");
    for part in ["?draught", "/lamp", "/lamps/1", "X-Tyll"] {
        let message =
            format!("doctrial.toml:1:1: `request.remove` names `{part}`, but no request that this is about has it");
        assert!(unused.contains(&message), "{message}: {unused}");
    }
}

#[test]
fn parts_that_the_settings_give_are_no_mistake_and_others_are_one_however_often_they_are_named() {
    let of = |more: &str| {
        said(&format!("{more}\n[[expect]]\nwhere = {{ url = '/orders' }}\nrequest.remove = ['X-Tenant', '?key']\n"))
    };
    // A table may follow those that the entry is written behind.
    for gives in [
        "[headers]\nX-Tenant = '1'\n[identity.a]\nfor = { page = '*' }\napi-key = { query = 'key', value = 'k-0815' }",
        "[profile.far.headers]\nX-Tenant = '${NOWHERE_SET}'\n[profile.far.auth]\napi-key = { query = 'key', value = '${NOWHERE_SET}' }",
        "[[expect]]\nwhere = { page = '*' }\nrequest.headers.x-tenant = '1'\nrequest.query.key = 'a'",
    ] {
        assert_eq!(of(gives), "", "{gives}");
    }
    let twice =
        of("# X-Tenant and ?key\n[[expect]]\nwhere = { page = 'lamp.md' }\nrequest.remove = ['X-Tenant', '?key']");
    assert_eq!(twice.matches("no request that this is about has it").count(), 4, "{twice}");
}

#[test]
fn a_field_of_which_a_rule_expects_something_may_be_ignored_elsewhere() {
    let of = |expected: &str| {
        let rule = format!("[[expect]]\nwhere = {{ page = '*' }}\nheaders.X-Extra = {expected}\n");
        said(&format!("{rule}\n[[expect]]\nwhere = {{ page = 'lamp.md' }}\nheaders.x-extra = 'ignored'\n"))
    };
    assert!(!of("'present'").contains("is ignored, but"), "{}", of("'present'"));
    assert_eq!(of("'ignored'").matches("is ignored, but no response").count(), 2, "{}", of("'ignored'"));
}

#[test]
fn nothing_is_removed_from_a_request_without_a_body() {
    let settings = "[[expect]]\nwhere = { method = 'GET' }\nrequest.remove = ['/id']\n";
    let project = Project::with(&[("docs/lamp.md", READ), ("doctrial.toml", settings)]);
    let listed = project.run(&["list", "--request"]);
    assert!(listed.out.contains("/lamps/7\n") && !listed.out.contains("{}"), "{listed:?}");
}

#[test]
fn header_fields_that_no_response_shows() {
    let of = |name: &str| said(&format!("[[expect]]\nwhere = {{ page = '*' }}\nheaders.{name} = 'ignored'\n"));
    assert_eq!(of("x-order"), "");
    let unused = of("X-Ordre");
    assert!(unused.contains("doctrial.toml:1:1: header `X-Ordre` is ignored, but no response"), "{unused}");
    let page = ORDER.replace("```http\nHTTP", "<!-- doctrial headers.X-Oder = 'ignored' -->\n```http\nHTTP");
    let run = Project::with(&[("docs/orders.md", &page)]).run(&["run"]);
    assert!(run.err.contains("docs/orders.md:11:6: header `X-Oder` is ignored"), "{run:?}");
}

#[test]
fn what_is_expected_of_cases_that_are_all_skipped() {
    let skip = "[[skip]]\npage = 'lamp.md'\nreason = 'no lamps today'\n\n";
    let of = |place: &str| said(&format!("{skip}[[expect]]\nwhere = {{ {place} }}\nheaders.X-Order = 'present'\n"));
    assert_eq!(of("page = '*.md', status = '2xx'"), "", "one of them is judged");
    let unused = of("page = 'lamp.md'");
    assert!(unused.contains("doctrial.toml:5:1: what is expected here is never judged"), "{unused}");
    assert!(unused.contains("no lamps today"), "{unused}");
}

#[test]
fn names_by_which_nothing_is_paired() {
    let alone = "# Rooms\n\n```http\nGET /rooms HTTP/1.1\n```\n\n## Lamps\n\n```http\nGET /lamps HTTP/1.1\n```\n\n\
        ```http\nHTTP/1.1 204 No Content\n```\n";
    let settings =
        "[[expect]]\nwhere = { line = 4 }\nname = 'rooms'\n\n[[expect]]\nwhere = { line = 10 }\nname = 'lamps'\n";
    let project = Project::with(&[("docs/rooms.md", alone), ("doctrial.toml", settings)]);
    let run = project.run(&["run"]);
    assert!(run.err.contains("doctrial.toml:1:1: the name `rooms` is that of no example"), "{run:?}");
    assert!(!run.err.contains("`lamps`"), "{run:?}");
    let page = alone.replace("```http\nGET /rooms", "<!-- doctrial name = 'all-rooms' -->\n```http\nGET /rooms");
    let run = Project::with(&[("docs/rooms.md", &page)]).run(&["run"]);
    assert!(run.err.contains("docs/rooms.md:3:6: the name `all-rooms` is that of no example"), "{run:?}");
}

#[test]
fn values_that_no_request_takes_are_named_in_a_run() {
    let unused = said("[[expect]]\nwhere = { page = 'lamp.md' }\nparameters.lmap = '3'\n");
    assert!(unused.contains("doctrial.toml:1:1: a value is given for `lmap`"), "{unused}");
}

#[test]
fn entries_about_no_case_are_named_with_their_lines() {
    let settings = "[[page]]\npath = 'lamp.md'\norder = 'document'\n\n[[page]]\npath = 'lmap.md'\norder = 'document'\n\n\
        [identity.guest]\nbearer = 'gu3st'\ntags = ['open']\n";
    let unused = said(settings);
    for message in
        ["doctrial.toml:6:1: [[page]] path = \"lmap.md\"", "doctrial.toml:9:1: no case takes [identity.guest]"]
    {
        assert!(unused.contains(message), "{message}: {unused}");
    }
}

#[test]
fn an_entry_about_one_item_has_an_effect_and_so_has_one_about_all_members() {
    const PAGE: &str = "# Lamps\n\n```http\nGET /lamps\n```\n\n<!-- doctrial optional = [ENTRY] -->\n```http\nHTTP/1.1 200 OK\n\
                        Content-Type: application/json\n\n{ \"lamps\": [{ \"id\": 1, \"lit\": true }, { \"id\": 2, \"lit\": false }] }\n```\n";
    for (entry, is_unused) in [("/lamps/0/lit", false), ("*", false), ("/lamps/0/dim", true)] {
        let page = PAGE.replace("ENTRY", &format!("\"{entry}\""));
        let project = Project::with(&[("docs/lamps.md", &page)]);
        for command in ["run", "check"] {
            let done = project.run(&[command]);
            assert_eq!((done.out + &done.err).contains("X101"), is_unused, "{command} {entry}");
        }
    }
}
