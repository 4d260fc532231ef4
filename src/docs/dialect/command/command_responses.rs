//! The responses to the commands of a fence: in it, or in the fences below.

use super::command_example::printed_status;
use super::command_request::CommandRequest;
use super::other_endpoint::is_of_other_request;
use super::reader::CommandReader;
use super::responses_below::{ShownOutput, output_file, responses_below};
use super::shared_response::is_same_call;
use super::shown_output::CommandOutput;
use super::{alternatives, output_below, sent_again};
use crate::docs::messages::json_fence;
use crate::docs::messages::paths::path_of;
use crate::docs::outline::role::Role;
use crate::docs::pairing::promised_success;
use crate::docs::pairing::shown_failure::shows_failure;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::docs::{DocRequest, FenceOutcome};
use crate::http::method::{is_head, only_reads};
use crate::http::never_has_body;

impl CommandReader<'_, '_> {
    /// Adds the example of a command whose success is promised in words, beside the failures that are shown.
    pub(super) fn promised_beside(&mut self, index: usize, request: &CommandRequest, shown: &[ShownOutput]) {
        let fences: Vec<usize> = shown.iter().map(|shown| shown.fence).collect();
        let Some(promised) = promised_success::promised_beside(self.open, index, &fences) else { return };
        self.reading.record_promise(&promised, self.open.page.fence(index).place.line);
        let example = self.builder(index, index, request).promised_only(promised);
        self.reading.examples.push(example);
    }

    /// The responses to each command of a fence: below it, or, to the last one, in the fences below; several documents there
    /// answer as many commands.
    pub(super) fn responses(
        &mut self,
        index: usize,
        requests: &[Option<CommandRequest>],
        prompted: bool,
        repeats: bool,
    ) -> Vec<Vec<ShownOutput>> {
        let text = &self.open.page.fence(index).text;
        let below = |request: &CommandRequest| output_below::below(text, request.command.below.clone(), prompted);
        let own = requests.iter().map(|request| request.as_ref().and_then(below));
        let own = own.map(|output| output.map(|output| ShownOutput::in_fence(index, output)));
        let mut found: Vec<Vec<ShownOutput>> = own.map(|shown| shown.into_iter().collect()).collect();
        if let (Some(Some(request)), Some([head])) = (requests.last(), found.last_mut().map(Vec::as_mut_slice)) {
            self.add_body_below(index, request, head);
        }
        let lacking: Vec<usize> =
            (0..requests.len()).filter(|at| requests[*at].is_some() && found[*at].is_empty()).collect();
        let last = requests.len().checked_sub(1).filter(|last| lacking.last() == Some(last) && !repeats);
        let Some((last, request)) = last.and_then(|last| Some((last, requests[last].as_ref()?))) else { return found };
        let mut elsewhere = self.responses_elsewhere(index, request, requests);
        if let Some(row) = self.row_of_responses(&elsewhere, lacking.len()) {
            for (at, shown) in lacking.iter().zip(row) {
                self.reading.settle(shown.fence, FenceOutcome::InCase);
                found[*at] = vec![shown];
            }
            return found;
        }
        if let Some(first) = elsewhere.first_mut() {
            let fence = first.fence;
            for (at, output) in lacking.iter().zip(one_each(&first.output, lacking.len())) {
                found[*at] = vec![ShownOutput::in_fence(fence, output)];
            }
            if let Some(part) = found[last].pop() {
                first.output = part.output;
            }
        }
        let named = match elsewhere.as_slice() {
            [only] => self.named_command(only.fence, index, requests).filter(|named| found[*named].is_empty()),
            _ => None,
        };
        let shares = lacking.len() > 1 && lacking.iter().all(|at| found[*at].is_empty());
        let answered = match named {
            Some(named) => vec![named],
            None if shares => self.answered_together(&elsewhere, requests, lacking, request),
            None => vec![last],
        };
        for at in answered {
            found[at].clone_from(&elsewhere);
        }
        found
    }

    /// Which of the `lacking` commands the responses below the fence answer: `last` alone, all where they make the same call or the
    /// page says that they are about several commands, the first where only their queries differ.
    fn answered_together(
        &self,
        elsewhere: &[ShownOutput],
        requests: &[Option<CommandRequest>],
        lacking: Vec<usize>,
        last: &CommandRequest,
    ) -> Vec<usize> {
        let only_last = lacking.last().copied().into_iter().collect();
        if !self.answers_all(elsewhere) {
            return only_last;
        }
        let calls: Vec<_> = lacking.iter().filter_map(|at| Some(&requests[*at].as_ref()?.request)).collect();
        let of_several = elsewhere
            .first()
            .is_some_and(|shown| wording::mentions(Topic::Commands, self.open.page.label(shown.fence).text));
        let last = &last.request;
        if of_several || calls.iter().all(|other| other.method == last.method && other.url == last.url) {
            lacking
        } else if calls.iter().all(|other| is_same_call(other, last)) {
            // Of several queries the first is the plain one.
            vec![lacking[0]]
        } else if calls.iter().all(|call| only_reads(&call.method)) && have_plain_form(&calls) {
            vec![lacking[0]]
        } else {
            only_last
        }
    }

    /// Adds the body that a fence below shows to a response of which the command's own fence shows the head alone.
    fn add_body_below(&mut self, index: usize, request: &CommandRequest, head: &mut ShownOutput) {
        let bodiless = head.output.status.is_none_or(|(status, _)| never_has_body(status));
        if head.output.body.is_some() || bodiless || head.output.headers.is_empty() || is_head(&request.request.method)
        {
            return;
        }
        let mut below =
            responses_below(self.open, index, &request.request, &request.body_fences, &|_| false).into_iter();
        let (Some(shown), None) = (below.next(), below.next()) else { return };
        let is_called = self.open.page.label_kind(shown.fence) == LabelKind::Response;
        if is_called && shown.output.status.is_none() && shown.output.documents == 1 {
            self.reading.settle(shown.fence, FenceOutcome::InCase);
            head.output.documents = shown.output.documents;
            head.output.body = shown.output.body;
            head.body_fence = Some(shown.fence);
        }
    }

    /// The responses in a row of fences right below each other, without a word between, where there are as many as commands.
    fn row_of_responses(&self, shown: &[ShownOutput], commands: usize) -> Option<Vec<ShownOutput>> {
        let [first] = shown else { return None };
        if commands < 2 || first.output.documents != 1 || first.output.status.is_some() {
            return None;
        }
        let is_next = |at: &usize| {
            let fence = self.open.page.fence(*at);
            matches!(self.open.role(*at), Role::Json(_)) && fence.adjacent && fence.annotation.is_none()
        };
        // The title of a fence may call it a file or what is sent, and a failure may be another response to the last command.
        let answers = |at: &usize| {
            let is_plain = matches!(self.open.page.label_kind(*at), LabelKind::Unknown | LabelKind::Response);
            is_plain && !shows_failure(self.open.page, *at)
        };
        let below = (first.fence + 1..self.open.count()).take_while(is_next).take(commands);
        let fences: Vec<usize> = std::iter::once(first.fence).chain(below).collect();
        let read = |fence: &usize| {
            let output = CommandOutput::read(&self.open.page.fence(*fence).text, true)?;
            Some(ShownOutput::in_fence(*fence, output))
        };
        if fences.len() == commands && fences.iter().all(answers) { fences.iter().map(read).collect() } else { None }
    }

    /// The one of several commands whose path the words right above the response name ("The response of `/search`:"), or whose comment
    /// begins with their first word.
    fn named_command(&self, response: usize, index: usize, requests: &[Option<CommandRequest>]) -> Option<usize> {
        let label = self.open.page.label(response).text;
        let text = self.open.page.fence(index).text.text();
        let word = wording::words(label).next().filter(|word| word.len() > 3);
        let is_commented = |request: &CommandRequest| {
            let above = text[..request.command.start].trim_end().rsplit('\n').next().unwrap_or_default();
            let first = above.trim_start().strip_prefix('#').and_then(|comment| wording::words(comment).next());
            first.zip(word).is_some_and(|(first, word)| first.eq_ignore_ascii_case(word))
        };
        let mut commented = (0..requests.len()).filter(|at| requests[*at].as_ref().is_some_and(is_commented));
        if let (Some(only), None) = (commented.next(), commented.next()) {
            return Some(only);
        }
        let named = label.split('`').skip(1).step_by(2).find(|code| code.starts_with('/') && code.len() > 1)?;
        let is_named = |request: &CommandRequest| path_of(&request.request.url).ends_with(named);
        let mut of_path = (0..requests.len()).filter(|at| requests[*at].as_ref().is_some_and(is_named));
        let only = of_path.next()?;
        of_path.next().is_none().then_some(only)
    }

    /// Whether a response below a fence may be that to each of its commands: the page calls it one.
    fn answers_all(&self, shown: &[ShownOutput]) -> bool {
        let [only] = shown else { return false };
        self.open.page.label_kind(only.fence) == LabelKind::Response
    }

    /// The responses in fences below.
    fn responses_elsewhere(
        &mut self,
        index: usize,
        request: &CommandRequest,
        requests: &[Option<CommandRequest>],
    ) -> Vec<ShownOutput> {
        if let Some(&fence) = self.in_series.get(&index).filter(|_| !request.hides_response())
            && let Some(output) = CommandOutput::read(&self.open.page.fence(fence).text, true)
        {
            self.reading.settle(fence, FenceOutcome::InCase);
            return vec![ShownOutput::in_fence(fence, output)];
        }
        let other_form = alternatives::other_form(self.open, index);
        let sent: Vec<usize> =
            request.body_fences.iter().copied().chain(sent_again::below(self.open, index, &request.request)).collect();
        let mut found = responses_below(self.open, index, &request.request, &sent, &|at| {
            Some(at) == other_form
                || alternatives::makes(self.open, at, &request.request, self.client.dialect, self.clients)
                || alternatives::names(self.open, at, &request.request)
        });
        let urls: Vec<&str> = requests.iter().flatten().map(|request| request.request.url.as_str()).collect();
        found.retain(|shown| !is_of_other_request(self.open, shown.fence, &request.request, &urls));
        // The page shows the file that is sent.
        let is_file = |at: usize| {
            wording::mentions(Topic::File, self.open.page.label(at).text)
                && self.open.page.label_kind(at) != LabelKind::Response
        };
        found.retain(|shown| !(request.sends_file() && shown.output.status.is_none() && is_file(shown.fence)));
        if request.hides_response()
            && let Some(shown) = output_file(self.open, index, request.output_file())
        {
            found = vec![shown];
        } else if request.hides_response() {
            found.retain(|shown| request.prints_status() && printed_status(&shown.output).is_some());
        }
        for fence in found.iter().flat_map(|shown| [Some(shown.fence), shown.body_fence]).flatten() {
            self.reading.settle(fence, FenceOutcome::InCase);
        }
        found
    }
}

/// Whether the first of several calls is their plain form: the last asks for the same with a query, or all others look for the item that it
/// shows by what the page leaves open.
fn have_plain_form(calls: &[&DocRequest]) -> bool {
    let Some((first, others)) = calls.split_first().filter(|(first, _)| !first.url.contains('?')) else { return false };
    let is_query = |call: &DocRequest| call.url.contains('?') && path_of(&call.url) == path_of(&first.url);
    let collection = path_of(&first.url).rsplit_once('/').map(|(collection, _)| collection);
    let is_search = |call: &&DocRequest| {
        let query = call.url.split_once('?').map_or("", |(_, query)| query);
        let is_open =
            |pair: &str| pair.split_once('=').is_some_and(|(_, value)| value.starts_with([':', '{', '<', '$']));
        query.split('&').all(is_open) && Some(path_of(&call.url)) == collection
    };
    others.last().is_some_and(|last| is_query(last)) || others.iter().all(is_search)
}

/// One document for each of several commands; empty where there are not as many.
fn one_each(output: &CommandOutput, commands: usize) -> Vec<CommandOutput> {
    let Some(body) = output.body.as_ref().filter(|_| commands > 1 && output.documents == commands) else {
        return Vec::new();
    };
    let documents = json_fence::documents(body.text());
    let begins_line = |start: usize| start == 0 || body.text()[..start].ends_with('\n');
    if !documents.iter().all(|document| begins_line(document.start)) {
        return Vec::new();
    }
    let part = |document: std::ops::Range<usize>| CommandOutput {
        body: Some(body.source().slice(document.start, document.end).into()),
        documents: 1,
        ..CommandOutput::default()
    };
    documents.into_iter().map(part).collect()
}
