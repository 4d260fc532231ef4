//! Fences marked as HTTP that begin like a request, with a word that is no method.

use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::finding::suggest::nearest;
use crate::finding::{Finding, rules};

/// A finding for each such fence; annotated ones are told of as `not-http`.
pub(super) fn read(page: &str, pieces: &[FenceInContext]) -> Vec<Finding> {
    let plain = pieces.iter().filter(|p| matches!(p.role, Role::Other) && p.annotation.is_none());
    plain.filter(|piece| piece.info.to_ascii_lowercase().starts_with("http")).filter_map(|p| finding(page, p)).collect()
}

fn finding(page: &str, piece: &FenceInContext) -> Option<Finding> {
    let text = piece.text.text();
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?;
    let (word, rest) = line.split_once(' ')?;
    let shouted = (3..=12).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let target = rest.trim_start();
    if !shouted || !(target.starts_with('/') || target.starts_with("http://") || target.starts_with("https://")) {
        return None;
    }
    let message = format!("`{word}` is no HTTP method: this fence is not read as a request");
    let finding = Finding::docs(&rules::lint::UNKNOWN_METHOD, page, piece.text.place(start), message);
    let near = nearest(word, crate::docs::messages::start_line::METHODS);
    Some(finding.help(near.map_or_else(|| "correct the method".to_owned(), |near| format!("did you mean `{near}`?"))))
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn found(fence: &str) -> Vec<Option<String>> {
        let page = Page { path: "p.md".into(), text: format!("# T\n\n```http\n{fence}\n```\n") };
        let findings = read_page(&page, &Dialect::ALL).findings;
        findings.into_iter().filter(|f| f.rule.0.code == "L008").map(|f| f.help).collect()
    }

    #[test]
    fn a_misspelt_method_is_told_and_prose_is_not() {
        assert_eq!(found("PSOT https://h/a"), [Some("did you mean `POST`?".to_owned())]);
        assert!(found("Any text /with/slashes").is_empty() && found("SEE also /a").is_empty());
    }
}
