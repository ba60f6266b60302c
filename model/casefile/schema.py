"""The JSON Schema (2020-12) of the case file, from the records and the table of kinds.

It refuses what the record reader refuses, as far as a schema can say it: not an impossible date,
an id that stands twice, or a reference that leads nowhere.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeAlias, cast

from pydantic import JsonValue
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from model.casefile.kinds import KINDS, KindRule, Reference
from model.casefile.records import SHARED, CaseRecord, EventRecord
from model.words import Field, Kind

SCHEMA_FILE: Final = "case.schema.json"
Schema: TypeAlias = dict[str, JsonValue]


def case_schema() -> Schema:
    """Returns the schema of a case file: one case, or an array of cases."""
    _, whole = models_json_schema(
        [(CaseRecord, "validation")],
        ref_template="#/$defs/{model}",
        schema_generator=GenerateJsonSchema,
    )
    # printed and read again: from here on it is plain JSON, in the order pydantic gives
    plain: Schema = json.loads(json.dumps(whole))
    defs = _object(plain["$defs"])
    _bind_kinds(_object(defs["EventRecord"]))
    _bind_matter(_object(defs["MatterRecord"]))
    one: Schema = {"$ref": "#/$defs/CaseRecord"}
    many: Schema = {"type": "array", "items": one, "minItems": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "xinfang case file",
        "description": "One case history, or an array of them.",
        "anyOf": [one, many],
        "$defs": defs,
    }


def _object(value: JsonValue) -> Schema:
    assert isinstance(value, dict)
    return value


def _bind_kinds(event: Schema) -> None:
    same_as = _object(_object(event["properties"])["same_as"])
    several = same_as["anyOf"]
    assert isinstance(several, list)
    same_as["anyOf"] = [{"$ref": "#/$defs/SameAsRecord"}, *several]
    event["allOf"] = [
        {"if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]}, "then": then}
        for kind in Kind
        for then in (_only_own_fields(KINDS[kind]),)
    ]


def _only_own_fields(rule: KindRule) -> Schema:
    """Returns what holds of an event of one kind: no field of another kind, words from its own
    lists."""
    known = (*SHARED, *rule.names)
    then: Schema = {"propertyNames": {"enum": list(known)}}
    properties: Schema = {}
    for name, words in rule.words.items():
        properties[name.value] = {"enum": [*words, None]}
    if Field.STATES in rule.fields:
        properties["states"] = {
            "anyOf": [
                {"type": "array", "items": {"enum": [word.value for word in rule.states]}},
                {"type": "null"},
            ]
        }
    if rule.reference is Reference.REFUSED:
        properties["refers"] = {"anyOf": [{"type": "array", "maxItems": 0}, {"type": "null"}]}
    for name in rule.needed:
        properties[name.value] = {
            "allOf": [properties.get(name.value, True), {"not": {"type": "null"}}]
        }
    if properties:
        then["properties"] = properties
    needed = [name.value for name in rule.needed]
    if rule.kind is Kind.HEARING:
        needed.append("ends")
    if needed:
        then["required"] = cast("list[JsonValue]", needed)
    return then


def _bind_matter(matter: Schema) -> None:
    other_kind: Schema = {
        "properties": {"kind": {"enum": ["suggestion", "accusation", "information"]}},
        "required": ["kind"],
    }
    matter["allOf"] = [
        {"if": other_kind, "then": {"properties": {"way": {"type": "null"}}}},
        {
            "if": {"properties": {"anonymous": {"const": True}}, "required": ["anonymous"]},
            "then": {
                "properties": {
                    "petitioners": {"anyOf": [{"type": "array", "maxItems": 0}, {"type": "null"}]}
                }
            },
        },
    ]


def schema_text() -> str:
    """Returns the schema as the file holds it."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"


def shipped_schema_text() -> str:
    """Returns the text of the schema file that ships with the package."""
    return files("model.casefile").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")


def write_schema() -> Path:
    """Writes the schema file beside this module and returns its path."""
    path = Path(__file__).with_name(SCHEMA_FILE)
    path.write_text(schema_text(), encoding="utf-8")
    return path


assert set(SHARED) <= set(EventRecord.model_fields), "a shared key without a field"
