//! Several topics that one search can rule out of a text together.

use super::lexicon::Prose;
use super::lexicon::spellings;
use super::quick_search::QuickSearch;
use super::topic::Topic;

/// Topics that are looked for one after the other: for most texts one search shows that they mention none of them.
#[derive(Debug)]
pub(crate) struct TopicGroup {
    /// `None` on processors without such a search.
    quick: Option<QuickSearch>,
}

impl TopicGroup {
    pub(crate) fn of(topics: &[Topic]) -> Self {
        let words: Vec<String> = topics.iter().flat_map(|topic| spellings(*topic)).collect();
        Self { quick: QuickSearch::of(words.iter().map(String::as_str)) }
    }

    /// Whether a text may mention one of them; where not, it mentions none.
    pub(crate) fn may_be_in(&self, prose: &Prose<'_>) -> bool {
        self.quick.as_ref().is_none_or(|quick| quick.is_in(prose.lower()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mentions_a_topic_may_mention_its_group() {
        let topics = [Topic::MayBeNull, Topic::ReadOnlyRemark];
        let group = TopicGroup::of(&topics);
        for topic in topics {
            for word in crate::docs::wording::all(topic) {
                let text = format!("The Name. {}.", word.to_uppercase());
                assert!(group.may_be_in(&Prose::new(&text)), "{text}");
            }
        }
        let is_quick = group.quick.is_some();
        assert_eq!(group.may_be_in(&Prose::new("The name of the lamp.")), !is_quick);
    }
}
