//! Faults of a body's structure.

use serde_json::{Value, json};

use crate::fault::{self, Expected::Finding, Fault};
use crate::reply::{Body, Call};

fn drop_member(value: &mut Value, name: &str) -> Value {
    value.as_object_mut().and_then(|members| members.remove(name)).unwrap_or_else(|| panic!("no `{name}`"))
}

fn rename(value: &mut Value, name: &str, new: &str) {
    value[new] = drop_member(value, name);
}

pub static FAULTS: &[Fault] = &[
    Fault {
        name: "a documented member is missing",
        call: Call::GetLanguage,
        inject: |reply| drop(drop_member(reply.value(), "tag")),
        case: &fault::GET,
        expected: Finding("missing-member", "\"tag\""),
    },
    Fault {
        name: "a member got another name",
        call: Call::GetLanguage,
        inject: |reply| rename(reply.value(), "yearsOfPractice", "years_of_practice"),
        case: &fault::GET,
        expected: Finding("missing-member", "\"yearsOfPractice\""),
    },
    Fault {
        name: "a member is written in another case",
        call: Call::CreateLanguage,
        inject: |reply| rename(reply.value(), "spokenIn", "SpokenIn"),
        case: &fault::CREATE,
        expected: Finding("missing-member", "\"spokenIn\""),
    },
    Fault {
        name: "a nested member is missing",
        call: Call::GetLanguage,
        inject: |reply| drop(drop_member(&mut reply.value()["createdBy"]["user"], "displayName")),
        case: &fault::GET,
        expected: Finding("missing-member", "\"displayName\": \"Ada Marsh\""),
    },
    Fault {
        name: "a nested member is missing in a truncated response",
        call: Call::UpdateLanguage,
        inject: |reply| drop(drop_member(&mut reply.value()["inference"], "confidenceScore")),
        case: &fault::UPDATE,
        expected: Finding("missing-member", "\"confidenceScore\""),
    },
    Fault {
        name: "a member is missing in a truncated response",
        call: Call::UpdateLanguage,
        inject: |reply| drop(drop_member(reply.value(), "lastModifiedDateTime")),
        case: &fault::UPDATE,
        expected: Finding("missing-member", "\"lastModifiedDateTime\""),
    },
    Fault {
        name: "a member is missing in the third item only",
        call: Call::ListLanguages,
        inject: |reply| drop(drop_member(&mut reply.value()["value"][2], "proficiency")),
        case: &fault::LIST,
        expected: Finding("missing-member", "\"proficiency\""),
    },
    Fault {
        name: "a nested member is missing in the last item of an elided list",
        call: Call::ListParcels,
        inject: |reply| {
            let items = reply.value()["items"].as_array_mut().expect("items");
            drop(drop_member(&mut items.last_mut().expect("an item")["to"], "postcode"));
        },
        case: &fault::PARCELS,
        expected: Finding("missing-member", "\"postcode\""),
    },
    Fault {
        name: "a member of the envelope is missing",
        call: Call::ListParcels,
        inject: |reply| drop(drop_member(reply.value(), "total")),
        case: &fault::PARCELS,
        expected: Finding("missing-member", "\"total\""),
    },
    Fault {
        name: "an item lacks a member of a truncated list",
        call: Call::ListMastered,
        inject: |reply| drop(drop_member(&mut reply.value()["value"][0], "displayName")),
        case: &fault::MASTERED,
        expected: Finding("missing-member", "\"displayName\""),
    },
    Fault {
        name: "a member came that nothing documents",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["internalRow"] = json!(77),
        case: &fault::GET,
        expected: Finding("undocumented-member", "{"),
    },
    Fault {
        name: "a nested member came that nothing documents",
        call: Call::GetParcel,
        inject: |reply| reply.value()["to"]["country"] = json!("AT"),
        case: &fault::PARCEL,
        expected: Finding("undocumented-member", "\"to\""),
    },
    Fault {
        name: "an object where an array is documented",
        call: Call::ListLanguages,
        inject: |reply| reply.value()["value"] = json!({}),
        case: &fault::LIST,
        expected: Finding("wrong-kind", "\"value\""),
    },
    Fault {
        name: "an array where an object is documented",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["createdBy"] = json!([]),
        case: &fault::GET,
        expected: Finding("wrong-kind", "\"createdBy\""),
    },
    Fault {
        name: "the items came without their envelope",
        call: Call::ListParcels,
        inject: |reply| *reply.value() = drop_member(reply.value(), "items"),
        case: &fault::PARCELS,
        expected: Finding("wrong-kind", "{"),
    },
    Fault {
        name: "an item is a string",
        call: Call::ListParcels,
        inject: |reply| reply.value()["items"][2] = json!("PK-1003"),
        case: &fault::PARCELS,
        expected: Finding("wrong-kind", "    {"),
    },
    Fault {
        name: "the whole body is null",
        call: Call::GetParcel,
        inject: |reply| *reply.value() = Value::Null,
        case: &fault::PARCEL,
        expected: Finding("wrong-kind", "{"),
    },
    Fault {
        name: "items where none must be",
        call: Call::ListNone,
        inject: |reply| reply.value()["value"] = json!([{ "id": "lp-1" }]),
        case: &fault::NONE,
        expected: Finding("not-empty", "\"value\""),
    },
    Fault {
        name: "the shape of an error changed",
        call: Call::MissingLanguage,
        inject: |reply| *reply.value() = drop_member(reply.value(), "error"),
        case: &fault::MISSING,
        expected: Finding("missing-member", "\"error\""),
    },
    Fault {
        name: "a problem lost its own member",
        call: Call::TooLateToStop,
        inject: |reply| drop(drop_member(reply.value(), "delivered")),
        case: &fault::TOO_LATE,
        expected: Finding("missing-member", "\"delivered\":"),
    },
    Fault {
        name: "a member stands twice",
        call: Call::StopParcel,
        inject: |reply| {
            let twice = br#"{"number": "PK-1002", "state": "returning", "reason": "a", "reason": "b"}"#;
            reply.body = Body::Bytes(twice.to_vec());
        },
        case: &fault::STOP,
        expected: Finding("duplicate-member", "\"reason\""),
    },
];
