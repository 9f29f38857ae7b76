using System.Text;
using System.Text.Json;
using Goico.JsonSchema;
using Goico.Wasm;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Tests;

/// <summary>The bundled samples do what their definitions and their README promise.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly WasmEngine _engine = new(new WasmEngineOptions { MaxConcurrentInstances = 2 });

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("tea.json", "18.50 EUR", "A-1001: 3 items come to 18.50 EUR")]
    [InlineData("books.json", "89.85 USD", "A-1002: 3 items come to 89.85 USD")]
    public void Orders_RightOrder_IsAcceptedAndConfirmed(string file, string amount, string log)
    {
        byte[] order = Bytes("orders/events/" + file);

        GuestOutcome.Returned accepted = Run("orders/check.wasm", order);
        GuestOutcome.Returned confirmed = Run("orders/confirm.wasm", accepted.Result.ToArray());

        Assert.True(Fits("orders/schemas/order.json", order));
        Assert.Equal(0ul, accepted.Code);
        Assert.Contains(log, accepted.Logs.Single().Text, StringComparison.Ordinal);
        Assert.True(Fits("orders/schemas/accepted.json", accepted.Result.ToArray()));
        Assert.Contains(amount, Member(confirmed, "confirmation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_WrongTotal_IsRejectedInWords()
    {
        byte[] order = Bytes("orders/events/wrong-total.json");

        GuestOutcome.Returned refused = Run("orders/check.wasm", order);
        byte[] next = NextOfError(refused, order);
        GuestOutcome.Returned noted = Run("orders/reject.wasm", next);

        Assert.True(Fits("orders/schemas/order.json", order));
        Assert.Equal(1ul, refused.Code);
        Assert.Equal("the total says 2.00 GBP, the lines come to 2.10 GBP", Text(refused));
        Assert.True(Fits("orders/schemas/rejected.json", next));
        Assert.Equal((0ul, "A-1003"), (noted.Code, Member(noted, "orderId")));
        Assert.Equal(GuestLogLevel.Warning, noted.Logs.Single().Level);
    }

    [Fact]
    public void Orders_Misfit_BreaksTheSchemaInSeveralPlaces()
    {
        SchemaVerdict verdict = Schema("orders/schemas/order.json").Validate(Bytes("orders/events/misfit.json"));

        Assert.Superset(
            new HashSet<string> { "/currency", "/lines/0/quantity", "/totalCents" },
            verdict.Violations.Select(violation => violation.InstanceLocation).ToHashSet());
    }

    [Fact]
    public void Check_TrickyJson_IsReadByItsMeaning()
    {
        const string Order = """
            { "note" : {"totalCents": 7, "lines":[{"quantity":9}]}, "customer":"\"}]{[,\\" ,"lines":[ ] ,
              "orderId":"B-1","currency":"EUR","totalCents":-0}
            """;

        GuestOutcome.Returned outcome = Run("orders/check.wasm", Encoding.UTF8.GetBytes(Order));

        Assert.Equal(0ul, outcome.Code);
        Assert.Equal("\"}]{[,\\", Member(outcome, "customer"));
    }

    [Fact]
    public void Check_ALargeOrder_GrowsItsMemory()
    {
        string lines = string.Join(',', Enumerable.Repeat("""{"sku":"X","quantity":2,"unitCents":150}""", 50_000));
        string order = $$"""
            {"orderId":"B-2","customer":"{{new string('ü', 200_000)}}","currency":"EUR","lines":[{{lines}}],
             "totalCents":15000000}
            """;

        GuestOutcome.Returned outcome = Run("orders/check.wasm", Encoding.UTF8.GetBytes(order));

        Assert.Equal((0ul, 200_000), (outcome.Code, Member(outcome, "customer").Length));
    }

    [Fact]
    public void Greet_APerson_IsGreetedAndTheGreetingProcessed()
    {
        byte[] person = """{"firstName":"Ada","lastName":"Lovelace"}"""u8.ToArray();

        GuestOutcome.Returned greeting = Run("greet/greet.wasm", person);
        byte[] next = JsonSerializer.SerializeToUtf8Bytes(new { result = Text(greeting) });
        GuestOutcome.Returned delivered = Run("greet/greet.wasm", next);

        Assert.Equal((0ul, "Hello, Ada Lovelace!"), (greeting.Code, Text(greeting)));
        Assert.Equal((0ul, "delivered"), (delivered.Code, Text(delivered)));
        Assert.True(Fits("greet/schema.json", person));
        Assert.True(Fits("greet/schema.json", next));
    }

    [Fact]
    public void Greet_NoName_IsRefusedAndTheRefusalProcessed()
    {
        byte[] nobody = """{"firstName":""}"""u8.ToArray();

        GuestOutcome.Returned refused = Run("greet/greet.wasm", nobody);
        byte[] next = NextOfError(refused, nobody);
        GuestOutcome.Returned noted = Run("greet/greet.wasm", next);

        Assert.Equal((1ul, 0ul), (refused.Code, noted.Code));
        Assert.Contains("a greeting needs a name", noted.Logs.Single().Text, StringComparison.Ordinal);
        Assert.True(Fits("greet/schema.json", nobody));
        Assert.True(Fits("greet/schema.json", next));
        Assert.False(Fits("greet/schema.json", "{}"u8.ToArray()));
    }

    [Theory]
    [InlineData("orders/orders.yaml", 0)]
    // Its queue1 is used and not declared, three times said or once: warnings, no errors.
    [InlineData("greet/greet.yaml", 10)]
    public void Definition_OfASample_IsReadWithoutErrors(string file, int mostWarnings)
    {
        DefinitionReading reading = DefinitionReader.Read(Encoding.UTF8.GetString(Bytes(file)));

        Assert.NotNull(reading.Definition);
        Assert.InRange(reading.Problems.Length, 0, mostWarnings);
    }

    private static byte[] NextOfError(GuestOutcome.Returned outcome, byte[] original) =>
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            code = outcome.Code,
            message = Text(outcome),
            @event = JsonDocument.Parse(original).RootElement,
        });

    private GuestOutcome.Returned Run(string module, byte[] input)
    {
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(_engine.Load(Bytes(module))).Guest;
        return Assert.IsType<GuestOutcome.Returned>(guest.Run(new GuestCall
        {
            Input = input,
            Limits = GuestLimits.Default,
            Cancellation = TestContext.Current.CancellationToken,
        }));
    }

    private static bool Fits(string schema, byte[] json) => Schema(schema).Validate(json).IsValid;

    private static JsonSchema Schema(string file) =>
        Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(Bytes(file))).Schema;

    private static byte[] Bytes(string file) =>
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", file));

    private static string Text(GuestOutcome.Returned outcome) => Encoding.UTF8.GetString(outcome.Result.Span);

    private static string Member(GuestOutcome.Returned outcome, string name)
    {
        using JsonDocument json = JsonDocument.Parse(outcome.Result);
        return json.RootElement.GetProperty(name).GetString()!;
    }
}
