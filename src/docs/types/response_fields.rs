//! Which lists and tables of a page are about the members of which response.

use std::collections::BTreeMap;

use super::comment_fields::{comment_fields, may_have_comments};
use super::field_list::field_lists;
use super::field_row::of_property;
use super::properties_table;
use super::response_part::{has_object, part_about, request_offset, root};
use super::table_subject::TableSubjects;
use crate::contract::{DescribedLevel, FieldRow, TableSubject, described_level};
use crate::docs::Example;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{self, Topic};
use crate::finding::Finding;
use crate::finding::rules::docs::PAGE_LIMIT;
use crate::json::Node;
use crate::text::Position;

/// Gives each response of a plain page what lists, tables and the comments in it say of its members. Annotated pages have
/// resource pages for that.
///
/// Returns a finding if there are too many of them to be compared with every response.
pub(crate) fn assign(page: &PageContext<'_>, examples: &mut [Example]) -> Option<Finding> {
    let is_plain = |example: &Example| !example.dialect.is_annotated() && example.response.body.is_some();
    let lacks_fields = |example: &Example| is_plain(example) && example.response.fields.is_empty();
    if !examples.iter().any(lacks_fields) {
        return None;
    }
    let sections = Sections::new(&page.outline.headings, page.text().len());
    let mut lists = lists(page, &sections);
    // Bodies are read only where the page may say something about them.
    let is_commented = |example: &Example| example.response.body.as_ref().is_some_and(may_have_comments);
    if lists.is_empty() && !examples.iter().any(|example| lacks_fields(example) && is_commented(example)) {
        return None;
    }
    if !examples.iter().any(|example| lacks_fields(example) && root(&example.response).is_some_and(has_object)) {
        return None;
    }
    let mut beyond = None;
    lists.sort_by_key(|list| list.offset);
    let mut by_section: BTreeMap<Option<usize>, Vec<&Described>> = BTreeMap::new();
    for list in &lists {
        by_section.entry(sections.nearest(list.offset)).or_default().push(list);
    }
    let mut requests: Vec<usize> = examples.iter().map(|example| request_offset(page, example)).collect();
    requests.sort_unstable();
    requests.dedup();
    let rows: usize = lists.iter().map(|list| list.rows.len()).sum();
    let mut left = (rows + examples.len()).saturating_mul(MOST_TIMES).max(ALWAYS);
    for example in examples.iter_mut().filter(|example| lacks_fields(example)) {
        let at = request_offset(page, example);
        let part = part_about(page, &sections, at, &requests);
        let Some(body) = &example.response.body else { continue };
        let Some(root) = root(&example.response) else { continue };
        let first = lists.partition_point(|list| list.offset < part.start);
        let inside = lists[first..].iter().take_while(|list| list.offset < part.end);
        let introducing = introducing(&sections, &by_section, at);
        let about = introducing.into_iter().filter(|list| !part.contains(&list.offset)).chain(inside);
        let about = about.take_while(|list| {
            let compared = left.checked_sub(1 + list.rows.len());
            left = compared.unwrap_or_default();
            if compared.is_none() {
                beyond = beyond.or(Some(example.response.line));
            }
            compared.is_some()
        });
        let lists: Vec<&Described> = about.collect();
        let fields = lists.into_iter().filter_map(|list| located(root, list)).flatten();
        let fields: Vec<FieldRow> = fields.chain(comment_fields(body)).collect();
        example.response.fields = fields;
    }
    beyond.map(|line| {
        let message = format!(
            "each list of members was compared with {MOST_TIMES} responses on average: no more are, from here on"
        );
        let finding = Finding::docs(&PAGE_LIMIT, page.path(), Position::new(line, 1), message);
        finding.help(PAGE_LIMIT.fix)
    })
}

/// How many responses a row is compared with on average.
const MOST_TIMES: usize = 8;
/// This many rows are never too much.
const ALWAYS: usize = 2_000;

/// What a list or table says about members.
struct Described {
    /// Its page offset.
    offset: usize,
    rows: Vec<FieldRow>,
}

/// The lists and tables that may be about responses.
fn lists(page: &PageContext<'_>, sections: &Sections<'_>) -> Vec<Described> {
    let subjects = TableSubjects::new(page, sections);
    let lists = field_lists(page).into_iter().filter_map(|list| {
        let is_about = may_be_about_response(&subjects, sections, list.offset);
        is_about.then(|| Described { offset: list.offset, rows: list.rows(page) })
    });
    let tables = page.outline.all_tables().filter_map(|placed| {
        if !properties_table::is_of_members(&placed.table) {
            return None;
        }
        let offset = page.lines.start(placed.place.line);
        if !may_be_about_response(&subjects, sections, offset) {
            return None;
        }
        let rows = properties_table::rows(&placed.table, placed.heading(), |cell| page.place(cell.at));
        Some(Described { offset, rows: rows.into_iter().map(of_property).collect() })
    });
    lists.chain(tables).filter(|list| !list.rows.is_empty()).collect()
}

/// Whether neither the words above a list nor its heading say that it is about what is sent.
fn may_be_about_response(subjects: &TableSubjects<'_>, sections: &Sections<'_>, offset: usize) -> bool {
    let heading = sections.nearest(offset).map_or("", |heading| sections.title(heading));
    match subjects.at(offset) {
        TableSubject::Any => {
            !wording::mentions(Topic::SentFields, heading) && !wording::mentions(Topic::Request, heading)
        }
        subject => subject.may_come_back(),
    }
}

/// How many lists of a section introduce the sections within it: those right above them.
const MOST_INTRODUCING: usize = 4;

/// The lists that introduce the section of a request, from the sections around that one.
fn introducing<'l>(
    sections: &Sections<'_>,
    lists: &'l BTreeMap<Option<usize>, Vec<&'l Described>>,
    request: usize,
) -> Vec<&'l Described> {
    let above = sections.above(request);
    let around = std::iter::once(None).chain(above.iter().map(|&heading| Some(heading))).take(above.len());
    let mut found = Vec::new();
    for of_section in around.filter_map(|section| lists.get(&section)) {
        let before = of_section.partition_point(|list| list.offset < request);
        found.extend_from_slice(&of_section[before.saturating_sub(MOST_INTRODUCING)..before]);
    }
    found
}

/// The rows of a list from the top of the body, if they are about it.
fn located(root: &Node, list: &Described) -> Option<Vec<FieldRow>> {
    match described_level(root, &list.rows)? {
        DescribedLevel::Body => Some(list.rows.clone()),
        DescribedLevel::Member(name) => {
            let place = list.rows[0].property.place;
            let property = super::property::property(name, "", "", place);
            Some(vec![FieldRow::around(property, list.rows.clone())])
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::{Dialect, FieldRow};
    use crate::docs::read_page;
    use crate::text::Page;

    /// The names of the fields of each response of a page.
    fn fields(text: &str) -> Vec<Vec<String>> {
        let docs = read_page(&Page { path: "p.md".into(), text: text.to_owned() }, &Dialect::ALL);
        let names = |rows: &[FieldRow]| rows.iter().map(|row| row.property.name.clone()).collect();
        docs.examples.iter().map(|example| names(&example.response.fields)).collect()
    }

    fn exchange(path: &str, body: &str) -> String {
        let head = "HTTP/1.1 200 OK\nContent-Type: application/json";
        format!("```http\nGET {path} HTTP/1.1\n```\n\n```http\n{head}\n\n{body}\n```\n\n")
    }

    #[test]
    fn a_list_belongs_to_the_response_of_its_section() {
        let list = "Fields of the response:\n\n- `id` - string\n- `seen` - integer\n\n";
        let (one, two) = (exchange("/a", "{\"id\": \"x\"}"), exchange("/b", "{\"id\": \"x\"}"));
        assert_eq!(fields(&format!("# P\n\n## A\n\n{one}{list}## B\n\n{two}")), [vec!["id", "seen"], vec![]]);
        assert_eq!(fields(&format!("# P\n\n{list}## A\n\n{one}## B\n\n{two}")), [["id", "seen"], ["id", "seen"]]);
        assert_eq!(fields(&format!("# P\n\n## A\n\n{one}### Fields\n\n{list}")), [["id", "seen"]]);
        assert_eq!(fields(&format!("# P\n\n{one}{two}{list}")), [vec![], vec!["id", "seen"]]);
    }

    #[test]
    fn lists_of_what_is_sent_or_of_something_else_are_left_alone() {
        let one = exchange("/a", "{\"id\": \"x\"}");
        for list in [
            "Parameters:\n\n- `id` - string",
            "### Request body\n\n- `id` - string",
            "It accepts:\n- `id` - string",
            "- `kim` - string\n- `lee` - string\n- `id` - string",
        ] {
            assert_eq!(fields(&format!("# P\n\n{one}{list}\n")), [[""; 0]], "{list}");
        }
    }

    #[test]
    fn a_list_may_be_about_what_a_member_holds() {
        let one = exchange("/a", "{\"total\": 1, \"data\": [{\"id\": \"x\"}]}");
        assert_eq!(fields(&format!("# P\n\n{one}- `id`: string\n- `name`: string\n")), [["data"]]);
    }
}
