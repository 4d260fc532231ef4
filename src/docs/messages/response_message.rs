//! A response as docs show it, each part with its place.

use super::message_defect::MessageDefect;
use super::skeleton;
use super::status_line::StatusLine;
use crate::contract::{DocumentedBody, Field};
use crate::json;
use crate::text::SourceText;

/// A documented response.
#[derive(Debug, Clone)]
pub(crate) struct ResponseMessage {
    pub(crate) line: StatusLine,
    pub(crate) headers: Vec<Field>,
    pub(crate) body: Option<DocumentedBody>,
    /// The dots in the place of a body that is not shown with the head; another fence may show it.
    pub(crate) left_out: Option<DocumentedBody>,
    pub(crate) defects: Vec<MessageDefect>,
}

impl ResponseMessage {
    /// The response of which a fence shows the body alone.
    pub(crate) fn of_body(status: u16, text: &SourceText) -> Self {
        let line = StatusLine { status, place: text.start(), end: 0, bare: true };
        Self { line, headers: Vec::new(), body: Some(text.clone().into()), left_out: None, defects: Vec::new() }
    }

    /// The response of which a fence shows the status alone.
    pub(crate) const fn of_status(line: StatusLine) -> Self {
        Self { line, headers: Vec::new(), body: None, left_out: None, defects: Vec::new() }
    }

    /// Whether it states syntax rather than showing an example: a header field or the body leaves its values open (`<name>`).
    pub(crate) fn is_skeleton(&self) -> bool {
        let open = |text: &str| text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'));
        let fields = self.headers.iter().any(|field| open(&field.value) && !field.name.eq_ignore_ascii_case("link"));
        let is_open = |body: &DocumentedBody| body.text().starts_with(json::OPENING) && open(body.text());
        fields || self.body.as_ref().is_some_and(|body| is_open(body) && !skeleton::has_values(body))
    }
}
