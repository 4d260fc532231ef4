//! The traces (W3C Trace Context) that the requests of a run belong to: derived from the run's id and a name, so that they need
//! not be kept.

use crate::text::fnv1a;

/// The id of the trace that all requests of this name in a run belong to: 32 hexadecimal digits, not all of them 0.
pub fn trace_id(run: &str, name: &str) -> String {
    format!("{:032x}", run_digest(run, name))
}

/// The trace that a `traceparent` names.
pub fn trace_of_parent(parent: &str) -> Option<&str> {
    let trace = parent.split('-').nth(1)?;
    (trace.len() == 32 && trace.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(trace)
}

/// A number for a text that no other run has. It is not a secret: the run's id, from which it is derived, is sent along with it.
pub fn run_digest(run: &str, text: &str) -> u128 {
    let half = |salt: u8| fnv1a([salt].into_iter().chain(run.bytes()).chain([0]).chain(text.bytes()));
    u128::from(half(1)) << 64 | u128::from(half(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_a_trace_of_its_own_in_each_run() {
        let ids = [trace_id("r1", "a"), trace_id("r1", "b"), trace_id("r2", "a")];
        assert!(ids.iter().all(|id| trace_of_parent(&format!("00-{id}-0000000000000001-01")) == Some(id)));
        assert!(ids[0] != ids[1] && ids[0] != ids[2] && ids[0] == trace_id("r1", "a"));
        assert_eq!(trace_of_parent("00-1"), None);
    }
}
