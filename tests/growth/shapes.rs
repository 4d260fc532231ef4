//! Pages that grow: each function makes a page of about so many bytes, of one awkward shape.

/// Makes a page of about so many bytes.
pub(crate) type Shape = fn(usize) -> String;

/// A shape by its name; the part before the first blank is its group.
pub(crate) const SHAPES: &[(&str, Shape)] = &[
    ("fences not closed", |n| each(n, |i| format!("```http\nGET /lamps/{i}\n\n"))),
    ("fences not closed, of tildes", |n| each(n, |_| "~~~http\nGET /lamps\n\n# On\n\n".to_owned())),
    ("fences without anything", |n| each(n, |_| "```\n".to_owned())),
    ("fences in items that they leave", |n| each(n, |_| "1. Ask:\n\n   ```http\nGET /lamps\n   ```\n\n".to_owned())),
    ("fences in items without an end", |n| each(n, |_| "- ```x\ny\n\n".to_owned())),
    ("items in one line", |n| each(n, |_| "- ".to_owned()) + "on\n"),
    ("items in quotes in one line", |n| each(n, |_| "> - ".to_owned()) + "on\n"),
    ("fences in quotes", |n| each(n, |_| "> ```x\ny\n\n".to_owned())),
    ("fences in components", |n| each(n, |_| "<Tab>\n```http\nGET /lamps\n```\n\n".to_owned())),
    ("fences in HTML", |n| each(n, |_| "<div>\n```http\nGET /lamps\n\n".to_owned())),
    ("html comments on one line", |n| each(n, |_| "<!-- on -->".to_owned())),
    ("html comments within words", |n| each(n, |_| "lamp <!-- on --> ".to_owned())),
    ("html tags that stay open", |n| each(n, |_| "<Lamp \n".to_owned())),
    ("html summaries that stay open", |n| each(n, |_| "<summary>\n".to_owned())),
    ("html code", |n| each(n, |_| "<pre>\nGET /lamps HTTP/1.1\nHost: h\n</pre>\n\n".to_owned())),
    ("liquid comments that stay open", |n| each(n, |_| "{% comment %}\n".to_owned())),
    ("liquid captures with one end", |n| each(n, |_| "{% capture lamp %}\n".to_owned()) + "{% endcapture %}\n"),
    ("words with routes on one line", |n| each(n, |_| "GET `/lamps/{id}` ".to_owned())),
    ("words with routes in paragraphs", |n| each(n, |_| "`GET /lamps/{id}`\n\n".to_owned())),
    ("words with links on one line", |n| each(n, |_| "GET [/lamps](/lamps) ".to_owned())),
    ("words with statuses", |n| {
        GET.to_owned() + &each(n, |_| "Returns `204 No Content` or 404. ".to_owned()) + "\n\n" + OK
    }),
    ("words with both successes", |n| {
        each(n, |i| format!("## Set {i}\n\n```http\nPUT /lamps/{i}\n```\n\nIf known: `200`. If new: `201`.\n\n{OK}"))
    }),
    ("words with both successes on one line", |n| {
        let request = GET.replace("GET", "PUT");
        format!("# Lamps\n\n{request}{}\n\n{OK}", each(n, |_| "Returns `200` , `201` , ".to_owned()))
    }),
    ("words that offer values", |n| LAMP.to_owned() + "| on | String | " + &each(n, |_| "One of ".to_owned()) + "|\n"),
    ("routes with documents", |n| each(n, |_| format!("GET /lamps\n\nResponse:\n\n{DOCUMENT}"))),
    ("routes with headings", |n| each(n, |_| format!("### GET /lamps/{{id}}\n\nResponse:\n\n{DOCUMENT}"))),
    ("routes, then responses", |n| {
        each(n / 2, |_| "Use `GET /lamps`.\n\n".to_owned()) + &each(n / 2, |_| OK.to_owned())
    }),
    ("responses without requests", |n| each(n, |_| OK.to_owned())),
    ("responses to one request", |n| GET.to_owned() + &each(n, |_| OK.to_owned())),
    ("responses by documents", |n| GET.to_owned() + &each(n, |_| format!("Response:\n\n{DOCUMENT}"))),
    ("responses by parts", |n| format!("# Lamps\n\n{GET}") + &each(n, |_| format!("## Response\n\n{DOCUMENT}"))),
    ("requests without responses", |n| each(n, |i| format!("```http\nGET /lamps/{i} HTTP/1.1\n```\n\n"))),
    ("requests that are alternatives", |n| each(n, |i| format!("```http\nGET /lamps/{i}\n```\n\nor\n\n")) + OK),
    ("names that are unknown", |n| {
        each(n / 2, |i| format!("{}{GET}", annotation("request", &format!("\"lamp_{i}\""))))
            + &each(n / 2, |i| format!("{}{OK}", annotation("response", &format!("\"lamp-x{i}\""))))
    }),
    ("names in one list", |n| {
        let names: Vec<String> = (0..n / 20).map(|i| format!("\"lamp_{i}\"")).collect();
        let requests = each(n / 2, |i| format!("{}{GET}", annotation("request", &format!("\"lamp_{i}\""))));
        requests + &annotation("response", &format!("[{}]", names.join(","))) + OK
    }),
    ("directives on every item", |n| {
        let names = || (0..n / 60).map(|i| format!("\"k{i}\": {{\"on\": 1}}, ")).collect::<Vec<_>>().concat();
        let directives = (0..n / 60).map(|i| format!("body.\"/*/a{i}\" = \"present\"\n")).collect::<Vec<_>>().concat();
        format!("<!-- doctrial\n{directives}-->\n{}", shown(&format!("{{{}\"on\": 1}}", names())))
    }),
    ("types that derive from one", |n| {
        let types = each(n / 2, |i| {
            let name = format!("\"blockType\": \"resource\", \"@odata.type\": \"s.lamp{i}\", \"baseType\": \"s.lamp\"");
            format!("<!-- {{ {name} }} -->\n```json\n{{\"on{i}\": \"String\"}}\n```\n\n")
        });
        let base = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"s.lamp\" } -->\n```json\n{\"id\": \"String\"}\n```\n\n";
        let shows = "<!-- { \"blockType\": \"response\", \"@odata.type\": \"Collection(s.lamp)\" } -->\n";
        let items: Vec<String> = (0..n / 40).map(|i| format!("{{\"off{i}\": 1}}")).collect();
        let body = format!("{{\"value\": [{}]}}", items.join(", "));
        let asks = annotation("request", "\"lamps\"");
        let head = "HTTP/1.1 200 OK\nContent-Type: application/json";
        format!("{base}{types}{asks}{GET}{shows}```http\n{head}\n\n{body}\n```\n")
    }),
    ("types in a chain", |n| {
        each(n, |i| {
            format!(
                "{}```json\n{{\"id\": \"String\"}}\n```\n\n",
                resource(i + 1, &format!(", \"baseType\": \"shop.t{i}\""))
            )
        })
    }),
    ("types in cycles", |n| {
        each(n, |i| {
            let base = format!(", \"baseType\": \"shop.t{}\"", i / 10 * 10 + (i + 1) % 10);
            format!("{}```json\n{{\"id\": \"String\"}}\n```\n\n", resource(i, &base))
        })
    }),
    ("types with one table", |n| {
        each(n / 2, |i| format!("{}```json\n{{\"id\": \"String\"}}\n```\n\n", resource(i, "")))
            + TABLE
            + &each(n / 2, |_| "| id | String | The id. |\n".to_owned())
    }),
    ("types of lists of lists", |n| {
        LAMP.to_owned() + "| id | String" + &each(n, |_| "[]".to_owned()) + " | The id. |\n"
    }),
    ("types of collections", |n| {
        LAMP.to_owned()
            + "| id | "
            + &each(n / 2, |_| "Collection(".to_owned())
            + "String"
            + &each(n / 24, |_| ")".to_owned())
            + " | The id. |\n"
    }),
    ("members in a list", |n| {
        format!("# Lamps\n\n{GET}{OK}") + &each(n, |_| "- `on` - boolean - Lit. Required.\n".to_owned())
    }),
    ("members in a list, many responses", |n| {
        format!("# Lamps\n\n{GET}")
            + &each(n / 2, |_| OK.to_owned())
            + &each(n / 2, |_| "- `on` - boolean - Lit.\n".to_owned())
    }),
    ("members in tables", |n| each(n, |_| format!("{TABLE}| id | String | The id. |\n\n"))),
    ("includes of nothing", |n| each(n, |i| format!("[!INCLUDE [x](gone{i}.md)]\n\n"))),
    ("directives for the page", |n| each(n, |i| format!("<!-- doctrial page.skip = \"{i}\" -->\n")) + GET + OK),
    ("directives on many places", |n| {
        "<!-- doctrial\n".to_owned() + &each(n, |i| format!("body.\"/a{i}\" = \"present\"\n")) + "-->\n" + GET + OK
    }),
    ("urls in many lines", |n| {
        format!("```http\nGET /lamps\n  ?x=1\n{}```\n\n{OK}", each(n, |_| "  &a=b\n".to_owned()))
    }),
    ("urls of many segments", |n| format!("```http\nGET /{} HTTP/1.1\n```\n\n{OK}", each(n, |_| "a/".to_owned()))),
    ("heads in comments of one fence", |n| {
        format!("# Lamps\n\n```js\n{}```\n", each(n, |i| format!("// GET /lamps/{i}\n// Accept: a\n")))
    }),
    ("heads in comments with documents", |n| {
        format!("# Lamps\n\n```js\n{}```\n", each(n, |i| format!("// GET /lamps/{i}\n// Accept: a\n{{\"on\": 1}}\n")))
    }),
    ("requests of an editor in one fence", |n| {
        format!("# Lamps\n\n```http\n{}```\n", each(n, |i| format!("### a\nGET /lamps/{i}\nAccept: a\n\n")))
    }),
    ("curl with many URLs", |n| curl(&each(n, |_| "h/a ".to_owned()))),
    ("curl with fields", |n| curl(&each(n, |i| format!("-H 'Lamp-{i}: 1' ")))),
    ("curl with a form", |n| curl(&each(n, |_| "-F a=b ".to_owned()))),
    ("curl with open substitutions", |n| curl(&format!("-d \"{}\"", each(n, |_| "$(".to_owned())))),
    ("curl with open placeholders", |n| curl(&each(n, |_| "{{a ".to_owned()))),
    ("curl with variables that double", |n| {
        format!(
            "```sh\nLAMP=on\n{}curl http://localhost/$LAMP\n```\n\n{DOCUMENT}",
            each(n, |_| "LAMP=$LAMP$LAMP\n".to_owned())
        )
    }),
    ("curl with one long variable", |n| {
        let commands = each(n / 2, |_| "curl http://localhost/$LAMP -d $LAMP\n".to_owned());
        format!("```sh\nLAMP={}\n{commands}```\n\n{DOCUMENT}", "x".repeat(n / 2))
    }),
    ("curl on one line", |n| {
        format!("```sh\n{}\n```\n\n{DOCUMENT}", each(n, |i| format!("curl http://localhost/{i} && ")))
    }),
    ("curl in one fence", |n| {
        format!("```sh\n{}```\n", each(n, |i| format!("curl http://localhost/{i}\n{{\"a\": 1}}\n")))
    }),
    ("curl with files", |n| {
        each(n / 2, |i| format!("```json\n{{\"a\": {i}}}\n```\n\n"))
            + &each(n / 2, |i| format!("```sh\ncurl http://localhost/a -d @f{i}.json\n```\n\n"))
    }),
    ("httpie with items", |n| {
        format!("```sh\nhttp POST localhost/a {}\n```\n\n{DOCUMENT}", each(n, |i| format!("a{i}=b ")))
    }),
    ("blueprint of requests and responses", |n| {
        let head = "FORMAT: 1A\n\n# Lamps\n\n## Lamp [/lamps]\n\n### Get [GET]\n\n".to_owned();
        head + &each(n / 2, |_| "+ Request a\n\n        {\"a\": 1}\n\n".to_owned())
            + &each(n / 2, |_| "+ Response 200 (application/json)\n\n        {\"a\": 1}\n\n".to_owned())
    }),
    ("json of many fields", |n| {
        let fields = each(n, |i| format!("Lamp-{i}: on\n"));
        format!("{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n{fields}\n{{\"on\": 1}}\n```\n")
    }),
    ("json of many cookies", |n| {
        let fields = each(n, |i| format!("Set-Cookie: lamp{i}=on\n"));
        format!("{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n{fields}\n{{\"on\": 1}}\n```\n")
    }),
    ("json of items", |n| shown(&format!("[{}{{\"on\": 1}}]", each(n, |i| format!("{{\"on\": {i}}},"))))),
    ("items that are all unlike", |n| {
        shown(&format!("[{}{{\"on\": 1}}]", each(n, |i| format!("{{\"k{i}\": 1, \"on\": null}},"))))
    }),
    ("members of one object", |n| shown(&format!("{{{}\"on\": 1}}", each(n, |i| format!("\"k{i}\": {i}, "))))),
    ("members of one name", |n| shown(&format!("{{{}\"on\": 1}}", each(n, |i| format!("\"on\": {i}, "))))),
    ("json with commas too many", |n| shown(&format!("[{}1]", each(n, |_| "[1,],".to_owned())))),
    ("json with comments", |n| shown(&format!("{{{}\"on\": 1}}", each(n, |i| format!("\"k{i}\": 1, // lit\n"))))),
    ("json with comments above", |n| shown(&format!("{{{}\"on\": 1}}", each(n, |_| "// lit\n".to_owned())))),
    ("json that is left out", |n| shown(&format!("[{}]", each(n, |_| "1, ...,".to_owned())))),
    ("json that is deep", |n| shown(&format!("{}1{}", "[".repeat(n / 2), "]".repeat(n / 2)))),
    ("json of a long name", |n| shown(&format!("{{\"{}\": {{\"on\": [1, 2]}}}}", "k".repeat(n)))),
    ("json of a long text", |n| shown(&format!("{{\"on\": \"{}\"}}", "k".repeat(n)))),
    ("xml with attributes", |n| {
        let attributes = each(n, |i| format!("k{i}='on' "));
        format!("{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/xml\n\n<lamp {attributes}/>\n```\n")
    }),
    ("xml with namespaces", |n| {
        let elements = each(n, |i| format!("<lamp xmlns:k{i}='on'>"));
        format!("{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/xml\n\n{elements}\n```\n")
    }),
    ("html attributes", |n| format!("<Endpoint {}>\n\n{GET}{OK}", each(n, |_| "title= ".to_owned()))),
    ("html attributes that are not closed", |n| {
        format!("<Endpoint {}>\n\n{GET}{OK}", each(n, |_| "title={x ".to_owned()))
    }),
    ("fences with attributes", |n| format!("{GET}```json {}\n{{}}\n```\n", each(n, |_| "title= ".to_owned()))),
    ("json in lines", |n| {
        format!(
            "{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/x-ndjson\n\n{}```\n",
            each(n, |_| "{\"on\": 1}\n".to_owned())
        )
    }),
];

const GET: &str = "```http\nGET /lamps HTTP/1.1\nHost: localhost\n```\n\n";
const OK: &str = "```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"on\": 1}\n```\n\n";
const DOCUMENT: &str = "```json\n{\"on\": 1}\n```\n\n";
const TABLE: &str = "| Property | Type | Description |\n|:--|:--|:--|\n";
const LAMP: &str = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"shop.lamp\" } -->\n```json\n{\"id\": \"String\"}\n```\n\n\
                    | Property | Type | Description |\n|:--|:--|:--|\n";

/// Parts one after the other, up to so many bytes.
fn each(bytes: usize, part: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(bytes + 100);
    for number in 0.. {
        if out.len() >= bytes {
            break;
        }
        out += &part(number);
    }
    out
}

fn shown(json: &str) -> String {
    format!("{GET}```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{json}\n```\n")
}

fn curl(words: &str) -> String {
    format!("```sh\ncurl http://localhost/lamps {words}\n```\n\n{DOCUMENT}")
}

fn annotation(block_type: &str, names: &str) -> String {
    format!("<!-- {{ \"blockType\": \"{block_type}\", \"name\": {names} }} -->\n")
}

fn resource(number: usize, more: &str) -> String {
    format!("<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"shop.t{number}\"{more} }} -->\n")
}
