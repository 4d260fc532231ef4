//! Generates values that no earlier run had: `${uuid}`, `${random}`, `${now}`, as `directive/fresh_value.rs` parsed them.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::directive::{FreshKind, FreshValue, TimeFormat};
use crate::http::timestamp;
use crate::record::recording::RecordedValue;
use crate::request::FreshSource;
use crate::session::state_store::StateStore;

/// Generates them; those with a name once for the run, or once for all its processes.
#[derive(Debug, Default)]
pub(crate) struct FreshValues {
    named: Mutex<HashMap<String, String>>,
    store: Option<StateStore>,
    /// All of them, where they are kept.
    kept: Option<Mutex<Vec<RecordedValue>>>,
}

impl FreshValues {
    pub(super) fn new(store: Option<StateStore>) -> Self {
        Self { store, ..Self::default() }
    }

    /// Values of a recorded run: those with a name are its own.
    pub(super) fn of_recording(recorded: &[RecordedValue]) -> Self {
        let named = recorded.iter().filter_map(|RecordedValue { name, value }| Some((name.clone()?, value.clone())));
        Self { named: Mutex::new(named.collect()), ..Self::default() }
    }

    /// The same, for [`FreshValues::take_kept`].
    pub(super) fn keeping(self) -> Self {
        Self { kept: Some(Mutex::default()), ..self }
    }

    /// What was made until now, if that is kept.
    pub(super) fn take_kept(&self) -> Vec<RecordedValue> {
        let kept = self.kept.as_ref().map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner));
        let mut made = kept.map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default();
        // A date is the same for thousands of requests.
        let mut known = HashSet::new();
        made.retain(|made| known.insert((made.name.clone(), made.value.clone())));
        made
    }

    fn keep(&self, name: Option<&str>, value: &str) {
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push(RecordedValue { name: name.map(str::to_owned), value: value.to_owned() });
        }
    }
}

impl FreshSource for FreshValues {
    fn value(&self, wanted: &FreshValue) -> String {
        let make = || generate(wanted.kind, SystemTime::now());
        let Some(name) = &wanted.name else {
            let value = make();
            self.keep(None, &value);
            return value;
        };
        let key = format!("{:?} {name}", wanted.kind);
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = || match &self.store {
            Some(store) => store.once(&format!("fresh {key}"), || Ok::<_, String>(make())).unwrap_or_else(|own| own),
            None => make(),
        };
        if let Some(value) = named.get(&key) {
            return value.clone();
        }
        let value = shared();
        self.keep(Some(&key), &value);
        named.entry(key).or_insert(value).clone()
    }
}

fn generate(kind: FreshKind, now: SystemTime) -> String {
    match kind {
        FreshKind::Uuid => new_uuid(),
        FreshKind::Random => word(random()),
        FreshKind::Now { format, shift, before } => {
            let time = if before { now.checked_sub(shift) } else { now.checked_add(shift) };
            written(time.unwrap_or(now), format)
        }
    }
}

/// Random by the standard library, which seeds its hash keys from the system.
pub(super) fn random() -> u64 {
    RandomState::new().hash_one(UNIX_EPOCH.elapsed().unwrap_or_default())
}

/// A random UUID.
pub(super) fn new_uuid() -> String {
    uuid(random(), random())
}

/// Version 4, variant 1 (RFC 9562 section 5.4).
fn uuid(high: u64, low: u64) -> String {
    let (high, low) = (high & !0xf000 | 0x4000, low & !(0b11 << 62) | 0b10 << 62);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

fn word(random: u64) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    (0..12).map(|at| char::from(LETTERS[(random >> (at * 5) & 31) as usize])).collect()
}

fn written(time: SystemTime, format: TimeFormat) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let whole = timestamp(time);
    match format {
        TimeFormat::Rfc3339 => format!("{}Z", &whole[..19]),
        TimeFormat::Date => whole[..10].to_owned(),
        TimeFormat::Unix => since.as_secs().to_string(),
        TimeFormat::UnixMillis => since.as_millis().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(values: &FreshValues, text: &str) -> String {
        values.value(&FreshValue::parse(text).expect(text))
    }

    #[test]
    fn values_differ_but_those_of_one_name() {
        let values = FreshValues::default();
        for kind in ["uuid", "random"] {
            assert_ne!(value(&values, kind), value(&values, kind));
            let named = format!("{kind}:order");
            assert_eq!(value(&values, &named), value(&values, &named));
            assert_ne!(value(&values, &named), value(&values, &format!("{kind}:other")));
        }
        let uuid = value(&values, "uuid");
        assert!(uuid.len() == 36 && uuid.as_bytes()[14] == b'4' && b"89ab".contains(&uuid.as_bytes()[19]), "{uuid}");
        let random = value(&values, "random");
        assert!(random.len() == 12 && random.bytes().all(|b| b.is_ascii_alphanumeric()), "{random}");
    }

    #[test]
    fn a_recorded_run_gives_its_named_values_again() {
        let values = FreshValues::default().keeping();
        let [named, other] = ["uuid:order", "uuid"].map(|text| value(&values, text));
        value(&values, "uuid:order");
        let kept = values.take_kept();
        assert_eq!(kept.iter().map(|kept| kept.value.as_str()).collect::<Vec<_>>(), [&named, &other]);
        let again = FreshValues::of_recording(&kept);
        assert_eq!(value(&again, "uuid:order"), named);
        assert_ne!(value(&again, "uuid"), other);
    }

    #[test]
    fn times_are_shifted_and_written_as_asked() {
        let now = UNIX_EPOCH + Duration::from_secs(951_782_400);
        for (text, written) in [
            ("now", "2000-02-29T00:00:00Z"),
            ("now-1s", "2000-02-28T23:59:59Z"),
            ("now.date+1d", "2000-03-01"),
            ("now.unix", "951782400"),
            ("now.unix-ms+1s", "951782401000"),
        ] {
            assert_eq!(generate(FreshValue::parse(text).expect(text).kind, now), written, "{text}");
        }
    }
}
