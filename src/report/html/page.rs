//! The HTML file itself: style, script, data, and a policy that allows nothing else to run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::data::Data;
use super::embedded_json::embedded_json;
use crate::record::{Conclusion, RunRecord, Totals};
use crate::report::{Comparison, Docs};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A run as one HTML file. What comes from outside is in one JSON text alone, which the script shows as text; the browser is
/// asked to run that script and no other, and to fetch nothing.
pub fn html(run: &RunRecord, comparison: Option<&Comparison<'_>>, docs: &Docs<'_>) -> String {
    let Totals { passed, failed, broken, skipped, .. } = Totals::of(run);
    let word = Conclusion::of(run).word();
    format!(
        include_str!("template.html"),
        title = format_args!("{word}: {passed} passed, {failed} failed, {broken} broken, {skipped} skipped"),
        style_hash = hash(STYLE),
        script_hash = hash(SCRIPT),
        style = STYLE,
        data = embedded_json(&Data::of(run, comparison, docs)),
        script = SCRIPT,
    )
}

/// As a content security policy names an element of the page by its text.
fn hash(text: &str) -> String {
    STANDARD.encode(sha256(text.as_bytes()))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    hmac_sha256::Hash::hash(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::run;

    /// The text of the element that opens with `opening`.
    fn element<'t>(html: &'t str, opening: &str, closing: &str) -> &'t str {
        let (_, rest) = html.split_once(opening).expect("the element");
        rest.split_once(closing).expect("its end").0
    }

    #[test]
    fn the_file_refers_to_nothing_outside_itself() {
        let html = html(&run(), None, &Docs::default());
        assert!(html.contains("<title>FAILED: 2 passed, 1 failed, 1 broken, 3 skipped</title>"));
        let loading = ["<link", "<img", "<iframe", "src=", "@import", "url(", "fetch(", "import("];
        assert!(loading.iter().all(|text| !html.contains(text)), "{loading:?}");
        assert!(html.contains("content=\"default-src 'none'; script-src 'sha256-"));
    }

    #[test]
    fn hostile_texts_stay_within_the_data() {
        let mut run = run();
        let hostile = "</script><script>alert(1)</script><!-- {title} \u{202e}\u{1b}[31m\u{2028}&amp;";
        run.cases[2].response.as_mut().expect("kept").body = hostile.to_owned();
        run.cases[3].id = hostile.to_owned();
        let html = html(&run, None, &Docs::default());
        assert_eq!((html.matches("<script").count(), html.matches("</script>").count()), (2, 2));
        assert!(!html.contains(['\u{202e}', '\u{1b}', '\u{2028}']) && !html.contains("<!-- "));
        let data = element(&html, "<script type=\"application/json\" id=\"data\">", "</script>");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        let shown = "</script><script>alert(1)</script><!-- {title} \\u202e\\u001b[31m\u{2028}&amp;";
        assert_eq!(data["cases"][2]["response"]["body"], shown);
        assert_eq!(data["cases"][3]["id"], shown);
    }

    #[test]
    fn the_policy_names_the_script_by_its_hash() {
        // FIPS 180-4, the example of one block.
        assert_eq!(sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
        let html = html(&run(), None, &Docs::default());
        let script =
            html.rsplit_once("<script>").and_then(|(_, rest)| rest.split_once("</script>")).expect("a script").0;
        assert!(html.contains(&format!("script-src 'sha256-{}'", hash(script))));
        let style = element(&html, "<style>", "</style>");
        assert!(html.contains(&format!("style-src 'sha256-{}'", hash(style))));
    }
}
