//! Status codes in the cells of tables in HTML: `<td>Success code</td>` and `<td>200</td>`, in one line or two.

use crate::docs::wording::{self, Topic};
use crate::http::status;

/// The code that is the last cell of a line and its offset, where the cell before it, or the line above, calls it a code.
pub(super) fn code(line: &str, above: &str) -> Option<(u16, usize)> {
    let cell = line.rfind("<td")?;
    let start = cell + line[cell..].find('>')? + 1;
    let shown = line[start..].split('<').next()?;
    let code = status::code(shown.trim())?;
    let before = &line[..cell];
    let label = if before.contains("</t") { before } else { above };
    let called = wording::mentions(Topic::Code, label) || wording::mentions(Topic::StatusLine, label);
    called.then(|| (code, start + shown.len() - shown.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_a_code_where_its_label_says_so() {
        assert_eq!(code("  <td> 204 </td>\n", "<td>Success code</td>\n"), Some((204, 7)));
        assert_eq!(code("<tr><th>Status</th><td>200</td></tr>", ""), Some((200, 23)));
        for (line, above) in [("<td>200</td>", "<td>Limit</td>"), ("<td>OK</td>", "<td>Code</td>"), ("<tr>", "")] {
            assert_eq!(code(line, above), None, "{line}");
        }
    }
}
