//! What help shows below the flags of a command: examples, and the exit codes.

const EXIT_CODES: &str = "\
Exit codes:
  0   everything passed
  1   findings: the contract is broken, a case could not be judged, the run was interrupted,
      or a gate was not met
  2   wrong arguments or settings
  3   the docs cannot be read as a contract
  4   nothing selected, no case to check, or nothing that could be fired
  5   no case could be judged: the service was not reached, not ready, failed, or accepted no
      credentials
  70  a bug in doctrial";

pub(in crate::cli) const TOP_EXAMPLES: &str = "\
Examples:
  doctrial check docs/                          are the docs consistent? sends nothing
  doctrial run docs/                            does the embedded service, which responds as documented, pass?
  doctrial run docs/ --base-url http://localhost:3000
  doctrial run docs/ users --method GET         only GETs with `users` in their id
  doctrial list docs/ --request                 what would be sent";

pub(in crate::cli) const RUN_EXAMPLES: &str = "\
Examples:
  doctrial run
      the cases of this project's docs, fired at the embedded service
  doctrial run docs/ --base-url http://localhost:3000/api
      fired at your service; `/api` is put before every documented path
  doctrial run --profile staging --report junit=out/junit.xml
      with the settings of [profile.staging] in doctrial.toml
  doctrial run --exact 'users.md::get-a-user::get-user' --param id=42
      one case, with a value for its {id}
  doctrial run --coverage --min-coverage 90% --min-coverage properties=60%
      and count what of the docs is exercised: too little is a failure
  doctrial run --deny tolerance:not-exercised --warn undocumented-member
      stricter about one thing, more tolerant about another
  doctrial run --base-url http://localhost:3000 --record exchanges
  doctrial run --replay exchanges
      what the service sent is kept, and judged again after an edit of the docs, without the service

The first word is the SOURCE if there is such a file or folder; every other word is a FILTER: text in the case's id or heading.
Methods other than GET, HEAD and OPTIONS are sent to another machine only with --allow-writes.";

pub(in crate::cli) const BLESS_EXAMPLES: &str = "\
Examples:
  doctrial bless docs/ --base-url http://localhost:3000 --dry-run
      what would be rewritten, as a diff that `git apply` takes
  doctrial bless docs/ --base-url http://localhost:3000 users --method GET
      the examples of GETs with `users` in their id
  doctrial bless --replay exchanges
      from what a run with --record kept

Only examples of failed cases are rewritten, only where they differ, and only if the case passes by them. What cannot be shown by an
example (another type in a table, a failure in place of a success) is left, and named.";

pub(in crate::cli) const CHECK_EXAMPLES: &str = "\
Examples:
  doctrial check docs/                          every finding, as compilers show theirs
  doctrial check docs/ --fix --dry-run          what could be fixed, as a diff
  doctrial check docs/ --account                what became of each fence
  doctrial check docs/ --format sarif > check.sarif
  doctrial check - --stdin-filename docs/a.md < docs/a.md
      for editors";

pub(in crate::cli) const LIST_EXAMPLES: &str = "\
Examples:
  doctrial list docs/                           the id of each case, and what it sends
  doctrial list docs/ users --request           the whole requests of cases with `users` in their id
  doctrial list docs/ --status 4xx --format json";

pub(in crate::cli) const SCRAPE_EXAMPLES: &str = "\
Examples:
  doctrial scrape docs/                         contracts/: a file for each page, a JSON Schema for each type
  doctrial scrape --check                       for CI: exit 1 if they are not what the docs say now";

pub(in crate::cli) const PLAN_EXAMPLES: &str = "\
Examples:
  doctrial plan docs/                           which cases lack ids, and the settings that give them some
  doctrial plan docs/ --write                   the same, added to doctrial.toml";

pub(in crate::cli) const SERVE_EXAMPLES: &str = "\
Examples:
  doctrial serve docs/                          at a free port, which is printed
  doctrial serve docs/ --listen 127.0.0.1:8080";

pub(in crate::cli) const REPORT_EXAMPLES: &str = "\
Examples:
  doctrial report convert --to html             reports/report.html, from the record of the last run
  doctrial report merge shards/                 one record of several, and its reports
  doctrial report diff nights/                  what is new since the run before
  doctrial report har exchanges > traffic.har   what `run --record exchanges` kept";

pub(in crate::cli) const BASELINE_EXAMPLES: &str = "\
Examples:
  doctrial baseline update                      what failed in the last run is known from now on
  doctrial baseline update night.ndjson         by the record of another run";

pub(in crate::cli) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  doctrial explain B201                         a rule, by its code or name
  doctrial explain truncated                    a tolerance, an outcome or a kind of skip
  doctrial explain --all";

pub(in crate::cli) const SCHEMA_EXAMPLES: &str = "\
Examples:
  doctrial schema --docs docs/                  the names of the documented types
  doctrial schema --docs docs/ shop.order       the JSON Schema of one
  doctrial schema --config > doctrial.schema.json
      that of the settings, for editors";

pub(in crate::cli) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  doctrial completions bash > /etc/bash_completion.d/doctrial
  doctrial completions zsh > \"${fpath[1]}/_doctrial\"";

/// Examples, then what the exit codes mean.
pub(in crate::cli) fn with_exit_codes(examples: &str) -> String {
    format!("{examples}\n\n{EXIT_CODES}")
}
