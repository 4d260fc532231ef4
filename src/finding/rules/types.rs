//! `T`: types, and the schemas made of them.

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

/// A property is of a type that no page defines.
pub static DANGLING_TYPE: Rule = Rule {
    code: "T001",
    name: "dangling-type",
    level: Level::Warn,
    what: "A property is of a type that no page defines. Its values are not judged.",
    why: "A reader cannot find out what the property holds, and neither can a check: drift inside it goes unseen.",
    example: "`\"owner\": {\"@odata.type\": \"shop.person\"}`, and no page has a resource block for `shop.person`.",
    fix: "Add a page with a resource block for the type, or correct the name.",
};

/// Two resource blocks define one type.
pub static TYPE_DEFINED_TWICE: Rule = Rule {
    code: "T002",
    name: "type-defined-twice",
    level: Level::Warn,
    what: "Two resource blocks define the same type. The page named like the type is used, else the first one by path.",
    why: "The two drift apart, and which of them holds is left to chance for a reader.",
    example: "Both `order.md` and `order-old.md` hold a resource block with `\"@odata.type\": \"shop.order\"`.",
    fix: "Keep one resource block, or give the other its own type name.",
};

/// A resource block is not JSON.
pub static RESOURCE_NOT_JSON: Rule = Rule {
    code: "T003",
    name: "resource-not-json",
    level: Level::Deny,
    what: "A resource block cannot be read as JSON, not even tolerantly. Only the page's tables describe the type then.",
    why: "Readers copy these blocks, and tools generate code from them: neither works with a missing comma or bracket.",
    example: "`{ \"id\": \"String\" \"name\": \"String\" }`: there is no comma after the first member.",
    fix: "Correct the JSON at the line given.",
};

/// A documented example does not fit the documented type.
pub static EXAMPLE_BREAKS_SCHEMA: Rule = Rule {
    code: "T004",
    name: "example-breaks-schema",
    level: Level::Deny,
    what: "An example shows a value that the documented type does not allow: another kind, a value outside the enum, a \
           timestamp that is none.",
    why: "The docs contradict themselves: whatever the service does, it breaks one of the two promises.",
    example: "The table says `isEnabled` is a Boolean, the example shows `\"isEnabled\": \"false\"`.",
    fix: "Correct the example or the type. A stand-in such as `\"String\"` is no value and breaks nothing.",
};

/// A type inherits from a type that no page defines.
pub static UNKNOWN_BASE_TYPE: Rule = Rule {
    code: "T005",
    name: "unknown-base-type",
    level: Level::Warn,
    what: "A resource block's `baseType` names a type that no page defines. Inherited properties are not known then.",
    why: "An answer's inherited members look undocumented, and their values are not judged.",
    example: "`\"baseType\": \"shop.entity\"`, and no page has a resource block for `shop.entity`.",
    fix: "Add a page with a resource block for the base type, or correct the name.",
};

/// A resource block's type name cannot name a type.
pub static UNUSABLE_TYPE_NAME: Rule = Rule {
    code: "T006",
    name: "unusable-type-name",
    level: Level::Warn,
    what: "A resource block's type name is no name: letters, digits, `.`, `_` and `-`, beginning with a letter.",
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
           are let through. Or a type gives a property that it inherits another type or other values than its base does; \
           the type's own word holds.",
    why: "A reader cannot know which of the two holds, and a check has to accept both.",
    example: "The table says `count` is an Int32, the resource block shows `\"count\": \"String\"`.",
    fix: "Make both places say the same.",
};

/// A type is lists within lists, too many of them.
pub static DEEP_TYPE: Rule = Rule {
    code: "T008",
    name: "deep-type",
    level: Level::Warn,
    what: "A property's type is more than 16 lists within lists. Its values are not judged.",
    why: "No service answers with such a value: the cell is damaged, or was made by a script that repeats itself.",
    example: "`| points | Double[][][][][][][][][][][][][][][][][] | The points. |`",
    fix: "Correct the type in the table.",
};
