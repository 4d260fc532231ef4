//! Several commands above one response: which of them it answers.

use super::shown::cases;

#[test]
fn of_commands_that_read_the_plain_form_has_the_response() {
    let page = |urls: &[&str]| {
        let commands: Vec<String> = urls.iter().map(|url| format!("curl 'http://owls.test/{url}'")).collect();
        format!("# Owls\n\n```bash\n{}\n```\n\nOutput:\n\n```json\n{{ \"owls\": [4] }}\n```\n", commands.join("\n"))
    };
    let first = |url: &str| [format!("3 GET http://owls.test/{url} -> 2xx at 11")];
    assert_eq!(cases(&page(&["owls/:nest", "storks/:nest?most=20", "owls/:nest?most=20&from=5"])), first("owls/:nest"));
    assert_eq!(cases(&page(&["owls/4", "owls?ring=:ring", "owls?nest=:nest"])), first("owls/4"));
    // Of others the last one is.
    for urls in [["owls", "owls/{id}"], ["nests", "owls?awake=1"], ["owls/4", "owls?awake=1"]] {
        let found = cases(&page(&urls));
        assert!(matches!(&found[..], [one] if one.contains(&format!("/{} ", urls[1]))), "{urls:?} {found:?}");
    }
}

#[test]
fn a_command_that_sends_more_has_the_response_below_it_alone() {
    let page = "# Owls\n\nThis wakes an owl:\n\n```shell\ncurl -X POST http://owls.test/owls/4/wake\n```\n\nYou can say how loud:\n\n\
                ```shell\ncurl -X POST http://owls.test/owls/4/wake -d \"loud=7\"\n```\n\nExample response:\n\n```json\n{ \"loud\": 7 }\n```\n";
    assert_eq!(cases(page), ["11 POST http://owls.test/owls/4/wake (loud=7) -> 2xx at 17"]);
}

#[test]
fn words_below_a_command_that_say_there_is_no_body_may_name_the_status() {
    let page = |words: &str| {
        format!("# Owls\n\n```shell\ncurl -X POST http://owls.test/owls/4/wake\n\n# Example Response\n{words}\n```\n")
    };
    let read = |status: &str| [format!("3 POST http://owls.test/owls/4/wake -> {status} at 3")];
    assert_eq!(cases(&page("No response body; returns 204 once it is awake.")), read("204"));
    assert_eq!(cases(&page("No response body")), read("2xx"));
}

#[test]
fn a_document_that_shows_a_part_of_the_response_once_more_is_none() {
    let page = |words: &str, shown: &str| {
        format!(
            "# Owls\n\n```\nGET http://owls.test/owls\n```\n\n### Success response\n\nExample of a success response:\n\n```json\n{{ \"owls\": [4], \"pages\": {{}} }}\n```\n\n\
             {words}\n\n```json\n{shown}\n```\n"
        )
    };
    let one = ["3 GET http://owls.test/owls -> 2xx at 11"];
    assert_eq!(cases(&page("The pages are under their key. Example:", "{ \"pages\": { \"next\": 2 } }")), one);
    for (words, shown) in [
        ("Another response:", "{ \"pages\": { \"next\": 2 } }"),
        ("In a small nest:", "{ \"owls\": [], \"pages\": {} }"),
    ] {
        assert_eq!(cases(&page(words, shown)).len(), 2, "{words}");
    }
}

#[test]
fn a_message_of_success_beside_a_status_of_failure_is_no_failure() {
    let page = |message: &str| {
        format!(
            "# Owls\n\n`POST /owls`\n\nResponse:\n\n```json\n{{ \"status\": \"failed\", \"message\": \"{message}\", \"owls\": [4] }}\n```\n"
        )
    };
    for message in ["Owls found successfully.", "Eulen erfolgreich gefunden", "获取成功", "Búhos encontrados con éxito"]
    {
        assert_eq!(cases(&page(message)), ["3 POST /owls -> 2xx at 7"], "{message}");
    }
    for message in ["No owls", "Was not successful", "Error: not found"] {
        assert_eq!(cases(&page(message)), ["3 POST /owls -> 4xx at 7"], "{message}");
    }
}
