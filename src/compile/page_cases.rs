//! The examples of one page -> its cases, in page order.

use std::collections::{BTreeMap, HashSet};

use super::{alternatives, ids, origins};
use crate::contract::{Case, Expectation, RequestTemplate};
use crate::docs::{DocRequest, Example, PageDocs, Shown, matches_path};
use crate::finding::{Finding, Skip, SkipKind, Tolerance, ToleranceKind, rules};
use crate::http::status::is_error;
use crate::http::url_template::UrlTemplate;
use crate::text::Position;

/// The cases of a page, with the directives of the page applied. Depends on nothing but the page. Takes the examples out of it.
pub(super) fn page_cases(page: &mut PageDocs) -> Vec<Case> {
    let examples = std::mem::take(&mut page.examples);
    duplicate_names(&page.path, &examples, &mut page.findings);
    let page_origin = origins::of_page(&examples);
    let ids = ids::of_page(&examples);
    let given = given_responses(&examples);
    let taken = taken_successes(&examples);
    let steps = std::mem::take(&mut page.steps);
    let step_ids = ids::of_page(&steps).into_iter().map(|id| format!("{id}-step"));
    let examples = examples.into_iter().zip(ids).map(|(example, id)| (example, id, false));
    let steps = steps.into_iter().zip(step_ids).map(|(example, id)| (example, id, true));
    let mut all: Vec<_> = examples.chain(steps).collect();
    all.sort_by_key(|(example, ..)| example.rank());
    let build = |(example, id, step): (Example, String, bool)| {
        let skip = unprovoked(&example, &given, &taken);
        let origin = origins::of_example(&example, page_origin.as_ref());
        let directives = example.directives.clone();
        let mut case = Case { step, ..case(example, id, origin, page) };
        case.skip = case.skip.or(skip);
        for (directive, source) in &page.directives {
            case.apply_page_directive(directive, source);
        }
        for (directive, source) in &directives {
            case.apply_directive(directive, source);
        }
        case
    };
    let mut cases: Vec<Case> = all.into_iter().map(build).collect();
    alternatives::link(&mut cases);
    cases
}

/// Of each request that no annotation describes, by its line, the line of the response that it gives: the last success, else the
/// first error.
fn given_responses(examples: &[Example]) -> BTreeMap<u32, u32> {
    let plain = || examples.iter().filter(|example| !example.dialect.is_annotated());
    let lines = |example: &Example| (example.request.line, example.response.line);
    let mut given: BTreeMap<u32, u32> = plain().filter(|example| !fails(example)).map(lines).collect();
    for (request, response) in plain().filter(|example| fails(example)).map(lines) {
        given.entry(request).or_insert(response);
    }
    given
}

fn fails(example: &Example) -> bool {
    is_error(example.response.status.representative())
}

/// The successes of a page that a request below them took, as a command at the end of a reference does: each with the line of the
/// response, in page order.
fn taken_successes(examples: &[Example]) -> Vec<(u32, DocRequest)> {
    let is_taken = |example: &&Example| {
        let (request, response) = (&example.request, &example.response);
        !example.dialect.is_annotated() && !fails(example) && response.line < request.line
    };
    let taken = examples.iter().filter(is_taken);
    let mut taken: Vec<_> = taken.map(|example| (example.response.line, example.request.clone())).collect();
    taken.sort_by_key(|(line, _)| *line);
    taken
}

/// The line of the success below a request that another request for the same call took.
fn taken_from(request: &DocRequest, taken: &[(u32, DocRequest)]) -> Option<u32> {
    /// So many are looked at.
    const MOST: usize = 8;
    let below = taken.partition_point(|(line, _)| *line < request.line);
    let is_of = |(_, other): &&(u32, DocRequest)| {
        request.line < other.line
            && request.method == other.method
            && matches_path(&other.url, &request.url)
            && sends_the_same(request, other)
    };
    taken[below..].iter().take(MOST).find(is_of).map(|(line, _)| *line)
}

/// Whether two requests have the same query and the same body; one whose query or body is not shown may have any.
fn sends_the_same(request: &DocRequest, other: &DocRequest) -> bool {
    let is_query = query(&request.url).is_none_or(|own| query(&other.url) == Some(own));
    let bodies = request.body.as_ref().zip(other.body.as_ref());
    is_query && bodies.is_none_or(|(own, other)| signs(own.text()).eq(signs(other.text())))
}

/// The query of a URL.
fn query(url: &str) -> Option<&str> {
    url.split_once('?').map(|(_, query)| query)
}

/// The characters of a text without the whitespace between them.
fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// An error shown as another response to a request: sent again, the request would give the first one again. The same of one that
/// is shown for a route alone: what provokes it is not shown.
fn unprovoked(example: &Example, given: &BTreeMap<u32, u32>, taken: &[(u32, DocRequest)]) -> Option<Skip> {
    // A directive may give what provokes it.
    let plain = !example.dialect.is_annotated() && example.directives.is_empty();
    let own = given.get(&example.request.line).filter(|_| plain && fails(example))?;
    let is_route = example.request.shown == Shown::RouteAlone;
    let line = if is_route { *own } else { taken_from(&example.request, taken).unwrap_or(*own) };
    let (near, or) = match line {
        line if line != example.response.line => {
            (format!("next to the response at line {line}, for the same request"), "")
        }
        _ if is_route => ("for a route alone".to_owned(), what_else(&example.request)),
        _ => return None,
    };
    let reason = format!("the docs show this error {near}: show the request that provokes it{or}");
    Some(Skip::new(SkipKind::Unprovoked, reason))
}

/// What else fires an error of a route alone.
fn what_else(route: &DocRequest) -> &'static str {
    if UrlTemplate::parse(&route.url).segments.iter().any(|segment| segment.names().next().is_some()) {
        ", or give the values that do, under [parameters] in doctrial.toml or by `parameters` in a directive above the response"
    } else {
        ", or give what does by `credentials` or `request` in a directive above the response"
    }
}

fn case(example: Example, id: String, origin: Option<String>, page: &PageDocs) -> Case {
    let Example { page: path, name, dialect, headings, request, response, directives: _ } = example;
    let opaque = "the docs call this URL opaque: the service issues a new one to each caller";
    Case {
        name: name.unwrap_or_else(|| ids::generated_name(&request)),
        id,
        page: path,
        heading: headings.last().cloned().unwrap_or_default(),
        dialect,
        skip: request.opaque_url.then(|| Skip::new(SkipKind::Unfilled, opaque)),
        step: false,
        scopes: request.scopes,
        tags: request.tags,
        tolerances: request.repaired.then(|| Tolerance::of_case(ToleranceKind::Repaired)).into_iter().collect(),
        overrides: crate::directive::CaseOverrides::default(),
        request: RequestTemplate {
            line: request.line,
            method: request.method,
            url: request.url,
            url_place: request.url_place,
            origin,
            headers: request.headers,
            header_table: page.headers.clone(),
            body: request.body,
            streams: request.streams,
            joined_files: request.joined_files,
            tls_options: request.tls_options,
            other_lines: request.other_lines,
            schema: None,
        },
        expectation: Expectation {
            line: response.line,
            status: response.status,
            status_place: response.status_place,
            headers: response.headers,
            body: response.body,
            schema: None,
            status_only: response.status_only,
            fields: response.fields.into(),
            facts: response.facts,
        },
        alternatives: Vec::new(),
        deferred: None,
    }
}

/// Two requests of one name: a response that names it could belong to either.
fn duplicate_names(page: &str, examples: &[Example], findings: &mut Vec<Finding>) {
    let mut seen = BTreeMap::new();
    let mut reported: HashSet<u32> =
        findings.iter().filter(|f| f.location.page == page).map(|f| f.location.place.line).collect();
    for example in examples {
        let (Some(name), line) = (&example.name, example.request.line) else { continue };
        let first = *seen.entry(name).or_insert(line);
        if first != line && reported.insert(line) {
            let message = format!("the request at line {first} has the name `{name}` already");
            let finding = Finding::docs(&rules::docs::DUPLICATE_NAME, page, Position::new(line, 1), message);
            findings.push(finding.help("give each request its own name"));
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
    fn an_error_of_another_request_than_the_one_that_succeeds_is_provoked() {
        let skipped = |sent: &str| {
            let text = format!(
                "# Nests\n\n## Enter\n\n```sh\ncurl http://owls.test/enter{sent}\n```\n\n```http\nHTTP/1.1 401 Unauthorized\n\n{{\"error\": \"no\"}}\n```\n\n\
                 ## Reference\n\n`POST /enter`\n\n### Response\n\n```http\nHTTP/1.1 200 OK\n\n{{\"nest\": 4}}\n```\n\n### Example\n\n\
                 ```sh\ncurl http://owls.test/enter -d '{{\"key\": \"right\"}}'\n```\n"
            );
            let mut page = read_page(&Page { path: "p.md".to_owned(), text }, &Dialect::ALL);
            let cases = page_cases(&mut page);
            let failing = cases.iter().find(|case| case.expectation.status.representative() == 401);
            failing.map(|case| case.skip.is_some())
        };
        assert_eq!(skipped(" -d '{\"key\": \"wrong\"}'"), Some(false));
        assert_eq!(skipped(" -d '{\"key\":\"right\"}'"), Some(true));
        assert_eq!(skipped("?late=1 -X POST"), Some(false));
        assert_eq!(skipped(" -X POST"), Some(true));
    }
}
