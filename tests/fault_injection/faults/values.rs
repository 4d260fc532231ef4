//! Faults of a body's values.

use serde_json::{Value, json};

use crate::fault::{self, Expected::Finding, Fault};
use crate::reply::Call;

pub static FAULTS: &[Fault] = &[
    Fault {
        name: "a number became a string",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["yearsOfPractice"] = json!("20"),
        case: &fault::GET,
        expected: Finding("wrong-type", "\"yearsOfPractice\""),
    },
    Fault {
        name: "a number became a string where no type is documented",
        call: Call::GetParcel,
        inject: |reply| reply.value()["weightGrams"] = json!("2100"),
        case: &fault::PARCEL,
        expected: Finding("wrong-type", "\"weightGrams\""),
    },
    Fault {
        name: "a number became a string behind a placeholder",
        call: Call::UpdateLanguage,
        inject: |reply| reply.value()["inference"]["confidenceScore"] = json!("0.9"),
        case: &fault::UPDATE,
        expected: Finding("wrong-type", "\"confidenceScore\""),
    },
    Fault {
        name: "a Boolean became a string",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["inference"]["userHasVerifiedAccuracy"] = json!("true"),
        case: &fault::GET,
        expected: Finding("wrong-type", "\"userHasVerifiedAccuracy\""),
    },
    Fault {
        name: "an integer became a fraction",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["yearsOfPractice"] = json!(20.5),
        case: &fault::GET,
        expected: Finding("wrong-type", "\"yearsOfPractice\""),
    },
    Fault {
        name: "an integer became a fraction in the third item, where no type is documented",
        call: Call::ListParcels,
        inject: |reply| reply.value()["items"][2]["weightGrams"] = json!(700.25),
        case: &fault::PARCELS,
        expected: Finding("wrong-type", "\"weightGrams\""),
    },
    Fault {
        name: "a value outside of its enum",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["proficiency"] = json!("fluent"),
        case: &fault::GET,
        expected: Finding("outside-enum", "\"proficiency\""),
    },
    Fault {
        name: "a value outside of its enum behind a placeholder",
        call: Call::UpdateLanguage,
        inject: |reply| reply.value()["allowedAudiences"] = json!("String"),
        case: &fault::UPDATE,
        expected: Finding("outside-enum", "\"allowedAudiences\""),
    },
    Fault {
        name: "null where a value is documented",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["displayName"] = Value::Null,
        case: &fault::GET,
        expected: Finding("null-for-value", "\"displayName\""),
    },
    Fault {
        name: "a timestamp that is none",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["createdDateTime"] = json!("last Tuesday"),
        case: &fault::GET,
        expected: Finding("wrong-format", "\"createdDateTime\""),
    },
    Fault {
        name: "a timestamp without an offset",
        call: Call::CreateLanguage,
        inject: |reply| reply.value()["lastModifiedDateTime"] = json!("2026-11-24T10:00:00"),
        case: &fault::CREATE,
        expected: Finding("wrong-format", "\"lastModifiedDateTime\""),
    },
    Fault {
        name: "a timestamp that is none, where no type is documented",
        call: Call::GetParcel,
        inject: |reply| reply.value()["announced"] = json!("04.03.2026 05:06"),
        case: &fault::PARCEL,
        expected: Finding("wrong-format", "\"announced\": \""),
    },
    Fault {
        name: "a day that is not in the calendar",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["since"] = json!("2004-02-31"),
        case: &fault::GET,
        expected: Finding("wrong-format", "\"since\""),
    },
    Fault {
        name: "a number among the strings of an array",
        call: Call::GetLanguage,
        inject: |reply| reply.value()["spokenIn"] = json!(["SE", 358]),
        case: &fault::GET,
        expected: Finding("wrong-type", "\"spokenIn\""),
    },
    Fault {
        name: "a member that a truncated response hides is of another type",
        call: Call::UpdateLanguage,
        inject: |reply| reply.value()["createdDateTime"] = json!(1_700_000_000),
        case: &fault::UPDATE,
        expected: Finding("wrong-type", "{"),
    },
    Fault {
        name: "a problem's status is a string",
        call: Call::MissingParcel,
        inject: |reply| reply.value()["status"] = json!("404"),
        case: &fault::UNKNOWN_PARCEL,
        expected: Finding("wrong-type", "\"status\""),
    },
    Fault {
        name: "a message of an error became a list",
        call: Call::BadLanguage,
        inject: |reply| reply.value()["error"]["message"] = json!(["bad", "level"]),
        case: &fault::BAD,
        expected: Finding("wrong-kind", "\"message\""),
    },
];
