//! The words of a `curl` command -> what it requests, option by option.

use crate::docs::dialect::command::call::{Call, DataKind, WrongOption, WrongOptionReason, prefixed};
use crate::docs::dialect::command::word::Word;
use crate::docs::messages::curl_options as options;
use crate::docs::messages::curl_options::{CurlOption, Effect};
use crate::http::method::METHODS;

/// Reads the words after `curl`.
pub(in crate::docs::dialect) fn call(words: &[Word]) -> Call {
    let mut call = Call::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.text.as_str();
        if let Some(name) = text.strip_prefix("--").filter(|name| !name.is_empty()) {
            long(&mut call, word, name, &mut words);
        } else if let Some(option) = options::with_one_dash(text) {
            read_as(&mut call, word, option, &mut words);
        } else if text.len() > 1 && text.starts_with('-') {
            bundle(&mut call, word, &mut words);
        } else if call.urls.is_empty() && METHODS.contains(&text) && leads_to_url(words.as_slice()) {
            call.method.get_or_insert_with(|| word.clone());
        } else if !text.is_empty() && text != "-" && text != "--" {
            call.urls.push(word.clone());
        }
    }
    call
}

/// Whether the next of some words is a URL: a method before it lacks its `-X`.
fn leads_to_url(words: &[Word]) -> bool {
    words.first().is_some_and(|word| word.text.contains("://") || word.text.starts_with('/'))
}

/// Reads a word as an option that it does not spell.
fn read_as<'w>(call: &mut Call, word: &Word, option: &CurlOption, rest: &mut impl Iterator<Item = &'w Word>) {
    let reason = WrongOptionReason::ReadAs(option.long);
    call.wrong.push(WrongOption { option: word.text.clone(), at: word.range.start, reason });
    let value = if option.takes_value { rest.next().cloned() } else { None };
    apply(call, option, word, value);
}

fn long<'w>(call: &mut Call, word: &Word, name: &str, rest: &mut impl Iterator<Item = &'w Word>) {
    let Some(option) = options::by_name(name) else {
        if let Some(meant) = options::meant(name) {
            return read_as(call, word, meant, rest);
        }
        return call.wrong.push(WrongOption {
            option: word.text.clone(),
            at: word.range.start,
            reason: WrongOptionReason::Unknown,
        });
    };
    let value = if option.takes_value { rest.next().cloned() } else { None };
    apply(call, option, word, value);
}

/// `-sSi`, `-XPOST`, `-d x`: letters one after the other; the first that takes a value takes what is left.
fn bundle<'w>(call: &mut Call, word: &Word, rest: &mut impl Iterator<Item = &'w Word>) {
    for (at, letter) in word.text.char_indices().skip(1) {
        let Some(option) = options::by_letter(letter) else {
            let at = word.source(at);
            return call.wrong.push(WrongOption {
                option: format!("-{letter}"),
                at,
                reason: WrongOptionReason::Unknown,
            });
        };
        if !option.takes_value {
            apply(call, option, word, None);
            continue;
        }
        let left = at + letter.len_utf8();
        let value = if left < word.text.len() { Some(word.tail(left)) } else { rest.next().cloned() };
        return apply(call, option, word, value);
    }
}

fn apply(call: &mut Call, option: &CurlOption, word: &Word, value: Option<Word>) {
    let wrong = |reason| WrongOption { option: format!("--{}", option.long), at: word.range.start, reason };
    if option.effect == Effect::Refused {
        return call.wrong.push(wrong(WrongOptionReason::Refused));
    }
    if matches!(option.effect, Effect::Tls | Effect::TlsSecret) && value.is_some() == option.takes_value {
        call.tls.push(tls_option(option, word, value.as_ref()));
    }
    let Some(value) = value else {
        match option.effect {
            _ if option.takes_value => call.wrong.push(wrong(WrongOptionReason::NoValue)),
            Effect::Head => call.head = true,
            Effect::Get => call.get = true,
            Effect::Compressed => call.compressed = Some(word.clone()),
            Effect::Stream => call.streams = true,
            Effect::RemoteName => (call.output, call.download) = (true, true),
            _ => {}
        }
        return;
    };
    match option.effect {
        Effect::Method => call.method = Some(value),
        Effect::Url => call.urls.push(value),
        Effect::UrlQuery => call.query.push(value),
        Effect::Header => call.headers.push(value),
        Effect::Data => call.data.push((DataKind::Plain, value)),
        Effect::DataRaw => call.data.push((DataKind::Raw, value)),
        Effect::DataBinary => call.data.push((DataKind::Binary, value)),
        Effect::DataUrlencode => call.data.push((DataKind::Urlencode, value)),
        Effect::Json => call.data.push((DataKind::Json, value)),
        Effect::Form => call.form.push((value, true)),
        Effect::FormString => call.form.push((value, false)),
        Effect::Upload => call.upload = Some(value),
        Effect::User => call.user = Some(value),
        Effect::Bearer => call.fields.push(("Authorization", prefixed("Bearer ", &value))),
        Effect::Cookie => call.fields.extend(cookie(value).map(|value| ("Cookie", value))),
        Effect::Agent => call.fields.push(("User-Agent", value)),
        Effect::Referer => call.fields.push(("Referer", value)),
        Effect::Range => call.fields.push(("Range", prefixed("bytes=", &value))),
        Effect::WriteOut => call.write_out = Some(value),
        Effect::Output => {
            call.output = value.text != "-";
            call.output_file = Some(value.text);
        }
        _ => {}
    }
}

/// `-k`, `--cert me.pem`; a password behind the file of a certificate (`me.pem:password`) is not kept.
fn tls_option(option: &CurlOption, word: &Word, value: Option<&Word>) -> String {
    let name = match option.short {
        short if short != '\0' && !word.text.starts_with("--") => format!("-{short}"),
        _ => format!("--{}", option.long),
    };
    let value = value.filter(|_| option.effect == Effect::Tls).map(|value| match option.long {
        "cert" => without_password(&value.text),
        _ => value.text.as_str(),
    });
    value.map_or_else(|| name.clone(), |value| format!("{name} {value}"))
}

/// The file of `--cert`; a colon behind a single letter and before a slash is of a drive.
fn without_password(cert: &str) -> &str {
    let is_drive = |at: usize| at == 1 && cert[at + 1..].starts_with(['/', '\\']);
    let colon = cert.char_indices().find(|&(at, character)| character == ':' && !is_drive(at));
    colon.map_or(cert, |(at, _)| &cert[..at])
}

/// The cookies that `-b` sends: those it gives or, without a `=`, those of a file; none where it only switches them on.
fn cookie(value: Word) -> Option<Word> {
    match value.text.as_str() {
        "" | "-" | "/dev/null" => None,
        text if text.contains('=') || text.starts_with('$') => Some(value),
        file => Some(value.placeholder_for(file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::command::pipeline::Variables;
    use crate::docs::dialect::command::shell::pipeline;

    fn called(text: &str) -> Call {
        call(&pipeline(text, 0, false, &Variables::of("")).stages[0].words)
    }

    #[test]
    fn joined_letters_are_separate_options() {
        let call = called("-sSi -XPUT -dx=1 -vvo out h/x -Ia bot");
        assert_eq!(call.method.map(|m| m.text).as_deref(), Some("PUT"));
        assert_eq!(call.data.iter().map(|(_, d)| d.text.as_str()).collect::<Vec<_>>(), ["x=1"]);
        assert!(call.output && call.head);
        assert_eq!(call.urls.iter().map(|u| u.text.as_str()).collect::<Vec<_>>(), ["h/x", "bot"]);
    }

    #[test]
    fn a_method_before_the_url_is_no_host() {
        for (command, method, urls) in [
            ("DELETE \"https://h/x\" -s", Some("DELETE"), ["https://h/x"].as_slice()),
            ("-X PUT GET https://h/x", Some("PUT"), &["https://h/x"]),
            ("GET", None, &["GET"]),
            ("https://h/x GET https://h/y", None, &["https://h/x", "GET", "https://h/y"]),
            ("get https://h/x", None, &["get", "https://h/x"]),
        ] {
            let call = called(command);
            let shown: Vec<_> = call.urls.iter().map(|url| url.text.as_str()).collect();
            assert_eq!((call.method.as_ref().map(|it| it.text.as_str()), &shown[..]), (method, urls), "{command}");
        }
    }

    #[test]
    fn options_of_tls_are_kept_without_their_passwords() {
        let tls = called("-sk --cacert ca.pem -E me.pem:h7:s2pw --key me.key --pass h7s2pw --insecure https://h/x").tls;
        assert_eq!(tls, ["-k", "--cacert ca.pem", "-E me.pem", "--key me.key", "--pass", "--insecure"]);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let wrong = called("--frobnicate -sW --next h/x -d").wrong;
        let reasons: Vec<_> = wrong.iter().map(|w| (w.option.as_str(), w.reason)).collect();
        assert_eq!(
            reasons,
            [
                ("--frobnicate", WrongOptionReason::Unknown),
                ("-W", WrongOptionReason::Unknown),
                ("--next", WrongOptionReason::Refused),
                ("--data", WrongOptionReason::NoValue)
            ]
        );
        assert_eq!(wrong[1].at, 15);
    }
}
