//! Properties that only one side of a page has: the table, or the resource block.

use crate::contract::{Property, Resource};
use crate::docs::PageDocs;
use crate::docs::outline::outline::{Outline, PlacedTable};
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic};
use crate::finding::{Finding, rules};
use crate::json::{Member, RepairKind};
use crate::text::Page;

/// Compares the one resource block of a page with its property tables. Pages with several blocks do not say which table
/// is whose; a block that elides (`...`) or inherits does not show all there is.
pub(super) fn lint(page: &PageContext<'_>, docs: &PageDocs) -> Vec<Finding> {
    let outline = page.outline;
    let [resource] = docs.resources.as_slice() else { return Vec::new() };
    let Ok(document) = resource.body.json() else { return Vec::new() };
    let Some(members) = document.root.members() else { return Vec::new() };
    let elided = document.repairs.iter().any(|repair| repair.kind == RepairKind::Elision);
    let tables: Vec<&PlacedTable> = outline.all_tables().filter(|t| is_about_properties(t)).collect();
    if elided || tables.is_empty() || resource.properties.is_empty() {
        return Vec::new();
    }
    let mut findings: Vec<Finding> = resource
        .properties
        .iter()
        .filter(|row| is_row_of(row, &tables))
        .filter_map(|row| only_in_table(page.page, row, members))
        .collect();
    if resource.base_type.is_none() && !docs.unnamed_base {
        let has_row = |name: &str| resource.properties.iter().any(|row| row.name == name);
        let mut only_here: Vec<&Member> =
            members.iter().filter(|member| !member.key.contains('@') && !has_row(&member.key)).collect();
        let mut named = words_of_tables(outline);
        while !only_here.is_empty() {
            let Some(word) = named.next() else { break };
            only_here.retain(|member| member.key != word);
        }
        findings.extend(only_here.into_iter().map(|member| only_in_block(page.page, resource, member)));
    }
    findings
}

/// Those right under "Properties"; a longer heading is about the properties of something inside.
fn is_about_properties(placed: &PlacedTable) -> bool {
    wording::is(Topic::PropertiesTable, placed.heading().trim())
}

/// Whether a row is in one of these tables: a page's other tables list parameters, methods and the like.
fn is_row_of(row: &Property, tables: &[&PlacedTable]) -> bool {
    let of = |t: &&PlacedTable| {
        let last = t.place.line + t.table.rows.len() as u32 + 1;
        (t.place.line..=last).contains(&row.place.line)
    };
    !row.relationship && tables.iter().any(of)
}

fn only_in_table(page: &Page, row: &Property, members: &[Member]) -> Option<Finding> {
    if row.name.contains('@') || members.iter().any(|member| member.key == row.name) {
        return None;
    }
    let message = format!("the table has the property `{}`, the resource block does not", row.name);
    let finding = Finding::docs(&rules::lint::PROPERTY_ONLY_IN_TABLE, &page.path, row.place, message);
    let near = members.iter().find(|member| member.key.eq_ignore_ascii_case(&row.name));
    Some(finding.help(match near {
        Some(near) => format!("the block shows `{}`: make the two the same", near.key),
        None => "add it to the resource block, or show `...` there".to_owned(),
    }))
}

fn only_in_block(page: &Page, resource: &Resource, member: &Member) -> Finding {
    let place = resource.body.place(member.key_start);
    let message = format!("the resource block shows `{}`, no table of the page describes it", member.key);
    let finding = Finding::docs(&rules::lint::PROPERTY_ONLY_IN_BLOCK, &page.path, place, message);
    finding.help("add a row to the property table, or take it out of the block")
}

/// The words in the cells of the page's tables.
fn words_of_tables(outline: &Outline) -> impl Iterator<Item = &str> {
    let cells = outline.all_tables().flat_map(|t| t.table.rows.iter().flatten().map(|cell| t.table.text(cell)));
    cells.flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '_')))
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn found(rows: &str, block: &str, annotation: &str) -> Vec<String> {
        let text = format!(
            "# T\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n{rows}\n## JSON representation\n\n\
             <!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"ns.t\"{annotation} }} -->\n```json\n{block}\n```\n"
        );
        let findings = read_page(&Page { path: "t.md".into(), text }, &Dialect::ALL).findings;
        let ours = findings.into_iter().filter(|f| f.rule.code.starts_with("L10"));
        ours.map(|f| format!("{} {}", f.rule.code, f.location.place)).collect()
    }

    #[test]
    fn each_side_is_compared_with_the_other() {
        let one_sided =
            found("|id|String|a|\n|size|Int32|b|\n", "{\n  \"id\": \"String\",\n  \"hue\": \"String\"\n}", "");
        assert_eq!(one_sided, ["L103 8:2", "L104 16:3"]);
    }

    #[test]
    fn what_is_not_shown_whole_is_not_compared() {
        let rows = "|id|String|a|\n|size|Int32|b|\n";
        assert!(found(rows, "{ \"id\": \"String\", ... }", "").is_empty());
        let inherits =
            found("|id|String|a|\n", "{ \"id\": \"String\", \"hue\": \"String\" }", ", \"baseType\": \"ns.b\"");
        assert!(inherits.is_empty(), "{inherits:?}");
        assert!(found("|id (key), hue|String|a|\n|id|String|b|\n", "{ \"id\": \"x\", \"hue\": \"x\" }", "").is_empty());
    }
}
