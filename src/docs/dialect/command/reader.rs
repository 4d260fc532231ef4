//! All fences of a page with commands of a client -> examples, and what became of each fence.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::client::{Clients, CommandClient};
use super::command_example::ExampleBuilder;
use super::command_request::CommandRequest;
use super::other_endpoint::is_of_other_request;
use super::payload::Content;
use super::responses_below::ShownOutput;
use super::script::Script;
use super::shared_response::Shared;
use super::shown_output::CommandOutput;
use super::{alternatives, comment_above, findings, response_above, script, shared_response};
use crate::contract::Dialect;
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::dialect::reader::{DialectReading, WithoutResponse};
use crate::docs::dialect::remaining::Remaining;
use crate::docs::messages::paths::{is_same_path, path_of};
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::promised_response::promised_response;
use crate::docs::pairing::section_response;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::docs::{DocRequest, FenceOutcome};
use crate::http::method::only_reads;

/// Reads the fences with the client's commands.
pub(crate) fn read(remaining: &Remaining<'_>, client: &CommandClient) -> DialectReading {
    let open = &remaining.open;
    let mut reader = CommandReader {
        open,
        client,
        clients: remaining.clients,
        files: BTreeMap::new(),
        responses: BTreeSet::new(),
        in_series: remaining.series().responses.iter().map(|(response, request)| (*request, *response)).collect(),
        reading: DialectReading::default(),
    };
    for index in 0..open.count() {
        if matches!(open.role(index), Role::Commands(dialect) if *dialect == client.dialect) {
            reader.fence(index);
        }
    }
    reader.reading
}

/// How many fences above or below a command may make the same request.
const NEAR: usize = 100;

pub(super) struct CommandReader<'r, 'p> {
    pub(super) open: &'r OpenFences<'p>,
    pub(super) client: &'r CommandClient,
    /// All of them.
    pub(super) clients: Clients,
    /// Files that fences above have written, by name.
    files: BTreeMap<String, Content>,
    /// The fences that show responses.
    pub(super) responses: BTreeSet<usize>,
    /// The responses in tabs of the same names as those of their requests.
    pub(super) in_series: HashMap<usize, usize>,
    pub(super) reading: DialectReading,
}

impl<'p> CommandReader<'_, 'p> {
    fn fence(&mut self, index: usize) {
        let fence = self.open.page.fence(index);
        let is_no_example = |a: &Annotation| !(a.by_directive && a.block_type == BlockType::Request);
        if fence.annotation.as_ref().is_some_and(is_no_example) {
            return self.reading.settle(index, FenceOutcome::Excused);
        }
        let Script { commands, files, prompted } = script::read(fence.text.text(), self.client);
        for (name, word) in files {
            match word {
                Some(word) => drop(self.files.insert(name, Content::OtherFence(word.source_text(&fence.text)))),
                None => drop(self.files.remove(&name)),
            }
        }
        let last = commands.last().map(|command| command.start);
        let findings = &mut self.reading.findings;
        let read = |command| CommandRequest::read(self.open, index, command, &self.files, findings, self.client);
        let requests: Vec<Option<CommandRequest>> = commands.into_iter().map(read).collect();
        let states_syntax = |command: &CommandRequest| leaves_url_open(&command.request.url);
        if requests.iter().all(|command| command.as_ref().is_some_and(states_syntax)) && !requests.is_empty() {
            return self.reading.claim(index, FenceOutcome::Excused);
        }
        let repeats = requests.iter().flatten().any(|command| self.repeats(index, &command.request));
        let responses = self.responses(index, &requests, prompted, repeats);
        // Words promise a response to the one call of a fence, not to each of several.
        let asking = requests.iter().flatten().filter(|request| !request.hides_response()).count();
        let (mut cases, mut excused, without_response) = (0, 0, self.reading.without_response.len());
        for (request, responses) in requests.iter().zip(responses) {
            let Some(request) = request else { continue };
            if asking == 1 {
                self.promised_beside(index, request, &responses);
            }
            let made = responses.into_iter().filter_map(|shown| self.example(index, request, shown)).count();
            cases += made;
            if made == 0 && (repeats || self.lacks_nothing(index, request)) {
                excused += 1;
                if request.hides_response() && !request.is_download() {
                    self.step(index, request);
                }
            } else if made == 0
                && (self.shown_above(index, request, requests.len() == 1)
                    || last == Some(request.command.start) && self.shared(index, request)
                    || requests.len() == 1 && self.shown_in_section(index, request)
                    || self.promised_only(index, request, asking == 1))
            {
                cases += 1;
            } else if made == 0 {
                self.no_response(index, request);
            }
        }
        let unread = requests.iter().any(Option::is_none);
        match cases {
            0 if excused == requests.len() => self.reading.settle(index, FenceOutcome::Excused),
            0 if unread => self.reading.claim(index, FenceOutcome::InFinding),
            0 => self.reading.without_response[without_response..].iter_mut().for_each(|request| request.alone = true),
            _ => self.reading.claim(index, FenceOutcome::InCase),
        }
    }

    fn no_response(&mut self, index: usize, request: &CommandRequest) {
        let place = self.open.page.fence(index).text.place(request.command.start);
        let finding = findings::no_response(self.open.page.path(), place, request.hides_response());
        let (method, url) = (request.request.method.clone(), request.request.url.clone());
        self.reading.without_response.push(WithoutResponse { fence: index, alone: false, method, url, finding });
        self.step(index, request);
    }

    fn step(&mut self, index: usize, request: &CommandRequest) {
        let step = self.builder(index, index, request).step();
        self.reading.steps.push(step);
    }

    pub(super) fn builder<'b>(
        &'b self,
        index: usize,
        shown_in: usize,
        request: &'b CommandRequest,
    ) -> ExampleBuilder<'b, 'p> {
        ExampleBuilder { dialect: self.client.dialect, open: self.open, fence: index, shown_in, request }
    }

    /// Whether another fence of the same section, of a dialect that is read first, makes the same request.
    fn repeats(&self, index: usize, request: &DocRequest) -> bool {
        self.repeats_http_fence(index, request)
            || alternatives::repeats_command(self.open, index, request, self.client, self.clients)
    }

    /// Whether a command needs no response: it downloads, its output goes to a file, or it states the syntax of a call.
    fn lacks_nothing(&self, index: usize, request: &CommandRequest) -> bool {
        let fence = self.open.page.fence(index);
        let is_syntax = || {
            wording::is_worded(Topic::Definition, fence.heading())
                || wording::is_worded(Topic::Definition, self.open.page.label(index).text)
        };
        request.is_download() || request.hides_response() && !request.prints_status() || is_syntax()
    }

    /// Adds the example of a command whose response a section above shows.
    fn shown_above(&mut self, index: usize, request: &CommandRequest, alone: bool) -> bool {
        let Some(fence) = response_above::find(self.open, index, &request.request, alone) else { return false };
        let Some(output) = CommandOutput::read(&self.open.page.fence(fence).text, true) else { return false };
        self.reading.settle(fence, FenceOutcome::InCase);
        self.example(index, request, ShownOutput::in_fence(fence, output)).is_some()
    }

    /// Adds the example of the only call of a section, which shows one response.
    fn shown_in_section(&mut self, index: usize, request: &CommandRequest) -> bool {
        let url = [request.request.url.as_str()];
        let is_used = |at: usize| {
            request.body_fences.contains(&at)
                || self.responses.contains(&at)
                || is_of_other_request(self.open, at, &request.request, &url)
        };
        let Some(fence) = section_response::find(self.open, index, &is_used) else { return false };
        let Some(output) = CommandOutput::read(&self.open.page.fence(fence).text, true) else { return false };
        let made = self.example(index, request, ShownOutput::in_fence(fence, output)).is_some();
        if made {
            self.reading.settle(fence, FenceOutcome::InCase);
        }
        made
    }

    /// Adds the examples of a command, the last one of its fence, that is another form of the one below it, and has the same
    /// response.
    fn shared(&mut self, index: usize, request: &CommandRequest) -> bool {
        if request.hides_response() {
            return false;
        }
        match shared_response::find(self.open, index, &request.request, self.client) {
            Some(Shared::Shown(shown)) => {
                let made = shown.into_iter().filter_map(|shown| self.example(index, request, shown));
                made.count() > 0
            }
            Some(Shared::Promised(promised)) => {
                let example = self.builder(index, index, request).promised_only(promised);
                self.reading.examples.push(example);
                true
            }
            None => false,
        }
    }

    /// Adds the example of a command of which the prose around it promises a status, and no more. `alone`: it is the only one of its fence.
    fn promised_only(&mut self, index: usize, request: &CommandRequest, alone: bool) -> bool {
        let fence = self.open.page.fence(index);
        let method = &request.request.method;
        let commented = comment_above::promised(&fence.text, request.command.start)
            .or_else(|| comment_above::promised_below(&fence.text, request.command.below.start, method));
        let in_words = || if alone { promised_response(self.open, index) } else { None };
        let Some(promised) = commented.or_else(in_words) else { return false };
        self.reading.record_promise(&promised, fence.place.line);
        let example = self.builder(index, index, request).promised_only(promised);
        self.reading.examples.push(example);
        true
    }

    /// Whether an `http` fence or a named route of the same section, which is read and has a response, makes the same
    /// request.
    fn repeats_http_fence(&self, index: usize, request: &DocRequest) -> bool {
        let section = self.open.page.fence(index).section;
        let same = |at: usize| match self.open.role(at) {
            Role::NamedRoute { .. } if at > index => false,
            // Its response is between the two, and the command shows what is sent.
            Role::NamedRoute { .. }
                if (request.body.is_some() || request.url.contains('?'))
                    && response_above::find(self.open, index, request, true).is_some() =>
            {
                false
            }
            Role::Request(message) | Role::NamedRoute { message, .. }
                if self.open.page.fence(at).section == section =>
            {
                message.line.method == request.method
                    && is_same_path(path_of(&message.line.url), path_of(&request.url))
                    && (self
                        .response_to(at)
                        .is_some_and(|response| !(at < index && self.has_own_response(index, request, response)))
                        || at < index
                            && !self.open.role(at).is_named_route()
                            && !message.is_bare()
                            && !alternatives::shows_more(request, message))
            }
            _ => false,
        };
        self.open.page.dialects.contains(&Dialect::Http) && self.open.near_in_section(index, NEAR).any(same)
    }

    /// Whether a command has a response of its own right below it, beside the example of its route: the response to that (`other`) is
    /// called a response, or cannot be what is sent.
    fn has_own_response(&self, index: usize, request: &DocRequest, other: usize) -> bool {
        let next = (index + 1..self.open.count()).take(NEAR).find(|&at| !self.open.role(at).is_named_route());
        let reads = only_reads(&request.method) && request.body.is_none();
        let is_own = |at: usize| {
            matches!(self.open.role(at), Role::Json(_) | Role::Text(_) | Role::Response(_))
                && self.open.page.fence(at).section == self.open.page.fence(index).section
                && (self.open.page.label_kind(at) == LabelKind::Response || self.open.page.label(at).text.is_empty())
        };
        let is_called =
            || self.open.role(other).response().is_some() || self.open.page.label_kind(other) == LabelKind::Response;
        (reads || is_called()) && next.is_some_and(is_own)
    }

    /// The response, or the document that may be one, below a request before anything else is asked for.
    fn response_to(&self, request: usize) -> Option<usize> {
        let section = self.open.page.fence(request).section;
        let role = |at: &usize| self.open.role(*at);
        let below = (request + 1..self.open.count()).take(NEAR).filter(|at| !role(at).is_named_route());
        let mut near = below.take_while(|at| !role(at).is_request_like() && !role(at).holds_commands());
        let is_sent = |at: usize| {
            let kind = self.open.page.label_kind(at);
            matches!(kind, LabelKind::RequestBody | LabelKind::Request | LabelKind::Shape)
        };
        near.find(|&at| match role(&at) {
            Role::Response(_) => self.open.page.fence(at).section >= section,
            Role::Json(_) | Role::Text(_) => self.open.page.fence(at).section >= section && !is_sent(at),
            _ => false,
        })
    }

    /// Adds the example of a response, if it can be compared.
    fn example(&mut self, index: usize, request: &CommandRequest, shown: ShownOutput) -> Option<()> {
        let shown_in = shown.fence;
        let builder = self.builder(index, shown_in, request);
        let (example, findings) = builder.example(shown.output)?;
        self.reading.findings.extend(findings);
        self.responses.insert(shown_in);
        for fence in &request.body_fences {
            self.reading.claim(*fence, FenceOutcome::InCase);
        }
        self.reading.examples.push(example);
        Some(())
    }
}

/// Whether a URL is nothing but dots, or a name that is not that of a URL to be filled in: the command shows how any request is made.
fn leaves_url_open(url: &str) -> bool {
    let named = url.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    named.is_some_and(|name| !name.contains(['<', '>']) && !name.to_ascii_lowercase().contains("url"))
        || rest.trim_matches(['.', '/', '\u{2026}']).is_empty() && rest.contains(['.', '\u{2026}'])
}
