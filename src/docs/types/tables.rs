//! A page's tables and resource blocks: properties, enums, request headers, permissions.

use super::prose;
use crate::contract::HeaderRow;
use crate::contract::{EnumMember, EnumTable, Property, Resource};
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::markdown::block::{Cell, Table};
use crate::docs::outline::outline::{Outline, PlacedTable};
use crate::docs::{PageDocs, property};
use crate::finding::{Finding, rules};
use crate::text::{LineIndex, Page, Position};

/// Reads all tables and resources of a page.
pub(crate) fn read(page: &Page, lines: &LineIndex, outline: &Outline, findings: &mut Vec<Finding>) -> PageDocs {
    let mut docs = PageDocs::default();
    let place = |cell: &Cell| lines.place(&page.text, cell.at);
    for PlacedTable { table, place: start, heading } in &outline.tables {
        let lower = heading.to_lowercase();
        let inputs = lower.contains("parameter") && ["query", "path", "function"].iter().any(|w| lower.contains(w));
        if lower.contains("permission") || lower.contains("prerequisites") {
            docs.permissions.extend(scopes(table));
        } else if lower.contains("header") {
            if !lower.contains("response") {
                docs.headers.extend(headers(table, place));
            }
        } else if let Some(members) = enum_members(table, place) {
            let name = enum_name(heading, outline.title.as_deref());
            docs.enums.push(EnumTable { name, page: page.path.clone(), place: *start, members });
        } else if !inputs {
            docs.properties.extend(properties(table, &lower, place));
        }
    }
    dedup(&mut docs.permissions);
    docs.resources = resources(&page.path, outline, findings);
    if let [only] = docs.resources.as_mut_slice() {
        only.prose_base = prose::base(&page.text).filter(|_| only.base_type.is_none());
    }
    hand_out(&mut docs);
    docs
}

fn dedup(names: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
}

fn column(table: &Table, names: &[&str]) -> Option<usize> {
    table.head.iter().position(|cell| names.contains(&table.bare(cell).to_lowercase().as_str()))
}

fn text<'t>(table: &'t Table, row: &[Cell], column: Option<usize>) -> &'t str {
    column.and_then(|at| row.get(at)).map_or("", |cell| table.text(cell))
}

/// Scopes in the cells beyond the first: dotted words; `Not supported.` and to-do remarks are none.
fn scopes(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| row.iter().skip(1));
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '`' | '(' | ')');
    let words = cells.flat_map(|cell| table.text(cell).split(between));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| is_scope(word)).map(str::to_owned).collect()
}

fn is_scope(word: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    word.contains('.') && word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.split('.').all(part)
}

fn headers(table: &Table, place: impl Fn(&Cell) -> Position) -> Vec<HeaderRow> {
    let described = column(table, &["value", "description"]).or(Some(table.head.len().saturating_sub(1)));
    let rows = table.rows.iter().filter(|row| !row.is_empty());
    let read = rows.map(|row| HeaderRow {
        name: table.bare(&row[0]),
        value: header_value(&text(table, row, described).replace('`', "")),
        required: row.iter().any(|cell| table.text(cell).to_lowercase().contains("required")),
        place: place(&row[0]),
    });
    let token =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    read.filter(|row| token(&row.name)).collect()
}

/// `application/json. Required.` -> `application/json`
fn header_value(said: &str) -> String {
    let end = said.find(". ").or_else(|| said.strip_suffix('.').map(str::len)).unwrap_or(said.len());
    said[..end].trim().to_owned()
}

/// The members of an enum table: one of its four column shapes, else `None`.
fn enum_members(table: &Table, place: impl Fn(&Cell) -> Position) -> Option<Vec<EnumMember>> {
    let head = |at: usize| table.head.get(at).map(|cell| table.bare(cell).to_lowercase());
    let member = matches!(head(0).as_deref(), Some("member" | "members"));
    let value = head(0).as_deref() == Some("value") && matches!(head(1).as_deref(), None | Some("description"));
    if !(member || value) {
        return None;
    }
    let names = table.rows.iter().filter_map(|row| row.first());
    let members = names.map(|cell| EnumMember { name: table.bare(cell), place: place(cell) });
    Some(members.filter(|m| !m.name.is_empty() && !m.name.contains(' ')).collect())
}

/// `### importance values` -> `importance`; without a telling heading the first word of the page's title.
fn enum_name(heading: &str, title: Option<&str>) -> String {
    let generic = ["members", "values", "member", "value", "enumeration", "properties"];
    let first = heading.split_whitespace().next();
    let telling = first.filter(|word| !generic.contains(&word.to_lowercase().as_str()));
    telling.or_else(|| title?.split_whitespace().next()).unwrap_or_default().to_owned()
}

fn properties(table: &Table, heading: &str, place: impl Fn(&Cell) -> Position) -> Vec<Property> {
    let names = ["property", "property name", "name", "relationship", "parameter", "field", "member"];
    let Some(name) = column(table, &names) else { return Vec::new() };
    let kind = column(table, &["type", "data type", "value type"]);
    let described = column(table, &["description", "descriptions"]);
    let demanded = column(table, &["required", "required?"]);
    if kind.is_none() && described.is_none() {
        return Vec::new();
    }
    let relationship = heading.contains("relationship") || column(table, &["relationship"]).is_some();
    let rows = table.rows.iter().filter(|row| row.len() > name);
    let read = rows.map(|row| {
        let type_text = text(table, row, kind).replace(['`', '*'], "").trim().to_owned();
        let property = property(table.bare(&row[name]), type_text, text(table, row, described), place(&row[name]));
        let required = property.required || says_yes(text(table, row, demanded));
        Property { required, relationship, ..property }
    });
    read.filter(|p| !p.name.is_empty() && !p.name.contains(' ')).collect()
}

/// What a cell of a column "Required" says.
fn says_yes(cell: &str) -> bool {
    let word = cell.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    matches!(word.as_str(), "yes" | "y" | "true" | "required")
}

fn resources(page: &str, outline: &Outline, findings: &mut Vec<Finding>) -> Vec<Resource> {
    let mut found = Vec::new();
    for piece in outline.pieces.iter().filter(|piece| piece.annotated(BlockType::Resource)) {
        let Some(annotation) = piece.annotation.clone() else { continue };
        let Annotation { facts, lists_nullable, base_type, open, is_abstract, key_property, .. } = annotation;
        let Some(name) = facts.type_name else {
            let message = "this resource block does not say which type it shows";
            let finding = Finding::docs(&rules::docs::UNNAMED_RESOURCE, page, piece.place, message);
            findings.push(finding.help("add `\"@odata.type\": \"...\"` to its annotation"));
            continue;
        };
        let text = piece.text.text();
        let body = piece.text.slice(0, text.trim_end().len());
        found.push(Resource {
            name,
            page: page.to_owned(),
            line: piece.place.line,
            body: body.into(),
            base_type,
            prose_base: None,
            open,
            is_abstract,
            key_property,
            optional: facts.optional,
            nullable: lists_nullable.then_some(facts.nullable),
            properties: Vec::new(),
        });
    }
    found
}

/// The rows of a resource page belong to its resource. Tables of a page with several resources cannot be told apart:
/// each resource gets the rows its own block names.
fn hand_out(docs: &mut PageDocs) {
    match docs.resources.as_mut_slice() {
        [] => {}
        [only] => only.properties = std::mem::take(&mut docs.properties),
        several => {
            let rows = std::mem::take(&mut docs.properties);
            for resource in several {
                let shown = |row: &&Property| resource.body.text().contains(&format!("\"{}\"", row.name));
                resource.properties = rows.iter().filter(shown).cloned().collect();
            }
        }
    }
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
    fn property_tables_under_all_their_headings_and_rulings() {
        let rows = [
            "|Property|Type|Description|\n|:-|:-|:-|\n|a|[x](x.md) collection|One.|\n",
            "| Property name\t| Type |\tDescription |\n|-----\t|---\t|----|\n| **a**\t| `String` | Two. |\n",
            "Name|Value type\n-|-\na|Edm.Int32\n",
            "|Field|Description|\n|-|-|\n|a|Of no type.|\n",
            "|Relationship|Type|Description|\n|-|-|-|\n|a|Collection([x](x.md))|Three.|\n",
            "|Parameter|Type|Required|\n|-|-|-|\n|a|String|Yes|\n",
        ];
        let read: Vec<_> = rows.iter().flat_map(|table| read(&format!("# A\n\n{table}")).properties).collect();
        let told: Vec<_> = read.iter().map(|p| (p.name.as_str(), p.type_text.as_str(), p.required)).collect();
        let types = ["x collection", "String", "Edm.Int32", "", "Collection(x)"];
        let mut expected: Vec<_> = types.iter().map(|type_text| ("a", *type_text, false)).collect();
        expected.push(("a", "String", true));
        assert_eq!(told, expected);
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
    fn several_property_tables_of_one_page_all_speak_of_its_resource() {
        let block = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"ns.lamp\" } -->\n```json\n{ \"a\": \"String\" }\n```\n";
        let table = |name: &str| format!("## Properties of {name}\n\n|Property|Type|\n|-|-|\n|{name}|String|\n\n");
        let docs = read(&format!("# Lamp\n\n{}{}{block}", table("a"), table("b")));
        let names: Vec<_> = docs.resources[0].properties.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
