//! `T`: types, and the schemas built from them.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &DANGLING_TYPE,
    &TYPE_DEFINED_TWICE,
    &RESOURCE_NOT_JSON,
    &EXAMPLE_BREAKS_SCHEMA,
    &UNKNOWN_BASE_TYPE,
    &UNUSABLE_TYPE_NAME,
    &CONTRADICTORY_TYPE,
    &DEEP_TYPE,
];

/// A property has a type that no page defines.
pub static DANGLING_TYPE: Rule = Rule {
    code: "T001",
    name: "dangling-type",
    level: Level::Warn,
    what: "A property has a type that no page defines. Its values are not judged.",
    why: "Neither readers nor doctrial can find out what the property contains: drift inside it goes unnoticed.",
    example: "`\"owner\": {\"@odata.type\": \"shop.person\"}`, and no page has a resource block for `shop.person`.",
    fix: "Add a page with a resource block for the type, or correct the name.",
};

/// Two resource blocks define one type.
pub static TYPE_DEFINED_TWICE: Rule = Rule {
    code: "T002",
    name: "type-defined-twice",
    level: Level::Warn,
    what: "Two resource blocks define the same type. The page named after the type is used, or else the first one by path.",
    why: "The two drift apart, and readers cannot know which of them is right.",
    example: "Both `order.md` and `order-old.md` have a resource block with `\"@odata.type\": \"shop.order\"`.",
    fix: "Keep one resource block, or give the other its own type name.",
};

/// A resource block is not JSON.
pub static RESOURCE_NOT_JSON: Rule = Rule {
    code: "T003",
    name: "resource-not-json",
    level: Level::Deny,
    what: "A resource block cannot be read as JSON, not even tolerantly. Then only the page's tables describe the type.",
    why: "Readers copy these blocks, and tools generate code from them; a missing comma or bracket breaks both.",
    example: "`{ \"id\": \"String\" \"name\": \"String\" }`: there is no comma after the first member.",
    fix: "Correct the JSON at the line given.",
};

/// A documented example does not fit the documented type.
pub static EXAMPLE_BREAKS_SCHEMA: Rule = Rule {
    code: "T004",
    name: "example-breaks-schema",
    level: Level::Deny,
    what: "An example shows a value that the documented type does not allow: another kind, a value outside the enum, a \
           string that is not a timestamp.",
    why: "The docs contradict themselves: whatever the service does, it breaks one of the two promises.",
    example: "The table says `isEnabled` is a Boolean, the example shows `\"isEnabled\": \"false\"`.",
    fix: "Correct the example or the type. A stand-in such as `\"String\"` is not a value and contradicts nothing.",
};

/// A type inherits from a type that no page defines.
pub static UNKNOWN_BASE_TYPE: Rule = Rule {
    code: "T005",
    name: "unknown-base-type",
    level: Level::Warn,
    what: "A resource block's `baseType` names a type that no page defines. Then inherited properties are not known.",
    why: "Inherited members of a response look undocumented, and their values are not judged.",
    example: "`\"baseType\": \"shop.entity\"`, and no page has a resource block for `shop.entity`.",
    fix: "Add a page with a resource block for the base type, or correct the name.",
};

/// A resource block's type name is not a valid name.
pub static UNUSABLE_TYPE_NAME: Rule = Rule {
    code: "T006",
    name: "unusable-type-name",
    level: Level::Warn,
    what: "A resource block's type name is not valid: it may have letters, digits, `.`, `_` and `-`, and begins with a letter.",
    why: "Nothing can refer to such a type, and it cannot be the name of a schema file.",
    example: "`\"@odata.type\": \"shop/order item\"`",
    fix: "Correct the type name in the annotation of the resource block.",
};

/// A page's table and its resource block give a property different types.
pub static CONTRADICTORY_TYPE: Rule = Rule {
    code: "T007",
    name: "contradictory-type",
    level: Level::Warn,
    what: "The property table and the resource block of a page give a property types of different kinds; values of both \
           are accepted. Or a type gives a property that it inherits another type or other values than its base does; \
           the type's own definition is used.",
    why: "Readers cannot know which of the two is right, and contract tests have to accept both.",
    example: "The table says `count` is an Int32, the resource block shows `\"count\": \"String\"`.",
    fix: "Make the two agree.",
};

/// A type has too many levels of nested lists.
pub static DEEP_TYPE: Rule = Rule {
    code: "T008",
    name: "deep-type",
    level: Level::Warn,
    what: "A property's type has more than 16 levels of nested lists, and its values are not judged; or a type inherits through \
           more than 64 others, and what is beyond is not followed.",
    why: "No service sends such a value, and nobody derives that far: the cell or block is damaged, or a script has repeated it.",
    example: "`| points | Double[][][][][][][][][][][][][][][][][] | The points. |`",
    fix: "Correct the type in the table.",
};
