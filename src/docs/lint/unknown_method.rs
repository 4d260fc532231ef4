//! Fences that begin like a request, but with a word that is not a method: those marked as HTTP, and those with a whole request
//! line.

use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::finding::suggest::{did_you_mean, nearest};
use crate::finding::{Finding, rules};
use crate::http::begins_url;
use crate::http::method::METHODS;

/// A finding for each such fence; annotated ones are reported as `not-http`.
pub(super) fn lint(page: &PageContext<'_>) -> Vec<Finding> {
    let plain = page.fences().iter().filter(|fence| matches!(fence.role, Role::Other) && fence.annotation.is_none());
    plain.filter_map(|fence| finding(page.path(), fence)).collect()
}

fn finding(page: &str, fence: &FenceInContext) -> Option<Finding> {
    let text = fence.text.text();
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?;
    let (word, rest) = line.split_once(' ')?;
    let upper_case = (3..=12).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let target = rest.trim_start();
    let is_marked = fence.info.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("http"));
    let has_version = rest.trim_end().rsplit(' ').next().is_some_and(|version| version.starts_with("HTTP/"));
    if !(is_marked || has_version) || !upper_case || !(target.starts_with('/') || begins_url(target)) {
        return None;
    }
    let message = format!("`{word}` is not an HTTP method: this fence is not read as a request");
    let finding = Finding::docs(&rules::lint::UNKNOWN_METHOD, page, fence.text.place(start), message);
    let near = nearest(word, METHODS);
    Some(finding.help(near.map_or_else(|| "correct the method".to_owned(), |near| did_you_mean(near))))
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn found(fence: &str) -> Vec<Option<String>> {
        found_in("http", fence)
    }

    fn found_in(info: &str, fence: &str) -> Vec<Option<String>> {
        let page = Page { path: "p.md".into(), text: format!("# T\n\n```{info}\n{fence}\n```\n") };
        let findings = read_page(&page, &Dialect::ALL).findings;
        findings.into_iter().filter(|f| f.rule.code == "L008").map(|f| f.help).collect()
    }

    #[test]
    fn a_misspelt_method_is_reported_and_prose_is_not() {
        assert_eq!(found("PSOT https://h/a"), [Some("did you mean `POST`?".to_owned())]);
        assert!(found("Any text /with/slashes").is_empty() && found("SEE also /a").is_empty());
    }

    #[test]
    fn a_whole_request_line_needs_no_mark() {
        assert_eq!(found_in("", "DELTE /lamps/1 HTTP/1.1\nHost: h"), [Some("did you mean `DELETE`?".to_owned())]);
        assert!(found_in("", "DELTE /lamps/1").is_empty() && found_in("text", "See /lamps/1 HTTP/1.1").is_empty());
    }
}
