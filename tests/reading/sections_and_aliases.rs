//! Commands by other names and in other sections than usual, and labels that are counted.

use super::shown::cases;

#[test]
fn the_alias_that_sends_credentials_is_a_command() {
    let text = "## Nests\n\n1. Make one:\n   ```sh\n   acurl https://$ACCOUNT.owls.test/nests -X PUT\n   ```\n2. Check the results:\n   ```json\n   {\"ok\": true}\n   ```\n";
    assert_eq!(cases(text), ["4 PUT https://$ACCOUNT.owls.test/nests -> 2xx at 8"]);
}

#[test]
fn a_command_in_a_section_below_that_of_its_response_has_it() {
    let page = |heading: &str| {
        format!(
            "# Nests\n\n## Example\n\nThe response:\n\n```json\n{{\"id\": 3}}\n```\n\n### {heading}\n\n```sh\ncurl http://owls.test/nests/3\n```\n"
        )
    };
    assert_eq!(cases(&page("Examples in code")), ["13 GET http://owls.test/nests/3 -> 2xx at 7"]);
    assert!(cases(&page("Other nests")).is_empty());
}

#[test]
fn a_counted_label_of_success_below_a_heading_of_responses_names_a_text() {
    let page = |label: &str| {
        format!(
            "# 版本\n\n#### 接口URL\n\n**http://owls.test/version**\n\n#### 调用方法\n\nHTTP GET\n\n#### 响应参数\n\n**1）数据格式**\n\n{label}\n\n```\nv1.4.0\n```\n"
        )
    };
    for label in ["a、成功：", "1) 成功：", "成功："] {
        assert_eq!(cases(&page(label)).len(), 1, "{label}");
    }
    assert!(cases(&page("a、版本：")).is_empty());
}
