//! Which components, containers and elements are boxes beside the text: `:::tip`, `{% hint %}`, `<aside>`.

use crate::text::attribute;

/// Whether the name of a component, a template or a container is that of a box: `:::tip`, `{% hint %}`, `<Callout>`.
pub(super) fn is_box(name: &str) -> bool {
    const BOXES: [&str; 22] = [
        "tip",
        "note",
        "info",
        "warning",
        "danger",
        "caution",
        "important",
        "success",
        "error",
        "hint",
        "attention",
        "admonition",
        "callout",
        "notice",
        "alert",
        "aside",
        "banner",
        "check",
        "box",
        "quote",
        "message",
        "notification",
    ];
    let name = name.trim_matches(['{', '}']);
    BOXES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a line after `!!! ` begins with the kind of a remark, and not `example`.
pub(super) fn begins_with_kind(line: &str) -> bool {
    is_box(line.split([' ', '"']).next().unwrap_or_default())
}

/// The name of the element of HTML that a line begins with, where that is a box beside the text: `<aside>`, `<div class="note">`.
pub(super) fn boxed_element(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('<')?;
    let name = inner.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let tag = inner.split('>').next()?;
    let class = attribute(tag, &["class", "className"]).map(|class| &tag[class]);
    let named = |class: &str| class.split(|c: char| !c.is_ascii_alphanumeric()).any(is_box);
    let is_boxed = name == "aside" || ["div", "section", "p", "blockquote"].contains(&name) && class.is_some_and(named);
    is_boxed.then_some(name)
}
