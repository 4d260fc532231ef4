//! URLs and routes that are a request by where they stand: alone, explained, in a code block by indentation, in a box of HTML, without a
//! slash.

use super::shown::cases;

const NONE: [&str; 0] = [];

#[test]
fn a_url_that_is_a_code_block_by_indentation_is_requested() {
    for heading in ["Example call", "Request example", "Exemple de requête", "Beispielanfrage"] {
        let page = format!(
            "# Owls\n\n### {heading}\n\n    https://owls.test/v1/nests/?key={{key}}\n\nThe response:\n\n    {{\n      \"nests\": [4]\n    }}\n"
        );
        assert_eq!(cases(&page), ["5 GET https://owls.test/v1/nests/?key={key} -> 2xx at 9"], "{heading}");
    }
    let settings =
        "# Owls\n\n### Where it runs\n\n    https://owls.test/v1/nests\n\nSettings:\n\n    { \"nests\": [4] }\n";
    assert_eq!(cases(settings), NONE);
}

#[test]
fn words_may_explain_a_url_below_a_heading_about_the_request() {
    let page = |heading: &str, line: &str| {
        format!("# Owls\n\n##### {heading}\n{line}\n\n##### Response:\n```json\n{{ \"owls\": 2 }}\n```\n")
    };
    for line in [
        "https://owls.test/find?key=x&in=oak,\nwhere **oak** is a tree.",
        "https://owls.test/find?key=x&in=oak - all owls in oaks",
        "https://owls.test/find?key=x&in=oak \u{2013} all owls in oaks",
        "`https://owls.test/find?key=x&in=oak`, where oak is a tree",
        "[https://owls.test/find?key=x&in=oak]()",
    ] {
        for heading in ["Example request:", "Приклад запиту:", "Exemple de requête"] {
            let found = cases(&page(heading, line));
            let is_read =
                matches!(&found[..], [one] if one.starts_with("4 GET https://owls.test/find?key=x&in=oak -> 2xx at "));
            assert!(is_read, "{heading} {line} {found:?}");
        }
    }
    for line in [
        "https://docs.owls.test/find, where it is told",
        "https://owls.test/find tells more",
        "https://owls.test, our host",
    ] {
        assert_eq!(cases(&page("Example request", line)), NONE, "{line}");
    }
    assert_eq!(cases(&page("Who owls are", "https://owls.test/find?in=oak, where oak is a tree")), NONE);
}

#[test]
fn a_box_of_html_around_one_line_names_a_route() {
    let page = |shown: &str| format!("# Owls\n\n## One\n\n{shown}\n\nResponse:\n\n```json\n{{ \"id\": 4 }}\n```\n");
    for shown in [
        "<div class=\"box\">\nGET /owls/<span class=\"v\">{Owl Id}</span>/nests\n</div>",
        "<div>\n\n  GET /owls/{Owl Id}/nests\n\n</div>",
        "<p align=\"left\">\nGET /owls/{Owl Id}/nests\n</p>",
    ] {
        let found = cases(&page(shown));
        assert!(
            matches!(&found[..], [one] if one.contains(" GET /owls/{Owl Id}/nests -> 2xx at ")),
            "{shown} {found:?}"
        );
    }
    for shown in [
        "<div class=\"menu\">\nGET /owls\nGET /nests\n</div>",
        "<div class=\"note\">\nGET /owls is older than this page\n</div>",
        "<div class=\"note\">\nGET /owls\n<b>It is gone.</b>\n</div>",
    ] {
        assert_eq!(cases(&page(shown)), NONE, "{shown}");
    }
}

#[test]
fn a_path_without_its_first_slash_is_a_route_below_a_heading_about_the_request() {
    let page = |heading: &str, line: &str| {
        format!(
            "# Owls\n\n#### {heading}\n{line}\n\n#### Response\n\n`200 OK`\n\nThe body:\n\n```json\n{{ \"id\": 4 }}\n```\n"
        )
    };
    for line in ["`GET owls/v1/{nest-id}`", "GET owls/v1/{nest-id}", "**GET owls/v1/{nest-id}**"] {
        assert_eq!(cases(&page("Request", line)), ["4 GET owls/v1/{nest-id} -> 200 at 12"], "{line}");
    }
    for line in ["`GET and/or POST`", "GET owls/v1 of the nest", "`GET owls`"] {
        assert_eq!(cases(&page("Request", line)), NONE, "{line}");
    }
    assert_eq!(cases(&page("Notes", "`GET owls/v1/{nest-id}`")), NONE);
}
