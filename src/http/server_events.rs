//! The events in a stream of server-sent events.

use std::ops::Range;

/// An event of a stream of server-sent events (HTML Living Standard, section 9.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerEvent<'t> {
    /// Its type; `message` where it names none.
    pub name: &'t str,
    /// Where its data is in the text: one range for each `data` line.
    pub data: Vec<Range<usize>>,
}

/// The type of the event that has this byte of the text in its data.
pub fn event_at<'t>(events: &[ServerEvent<'t>], at: usize) -> Option<&'t str> {
    let after = events.partition_point(|event| event.data[0].start <= at);
    let event = events[..after].last()?;
    event.data.iter().any(|range| range.contains(&at)).then_some(event.name)
}

/// The events of a text that have data; the last one need not be ended by a blank line.
pub fn server_events(text: &str) -> Vec<ServerEvent<'_>> {
    let (mut events, mut open, mut start) = (Vec::new(), None::<ServerEvent<'_>>, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if content.is_empty() {
            events.extend(open.take());
        } else if let Some((field, value)) = content.split_once(':') {
            let value = value.strip_prefix(' ').unwrap_or(value);
            let from = start + content.len() - value.len();
            let event = open.get_or_insert(ServerEvent { name: "message", data: Vec::new() });
            match field {
                "event" => event.name = value,
                "data" => event.data.push(from..from + value.len()),
                _ => {}
            }
        }
        start += line.len();
    }
    events.extend(open);
    events.retain(|event| !event.data.is_empty());
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_have_a_name_and_data() {
        let text = ": hello\n\nevent: tick\ndata: {\"n\": 1}\nid: 7\n\ndata:a\r\ndata: b\r\n\r\nretry: 5\n\ndata: last";
        let events = server_events(text);
        let shown: Vec<(&str, Vec<&str>)> = events
            .iter()
            .map(|event| (event.name, event.data.iter().map(|range| &text[range.clone()]).collect()))
            .collect();
        let expected = [("tick", vec!["{\"n\": 1}"]), ("message", vec!["a", "b"]), ("message", vec!["last"])];
        assert_eq!(shown, expected);
        let name = |part: &str| event_at(&events, text.find(part).expect("is there"));
        assert_eq!(
            (name("{\"n"), name("b\r"), name("last"), name("retry")),
            (Some("tick"), Some("message"), Some("message"), None)
        );
    }
}
