//! A command and the response it shows -> an example.

use super::command_request::CommandRequest;
use super::filter::{FilterEffect, filter_effect};
use super::findings;
use super::shown_output::CommandOutput;
use crate::contract::{BodyKind, Dialect, DocumentedBody, ResponseFacts};
use crate::docs::dialect::exchange::directives_of;
use crate::docs::messages::elision::says_empty;
use crate::docs::messages::status_line::success_alone;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::pairing::pair::Pair;
use crate::docs::pairing::promised_status::promised_status;
use crate::docs::pairing::same_example::section;
use crate::docs::pairing::unshown_response::PromisedResponse;
use crate::docs::wording::{self, Topic};
use crate::docs::{DocResponse, Example};
use crate::finding::Finding;
use crate::http::method::is_head;
use crate::http::{StatusSet, never_has_body, status};
use crate::json;
use crate::text::Position;

/// Builds the example of a command in one fence, whose response is shown in the same or another one.
pub(super) struct ExampleBuilder<'b, 'p> {
    pub(super) open: &'b OpenFences<'p>,
    /// The fence of the command.
    pub(super) fence: usize,
    /// The fence of the response.
    pub(super) shown_in: usize,
    pub(super) request: &'b CommandRequest,
    pub(super) dialect: Dialect,
}

impl ExampleBuilder<'_, '_> {
    /// The example, with findings about it; `None` where the response goes to a file.
    pub(super) fn example(&self, output: CommandOutput) -> Option<(Example, Vec<Finding>)> {
        let printed = if self.request.prints_status() { printed_status(&output) } else { self.success_alone(&output) };
        let output = if printed.is_some() { without_printed(output) } else { output };
        let shows_file = self.request.output_file().is_some() && self.shown_in != self.fence;
        (printed.is_some() || shows_file || !self.request.hides_response()).then(|| self.build(output, printed))
    }

    /// The success that is all that the output of a command shows.
    fn success_alone(&self, output: &CommandOutput) -> Option<(u16, Position)> {
        let line = success_alone(&self.request.request.method, output.body.as_ref()?.source())?;
        output.status.is_none().then_some((line.status, line.place))
    }

    /// The example of a command without a response.
    pub(super) fn step(&self) -> Example {
        self.build(CommandOutput::default(), None).0
    }

    /// The example of a command whose response is only promised.
    pub(super) fn promised_only(&self, promised: PromisedResponse) -> Example {
        let mut example = self.step();
        example.response = promised.into_response(example.response.line);
        example
    }

    fn build(&self, output: CommandOutput, printed: Option<(u16, Position)>) -> (Example, Vec<Finding>) {
        let page = self.open.page;
        let (fence, shown_in) = (page.fence(self.fence), page.fence(self.shown_in));
        let documents = output.documents;
        let (response, findings) = self.response(output, printed);
        let directives = directives_of(fence, shown_in);
        let mut request = self.request.request.clone();
        // Several documents are lines of a stream: the first one shows that it works.
        request.streams |= documents > 1;
        let example = Example {
            page: page.path().to_owned(),
            name: directives.iter().rev().find_map(|(directive, _)| directive.name.clone()),
            dialect: self.dialect,
            directives,
            headings: fence.headings.iter().map(|heading| heading.text.to_string()).collect(),
            request,
            response,
        };
        (example, findings)
    }

    fn response(&self, output: CommandOutput, printed: Option<(u16, Position)>) -> (DocResponse, Vec<Finding>) {
        let (page, shown_in) = (self.open.page, self.open.page.fence(self.shown_in));
        let is_changed = filter_effect(&self.request.command.filters) != FilterEffect::Same;
        let place = output.body.as_ref().map_or(self.request.request.url_place, DocumentedBody::start);
        let is_shown = output.body.is_some() || output.status.is_some() || output.is_empty;
        let is_lines = output.body.as_ref().is_some_and(|body| body.kind() == BodyKind::JsonLines);
        let several = output.documents > 1 && !is_lines;
        let shows_document = output.body.as_ref().is_some_and(|body| body.text().starts_with(json::OPENING));
        let only_printed = printed.is_some() && !(shows_document && output.documents == 1);
        let status_only = is_changed || several || only_printed || !is_shown;
        let (status, status_place) = match output.status.or(printed) {
            Some((status, place)) => (StatusSet::code(status), place),
            None if is_shown => self.promised(output.body.as_ref().filter(|_| !is_changed), place),
            None => (StatusSet::class(2), place),
        };
        let bodiless = status.only().is_some_and(never_has_body);
        let finding = self.incomparable(is_changed, several, place);
        let response = DocResponse {
            line: shown_in.place.line,
            status,
            status_place,
            headers: output.headers,
            body: output
                .body
                .or_else(|| output.left_out.filter(|_| !is_head(&self.request.request.method)))
                .filter(|body| !(status_only || bodiless && says_empty(body.text(), true))),
            status_only,
            fields: Vec::new(),
            facts: ResponseFacts {
                shortened: wording::mentions(Topic::Shortened, self.text_between(page.text())),
                ..ResponseFacts::default()
            },
        };
        (response, finding.into_iter().collect())
    }

    /// Why the response that is shown is not the one that comes.
    fn incomparable(&self, is_changed: bool, several: bool, place: Position) -> Option<Finding> {
        let path = self.open.page.path();
        if is_changed {
            let filter = self.request.command.filters.first()?.range().start;
            let at = self.open.page.fence(self.fence).text.place(filter);
            return Some(findings::status_only(path, at, "this filter changes the response that is shown"));
        }
        several.then(|| findings::status_only(path, place, "several JSON documents are shown here"))
    }

    /// The page between the command and its response.
    fn text_between<'t>(&self, text: &'t str) -> &'t str {
        let (fence, shown_in) = (self.open.page.fence(self.fence), self.open.page.fence(self.shown_in));
        &text[fence.range.end.min(shown_in.range.start)..shown_in.range.start]
    }

    /// The status that the page's prose promises; where it promises none, any success, or any error for a body that is
    /// plainly one. `place`: where the response is shown.
    fn promised(&self, body: Option<&DocumentedBody>, place: Position) -> (StatusSet, Position) {
        let section = section(self.open, Pair { request: self.fence, response: self.shown_in });
        let (status, named_at) = promised_status(self.open.page, self.shown_in, section, body);
        (status.clone(), if status.only().is_some() { named_at } else { place })
    }
}

/// The status that `-w '%{http_code}'` prints.
pub(super) fn printed_status(output: &CommandOutput) -> Option<(u16, Position)> {
    let body = output.body.as_ref()?;
    let number = body.text().trim().rsplit(char::is_whitespace).next()?;
    Some((status::code(number)?, body.start()))
}

/// The output without the line of the status below its body.
fn without_printed(output: CommandOutput) -> CommandOutput {
    let Some(body) = output.body.as_ref() else { return output };
    let text = body.text().trim_end();
    match text.rfind('\n').map(|end| text[..end].trim_end()).filter(|shown| shown.starts_with(json::OPENING)) {
        Some(shown) => {
            let shown = body.source().slice(0, shown.len());
            output.with_body(Some(shown.into()))
        }
        None => output,
    }
}
