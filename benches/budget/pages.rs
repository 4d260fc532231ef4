//! The pages of the workload: one for each operation, one for each type, in the proportion of large real docs (five to
//! three).

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::dice::Dice;
use crate::workload::{Operation, VERBS, extra, operations};

/// The pages of `groups` kinds of vessel, path and text: eight each.
pub(crate) fn of_groups(groups: usize) -> Vec<(String, String)> {
    let operations =
        operations(groups).into_iter().map(|operation| (operation.page.clone(), operation_page(&operation)));
    operations.chain((0..groups).flat_map(resource_pages)).collect()
}

/// Pages of `groups` kinds of vessel with little but an example on each: five each, and those of the types.
pub(crate) fn plain(groups: usize) -> Vec<(String, String)> {
    let operations = operations(groups).into_iter().map(|operation| {
        let Operation { page, method, verb, path, group, .. } = &operation;
        let route = path.split('/').take(4).collect::<Vec<_>>().join("/");
        let text = format!(
            "# {} a vessel of fleet {group}\n\nNamespace: harbour\n\n## HTTP request\n\n```\n{method} {route}/{{id}}\n```\n\n\
             | Property | Type | Description |\n|:--|:--|:--|\n| state | String | Possible values are: `moored`, `departed`, \
             `expected`. |\n\n## Example\n\n### Request\n\n",
            capital(verb)
        );
        (page.clone(), text + &plain_example(&operation))
    });
    operations.chain(resource_pages(0)).collect()
}

fn plain_example(operation: &Operation) -> String {
    let Operation { method, path, verb, group, .. } = operation;
    let mut page = format!(
        "<!-- {{\"blockType\": \"request\", \"name\": \"{verb}_vessel{group:04}\"}} -->\n```http\n{method} {path} HTTP/1.1\n\
         Accept: application/json\n"
    );
    if let Some(body) = &operation.request {
        let _ = writeln!(page, "Content-Type: application/json\n\n{body:#}");
    }
    page += "```\n\n### Response\n\n";
    let Some(response) = &operation.response else {
        return page + "<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 204 No Content\n```\n";
    };
    let collection = if *verb == "list" { ", \"isCollection\": true" } else { "" };
    let _ = writeln!(
        page,
        "<!-- {{\"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"harbour.vessel0000\"{collection}}} -->\n\
         ```http\nHTTP/1.1 {} OK\nContent-Type: application/json\n\n{response:#}\n```",
        operation.status
    );
    page
}

fn operation_page(operation: &Operation) -> String {
    let Operation { method, verb, path, group, .. } = operation;
    let mut dice = Dice(path.len() as u64 + *group as u64);
    let title = format!("{} a vessel of fleet {group}", capital(verb));
    let mut page = front_matter(&mut dice, &title, "operation");
    let _ = write!(page, "## Permissions\n\n{} [permissions](/permissions).\n\n", dice.prose(2));
    page += "| Permission type | Permissions (from least to most privileged) |\n|:---|:---|\n\
             | Delegated (staff account) | Vessel.Read.All, Vessel.ReadWrite.All |\n\
             | Delegated (visitor account) | Not supported. |\n| Application | Vessel.ReadWrite.All |\n\n";
    let syntax = path.split('/').take(4).collect::<Vec<_>>().join("/");
    let _ = write!(
        page,
        "## HTTP request\n\n<!-- {{ \"blockType\": \"ignored\" }} -->\n\n```http\n{method} {syntax}/{{vesselId}}\n```\n\n"
    );
    page += "## Request headers\n\n| Name | Description |\n|:---|:---|\n| Authorization | Bearer {token}. Required. |\n\
             | Prefer | return=representation. Optional. |\n\n## Request body\n\n";
    if operation.request.is_some() {
        let rows = rows(&mut dice, *group);
        let _ = writeln!(page, "{}\n\n| Property | Type | Description |\n|:---|:---|:---|\n{rows}", dice.prose(1));
    } else {
        page += "Do not supply a request body for this method.\n\n";
    }
    let _ =
        write!(page, "## Response\n\nIf successful, this method returns `{}`. {}\n\n", operation.status, dice.prose(2));
    page + &example(operation, &mut dice)
}

fn example(operation: &Operation, dice: &mut Dice) -> String {
    let Operation { method, path, verb, group, .. } = operation;
    let mut page = format!("## Examples\n\n### Example 1: {}\n\n#### Request\n\n{}\n\n", dice.text(4), dice.prose(1));
    page += "# [HTTP](#tab/http)\n";
    let _ = writeln!(
        page,
        "<!-- {{\n  \"blockType\": \"request\",\n  \"name\": \"{verb}_vessel{group:04}\"\n}}-->\n```http\n\
         {method} https://api.harbour.example{path}"
    );
    if let Some(body) = &operation.request {
        let _ = writeln!(page, "Content-Type: application/json\n\n{body:#}");
    }
    page += "```\n# [C#](#tab/csharp)\n[!INCLUDE [snippet](../includes/csharp.md)]\n\n# [JavaScript](#tab/javascript)\n\
             [!INCLUDE [snippet](../includes/javascript.md)]\n\n---\n\n#### Response\n\n";
    let _ =
        write!(page, "{}\n\n> **Note:** The object shown here might be shortened for readability.\n\n", dice.prose(1));
    let collection = if *verb == "list" { ",\n  \"isCollection\": true" } else { "" };
    let type_name =
        operation.response.as_ref().map(|_| format!(",\n  \"@odata.type\": \"harbour.vessel{group:04}\"{collection}"));
    let _ = writeln!(
        page,
        "<!-- {{\n  \"blockType\": \"response\",\n  \"truncated\": true{}\n}} -->",
        type_name.unwrap_or_default()
    );
    match &operation.response {
        Some(response) => {
            let _ = writeln!(
                page,
                "```http\nHTTP/1.1 {} OK\nContent-Type: application/json\n\n{response:#}\n```",
                operation.status
            );
        }
        None => page += "```http\nHTTP/1.1 204 No Content\n```\n",
    }
    page + &footer(dice)
}

fn resource_pages(group: usize) -> [(String, String); 3] {
    let agent = [("displayName", "String"), ("email", "String"), ("office", "Guid")];
    let cargo = [("container", "String"), ("tonnes", "Double"), ("cooled", "Boolean")];
    [
        (format!("resources/vessel{group:04}.md"), vessel_page(group)),
        (format!("resources/agent{group:04}.md"), small_page("agent", group, &agent)),
        (format!("resources/cargo{group:04}.md"), small_page("cargo", group, &cargo)),
    ]
}

fn vessel_page(group: usize) -> String {
    let mut dice = Dice(group as u64);
    let mut page = front_matter(&mut dice, &format!("vessel{group:04} resource type"), "resource");
    page += "## Methods\n\n| Method | Return type | Description |\n|:---|:---|:---|\n";
    for verb in VERBS {
        let _ = writeln!(
            page,
            "| [{verb}](../api/vessel{group:04}-{verb}.md) | [vessel{group:04}](vessel{group:04}.md) | {} |",
            dice.prose(1)
        );
    }
    let _ = writeln!(
        page,
        "\n## Properties\n\n| Property | Type | Description |\n|:---|:---|:---|\n{}",
        rows(&mut dice, group)
    );
    let mut shape = json!({
        "id": "String (identifier)", "displayName": "String", "remarks": "String", "state": "String",
        "draught": "Double", "crew": "Int32", "insured": "Boolean",
        "arrivedDateTime": "DateTimeOffset", "changedDateTime": "DateTimeOffset",
        "agent": {"@odata.type": format!("harbour.agent{group:04}")}, "flags": ["String"],
        "cargo": [{"@odata.type": format!("harbour.cargo{group:04}")}],
    });
    for property in extra(group) {
        shape[property] = "String".into();
    }
    page + &representation(&mut dice, "vessel", group, &shape)
}

fn small_page(kind: &str, group: usize, properties: &[(&str, &str)]) -> String {
    let mut dice = Dice(group as u64 + kind.len() as u64);
    let mut page = front_matter(&mut dice, &format!("{kind}{group:04} resource type"), "resource");
    page += "## Properties\n\n| Property | Type | Description |\n|:---|:---|:---|\n";
    for (name, type_word) in properties {
        let _ = writeln!(page, "| {name} | {type_word} | {} |", dice.prose(1));
    }
    let shape: Value =
        properties.iter().map(|(name, type_word)| ((*name).to_owned(), Value::from(*type_word))).collect();
    page + "\n" + &representation(&mut dice, kind, group, &shape)
}

fn representation(dice: &mut Dice, kind: &str, group: usize, shape: &Value) -> String {
    format!(
        "## Relationships\n\nNone.\n\n## JSON representation\n\n{}\n\n<!-- {{\n  \"blockType\": \"resource\",\n  \
         \"keyProperty\": \"id\",\n  \"@odata.type\": \"harbour.{kind}{group:04}\"\n}}-->\n\n```json\n{shape:#}\n```\n{}",
        dice.prose(1),
        footer(dice)
    )
}

/// The rows of a vessel's properties table.
fn rows(dice: &mut Dice, group: usize) -> String {
    let agent = format!("[agent{group:04}](../resources/agent{group:04}.md)");
    let cargo = format!("[cargo{group:04}](../resources/cargo{group:04}.md) collection");
    let mut rows = String::new();
    let known = [
        ("displayName", "String", ""),
        ("remarks", "String", ""),
        ("state", "String", " Possible values are: `moored`, `departed`, `expected`."),
        ("draught", "Double", " In metres."),
        ("crew", "Int32", ""),
        ("insured", "Boolean", ""),
        ("arrivedDateTime", "DateTimeOffset", " Always in UTC, as `2024-01-31T06:00:00Z`. Read-only."),
        ("changedDateTime", "DateTimeOffset", " Read-only."),
        ("agent", &agent, ""),
        ("flags", "String collection", ""),
        ("cargo", &cargo, ""),
    ];
    for (name, type_text, more) in known {
        let _ = writeln!(rows, "| {name} | {type_text} | {}{more} |", dice.prose(2));
    }
    for name in extra(group) {
        let _ = writeln!(rows, "| {name} | String | {} |", dice.prose(1));
    }
    rows
}

fn front_matter(dice: &mut Dice, title: &str, kind: &str) -> String {
    let about = dice.prose(1);
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{about}\"\nauthor: \"harbour\"\ndoc_type: {kind}\n---\n\n# {title}\n\n\
         Namespace: harbour\n\n{} See the [overview](../overview.md).\n\n{}\n\n",
        dice.prose(2),
        dice.prose(3)
    )
}

fn footer(dice: &mut Dice) -> String {
    format!(
        "\n<!-- uuid: {} -->\n<!--\n{{\n  \"type\": \"#page.annotation\",\n  \"description\": \"{}\",\n  \
         \"section\": \"documentation\",\n  \"suppressions\": []\n}}\n-->\n",
        dice.guid(),
        dice.text(3)
    )
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
