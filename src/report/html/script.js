"use strict";
(() => {
  const run = JSON.parse(document.getElementById("data").textContent);
  const OUTCOMES = ["failed", "broken", "passed", "skipped"];
  /** How many rows are added at a time. */
  const ROWS = 100;
  const byId = (id) => document.getElementById(id);

  /** An element; texts in it are texts, never markup. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  const counted = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
  const time = (ms) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);
  const place = (item) => `${run.pages[item.page]}:${item.line}`;

  run.cases.forEach((item, index) => {
    item.index = index;
    item.rules = new Set((item.findings || []).map((found) => found.rule));
    const texts = (item.findings || []).flatMap((found) => [found.rule, found.name, found.message, found.at, found.expected, found.actual]);
    item.text = [item.id, item.method, item.url, place(item), item.why, item.trace, ...texts].filter(Boolean).join("\n").toLowerCase();
  });
  if (run.since) {
    for (const index of run.since.new) run.cases[index].change = "new";
    for (const index of run.since.uncovered) run.cases[index].change = "not covered before";
    for (const [index, from] of run.since.moved) run.cases[index].moved = from;
    for (const [index, started] of run.since.still) Object.assign(run.cases[index], { change: "still failing", started });
  }
  const order = OUTCOMES.flatMap((outcome) => run.cases.filter((item) => item.outcome === outcome));

  // What is shown, as the part of the URL behind `#` has it.
  const KEYS = ["outcome", "change", "rule", "method", "tag", "page", "text", "cause", "case"];
  const state = {};

  function readUrl() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const key of KEYS) state[key] = given.get(key) || "";
  }

  function writeUrl() {
    const kept = new URLSearchParams();
    for (const key of KEYS) if (state[key]) kept.set(key, state[key]);
    const hash = kept.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  const causeIndex = () => run.causes.findIndex((group) => group.cause === state.cause);

  function selected() {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const cause = state.cause ? causeIndex() : null;
    return order.filter((item) =>
      (!state.outcome || item.outcome === state.outcome) &&
      (!state.change || item.change === state.change) &&
      (!state.rule || item.rules.has(state.rule)) &&
      (!state.method || item.method === state.method) &&
      (!state.tag || (item.tags || []).includes(state.tag)) &&
      (!state.page || run.pages[item.page] === state.page) &&
      (cause === null || (item.causes || []).includes(cause)) &&
      words.every((word) => item.text.includes(word)));
  }

  // The overview.

  function about() {
    const { header } = run;
    const service = header.embedded ? "the embedded service" : header.base_url;
    const chosen = run.chosen ? `; ${run.chosen}` : "";
    byId("about").append(`${header.source} at ${service}, ${header.started}, ${time(run.elapsed_ms)}, ${header.run_id ? `run ${header.run_id}, ` : ""}doctrial ${header.doctrial}${chosen}`);
  }

  function overview() {
    const all = run.cases.length;
    const bar = element("div", { class: "bar", role: "img", "aria-label": OUTCOMES.map((outcome) => `${run.totals[outcome]} ${outcome}`).join(", ") });
    const totals = element("ul", { class: "totals", "aria-label": "Outcomes" });
    for (const outcome of OUTCOMES) {
      const count = run.totals[outcome];
      if (count) {
        const part = element("span", { class: outcome });
        part.style.width = `${(count / all) * 100}%`;
        bar.append(part);
      }
      const press = () => show({ outcome: state.outcome === outcome ? "" : outcome, case: "" });
      totals.append(element("li", {}, element("button", { type: "button", "data-outcome": outcome, "aria-pressed": "false", onclick: press },
        element("b", { class: outcome }, count.toLocaleString("en")), ` ${outcome}`)));
    }
    byId("overview").append(bar, totals);
    if (run.totals.not_exercised) {
      byId("overview").append(element("p", { class: "faint" },
        `${counted(run.totals.not_exercised, "case")} passed without being exercised: an empty collection was received where items are documented.`));
    }
    if (run.missing.length) {
      byId("overview").append(element("h2", {}, "Incomplete"), ...run.missing.map((lack) => element("p", { class: "broken" }, lack)));
    }
    if (run.findings.length) {
      byId("overview").append(element("h2", {}, "About the settings and the run"), ...run.findings.map(finding));
    }
    if (run.since) since();
    if (run.causes.length) causes();
    if (run.since) before();
    if (run.coverage) coverage();
  }

  /** How many cases are new and how many are not. */
  function since() {
    const buttons = [["new", run.since.new], ["still failing", run.since.still], ["not covered before", run.since.uncovered]].filter(([, cases]) => cases.length).map(([change, cases]) => {
      const press = () => show({ change: state.change === change ? "" : change, case: "" }, true);
      return element("button", { type: "button", "data-change": change, "aria-pressed": "false", onclick: press }, `${cases.length.toLocaleString("en")} ${change}`);
    });
    byId("overview").append(element("p", {}, run.since.counts), element("p", { class: "totals" }, ...buttons));
  }

  /** What passes now, and a bar for each run. */
  function before() {
    const { fixed, gone, runs } = run.since;
    byId("overview").append(element("h2", {}, "Since the runs before"));
    for (const [title, cases] of [["fixed", fixed], ["not fired any more", gone]]) {
      if (cases.length) byId("overview").append(folded(`${counted(cases.length, "case")} ${title}`, table(["Case", "Was", "Since"], cases.map(({ id, why, since }) => [id, why, day(since)]))));
    }
    byId("overview").append(trend(runs));
  }

  function trend(runs) {
    const red = ({ totals }) => totals.failed + totals.broken;
    const most = Math.max(1, ...runs.map(red));
    const rows = runs.map((one) => {
      const { failed, broken, passed, skipped } = one.totals;
      const bar = element("span", { class: "bar", "aria-hidden": "true" });
      for (const [outcome, count] of [["failed", failed], ["broken", broken]]) {
        const part = element("span", { class: outcome });
        part.style.width = `${(count / most) * 100}%`;
        if (count) bar.append(part);
      }
      return [day(one.started), bar, String(failed), String(broken), (failed + broken + passed + skipped).toLocaleString("en")];
    });
    const chart = table(["Run (UTC)", "Failed or broken", "Failed", "Broken", "Of"], rows);
    chart.classList.add("trend");
    return chart;
  }

  /** A time as people write it: `2026-11-25 02:00`. */
  const day = (started) => started.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, "");

  function causes() {
    const list = element("ul", { class: "causes" });
    run.causes.forEach((group, index) => {
      const press = () => show({ cause: state.cause === group.cause ? "" : group.cause, outcome: "", change: "", rule: "", method: "", tag: "", page: "", text: "", case: "" }, true);
      list.append(element("li", {},
        element("button", { type: "button", "data-cause": index, "aria-pressed": "false", "aria-describedby": `cause-${index}`, onclick: press }, counted(group.cases.length, "case")),
        element("span", { class: "what", id: `cause-${index}` }, group.cause),
        element("span", { class: "places" }, group.places)));
    });
    const red = run.totals.failed + run.totals.broken;
    const title = `${counted(red, "case")} did not pass, for ${counted(run.causes.length, "cause")}`;
    byId("overview").append(element("h2", {}, title), list);
  }

  // Coverage and drift.

  function table(columns, rows) {
    const head = element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)));
    const body = rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, cell))));
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": columns.join(", ") },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  }

  function folded(title, content) {
    return element("details", { class: "coverage" }, element("summary", {}, title), content);
  }

  function coverage() {
    const { shares, unreached, uncounted, statuses, drift, dropped } = run.coverage;
    const list = element("ul", { class: "shares" }, ...shares.map(({ of, covered, all, percent }) =>
      element("li", {}, element("meter", { min: 0, max: all, value: covered, "aria-label": `${of} exercised` }),
        ` ${covered.toLocaleString("en")} of ${all.toLocaleString("en")} ${of} (${percent}%)`)));
    byId("overview").append(element("h2", {}, "Exercised"), list);
    if (uncounted.length) {
      byId("overview").append(element("h3", {}, `${counted(uncounted.length, "type")} not counted`),
        table(["Type", "Its schema is broken at (X109)", "What is wrong"], uncounted));
    }
    if (unreached.length) {
      byId("overview").append(folded(`${counted(unreached.length, "operation")} not reached`,
        table(["Operation", "Documented at", "Has"], unreached.map(({ operation, place, why }) => [operation, place, why]))));
    }
    if (statuses.length) {
      byId("overview").append(folded(`${counted(statuses.length, "operation")} with statuses that never came, or are not documented`,
        table(["Operation", "Documented, never seen", "Seen, not documented"], statuses.map(({ operation, unseen, undocumented }) => [operation, unseen, undocumented]))));
    }
    if (drift.length) {
      const open = (id) => id && element("a", { href: `#case=${encodeURIComponent(id)}`, onclick: (event) => { event.preventDefault(); show({ case: id, outcome: "", change: "", rule: "", method: "", tag: "", page: "", cause: "", text: id }, true); } }, id);
      const rows = drift.map((row) => [row.of, row.member, row.what, row.count.toLocaleString("en"), row.value || "", open(row.case) || ""]);
      const more = dropped ? ` (the first ${drift.length.toLocaleString("en")} are shown)` : "";
      byId("overview").append(folded(`Drift: ${counted(drift.length + dropped, "member")} not as documented${more}`,
        table(["Of", "Member", "Is", "Times", "For example", "Case"], rows)));
    }
  }

  // The filters.

  function choice(key, label, values) {
    const choose = element("select", { id: `filter-${key}`, onchange: (event) => show({ [key]: event.target.value, case: "" }) },
      element("option", { value: "" }, "all"), ...values.map(([value, text]) => element("option", { value }, text)));
    return element("label", { class: key }, label, choose);
  }

  function distinct(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => [value, `${value} (${count})`]);
  }

  let typing = 0;
  function typed(event) {
    clearTimeout(typing);
    typing = setTimeout(() => show({ text: event.target.value, case: "" }), 60);
  }

  function filters() {
    const names = new Map(run.cases.flatMap((item) => (item.findings || []).map((found) => [found.rule, found.name])));
    const rules = distinct(run.cases.flatMap((item) => [...item.rules])).map(([rule, text]) => [rule, text.replace(rule, `${rule} ${names.get(rule)}`)]);
    const tags = run.cases.flatMap((item) => item.tags || []);
    byId("filters").append(
      element("label", { class: "text" }, "Text", element("input", { type: "search", id: "filter-text", autocomplete: "off", oninput: typed })),
      choice("outcome", "Outcome", OUTCOMES.filter((outcome) => run.totals[outcome]).map((outcome) => [outcome, outcome])),
      ...(run.since ? [choice("change", "Change", ["new", "still failing", "not covered before"].map((change) => [change, change]))] : []),
      choice("rule", "Rule", rules),
      choice("method", "Method", distinct(run.cases.map((item) => item.method))),
      ...(tags.length ? [choice("tag", "Tag", distinct(tags))] : []),
      choice("page", "Page", distinct(run.cases.map((item) => run.pages[item.page]))),
      element("button", { type: "button", id: "reset", onclick: () => show(Object.fromEntries(KEYS.map((key) => [key, ""]))) }, "Show all"));
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
  }

  function fillFilters() {
    for (const key of ["text", "outcome", "change", "rule", "method", "tag", "page"]) {
      const field = byId(`filter-${key}`);
      if (field && field.value !== state[key]) field.value = state[key];
    }
    for (const button of document.querySelectorAll("[data-outcome]")) button.setAttribute("aria-pressed", String(button.dataset.outcome === state.outcome));
    for (const button of document.querySelectorAll("[data-change]")) button.setAttribute("aria-pressed", String(button.dataset.change === state.change));
    const cause = state.cause ? causeIndex() : -1;
    for (const button of document.querySelectorAll("[data-cause]")) button.setAttribute("aria-pressed", String(Number(button.dataset.cause) === cause));
  }

  // The cases.

  let shown = [];
  let rows = 0;

  function addRows(upTo) {
    const list = byId("cases");
    const added = document.createDocumentFragment();
    for (; rows < Math.min(upTo, shown.length); rows += 1) added.append(row(shown[rows]));
    list.append(added);
    byId("more").hidden = rows >= shown.length;
  }

  function render() {
    fillFilters();
    shown = selected();
    let at = state.case ? shown.findIndex((item) => item.id === state.case) : -1;
    if (state.case && at < 0 && order.some((item) => item.id === state.case)) {
      for (const key of KEYS) if (key !== "case") state[key] = "";
      fillFilters();
      shown = selected();
      at = shown.findIndex((item) => item.id === state.case);
    }
    if (at >= ROWS) {
      // A case far down comes first: its row needs none of those above it.
      shown = [shown[at], ...shown.slice(0, at), ...shown.slice(at + 1)];
      at = 0;
    }
    byId("cases").replaceChildren();
    rows = 0;
    addRows(ROWS);
    const cause = state.cause ? ` with the cause ${state.cause}` : "";
    byId("count").textContent = `${counted(shown.length, "case")} of ${run.cases.length.toLocaleString("en")}${cause}`;
    if (at >= 0) {
      const open = byId("cases").children[at].firstChild;
      open.open = true;
      open.scrollIntoView({ block: "start" });
      open.firstChild.focus({ preventScroll: true });
    }
  }

  function toTheCases() {
    byId("cases-heading").focus({ preventScroll: true });
    byId("cases-heading").scrollIntoView({ block: "start" });
  }

  function show(changes, toCases) {
    Object.assign(state, changes);
    writeUrl();
    render();
    if (toCases && (state.cause || state.change)) toTheCases();
  }

  function row(item) {
    const summary = element("summary", {},
      element("span", { class: `badge ${item.outcome}` }, item.outcome), " ",
      element("code", {}, `${item.method} ${item.url}`), " ",
      element("span", { class: "faint" }, `${place(item)}${item.ms ? `, ${time(item.ms)}` : ""}`),
      item.change ? element("span", { class: "change" }, item.started ? ` since ${day(item.started)}` : " new") : null,
      item.moved ? element("span", { class: "change" }, ` moved from ${item.moved}`) : null);
    const first = (item.findings || []).find((found) => found.level === "deny");
    const why = item.why || (first ? `${first.rule} ${first.at}: ${first.message}` : "");
    if (why) summary.append(element("div", {}, why));
    const details = element("details", { ontoggle: toggled }, summary);
    function toggled() {
      if (details.open && details.children.length === 1) details.append(inside(item));
      if (details.open) state.case = item.id;
      else if (state.case === item.id) state.case = "";
      writeUrl();
    }
    return element("li", { class: "case" }, details);
  }

  function inside(item) {
    const box = element("div", { class: "inside" });
    box.append(element("p", { class: "id" }, item.id));
    if (item.trace) box.append(element("p", { class: "id faint" }, `trace ${item.trace}`));
    box.append(...(item.findings || []).map(finding));
    if (item.dropped) box.append(element("p", {}, "The messages of this case are in the record; the report has no room for more."));
    if (item.documented || item.response) box.append(sides(item));
    if (item.request) box.append(section("Request as sent", message(item.request, item, false)));
    if (item.changes && item.changes.length) box.append(section("Sent with changes to the documented request", element("ul", {}, ...item.changes.map((change) => element("li", {}, change)))));
    if (item.attempts) box.append(section("Sent before", element("ul", {}, ...item.attempts.map(({ what, ms, waited }) => element("li", {}, `${what} after ${time(ms)}, sent again ${time(waited)} later`)))));
    if (item.diff) box.append(section("Difference in shape", lines("Difference", item.diff.split("\n").map((text) => ({ text })))));
    if (item.curl) box.append(command(item.curl));
    if (item.tolerances && item.tolerances.length) box.append(section("Tolerated", element("ul", {}, ...item.tolerances.map((used) => element("li", {}, used)))));
    return box;
  }

  const section = (title, ...content) => element("div", {}, element("h3", {}, title), ...content);

  function finding(found) {
    const facts = element("dl", {});
    const levels = { deny: "error", warn: "warning", allow: "allowed" };
    for (const [name, text] of [["expected", found.expected], ["actual", found.actual], ["help", found.help]]) {
      if (text) facts.append(element("dt", {}, name), element("dd", {}, text));
    }
    const more = found.folded ? ` (and ${found.folded} more)` : "";
    return element("div", { class: `finding ${found.level}` },
      element("p", {}, element("b", {}, `${levels[found.level] || found.level}: ${found.message}`)),
      element("p", { class: "faint" }, `${found.rule} ${found.name}, ${found.place}, ${found.at}${more}`), facts);
  }

  /** The documented example beside the response, the lines that a finding is about marked in both. */
  function sides(item) {
    const wrong = new Set((item.findings || []).filter((found) => found.level !== "allow").map((found) => found.line));
    const both = element("div", { class: "sides" });
    if (item.documented) {
      const { line, text, is_cut: isCut } = item.documented;
      const numbered = text.split("\n").map((one, at) => ({ text: one, number: line + at, wrong: wrong.has(line + at) }));
      const shown = [lines("Documented response", numbered)];
      if (isCut) shown.push(element("p", { class: "faint" }, `The page shows more: these are the first ${numbered.length} lines.`));
      both.append(section(`Documented (${run.pages[item.page]}:${line})`, ...shown));
    }
    if (item.response) both.append(section("Received", message(item.response, item, true)));
    return both;
  }

  function message(part, item, isResponse) {
    const found = isResponse ? (item.findings || []).filter((one) => one.level !== "allow") : [];
    const headers = new Set(found.filter((one) => one.header).map((one) => one.header.toLowerCase()));
    const all = [{ text: part.start, wrong: found.some((one) => one.at === "status") }];
    for (const [name, value] of part.headers) all.push({ text: `${name}: ${value}`, wrong: headers.has(name.toLowerCase()) });
    if (part.body) all.push({ text: "" }, ...bodyLines(part.body, found));
    return lines(isResponse ? "Response" : "Request", all);
  }

  function lines(label, all) {
    const box = element("pre", { tabindex: "0", role: "group", "aria-label": label });
    for (const line of all) {
      const number = line.number ? element("span", { class: "number", "aria-hidden": "true" }, String(line.number)) : null;
      const spoken = line.wrong ? element("span", { class: "hidden" }, "differs: ") : null;
      box.append(element("span", { class: line.wrong ? "wrong" : null }, number, spoken, line.text || " "));
    }
    return box;
  }

  function command(text) {
    const box = lines("Command", text.split("\n").map((one) => ({ text: one })));
    box.classList.add("wrap");
    const copy = element("button", { type: "button", onclick: copied }, "Copy");
    async function copied() {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(box);
        copy.textContent = "Selected";
      }
    }
    return section("Try it", box, copy);
  }

  // JSON, laid out a member a line. It is not parsed into values: numbers stay as they were written, and a text that was cut
  // off is shown as far as it goes.

  function bodyLines(body, found) {
    if (!/^\s*[[{]/.test(body)) return body.split("\n").map((text) => ({ text }));
    const cut = /\n<cut off: \d+ bytes in all>/.exec(body);
    const { all: laidOut, unclosed } = layOut(cut ? body.slice(0, cut.index) : body);
    const known = new Map(laidOut.map((line, at) => [line.pointer, at]).reverse());
    const further = [];
    for (const { pointers, actual } of found) {
      for (const [index, pointer] of (pointers || []).entries()) {
        // A member that is missing is marked where it should be: at what it is missing from.
        let at = pointer;
        while (!known.has(at) && at) at = at.slice(0, at.lastIndexOf("/"));
        if (cut && at !== pointer && unclosed.has(at)) further.push({ text: `${pointer}: ${index ? "" : actual || ""}`, wrong: true });
        else if (known.has(at)) laidOut[known.get(at)].wrong = true;
      }
    }
    return cut ? [...laidOut, { text: cut[0].trim() }, ...further] : laidOut;
  }

  /** The lines, and the places of the objects and arrays that the text does not close. */
  function layOut(body) {
    const tokens = body.match(/"(?:[^"\\]|\\[^])*"?|[{}[\],:]|[^\s{}[\],:"]+/g) || [];
    const all = [];
    const open = [];
    let line = { text: "", pointer: "" };
    const path = () => open.map((level) => `/${level.key}`).join("");
    const end = () => { if (line.text) all.push(line); };
    const start = () => { end(); line = { text: "  ".repeat(open.length), pointer: path() }; };
    tokens.forEach((token, at) => {
      const level = open[open.length - 1];
      if (token === "{" || token === "[") {
        line.text += token;
        if (tokens[at + 1] === "}" || tokens[at + 1] === "]") return;
        open.push({ isArray: token === "[", key: token === "[" ? 0 : "" });
        start();
      } else if (token === "}" || token === "]") {
        if (tokens[at - 1] === "{" || tokens[at - 1] === "[") { line.text += token; return; }
        open.pop();
        start();
        line.pointer = null;
        line.text += token;
      } else if (token === ",") {
        line.text += token;
        if (level && level.isArray) level.key += 1;
        start();
      } else if (token === ":") {
        line.text += ": ";
      } else {
        if (level && !level.isArray && tokens[at + 1] === ":") {
          level.key = keyOf(token);
          line.pointer = path();
        }
        line.text += token;
      }
    });
    end();
    return { all, unclosed: new Set(["", ...open.map((_, depth) => open.slice(0, depth).map((level) => `/${level.key}`).join(""))]) };
  }

  function keyOf(token) {
    let key = token.replace(/^"|"$/g, "");
    try { key = JSON.parse(token); } catch { /* As it is written. */ }
    return key.replaceAll("~", "~0").replaceAll("/", "~1");
  }

  about();
  overview();
  filters();
  readUrl();
  render();
  addEventListener("hashchange", () => { readUrl(); render(); });
  byId("more").addEventListener("click", () => addRows(rows + ROWS));
  byId("to-cases").addEventListener("click", (event) => { event.preventDefault(); toTheCases(); });
  new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) addRows(rows + ROWS); }, { rootMargin: "600px" }).observe(byId("more"));
})();
