//! A page in API Blueprint -> its actions, each with its payloads, and its models.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::heading::{Target, heading, target};
use super::lines::{Line, lines};
use super::parameters::{Parameter, parameter};
use super::payload::{Payload, PayloadKind, PayloadReader};
use super::structures::Structures;
use crate::text::Position;

/// What a page documents.
#[derive(Debug, Default)]
pub(super) struct Sections<'t> {
    pub(super) actions: Vec<Action<'t>>,
    pub(super) models: Vec<Model<'t>>,
    pub(super) structures: Structures,
    /// `HOST: https://api.example.com`
    pub(super) host: Option<&'t str>,
}

/// A method of a path.
#[derive(Debug)]
pub(super) struct Action<'t> {
    pub(super) line: Line<'t>,
    pub(super) method: &'static str,
    pub(super) path: &'t str,
    pub(super) path_place: Position,
    /// The headings above and its own, outermost first, without methods and paths.
    pub(super) headings: Vec<String>,
    pub(super) parameters: Vec<Parameter>,
    /// Attributes describe the bodies of its requests.
    pub(super) described: bool,
    pub(super) payloads: Vec<Payload<'t>>,
}

/// `+ Model` of a resource, by whose name payloads refer to it.
#[derive(Debug)]
pub(super) struct Model<'t> {
    pub(super) name: &'t str,
    pub(super) payload: Payload<'t>,
}

/// Among so many lines at the start of a page one may say what it is in.
const FIRST: usize = 12;

static RESPONSE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\n+ Response"));

/// Whether a page is in API Blueprint: it says so, or has both an action and a response as only this dialect writes them.
pub(super) fn is_blueprint(page: &str) -> bool {
    let says_so = |line: Line<'_>| {
        let named = line.text.trim_start().get(..6).is_some_and(|start| start.eq_ignore_ascii_case("format"));
        named && line.text.trim().replace(' ', "").eq_ignore_ascii_case("FORMAT:1A")
    };
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', page.as_bytes()).map(|feed| feed + 1));
    let may_say_so = |start: usize| page[start..].trim_start().starts_with(['F', 'f']);
    if starts.take(FIRST).any(may_say_so) && lines(page).take(FIRST).any(says_so) {
        return true;
    }
    let is_response = |line: Line<'_>| {
        let number = line.item().filter(|(word, _)| *word == "Response").map(|(_, rest)| rest.trim_start());
        line.text.starts_with('+') && number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_action = |line: Line<'_>| {
        let named = heading(line.text).filter(|(_, text)| text.ends_with(']')).and_then(|(_, text)| target(text));
        named.is_some_and(|target| target.method.is_some())
    };
    RESPONSE.find(page.as_bytes()).is_some() && lines(page).any(is_response) && lines(page).any(is_action)
}

/// Reads a page.
pub(super) fn read(page: &str) -> Sections<'_> {
    let mut reader = Reader::default();
    for line in lines(page) {
        reader.line(line);
    }
    reader.close();
    reader.out
}

/// How many parameters of a resource each of its actions is given.
const MOST_SHARED: usize = 100;

#[derive(Default)]
struct Reader<'t> {
    out: Sections<'t>,
    headings: Vec<(u8, &'t str)>,
    /// The path that actions below are about, with the level and the name of its heading.
    resource: Option<(u8, &'t str, Position, &'t str)>,
    /// Parameters of the resource.
    shared: Vec<Parameter>,
    /// The section is that of the last action.
    in_action: bool,
    in_parameters: bool,
    payload: Option<PayloadReader<'t>>,
    /// The data structure that is being read: its heading, and its lines.
    structure: Option<(&'t str, Vec<Line<'t>>)>,
    /// The marks of an open fence outside payloads.
    fence: Option<&'t str>,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: Line<'t>) {
        if let Some(payload) = self.payload.as_mut().filter(|payload| payload.in_fence()) {
            return payload.line(line);
        }
        if self.payload.is_none() && self.is_fenced(line) {
            return;
        }
        let ends = heading(line.text).is_some() || begins_part(line);
        if let Some((_, lines)) = self.structure.as_mut().filter(|_| !ends) {
            return lines.push(line);
        }
        if let Some((level, text)) = heading(line.text) {
            self.close();
            return self.heading(line, level, text);
        }
        if self.headings.is_empty()
            && let Some(host) = line.text.strip_prefix("HOST:")
        {
            self.out.host = Some(host.trim().trim_end_matches('/'));
        }
        if let Some(payload) = PayloadReader::at(line) {
            self.close();
            self.payload = Some(payload);
        } else if line.indent() < 4 && line.item().is_some_and(|(word, _)| is_section(word)) {
            self.close();
            let word = line.item().map_or("", |(word, _)| word);
            self.in_parameters = word == "Parameters";
            if let Some(action) = self.out.actions.last_mut().filter(|_| self.in_action && word == "Attributes") {
                action.described = true;
            } else if let Some((.., name)) = self.resource.filter(|_| word == "Attributes" && !self.in_action) {
                self.structure = Some((name, Vec::new()));
            }
        } else if let Some(payload) = &mut self.payload {
            payload.line(line);
        } else if self.in_parameters {
            let last = self.out.actions.last_mut().filter(|_| self.in_action);
            last.map_or(&mut self.shared, |action| &mut action.parameters).extend(parameter(line.text));
        }
    }

    fn is_fenced(&mut self, line: Line<'t>) -> bool {
        match (line.fence(), self.fence) {
            (Some(marks), None) => self.fence = Some(marks),
            (Some(marks), Some(open)) if marks.starts_with(open) => self.fence = None,
            (_, open) => return open.is_some(),
        }
        true
    }

    fn heading(&mut self, line: Line<'t>, level: u8, text: &'t str) {
        self.in_parameters = false;
        self.headings.retain(|(above, _)| *above < level);
        let target = target(text);
        let in_structures = self.headings.last().is_some_and(|(_, above)| *above == "Data Structures");
        self.structure = in_structures.then(|| (text, Vec::new()));
        self.headings.push((level, target.as_ref().map_or(text, |target| target.name)));
        // A resource is over where one of its rank begins.
        if self.resource.is_some_and(|(above, ..)| level <= above) {
            self.resource = None;
            self.shared.clear();
        }
        self.in_action = false;
        let Some(Target { method, path, name }) = target else { return };
        let place_of = |path: &str| line.place(line.text.find(path).unwrap_or_default());
        match (method, path) {
            (None, Some(path)) => {
                self.resource = Some((level, path, place_of(path), name));
                self.shared.clear();
            }
            (Some(method), Some(path)) => self.action(line, method, path, place_of(path)),
            (Some(method), None) => {
                if let Some((_, path, place, _)) = self.resource {
                    self.action(line, method, path, place);
                }
            }
            (None, None) => {}
        }
    }

    fn action(&mut self, line: Line<'t>, method: &'static str, path: &'t str, path_place: Position) {
        self.in_action = true;
        self.out.actions.push(Action {
            line,
            method,
            path,
            path_place,
            headings: self.headings.iter().map(|(_, text)| (*text).to_owned()).collect(),
            parameters: self.shared.iter().take(MOST_SHARED).cloned().collect(),
            described: false,
            payloads: Vec::new(),
        });
    }

    /// Ends the payload that is being read.
    fn close(&mut self) {
        if let Some((name, lines)) = self.structure.take() {
            self.out.structures.add(name, &lines);
        }
        let Some(payload) = self.payload.take().map(PayloadReader::finish) else { return };
        if payload.kind == PayloadKind::Model {
            if let Some((.., name)) = self.resource {
                self.out.models.push(Model { name, payload });
            }
        } else if let Some(action) = self.out.actions.last_mut().filter(|_| self.in_action) {
            action.payloads.push(payload);
        }
    }
}

/// Whether a line begins a part of an action or a resource, and not an attribute of that name.
fn begins_part(line: Line<'_>) -> bool {
    let item = line.item().filter(|(_, rest)| line.indent() < 4 && !rest.starts_with(':'));
    item.is_some_and(|(word, _)| matches!(word, "Parameters" | "Request" | "Response" | "Model" | "Relation"))
}

fn is_section(word: &str) -> bool {
    matches!(word, "Parameters" | "Attributes" | "Relation" | "Schema")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_have_the_path_of_their_resource() {
        let page = "FORMAT: 1A\nHOST: https://h.example/v1/\n\n# Kites\n\n## Kite [/kites/{id}]\n+ Parameters\n    + id: 7 (required)\n\n### Get [GET]\n+ Response 200\n\n        {}\n\n### Tail [GET /kites/{id}/tail]\n+ Response 204\n\n## Winds\n### Blow [POST]\n";
        let read = read(page);
        let actions: Vec<_> = read.actions.iter().map(|a| (a.method, a.path, a.headings.join(" / "))).collect();
        let action = |path, headings: &str| ("GET", path, headings.to_owned());
        assert_eq!(
            actions,
            [action("/kites/{id}", "Kites / Kite / Get"), action("/kites/{id}/tail", "Kites / Kite / Tail")]
        );
        assert_eq!(read.host, Some("https://h.example/v1"));
        assert_eq!(read.actions[0].parameters.len(), 1);
        let body = read.actions[0].payloads[0].body.as_ref().map(|body| (body.text(), body.start()));
        assert_eq!(body, Some(("{}", Position::new(13, 9))));
    }

    #[test]
    fn a_page_is_recognized_by_its_first_lines_or_its_form() {
        assert!(is_blueprint("FORMAT: 1A\n"));
        assert!(is_blueprint("# A [GET /a]\n+ Response 200\n"));
        assert!(!is_blueprint("# A [GET /a]\nResponse 200\n") && !is_blueprint("# A\n+ Response 200\n"));
    }
}
