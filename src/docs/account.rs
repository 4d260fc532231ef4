//! What became of each fence of a page, in words.

use std::collections::{HashMap, HashSet};

use super::{Example, FenceOutcome, FenceRecord, PageDocs};
use crate::finding::rules::docs::UNREAD_RESPONSES;
use crate::finding::rules::settings::UNUSED_OVERRIDE;

/// A fence that shows a request, a command, a response or a status, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// 1-based line of its opening.
    pub line: u32,
    /// What it shows.
    pub kind: &'static str,
    /// What became of it.
    pub outcome: FenceOutcome,
    /// The same in words, and why.
    pub became: String,
}

/// The account of a page: one line for each fence that counts.
pub fn account(page: &PageDocs) -> Vec<AccountLine> {
    let known = KnownFences::of(page);
    let next_lines = page.fences.iter().skip(1).map(|fence| fence.place.line).chain([u32::MAX]);
    let line = |(fence, next): (&FenceRecord, u32)| AccountLine {
        line: fence.place.line,
        kind: fence.kind,
        outcome: fence.outcome,
        became: match fence.outcome {
            FenceOutcome::InCase => known.in_case(fence.place.line),
            FenceOutcome::InFinding => known.in_finding(fence.place.line, next),
            FenceOutcome::Excused => known.excused(fence),
        },
    };
    page.fences.iter().zip(next_lines).map(line).collect()
}

/// What was read on a page, by line.
struct KnownFences<'p> {
    /// How many cases a request is in.
    requests: HashMap<u32, usize>,
    /// The variable that means the base URL in a command.
    bases: HashMap<u32, &'p str>,
    /// The request that a response belongs to.
    responses: HashMap<u32, u32>,
    steps: HashSet<u32>,
    page: &'p PageDocs,
}

impl<'p> KnownFences<'p> {
    fn of(page: &'p PageDocs) -> Self {
        let mut requests = HashMap::new();
        for example in &page.examples {
            *requests.entry(example.request.line).or_default() += 1;
        }
        let responses = page.examples.iter().rev().map(|example| (example.response.line, example.request.line));
        let base = |example: &'p Example| Some((example.request.line, example.request.base.as_deref()?));
        Self {
            requests,
            bases: page.examples.iter().filter_map(base).collect(),
            responses: responses.collect(),
            steps: page.steps.iter().map(|step| step.request.line).collect(),
            page,
        }
    }

    fn in_case(&self, line: u32) -> String {
        let base = self.bases.get(&line).map_or_else(String::new, |base| format!("; `{base}` is the base URL"));
        match (self.requests.get(&line), self.responses.get(&line)) {
            (Some(1), _) => format!("case{base}"),
            (Some(cases), _) => format!("{cases} cases{base}"),
            (None, Some(request)) => format!("response to line {request}"),
            (None, None) => "part of a case".to_owned(),
        }
    }

    /// The rule of the finding about a fence: the first in its lines, else one about several places of the page.
    fn in_finding(&self, line: u32, next: u32) -> String {
        let findings = &self.page.findings;
        let first = findings.partition_point(|finding| finding.location.place.line < line);
        let mut in_lines = findings[first..].iter().take_while(|finding| finding.location.place.line < next);
        let own = in_lines.find(|finding| finding.rule != UNUSED_OVERRIDE);
        let folded = || findings[..first].iter().rev().find(|finding| finding.message.contains(" more on this page: "));
        let unread = || findings.iter().find(|finding| finding.rule == UNREAD_RESPONSES);
        match own.or_else(folded).or_else(unread) {
            Some(finding) => format!("finding {} ({})", finding.rule.0.code, finding.rule.0.name),
            None => "finding".to_owned(),
        }
    }

    fn excused(&self, fence: &FenceRecord) -> String {
        match fence.client {
            _ if self.steps.contains(&fence.place.line) => "step: it has no response of its own".to_owned(),
            Some(client) => format!("excused: calls of {} are not read", client.name()),
            None if fence.excuse.is_empty() => "excused".to_owned(),
            None => format!("excused: {}", fence.excuse),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    #[test]
    fn each_fence_has_a_line_and_a_reason() {
        let fence = |info: &str, text: &str| format!("```{info}\n{text}\n```\n\n");
        let text = [
            "# T\n\n".to_owned(),
            fence("http", "GET /lamps HTTP/1.1"),
            fence("http", "HTTP/1.1 200 OK"),
            "## HTTP request\n\n".to_owned(),
            fence("http", "GET /lamps/{id}"),
            "## B\n\n".to_owned(),
            fence("sh", "curl -X POST http://localhost/shelves"),
            fence("js", "fetch('/lamps')"),
            fence("sh", "$ curl $API/lamps/3\n{\"lamp\": 3}"),
            "## C\n\nWhere the lamps are:\n\n".to_owned(),
            fence("", "https://lamps.test/v1/lamps"),
            "## D\n\n`GET /lamps`\n\nResponse:\n\n".to_owned(),
            fence("", "[lamp]"),
        ];
        let page = read_page(&Page { path: "p.md".into(), text: text.concat() }, &Dialect::ALL);
        let lines: Vec<_> = account(&page).into_iter().map(|it| (it.line, it.kind, it.became)).collect();
        let line = |line, kind, became: &str| (line, kind, became.to_owned());
        assert_eq!(
            lines,
            [
                line(3, "request", "case"),
                line(7, "response", "response to line 3"),
                line(13, "route", "excused: it states the syntax of a route, and no response to it is shown"),
                line(19, "command", "finding D202 (request-without-response)"),
                line(23, "call of another client", "excused: calls of `fetch` are not read"),
                line(27, "command", "case; `$API` is the base URL"),
                line(37, "URL", "excused: it is a URL alone, and no response to it is shown"),
                line(46, "type", "excused: it names the type of a response, and shows none"),
            ]
        );
    }
}
