"""`xinfang schema`: the JSON Schemas of what is read and of what is written."""

from __future__ import annotations

import sys
from typing import Final

from checker.cli.options import Args
from checker.cli.usage import UsageError, meant, ticked
from checker.show.lang import Text

NAMES: Final = ("case", "findings", "explanation")


def run_schema(args: Args) -> int:
    """Prints the schema asked for; returns 0."""
    match args.names:
        case ["case"]:
            from model.casefile.schema import shipped_schema_text as case_text

            sys.stdout.write(case_text())
        case ["findings"]:
            from checker.show.document import shipped_schema_text as findings_text

            sys.stdout.write(findings_text())
        case ["explanation"]:
            from checker.show.explain_document import schema_text as explanation_text

            sys.stdout.write(explanation_text())
        case [name, *_]:
            message = Text(
                f"没有名为 {ticked(name)} 的 schema", f"there is no schema {ticked(name)}"
            )
            raise UsageError(message, meant(name, NAMES))
        case _:
            message = Text("须写明 schema 的名称", "no schema is named")
            raise UsageError(message, meant("", NAMES))
    return 0
