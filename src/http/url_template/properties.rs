//! What must hold for every documented URL.

use proptest::prelude::*;

use super::{Part, RequestTarget, UrlTemplate};

/// The target with `value` in every placeholder.
fn expanded(url: &UrlTemplate, value: &str) -> (String, Option<String>) {
    let value_of = |_: &str, _: &str| Some(value.to_owned());
    let mut path = String::new();
    for segment in &url.segments {
        path.push('/');
        segment.expand(Part::Path, &mut path, value_of);
    }
    let query = url.query.as_ref().map(|pairs| {
        let pairs = pairs.iter().map(|pair| {
            let mut text = String::new();
            pair.name.expand(Part::Query, &mut text, value_of);
            if let Some(value) = &pair.value {
                text.push('=');
                value.expand(Part::Query, &mut text, value_of);
            }
            text
        });
        pairs.collect::<Vec<_>>().join("&")
    });
    (path, query)
}

proptest! {
    #[test]
    fn a_url_matches_what_is_made_of_it(
        documented in r"(https://h|h\.example/|)[/\\.@:%#?{}<>$|a-cA-C0-2&=+ \t\u{e4}]{0,30}",
        value in r"[a-z/?#&=+%. \u{e4}{}<>]{1,6}",
    ) {
        let url = UrlTemplate::parse(&documented);
        let (path, query) = expanded(&url, &value);
        let target = RequestTarget::parse(&path, query.as_deref());
        prop_assert!(url.pattern().matches(&target), "{documented} {path} {query:?}");
    }

    #[test]
    fn a_documented_url_is_shown_as_it_is_written(documented in r"[/:%{}<>$|a-cA-C0-2&= ]{0,30}") {
        prop_assert_eq!(super::TemplateText::parse(&documented, Part::Path).to_string(), documented);
    }
}
