//! A command -> the request it makes, with its body from wherever the page shows it.

use std::collections::BTreeMap;

use super::body_fence::{body_fence, content as file_content, document_below};
use super::call::{Call, DataKind, prefixed};
use super::client::CommandClient;
use super::command_words::Command;
use super::filter::{FilterEffect, filter_effect};
use super::payload::{Content, form_file};
use super::{findings, request, written_variables};
use crate::docs::DocRequest;
use crate::docs::outline::open_fences::OpenFences;
use crate::finding::Finding;
use crate::http::method::sends_content;

/// A command whose request was read.
pub(super) struct CommandRequest {
    pub(super) request: DocRequest,
    pub(super) call: Call,
    pub(super) command: Command,
    /// The fences that hold its body, or files in it.
    pub(super) body_fences: Vec<usize>,
}

impl CommandRequest {
    /// Reads a command of the fence at `index`; findings and `None` where it makes no request. `written`: files that fences
    /// above have written, by name.
    pub(super) fn read(
        open: &OpenFences<'_>,
        index: usize,
        mut command: Command,
        written: &BTreeMap<String, Content>,
        findings: &mut Vec<Finding>,
        client: &CommandClient,
    ) -> Option<Self> {
        let (path, fence) = (open.page.path(), open.page.fence(index));
        findings.extend(command.defects.iter().map(|(kind, at)| findings::defect(path, &fence.text, *kind, *at)));
        let mut call = (client.call)(&command);
        name_input(&mut call, &command);
        call.streams |= command.background;
        findings.extend(call.wrong.iter().map(|wrong| findings::wrong_option(path, &fence.text, wrong, client)));
        if call.wrong.iter().any(|wrong| wrong.reason.is_fatal()) {
            return None;
        }
        findings.extend(call.method.as_ref().and_then(|method| findings::method_case(path, &fence.text, method)));
        findings.extend(call.method.as_ref().and_then(|method| findings::misspelt_method(path, &fence.text, method)));
        let lacking = call.headers.iter().filter(|word| request::lacks_colon(word));
        findings.extend(lacking.map(|word| findings::lacks_colon(path, &fence.text, word)));
        let named = named_files(&call);
        let is_known = |name: &str| written.contains_key(name) || name == "-" && command.input.is_some();
        let elsewhere = named.iter().filter(|name| !is_known(name));
        let shown: Vec<(&str, usize)> =
            elsewhere.filter_map(|name| Some((*name, body_fence(open, index, Some(name))?))).collect();
        let lacks_body = named.is_empty() && call.data.is_empty() && call.form.is_empty() && writes(&call);
        let body = if lacks_body { body_fence(open, index, None) } else { None };
        let sent = if lacks_body && body.is_none() { document_below(open, index, &command, &call) } else { None };
        if sent.is_some() {
            command.below.start = command.below.end;
        }
        let content = |at: usize| file_content(open.page.fence(at));
        let files = |name: &str| match &command.input {
            Some(input) if name == "-" => Some(Content::SameFence(input.clone())),
            _ => written
                .get(name)
                .cloned()
                .or_else(|| shown.iter().find(|(shown, _)| *shown == name).and_then(|(_, at)| content(*at))),
        };
        match request::request(&call, &fence.text, fence.place.line, &files) {
            Ok(mut request) => {
                let written = fence.text.text().get(command.start..command.below.start).unwrap_or_default();
                request.url = written_variables::as_written(request.url, written);
                request.base = request.base.map(|base| written_variables::base_as_written(base, written));
                request.repaired |= !command.defects.is_empty();
                if let Some(Content::OtherFence(body)) = body.and_then(content) {
                    request.body = Some(body.into());
                }
                request.body = sent.map(Into::into).or_else(|| request.body.take());
                let body_fences = shown.iter().map(|(_, at)| *at).chain(body).collect();
                Some(Self { request, call, command, body_fences })
            }
            Err(reason) => {
                findings.push(findings::no_request(path, &fence.text, command.start, reason));
                None
            }
        }
    }

    /// It sends the content of a file.
    pub(super) fn sends_file(&self) -> bool {
        !named_files(&self.call).is_empty()
    }

    /// The response goes to a file.
    pub(super) fn hides_response(&self) -> bool {
        self.call.output || self.command.output_file.is_some()
    }

    /// The file it goes to.
    pub(super) fn output_file(&self) -> Option<&str> {
        self.command.output_file.as_deref().or(self.call.output_file.as_deref())
    }

    /// The status is printed after the response.
    pub(super) fn prints_status(&self) -> bool {
        let format = self.call.write_out.as_ref().map(|word| word.text.as_str());
        format.is_some_and(|format| format.contains("http_code") || format.contains("response_code"))
    }

    /// The response is unpacked, run or stored: a download, not a call of an API.
    pub(super) fn is_download(&self) -> bool {
        self.call.download || filter_effect(&self.command.filters) == FilterEffect::Consumed
    }
}

/// Names the file that a command reads in the place of `-`, so that it is looked for as any other.
fn name_input(call: &mut Call, command: &Command) {
    let Some(file) = command.input_file.as_ref().filter(|_| command.input.is_none()) else { return };
    for (_, word) in call.data.iter_mut().filter(|(kind, word)| *kind != DataKind::Raw && word.text == "@-") {
        *word = prefixed("@", file);
    }
    if let Some(upload) = call.upload.as_mut().filter(|word| word.text == "-") {
        upload.clone_from(file);
    }
}

/// The files whose content is sent.
fn named_files(call: &Call) -> Vec<&str> {
    let data = call.data.iter().filter_map(|(kind, word)| match kind {
        DataKind::Raw => None,
        DataKind::Urlencode => {
            word.text.find(['=', '@']).filter(|at| word.text[*at..].starts_with('@')).map(|at| &word.text[at + 1..])
        }
        _ => word.text.strip_prefix('@'),
    });
    let parts = call.form.iter().filter(|(_, reads_files)| *reads_files);
    let parts = parts.filter_map(|(part, _)| form_file(&part.text));
    let upload = call.upload.iter().map(|word| word.text.as_str());
    data.chain(parts).chain(upload).filter(|name| !name.is_empty()).collect()
}

fn writes(call: &Call) -> bool {
    call.method.as_ref().is_some_and(|method| sends_content(&method.text))
}
