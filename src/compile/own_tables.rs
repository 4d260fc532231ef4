//! Which rows of a page's tables may be about which of its operations.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::contract::{Case, Dialect, Property};

/// The operations of each plain page, in page order.
#[derive(Debug, Default)]
pub(super) struct OwnTables {
    operations: BTreeMap<String, Vec<Operation>>,
}

/// The lines of a request and of the last response to it.
#[derive(Debug, Clone, Copy)]
struct Operation {
    request: u32,
    response: u32,
}

impl OwnTables {
    /// Adds the cases of a page: all of them, in any order.
    pub(super) fn add(&mut self, cases: &[Case]) {
        for case in cases.iter().filter(|case| case.dialect != Dialect::ApiDoctor) {
            let of_page = self.operations.entry(case.page.clone()).or_default();
            let (request, response) = (case.request.line, case.expectation.line);
            match of_page.binary_search_by_key(&request, |operation| operation.request) {
                Ok(at) => of_page[at].response = of_page[at].response.max(response),
                Err(at) => of_page.insert(at, Operation { request, response }),
            }
        }
    }

    /// The rows that may be about a case: those after the response of the operation above it, and before the request of the
    /// one below.
    pub(super) fn of<'t>(&self, case: &Case, table: &'t [Property]) -> Cow<'t, [Property]> {
        let Some(operations) = self.operations.get(&case.page).filter(|_| case.dialect != Dialect::ApiDoctor) else {
            return Cow::Borrowed(table);
        };
        let own = case.request.line;
        let from = operations.iter().rev().find(|operation| operation.request < own).map_or(0, |above| above.response);
        let to = operations.iter().find(|operation| operation.request > own).map_or(u32::MAX, |below| below.request);
        let is_own = |row: &&Property| (from..to).contains(&row.place.line);
        if table.iter().all(|row| is_own(&row)) {
            return Cow::Borrowed(table);
        }
        Cow::Owned(table.iter().filter(is_own).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing::case;
    use crate::text::Position;

    #[test]
    fn a_row_between_another_request_and_its_response_is_not_about_a_case() {
        let at = |request: u32, response: u32| {
            let mut case = Case { dialect: Dialect::Http, ..case() };
            (case.request.line, case.expectation.line) = (request, response);
            case
        };
        let cases = [at(5, 11), at(20, 30)];
        let mut tables = OwnTables::default();
        tables.add(&cases);
        let rows = [8, 15, 25, 40].map(|line| crate::docs::property("a", "string", "", Position::new(line, 1)));
        let lines = |case: &Case| tables.of(case, &rows).iter().map(|row| row.place.line).collect::<Vec<_>>();
        assert_eq!((lines(&cases[0]), lines(&cases[1])), (vec![8, 15], vec![15, 25, 40]));
        let annotated = Case { dialect: Dialect::ApiDoctor, ..cases[0].clone() };
        assert_eq!(lines(&annotated).len(), 4);
    }
}
