namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>Edits such as people make of the schemas of events: each forwards and backwards.</summary>
public sealed class CompatibilityRealisticTests(ITestOutputHelper output)
{
    private const string Order = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
         "required":["id","placedAt","customer","lines"],"additionalProperties":false,
         "properties":{
          "id":{"type":"string","format":"uuid"},
          "placedAt":{"type":"string","format":"date-time"},
          "channel":{"enum":["web","shop","phone"]},
          "note":{"type":["string","null"],"maxLength":200},
          "customer":{"$ref":"#/$defs/customer"},
          "lines":{"type":"array","minItems":1,"maxItems":100,"items":{"$ref":"#/$defs/line"}},
          "tags":{"type":"array","uniqueItems":true,"items":{"type":"string","pattern":"^[a-z]+$"}},
          "labels":{"type":"object","additionalProperties":{"type":"string"},"maxProperties":20},
          "payment":{"oneOf":[{"$ref":"#/$defs/card"},{"$ref":"#/$defs/transfer"}]}},
         "$defs":{
          "customer":{"type":"object","required":["name","email"],"properties":{
            "name":{"type":"string","minLength":1},"email":{"type":"string","format":"email"},
            "age":{"type":"integer","minimum":18},"address":{"$ref":"#/$defs/address"}}},
          "address":{"type":"object","required":["country"],"properties":{
            "country":{"type":"string","pattern":"^[A-Z]{2}$"},"zip":{"type":"string","maxLength":10}}},
          "line":{"type":"object","required":["sku","quantity","price"],"properties":{
            "sku":{"type":"string","pattern":"^[A-Z]{3}-[0-9]{4}$"},
            "quantity":{"type":"integer","minimum":1},
            "price":{"type":"number","minimum":0,"multipleOf":0.01},
            "discount":{"type":"number","exclusiveMinimum":0,"maximum":1}}},
          "card":{"type":"object","required":["kind","last4"],"properties":{
            "kind":{"const":"card"},"last4":{"type":"string","pattern":"^[0-9]{4}$"}}},
          "transfer":{"type":"object","required":["kind","iban"],"properties":{
            "kind":{"const":"transfer"},"iban":{"type":"string","minLength":15,"maxLength":34}}}}}
        """;

    private const string Device = """
        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","required":["device","kind"],
         "properties":{
          "device":{"type":"string","pattern":"^dev-"},
          "kind":{"enum":["reading","alarm","offline"]},
          "value":{"type":"number"},
          "unit":{"type":"string"},
          "severity":{"type":"integer","minimum":1,"maximum":5},
          "position":{"type":"array","items":[{"type":"number"},{"type":"number"}],"additionalItems":false},
          "children":{"type":"array","items":{"$ref":"#"}}},
         "dependencies":{"value":["unit"]},
         "allOf":[
          {"if":{"properties":{"kind":{"const":"reading"}}},"then":{"required":["value"]}},
          {"if":{"properties":{"kind":{"const":"alarm"}}},"then":{"required":["severity"]}}],
         "patternProperties":{"^x-":{"type":"string"}}}
        """;

    private const string Envelope = """
        {"$ref":"#/$defs/envelope","unevaluatedProperties":false,"properties":{"body":{"$ref":"#/$defs/body"}},
         "required":["body"],
         "$defs":{
          "envelope":{"type":"object","required":["id","source"],"properties":{
            "id":{"type":"string","minLength":1},"source":{"type":"string","format":"uri-reference"},
            "attempt":{"type":"integer","minimum":0,"maximum":10}}},
          "body":{"anyOf":[{"type":"null"},
            {"type":"object","properties":{"amount":{"type":"integer"},"currency":{"enum":["EUR","USD"]}},
             "required":["amount"],"not":{"required":["refund","charge"]}},
            {"type":"array","items":{"type":"string"},"contains":{"const":"end"}}]}}}
        """;

    /// <summary>What is edited, what it becomes, and the outcomes of the edit and of undoing it.</summary>
    public static TheoryData<string, string, string, string, string> Edits => new()
    {
        { Order, "\"tags\":", "\"gift\":{\"type\":\"boolean\"},\"tags\":", "", "additionalProperties /gift" },
        { Order, ",\"additionalProperties\":false", "", "", "additionalProperties /*" },
        { Order, "\"id\",\"placedAt\",\"customer\"", "\"id\",\"customer\"", "", "required" },
        { Order, "\"lines\"],\"additional", "\"lines\",\"channel\"],\"additional", "required", "" },
        { Order, "\"phone\"]", "\"phone\",\"app\"]", "", "enum /channel" },
        { Order, "[\"web\",\"shop\",\"phone\"]", "[\"web\",\"shop\"]", "enum /channel", "" },
        { Order, "{\"enum\":[\"web\",\"shop\",\"phone\"]}", "{\"type\":\"string\"}", "", "enum /channel" },
        { Order, "[\"string\",\"null\"]", "\"string\"", "type /note", "" },
        { Order, "\"maxLength\":200", "\"maxLength\":500", "", "maxLength /note" },
        { Order, "\"maxLength\":200", "\"maxLength\":200,\"minLength\":1", "minLength /note", "" },
        { Order, "\"minItems\":1,", "", "", "minItems /lines" },
        { Order, "\"maxItems\":100", "\"maxItems\":50", "maxItems /lines", "" },
        { Order, "\"uniqueItems\":true,", "", "", "uniqueItems /tags" },
        { Order, "\"^[a-z]+$\"", "\"^[a-z0-9]+$\"", "", "pattern /tags/*" },
        { Order, ",\"pattern\":\"^[a-z]+$\"", "", "", "pattern /tags/*" },
        { Order, ",\"maxProperties\":20", "", "", "maxProperties /labels" },
        { Order, "{\"type\":\"string\"},\"maxP", "{\"type\":[\"string\",\"number\"]},\"maxP", "", "type /labels/*" },
        { Order, "\"minimum\":18", "\"minimum\":16", "", "minimum /customer/age" },
        { Order, "\"required\":[\"name\",\"email\"]", "\"required\":[\"name\"]", "", "required /customer" },
        { Order, "{\"type\":\"string\",\"format\":\"email\"}", "{\"type\":\"string\"}", "", "format /customer/email" },
        { Order, "\"format\":\"uuid\"", "\"minLength\":1", "", "format /id" },
        { Order, "\"name\":{\"type\":\"string\",\"minLength\":1}", "\"name\":{\"type\":\"string\",\"minLength\":2}", "minLength /customer/name", "" },
        { Order, "\"age\":", "\"years\":", "type /customer/years, minimum /customer/years", "type /customer/age, minimum /customer/age" },
        { Order, "\"^[A-Z]{2}$\"", "\"^[A-Z]{2,3}$\"", "", "pattern /customer/address/country" },
        { Order, "\"type\":\"integer\",\"minimum\":1}", "\"type\":\"number\",\"minimum\":1}", "", "type /lines/*/quantity" },
        { Order, "\"minimum\":0,\"multipleOf\":0.01", "\"minimum\":0", "", "multipleOf /lines/*/price" },
        { Order, "\"minimum\":0,\"multipleOf\":0.01", "\"exclusiveMinimum\":0,\"multipleOf\":0.01", "exclusiveMinimum /lines/*/price", "" },
        { Order, "\"maximum\":1}", "\"maximum\":0.5}", "maximum /lines/*/discount", "" },
        { Order, "{\"$ref\":\"#/$defs/transfer\"}]", "{\"$ref\":\"#/$defs/transfer\"},{\"type\":\"null\"}]", "", "oneOf /payment" },
        { Order, "{\"oneOf\":[{\"$ref\":\"#/$defs/card\"}", "{\"anyOf\":[{\"$ref\":\"#/$defs/card\"}", "", "" },
        { Order, "\"last4\":{\"type\":\"string\",\"pattern\":\"^[0-9]{4}$\"}", "\"last4\":{\"type\":\"string\"}", "", "oneOf /payment" },
        { Order, "\"minLength\":15,", "", "", "oneOf /payment" },
        { Order, "\"address\":{\"$ref\":\"#/$defs/address\"}}}", "\"address\":{\"$ref\":\"#/$defs/address\"}},\"additionalProperties\":false}", "additionalProperties /customer/*", "" },
        { Order, "\"additionalProperties\":{\"type\":\"string\"}", "\"propertyNames\":{\"maxLength\":20},\"additionalProperties\":{\"type\":\"string\"}", "maxLength /labels/*", "" },
        { Device, "\"value\":{\"type\":\"number\"}", "\"value\":{\"type\":[\"number\",\"string\"]}", "", "type /value" },
        { Device, "\"offline\"]", "\"offline\",\"online\"]", "", "enum /kind" },
        { Device, "\"maximum\":5", "\"maximum\":3", "maximum /severity", "" },
        { Device, "\"dependencies\":{\"value\":[\"unit\"]},", "", "", "dependencies" },
        { Device, "\"additionalItems\":false", "\"additionalItems\":{\"type\":\"number\"}", "", "additionalItems /position/2" },
        { Device, "\"then\":{\"required\":[\"severity\"]}", "\"then\":{\"required\":[\"severity\",\"unit\"]}", "required", "" },
        { Device, ",\n  {\"if\":{\"properties\":{\"kind\":{\"const\":\"alarm\"}}},\"then\":{\"required\":[\"severity\"]}}", "", "", "required" },
        { Device, "\"^dev-\"", "\"^dev\"", "", "pattern /device" },
        { Device, "\"^x-\":{\"type\":\"string\"}", "\"^x-\":{\"type\":\"string\",\"maxLength\":9}", "maxLength /*", "" },
        { Device, "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema", "", "" },
        { Device, "\"required\":[\"device\",\"kind\"]", "\"required\":[\"device\"]", "", "required" },
        { Envelope, "\"maximum\":10}", "\"maximum\":10},\"trace\":{\"type\":\"string\"}", "", "unevaluatedProperties /trace" },
        { Envelope, "{\"anyOf\":[{\"type\":\"null\"},", "{\"anyOf\":[", "anyOf /body", "" },
        { Envelope, "\"EUR\",\"USD\"", "\"EUR\",\"USD\",\"GBP\"", "", "anyOf /body" },
        { Envelope, "[\"refund\",\"charge\"]", "[\"refund\"]", "anyOf /body", "" },
        { Envelope, "\"contains\":{\"const\":\"end\"}", "\"contains\":{\"enum\":[\"end\",\"stop\"]}", "", "anyOf /body" },
        { Envelope, "\"uri-reference\"", "\"uri\"", "format /source", "" },
        { Envelope, "\"unevaluatedProperties\":false,", "", "", "unevaluatedProperties /*" },
        { Envelope, "\"required\":[\"amount\"]", "\"required\":[\"amount\",\"currency\"]", "anyOf /body", "" },
        { Envelope, "\"type\":\"integer\",\"minimum\":0,\"maximum\":10", "\"enum\":[0,1,2,3,4,5,6,7,8,9,10]", "", "" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Check_EditAndItsUndoing_GivesVerdict(
        string schema, string find, string replacement, string forwards, string backwards)
    {
        string edited = Edited(schema, find, replacement);
        Assert.Equal(forwards, CompatibilityCheck.Outcome(schema, edited));
        Assert.Equal(backwards, CompatibilityCheck.Outcome(edited, schema));
    }

    [Fact]
    public void Check_RealisticEdits_AreSeldomUnknown()
    {
        int all = 0;
        int unknown = 0;
        foreach (ITheoryDataRow row in (IEnumerable<ITheoryDataRow>)Edits)
        {
            string[] data = [.. row.GetData().Cast<string>()];
            JsonSchema before = Check.Compile(data[0]);
            JsonSchema after = Check.Compile(Edited(data[0], data[1], data[2]));
            unknown += SchemaCompatibility.Check(before, after) is SchemaCompatibility.Unknown ? 1 : 0;
            unknown += SchemaCompatibility.Check(after, before) is SchemaCompatibility.Unknown ? 1 : 0;
            all += 2;
        }

        output.WriteLine($"{unknown} of {all} edits are unknown.");
        Assert.True(unknown * 20 <= all, $"{unknown} of {all}");
    }

    private static string Edited(string schema, string find, string replacement)
    {
        string edited = schema.Replace(find, replacement, StringComparison.Ordinal);
        Assert.Contains(find, schema.Length == edited.Length ? schema : find + schema, StringComparison.Ordinal);
        return edited;
    }
}
