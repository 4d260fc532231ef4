//! A command -> the request it makes, with its body from wherever the page shows it.

use std::collections::BTreeMap;

use super::call::{Call, DataKind, call};
use super::filter::{FilterEffect, filter_effect};
use super::payload::Content;
use super::script::Command;
use super::{findings, nearby_fences, request};
use crate::docs::DocRequest;
use crate::docs::outline::open_fences::OpenFences;
use crate::finding::Finding;

/// A command whose request was read.
pub(super) struct CommandRequest {
    pub(super) request: DocRequest,
    pub(super) call: Call,
    pub(super) command: Command,
    /// The fence that holds its body.
    pub(super) body_fence: Option<usize>,
}

impl CommandRequest {
    /// Reads a command of the fence at `index`; findings and `None` where it makes no request. `written`: files that fences
    /// above have written, by name.
    pub(super) fn read(
        open: &OpenFences<'_>,
        index: usize,
        command: Command,
        written: &BTreeMap<String, Content>,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let (path, fence) = (open.page.path(), open.page.fence(index));
        findings.extend(command.defects.iter().map(|(kind, at)| findings::defect(path, &fence.text, *kind, *at)));
        let mut call = call(&command.words);
        call.streams |= command.background;
        if !call.wrong.is_empty() {
            findings.extend(call.wrong.iter().map(|wrong| findings::wrong_option(path, &fence.text, wrong)));
            return None;
        }
        let named = named_file(&call);
        let known = named.is_some_and(|name| written.contains_key(name) || name == "-" && command.input.is_some());
        let lacks_body = named.is_none() && call.data.is_empty() && call.form.is_empty() && writes(&call);
        let is_elsewhere = named.is_some() && !known || lacks_body;
        let body_fence = if is_elsewhere { nearby_fences::body_fence(open, index, named) } else { None };
        let shown = body_fence.and_then(|at| nearby_fences::content(open.page.fence(at)));
        let files = |name: &str| match &command.input {
            Some(input) if name == "-" => Some(Content::SameFence(input.clone())),
            _ => written.get(name).cloned().or_else(|| shown.clone().filter(|_| named == Some(name))),
        };
        match request::request(&call, &fence.text, fence.place.line, &files) {
            Ok(mut request) => {
                if let (true, Some(Content::OtherFence(body))) = (lacks_body, shown) {
                    request.body = Some(body.into());
                }
                Some(Self { request, call, command, body_fence })
            }
            Err(reason) => {
                findings.push(findings::no_request(path, &fence.text, command.start, reason));
                None
            }
        }
    }

    /// The response goes to a file.
    pub(super) fn hides_response(&self) -> bool {
        self.call.output || self.command.output_file.is_some()
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

/// The file whose content is the whole body.
fn named_file(call: &Call) -> Option<&str> {
    let data = call.data.iter().find_map(|(kind, word)| match kind {
        DataKind::Raw => None,
        DataKind::Urlencode => {
            word.text.find(['=', '@']).filter(|at| word.text[*at..].starts_with('@')).map(|at| &word.text[at + 1..])
        }
        _ => word.text.strip_prefix('@'),
    });
    data.or(call.upload.as_ref().map(|word| word.text.as_str()))
}

fn writes(call: &Call) -> bool {
    call.method.as_ref().is_some_and(|method| ["POST", "PUT", "PATCH"].contains(&method.text.as_str()))
}
