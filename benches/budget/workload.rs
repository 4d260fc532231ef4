//! Docs of a harbour's API: as many pages as wanted, in the proportion of large real docs (five operations to three
//! types), and what a service that keeps to them answers.

use serde_json::{Value, json};

const WORDS: [&str; 20] = [
    "anchor", "ballast", "capstan", "derrick", "ebb", "fender", "gantry", "hawser", "inlet", "jetty", "keel",
    "lighter", "mooring", "narrows", "offing", "pilot", "quay", "rigging", "sluice", "tide",
];

/// Operations on one kind of vessel, in the order of their pages.
const VERBS: [&str; 5] = ["get", "list", "create", "update", "delete"];

/// One documented operation.
pub(crate) struct Operation {
    /// The page's path below the docs root.
    pub(crate) page: String,
    /// `GET` ...
    pub(crate) method: &'static str,
    /// From the root of the service.
    pub(crate) path: String,
    /// 200, 201 or 204.
    pub(crate) status: u16,
    /// What is answered.
    pub(crate) answer: Option<Value>,
    verb: &'static str,
    group: usize,
    request: Option<Value>,
}

/// `groups` kinds of vessel: five operations each.
pub(crate) fn operations(groups: usize) -> Vec<Operation> {
    (0..groups).flat_map(|group| VERBS.iter().enumerate().map(move |(at, verb)| operation(group, at, verb))).collect()
}

/// The pages of `groups` kinds of vessel, path and text: eight each.
pub(crate) fn pages(groups: usize) -> Vec<(String, String)> {
    let operations =
        operations(groups).into_iter().map(|operation| (operation.page.clone(), operation_page(&operation)));
    operations.chain((0..groups).flat_map(resource_pages)).collect()
}

fn operation(group: usize, at: usize, verb: &'static str) -> Operation {
    let mut dice = Dice((group * VERBS.len() + at) as u64);
    let all = format!("/v1/fleet{group:04}/vessels");
    let one = format!("{all}/{}", dice.guid());
    let whole = vessel(&mut dice, group);
    let (method, path, status, request, answer) = match verb {
        "get" => ("GET", one, 200, None, Some(whole)),
        "list" => ("GET", all, 200, None, Some(list(&mut dice, group, 3))),
        "create" => ("POST", all, 201, Some(written(&whole)), Some(whole)),
        "update" => ("PATCH", one, 200, Some(written(&whole)), Some(whole)),
        _ => ("DELETE", one, 204, None, None),
    };
    let page = format!("api/vessel{group:04}-{verb}.md");
    Operation { page, method, path, status, answer, verb, group, request }
}

/// A collection of `count` vessels.
pub(crate) fn list(dice: &mut Dice, group: usize, count: usize) -> Value {
    json!({"value": (0..count).map(|_| vessel(dice, group)).collect::<Vec<_>>()})
}

fn vessel(dice: &mut Dice, group: usize) -> Value {
    let (id, name, remarks) = (dice.guid(), dice.text(2), dice.text(12));
    let mut vessel = json!({
        "id": id, "displayName": name, "remarks": remarks, "state": dice.of(&["moored", "departed", "expected"]),
        "draught": 2.5 + dice.below(80) as f64, "crew": dice.below(40), "insured": dice.below(2) == 0,
        "arrivedDateTime": dice.moment(), "changedDateTime": dice.moment(),
        "agent": {"displayName": dice.text(2), "email": format!("{}@harbour.example", dice.word()), "office": dice.guid()},
        "flags": [dice.word(), dice.word()],
        "cargo": [cargo(dice), cargo(dice)],
    });
    for property in extra(group) {
        vessel[property] = dice.text(2).into();
    }
    vessel
}

fn cargo(dice: &mut Dice) -> Value {
    json!({"container": format!("HRBU{:07}", dice.below(9_999_999)), "tonnes": 0.5 + dice.below(30) as f64, "cooled": false})
}

/// What a client may write of a vessel.
fn written(vessel: &Value) -> Value {
    let mut written = vessel.clone();
    if let Some(members) = written.as_object_mut() {
        members.retain(|name, _| !matches!(name.as_str(), "id" | "arrivedDateTime" | "changedDateTime"));
    }
    written
}

/// Properties only this kind of vessel has.
fn extra(group: usize) -> impl Iterator<Item = String> {
    (0..group % 12).map(move |at| format!("{}{at}", WORDS[(group + at) % WORDS.len()]))
}

fn operation_page(operation: &Operation) -> String {
    let Operation { method, verb, path, group, .. } = operation;
    let mut dice = Dice(path.len() as u64 + *group as u64);
    let title = format!("{} a vessel of fleet {group}", capital(verb));
    let mut page = front_matter(&mut dice, &title, "operation");
    page += &format!("## Permissions\n\n{} [permissions](/permissions).\n\n", dice.prose(2));
    page += "| Permission type | Permissions (from least to most privileged) |\n|:---|:---|\n\
             | Delegated (staff account) | Vessel.Read.All, Vessel.ReadWrite.All |\n\
             | Delegated (visitor account) | Not supported. |\n| Application | Vessel.ReadWrite.All |\n\n";
    let syntax = path.split('/').take(4).collect::<Vec<_>>().join("/");
    page += &format!(
        "## HTTP request\n\n<!-- {{ \"blockType\": \"ignored\" }} -->\n\n```http\n{method} {syntax}/{{vesselId}}\n```\n\n"
    );
    page += "## Request headers\n\n| Name | Description |\n|:---|:---|\n| Authorization | Bearer {token}. Required. |\n\
             | Prefer | return=representation. Optional. |\n\n## Request body\n\n";
    page += &match operation.request {
        Some(_) => format!(
            "{}\n\n| Property | Type | Description |\n|:---|:---|:---|\n{}\n",
            dice.prose(1),
            rows(&mut dice, *group)
        ),
        None => "Do not supply a request body for this method.\n\n".to_owned(),
    };
    page += &format!("## Response\n\nIf successful, this method returns `{}`. {}\n\n", operation.status, dice.prose(2));
    page + &example(operation, &mut dice)
}

fn example(operation: &Operation, dice: &mut Dice) -> String {
    let Operation { method, path, verb, group, .. } = operation;
    let mut page = format!("## Examples\n\n### Example 1: {}\n\n#### Request\n\n{}\n\n", dice.text(4), dice.prose(1));
    page += "# [HTTP](#tab/http)\n";
    page +=
        &format!("<!-- {{\n  \"blockType\": \"request\",\n  \"name\": \"{verb}_vessel{group:04}\"\n}}-->\n```http\n");
    page += &format!("{method} https://api.harbour.example{path}\n");
    if let Some(body) = &operation.request {
        page += &format!("Content-Type: application/json\n\n{body:#}\n");
    }
    page += "```\n# [C#](#tab/csharp)\n[!INCLUDE [snippet](../includes/csharp.md)]\n\n# [JavaScript](#tab/javascript)\n\
             [!INCLUDE [snippet](../includes/javascript.md)]\n\n---\n\n#### Response\n\n";
    page += &format!("{}\n\n> **Note:** The object shown here might be shortened for readability.\n\n", dice.prose(1));
    let collection = if *verb == "list" { ",\n  \"isCollection\": true" } else { "" };
    let type_name =
        operation.answer.as_ref().map(|_| format!(",\n  \"@odata.type\": \"harbour.vessel{group:04}\"{collection}"));
    page += &format!(
        "<!-- {{\n  \"blockType\": \"response\",\n  \"truncated\": true{}\n}} -->\n",
        type_name.unwrap_or_default()
    );
    match &operation.answer {
        Some(answer) => {
            page += &format!(
                "```http\nHTTP/1.1 {} OK\nContent-Type: application/json\n\n{answer:#}\n```\n",
                operation.status
            )
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
        page += &format!(
            "| [{verb}](../api/vessel{group:04}-{verb}.md) | [vessel{group:04}](vessel{group:04}.md) | {} |\n",
            dice.prose(1)
        );
    }
    page += &format!(
        "\n## Properties\n\n| Property | Type | Description |\n|:---|:---|:---|\n{}\n",
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
        page += &format!("| {name} | {type_word} | {} |\n", dice.prose(1));
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
        rows += &format!("| {name} | {type_text} | {}{more} |\n", dice.prose(2));
    }
    for name in extra(group) {
        rows += &format!("| {name} | String | {} |\n", dice.prose(1));
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

/// Pseudo-random numbers (SplitMix64): the same docs at every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u32) -> u32 {
        (self.next() % u64::from(most)) as u32
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len() as u32) as usize]
    }

    fn word(&mut self) -> &'static str {
        self.of(&WORDS)
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Sentences, now and then with a code span or a link.
    fn prose(&mut self, sentences: usize) -> String {
        let mut sentence = || match self.below(6) {
            0 => format!("The `{}` of the {}.", self.word(), self.text(6)),
            1 => format!("See [{}](../resources/{}.md) for the {}.", self.word(), self.word(), self.text(4)),
            _ => format!("The {} of the {}.", self.text(3), self.text(8)),
        };
        (0..sentences).map(|_| sentence()).collect::<Vec<_>>().join(" ")
    }

    fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
            high >> 32,
            high & 0xffff,
            low >> 52,
            low & 0xfff,
            low & 0xffff_ffff_ffff
        )
    }

    fn moment(&mut self) -> String {
        let (month, day, hour, minute) = (1 + self.below(12), 1 + self.below(28), self.below(24), self.below(60));
        format!("2024-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
    }
}
