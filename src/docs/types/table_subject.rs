//! Which part of an exchange a list or table is about: the words right above it, labels in bold above those, its heading.

use std::cell::OnceCell;
use std::ops::Range;

use super::command_content;
use crate::contract::TableSubject;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{self, LabelKind, Remembered, Topic};
use crate::http::method::sends_content;
use crate::text::COLONS;

/// How many lines above a table may hold its label.
const MOST_LINES: usize = 8;
/// How many words a label that is not in bold has at most.
const MOST_WORDS: usize = 6;

/// Prefixes of lines that cannot be a label.
const NOT_A_LABEL: [&str; 7] = ["#", "|", "```", "~~~", "<!--", "</pre", "</table"];

/// What the tables and lists of a page are about.
pub(super) struct TableSubjects<'p> {
    page: &'p PageContext<'p>,
    sections: &'p Sections<'p>,
    /// For each fence, how many of those above it show a request, and how many a request with content; at the end, of all fences.
    shown: OnceCell<Vec<(usize, usize)>>,
}

impl<'p> TableSubjects<'p> {
    pub(super) const fn new(page: &'p PageContext<'p>, sections: &'p Sections<'p>) -> Self {
        Self { page, sections, shown: OnceCell::new() }
    }

    fn shown(&self) -> &[(usize, usize)] {
        self.shown.get_or_init(|| {
            let (mut asked, mut with_content) = (0, 0);
            let mut shown = vec![(0, 0)];
            shown.extend(self.page.fences().iter().map(|fence| {
                let (asks, sends) = what_is_sent(&fence.role, fence.text.text());
                asked += usize::from(asks);
                with_content += usize::from(sends);
                (asked, with_content)
            }));
            shown
        })
    }

    /// What the table at a page offset is about. One that is labelled just "Body" or "Parameters" is about the response if the
    /// heading above it names a response.
    pub(super) fn at(&self, offset: usize) -> TableSubject {
        let label = labels_above(&self.page.text()[..offset]).find(|label| of_words(label) != TableSubject::Any);
        let subject = label.map_or(TableSubject::Any, of_words);
        let names_side = label.is_some_and(|label| wording::mentions(Topic::Request, label));
        if subject == TableSubject::Response || subject == TableSubject::HeaderOrUrl || names_side {
            return subject;
        }
        let subject = match self.of_section(offset) {
            TableSubject::Response => TableSubject::Response,
            of_section if subject == TableSubject::Any => of_section,
            _ => subject,
        };
        // Where nothing with content is sent, the only bodies are those that come back.
        if subject == TableSubject::RequestBody && self.only_reads(offset) { TableSubject::Any } else { subject }
    }

    /// What the heading above an offset, or above the section around that, calls the tables below it.
    fn of_section(&self, offset: usize) -> TableSubject {
        let sections = self.sections;
        let Some(nearest) = sections.nearest(offset) else { return TableSubject::Any };
        let title = sections.title(nearest);
        let own = match of_heading(title) {
            // "Path" may also be the name of a resource.
            TableSubject::HeaderOrUrl if is_of_url_alone(title) && !self.is_next_to_part(nearest) => TableSubject::Any,
            TableSubject::Any if names_parameters(title) && !self.only_reads(offset) => TableSubject::Request,
            own => own,
        };
        if own != TableSubject::Any && !wording::names_body_alone(title) {
            return own;
        }
        let around = sections.parent(nearest).map_or(TableSubject::Any, |around| of_heading(sections.title(around)));
        match around {
            TableSubject::Response => around,
            TableSubject::RequestBody if own == TableSubject::Any => around,
            _ => own,
        }
    }

    /// Whether requests are shown around an offset, and none with content: in the parent section, else on the page.
    fn only_reads(&self, offset: usize) -> bool {
        let nearest = self.sections.nearest(offset);
        let around =
            nearest.and_then(|nearest| self.sections.parent(nearest)).map(|around| self.sections.range(around));
        let own = around.map_or((0, 0), |section| self.shown_in(section));
        let of_page = || self.shown().last().copied().unwrap_or_default();
        let (asked, with_content) = if own.0 > 0 { own } else { of_page() };
        asked > 0 && with_content == 0
    }

    /// How many requests a part of the page shows, and how many of them with content.
    fn shown_in(&self, part: Range<usize>) -> (usize, usize) {
        let above = |offset: usize| self.page.fences().partition_point(|fence| fence.range.start < offset);
        let (first, last) = (self.shown()[above(part.start)], self.shown()[above(part.end)]);
        (last.0 - first.0, last.1 - first.1)
    }

    /// Whether a heading is next to one of another part of an exchange, or right below a request.
    fn is_next_to_part(&self, heading: usize) -> bool {
        let headings = &self.page.outline.headings;
        let is_part = |at: usize| {
            let beside = headings.get(at).filter(|it| it.level == headings[heading].level);
            beside.is_some_and(|it| it.names_part_of_exchange() || is_of_url_alone(&it.text))
        };
        let above = || heading.checked_sub(1).map_or(0, |above| headings[above].offset);
        is_part(heading + 1)
            || heading.checked_sub(1).is_some_and(is_part)
            || self.sections.parent(heading) == heading.checked_sub(1)
                && self.shown_in(above()..headings[heading].offset).0 > 0
    }
}

/// Whether a fence shows a request, and whether one with content.
fn what_is_sent(role: &Role, text: &str) -> (bool, bool) {
    if let Role::Commands(dialect) = role {
        return (true, command_content::sends(*dialect, text));
    }
    role.request()
        .map_or((false, false), |message| (true, message.body.is_some() || sends_content(message.line.method)))
}

/// The last line with words above the end of a text, and the labels above it, nearest first.
fn labels_above(above: &str) -> impl Iterator<Item = &str> {
    let lines = above.rsplit('\n').map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES);
    let is_text = |line: &&str| !NOT_A_LABEL.iter().any(|prefix| line.starts_with(prefix));
    let lines = lines.take_while(is_text).enumerate();
    lines.filter(|(at, line)| *at == 0 || is_label(line)).map(|(_, line)| line)
}

/// Whether a line is nothing but a label: in bold, or a few words and a colon.
fn is_label(line: &str) -> bool {
    let text = line.trim_end_matches([':', '：']);
    let is_bold = |mark: &&str| line.starts_with(*mark) && (text.ends_with(*mark) || line.ends_with(*mark));
    let is_short = || text.len() < line.len() && text.split_whitespace().count() <= MOST_WORDS;
    ["**", "__"].iter().any(is_bold) || is_short() && !line.starts_with(['-', '*', '+'])
}

/// What the words right above a table call it.
fn of_words(words: &str) -> TableSubject {
    thread_local!(static KNOWN: Remembered<TableSubject> = const { Remembered::new() });
    KNOWN.with(|known| known.of(words, by_words))
}

fn by_words(words: &str) -> TableSubject {
    match of_label(words) {
        // Of a sentence that only mentions one, a request is not what the table is about.
        TableSubject::Request if !is_short_label(words) && !names_what_is_sent(words) => TableSubject::Any,
        TableSubject::Any if names_what_is_sent(words) => TableSubject::Request,
        subject => subject,
    }
}

/// Whether words above a table end in few words without a sentence, or in a colon, and speak of what is sent: "It accepts:".
fn names_what_is_sent(words: &str) -> bool {
    let mentions = |topic| wording::mentions(topic, words);
    mentions(Topic::ParametersTable)
        || (words.ends_with(COLONS) || is_short_label(words))
            && mentions(Topic::SentFields)
            && !mentions(Topic::OfThing)
}

/// Whether words are few, and no sentence.
fn is_short_label(words: &str) -> bool {
    words.split_whitespace().count() <= MOST_WORDS && !words.ends_with(['.', '\u{3002}'])
}

/// What a heading calls the tables below it: "Send a message" and "Get answers" name operations, "Pull request" a thing.
fn of_heading(heading: &str) -> TableSubject {
    thread_local!(static KNOWN: Remembered<TableSubject> = const { Remembered::new() });
    KNOWN.with(|known| known.of(heading, by_heading))
}

fn by_heading(heading: &str) -> TableSubject {
    match of_label(heading) {
        TableSubject::Response if !wording::mentions(Topic::ResponseTable, heading) => TableSubject::Any,
        TableSubject::Request if !is_of_request(heading) => TableSubject::Any,
        subject => subject,
    }
}

/// Whether a heading names a request, or parts of one: it begins so, or consists of words for them.
fn is_of_request(heading: &str) -> bool {
    let first = wording::begins(Topic::Request, heading).map(|end| &heading[..end]);
    first.is_some_and(|first| wording::is(Topic::Part, first))
        || wording::consists_of(&[Topic::Part, Topic::PartWord], heading) == Some(true)
        || wording::is_worded(Topic::BodyHeading, heading)
        || wording::mentions(Topic::Request, heading) && names_parameters(heading)
}

/// Whether a heading is about parameters, whatever they are of: "Kite parameters".
fn names_parameters(heading: &str) -> bool {
    wording::mentions(Topic::ParametersTable, heading)
}

fn of_label(words: &str) -> TableSubject {
    let mentions = |topic| wording::mentions(topic, words);
    let is_short = words.split_whitespace().count() <= MOST_WORDS;
    if is_short && mentions(Topic::HeadersTable) && !mentions(Topic::Body) {
        return TableSubject::HeaderOrUrl;
    }
    match LabelKind::of(words) {
        LabelKind::Response => TableSubject::Response,
        LabelKind::RequestBody if mentions(Topic::UrlParameters) => TableSubject::Request,
        _ if is_short && is_of_url(words) => TableSubject::HeaderOrUrl,
        LabelKind::RequestBody => TableSubject::RequestBody,
        LabelKind::Request => TableSubject::Request,
        _ if mentions(Topic::ParametersTable) || mentions(Topic::Request) => TableSubject::Request,
        _ => TableSubject::Any,
    }
}

/// Whether a label is about parts of a URL: "Path parameters", "Query:".
fn is_of_url(label: &str) -> bool {
    is_of_url_alone(label)
        || wording::mentions(Topic::UrlParameters, label) && wording::mentions(Topic::ParametersTable, label)
}

/// Whether a label is the name of such a part and nothing else: "Path".
fn is_of_url_alone(label: &str) -> bool {
    wording::is(Topic::UrlPart, label.trim_matches(|c: char| !c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{TableSubject, of_heading, of_words};
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    #[test]
    fn words_right_above_a_table() {
        for (words, subject) in [
            ("**Request body**", TableSubject::RequestBody),
            ("Body parameters:", TableSubject::RequestBody),
            ("**Body**", TableSubject::RequestBody),
            ("**Query**", TableSubject::HeaderOrUrl),
            ("Path:", TableSubject::HeaderOrUrl),
            ("Path parameters:", TableSubject::HeaderOrUrl),
            ("URL parameters", TableSubject::HeaderOrUrl),
            ("Pfad-Parameter", TableSubject::HeaderOrUrl),
            ("**Request headers**", TableSubject::HeaderOrUrl),
            ("**Response headers**", TableSubject::HeaderOrUrl),
            ("**Anfrage**", TableSubject::Request),
            ("**Paramètres**", TableSubject::Request),
            ("**请求参数**", TableSubject::Request),
            ("Fields of the response:", TableSubject::Response),
            ("Returns the crate with these fields.", TableSubject::Response),
            ("All crates have these fields.", TableSubject::Any),
            ("The request accepts these members:", TableSubject::Request),
            ("Send a request with all of the following:", TableSubject::Request),
            ("The following parameters are understood by the service.", TableSubject::Request),
            ("A crate is packed by a `POST` request to `/crates`.", TableSubject::Any),
            ("A crate that some request has packed or changed:", TableSubject::Any),
            ("Crates have these options:", TableSubject::Any),
            ("All options are described.", TableSubject::Any),
            ("Members that we provide:", TableSubject::Any),
        ] {
            assert_eq!(of_words(words), subject, "{words}");
        }
    }

    #[test]
    fn headings_of_operations_say_nothing_of_their_tables() {
        for heading in ["Send a crate", "Get results", "List options", "Crates"] {
            assert_eq!(of_heading(heading), TableSubject::Any, "{heading}");
        }
        for heading in
            ["Request", "Request parameters", "Query string parameters", "Request object", "Body", "Pack request body"]
        {
            assert_ne!(of_heading(heading), TableSubject::Any, "{heading}");
        }
        for heading in ["Crate request object", "Service request", "Pick-up request attributes", "Requests"] {
            assert_eq!(of_heading(heading), TableSubject::Any, "{heading}");
        }
        assert_eq!(of_heading("Response"), TableSubject::Response);
    }

    /// The subject of the table below a heading, next to the section of one call.
    fn below(call: &str, level: &str, heading: &str) -> TableSubject {
        let text = format!(
            "# Crates\n\n## A crate\n\n```http\n{call} HTTP/1.1\n```\n\n{level} {heading}\n\n| Field | Type |\n|---|---|\n| id | string |\n"
        );
        let docs = read_page(&Page { path: "p.md".into(), text }, &Dialect::ALL);
        docs.properties[0].subject
    }

    #[test]
    fn nothing_is_sent_where_calls_only_read() {
        for heading in ["Body", "Payload fields", "Event payload"] {
            assert_eq!(below("GET /crates/1", "##", heading), TableSubject::Any, "{heading}");
            assert_eq!(below("DELETE /crates/1", "###", heading), TableSubject::Any, "{heading}");
            assert_eq!(below("PUT /crates/1", "###", heading), TableSubject::RequestBody, "{heading}");
        }
        assert_eq!(below("GET /crates/1", "##", "Crate parameters"), TableSubject::Any);
        assert_eq!(below("POST /crates", "##", "Crate parameters"), TableSubject::Request);
        assert_eq!(below("GET /crates/1", "##", "Parameters"), TableSubject::Request);
    }

    #[test]
    fn a_path_is_a_part_of_a_url_where_other_parts_are_beside_it() {
        assert_eq!(below("GET /crates/1", "##", "Path"), TableSubject::Any);
        assert_eq!(below("GET /crates/1", "###", "Path"), TableSubject::HeaderOrUrl);
        assert_eq!(below("GET /crates/1", "## Query\n\nNone.\n\n##", "Path"), TableSubject::HeaderOrUrl);
    }
}
