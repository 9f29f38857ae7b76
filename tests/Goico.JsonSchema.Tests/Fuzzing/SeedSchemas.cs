using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Schemas as people write them: whole ones to begin from, which chance would never put together.</summary>
internal static class SeedSchemas
{
    public static IReadOnlyList<(ReferenceDraft Draft, JsonTree Schema)> All { get; } =
    [
        (ReferenceDraft.Draft202012, StrictJson.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://ex.test/order",
              "type": "object", "required": ["id", "items", "customer"], "unevaluatedProperties": false,
              "properties": {
                "id": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4,8}$"},
                "customer": {"$ref": "#/$defs/party"},
                "shipTo": {"anyOf": [{"$ref": "#/$defs/party"}, {"type": "null"}]},
                "items": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"$ref": "#line"}},
                "total": {"type": "number", "minimum": 0, "multipleOf": 0.01},
                "tags": {"type": "array", "uniqueItems": true, "items": {"type": "string", "minLength": 1}}
              },
              "if": {"properties": {"kind": {"const": "gift"}}, "required": ["kind"]},
              "then": {"properties": {"kind": true, "note": {"type": "string", "maxLength": 80}}, "required": ["note"]},
              "else": {"properties": {"kind": {"enum": ["sale", "return"]}}},
              "$defs": {
                "line": {
                  "$anchor": "line", "type": "object", "required": ["sku", "count"], "additionalProperties": false,
                  "properties": {
                    "sku": {"type": "string"}, "count": {"type": "integer", "minimum": 1},
                    "price": {"type": "number", "exclusiveMinimum": 0}
                  },
                  "dependentRequired": {"price": ["currency"]},
                  "patternProperties": {"^x-": {}, "^currency$": {"enum": ["EUR", "USD"]}}
                },
                "party": {
                  "oneOf": [
                    {"properties": {"person": {"type": "string"}}, "required": ["person"]},
                    {"properties": {"company": {"type": "string"}, "vat": {"type": "string"}}, "required": ["company"]}
                  ],
                  "unevaluatedProperties": {"type": ["string", "null"]}
                }
              }
            }
            """)),
        (ReferenceDraft.Draft202012, StrictJson.Parse("""
            {
              "$id": "https://ex.test/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
              "$defs": {
                "tree": {
                  "$id": "tree", "$dynamicAnchor": "node", "type": "object",
                  "properties": {"data": true, "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}
                },
                "list": {
                  "$id": "list", "$defs": {"item": {"$dynamicAnchor": "item"}},
                  "prefixItems": [{"$dynamicRef": "#item"}], "items": {"$ref": "tree"}, "contains": {"type": "null"},
                  "minContains": 0, "unevaluatedItems": {"$dynamicRef": "tree#node"}
                }
              }
            }
            """)),
        (ReferenceDraft.Draft201909, StrictJson.Parse("""
            {
              "$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "https://ex.test/strict",
              "$recursiveAnchor": true, "$ref": "tree", "unevaluatedProperties": false,
              "$defs": {
                "tree": {
                  "$id": "tree", "$recursiveAnchor": true, "type": "object",
                  "dependentSchemas": {"a": {"required": ["b"]}},
                  "properties": {"data": {}, "children": {"items": [{"$recursiveRef": "#"}], "additionalItems": false}}
                }
              }
            }
            """)),
        (ReferenceDraft.Draft7, StrictJson.Parse("""
            {
              "$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://ex.test/root", "type": "object",
              "definitions": {
                "address": {"$id": "#address", "type": "object", "required": ["city"],
                  "properties": {"city": {"type": "string"}, "zip": {"type": ["string", "integer"]}}},
                "node": {"$id": "node", "properties": {"next": {"$ref": "node"}, "at": {"$ref": "root#address"}},
                  "propertyNames": {"pattern": "^[a-z]+$"}}
              },
              "properties": {
                "home": {"$ref": "#address", "type": "null"}, "path": {"$ref": "node#"},
                "pair": {"items": [{"type": "number"}, {"type": "string"}], "additionalItems": false},
                "any": {"contains": {"const": 1.0}}
              },
              "dependencies": {"home": ["path"], "any": {"maxProperties": 3}}
            }
            """)),
        (ReferenceDraft.Draft6, StrictJson.Parse("""
            {"$schema": "http://json-schema.org/draft-06/schema#", "definitions": {"s": {"exclusiveMinimum": 0}},
              "additionalProperties": {"anyOf": [{"$ref": "#/definitions/s"}, {"$ref": "#"}]}, "examples": [{}]}
            """)),
        (ReferenceDraft.Draft4, StrictJson.Parse("""
            {"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://ex.test/root", "type": "object",
              "definitions": {"level": {"id": "#level", "type": "integer", "minimum": 0, "exclusiveMinimum": true,
                "maximum": 10, "exclusiveMaximum": false}},
              "patternProperties": {"^l": {"$ref": "#level"}}, "additionalProperties": {"$ref": "root"},
              "minProperties": 1, "dependencies": {"a": ["b"], "l": {"required": ["l1"]}}}
            """)),
    ];
}
