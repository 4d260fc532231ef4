//! What the words of a report mean that are not rules: outcomes, kinds of skips, tolerances.

/// A word of a report, explained.
#[derive(Debug)]
#[non_exhaustive]
pub struct Topic {
    /// Kebab case, as in records and settings.
    pub name: &'static str,
    /// What kind of thing it is.
    pub kind: TopicKind,
    /// What it means, one or two sentences.
    pub what: &'static str,
    /// What to do about it.
    pub fix: &'static str,
}

/// What a topic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TopicKind {
    /// What becomes of a case.
    Outcome,
    /// The result of a whole run.
    Conclusion,
    /// Why a case is not judged.
    Skip,
    /// What was tolerated in a case that passed.
    Tolerance,
    /// What becomes of a fence that looks like HTTP.
    Fence,
}

impl TopicKind {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outcome => "outcome of a case",
            Self::Conclusion => "outcome of a run",
            Self::Skip => "kind of skip",
            Self::Tolerance => "tolerance",
            Self::Fence => "outcome of a fence",
        }
    }
}

/// The topic of that name, in any case, with or without its kind (`tolerance:null`).
pub fn find(name: &str) -> Option<&'static Topic> {
    let name = name.trim();
    let name = ["tolerance:", "leniency:"].iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name);
    let name = name.replace([' ', '_'], "-");
    TOPICS.iter().find(|topic| topic.name.eq_ignore_ascii_case(&name))
}

use TopicKind::{Conclusion, Fence, Outcome, Skip, Tolerance};

const fn topic(kind: TopicKind, name: &'static str, what: &'static str, fix: &'static str) -> Topic {
    Topic { name, kind, what, fix }
}

/// Every topic, by kind.
#[rustfmt::skip]
pub static TOPICS: [Topic; 50] = [
    topic(Outcome, "passed", "The case was fired, and the response is as documented, as far as it was judged: the tolerances say how far that is.",
        "Nothing. `--deny tolerance:NAME` makes a tolerance a failure."),
    topic(Outcome, "failed", "The response breaks the contract: at least one finding has the level deny.",
        "Correct the docs or the service, as each finding says; or allow its rule for this case, with a directive."),
    topic(Outcome, "broken", "The case was fired, but it could not be found out whether the service keeps the contract: no connection, no response in time, a server error, refused credentials. A run with a broken case is never green.",
        "Remove the cause that the case names, and run it again with `doctrial run --failed`."),
    topic(Outcome, "skipped", "The case was not fired, or not judged. The kind says why: unfilled, other-host, writes-not-allowed, configured, unreadable, unsendable, unprovoked, not-recorded, request-changed, interrupted, gave-up, stopped, known-broken, failed-step, step.",
        "`doctrial explain KIND` for the kind; `min-fired = \"80%\"` in the settings fails a run that skips too much."),
    topic(Conclusion, "mostly-skipped", "What was fired passed, but that is less than half of the cases. The exit code is 0.",
        "Give what the skipped cases lack; or set `min-fired` in the settings, which replaces the limit of one half and fails the run below it."),
    topic(Conclusion, "too-few-fired", "What was fired passed, but fewer cases were fired than `min-fired` asks for; or, without `min-fired`, a budget (`max-time`, `max-requests`) ended the run first. The exit code is 1.",
        "Give what the skipped cases lack, lower `min-fired`, or give the run more."),
    topic(Conclusion, "too-little-covered", "What was fired passed, but less of the docs was exercised than `--min-coverage` asks for. The exit code is 1.",
        "Give what the skipped cases lack, have the service return what was never received, or lower the gate; the HTML report lists what is missing."),
    topic(Conclusion, "incomplete", "Nothing failed, but a part of the run is missing: a shard that was not merged, or a record that was cut off. The exit code is 1.",
        "Merge the records of all shards with `doctrial report merge`; or run it again."),
    topic(Conclusion, "nothing-fired", "Every case was skipped: the run proves nothing. The exit code is 4.",
        "Give what the skipped cases lack: the report names it for each."),
    topic(Conclusion, "interrupted", "Ctrl-C or SIGTERM ended the run; cases not fired yet are skipped as interrupted. The exit code is 1.",
        "Run it again."),
    topic(Skip, "unfilled", "A placeholder in the URL, a header field or the body has no value. It is never sent as it is.",
        "Give the value under [parameters] in the settings, by --param NAME=VALUE, or by `parameters` in a directive or an [[expect]]."),
    topic(Skip, "other-host", "The example is documented on a host that is not the service. Nothing, least of all a credential, is sent to any other host.",
        "Map its origin to the service under [origins] in the settings."),
    topic(Skip, "writes-not-allowed", "The method may change data, and the service is not on this machine.",
        "Set `allow-writes = true` in the profile of a service whose data may be changed."),
    topic(Skip, "configured", "The settings ([[skip]]) or a directive (`skip`, `page.skip`) say so; the reason is theirs.",
        "Remove the entry once its reason is gone."),
    topic(Skip, "unreadable", "The documented request or response cannot be read, so that nothing can be sent or compared.",
        "`doctrial check` shows what is wrong with the page, and where."),
    topic(Skip, "unsendable", "The documented request has header fields that are about the connection itself, such as `Upgrade`.",
        "Nothing: such a request is not an exchange of one request and one response."),
    topic(Skip, "unprovoked", "The page shows an error next to a success of the same request, which would succeed again, or for a route alone, and nothing says what provokes the error.",
        "Show the request that provokes the error, or give what does: `parameters` or `credentials` in a directive above the response, or in an [[expect]] with `where = { status = 404 }`. An error of a route alone is fired where [parameters] has a value for each of its placeholders."),
    topic(Skip, "not-recorded", "The run judges a recording (`--replay`), which has no exchange for the case, or none that could be judged without a secret.",
        "Record again, with the service: `doctrial run --record DIR`."),
    topic(Skip, "request-changed", "The run judges a recording (`--replay`), and the case would send another request now: the response to the recorded one says nothing about it.",
        "Record again, with the service: `doctrial run --record DIR`."),
    topic(Skip, "gave-up", "The service did not respond to many earlier cases, so the rest were not fired.",
        "Start the service, or correct the base URL; then run again."),
    topic(Skip, "stopped", "The run had used its budget before the case's turn: `max-failures` (or `--fail-fast`), `max-time` or `max-requests`.",
        "Run the rest with `doctrial run --failed`, or give the run more."),
    topic(Skip, "known-broken", "The case is broken, and the baseline (`contracts/baseline.toml`) has it as `rule = \"broken\"`.",
        "Remove the entry once its reason is gone; `doctrial baseline update` does that for what does not occur any more."),
    topic(Skip, "step", "A request of a page in document order for which no response is documented. It is sent for the sake of the cases after it.",
        "Show its response if it should be judged."),
    topic(Skip, "failed-step", "A step that the service refused (a status of 400 or more). Cases after it may fail for that.",
        "Correct the step's request, or the order of the page."),
    topic(Tolerance, "truncated", "The example is marked as truncated, and the response has a member that it does not show and no type documents.",
        "Show the member, or document it in the type; then remove the mark if the example is whole."),
    topic(Tolerance, "elided", "The example shows `...`, and something is there in the response.",
        "Show what is elided, as far as it should be judged."),
    topic(Tolerance, "placeholder", "The example shows a stand-in (`\"String\"`, `<id>`), not a value: at most the type was judged. In a request, a value was sent in its place.",
        "Show a value."),
    topic(Tolerance, "filled", "A placeholder of the request was replaced by a value or a file that you gave.",
        "Nothing: this is how placeholders are meant to be used."),
    topic(Tolerance, "added", "A header field was sent that the example of the request does not show: one that the page's table requires, or the `Content-Type` of JSON.",
        "Show the field in the example."),
    topic(Tolerance, "left-out", "A header field that the example of the request shows was not sent: it has a placeholder without a value, such as `Authorization: Bearer {token}`. Or its command sets up TLS by an option (`-k`, `--cacert`, `--cert`) that was not followed.",
        "Give the value: [auth] or [parameters] in the settings. For an option of TLS: [tls.HOST], or the flags `--cacert`, `--cert`, `--key`, `--insecure`."),
    topic(Tolerance, "respelled", "The URL was sent in another spelling than the page shows, which means the same: characters that are not legal in a URL percent-encoded (over https also a quote in the query), segments `.` and `..` resolved.",
          "Show the URL as it is sent; `doctrial list --request` prints it."),
    topic(Tolerance, "null", "The response has `null` where the example shows a value.",
        "Say that the member may be null: `nullableProperties` of an annotation, `nullable` in a directive, or in the property table."),
    topic(Tolerance, "not-exercised", "A collection came back empty where the docs show items: their structure was not judged. So did a map without entries, or a CSV without rows.",
        "Fire the case at data that has items."),
    topic(Tolerance, "unshown", "The example shows `[]`, `{}` or `null`: what was received instead could not be judged. Or its items are unlike, none says of which kind it is, and none has the members together that an item of the response has.",
        "Show an item, the members, or a value; of unlike items, a member such as `type` that names the kind of each."),
    topic(Tolerance, "repaired", "The documented JSON had to be repaired to be read: trailing commas, comments, quotes.",
        "`doctrial check --fix` corrects what is certain."),
    topic(Tolerance, "disputed", "The example contradicts the documented type, so that the value was judged by neither.",
        "`doctrial check` shows the contradiction: correct the example or the type."),
    topic(Tolerance, "unread", "A body that is not JSON was judged by its presence and media type only.",
        "Say what is expected of it: `text` or `bytes` in a directive."),
    topic(Tolerance, "uncompared", "A part of what the example shows was not compared with what was received, such as values of a repeated header field.",
        "Say what is expected of the header field: `headers.NAME` in a directive."),
    topic(Tolerance, "alternative", "The response is another one of those that the docs show for the same request.",
        "Give each its own request if it should be judged by itself."),
    topic(Tolerance, "stream", "The response is a stream without an end: its head and its first items were judged.",
        "Nothing, if it is one; `stream = false` in a directive says that it is not."),
    topic(Tolerance, "trailing-bytes", "Bytes after the end of the encoded body were ignored.",
        "Have the service send none."),
    topic(Tolerance, "resent", "A request that only reads was sent again, because the kept connection was closed or had bytes of an earlier response.",
        "Have the service keep connections clean: no body after a 204 or a HEAD, no bytes after a response."),
    topic(Tolerance, "retried", "The service refused the request for the time being (429, 502, 503, 504), or there was no connection: it was sent again, as `retries` says. The attempts are on record.",
        "Nothing, if the service is known to be busy; `--deny tolerance:retried` makes it a failure."),
    topic(Tolerance, "known", "The baseline (`contracts/baseline.toml`) has this finding, so that it does not fail the case.",
        "Fix what it is about; then `doctrial baseline update` removes the entry."),
    topic(Tolerance, "ignored", "A directive says that this place is not judged.",
        "Remove the directive once its reason is gone."),
    topic(Tolerance, "overridden", "The level of a rule was lowered for this case, page or run: what it found does not fail the case.",
        "Remove the exception once its reason is gone."),
    topic(Tolerance, "leniency", "An older word for a tolerance: whatever was not judged, or not reported, so that a case passed. Reports count tolerances by name.",
        "`doctrial explain --all` lists them; `deny-tolerances` in the settings makes those it names failures."),
    topic(Fence, "in-case", "The fence is the request or the response of at least one case.",
        "Nothing: the case says more."),
    topic(Fence, "excused", "The fence looks like HTTP and is in no case, and nothing is wrong with it: it is a route or a URL for which no response is shown, a call of a client that is not read, a repeated call, or marked as no example. Nothing of it is fired or judged.",
        "`doctrial check --account` names each with its line and why. To make a case of a request, show its response below it: with a status line (`HTTP/1.1 200 OK`), or as JSON under `Response:`."),
    topic(Fence, "in-finding", "The fence looks like HTTP, and a finding says why no case, or none that can be trusted, comes of it.",
        "Do what the finding says; `doctrial check --account` names its rule for each fence."),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::finding::{SkipKind, ToleranceKind, find_rule};

    #[test]
    fn every_tolerance_skip_and_outcome_is_explained_once() {
        let names: BTreeSet<&str> = TOPICS.iter().map(|topic| topic.name).collect();
        assert_eq!(names.len(), TOPICS.len());
        for kind in ToleranceKind::ALL {
            assert_eq!(find(kind.name()).map(|topic| topic.kind), Some(Tolerance), "{kind}");
        }
        for kind in SkipKind::ALL {
            let name = serde_json::to_value(kind).expect("a name");
            assert!(names.contains(name.as_str().expect("a text")), "{name}");
        }
        let skipped = find("skipped").expect("a topic").what;
        let listed = skipped.split_once("why: ").expect("a list of kinds").1.trim_end_matches('.');
        let kinds = SkipKind::ALL.map(|kind| serde_json::to_value(kind).expect("a name"));
        assert_eq!(
            listed.split(", ").collect::<Vec<_>>(),
            kinds.each_ref().map(|name| name.as_str().unwrap_or_default())
        );
        for topic in &TOPICS {
            assert!(find_rule(topic.name).is_none(), "{} is a rule, too", topic.name);
            assert!(topic.what.ends_with('.') && topic.fix.ends_with('.'), "{}", topic.name);
        }
    }

    #[test]
    fn a_topic_is_found_however_it_is_written() {
        for name in ["null", "tolerance:null", "leniency:null", "NULL"] {
            assert_eq!(find(name).map(|topic| topic.name), Some("null"), "{name}");
        }
        assert_eq!(find("MOSTLY SKIPPED").map(|topic| topic.name), Some("mostly-skipped"));
        assert!(find("S001").is_none());
    }
}
