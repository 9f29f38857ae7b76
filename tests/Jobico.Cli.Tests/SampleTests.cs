using System.Text;
using System.Text.Json;
using Goico.JsonSchema;
using Goico.Wasm;
using Goico.Wasm.Capabilities;
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
    public void Check_NumbersWrittenOtherwise_AreReadByTheirValue()
    {
        const string Order = """
            {"orderId":"B-3","customer":"\u00dc","currency":"EUR","totalCents":1.85e3,
             "lines":[{"sku":"A","quantity":2.0,"unitCents":4750e-1},{"\u0073ku":"B","quantity":1,"unitCents":9E+2}]}
            """;

        GuestOutcome.Returned outcome = Run("orders/check.wasm", Encoding.UTF8.GetBytes(Order));

        Assert.Equal((0ul, "B-3: 3 items come to 18.50 EUR"), (outcome.Code, outcome.Logs.Single().Text["order ".Length..]));
        Assert.Equal("Ü", Member(outcome, "customer"));
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
    [InlineData("date,region,amount\n", "line 1: there are no rows")]
    [InlineData("date,amount\n2026-10-01,1", "line 1: the columns date, region and amount are wanted; there are date, amount")]
    [InlineData("date,region,amount\n2026-10-01,N,1,2", "line 2: 3 fields are wanted; there are 4")]
    [InlineData("date,region,amount\n\n2026-10-01,N,.5", "line 3: amount: '.5' is none, such as 12.50")]
    [InlineData("date,region,amount\n2026-10-01,\"N\nO\",1\n2026-11-01,N,1", "line 4: date: '2026-11-01' is not in 2026-10")]
    [InlineData("date,region,amount\r\n2026-10-01,\"\",1", "line 2: region: is empty")]
    [InlineData("date,region,amount\n2026-10-01,\"N\"O,1", "line 2: something follows a closing quote")]
    [InlineData("date,region,amount\n2026-10-01,\"N,1", "line 2: a quote is not closed")]
    public void Csv_BadRows_AreNamedByTheirLine(string csv, string problem)
    {
        GuestOutcome.Returned outcome = Import(csv);

        Assert.Equal((2ul, problem), (outcome.Code, Text(outcome)));
    }

    [Theory]
    [InlineData("date,region,amount\r\n2026-10-01,\"a \"\"b\"\", c\",0.1\r\n", "a \"b\", c", "0.10")]
    [InlineData("\ufeffregion,amount,x,date\nN,-12.34,,2026-10-31", "N", "-12.34")]
    [InlineData("date,region,amount\n\n2026-10-01, N ,999999999999.99\n2026-10-01,N,0.01\n", "N", "1000000000000.00")]
    public void Csv_GoodRows_AreReadByTheirMeaningAndAddedUpExactly(string csv, string region, string total)
    {
        GuestOutcome.Returned outcome = Import(csv);

        using JsonDocument sums = JsonDocument.Parse(outcome.Result);
        JsonElement only = Assert.Single(sums.RootElement.GetProperty("regions").EnumerateArray());
        Assert.Equal((region, total), (only.GetProperty("region").GetString(), only.GetProperty("total").GetString()));
        Assert.True(Fits("csv/schemas/sums.json", outcome.Result.ToArray()));
    }

    [Fact]
    public void Csv_ALargeFile_IsReadWithinTheDefaultLimits()
    {
        string csv = "date,region,amount\n" + string.Concat(Enumerable.Range(0, 50_000)
            .Select(row => $"2026-10-01,\"Region {row % 100}\",{row}.05\n"));

        // 0 + 1 + … + 49,999, and 50,000 times 5 cents.
        Assert.Equal("1249977500.00", Member(Import(csv), "total"));
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

    private GuestOutcome.Returned Import(string csv) =>
        Run("csv/import.wasm", JsonSerializer.SerializeToUtf8Bytes(new { month = "2026-10", csv }), new EmptyStore());

    private static byte[] NextOfError(GuestOutcome.Returned outcome, byte[] original) =>
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            code = outcome.Code,
            message = Text(outcome),
            @event = JsonDocument.Parse(original).RootElement,
        });

    private GuestOutcome.Returned Run(string module, byte[] input, IGuestHost? host = null)
    {
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(_engine.Load(Bytes(module))).Guest;
        return Assert.IsType<GuestOutcome.Returned>(guest.Run(new GuestCall
        {
            Input = input,
            Host = host,
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

    /// <summary>A key/value store in which nothing is found.</summary>
    private sealed class EmptyStore : IGuestHost
    {
        public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult<GuestAnswer>(
                request is GuestRequest.GetValue ? GuestAnswer.Absent.Instance : GuestAnswer.Done.Instance);
    }
}
