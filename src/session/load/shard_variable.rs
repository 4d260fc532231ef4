//! `DOCTRIAL_SHARD`: the part of the cases that this machine fires.

use crate::config::{ConfigError, Environment};
use crate::record::Shard;

const VARIABLE: &str = "DOCTRIAL_SHARD";

/// The part of the cases that the environment asks for.
///
/// # Errors
/// It is not a part of a run.
pub fn shard_of(environment: &Environment) -> Result<Option<Shard>, ConfigError> {
    let wrong = |message| ConfigError::Variable { variable: VARIABLE.to_owned(), message };
    environment.get(VARIABLE).map(|text| text.trim().parse().map_err(wrong)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_by_the_environment() {
        let shard = |value| shard_of(&Environment::of("/", [("DOCTRIAL_SHARD", value)])).map_err(|e| e.to_string());
        assert_eq!(shard("3/8").map(|shard| shard.map(|s| (s.index, s.count))), Ok(Some((3, 8))));
        assert_eq!(shard(""), Ok(None));
        assert!(shard("9/8").expect_err("no part").contains("write 3/8 for the third of eight"));
    }
}
