//! `Number`: a number as it was written.

use std::fmt;

/// A number as it was written, so that `9007199254740993` and `1e400` stay unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub(super) String);

impl Number {
    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether the value is integral (`2`, `2.0`, `2e3`), as JSON Schema's `integer` has it. By its text: `1e-400` is not,
    /// although the nearest double is zero.
    pub fn is_integral(&self) -> bool {
        // Most numbers have this form.
        if self.0.bytes().all(|byte| byte.is_ascii_digit()) {
            return true;
        }
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let (_, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_zero = mantissa.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'));
        if is_zero || (fraction.is_empty() && !exponent.starts_with('-')) {
            return true;
        }
        let trailing = mantissa.bytes().rev().filter(|b| *b != b'.').take_while(|b| *b == b'0').count();
        // Digits after the point, disregarding trailing zeros; past 64 bits only the sign counts.
        let decimals = signed(fraction.len()) - signed(trailing);
        match exponent.parse::<i64>() {
            Ok(exponent) => decimals <= exponent,
            Err(_) => !exponent.starts_with('-'),
        }
    }

    /// Whether [`Number::to_serde`] returns exactly this number (the nearest double, for one with a fraction): not an integer
    /// past 64 bits, nor what is past the range of a double, nor a fraction that the nearest double has lost.
    pub fn is_exact(&self) -> bool {
        if is_certainly_exact(&self.0) {
            return true;
        }
        if self.is_integral() {
            let whole = self.0.parse::<i64>().is_ok() || self.0.parse::<u64>().is_ok();
            // Written with an exponent or a fraction of zeros it is a double, exact up to 2^53.
            return whole || self.0.parse::<f64>().is_ok_and(|v| v.abs() <= 9_007_199_254_740_992.0);
        }
        self.0.parse::<f64>().is_ok_and(|v| v.fract() != 0.0)
    }

    /// The nearest `serde_json` number; past the range of a double, the largest double of the same sign.
    pub fn to_serde(&self) -> serde_json::Number {
        to_serde(&self.0)
    }
}

/// Whether a number is so short that it is exact (see [`Number::is_exact`]).
pub(super) fn is_certainly_exact(text: &str) -> bool {
    const SURELY: usize = 15;
    text.len() <= SURELY && !text.contains(['e', 'E'])
}

pub(super) fn to_serde(text: &str) -> serde_json::Number {
    // `-0` is a zero with a sign, which only a double can represent.
    if text != "-0"
        && let Ok(v) = text.parse::<i64>()
    {
        return v.into();
    }
    if let Ok(v) = text.parse::<u64>() {
        return v.into();
    }
    let v = text.parse::<f64>().unwrap_or(0.0).clamp(f64::MIN, f64::MAX);
    serde_json::Number::from_f64(v).unwrap_or_else(|| 0.into())
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number(text.to_owned())
    }

    #[test]
    fn integral_by_text_not_by_the_nearest_double() {
        for text in [
            "2",
            "-0",
            "2.0",
            "2e3",
            "1.50e1",
            "1e400",
            "0e-9",
            "0.000",
            "9007199254740993",
            "10e-1",
            "1e99999999999999999999",
        ] {
            assert!(number(text).is_integral(), "{text}");
        }
        for text in ["1.5", "1e-400", "9007199254740993.5", "1.5e0", "15e-1", "1e-1", "1e-99999999999999999999"] {
            assert!(!number(text).is_integral(), "{text}");
        }
    }

    #[test]
    fn what_serde_json_can_hold() {
        for text in ["9007199254740993", "-9223372036854775808", "18446744073709551615", "1e15", "0.1", "1e-300", "3.0"]
        {
            assert!(number(text).is_exact(), "{text}");
        }
        for text in ["18446744073709551616", "1e400", "-1e400", "1e-400", "9007199254740993.5", "1e16"] {
            assert!(!number(text).is_exact(), "{text}");
        }
        assert_eq!(number("9007199254740993").to_serde().to_string(), "9007199254740993");
        assert_eq!(number("1e400").to_serde().as_f64(), Some(f64::MAX));
    }
}
