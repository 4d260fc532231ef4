//! In: A label, a heading, a line of prose.
//! Out: What it mentions, by the lists of words in `words.toml`, the one place that knows the languages pages are written in.
//! Start in `topic.rs`; a word in another language is a line in `words.toml`.

mod by_first_letter;
mod conditions;
mod label_kind;
mod lexicon;
mod phrase;
mod quick_search;
mod remembered;
mod search;
mod topic;
mod topic_group;
mod word_starts;
mod words_file;

pub(crate) use conditions::{conditions, introduces_failure};
pub(crate) use label_kind::{
    LabelKind, announces_example, announces_route, begins_with_status, kind_without_body, names_body, names_body_alone,
    names_error_of_body, names_headers, names_narrowing_part, tells_to_write_file,
};
pub(crate) use lexicon::{Prose, all, begins, consists_of, find_all, is, is_worded, mentions, word_indices, words};
pub(crate) use phrase::is_unspaced;
pub(crate) use remembered::Remembered;
pub(crate) use topic::Topic;
pub(crate) use topic_group::TopicGroup;

#[cfg(test)]
mod tests;
