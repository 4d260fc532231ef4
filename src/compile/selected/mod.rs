//! In: Selected pages of a large docs folder.
//! Out: They and the other pages that findings about them depend on, so that the rest need not be read.

mod hosts;
mod marks;
mod names;
mod read;

pub use read::read_selected;
