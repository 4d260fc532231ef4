"""Holds instances against schemas with Python's jsonschema; prints where its verdict is another than the one given.

Input, a JSON array: [{"schema": ..., "instances": [{"value": ..., "valid": bool}]}]. Prints one line for each
disagreement and for each schema it refuses, then the number of instances it accepted and rejected. Without input it only
says whether it could: each format below is checked by a further package, or silently by none.
"""

import json
import sys

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError

FORMATS = ["date", "date-time", "duration", "time", "uri", "uuid"]

missing = [name for name in FORMATS if name not in FormatChecker.checkers]
if missing:
    sys.exit(f"jsonschema[format-nongpl] is not installed whole: it cannot check {', '.join(missing)}")
if len(sys.argv) == 1:
    sys.exit()

counts = {True: 0, False: 0}
with open(sys.argv[1], encoding="utf-8") as file:
    trials = json.load(file)
for trial in trials:
    schema = trial["schema"]
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(f"no schema: {error.message}: {json.dumps(schema)[:300]}")
        continue
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for instance in trial["instances"]:
        errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(instance["value"])]
        counts[not errors] += 1
        if instance["valid"] == bool(errors):
            said = "accepts" if not errors else f"rejects ({errors[0]})"
            print(f"it {said} {json.dumps(instance['value'])[:300]} under {json.dumps(schema)[:600]}")
print(f"accepted {counts[True]}, rejected {counts[False]}")
