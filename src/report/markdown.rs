//! A run as Markdown for a comment on a change.

use std::fmt::Write as _;

use super::cause::{CauseGroup, groups};
use super::docs::Docs;
use super::report_path::OWN_MARKDOWN;
use super::summary::{escaped, overview};
use super::terminal::{Palette, render_case};
use crate::record::RunRecord;
use crate::text::counted;

/// How many bytes are written at most: GitHub refuses a comment of more than 65,536 characters.
const MOST_BYTES: usize = 64_000;
/// How many of them the tables may use: the failures come after them.
const TABLES: usize = 24_000;

/// A run as Markdown for a comment on a change, or a page of its own: what the summary has, then one case of each cause.
pub fn markdown(run: &RunRecord, compared: &str, docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let mut out = format!("{OWN_MARKDOWN}\n\n{}", overview(run, compared, docs, TABLES));
    let groups = groups(run);
    for (at, group) in groups.iter().enumerate() {
        let text = details(group, docs);
        let rest = format!("and {}, see the record of the run\n", counted(groups.len() - at, "more cause"));
        if out.len() + text.len() + rest.len() > MOST_BYTES {
            out += &rest;
            break;
        }
        out += &text;
    }
    out
}

/// A cause, and its first case folded below it.
fn details(group: &CauseGroup<'_>, docs: &Docs<'_>) -> String {
    let count = counted(group.cases.len(), "case");
    let mut out = format!("<details><summary>{count}: {}</summary>\n\n", escaped(&group.cause));
    if let Some(case) = group.cases.first() {
        let text = render_case(case, docs, &Palette::PLAIN);
        let fence = "~".repeat(longest_run(&text, '~').max(2) + 1);
        let _ = write!(out, "{fence}text\n{text}{fence}\n\n");
    }
    out + "</details>\n\n"
}

/// How often a character is repeated at most without another between.
fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;
    use crate::record::testing::{case, run};

    #[test]
    fn each_cause_has_its_first_case() {
        let markdown = markdown(&run(), "", &Docs::default());
        assert!(markdown.starts_with("<!-- doctrial report -->\n\n## doctrial: FAILED\n"), "{markdown}");
        let cause = "<details><summary>1 case: S001 wrong-status at status&#58; wrong status code</summary>\n\n~~~text\nFAILED api";
        assert!(markdown.contains(cause), "{markdown}");
        assert_eq!(markdown.matches("~~~\n\n</details>").count(), 2);
    }

    #[test]
    fn no_text_ends_its_fence_and_no_run_exceeds_a_comment() {
        let broken = |at: u32| case("a", at, Verdict::broken(format!("cause-{at}-x ~~~~~ {}", "y".repeat(2000))));
        let markdown = markdown(&RunRecord { cases: (0..100).map(broken).collect(), ..run() }, "", &Docs::default());
        assert!(markdown.contains("~~~~~~text\n") && markdown.len() <= MOST_BYTES);
        assert!(markdown.trim_end().ends_with("more causes, see the record of the run"));
    }
}
