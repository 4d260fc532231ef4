//! Cases that build on one another and are fired at once: where one fails as if an earlier one had not been sent, its
//! finding says how to fire them in order.

use std::collections::HashMap;

use crate::contract::Case;
use crate::finding::Verdict;
use crate::finding::rules::status::WRONG_STATUS;
use crate::http::method::is_safe;
use crate::session::order::PageOrder;

/// Statuses by which services say that something does not exist yet, exists already, or is in another state.
const OUT_OF_ORDER: [u16; 7] = [400, 404, 405, 409, 410, 412, 422];

/// The cases that change something, by page, of the pages whose cases are fired at once.
#[derive(Debug, Default)]
pub(crate) struct OrderHints(HashMap<String, Vec<Write>>);

#[derive(Debug)]
struct Write {
    line: u32,
    /// `POST /notes`
    request: String,
}

impl OrderHints {
    pub(crate) fn of(cases: &[Case], order: &PageOrder) -> Self {
        let mut writes: HashMap<String, Vec<Write>> = HashMap::new();
        let unordered = |case: &&Case| !order.is_sequential(&case.page) && !is_safe(&case.request.method);
        for case in cases.iter().filter(|case| case.skip.is_none()).filter(unordered) {
            let request = format!("{} {}", case.request.method, case.request.url);
            writes.entry(case.page.clone()).or_default().push(Write { line: case.request.line, request });
        }
        Self(writes)
    }

    /// Adds to the finding about a status how the page is fired in order, if an earlier case of the page may be the cause.
    pub(crate) fn add_to(&self, verdict: &mut Verdict, case: &Case, status: u16) {
        let earlier = |write: &&Write| write.line < case.request.line;
        if !OUT_OF_ORDER.contains(&status) {
            return;
        }
        let Some(write) = self.0.get(&case.page).and_then(|writes| writes.iter().rev().find(earlier)) else { return };
        for finding in verdict.findings.iter_mut().filter(|finding| finding.rule == WRONG_STATUS) {
            let Write { line, request } = write;
            let hint = format!(
                "the cases of this page are fired at once; if this one needs `{request}` (line {line}) before it, fire them in \
                 order: `<!-- doctrial page.order = \"document\" -->` in the page, or [[page]] with path = \"{}\" and \
                 order = \"document\" in the settings",
                case.page
            );
            let help = finding.help.take().map_or_else(|| hint.clone(), |help| format!("{help}; {hint}"));
            *finding = finding.clone().help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::FireOrder;
    use crate::finding::{At, Finding};
    use crate::session::load::case;
    use crate::text::Position;

    fn help(method: &str, line: u32, status: u16, order: FireOrder) -> String {
        let mut cases = [case("a.md::h::make", method, "/notes"), case("a.md::h::read", "GET", "/notes/1")];
        cases[1].request.line = line;
        let hints = OrderHints::of(&cases, &PageOrder::new(order, &[]));
        let finding = Finding::new(&WRONG_STATUS, "a.md", Position::new(9, 1), At::Status, "404").help("correct it");
        let mut verdict = Verdict::of(vec![finding], Vec::new());
        hints.add_to(&mut verdict, &cases[1], status);
        verdict.findings.remove(0).help.expect("help")
    }

    #[test]
    fn only_a_case_after_one_that_writes_may_be_out_of_order() {
        let hint = help("POST", 90, 404, FireOrder::Any);
        assert!(hint.starts_with("correct it; the cases of this page") && hint.contains("`POST /notes`"), "{hint}");
        for plain in [
            help("GET", 90, 404, FireOrder::Any),
            help("POST", 0, 404, FireOrder::Any),
            help("POST", 90, 500, FireOrder::Any),
            help("POST", 90, 404, FireOrder::Document),
        ] {
            assert_eq!(plain, "correct it");
        }
    }
}
