//! Which part of an exchange a list or table is about: the words right above it, labels in bold above those, its heading.

use crate::contract::TableSubject;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{self, LabelKind, Topic};

/// How many lines above a table may hold its label.
const MOST_LINES: usize = 8;
/// How many words a label has that is not in bold.
const MOST_WORDS: usize = 6;

/// Lines that begin so are of something else.
const ENDS: [&str; 7] = ["#", "|", "```", "~~~", "<!--", "</pre", "</table"];

/// What the table at a page offset is about. What is "Body" or "Parameters" alone is of the response below a heading of one.
pub(super) fn table_subject(page: &PageContext<'_>, sections: &Sections<'_>, offset: usize) -> TableSubject {
    let label = labels_above(&page.text()[..offset]).find(|label| of_words(label) != TableSubject::Any);
    let subject = label.map_or(TableSubject::Any, of_words);
    let names_side = label.is_some_and(|label| wording::mentions(Topic::Request, label));
    if subject == TableSubject::Response || subject == TableSubject::Head || names_side {
        return subject;
    }
    match of_section(sections, offset) {
        TableSubject::Response => TableSubject::Response,
        of_section if subject == TableSubject::Any => of_section,
        _ => subject,
    }
}

/// What the heading above an offset, or the one whose section that is in, calls the tables below it.
fn of_section(sections: &Sections<'_>, offset: usize) -> TableSubject {
    let Some(nearest) = sections.nearest(offset) else { return TableSubject::Any };
    let title = sections.title(nearest);
    let own = of_heading(title);
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

/// The last line with words above the end of a text, and the labels above it, nearest first.
fn labels_above(above: &str) -> impl Iterator<Item = &str> {
    let lines = above.rsplit('\n').map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES);
    let is_text = |line: &&str| !ENDS.iter().any(|end| line.starts_with(end));
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
    match of_label(words) {
        TableSubject::Any if wording::mentions(Topic::SentFields, words) => TableSubject::Request,
        subject => subject,
    }
}

/// What a heading calls the tables below it: "Send a message" and "Get answers" name operations.
fn of_heading(heading: &str) -> TableSubject {
    match of_label(heading) {
        TableSubject::Response if !wording::mentions(Topic::ResponseTable, heading) => TableSubject::Any,
        subject => subject,
    }
}

fn of_label(words: &str) -> TableSubject {
    let mentions = |topic| wording::mentions(topic, words);
    let is_short = words.split_whitespace().count() <= MOST_WORDS;
    if is_short && mentions(Topic::HeadersTable) && !mentions(Topic::Body) {
        return TableSubject::Head;
    }
    match LabelKind::of(words) {
        LabelKind::Response => TableSubject::Response,
        LabelKind::RequestBody if mentions(Topic::UrlParameters) => TableSubject::Request,
        _ if is_short && is_of_url(words) => TableSubject::Head,
        LabelKind::RequestBody => TableSubject::RequestBody,
        LabelKind::Request => TableSubject::Request,
        _ if mentions(Topic::ParametersTable) || mentions(Topic::Request) => TableSubject::Request,
        _ => TableSubject::Any,
    }
}

/// Whether a label is about parts of a URL: "Path parameters", "Query:".
fn is_of_url(label: &str) -> bool {
    wording::is(Topic::UrlPart, label.trim_matches(|c: char| !c.is_alphanumeric()))
        || wording::mentions(Topic::UrlParameters, label) && wording::mentions(Topic::ParametersTable, label)
}

#[cfg(test)]
mod tests {
    use super::{TableSubject, of_heading, of_words};

    #[test]
    fn words_right_above_a_table() {
        for (words, subject) in [
            ("**Request body**", TableSubject::RequestBody),
            ("Body parameters:", TableSubject::RequestBody),
            ("**Body**", TableSubject::RequestBody),
            ("**Query**", TableSubject::Head),
            ("Path:", TableSubject::Head),
            ("Path parameters:", TableSubject::Head),
            ("URL parameters", TableSubject::Head),
            ("Pfad-Parameter", TableSubject::Head),
            ("**Request headers**", TableSubject::Head),
            ("**Response headers**", TableSubject::Head),
            ("**Anfrage**", TableSubject::Request),
            ("**Paramètres**", TableSubject::Request),
            ("**请求参数**", TableSubject::Request),
            ("Fields of the response:", TableSubject::Response),
            ("Returns the crate with these fields.", TableSubject::Response),
            ("All crates have these fields.", TableSubject::Any),
        ] {
            assert_eq!(of_words(words), subject, "{words}");
        }
    }

    #[test]
    fn headings_of_operations_say_nothing_of_their_tables() {
        for heading in ["Send a crate", "Get results", "List options", "Crates"] {
            assert_eq!(of_heading(heading), TableSubject::Any, "{heading}");
        }
        assert_eq!(of_heading("Request"), TableSubject::Request);
        assert_eq!(of_heading("Response"), TableSubject::Response);
    }
}
