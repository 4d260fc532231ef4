//! Routes in the items of a list: forms of one call, and calls of their own.

use super::shown::cases;

const NONE: [&str; 0] = [];

#[test]
fn forms_of_one_call_in_a_list_share_the_response_of_their_section() {
    let page = |second: &str, label: &str| {
        format!(
            "# Owls\n\n## All\n\n* `GET /owls.json` lists all owls.\n* `{second}` lists others.\n\nThere may be none.\n\n**{label}:**\n\n```json\n[4]\n```\n"
        )
    };
    for second in ["GET /owls.json?awake=1", "GET /nests/#{nest-id}/owls.json"] {
        for label in ["Response", "Antwort", "Réponse", "响应"] {
            let found = cases(&page(second, label));
            assert_eq!(found, ["5 GET /owls.json -> 2xx at 12", &format!("6 {second} -> 2xx at 12")], "{label}");
        }
    }
    for second in ["GET /nests.json", "DELETE /owls.json", "POST /nests/{id}/owls.json"] {
        assert_eq!(cases(&page(second, "Response")), NONE, "{second}");
    }
    let other = page("GET /owls.json?awake=1", "Response").replace("There may", "## One\n\n`GET /owls/4`\n\nThere may");
    assert_eq!(cases(&other), ["10 GET /owls/4 -> 2xx at 16"]);
}

#[test]
fn markup_that_is_called_the_request_of_a_route_is_sent() {
    let page = |label: &str, shown: &str| {
        format!(
            "# Owls\n\n* `POST /owls.xml` adds an owl.\n\n{label}\n\n{shown}\n\n**Response:**\n\n    Status: 201 Created\n"
        )
    };
    let fence = "```xml\n<owl><name>Bo</name></owl>\n```";
    let read = ["3 POST /owls.xml (<owl><name>Bo</name></owl>) -> 201 at 13"];
    for label in ["**Request:**", "Request:", "#### Request", "**Anfrage:**", "**Requête :**"] {
        assert_eq!(cases(&page(label, fence)), read, "{label}");
    }
    assert_eq!(
        cases(&page("**Request:**", "    <owl><name>Bo</name></owl>")),
        ["3 POST /owls.xml (<owl><name>Bo</name></owl>) -> 201 at 11"]
    );
    let form = "```html\n<form action=\"/owls\"></form>\n```";
    assert_eq!(cases(&page("**Request:**", form)), ["3 POST /owls.xml -> 201 at 13"]);
}

#[test]
fn items_of_two_lists_with_the_same_titles_belong_together() {
    let page = |first: &str, second: &str| {
        format!(
            "# Owls\n\n### Request\n\n1. All of them\n    ```\n    GET /owls\n    ```\n\n2. Those awake\n    ```\n    GET /owls?awake=1\n    ```\n\n\
             ### Response\n\n#### Example JSON body\n\n1. {first}\n    ```json\n    [1, 2]\n    ```\n\n2. {second}\n    ```json\n    [2]\n    ```\n"
        )
    };
    assert_eq!(
        cases(&page("All of them", "Those awake")),
        ["6 GET /owls -> 2xx at 20", "11 GET /owls?awake=1 -> 2xx at 25"]
    );
    assert_eq!(
        cases(&page("Those awake", "All of them")),
        ["6 GET /owls -> 2xx at 25", "11 GET /owls?awake=1 -> 2xx at 20"]
    );
    let bullets = page("All of them", "Those awake").replace("1. ", "- ").replace("2. ", "- ");
    assert_eq!(cases(&bullets), ["6 GET /owls -> 2xx at 20", "11 GET /owls?awake=1 -> 2xx at 25"]);
}
