//! Which cases match a selection, and where none does, why.

use std::collections::BTreeSet;
use std::path::Path;

use super::filter::{Filter, filters, matches_text};
use super::{Selection, SelectionError};
use crate::contract::Case;
use crate::docs;
use crate::text::Glob;

impl Selection {
    /// Whether every case is selected.
    pub fn is_all(&self) -> bool {
        self.pages.is_empty() && self.changed_since.is_none() && !self.is_about_cases()
    }

    /// Whether it is every case, or those of them that failed in the last run.
    pub(crate) fn is_all_again(&self) -> bool {
        Self { failed: false, ..self.clone() }.is_all()
    }

    /// The cases that match, in order; `changed_since` and `failed`, which need git and a record, are not looked at.
    ///
    /// # Errors
    /// None matches: a run of nothing must not look like a run where all is well. `source` is named in the message.
    pub fn apply(&self, cases: Vec<Case>, source: &str) -> Result<Vec<Case>, SelectionError> {
        if cases.is_empty() {
            return Err(SelectionError::NoCases(source.to_owned()));
        }
        let filters = filters(self);
        let matches: Vec<bool> = cases.iter().map(|case| self.matches(case, &filters)).collect();
        if !matches.contains(&true) {
            return Err(SelectionError::NoMatch { of: cases.len(), why: self.why_none(&cases, &filters) });
        }
        Ok(cases.into_iter().zip(matches).filter_map(|(case, matches)| matches.then_some(case)).collect())
    }

    /// A sentence for each value that no case matches, with similar ones: likely misspelt. `pages`: look at `--page`, too; a
    /// page without a case matches nothing.
    pub fn unmatched(&self, cases: &[Case], pages: bool) -> Vec<String> {
        let filters = filters(self).into_iter().filter(|filter| pages || filter.flag != "--page");
        filters.flat_map(|filter| filter.unmatched(cases)).collect()
    }

    /// Whether a filter is about cases, not only about pages.
    pub(crate) fn is_about_cases(&self) -> bool {
        !self.skip.is_empty() || self.failed || filters(self).iter().any(|f| f.flag != "--page" && f.is_set())
    }

    /// Whether it selects only by page, with patterns that only pages match.
    pub(super) fn is_of_pages(&self) -> bool {
        let of_pages = |glob: &Glob| docs::is_page(Path::new(glob.as_str()));
        let by_path = !self.pages.is_empty() && self.pages.iter().all(of_pages);
        by_path && self.changed_since.is_none() && !self.is_about_cases()
    }

    fn matches(&self, case: &Case, filters: &[Filter<'_>]) -> bool {
        filters.iter().all(|filter| filter.matches(case)) && !self.skips(case)
    }

    fn skips(&self, case: &Case) -> bool {
        self.skip.iter().any(|skip| matches_text(case, skip, self))
    }

    fn why_none(&self, cases: &[Case], filters: &[Filter<'_>]) -> Vec<String> {
        let unmatched: Vec<String> = filters.iter().flat_map(|filter| filter.unmatched(cases)).collect();
        let hopeless = filters.iter().any(|filter| filter.is_set() && !cases.iter().any(|case| filter.matches(case)));
        if hopeless {
            return unmatched;
        }
        let mut each: Vec<String> = filters
            .iter()
            .filter(|filter| filter.is_set())
            .map(|filter| {
                format!("`{}` matches {}", filter.all_written(), cases.iter().filter(|c| filter.matches(c)).count())
            })
            .collect();
        if !self.skip.is_empty() {
            each.push(format!(
                "`--skip {}` removes {}",
                self.skip.join(" "),
                cases.iter().filter(|c| self.skips(c)).count()
            ));
        }
        if each.is_empty() {
            unmatched
        } else {
            vec![format!("each filter matches some cases, no case matches all: {}", each.join(", "))]
        }
    }
}

/// Keeps the cases with these ids.
///
/// # Errors
/// No case is left; `why` is the explanation.
pub(crate) fn keep(cases: Vec<Case>, ids: &BTreeSet<String>, why: &str) -> Result<Vec<Case>, SelectionError> {
    let of = cases.len();
    let kept: Vec<Case> = cases.into_iter().filter(|case| ids.contains(&case.id)).collect();
    if kept.is_empty() { Err(SelectionError::NoMatch { of, why: vec![why.to_owned()] }) } else { Ok(kept) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::contract::{RequestTemplate, testing};
    use crate::http::StatusPattern;

    /// A case of that id, method and URL, with status 200 and no bodies.
    pub(in crate::session) fn case(id: &str, method: &str, url: &str) -> Case {
        let mut parts = id.split("::");
        let page = parts.next().expect("a page").to_owned();
        let heading = parts.next().expect("a heading").replace('-', " ");
        let name = parts.next().expect("a name").to_owned();
        let case = testing::case();
        Case {
            id: id.into(),
            page,
            name,
            heading,
            request: RequestTemplate { method: method.into(), url: url.into(), ..case.request },
            scopes: vec!["User.Read".into()],
            ..case
        }
    }

    fn cases() -> Vec<Case> {
        vec![
            case("users/get.md::read::get-user", "GET", "/users/1"),
            case("users/make.md::make::create-user", "POST", "/users"),
            case("groups.md::read::get-group", "GET", "/groups/1"),
        ]
    }

    fn glob(pattern: &str) -> Glob {
        pattern.parse().expect("a glob")
    }

    fn ids(edit: impl FnOnce(&mut Selection)) -> Result<Vec<String>, SelectionError> {
        let mut selection = Selection::default();
        edit(&mut selection);
        selection.apply(cases(), "docs").map(|cases| cases.into_iter().map(|case| case.name).collect())
    }

    #[test]
    fn a_case_must_match_every_field_and_any_value_of_it() {
        assert_eq!(ids(|_| ()).map(|all| all.len()), Ok(3));
        assert_eq!(
            ids(|s| s.filters = vec!["group".into(), "make".into()]).expect("two"),
            ["create-user", "get-group"]
        );
        assert_eq!(
            ids(|s| {
                s.pages = vec![glob("users/*")];
                s.methods = vec!["get".into()];
            })
            .expect("one"),
            ["get-user"]
        );
        assert_eq!(ids(|s| s.skip = vec!["users".into()]).expect("one"), ["get-group"]);
        assert_eq!(ids(|s| s.scopes = vec!["user.read".into()]).map(|all| all.len()), Ok(3));
    }

    #[test]
    fn an_empty_selection_is_an_error_that_suggests_similar_values() {
        let refusal = ids(|s| s.filters = vec!["get-usr".into()]).expect_err("none");
        let SelectionError::NoMatch { of: 3, why } = &refusal else { panic!("{refusal}") };
        assert!(
            why[0].starts_with("no case matches `get-usr`; similar ones:") && why[0].contains("read::get-user"),
            "{why:?}"
        );
        assert!(
            refusal
                .to_string()
                .starts_with("nothing selected: none of the 3 cases matches; `doctrial list` shows them\n"),
            "{refusal}"
        );
        let only = SelectionError::NoMatch { of: 1, why: Vec::new() };
        assert!(
            only.to_string().starts_with("nothing selected: the only case does not match; `doctrial list` shows it\n"),
            "{only}"
        );
        assert!(
            ids(|s| {
                s.exact = true;
                s.filters = vec!["get-user".into()];
            })
            .is_err(),
            "a name is not a whole id"
        );
    }

    #[test]
    fn each_kind_of_filter_names_the_known_values() {
        let why = |edit: &dyn Fn(&mut Selection)| match ids(edit) {
            Err(SelectionError::NoMatch { why, .. }) => why.join("\n"),
            other => panic!("{other:?}"),
        };
        assert_eq!(why(&|s| s.methods = vec!["gte".into()]), "no case matches `--method gte`; there are: GET, POST");
        assert_eq!(
            why(&|s| s.statuses = vec![StatusPattern::Class(4)]),
            "no case matches `--status 4xx`; there are: 200"
        );
        assert_eq!(why(&|s| s.tags = vec!["x".into()]), "no case matches `--tag x`; no case has any");
        assert!(why(&|s| s.pages = vec![glob("user/get.md")]).contains("users/get.md"));
        assert!(why(&|s| s.urls = vec![glob("/user/1")]).contains("/users/1"));
        assert!(why(&|s| s.names = vec![glob("getuser")]).contains("get-user"));
        let both = why(&|s| {
            s.methods = vec!["POST".into()];
            s.pages = vec![glob("groups.md")];
        });
        assert_eq!(
            both,
            "each filter matches some cases, no case matches all: `--page groups.md` matches 1, `--method POST` matches 1"
        );
        assert!(why(&|s| s.skip = vec![".md".into()]).contains("`--skip .md` removes 3"));
    }

    #[test]
    fn cases_are_found_by_name_url_folder_and_heading() {
        assert_eq!(ids(|s| s.names = vec![Glob::ignoring_case("GET-*").expect("a glob")]).map(|all| all.len()), Ok(2));
        assert_eq!(ids(|s| s.urls = vec![glob("/users{,/*}")]).map(|all| all.len()), Ok(2));
        assert_eq!(ids(|s| s.pages = vec![glob("users/")]).map(|all| all.len()), Ok(2));
        assert_eq!(ids(|s| s.filters = vec!["MAKE".into()]).expect("by its heading"), ["create-user"]);
    }
}
