//! A property's table row and its value in the resource block, taken together.

use crate::notation::shape::Shape;
use crate::notation::type_word::Word;
use crate::schema::resolve::index::Lookup;

/// What a property's table row and its value in the resource block say together. The row is the more precise of the two;
/// where they contradict each other in kind, either may come ([`Shape::Either`]).
#[allow(clippy::match_same_arms, reason = "the arms are read in order; merged, they would say something else")]
pub(in crate::schema) fn merge_row_and_block(row: Shape, block: Shape, lookup: &Lookup<'_>) -> Shape {
    use Shape::{Any, Either, Enum, Figure, List, Object, Text, Type, Unknown};
    match (row, block) {
        // `Json` in the table and `{}` in the block: anything at all.
        (anything @ Shape::Word(Word::Anything), _) => anything,
        (Any, Object(members)) if members.is_empty() => Any,
        (Any, other) | (other, Any) => other,
        (row, block) if row == block => row,
        (Unknown(_), anything @ Shape::Word(Word::Anything)) => anything,
        (row, Shape::Word(Word::Anything)) => row,
        (List(row), List(block)) => merge_row_and_block(*row, *block, lookup).list(),
        // A name that nothing documents: most often an enum whose members are documented nowhere.
        (Unknown(_), Text) => Shape::Word(Word::String),
        (row @ (Type(_) | Enum(_)), Unknown(_)) => row,
        (Unknown(_), known) | (known, Unknown(_)) => known,
        (Type(row), Type(block)) if lookup.derives(&block, &row) => Type(row),
        (Type(row), Type(block)) if lookup.derives(&row, &block) => Type(block),
        (row @ Type(_), Object(_)) => row,
        (Object(_), block @ Type(_)) => block,
        (Enum(row), Enum(block)) => Enum(row).with_values(&block),
        (row @ Enum(_), Text | Shape::Word(Word::String)) => row,
        (Text | Shape::Word(Word::String), block @ Enum(_)) => block,
        (Shape::Word(row), block) => word_and(row, block),
        (row @ (List(_) | Type(_) | Text), Text) => row,
        (Text, block @ Shape::Word(word)) if word.is_text() => block,
        (Figure, block @ Shape::Word(Word::Integer | Word::Number)) => block,
        (row, block) => Either(Box::new(row), Box::new(block)),
    }
}

fn word_and(row: Word, block: Shape) -> Shape {
    match (row, block) {
        (row, Shape::Word(block)) if row.is_text() && block.is_text() => Shape::Word(row),
        (Word::Integer | Word::Number, Shape::Word(Word::Integer | Word::Number)) => Shape::Word(Word::Number),
        (Word::Integer | Word::Number, Shape::Figure) => Shape::Word(row),
        // Free text in the block ("The size in bytes") describes the value; it is not a value.
        (row, Shape::Text) => Shape::Word(row),
        (row, block) => Shape::Either(Box::new(Shape::Word(row)), Box::new(block)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::resolve::index::Index;

    fn both(row: Shape, block: Shape) -> Shape {
        let index = Index::default();
        merge_row_and_block(row, block, &index.lookup("", ""))
    }

    #[test]
    fn the_row_wins_where_both_are_of_one_kind() {
        let word = Shape::Word;
        assert_eq!(both(word(Word::DateTime), word(Word::String)), word(Word::DateTime));
        assert_eq!(both(word(Word::String), word(Word::DateTime)), word(Word::String));
        assert_eq!(both(word(Word::Integer), Shape::Figure), word(Word::Integer));
        assert_eq!(both(word(Word::Integer), word(Word::Number)), word(Word::Number));
        assert_eq!(both(word(Word::Anything), word(Word::String)), word(Word::Anything));
        assert_eq!(both(Shape::Unknown("level".into()), word(Word::String)), word(Word::String));
    }

    #[test]
    fn a_contradiction_in_kind_lets_both_pass() {
        let text = Shape::Word(Word::String);
        let either = both(text.clone(), Shape::Word(Word::Boolean));
        assert_eq!(either, Shape::Either(Box::new(text), Box::new(Shape::Word(Word::Boolean))));
    }
}
