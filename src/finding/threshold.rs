//! `--min-fired`, `--min-coverage`: how many of all things of a kind are enough.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many of all things of a kind are enough, such as of the cases of a run: a number (`12`), or a share (`80%`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Threshold {
    /// This many.
    Count(usize),
    /// A share, in hundredths of a percent: 8,000 is `80%`.
    Share(u32),
}

/// The share that is all of them.
const WHOLE: u32 = 10_000;

impl Threshold {
    /// Whether `some` of `all` are enough.
    pub fn is_met(self, some: usize, all: usize) -> bool {
        match self {
            Self::Count(least) => some >= least,
            Self::Share(share) => some as u128 * u128::from(WHOLE) >= u128::from(share) * all as u128,
        }
    }
}

impl FromStr for Threshold {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is neither a number (`12`) nor a share (`80%`)");
        let text = text.trim();
        let Some(percent) = text.strip_suffix('%') else { return text.parse().map(Self::Count).map_err(|_| wrong()) };
        let (whole, fraction) = percent.trim().split_once('.').unwrap_or((percent.trim(), ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return Err(wrong());
        }
        let share = format!("{whole}{fraction:0<2}").parse().map_err(|_| wrong())?;
        if share > WHOLE { Err(format!("`{text}` is more than 100 %")) } else { Ok(Self::Share(share)) }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(least) => write!(f, "{least}"),
            Self::Share(share) => write!(f, "{}%", f64::from(*share) / 100.0),
        }
    }
}

impl Serialize for Threshold {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_and_a_number_are_read_as_they_are_written() {
        for (text, fired, met) in
            [("80%", 32, true), ("80%", 31, false), ("99.5%", 39, false), ("100%", 40, true), ("0%", 0, true)]
        {
            let least: Threshold = text.parse().expect(text);
            assert_eq!((least.is_met(fired, 40), least.to_string()), (met, text.to_owned()));
        }
        let least: Threshold = "12".parse().expect("a number");
        assert!(least.is_met(12, 40) && !least.is_met(11, 40));
        for wrong in ["", "%", "101%", "-1", "80 percent", "1.234%", "a%"] {
            assert!(wrong.parse::<Threshold>().is_err(), "{wrong}");
        }
    }
}
