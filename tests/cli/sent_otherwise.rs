//! What a case sends in the place of what its page shows, and for how long it waits.

use std::collections::BTreeSet;

use crate::project::Project;
use crate::responder::{Responder, example, json};

const OK: &str = "200 OK\nJSON\n\n{ \"on\": true }";

fn lamp() -> Responder {
    Responder::new(|_, _| json(200, "{\"on\": true}"))
}

#[test]
fn parts_of_a_request_are_sent_as_the_user_says() {
    let page = [
        example("Find", "GET /lamps?from=2015-07-01&page=2&q=a", OK),
        example(
            "Set",
            "PUT /lamps/7\nJSON\nX-Old: 1\n\n{ \"name\": \"desk\", \"tags\": [{\"v\": 4}], \"gone\": 1 }",
            OK,
        ),
        example("Form", "POST /lamps\nContent-Type: application/x-www-form-urlencoded\n\nttl=5&name=a+b", OK),
        example("Text", "POST /notes\nContent-Type: text/plain\n\nhello", OK),
    ]
    .concat();
    let settings = "[parameters]\nlevel = 9\n\n\
        [[expect]]\nwhere = { heading = \"Find\" }\nrequest.query = { from = \"2026-01-01T00:00:00Z\", size = 10, ql = 'up{job=\"x\"}' }\n\
        request.remove = [\"?page\"]\n\n\
        [[expect]]\nwhere = { heading = \"Set\" }\nrequest.body = { \"/tags/0/v\" = 5, \"/level\" = \"{level}\" }\n\
        request.headers = { X-New = \"level {level}\" }\nrequest.remove = [\"/gone\", \"X-Old\"]\n\n\
        [[expect]]\nwhere = { heading = \"Form\" }\nrequest.body.\"/ttl\" = 60\n\n\
        [[expect]]\nwhere = { heading = \"Text\" }\nrequest.text = \"bye\"\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = lamp();
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    assert!(done.code == 0 && done.out.contains("4 passed"), "{done:?}");
    assert_eq!(
        service.seen(),
        [
            "GET /lamps?q=a&from=2026-01-01T00:00:00Z&ql=up%7Bjob%3D%22x%22%7D&size=10",
            "PUT /lamps/7 { \"name\": \"desk\", \"tags\": [{\"v\": 5}], \"level\": \"9\" }",
            "POST /lamps ttl=60&name=a+b",
            "POST /notes bye",
        ]
    );
    let put = &service.heads()[1];
    assert!(put.contains("x-new: level 9\r\n") && !put.contains("x-old"), "{put}");
    let listed = project.run(&["list", "--base-url", &service.base, "--request"]);
    assert!(listed.out.contains("has what a directive sets: /tags/0/v"), "{listed:?}");
}

#[test]
fn what_the_user_does_not_set_goes_out_as_it_is_shown() {
    let page = [
        example("Set", "PUT /owls/4\nJSON\n\n{\"span\": 1.70,  \"ring\": 98765432109876543210, \"at\": 5}", OK),
        example("Form", "POST /owls\nContent-Type: application/x-www-form-urlencoded\n\nname=a%20b&n=1&t=%7e", OK),
    ]
    .concat();
    let settings = "[[expect]]\nwhere = { heading = \"Set\" }\nrequest.body.\"/at\" = 6\n\n\
        [[expect]]\nwhere = { heading = \"Form\" }\nrequest.remove = [\"/n\"]\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = lamp();
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    assert!(done.code == 0, "{done:?}");
    assert_eq!(
        service.seen(),
        ["PUT /owls/4 {\"span\": 1.70,  \"ring\": 98765432109876543210, \"at\": 6}", "POST /owls name=a%20b&t=%7e"]
    );
}

#[test]
fn an_empty_value_makes_no_request_for_the_collection() {
    let page = example("Remove", "DELETE /owls/{owl}", "204 No Content");
    let page = format!("{page}{}", example("Find", "GET /owls?name={name}", OK));
    let project = Project::with(&[("docs/a.md", &page)]);
    let service = lamp();
    let done = project.run(&["run", "--base-url", &service.base, "--param", "owl=", "--param", "name=", "--verbose"]);
    assert_eq!(service.seen(), ["GET /owls?name="], "{done:?}");
    assert!(done.out.contains("unfilled {owl}: the value given for {owl} is empty, and a path needs one"), "{done:?}");
}

#[test]
fn what_a_command_reads_from_others_is_not_made_up() {
    let call = |heading: &str, command: &str| {
        format!("## {heading}\n\n```sh\n{command}\n```\n\n```json\n{{\"on\": true}}\n```\n\n")
    };
    let page = [
        call("File", "cat owls.txt | curl http://localhost/a --data-binary @-"),
        call("Input", "curl http://localhost/b --data-binary @- < nests.txt"),
        call("Typed", "curl http://localhost/c --data-binary @-"),
        call("Filter", "echo a=1 | sed s/1/2/ | curl http://localhost/d -d @-"),
        call("Command", "curl http://localhost/e -d @<(make-owls)"),
        call("Words", "printf 'owl\\t%s\\n' 4 | curl http://localhost/f --data-binary @-"),
        call("Lines", "echo a=1 > f.txt\necho b=2 >> f.txt\ncurl http://localhost/g --data-binary @f.txt"),
    ]
    .concat();
    let project = Project::with(&[("docs/a.md", &page), ("owls.txt", "owl"), ("nests.txt", "nest")]);
    let service = lamp();
    let run = |more: &[&str]| {
        let arguments = ["run", "--base-url", &service.base, "--concurrency", "1", "--verbose"];
        project.run(&[&arguments[..], more].concat())
    };
    let done = run(&[]);
    for name in ["<owls.txt>", "<nests.txt>", "<stdin>", "<output-of-sed>", "<output-of-make-owls>"] {
        assert!(done.out.contains(name), "{name}: {done:?}");
    }
    assert_eq!(service.seen(), ["POST /f owl\t4", "POST /g a=1\nb=2"]);
    project.write("doctrial.toml", b"[files]\n\"owls.txt\" = \"owls.txt\"\n\"nests.txt\" = \"nests.txt\"\n");
    run(&["--param", "stdin=typed"]);
    assert_eq!(service.seen()[2..5], ["POST /a owl", "POST /b nest", "POST /c typed"]);
}

#[test]
fn what_cannot_be_sent_is_refused_before() {
    for (directive, why) in [
        ("request.headers.\"a b\" = \"x\"", "is not a header field name"),
        ("request.text = \"x\"\nrequest.body.\"/a\" = 1", "is the whole body"),
        ("request.query.a = [1]", "neither a text nor a number"),
        ("request.quer.a = 1", "quer"),
        ("timeout = \"soon\"", "is not a duration"),
    ] {
        let settings = format!("[[expect]]\nwhere = {{ heading = \"Find\" }}\n{directive}\n");
        let project = Project::with(&[("docs/a.md", &example("Find", "GET /a", OK)), ("doctrial.toml", &settings)]);
        let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
        assert!(done.code != 0 && done.err.contains(why), "{directive}: {done:?}");
    }
    let settings = "[[expect]]\nwhere = { heading = \"Text\" }\nrequest.body.\"/a\" = 1\n";
    let page = example("Text", "POST /a\nContent-Type: text/plain\n\nhello", OK);
    let done = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]).run(&[
        "run",
        "--base-url",
        "http://127.0.0.1:9",
    ]);
    assert!(done.out.contains("neither JSON nor a form"), "{done:?}");
}

#[test]
fn fresh_values_differ_from_request_to_request() {
    let page: String = (0..3)
        .map(|n| {
            example(&format!("Make {n}"), "POST /orders/{id}\nJSON\n\n{ \"id\": \"{id}\", \"batch\": \"{batch}\" }", OK)
        })
        .collect();
    let settings = "[parameters]\nid = \"order-${uuid}\"\nbatch = \"${random:batch}\"\n\n[headers]\nX-Sent = \"${now.date}\"\n\n\
        [[setup]]\nname = \"open\"\nrequest = \"PUT /batches/${random:batch}?until=${now+1h}\"\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = lamp();
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && done.out.contains("3 passed"), "{done:?}");
    let seen = service.seen();
    let opened = seen.iter().find_map(|seen| seen.strip_prefix("PUT /batches/")).expect("it is opened");
    let (batch, until) = opened.split_once("?until=20").expect("a time");
    assert!(batch.len() == 12 && until.ends_with('Z'), "{opened}");
    let orders: Vec<&str> = seen.iter().filter_map(|seen| seen.strip_prefix("POST /orders/")).collect();
    let ids: BTreeSet<&str> = orders.iter().filter_map(|order| order.split(' ').next()).collect();
    assert_eq!(ids.len(), 3, "{seen:?}");
    for order in orders {
        let (id, body) = order.split_once(' ').expect("a body");
        assert!(id.len() == 42 && body.contains(id) && body.contains(batch), "one id in a request: {order}");
    }
    assert!(service.heads().iter().all(|head| head.contains("x-sent: 20")), "{:?}", service.heads());
    let listed = project.run(&["list", "--base-url", &service.base, "--request"]);
    assert!(listed.code == 0 && listed.out.contains("order-"), "{listed:?}");
}

#[test]
fn a_case_is_repeated_until_the_response_is_as_documented() {
    let page = example("Wait", "GET /jobs/1", "200 OK\nJSON\n\n{ \"state\": \"done\", \"result\": 1 }");
    let settings = |poll: &str| format!("[[expect]]\nwhere = {{ heading = \"Wait\" }}\npoll = {poll}\n");
    let quick = settings("{ for = \"20s\", every = \"20ms\" }");
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", &quick)]);
    let service = Responder::new(|_, before| match before {
        0..=2 => json(200, "{\"state\": \"running\"}"),
        _ => json(200, "{\"state\": \"done\", \"result\": 7}"),
    });
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && service.seen().len() == 4, "{done:?}");
    let never = Responder::new(|_, _| json(200, "{\"state\": \"running\"}"));
    let project =
        Project::with(&[("docs/a.md", &page), ("doctrial.toml", &settings("{ for = \"2s\", every = \"500ms\" }"))]);
    let done = project.run(&["run", "--base-url", &never.base]);
    assert!(done.out.contains("1 failed") && (2..=5).contains(&never.seen().len()), "{done:?}");
}

#[test]
fn a_case_may_have_a_timeout_of_its_own() {
    let slow = || {
        Responder::new(|_, _| {
            std::thread::sleep(std::time::Duration::from_millis(700));
            json(200, "{\"on\": true}")
        })
    };
    let page = example("Slow", "GET /a", OK);
    let settings = "timeout = \"100ms\"\n\n[[expect]]\nwhere = { heading = \"Slow\" }\ntimeout = \"20s\"\n";
    let done =
        Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]).run(&["run", "--base-url", &slow().base]);
    assert!(done.code == 0, "{done:?}");
    let settings = "[[expect]]\nwhere = { heading = \"Slow\" }\ntimeout = \"100ms\"\n";
    let done =
        Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]).run(&["run", "--base-url", &slow().base]);
    assert!(done.out.contains("1 broken") && done.out.contains("0.1 s (timeout)"), "{done:?}");
}

#[test]
fn a_step_of_the_settings_has_expectations_of_its_own() {
    let page = example("Read", "GET /a", OK);
    let setup = |expected: &str| format!("[[setup]]\nname = \"start\"\nrequest = \"POST /start\"\n{expected}\n");
    for (expected, why) in [
        ("body.\"/on\" = { equals = false }", "/on of the body is true; expected false"),
        ("headers.X-Ready = \"present\"", "the header field `X-Ready` is missing"),
        ("text = { regex = \"off\" }", "the body does not match: expected"),
    ] {
        let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", &setup(expected))]);
        let service = lamp();
        let done = project.run(&["run", "--base-url", &service.base]);
        assert!(done.out.contains("1 broken") && done.out.contains(why), "{expected}: {done:?}");
        assert!(service.seen() == ["POST /start"] && service.count("GET") == 0);
    }
    let right = setup("body.\"/on\" = { equals = true }\nheaders.Content-Type = { regex = \"json\" }");
    let done =
        Project::with(&[("docs/a.md", &page), ("doctrial.toml", &right)]).run(&["run", "--base-url", &lamp().base]);
    assert_eq!(done.code, 0, "{done:?}");
}

#[test]
fn what_a_service_does_not_implement_is_a_failure() {
    let page = example("Read", "GET /a", OK);
    let service = Responder::new(|_, _| json(501, "{\"error\": \"no\"}"));
    let done = Project::with(&[("docs/a.md", &page)]).run(&["run", "--base-url", &service.base]);
    assert!(done.out.contains("1 failed, 0 broken"), "{done:?}");
    let refused = Responder::new(|_, _| json(403, "{\"error\": \"no\"}"));
    for (settings, ended) in [
        ("", "0 failed, 1 broken"),
        ("[[expect]]\nwhere = { url = \"/a\" }\ncredentials = \"none\"\n", "1 failed, 0 broken"),
    ] {
        let done = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]).run(&[
            "run",
            "--base-url",
            &refused.base,
        ]);
        assert!(done.out.contains(ended), "{done:?}");
    }
}

#[test]
fn a_field_about_the_connection_that_is_left_out_keeps_no_request_back() {
    let page = example("Read", "GET /lamps/7\nTE: trailers\nX-Room: 4", OK);
    let settings = "[[expect]]\nwhere = { heading = \"Read\" }\nrequest.remove = [\"te\"]\n";
    let service = lamp();
    let run = |settings: &str| {
        let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
        project.run(&["run", "--base-url", &service.base])
    };
    let kept_back = run("");
    assert!(kept_back.code == 4 && kept_back.out.contains("leave it out (`request.remove`)"), "{kept_back:?}");
    let done = run(settings);
    assert!(done.code == 0 && done.out.contains("1 passed") && !done.err.contains("X101"), "{done:?}");
    let heads = service.heads();
    assert!(heads.iter().all(|head| head.contains("x-room: 4") && !head.contains("trailers")), "{heads:?}");
}
