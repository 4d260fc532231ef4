//! Which rows of a page's tables may be about which of its operations.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::contract::{Case, Property};

/// The operations of each plain page, in page order.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnTables {
    operations: BTreeMap<String, Vec<Operation>>,
}

/// The rows of the tables of all pages, with which of them are about which case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    pub(super) tables: HashMap<String, Arc<[Property]>>,
    pub(super) own_tables: OwnTables,
}

impl Rows {
    /// The one row of this name that may be about a case and fits; none where there are several.
    pub(super) fn only(&self, case: &Case, name: &str, fits: impl Fn(&Property) -> bool) -> Option<&Property> {
        let own = self.own_tables.of(case, self.tables.get(&case.page)?);
        let mut found = own.iter().filter(|row| row.name == name && fits(row));
        found.next().filter(|_| found.next().is_none())
    }
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
        for case in cases.iter().filter(|case| !case.dialect.is_annotated()) {
            let of_page = self.operations.entry(case.page.clone()).or_default();
            let (request, response) = (case.request.line, case.expectation.line);
            match of_page.binary_search_by_key(&request, |operation| operation.request) {
                Ok(at) => of_page[at].response = of_page[at].response.max(response),
                Err(at) => of_page.insert(at, Operation { request, response }),
            }
        }
    }

    /// The rows that may be about a case: those after the response of the operation above it, and before the request of the
    /// one below. `table`: all rows, in page order.
    pub(super) fn of<'t>(&self, case: &Case, table: &'t [Property]) -> &'t [Property] {
        let Some(operations) = self.operations.get(&case.page).filter(|_| !case.dialect.is_annotated()) else {
            return table;
        };
        let own = case.request.line;
        let before = operations.partition_point(|operation| operation.request < own);
        let from = operations[..before].last().map_or(0, |above| above.response);
        let after = operations.partition_point(|operation| operation.request <= own);
        let to = operations.get(after).map_or(u32::MAX, |below| below.request);
        let line = |row: &Property| row.place.line;
        let first = table.partition_point(|row| line(row) < from);
        &table[first..table.partition_point(|row| line(row) < to).max(first)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Dialect;
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
