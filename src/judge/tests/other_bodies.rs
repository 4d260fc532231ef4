//! Bodies that are not JSON.

use crate::judge::fixture::Trial;

fn typed(media_type: &str, documented: &str, actual: &str) -> Trial {
    Trial::whole(documented, actual).documents("Content-Type", media_type).responses("Content-Type", media_type)
}

#[test]
fn csv_is_judged_by_its_columns() {
    let csv = |actual: &str| typed("text/csv", "id,name\n1,Ada\n", actual);
    csv("id,name\r\n7,\"Lovelace, Ada\"\r\n8,B\r\n").passes();
    csv("\u{feff}id,name\n").passes();
    csv("id;name\n").reports(&["wrong-columns "].map(str::trim_end));
    csv("id,name,age\n1,A,3\n").reports(&["wrong-columns"]);
    csv("id,name\n1,A\n2\n").reports(&["wrong-columns"]);
    let partial = csv("id,name,age\n1,A,3\n").expecting(|e| e.facts.truncated = true);
    partial.passes();
    assert_eq!(partial.tolerated(), ["uncompared", "truncated"]);
    assert_eq!(csv("id,name\nx,y\n").tolerated(), ["uncompared"]);
    assert_eq!(csv("id,name\n").tolerated(), ["not-exercised"]);
    let head = typed("text/csv", "id,name\n", "id,name\n");
    head.passes();
    assert_eq!(head.tolerated(), [""; 0]);
}

#[test]
fn xml_is_well_formed_and_has_the_documented_root() {
    let xml = |actual: &str| typed("application/atom+xml", "<feed>\n  <entry/>\n  ...\n</feed>", actual);
    xml("<?xml version=\"1.0\"?><feed xmlns=\"urn:x\"><b>1</b></feed>").passes();
    xml("<feed><b></feed>").reports(&["not-well-formed"]);
    xml("<feed>").reports(&["not-well-formed"]);
    xml("<feed a='1' a='2'/>").reports(&["not-well-formed"]);
    let message = &xml("<feed>\n  <entry a='1' a='2'/></feed>").findings()[0].message;
    assert!(message.starts_with("the body is not well-formed XML: line 2, column 16: "), "{message}");
    xml("<error/>").reports(&["wrong-root"]);
}

#[test]
fn text_is_judged_as_it_is_said() {
    let text = |directive: &str| typed("text/plain", "OK 17", "OK 18\n").with_directive(directive);
    text("").passes();
    assert_eq!(text("").tolerated(), ["unread"]);
    text("text = { regex = \"^OK \\\\d+$\" }").passes();
    text("text = { equals = \"OK 17\" }").reports(&["text-differs"]);
    text("match = \"exact\"").reports(&["text-differs"]);
    typed("text/plain", "a\nb", "a\r\nb\r\n").with_directive("match = \"exact\"").passes();
}

#[test]
fn bytes_are_judged_by_length_and_hash() {
    let bytes = |directive: &str| typed("image/png", "<binary data>", "abc").with_directive(directive);
    bytes("bytes = { length = 3, sha256 = \"BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD\" }")
        .passes();
    bytes("bytes.length = { min = 4 }").reports(&["wrong-bytes"]);
    bytes(&format!("bytes.sha256 = \"{}\"", "0".repeat(64))).reports(&["wrong-bytes"]);
}

#[test]
fn a_body_the_docs_do_not_show_is_judged_by_what_is_said_of_it() {
    let trial = |actual: &str| Trial::new((200, ""), (200, actual)).with_directive("body.\"/id\" = { regex = \"^p\" }");
    trial("{\"id\": \"p\"}").passes();
    trial("{\"id\": \"q\"}").reports(&["unmet-expectation /id"]);
    trial("plain").reports(&["unmet-expectation"]);
}
