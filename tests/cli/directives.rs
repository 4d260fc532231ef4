//! What the user says in addition to the docs, in pages and in settings. The embedded service responds as documented, so that what
//! is said beyond the docs decides.

use serde_json::Value;

use crate::project::{Done, Project, READ};
use crate::service::service;

/// The page of [`READ`] with a directive above its request and one above its response.
fn page(request: &str, response: &str) -> String {
    let mut fences = [request, response].into_iter().map(|said| format!("<!-- doctrial {said} -->\n\n```http\n"));
    let parts: Vec<&str> = READ.split("```http\n").collect();
    let mut page = parts[0].to_owned();
    for part in &parts[1..] {
        page.push_str(&fences.next().expect("two fences"));
        page.push_str(part);
    }
    page
}

fn listed(project: &Project) -> Value {
    let done = project.run(&["list", "--format", "json"]);
    serde_json::from_str(done.out.lines().next().unwrap_or_else(|| panic!("{done:?}"))).expect("JSON")
}

#[test]
fn a_directive_says_what_an_annotation_could() {
    let request = "{ name = 'read_lamp', tags = ['smoke'], scopes = ['Lamp.Read'] }";
    let response = "{ truncated = true, type = 'Collection(home.lamp)', status = [200, 206] }";
    let lamp = listed(&Project::with(&[("docs/a.md", &page(request, response))]));
    assert_eq!(lamp["id"], "a.md::request::read_lamp");
    assert_eq!(
        (&lamp["truncated"], &lamp["collection"], &lamp["status"]),
        (&true.into(), &true.into(), &"200|206".into())
    );
    assert_eq!(
        (&lamp["tags"][0], &lamp["scopes"][0], &lamp["dialect"]),
        (&"smoke".into(), &"Lamp.Read".into(), &"http".into())
    );
}

#[test]
fn what_is_skipped_says_why_and_where() {
    let project = Project::with(&[("docs/a.md", &page("skip = 'needs a lamp'", "truncated = false"))]);
    assert_eq!(listed(&project)["skip"], "needs a lamp (by the directive at a.md:5:6)");
    let whole = format!("<!-- doctrial page.skip = 'not now' -->\n\n{READ}");
    assert_eq!(listed(&Project::with(&[("docs/a.md", &whole)]))["skip"], "not now (by the directive at a.md:1:6)");
}

#[test]
fn a_role_decides_what_a_fence_is() {
    let project = Project::with(&[("docs/a.md", &page("role = 'none'", "role = 'none'"))]);
    let done = project.run(&["check"]);
    assert!(done.out.contains("2 fences look like HTTP: 0 in cases, 2 excused, 0 left out with a finding"), "{done:?}");
}

#[test]
fn what_is_said_of_values_is_judged() {
    let said = "body.'/name' = { regex = '^d' }\nbody.'/id' = { range = { min = 8 } }\nheaders.Content-Type = 'absent'";
    let project = Project::with(&[("docs/a.md", &page("truncated = false", said))]);
    let done = project.run(&["run"]);
    assert_eq!(done.code, 1, "{done:?}");
    for part in [
        "docs/a.md:23:3  B401 unmet-expectation  body /id",
        "a number of at least 8 (a.md:14:6)",
        "H401",
        "actual:   7",
    ] {
        assert!(done.out.contains(part), "{part} is not in {}", done.out);
    }
}

#[test]
fn a_broken_directive_is_a_finding_at_its_place() {
    for (said, place, words) in [
        ("skp = 'x'", "docs/a.md:5:15", "did you mean `skip`?"),
        ("truncated = 'yes'", "docs/a.md:5:27", "expected a boolean"),
        ("body.id = 'present'", "docs/a.md:5:20", "write a JSON Pointer, `/id`"),
    ] {
        let project = Project::with(&[("docs/a.md", &page(said, "truncated = false"))]);
        let done = project.run(&["check"]);
        assert!(done.code == 1 && done.out.contains("D110 unreadable-directive"), "{done:?}");
        assert!(done.out.contains(place) && done.out.contains(words), "{said}: {}", done.out);
    }
    let broken = Project::with(&[("docs/a.md", &page("truncated = false", "body.'/id' = { regx = '^P' }"))]);
    let done = broken.run(&["run"]);
    assert!(done.code == 4 && done.out.contains("the directive above it cannot be read"), "{done:?}");
    let idle = format!("{READ}\n<!-- doctrial truncated = true -->\n");
    let done = Project::with(&[("docs/a.md", &idle)]).run(&["check"]);
    assert!(done.code == 1 && done.out.contains("D111 unbound-directive"), "{done:?}");
}

#[test]
fn settings_expect_the_same_of_the_cases_they_match() {
    let settings = "[[expect]]\nwhere = { page = 'a*', method = 'get' }\nbody.'/name' = { equals = 'floor' }\n\n\
                    [[expect]]\nwhere = { name = 'nobody' }\ntruncated = true\n\n\
                    [[expect]]\nof = { page = 'a.md' }\nrules.wrong-status = 'warn'\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    let done = project.run(&["run"]);
    assert!(done.code == 1 && done.out.contains("\"floor\" (./doctrial.toml:1:1)"), "{done:?}");
    assert!(done.out.contains("doctrial.toml:9:1  X101 unused-override"), "{done:?}");
    let done = project.run(&["check"]);
    assert!(done.out.contains("doctrial.toml:5:1  X101 unused-override"), "{done:?}");
}

#[test]
fn settings_that_say_it_wrongly_are_refused() {
    for (said, words) in [
        ("truncated = true", "needs `where`"),
        ("where = {}\ntruncated = true", "no condition"),
        ("where = { page = 'a' }\nskip = 'x'", "[[skip]]"),
        ("where = { pge = 'a' }", "did you mean `page`?"),
        ("where = { page = 'a' }\nname = 'x'", "select it by `line`, or by the `heading`"),
        ("where = { line = 5, method = 'GET' }\nrole = 'none'", "only `page`, `heading` and `line` select fences"),
        ("where = { page = 'a' }\npage.skip = 'x'", "is for pages only"),
    ] {
        let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", &format!("[[expect]]\n{said}\n"))]);
        let done = project.run(&["list"]);
        assert!(done.code == 2 && done.err.contains(words) && done.err.contains("doctrial.toml:"), "{said}: {done:?}");
    }
}

#[test]
fn levels_can_be_set_for_a_page_and_for_a_case() {
    let loose = READ.replace("7,\n", "7,,\n").replace("\"desk\"\n", "\"desk\",\n");
    let project = |said: &str| Project::with(&[("docs/a.md", &format!("{said}{loose}"))]);
    let rule = |done: &str| done.contains("D305");
    assert!(rule(&project("").run(&["check"]).out));
    assert!(!rule(&project("<!-- doctrial page.rules.repaired-body = 'allow' -->\n\n").run(&["check"]).out));
    let of_case = page("truncated = false", "rules.D305 = 'allow'").replace("\"desk\"\n", "\"desk\",\n");
    assert!(!rule(&Project::with(&[("docs/a.md", &of_case)]).run(&["check"]).out));
}

#[test]
fn settings_can_say_what_a_fence_is_and_which_two_belong_together() {
    let page = "# Lamps\n\n```text\nGET /lamps/7\n```\n\nAn unrelated sample:\n\n```json\n{ \"id\": 1 }\n```\n\n\
                ## Later\n\n```json\n{ \"id\": 7, \"name\": \"desk\" }\n```\n";
    let settings = "[[expect]]\nwhere = { page = 'a.md', line = 4 }\nrole = 'request'\nname = 'lamp'\n\n\
                    [[expect]]\nwhere = { line = 10 }\nrole = 'none'\n\n\
                    [[expect]]\nwhere = { heading = 'later' }\nrole = 'response'\nname = 'lamp'\nstatus = 200\n";
    let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]);
    let case = listed(&project);
    assert_eq!((&case["name"], &case["status"]), (&"lamp".into(), &200.into()), "{case}");
    assert!(case["response_body"].as_str().is_some_and(|body| body.contains("desk")), "{case}");
    let checked = project.run(&["check"]);
    assert!(checked.code == 0 && checked.out.contains("2 in cases"), "{checked:?}");
    let id = case["id"].as_str().expect("an id").to_owned();
    let one = project.run_with(&[("DOCTRIAL_FORBID_FULL_SCAN", "1")], &["list", "--exact", &id]);
    assert!(one.code == 0 && one.out.contains("1 case"), "{one:?}");
    project.write("doctrial.toml", settings.replace("line = 10", "line = 99").as_bytes());
    let unused = project.run(&["run"]);
    assert!(unused.err.contains("doctrial.toml:6:1: this [[expect]] matches no fence"), "{unused:?}");
}

#[test]
fn a_request_and_a_response_further_down_of_one_name_belong_together() {
    let page = "# Lamps\n\n## Calls\n\n```http\nGET /lamps/7 HTTP/1.1\n```\n\n```http\nGET /lamps HTTP/1.1\n```\n\n\
                ## Later\n\n```http\nHTTP/1.1 203 Fine\n\nlit\n```\n";
    let settings =
        "[[expect]]\nwhere = { line = 6 }\nname = 'lamp'\n\n[[expect]]\nwhere = { heading = 'later' }\nname = 'lamp'\n";
    let by_settings = Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]);
    let comment = "<!-- doctrial name = 'lamp' -->\n";
    let in_page = page
        .replace("```http\nGET /lamps/7", &format!("{comment}```http\nGET /lamps/7"))
        .replace("```http\nHTTP", &format!("{comment}```http\nHTTP"));
    for project in [by_settings, Project::with(&[("docs/a.md", &in_page)])] {
        let case = listed(&project);
        assert_eq!(
            (&case["name"], &case["url"], &case["status"]),
            (&"lamp".into(), &"/lamps/7".into(), &203.into()),
            "{case}"
        );
        assert!(project.run(&["list"]).out.contains("1 case:"));
    }
    // Each has its other half next to it: the name was copied.
    let response = |text: &str| format!("{comment}```http\nHTTP/1.1 200 OK\n\n{text}\n```\n\n");
    let request = |path: &str| format!("```http\nGET {path} HTTP/1.1\n```\n\n");
    let plain = response("lit").replace(comment, "");
    let page =
        format!("# Lamps\n\n{comment}{}{plain}## Rooms\n\n{}{}", request("/lamps"), request("/rooms"), response("big"));
    let listed = Project::with(&[("docs/a.md", &page)]).run(&["list"]);
    assert!(listed.out.contains("2 cases:"), "{listed:?}");
}

#[test]
fn what_a_fence_is_cannot_be_said_of_contract_files() {
    let settings = "[[expect]]\nwhere = { page = 'a.md', line = 5 }\nrole = 'request'\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    assert_eq!(project.run(&["scrape", "docs", "--out", "files"]).code, 0);
    let run = project.run(&["run", "files"]);
    assert!(run.err.contains("doctrial.toml:1:1: this [[expect]] has no effect on contract files"), "{run:?}");
}

#[test]
fn help_is_in_the_words_of_the_page() {
    let request = "## Later\n\n```http\nPUT /lamps/7 HTTP/1.1\nContent-Type: text/plain\n\non\n```\n";
    let shown = |page: String| Project::with(&[("docs/a.md", &page)]).run(&["check"]).out;
    let plain = shown(format!("{READ}\n{request}"));
    assert!(plain.contains("no example: by `<!-- doctrial role = \"none\" -->`"), "{plain}");
    let annotated =
        READ.replace("```http\nGET", "<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET");
    let annotated = shown(format!("{annotated}\n{request}"));
    assert!(annotated.contains("no example: by the `blockType` `ignored`"), "{annotated}");
    assert!([plain, annotated].iter().all(|help| help.contains("role = ") && help.contains("blockType")));
}

#[test]
fn settings_can_give_what_provokes_an_error() {
    let error = "HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n{ \"error\": \"none\" }";
    let page = format!("{READ}\n```http\n{error}\n```\n").replace("/lamps/7", "/lamps/{id}");
    let skipped = |settings: &str| {
        let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
        let lines = project.run(&["list", "--format", "json"]).out;
        let case = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a line of JSON");
        lines.lines().map(case).map(|case| !case["skip"].is_null()).collect::<Vec<_>>()
    };
    assert_eq!(skipped(""), [false, true]);
    let of_error = "[[expect]]\nwhere = { status = 404 }\nparameters.id = 'none'\n";
    assert_eq!(skipped(of_error), [false, false]);
    assert_eq!(skipped(&of_error.replace("status = 404", "line = 23")), [false, false]);
    let of_both = of_error.replace("status = 404", "page = 'a.md'");
    assert_eq!(skipped(&of_both), [false, true], "the request would succeed again");
    assert_eq!(skipped("[[expect]]\nwhere = { status = 404 }\ntruncated = true\n"), [false, true]);
}

#[test]
fn an_example_that_contradicts_the_schema_named_for_it_is_a_finding() {
    let page = "# T\n\n```http\nGET /lamps/1 HTTP/1.1\n```\n\n<!-- doctrial schema = \"lamp\" -->\n```http\nHTTP/1.1 200 OK\n\
                Content-Type: application/json\n\n{ \"watts\": \"60\" }\n```\n";
    let schema = r#"{ "type": "object", "properties": { "watts": { "type": "integer" } } }"#;
    let project = Project::with(&[("docs/a.md", page), ("contracts/schemas/lamp.json", schema)]);
    let done = project.run(&["check"]);
    assert!(done.code == 1 && done.out.contains("docs/a.md:12:3  T004 example-breaks-schema"), "{done:?}");
}

const OWNER: &str = "# Owners\n\n```http\nGET /owners/7\n```\n\nDIRECTIVE\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
    { \"id\": 7, \"home\": { \"city\": \"Graz\", \"phone\": \"1\" }, \"pets\": [ { \"name\": \"Mia\", \"age\": 2 } ] }\n```\n";

/// What a run comes to for a page with a directive, and a service that responds with this body.
fn judged(page: &str, body: &str) -> Done {
    let response = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let (base, _heads) = service(move |_| response.clone());
    Project::with(&[("docs/a.md", page)]).run(&["run", "--base-url", &base])
}

#[test]
fn members_at_any_depth_may_be_absent_or_null() {
    let without = r#"{"id": 7, "home": {"city": "Graz"}, "pets": [{"name": "Mia"}]}"#;
    let null = r#"{"id": 7, "home": {"city": "Graz", "phone": null}, "pets": [{"name": "Mia", "age": null}]}"#;
    for (key, body) in [("optional", without), ("nullable", null)] {
        for entries in ["['phone', 'age']", "['home/phone', 'pets/*/age']", "['/home/phone', '/pets/*/age']"] {
            let done = judged(&OWNER.replace("DIRECTIVE", &format!("<!-- doctrial {key} = {entries} -->")), body);
            assert!(done.code == 0 && !done.err.contains("X101"), "{key} = {entries}: {done:?}");
        }
        let done = judged(&OWNER.replace("DIRECTIVE", ""), body);
        let hint = format!("`<!-- doctrial {key} = [\"home/phone\"] -->` above the response");
        assert!(done.code == 1 && done.out.contains(&hint), "{done:?}");
    }
}

#[test]
fn a_listed_member_that_does_not_exist_is_reported() {
    let page = OWNER.replace("DIRECTIVE", "<!-- doctrial { optional = ['home/fax'], nullable = ['id'] } -->");
    let body = r#"{"id": 7, "home": {"city": "Graz", "phone": "2"}, "pets": []}"#;
    let run = judged(&page, body);
    assert!(run.code == 0 && run.err.contains("docs/a.md:7:6: `home/fax` is listed as optional"), "{run:?}");
    let checked = Project::with(&[("docs/a.md", &page)]).run(&["check"]);
    assert!(checked.out.contains("a.md:7:6  X101 unused-override") && !checked.out.contains("`id`"), "{checked:?}");
    let annotated = "# A\n\n<!-- { \"blockType\": \"request\", \"name\": \"a\" } -->\n```http\nGET /a\n```\n\n\
                     <!-- { \"blockType\": \"response\", \"optionalProperties\": [\"id\", \"fax\"] } -->\n\
                     ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n";
    let checked = Project::with(&[("docs/a.md", annotated)]).run(&["check"]);
    assert!(checked.out.contains("X101 unused-override") && checked.out.contains("`fax`"), "{checked:?}");
    assert!(!checked.out.contains("`id`"), "{checked:?}");
}

#[test]
fn what_is_about_several_cases_is_unused_only_if_it_is_so_in_all() {
    let lamp = "## Lamp\n\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 7 }\n```\n";
    let gone = "\n## Forget\n\n```http\nDELETE /owners/7\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n";
    let page = format!("{}\n{lamp}{gone}", OWNER.replace("DIRECTIVE\n", ""));
    let (base, _heads) = service(|request| {
        let body = if request.contains("/lamps") { r#"{"id": 7}"# } else { r#"{"id": 7, "home": null, "pets": []}"# };
        let head = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len());
        if request.starts_with("DELETE") {
            return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_owned();
        }
        format!("HTTP/1.1 200 OK\r\n{head}Connection: close\r\n\r\n{body}")
    });
    let run = |also: u16, said: &str, more: &[&str]| {
        let settings = format!("[[expect]]\nwhere = {{ page = 'a.md', status = [200, {also}] }}\n{said}\n");
        let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", &settings)]);
        project.run(&[&["run", "--base-url", &base], more].concat())
    };
    let used = run(204, "body.'/home' = 'ignored'\noptional = ['pets/*/age']", &[]);
    assert!(used.code == 0 && !used.out.contains("X101") && !used.err.contains("X101"), "{used:?}");
    let unused =
        "body.'/home' = 'ignored'\nbody.'/hme' = 'ignored'\nbody.'/pts/*/age' = { equals = 2 }\noptional = ['fax']";
    let done = run(200, unused, &[]);
    for place in ["`/hme` is ignored", "`/pts/*/age` has an expectation"] {
        assert_eq!((done.code, done.out.matches(place).count()), (0, 1), "{done:?}");
    }
    assert_eq!((done.out.matches("X101").count(), done.err.matches("`fax`").count()), (2, 1), "{done:?}");
    let some = run(200, unused, &["--url", "/lamps/*"]);
    assert!(
        some.code == 0 && !some.out.contains("X101") && !some.err.contains("X101"),
        "others were not fired: {some:?}"
    );
}

#[test]
fn another_request_provokes_a_documented_error() {
    let page = format!("{}\n```http\nHTTP/1.1 404 Not Found\n```\n", OWNER.replace("DIRECTIVE\n", ""));
    let settings = "[[expect]]\nwhere = { status = 404 }\nrequest.query.version = 'none'\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let (base, heads) =
        service(|_| "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned());
    let done = project.run(&["run", "--base-url", &base, "--status", "404"]);
    assert!(done.code == 0 && done.out.contains("1 passed"), "{done:?}");
    assert!(heads.recv().expect("a request").starts_with("GET /owners/7?version=none "));
}

#[test]
fn the_names_of_a_map_are_data() {
    let page = "# Boxes\n\n```http\nGET /boxes/7\n```\n\nDIRECTIVE\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
                { \"id\": 7, \"labels\": { \"team\": \"north\", \"tier\": \"gold\" } }\n```\n";
    let other = r#"{"id": 7, "labels": {"colour": "red"}}"#;
    for directive in ["map = ['/labels']", "map = ['labels']", "body.'/labels' = { map = true }"] {
        let page = page.replace("DIRECTIVE", &format!("<!-- doctrial {directive} -->"));
        let done = judged(&page, other);
        assert_eq!(done.code, 0, "{directive}: {done:?}");
        let done = judged(&page, r#"{"id": 7, "labels": {"colour": 3}}"#);
        assert!(done.code == 1 && done.out.contains("body /labels/colour"), "{directive}: {done:?}");
        assert_eq!(judged(&page, r#"{"id": 7, "labels": 1}"#).code, 1);
    }
    let whole = page.replace("DIRECTIVE", "<!-- doctrial map = true -->");
    assert_eq!(judged(&whole, r#"{"x": 7}"#).code, 0);
    assert_eq!(judged(&page.replace("DIRECTIVE", ""), other).code, 1);
    let unused = judged(&page.replace("DIRECTIVE", "<!-- doctrial map = ['/tags'] -->"), other);
    assert!(unused.out.contains("`/tags` is called a map, but neither"), "{unused:?}");
}

#[test]
fn what_a_directive_names_and_is_not_there_is_said() {
    let project = Project::with(&[("docs/a.md", &page("parameters.lampp = '7'", "type = 'Lampp'"))]);
    let done = project.run(&["check"]);
    assert!(done.code == 0 && done.out.contains("docs/a.md:5:6  X101 unused-override"), "{done:?}");
    assert!(done.out.contains("a value is given for `lampp`, but no request"), "{done:?}");
    assert!(done.out.contains("`type` names `Lampp`, and no page defines such a type"), "{done:?}");
    let taken = page("parameters.lamp_id = '7'", "type = 'Boolean'").replace("/lamps/7", "/lamps/{lampId}");
    let done = Project::with(&[("docs/a.md", &taken)]).run(&["check"]);
    assert!(done.out.contains("0 findings, 0 warnings"), "{done:?}");
}

#[test]
fn a_status_that_no_service_sends_is_refused() {
    for status in ["999", "'6xx'", "[200, 600]"] {
        let project = Project::with(&[("docs/a.md", &page("truncated = false", &format!("status = {status}")))]);
        let done = project.run(&["check"]);
        assert!(done.code == 1 && done.out.contains("is not a status code: they are from 100 to 599"), "{done:?}");
    }
}

#[test]
fn a_schema_that_is_not_there_is_named_at_its_directive() {
    let project = Project::with(&[("docs/a.md", &page("truncated = false", "schema = 'parcel'"))]);
    let done = project.run(&["check"]);
    assert!(done.out.contains("contracts/schemas/parcel.json") && !done.out.contains("NAME"), "{done:?}");
    let line = project.read("docs/a.md").lines().position(|line| line.contains("schema =")).expect("is there") + 1;
    assert!(done.out.contains(&format!("docs/a.md:{line}:6  X102 no-such-schema")), "{done:?}");
}

#[test]
fn places_in_texts_open_as_others_do() {
    let project = Project::with(&[("docs/a.md", &page("skip = 'needs a lamp'", "truncated = false"))]);
    let done = project.run(&["run"]);
    assert!(done.out.contains("needs a lamp (by the directive at docs/a.md:5:6)"), "{done:?}");
    let junit = project.read("reports/junit.xml");
    assert!(junit.contains("(by the directive at docs/a.md:5:6)"), "{junit}");
}

#[test]
fn values_that_no_request_takes_are_reported_once_for_each_directive() {
    let exchange = |method: &str, at: usize| {
        let response = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 7 }";
        format!("## {method} {at}\n\n```http\n{method} /owls/{at} HTTP/1.1\n```\n\n```http\n{response}\n```\n\n")
    };
    let cases: String = (1..4).flat_map(|at| [exchange("GET", at), exchange("DELETE", at)]).collect();
    let directive = |method: &str| {
        let given: Vec<String> = (1..8).map(|at| format!("parameters.ring{at} = 'x'")).collect();
        format!("[[expect]]\nwhere = {{ method = '{method}' }}\ntype = 'Owll'\n{}\n\n", given.join("\n"))
    };
    let settings = directive("GET") + &directive("DELETE");
    let project = Project::with(&[("docs/a.md", &format!("# Owls\n\n{cases}")), ("doctrial.toml", &settings)]);
    let done = project.run(&["check"]);
    assert_eq!(done.out.matches("`type` names `Owll`").count(), 2, "{done:?}");
    assert_eq!(done.out.matches("values are given for `ring1`, ").count(), 2, "{done:?}");
    assert!(done.out.contains("`ring5` and 2 more, but no request"), "{done:?}");
}

#[test]
fn a_page_of_mdx_has_directives_in_its_own_comments_and_is_told_so() {
    let (base, _heads) = service(|_| {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"id\": 7}"
            .to_owned()
    });
    let judged = |name: &str, page: &str| {
        let project = Project::with(&[(name, page)]);
        project.run(&["run", "--base-url", &base])
    };
    let told = judged("docs/lamp.mdx", READ);
    assert!(told.code == 1 && told.out.contains("write `{/* doctrial optional = [\"name\"] */}` above"), "{told:?}");
    let told = judged("docs/lamp.md", READ);
    assert!(told.out.contains("write `<!-- doctrial optional = [\"name\"] -->` above"), "{told:?}");
    let with = |comment: &str| READ.replace("```http\nHTTP", &format!("{comment}\n\n```http\nHTTP"));
    for comment in ["{/* doctrial optional = [\"name\"] */}", "{/* doctrial\noptional = [\"name\"]\n*/}"] {
        assert_eq!(judged("docs/lamp.mdx", &with(comment)).code, 0, "{comment}");
        assert_eq!(judged("docs/lamp.md", &with(comment)).code, 0, "{comment} is one in a page that is built as MDX");
    }
    let wrong = Project::with(&[("docs/lamp.mdx", &*with("{/* doctrial optinal = [\"name\"] */}"))]).run(&["check"]);
    assert!(
        wrong.out.contains("docs/lamp.mdx:12:") && wrong.out.contains("`{/* doctrial KEY = VALUE */}`"),
        "{wrong:?}"
    );
}

#[test]
fn comments_of_mdx_hold_back_a_request_wherever_they_are_and_nothing_where_they_are_shown() {
    let page = |said: &str| {
        format!(
            "# Lamps\n\n{said}\n\n```http\nDELETE /lamps/3\n```\n\nResponse:\n\n```http\nHTTP/1.1 204 No Content\n```\n"
        )
    };
    let skip = "{/* doctrial skip = \"no\" */}";
    let fires = |name: &str, said: &str| {
        let done = Project::with(&[(name, &*page(said))]).run(&["run"]);
        assert!(done.code == 0 || done.code == 4 && done.out.contains("NOTHING FIRED"), "{said}: {done:?}");
        done.code == 0
    };
    for name in ["docs/lamp.mdx", "docs/lamp.md"] {
        for said in [
            skip.to_owned(),
            format!("Takes a lamp down. {skip}"),
            format!("{{/* a remark */}} {skip}"),
            format!("{{/* doctrial truncated = true */}} {skip}"),
            format!("- a lamp {skip}\n\nDelete it:"),
            format!("> A lamp. {skip}"),
            skip.replace(" skip", "\nskip"),
        ] {
            assert!(!fires(name, &said), "{name}: {said}");
        }
        for said in [
            format!("Write `{skip}` above a request."),
            format!("Write `a {skip}` above a request."),
            format!("```text\n{skip}\n```"),
            "{/* a remark about doctrial */} text".to_owned(),
        ] {
            assert!(fires(name, &said), "{name}: {said}");
        }
    }
    assert!(fires("docs/lamp.md", &format!("    {skip}")), "MDX has no indented code");
}
