//! In: The text of a page.
//! Out: Its blocks in order, each with its position: the only folder that knows Markdown.

pub(super) mod block;
mod comment;
mod front_matter;
mod gathered_text;
pub(super) mod liquid_blocks;
mod nested_fence;
pub(super) mod parse;
mod pre_element;
mod route_parts;
mod table_rule;
mod unclosed_fence;
