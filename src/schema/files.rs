//! The schema files under `contracts/schemas/`: `{type name}.json`, one type each.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::SchemaError;
use super::broken_schema::{BrokenSchema, read_text};
use super::resolve::bundle;
use super::resolve::set::{Origin, SchemaSet, TypeSchema, file_name, type_of_file};
use super::validate::compile::compile_with_place;
use crate::text::{Location, Position};

impl SchemaSet {
    /// Reads `DIR/*.json` into the set. A file with `"x-doctrial-generated": true` was generated from the docs and yields to a
    /// type the set already has; any other is the user's own and wins. A folder that does not exist contains no schemas.
    ///
    /// A file that cannot be used is among the [broken ones](SchemaSet::broken).
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn read_dir(&mut self, dir: &Path) -> Result<(), SchemaError> {
        for (name, path) in schema_files(dir)? {
            let (text, schema) = match read(&name, &path) {
                Ok(read) => read,
                Err(broken) => {
                    self.insert_broken(broken);
                    continue;
                }
            };
            let origin = if is_generated(&schema) {
                if self.get(&name).is_some() {
                    continue;
                }
                let page = schema.get("x-doctrial-source").and_then(Value::as_str).unwrap_or_default();
                Origin::Docs(Location::new(page, Position::new(1, 1)))
            } else {
                // References to other files are resolved when all are read; until then they must not be errors.
                let alone = bundle::self_contained(&SchemaSet::default(), &schema);
                if let Err((at, message)) = compile_with_place(&alone) {
                    let message = format!("this is not a valid JSON Schema: {message}");
                    self.insert_broken(BrokenSchema::at(&name, &path, &text, &at, message));
                    continue;
                }
                Origin::User(path)
            };
            self.insert(name, TypeSchema { schema, origin });
        }
        Ok(())
    }
}

/// Writes the types generated from the docs to `DIR/{name}.json`, the same bytes for the same docs, and removes generated
/// files of types that no longer exist. A file of the user's own is neither overwritten nor removed.
///
/// # Errors
/// The folder or a file cannot be read, written or removed.
pub fn write_dir(set: &SchemaSet, dir: &Path) -> Result<(), SchemaError> {
    for stale in stale_files(set, dir)? {
        match text_of(set, &stale) {
            Some(text) => {
                fs::create_dir_all(dir).map_err(|source| failed("write", dir, source))?;
                fs::write(&stale, text).map_err(|source| failed("write", &stale, source))?;
            }
            None => fs::remove_file(&stale).map_err(|source| failed("remove", &stale, source))?,
        }
    }
    Ok(())
}

/// The files under `DIR` that [`write_dir`] would write or remove, sorted; none when the folder is up to date.
///
/// # Errors
/// The folder or a file cannot be read.
pub fn stale_files(set: &SchemaSet, dir: &Path) -> Result<Vec<PathBuf>, SchemaError> {
    let mut stale = Vec::new();
    let there = schema_files(dir)?;
    for (name, path) in &there {
        let wanted = text_of(set, path);
        let text = fs::read_to_string(path).map_err(|source| failed("read", path, source))?;
        // What is not JSON was not generated: only JSON is written.
        let ours = serde_json::from_str(&text).is_ok_and(|schema| is_generated(&schema));
        let gone = wanted.is_none() && set.get(name).is_none();
        if ours && (gone || wanted.is_some_and(|wanted| wanted != text)) {
            stale.push(path.clone());
        }
    }
    let missing = set.types.keys().filter(|name| !there.iter().any(|(other, _)| other == *name));
    stale.extend(missing.map(|name| dir.join(file_name(name))).filter(|path| text_of(set, path).is_some()));
    stale.sort();
    Ok(stale)
}

/// What a file should contain, if the docs define its type.
fn text_of(set: &SchemaSet, path: &Path) -> Option<String> {
    let name = type_of_file(path.file_name()?.to_str()?)?;
    let TypeSchema { schema, origin: Origin::Docs(_) } = set.get(name)? else { return None };
    let mut text = serde_json::to_string_pretty(schema).ok()?;
    text.push('\n');
    Some(text)
}

fn schema_files(dir: &Path) -> Result<Vec<(String, PathBuf)>, SchemaError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(failed("read", dir, source)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|source| failed("read", dir, source))?.path();
        if let Some(name) = path.file_name().and_then(|n| n.to_str()).and_then(type_of_file).filter(|_| path.is_file())
        {
            files.push((name.to_owned(), path));
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a file without a byte order mark, and the JSON that it is.
fn read(name: &str, path: &Path) -> Result<(String, Value), BrokenSchema> {
    let broken = |place, message| BrokenSchema { name: name.to_owned(), path: path.to_owned(), place, message };
    let text =
        read_text(path).map_err(|error| broken(Position::new(1, 1), format!("the file cannot be read: {error}")))?;
    match serde_json::from_str(&text) {
        Ok(schema) => Ok((text, schema)),
        Err(error) => {
            let place = Position::new(error.line().max(1) as u32, error.column().max(1) as u32);
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            Err(broken(place, format!("this is not JSON: {what}; a schema file holds one JSON Schema (2020-12)")))
        }
    }
}

fn is_generated(schema: &Value) -> bool {
    schema.get("x-doctrial-generated") == Some(&Value::Bool(true))
}

fn failed(doing: &'static str, path: &Path, source: std::io::Error) -> SchemaError {
    SchemaError::Io { doing, path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn generated(name: &str) -> (String, TypeSchema) {
        let schema = json!({"x-doctrial-generated": true, "x-doctrial-source": "a.md", "type": "object"});
        (name.to_owned(), TypeSchema { schema, origin: Origin::Docs(Location::new("a.md", Position::new(1, 1))) })
    }

    #[test]
    fn written_files_read_back_and_the_users_own_are_safe() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("schemas");
        let mut set = SchemaSet::default();
        for name in ["ns.a", "ns.gone", "ns.mine"] {
            let (name, schema) = generated(name);
            set.insert(name, schema);
        }
        write_dir(&set, &path).expect("writes");
        assert_eq!(stale_files(&set, &path).expect("reads"), Vec::<PathBuf>::new());

        let mine = "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"ns.a.json\"}}}";
        fs::write(path.join("ns.mine.json"), mine).expect("writes");
        fs::write(path.join("own.json"), "{\"type\": \"string\"}").expect("writes");
        set.types.remove("ns.gone");
        assert_eq!(stale_files(&set, &path).expect("reads"), [path.join("ns.gone.json")]);
        write_dir(&set, &path).expect("writes");
        assert!(!path.join("ns.gone.json").exists() && path.join("own.json").exists());
        assert_eq!(fs::read_to_string(path.join("ns.mine.json")).expect("reads"), mine);

        let mut read = SchemaSet::default();
        read.read_dir(&path).expect("reads");
        assert_eq!(read.get("ns.a"), set.get("ns.a"));
        assert!(matches!(read.get("ns.mine").map(|t| &t.origin), Some(Origin::User(_))));
        set.read_dir(&path).expect("reads");
        assert!(matches!(set.get("ns.mine").map(|t| &t.origin), Some(Origin::User(_))));
    }

    #[test]
    fn a_broken_file_is_named_with_its_place_and_leaves_the_others() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("good.json"), "{\"type\": \"string\"}").expect("writes");
        for (text, place, words) in [
            ("{\n  \"type\" \"x\" }", (2, 10), "this is not JSON: expected `:`"),
            ("{\n  \"items\": {\n    \"type\": \"strin\" } }", (3, 5), "this is not a valid JSON Schema"),
        ] {
            fs::write(dir.path().join("bad.json"), text).expect("writes");
            let mut set = SchemaSet::default();
            set.read_dir(dir.path()).expect("reads");
            let [broken] = &set.broken[..] else { panic!("{:?}", set.broken) };
            assert_eq!((broken.place, &*broken.path), (Position::new(place.0, place.1), &*dir.path().join("bad.json")));
            assert!(broken.message.contains(words), "{broken:?}");
            assert!(set.get("good").is_some() && set.broken_in(&json!({"$ref": "good.json"})).is_none());
            let why = set.broken_in(&json!({"items": {"$ref": "bad.json"}})).expect("broken");
            assert!(why.contains("bad.json") && why.contains(words), "{why}");
        }
        SchemaSet::default().read_dir(&dir.path().join("none")).expect("no folder, no schemas");
    }
}
