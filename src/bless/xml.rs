//! A documented body of XML whose root element is another than the one that came.

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Document, Node};

/// The text of the body with the root element that came. Where all below it is as documented, nothing else changes; else the
/// document becomes the one that came, laid out like it, with one of several similar elements.
///
/// # Errors
/// Why an example cannot show this.
pub(super) fn rewritten(shown: &str, received: &str) -> Result<String, String> {
    let (text, body) = (shown.trim(), received.trim_start_matches('\u{feff}').trim());
    let documented = Document::parse(text).map_err(|error| format!("the example is not well-formed XML: {error}"))?;
    let received = Document::parse(body).map_err(|error| format!("the response cannot be shown as XML: {error}"))?;
    let (root, new) = (documented.root_element(), received.root_element());
    if is_deep(root) || is_deep(new) {
        return Err(format!("the elements are nested more than {DEEPEST} deep"));
    }
    if below(root) == below(new) {
        let renamed = renamed(text, root, name(body, new));
        // The example may not declare the prefix.
        if Document::parse(&renamed).is_ok() {
            return Ok(shown.replacen(text, &renamed, 1));
        }
    }
    if root.descendants().any(|node| node.is_comment()) {
        return Err("the example has comments, which would be lost: change it by hand".to_owned());
    }
    let head = &text[..root.range().start];
    let element = &text[root.range()];
    let unit = element.contains('\n').then(|| unit(element));
    let mut out = head.to_owned();
    write(body, new, unit, 0, &mut out);
    Ok(shown.replacen(text, &out, 1))
}

/// How deep the elements are nested at most.
const DEEPEST: usize = 64;

fn is_deep(root: Node<'_, '_>) -> bool {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        open.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1)));
    }
    false
}

/// The elements below an element, each by its path.
fn below(element: Node<'_, '_>) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    let mut open: Vec<(Node<'_, '_>, String)> = vec![(element, String::new())];
    while let Some((node, path)) = open.pop() {
        for child in node.children().filter(Node::is_element) {
            let path = format!("{path}/{}", child.tag_name().name());
            paths.insert(path.clone());
            open.push((child, path));
        }
    }
    paths
}

/// The name of an element as it is written, with its prefix.
fn name<'t>(text: &'t str, element: Node<'_, '_>) -> &'t str {
    let tag = &text[element.range().start + 1..];
    tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

fn renamed(text: &str, root: Node<'_, '_>, to: &str) -> String {
    let (Range { start, end }, old) = (root.range(), name(text, root));
    let after = start + 1 + old.len();
    let (head, mut inner, mut closing) = (&text[..=start], &text[after..end], String::new());
    if let Some(tag) = inner.rfind("</").filter(|_| !inner.ends_with("/>")) {
        closing = inner[tag..].replacen(old, to, 1);
        inner = &inner[..tag];
    }
    format!("{head}{to}{inner}{closing}{}", &text[end..])
}

/// By how much the first element below the root is indented.
fn unit(element: &str) -> &str {
    let line = element.lines().skip(1).find(|line| line.trim_start().starts_with('<'));
    let indent = line.map_or("", |line| &line[..line.len() - line.trim_start().len()]);
    if indent.is_empty() { "  " } else { indent }
}

/// Writes an element; one that holds text stays as it came.
fn write(text: &str, element: Node<'_, '_>, unit: Option<&str>, depth: usize, out: &mut String) {
    let is_blank = |node: &Node<'_, '_>| node.is_text() && node.text().is_none_or(|text| text.trim().is_empty());
    let inner: Vec<Node<'_, '_>> = element.children().filter(|node| !is_blank(node)).collect();
    let (first, last) = (element.first_child(), element.last_child());
    let (Some(first), Some(last), false) = (first, last, inner.is_empty() || inner.iter().any(Node::is_text)) else {
        out.push_str(&text[element.range()]);
        return;
    };
    let line = |depth: usize, out: &mut String| {
        if let Some(unit) = unit {
            out.push('\n');
            out.push_str(&unit.repeat(depth));
        }
    };
    out.push_str(&text[element.range().start..first.range().start]);
    let mut shapes = BTreeSet::new();
    for node in inner {
        if node.is_element() && !shapes.insert((node.tag_name().name(), below(node))) {
            continue;
        }
        line(depth + 1, out);
        write(text, node, unit, depth + 1, out);
    }
    line(depth, out);
    out.push_str(&text[last.range().end..element.range().end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_of_another_name_is_renamed_and_all_else_stays() {
        let shown = "<?xml version=\"1.0\"?>\n<!-- all -->\n<lamps xmlns=\"urn:a\">\n    <lamp id=\"7\"/><!-- a -->\n</lamps>\n";
        let received = "<v2:list xmlns:v2='urn:b'><lamp id='8'/><lamp id='9'/></v2:list>";
        let plain = "<list><lamp id='8'/></list>";
        assert_eq!(rewritten(shown, plain).as_deref(), Ok(&*shown.replace("lamps", "list")));
        // The comment would be lost.
        assert!(rewritten(shown, received).is_err_and(|why| why.contains("comments")));
        let bare = rewritten(&shown.replace("<!-- a -->", ""), received).expect("shown");
        assert!(bare.ends_with("<v2:list xmlns:v2='urn:b'>\n    <lamp id='8'/>\n</v2:list>\n"), "{bare}");
        assert_eq!(rewritten("<a/>", "<b/>").as_deref(), Ok("<b/>"));
        assert_eq!(rewritten("<a ></a >", "<b/>").as_deref(), Ok("<b ></b >"));
    }

    #[test]
    fn a_document_of_another_shape_is_laid_out_like_the_one_shown() {
        let received = "<list><lamp><name>A <b>x</b></name><on>true</on></lamp><lamp><name>B</name><on/></lamp><count>2</count></list>";
        let shown = "<lamps>\n\t<lamp/>\n</lamps>";
        let laid_out = "<list>\n\t<lamp>\n\t\t<name>A <b>x</b></name>\n\t\t<on>true</on>\n\t</lamp>\n\t<lamp>\n\t\t<name>B</name>\n\t\t<on/>\n\t</lamp>\n\t<count>2</count>\n</list>";
        assert_eq!(rewritten(shown, received).as_deref(), Ok(laid_out));
        let alike = "<list><lamp><on>1</on></lamp><lamp><on>2</on></lamp></list>";
        assert_eq!(rewritten("<lamps/>", alike).as_deref(), Ok("<list><lamp><on>1</on></lamp></list>"));
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        assert!(rewritten("<a>", "<b/>").is_err() && rewritten("<a/>", "<b>").is_err());
        assert!(rewritten("<a/>", "<!DOCTYPE b [<!ENTITY e 'x'>]><b>&e;</b>").is_err());
    }
}
