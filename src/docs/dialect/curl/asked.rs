//! A command with its request, its body fetched from wherever the page shows it.

use std::collections::BTreeMap;

use super::around::Around;
use super::call::{Call, DataKind, call};
use super::filter::{Filtered, filtered};
use super::payload::Content;
use super::script::Command;
use super::{findings, pieces, request};
use crate::docs::DocRequest;
use crate::finding::Finding;

/// A command whose request was read.
pub(crate) struct Asked {
    pub(crate) request: DocRequest,
    pub(crate) call: Call,
    pub(crate) command: Command,
    /// The fence that holds its body.
    pub(crate) payload: Option<usize>,
}

/// Reads the command of a fence; findings and `None` where it makes no request. `written`: files that fences above have
/// written, by name.
pub(crate) fn ask(
    around: &Around<'_>,
    index: usize,
    command: Command,
    written: &BTreeMap<String, Content>,
    findings: &mut Vec<Finding>,
) -> Option<Asked> {
    let (path, piece) = (&around.page.path, &around.pieces()[index]);
    for (kind, at) in &command.oddities {
        findings.push(findings::oddity(path, &piece.text, *kind, *at));
    }
    let mut call = call(&command.words);
    call.streams |= command.background;
    if !call.wrong.is_empty() {
        let wrong = call.wrong.iter().map(|wrong| findings::wrong_option(path, &piece.text, wrong));
        findings.extend(wrong);
        return None;
    }
    let named = named_file(&call);
    let known = named.is_some_and(|name| written.contains_key(name) || name == "-" && command.input.is_some());
    let lacks = named.is_none() && call.data.is_empty() && call.form.is_empty() && writes(&call);
    let payload = ((named.is_some() && !known) || lacks).then(|| pieces::payload(around, index, named)).flatten();
    let shown = payload.and_then(|at| pieces::content(&around.pieces()[at]));
    let files = |name: &str| match &command.input {
        Some(input) if name == "-" => Some(Content::Here(input.clone())),
        _ => written.get(name).cloned().or_else(|| shown.clone().filter(|_| named == Some(name))),
    };
    match request::request(&call, &piece.text, piece.place.line, &files) {
        Ok(mut request) => {
            if let (true, Some(Content::There(body))) = (lacks, shown) {
                request.body = Some(body.into());
            }
            Some(Asked { request, call, command, payload })
        }
        Err(why) => {
            findings.push(findings::no_request(path, &piece.text, command.start, why));
            None
        }
    }
}

impl Asked {
    /// The answer goes to a file.
    pub(crate) fn keeps_answer(&self) -> bool {
        self.call.output || self.command.output_file.is_some()
    }

    /// The status is printed after the answer.
    pub(crate) fn prints_status(&self) -> bool {
        let format = self.call.write_out.as_ref().map(|word| word.text.as_str());
        format.is_some_and(|format| format.contains("http_code") || format.contains("response_code"))
    }

    /// The answer is unpacked, run or stored: a download, not a call of an API.
    pub(crate) fn is_download(&self) -> bool {
        self.call.download || filtered(&self.command.filters) == Filtered::Consumed
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
