//! What the table of parameters between a call and the only document below it tells of that: whether it is what comes back.

use super::bare_json::Reader;
use super::documents_below::DocumentsBelow;
use crate::docs::messages::fields_and_body::is_known;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::outline::PlacedTable;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};
use crate::http::method::deletes;
use crate::http::url_template::{TemplateText, UrlTemplate};
use crate::json::Node;

/// Members that the response to a call has around what it is about.
const ENVELOPE: [&str; 8] = ["code", "data", "msg", "message", "success", "result", "errcode", "error"];

/// What a service says of when something was made or changed, in lower case and without marks between the words.
const TIMES: [&str; 14] = [
    "createdat",
    "updatedat",
    "createdon",
    "updatedon",
    "createtime",
    "updatetime",
    "createdtime",
    "updatedtime",
    "creationdate",
    "createddate",
    "updateddate",
    "datecreated",
    "dateupdated",
    "modifiedat",
];

impl Reader<'_, '_> {
    /// Whether the only document below a call is its response, as the table of parameters between the two shows: it names none of its
    /// members, and they are those of a response; it does not name when a thing was made; or all are parts of the path of a call that
    /// deletes.
    pub(super) fn is_response_beside_table(
        &self,
        at: usize,
        message: &RequestMessage,
        document: usize,
        below: &DocumentsBelow,
    ) -> bool {
        let (from, to) = (self.fence(at).place, self.fence(document).place);
        let tables = &self.open.page.outline.tables;
        let first = tables.partition_point(|table| table.place < from);
        let between = tables[first..].iter().take_while(|table| table.place < to);
        let mut between = between.filter(|table| !holds_headers(table)).peekable();
        if below.unlabelled.len() > 1 || below.body.is_some() || between.peek().is_none() {
            return false;
        }
        let rows = between.flat_map(|table| table.table.rows.iter().map(move |row| (table, row)));
        let names: Vec<String> =
            rows.filter_map(|(table, row)| row.first().map(|cell| table.table.bare(cell).into_owned())).collect();
        let Role::Json(body) = self.open.role(document) else { return false };
        let in_path = || is_all_of_path(&message.line.url, &names);
        if deletes(message.line.method) && self.is_sole_value(at, document) && in_path() {
            return true;
        }
        let Some(root) = body.root() else { return false };
        is_envelope(root, &names) || self.is_sole_value(at, document) && tells_when_made(root, &names)
    }

    /// Whether a document with values is all that is below a route which all below is about.
    fn is_sole_value(&self, at: usize, document: usize) -> bool {
        let is_value = || self.has_values(document) || self.is_broken(document);
        self.open.role(at).is_leading_route() && self.is_only_below(at, document) && is_value()
    }
}

/// Whether a document has several members of a response, and none of the names.
fn is_envelope(root: &Node, names: &[String]) -> bool {
    let Some(members) = root.members() else { return false };
    let is_part = |name: &str| members.iter().any(|member| member.key == name);
    ENVELOPE.iter().filter(|name| is_part(name)).count() > 1 && !names.iter().any(|name| is_part(name))
}

/// Whether a document, or what its envelope holds, says when it was made or changed, which none of the names does.
fn tells_when_made(root: &Node, names: &[String]) -> bool {
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let is_time = |name: &str| TIMES.contains(&plain(name).as_str());
    let has_time = |node: &Node| node.members().is_some_and(|all| all.iter().any(|member| is_time(&member.key)));
    let in_envelope = || ENVELOPE.iter().filter_map(|name| root.get(name)).any(has_time);
    !names.iter().any(|name| is_time(name)) && (has_time(root) || in_envelope())
}

/// Whether all names, of which there is one, are those of placeholders of a path.
fn is_all_of_path(url: &str, names: &[String]) -> bool {
    let template = UrlTemplate::parse(url);
    let in_path = |name: &String| template.segments.iter().flat_map(TemplateText::names).any(|it| it == name);
    !names.is_empty() && names.iter().all(in_path)
}

/// Whether a table lists header fields: its heading, its first column or all its names say so.
fn holds_headers(table: &PlacedTable) -> bool {
    let names = |text: &str| wording::mentions(Topic::HeadersTable, text);
    let head = table.table.head.first().is_some_and(|cell| names(table.table.text(cell)));
    let is_field = |name: &str| is_known(name) || name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"));
    let all = || table.table.rows.iter().all(|row| row.first().is_some_and(|cell| is_field(&table.table.bare(cell))));
    head || names(table.heading()) || all()
}
