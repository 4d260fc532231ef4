//! Faults of status, headers, presence of a body, and of the connection.

use crate::fault::{
    self,
    Expected::{Broken, Finding},
    Fault,
};
use crate::reply::{Body, Call, Delivery, Reply};

fn drop_header(reply: &mut Reply, name: &str) {
    let before = reply.headers.len();
    reply.headers.retain(|(known, _)| *known != name);
    assert_eq!(reply.headers.len() + 1, before, "no `{name}`");
}

fn set_type(reply: &mut Reply, media_type: &str) {
    drop_header(reply, "Content-Type");
    reply.headers.push(("Content-Type", media_type.to_owned()));
}

pub static FAULTS: &[Fault] = &[
    Fault {
        name: "200 where 201 is documented",
        call: Call::CreateLanguage,
        inject: |reply| reply.status = 200,
        case: &fault::CREATE,
        expected: Finding("wrong-status", "HTTP/1.1"),
    },
    Fault {
        name: "an error comes as a success",
        call: Call::MissingLanguage,
        inject: |reply| reply.status = 200,
        case: &fault::MISSING,
        expected: Finding("wrong-status", "HTTP/1.1"),
    },
    Fault {
        name: "a redirect",
        call: Call::GetParcel,
        inject: |reply| *reply = Reply::empty(302).header("Location", "/parcels/PK-1002"),
        case: &fault::PARCEL,
        expected: Finding("wrong-status", "HTTP/1.1"),
    },
    Fault {
        name: "a body and 200 where 204 is documented",
        call: Call::DeleteLanguage,
        inject: |reply| *reply = Reply::json(200, serde_json::json!({ "deleted": true })),
        case: &fault::DELETE,
        expected: Finding("wrong-status", "HTTP/1.1"),
    },
    Fault {
        name: "not found where a deletion is documented",
        call: Call::DropLabel,
        inject: |reply| reply.status = 404,
        case: &fault::LABEL,
        expected: Finding("wrong-status", "HTTP/1.1"),
    },
    Fault {
        name: "no Location",
        call: Call::CreateLanguage,
        inject: |reply| drop_header(reply, "Location"),
        case: &fault::CREATE,
        expected: Finding("missing-header", "Location:"),
    },
    Fault {
        name: "a Location that is no URL",
        call: Call::AnnounceParcel,
        inject: |reply| {
            drop_header(reply, "Location");
            reply.headers.push(("Location", "parcel number nine".to_owned()));
        },
        case: &fault::ANNOUNCE,
        expected: Finding("wrong-location", "Location:"),
    },
    Fault {
        name: "no ETag",
        call: Call::GetLanguage,
        inject: |reply| drop_header(reply, "ETag"),
        case: &fault::GET,
        expected: Finding("missing-header", "ETag:"),
    },
    Fault {
        name: "another media type",
        call: Call::Events,
        inject: |reply| set_type(reply, "application/octet-stream"),
        case: &fault::EVENTS,
        expected: Finding("wrong-media-type", "Content-Type:"),
    },
    Fault {
        name: "plain JSON where a problem document is documented",
        call: Call::MissingParcel,
        inject: |reply| set_type(reply, "application/json"),
        case: &fault::UNKNOWN_PARCEL,
        expected: Finding("wrong-media-type", "Content-Type:"),
    },
    Fault {
        name: "an HTML page with status 200",
        call: Call::GetLanguage,
        inject: |reply| {
            set_type(reply, "text/html; charset=utf-8");
            reply.body = Body::Bytes(b"<!doctype html><title>Sorry</title>".to_vec());
        },
        case: &fault::GET,
        expected: Finding("wrong-media-type", "Content-Type:"),
    },
    Fault {
        name: "an HTML page that says it is JSON",
        call: Call::GetLanguage,
        inject: |reply| reply.body = Body::Bytes(b"<!doctype html><title>Sorry</title>".to_vec()),
        case: &fault::GET,
        expected: Finding("not-json", "{"),
    },
    Fault {
        name: "JSON that breaks off",
        call: Call::GetParcel,
        inject: |reply| {
            let mut bytes = reply.clone().bytes();
            bytes.truncate(bytes.len() - 5);
            reply.body = Body::Bytes(bytes);
        },
        case: &fault::PARCEL,
        expected: Finding("not-json", "{"),
    },
    Fault {
        name: "JSON with a trailing comma",
        call: Call::StopParcel,
        inject: |reply| reply.body = Body::Bytes(br#"{"number": "a", "state": "b", "reason": "c",}"#.to_vec()),
        case: &fault::STOP,
        expected: Finding("not-json", "{"),
    },
    Fault {
        name: "an empty body",
        call: Call::GetLanguage,
        inject: |reply| reply.body = Body::None,
        case: &fault::GET,
        expected: Finding("missing-body", "{"),
    },
    Fault {
        name: "an empty file",
        call: Call::Events,
        inject: |reply| reply.body = Body::None,
        case: &fault::EVENTS,
        expected: Finding("missing-body", "at,what,depot"),
    },
    Fault {
        name: "the service fails",
        call: Call::GetLanguage,
        inject: |reply| *reply = Reply::error(500, "generalException", "Something went wrong."),
        case: &fault::GET,
        expected: Broken,
    },
    Fault {
        name: "the credentials are refused",
        call: Call::ListLanguages,
        inject: |reply| {
            *reply = Reply::error(401, "unauthenticated", "Who are you?").header("WWW-Authenticate", "Bearer");
        },
        case: &fault::LIST,
        expected: Broken,
    },
    Fault {
        name: "a permission is lacking",
        call: Call::UpdateLanguage,
        inject: |reply| *reply = Reply::error(403, "accessDenied", "Not you."),
        case: &fault::UPDATE,
        expected: Broken,
    },
    Fault {
        name: "the service throttles",
        call: Call::GetParcel,
        inject: |reply| *reply = Reply::empty(429).header("Retry-After", "30"),
        case: &fault::PARCEL,
        expected: Broken,
    },
    Fault {
        name: "the response never comes",
        call: Call::GetParcel,
        inject: |reply| reply.delivery = Delivery::Never,
        case: &fault::PARCEL,
        expected: Broken,
    },
    Fault {
        name: "the connection is closed without a response",
        call: Call::CreateLanguage,
        inject: |reply| reply.delivery = Delivery::Cut,
        case: &fault::CREATE,
        expected: Broken,
    },
];
