use globset::GlobMatcher;

use super::conditions::glob;
use crate::contract::Case;
use crate::docs::Dialect;
use crate::wire::StatusPattern;

/// Which of the cases are wanted. Within one field any value may hold, between fields all must.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Text within the id (or, with `exact`, the whole id).
    pub filters: Vec<String>,
    /// Filters and `skip` are whole ids.
    pub exact: bool,
    /// Text within the id of a case that is not wanted.
    pub skip: Vec<String>,
    /// Globs over the page's path.
    pub pages: Vec<String>,
    /// Methods, any case.
    pub methods: Vec<String>,
    /// Tags, any case.
    pub tags: Vec<String>,
    /// Permission scopes, any case.
    pub scopes: Vec<String>,
    /// Dialects.
    pub dialects: Vec<Dialect>,
    /// Documented status codes.
    pub statuses: Vec<StatusPattern>,
}

/// Nothing was selected.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SelectionError {
    /// There are no cases to select from.
    #[error("no cases: {0} holds no request with a response to it (`doctrial check` says what was read)")]
    NoCases(String),
    /// None of the cases is wanted.
    #[error("nothing selected: none of the {of} cases fits{}", hint(near))]
    NoneFits {
        /// How many there are.
        of: usize,
        /// Ids like those asked for.
        near: Vec<String>,
    },
}

fn hint(near: &[String]) -> String {
    if near.is_empty() {
        return " the filters given (`doctrial list` shows all)".to_owned();
    }
    format!("; near are:\n  {}", near.join("\n  "))
}

impl Selection {
    /// The one id asked for, if it is one whole id.
    pub fn one(&self) -> Option<&str> {
        match self.filters.as_slice() {
            [id] if self.exact => Some(id),
            _ => None,
        }
    }

    /// Every case is wanted.
    pub const fn is_all(&self) -> bool {
        self.filters.is_empty()
            && self.skip.is_empty()
            && self.pages.is_empty()
            && self.methods.is_empty()
            && self.tags.is_empty()
            && self.scopes.is_empty()
            && self.dialects.is_empty()
            && self.statuses.is_empty()
    }

    /// The cases wanted, in order.
    ///
    /// # Errors
    /// None is: a run of nothing must not look like a run where all is well. `source` is named in the message.
    pub fn apply(&self, cases: Vec<Case>, source: &str) -> Result<Vec<Case>, SelectionError> {
        if cases.is_empty() {
            return Err(SelectionError::NoCases(source.to_owned()));
        }
        let pages: Vec<GlobMatcher> = self.pages.iter().filter_map(|pattern| glob(pattern)).collect();
        let fits: Vec<bool> = cases.iter().map(|case| self.fits(case, &pages)).collect();
        if !fits.contains(&true) {
            return Err(SelectionError::NoneFits { of: cases.len(), near: self.nearest(&cases) });
        }
        Ok(cases.into_iter().zip(fits).filter_map(|(case, fits)| fits.then_some(case)).collect())
    }

    /// Filters that no case fits, although others do: likely misspelt.
    pub fn idle<'f>(&'f self, cases: &[Case]) -> Vec<&'f str> {
        let idle = |filter: &&String| !cases.iter().any(|case| self.names(case, filter));
        self.filters.iter().filter(idle).map(String::as_str).collect()
    }

    fn names(&self, case: &Case, filter: &str) -> bool {
        if self.exact { case.id == *filter } else { case.id.contains(filter) }
    }

    fn fits(&self, case: &Case, pages: &[GlobMatcher]) -> bool {
        let any = |list: &[String], has: &dyn Fn(&str) -> bool| list.is_empty() || list.iter().any(|item| has(item));
        let has = |list: &[String], item: &str| list.iter().any(|one| one.eq_ignore_ascii_case(item));
        any(&self.filters, &|filter| self.names(case, filter))
            && !self.skip.iter().any(|skip| self.names(case, skip))
            && (self.pages.is_empty() || pages.iter().any(|glob| glob.is_match(&case.page)))
            && any(&self.methods, &|method| method.eq_ignore_ascii_case(&case.request.method))
            && any(&self.tags, &|tag| has(&case.tags, tag))
            && any(&self.scopes, &|scope| has(&case.scopes, scope))
            && (self.dialects.is_empty() || self.dialects.contains(&case.dialect))
            && (self.statuses.is_empty() || self.statuses.iter().any(|s| case.expectation.status.overlaps(*s)))
    }

    fn nearest(&self, cases: &[Case]) -> Vec<String> {
        const SHOWN: usize = 5;
        const LIKE: f64 = 0.7;
        let likeness = |case: &Case, filter: &str| {
            let parts = [case.id.as_str(), case.name.as_str(), case.page.as_str()];
            parts.into_iter().map(|part| strsim::jaro_winkler(part, filter)).fold(0.0, f64::max)
        };
        let best = |case: &Case| self.filters.iter().map(|filter| likeness(case, filter)).fold(0.0, f64::max);
        let mut near: Vec<(f64, &str)> = cases.iter().map(|case| (best(case), case.id.as_str())).collect();
        near.retain(|(likeness, _)| *likeness > LIKE);
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().take(SHOWN).map(|(_, id)| id.to_owned()).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::contract::{Expectation, RequestTemplate};
    use crate::source::Place;

    /// A case of that id, method and URL, with status 200 and no bodies.
    pub(in crate::session) fn case(id: &str, method: &str, url: &str) -> Case {
        let mut parts = id.split("::");
        let page = parts.next().expect("a page").to_owned();
        let heading = parts.next().expect("a heading").replace('-', " ");
        let name = parts.next().expect("a name").to_owned();
        let request = RequestTemplate {
            line: 3,
            method: method.into(),
            url: url.into(),
            url_place: Place::new(4, 5),
            origin: None,
            headers: Vec::new(),
            header_table: Vec::new(),
            body: None,
            schema: None,
        };
        let expectation: Expectation = serde_json::from_value(serde_json::json!({
            "line": 8, "status": 200, "status_place": { "line": 9, "column": 10 }, "collection_property": "value"
        }))
        .expect("an expectation");
        Case {
            id: id.into(),
            page,
            name,
            heading,
            dialect: Dialect::Http,
            request,
            expectation,
            scopes: vec!["User.Read".into()],
            tags: Vec::new(),
            skip: None,
            leniencies: Vec::new(),
            promise: crate::directive::Promise::default(),
        }
    }

    fn cases() -> Vec<Case> {
        vec![
            case("users/get.md::read::get-user", "GET", "/users/1"),
            case("users/make.md::make::create-user", "POST", "/users"),
            case("groups.md::read::get-group", "GET", "/groups/1"),
        ]
    }

    fn ids(edit: impl FnOnce(&mut Selection)) -> Result<Vec<String>, SelectionError> {
        let mut selection = Selection::default();
        edit(&mut selection);
        selection.apply(cases(), "docs").map(|cases| cases.into_iter().map(|case| case.name).collect())
    }

    #[test]
    fn within_a_field_any_between_fields_all() {
        assert_eq!(ids(|_| ()).map(|all| all.len()), Ok(3));
        assert_eq!(
            ids(|s| s.filters = vec!["group".into(), "make".into()]).expect("two"),
            ["create-user", "get-group"]
        );
        assert_eq!(
            ids(|s| {
                s.pages = vec!["users/*".into()];
                s.methods = vec!["get".into()];
            })
            .expect("one"),
            ["get-user"]
        );
        assert_eq!(ids(|s| s.skip = vec!["users".into()]).expect("one"), ["get-group"]);
        assert_eq!(ids(|s| s.scopes = vec!["user.read".into()]).map(|all| all.len()), Ok(3));
    }

    #[test]
    fn an_empty_selection_is_loud_and_names_what_is_near() {
        let refusal = ids(|s| s.filters = vec!["get-usr".into()]).expect_err("none");
        assert!(
            matches!(&refusal, SelectionError::NoneFits { of: 3, near } if near[0].ends_with("get-user")),
            "{refusal}"
        );
        assert!(ids(|s| s.statuses = vec![StatusPattern::Class(4)]).is_err());
        assert!(
            ids(|s| {
                s.exact = true;
                s.filters = vec!["get-user".into()];
            })
            .is_err(),
            "a name is no whole id"
        );
    }
}
