//! Which files are pages, by their names.

use std::path::Path;

pub(crate) fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown" | "mdx" | "apib"))
}
