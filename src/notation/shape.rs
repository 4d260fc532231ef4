//! `Shape`: what docs say about a value, before any schema is built.

use super::type_word::Word;

/// What a type cell or a value of a resource block says about a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Nothing.
    Any,
    /// Free text in place of the value: a string, unless something more precise is documented.
    Text,
    /// A number in place of the value: any number, unless something more precise is documented.
    Figure,
    /// A scalar type word.
    Word(Word),
    /// One of these strings.
    Enum(Vec<String>),
    /// A type by name, not yet looked up.
    Named(String),
    /// A documented type, by its full name.
    Type(String),
    /// A name that nothing documented has.
    Unknown(String),
    /// An array.
    List(Box<Shape>),
    /// An object shown in place; empty: with any members.
    Object(Vec<(String, Shape)>),
    /// The docs say both.
    Either(Box<Shape>, Box<Shape>),
}

impl Shape {
    /// A list of this.
    pub(crate) fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// With the members listed after "Possible values are", where a string (or a list of strings) is allowed.
    pub(crate) fn with_values(self, values: &[String]) -> Self {
        let not_strings = matches!(self, Self::Any | Self::Figure) && values.iter().any(|v| !names_a_member(v));
        // A single value listed is an example of one rather than all there are.
        if values.len() < 2 || not_strings {
            return self;
        }
        match self {
            Self::List(inner) => inner.with_values(values).list(),
            Self::Enum(mut own) => {
                own.extend(values.iter().filter(|v| !own.contains(v)).cloned().collect::<Vec<_>>());
                Self::Enum(own)
            }
            Self::Any | Self::Text | Self::Word(Word::String) | Self::Unknown(_) => Self::Enum(values.to_vec()),
            other => other,
        }
    }
}

/// `true` and numbers in "Possible values" do not describe a string unless something else says that it is one.
fn names_a_member(value: &str) -> bool {
    !matches!(value.to_ascii_lowercase().as_str(), "true" | "false") && value.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possible_values_only_bind_strings() {
        let values = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(Shape::Word(Word::String).with_values(&values), Shape::Enum(values.clone()));
        assert_eq!(Shape::Word(Word::Integer).with_values(&values), Shape::Word(Word::Integer));
        assert_eq!(Shape::Any.with_values(&["true".to_owned(), "false".to_owned()]), Shape::Any);
    }
}
