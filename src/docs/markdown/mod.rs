//! In: The text of a page.
//! Out: Its blocks in order, each with its position. The only folder that knows Markdown.
//! Start in `blocks.rs`.

mod accidental_heading;
pub(super) mod block;
pub(super) mod block_reader;
pub(super) mod blocks;
mod code_block;
mod code_spans;
mod collection_route;
mod command_span;
mod comment;
mod directive_fence;
mod entities;
mod example_target;
mod front_matter;
mod gathered_text;
mod headed_route;
mod headings;
mod html;
mod html_table;
mod include_mark;
mod inline_document;
pub(super) mod inline_marks;
mod labelled_route;
mod left_container;
pub(super) mod liquid_blocks;
mod lone_urls;
mod method_in_text;
mod named_route;
mod nested_fence;
mod output_gutter;
mod paragraphs;
mod pre_element;
mod push_route;
mod raw_message;
mod requested_url;
mod rewind;
mod route_component;
mod route_label;
mod route_of_fence;
mod route_parts;
mod route_target;
pub(crate) mod table_calls;
mod table_route;
pub(super) mod table_rule;
mod unclosed_fence;
mod window;
