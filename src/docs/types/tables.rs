//! A page's tables and resource blocks -> the types, properties, header fields and permissions it documents.

use std::collections::{BTreeSet, HashMap};

use super::table_subject::TableSubjects;
use super::{enum_table, headers_table, permissions_table, properties_table, resources};
use crate::contract::{EnumTable, Property};
use crate::docs::PageDocs;
use crate::docs::markdown::block::Cell;
use crate::docs::outline::outline::PlacedTable;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{Prose, Topic};
use crate::finding::Finding;

/// Reads all tables and resources of a page.
pub(crate) fn read(page: &PageContext<'_>, findings: &mut Vec<Finding>) -> PageDocs {
    let mut docs = PageDocs::default();
    let sections = Sections::new(&page.outline.headings, page.text().len());
    let subjects = TableSubjects::new(page, &sections);
    for table in page.outline.all_tables() {
        read_table(page, &subjects, table, &mut docs);
    }
    remove_duplicates(&mut docs.permissions);
    docs.resources = resources::read(page, findings);
    assign_properties(&mut docs);
    docs
}

fn read_table(page: &PageContext<'_>, subjects: &TableSubjects<'_>, placed: &PlacedTable, docs: &mut PageDocs) {
    let PlacedTable { table, place, .. } = placed;
    let heading = placed.heading();
    let place_of = |cell: &Cell| page.place(cell.at);
    let words = Prose::new(heading);
    let is_about = |topic| words.mentions(topic);
    if is_about(Topic::PermissionsTable) {
        docs.permissions.extend(permissions_table::scopes(table));
    } else if is_about(Topic::HeadersTable) {
        if !is_about(Topic::ResponseTable) {
            docs.headers.extend(headers_table::rows(table, place_of));
        }
    } else if let Some(members) = enum_table::members(table, place_of) {
        let name = enum_table::name(heading, page.outline.title.as_deref());
        docs.enums.push(EnumTable { name, page: page.path().to_owned(), place: *place, members });
    } else if !(is_about(Topic::ParametersTable) && is_about(Topic::UrlParameters)) {
        let rows = properties_table::rows(table, heading, place_of);
        if rows.is_empty() {
            return;
        }
        let subject = subjects.at(page.lines.start(place.line));
        docs.properties.extend(rows.into_iter().map(|row| Property { subject, ..row }));
    }
}

fn remove_duplicates(names: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
}

/// The rows of a resource page belong to its resource. Where a page has several resources, nothing says which table is
/// whose: each resource gets the rows that its own block names.
fn assign_properties(docs: &mut PageDocs) {
    match docs.resources.as_mut_slice() {
        [] => {}
        [only] => only.properties = std::mem::take(&mut docs.properties),
        several => {
            let rows = std::mem::take(&mut docs.properties);
            let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
            for (at, row) in rows.iter().enumerate() {
                by_name.entry(&row.name).or_default().push(at);
            }
            for resource in several {
                let names: BTreeSet<&str> = quoted(resource.body.text()).collect();
                let named = names.iter().filter_map(|name| by_name.get(name));
                let mut shown: Vec<usize> = named.flat_map(|of_name| nearest(of_name, &rows, resource.line)).collect();
                shown.sort_unstable();
                resource.properties = shown.into_iter().map(|at| rows[at].clone()).collect();
            }
        }
    }
}

/// What is between two quotes, anywhere in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let quotes: Vec<usize> = memchr::memchr_iter(b'"', text.as_bytes()).collect();
    let pairs = quotes.windows(2).map(|pair| pair[0] + 1..pair[1]).collect::<Vec<_>>();
    pairs.into_iter().map(|range| &text[range])
}

/// Of several rows of one name those that are nearest to a line, above it and below it.
fn nearest(of_name: &[usize], rows: &[Property], line: u32) -> Vec<usize> {
    const MOST: usize = 4;
    let below = of_name.partition_point(|&at| rows[at].place.line < line);
    of_name[below.saturating_sub(MOST)..of_name.len().min(below + MOST)].to_vec()
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::{PageDocs, read_page};
    use crate::text::Page;

    fn read(text: &str) -> PageDocs {
        read_page(&Page { path: "a.md".into(), text: text.into() }, &Dialect::ALL)
    }

    #[test]
    fn property_tables_with_all_their_columns() {
        let tables = [
            "|Property|Type|Description|\n|:-|:-|:-|\n|a|[x](x.md) collection|One.|\n",
            "| Property name\t| Type |\tDescription |\n|-----\t|---\t|----|\n| **a**\t| `String` | Two. |\n",
            "Name|Value type\n-|-\na|Edm.Int32\n",
            "|Field|Description|\n|-|-|\n|a|Of no type.|\n",
            "|Relationship|Type|Description|\n|-|-|-|\n|a|Collection([x](x.md))|Three.|\n",
            "|Parameter|Type|Required|\n|-|-|-|\n|a|String|Yes|\n",
        ];
        let read: Vec<_> = tables.iter().flat_map(|table| read(&format!("# A\n\n{table}")).properties).collect();
        let rows: Vec<_> = read.iter().map(|p| (p.name.as_str(), p.type_text.as_str(), p.required)).collect();
        let types = ["x collection", "String", "Edm.Int32", "", "Collection(x)"];
        let mut expected: Vec<_> = types.iter().map(|type_text| ("a", *type_text, false)).collect();
        expected.push(("a", "String", true));
        assert_eq!(rows, expected);
        assert!(read[4].relationship && !read[0].relationship);
    }

    #[test]
    fn enum_tables_in_their_four_shapes() {
        for head in [
            "|Member|Value|Description|\n|-|-|-|\n|`low`|0|x|\n|high|1|x|",
            "|Member|\n|-|\n|low|\n|high|",
            "|Value|Description|\n|-|-|\n|low|x|\n|high|x|",
            "|Members|Description|\n|-|-|\n|**low**|x|\n|high|x|",
        ] {
            let docs = read(&format!("# Lamp\n\n### brightness values\n\n{head}\n"));
            let members: Vec<_> = docs.enums[0].members.iter().map(|m| m.name.as_str()).collect();
            assert_eq!((docs.enums[0].name.as_str(), members), ("brightness", vec!["low", "high"]), "{head}");
            assert!(docs.properties.is_empty());
        }
    }

    #[test]
    fn several_property_tables_of_one_page_are_all_about_its_resource() {
        let block = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"ns.lamp\" } -->\n```json\n{ \"a\": \"String\" }\n```\n";
        let table = |name: &str| format!("## Properties of {name}\n\n|Property|Type|\n|-|-|\n|{name}|String|\n\n");
        let docs = read(&format!("# Lamp\n\n{}{}{block}", table("a"), table("b")));
        let names: Vec<_> = docs.resources[0].properties.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
