//! In: Blocks of `GitBook`: `{% api-method method="get" path="/items" %}`, `{% swagger %}`.
//! Out: Their examples; the request of a block is that of the command below it, where one makes it.

mod blocks;
mod examples;
mod tag;

use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;

/// The blocks of `GitBook`.
pub(super) struct GitBook;

impl DialectReader for GitBook {
    fn dialect(&self) -> Dialect {
        Dialect::GitBook
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        let blocks = blocks::blocks(remaining.page().text());
        if blocks.is_empty() { DialectReading::default() } else { examples::read(remaining, &blocks) }
    }
}
