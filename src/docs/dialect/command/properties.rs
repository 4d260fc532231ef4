//! Properties of reading commands: whatever a fence holds, it is read without a panic, and has an outcome.

use proptest::prelude::*;

use crate::contract::Dialect;
use crate::docs::{FenceOutcome, read_page};
use crate::text::Page;

fn parts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("curl ".to_owned()),
        Just("$ curl http://h:1/x ".to_owned()),
        Just("curl -d @f h/x \\\n".to_owned()),
        Just("{\"a\": 1}\n".to_owned()),
        Just("# {\"a\":\n# 1}\n".to_owned()),
        Just("< HTTP/1.1 200 OK\n< A: b\n<\n".to_owned()),
        Just("HTTP/1.1 201 Created\n\n".to_owned()),
        Just("cat <<E | ".to_owned()),
        Just("\nE\n".to_owned()),
        Just(" | jq '.a'\n".to_owned()),
        Just(" -F 'a=@b;type=x/y' --data-urlencode n@f -u ${U}:p -w '%{http_code}' ".to_owned()),
        "[-'\"\\\\$`<>{}()&|;#@=:/ \u{e4}\u{1f600}\n\t a-cE]{0,12}",
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_fence_is_read_and_has_an_outcome(script in parts(), payload in parts(), output in parts()) {
        let text = format!("# T\n\n~~~~json\n{payload}\n~~~~\n\n~~~~sh\n{script}\n~~~~\n\n~~~~\n{output}\n~~~~\n");
        let page = Page { path: "p.md".to_owned(), text };
        let read = read_page(&page, &Dialect::ALL);
        let cased = read.fences.iter().any(|fence| fence.outcome == FenceOutcome::InCase);
        prop_assert_eq!(cased, !read.examples.is_empty());
        for example in read.examples.iter().chain(&read.steps) {
            prop_assert!(!example.request.method.is_empty());
        }
    }
}
