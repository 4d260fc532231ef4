//! Profiles and the languages in them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::reply::{Call, Reply};

const LEVELS: [&str; 7] = [
    "elementary",
    "conversational",
    "limitedWorking",
    "professionalWorking",
    "fullProfessional",
    "nativeOrBilingual",
    "unknownFutureValue",
];
const AUDIENCES: [&str; 6] = ["me", "family", "contacts", "organization", "everyone", "unknownFutureValue"];

#[derive(Debug, Clone)]
struct Language {
    id: String,
    name: String,
    tag: String,
    level: String,
    audience: String,
    since: String,
    countries: Vec<String>,
    years: i64,
    confidence: f64,
    verified: bool,
    created: &'static str,
    changed: &'static str,
    version: u32,
}

/// Languages by person, in the order they were entered.
#[derive(Debug)]
pub struct Profiles {
    people: BTreeMap<String, Vec<Language>>,
    next: u32,
}

impl Profiles {
    pub fn seeded() -> Self {
        let seed = |id: &str, name: &str, tag: &str, level: &str, years| Language {
            id: id.to_owned(),
            name: name.to_owned(),
            tag: tag.to_owned(),
            level: level.to_owned(),
            audience: "contacts".to_owned(),
            since: "2004-05-01".to_owned(),
            countries: vec!["SE".to_owned()],
            years,
            confidence: 0.9,
            verified: true,
            created: "2025-02-03T04:05:06.789Z",
            changed: "2025-08-09T10:11:12+02:00",
            version: 3,
        };
        let ada = vec![
            seed("lp-2041", "Swedish", "sv-SE", "fullProfessional", 20),
            seed("lp-2042", "Finnish", "fi-FI", "limitedWorking", 3),
            seed("lp-2043", "Polish", "pl-PL", "elementary", 1),
            seed("lp-2044", "Welsh", "cy-GB", "conversational", 6),
        ];
        Self { people: BTreeMap::from([("ada".to_owned(), ada), ("grace".to_owned(), Vec::new())]), next: 7001 }
    }

    /// `path`: the segments below `/v1/people`.
    pub fn handle(&mut self, method: &str, path: &[&str], query: &str, body: &[u8]) -> (Call, Reply) {
        let Some(languages) = path.first().and_then(|person| self.people.get_mut(*person)) else {
            return (Call::Other, Reply::error(404, "personNotFound", "No such person."));
        };
        match (method, &path[1..]) {
            ("GET", ["languages"]) => list(languages, query),
            ("POST", ["languages"]) => {
                let id = format!("lp-{}", self.next);
                self.next += 1;
                let dry = query.contains("validateOnly=true");
                create(languages, path[0], id, body, dry)
            }
            (_, ["languages", id]) => match languages.iter().position(|language| language.id == *id) {
                None => {
                    let message = format!("No language of this profile has the id {id}.");
                    (Call::MissingLanguage, Reply::error(404, "itemNotFound", message))
                }
                Some(at) => one(languages, at, method, path[0], body),
            },
            _ => (Call::Other, Reply::error(404, "unknownPath", "No such path.")),
        }
    }
}

fn one(languages: &mut Vec<Language>, at: usize, method: &str, person: &str, body: &[u8]) -> (Call, Reply) {
    match method {
        "GET" => {
            let tag = format!("W/\"{}\"", languages[at].version);
            let reply = Reply::json(200, entity(&languages[at], person)).header("ETag", tag);
            (Call::GetLanguage, reply.header("Vary", "Accept"))
        }
        "PATCH" => {
            let mut changed = languages[at].clone();
            if let Err(message) = apply(&mut changed, body) {
                return (Call::Other, Reply::error(400, "invalidRequest", message));
            }
            changed.version += 1;
            changed.changed = "2026-11-24T10:00:00Z";
            languages[at] = changed;
            (Call::UpdateLanguage, Reply::json(200, entity(&languages[at], person)))
        }
        "DELETE" => {
            languages.remove(at);
            (Call::DeleteLanguage, Reply::empty(204))
        }
        _ => (Call::Other, Reply::error(405, "methodNotAllowed", "Not this method.")),
    }
}

fn list(languages: &[Language], query: &str) -> (Call, Reply) {
    let query = percent_encoding::percent_decode_str(query).decode_utf8_lossy().into_owned();
    let option = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let level = option("$filter").and_then(|f| f.strip_prefix("proficiency eq '")?.strip_suffix('\''));
    let top = option("$top").and_then(|n| n.parse().ok()).unwrap_or(usize::MAX);
    let wanted = languages.iter().filter(|l| level.is_none_or(|level| l.level == level)).take(top);
    let items: Vec<Value> = wanted.map(|language| plain(language, "ada")).collect();
    let call = match (level, items.len()) {
        (Some(_), _) => Call::ListMastered,
        (None, 0) => Call::ListNone,
        (None, _) => Call::ListLanguages,
    };
    (call, Reply::json(200, json!({ "@odata.context": "http://localhost/v1/$metadata#languages", "value": items })))
}

fn create(languages: &mut Vec<Language>, person: &str, id: String, body: &[u8], dry: bool) -> (Call, Reply) {
    let location = format!("http://localhost/v1/people/{person}/languages/{id}");
    let now = "2026-11-24T10:00:00Z";
    let mut language = Language {
        id,
        name: String::new(),
        tag: "und".to_owned(),
        level: "elementary".to_owned(),
        audience: "me".to_owned(),
        since: "2026-11-24".to_owned(),
        countries: Vec::new(),
        years: 0,
        confidence: 0.0,
        verified: false,
        created: now,
        changed: now,
        version: 1,
    };
    if let Err(message) = apply(&mut language, body) {
        return (Call::BadLanguage, Reply::error(400, "invalidRequest", message));
    }
    if dry {
        return (Call::Other, Reply::empty(204));
    }
    let reply = Reply::json(201, entity(&language, person)).header("Location", location);
    languages.push(language);
    (Call::CreateLanguage, reply)
}

/// Takes over what a request says; says what is wrong with it.
fn apply(language: &mut Language, body: &[u8]) -> Result<(), String> {
    let body: Value = serde_json::from_slice(body).map_err(|error| format!("The body is no JSON: {error}."))?;
    for (name, value) in body.as_object().ok_or("The body is no object.")? {
        let text = || value.as_str().map(str::to_owned).ok_or(format!("{name} is no string."));
        let member = |of: &[&str]| match text()? {
            known if of.contains(&known.as_str()) => Ok(known),
            other => Err(format!("{name} has no member '{other}'.")),
        };
        match name.as_str() {
            "displayName" => language.name = text()?,
            "tag" => language.tag = text()?,
            "proficiency" => language.level = member(&LEVELS)?,
            "allowedAudiences" => language.audience = member(&AUDIENCES)?,
            "since" => language.since = text()?,
            "yearsOfPractice" => language.years = value.as_i64().ok_or("yearsOfPractice is no whole number.")?,
            "spokenIn" => {
                let items = value.as_array().ok_or("spokenIn is no array.")?;
                language.countries = items.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            }
            "inference" => {
                language.confidence = value["confidenceScore"].as_f64().ok_or("confidenceScore is no number.")?;
                language.verified = value["userHasVerifiedAccuracy"].as_bool().ok_or("That is no Boolean.")?;
            }
            annotation if annotation.starts_with("@odata.") => {}
            unknown => return Err(format!("There is no property '{unknown}'.")),
        }
    }
    Ok(())
}

fn plain(language: &Language, person: &str) -> Value {
    json!({
        "id": language.id,
        "createdDateTime": language.created,
        "lastModifiedDateTime": language.changed,
        "createdBy": {
            "application": { "id": "app-7", "displayName": "Portal" },
            "user": { "id": person, "displayName": "Somebody" },
        },
        "displayName": language.name,
        "tag": language.tag,
        "proficiency": language.level,
        "allowedAudiences": language.audience,
        "since": language.since,
        "spokenIn": language.countries,
        "yearsOfPractice": language.years,
        "inference": { "confidenceScore": language.confidence, "userHasVerifiedAccuracy": language.verified },
    })
}

/// One language alone: with its type annotations.
fn entity(language: &Language, person: &str) -> Value {
    let mut value = plain(language, person);
    value["@odata.context"] = "http://localhost/v1/$metadata#languages/$entity".into();
    value["@odata.type"] = "#directory.languageProficiency".into();
    value["inference"]["@odata.type"] = "directory.inferenceData".into();
    value["createdBy"]["@odata.type"] = "directory.identitySet".into();
    value["createdBy"]["user"]["@odata.type"] = "directory.identity".into();
    value
}
