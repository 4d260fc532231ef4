//! What commands print behind the signs that pages put before it: arrows, bars, questions.

use super::shown::cases;

#[test]
fn an_arrow_may_be_before_the_status_of_a_response() {
    let page = |shown: &str| {
        format!(
            "# Owls\n\n```bash\ncurl -X POST https://owls.test/owls\n```\n\nResponse:\n\n```bash\n{shown}\n{{ \"id\": 4 }}\n```\n"
        )
    };
    for (shown, status) in [
        ("=> 201 created", "201"),
        ("=> 201", "201"),
        ("-> 201 Created", "201"),
        ("\u{2192} 201 Created", "201"),
        ("==> HTTP/1.1 201 Created", "201"),
        ("=> 2xx", "2xx"),
        ("=> 2XX ok", "2xx"),
        ("= 2xx ok", "2xx"),
    ] {
        assert_eq!(cases(&page(shown)), [format!("3 POST https://owls.test/owls -> {status} at 9")], "{shown}");
    }
}

#[test]
fn output_behind_bars_is_that_of_the_command() {
    for (shown, expected) in [
        ("curl -s https://owls.test/owls | jq .\n|{\n|  \"owls\": 2\n|}", "3 GET https://owls.test/owls -> 2xx at 3"),
        (
            "curl -u kim -X POST -H 'Content-Type: application/json' \\\n|     -d '{\"nest\": 4}' \\\n|     https://owls.test/owls\n|Enter host password for user 'kim':\n|{\"id\":4}",
            r#"3 POST https://owls.test/owls ({"nest": 4}) -> 2xx at 3"#,
        ),
        (
            "curl -D- -X DELETE \\\n|     https://owls.test/owls/4\n|HTTP/1.1 410 Gone\n|Content-Length: 0\n|",
            "3 DELETE https://owls.test/owls/4 -> 410 at 3",
        ),
    ] {
        assert_eq!(cases(&format!("# Owls\n\n```console\n{shown}\n```\n")), [expected]);
    }
    let piped = "# Owls\n\n```\ncurl https://owls.test/owls \\\n| jq .\n```\n";
    assert_eq!(cases(piped), [""; 0]);
}

#[test]
fn data_to_create_a_thing_are_the_body_of_the_request() {
    for (heading, response) in [
        ("Przykładowe dane do dodania sowy", "Odpowiedź"),
        ("Beispieldaten zum Anlegen, Daten zum Anlegen einer Eule", "Antwort"),
        ("Données pour créer un hibou", "Réponse"),
        ("Datos para crear un búho", "Respuesta"),
        ("Данные для создания совы", "Ответ"),
    ] {
        let page = format!(
            "### POST /owls\n\nMore.\n\n#### {heading}:\n\n```json\n{{\"name\": \"kim\"}}\n```\n\n#### {response}:\n\n```json\n{{\"id\": 7}}\n```\n"
        );
        assert_eq!(cases(&page), [r#"1 POST /owls ({"name": "kim"}) -> 2xx at 13"#], "{heading}");
    }
}
