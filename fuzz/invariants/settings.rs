//! What must hold for any text that is read as settings: it is taken, or refused with a place in the file.

use std::path::Path;

use doctrial::internals::config::{ConfigError, Environment, Layer, Load, Purpose};

/// Settings are taken, or refused with a message and a place in the file.
pub(crate) fn settings(text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("doctrial.toml"), text).expect("writes");
    for purpose in [Purpose::Fire, Purpose::Read] {
        if let Err(error) = load(folder.path(), purpose) {
            names_a_place(text, &error);
        }
    }
}

fn load(folder: &Path, purpose: Purpose) -> Result<(), ConfigError> {
    let environment = Environment::of(folder, []);
    let (from, file) = (folder.to_owned(), Some("doctrial.toml".into()));
    let load = Load { environment: &environment, from, file, profile: None, flags: Layer::default(), purpose };
    load.settings().map(drop)
}

fn names_a_place(text: &str, error: &ConfigError) {
    match error {
        ConfigError::Invalid { position, message, .. } => {
            let line = text.split('\n').nth((position.line as usize).wrapping_sub(1));
            let columns = line.map(|line| line.chars().count() + 1);
            assert!(columns.is_some_and(|columns| (1..=columns).contains(&(position.column as usize))), "{error}");
            assert!(!message.is_empty(), "{error}");
        }
        // Refused after the layers were merged, when a value may have come from elsewhere.
        ConfigError::Contradiction(message) => assert!(!message.is_empty()),
        other => panic!("nothing but the file can be wrong: {other}"),
    }
}
