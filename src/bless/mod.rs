//! In: A case, the response that came, what was found wrong with it, the text of its page.
//! Out: Edits of the page by which its example shows that response; or why that cannot be done safely. Pure.
//! Start in `plan.rs`.

mod body;
mod members;
mod page_edit;
mod page_patch;
mod plan;
mod refusal;
mod render;
mod response;
mod xml;

pub use page_edit::PageEdit;
pub use page_patch::PagePatch;
pub use plan::{Plan, plan};
