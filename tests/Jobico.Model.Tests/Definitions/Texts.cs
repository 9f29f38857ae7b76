namespace Jobico.Model.Tests.Definitions;

/// <summary>The definitions that the product's description prints, word for word, and those that tests begin with.
/// </summary>
internal static class Texts
{
    /// <summary>The fragments of the description, in its order.</summary>
    public static readonly string[] Fragments = ["id", "tenant", "queues", "jobs", "runtimes"];

    /// <summary>A small definition without a problem; its lines are counted on by tests.</summary>
    public const string Sound = """
        id: orders
        tenant: acme
        queues:
          - id: incoming
        jobs:
          - event:
              id: placed
              schema:
                schemaref: order.json
              supplierqueue: incoming
              runtime: greet
        runtimes:
          - id: greet
            moduleref: greet.wasm

        """;

    /// <summary>Every key and value that there is, anchors and quotes too.</summary>
    public const string Everything = """
        ID: all
        Name: "Everything there is"
        tenant: acme
        queues:
          - id: 1
            name: first
            ordering: fifo
            concurrency: 3
            maxbacklog: 2500
            retry: &retry {attempts: 7, backoff: linear, initial: 250ms, max: 1.5h, oncode: true}
          - id: out
            retry: *retry
        jobs:
          - event:
              id: 1.50
              name: 'an event'
              datatype: 0
              schema: {id: 9876, name: order schema, schemaref: /schemas/order.json}
              supplierqueue: 1
              runtime: greet
              result:
                ok:
                  id: done
                  schema:
                    schemaref: done.json
                  supplierqueue: out
                error:
                  id: failed
                  schema:
                    schemaref: failed.json
                  supplierqueue: 1
                  runtime: greet
                  result:
                    error:
                      id: hopeless
                      schema:
                        schemaref: failed.json
                      supplierqueue: out
        runtimes:
          - id: greet
            name: Greeter
            moduleref: greet.wasm
            mainfuncname: main
            type: 0
            abi: command
            limits: {memory: 128MiB, time: 2.5s, output: 1MB, logs: 0, fuel: 5000000000, calls: 20}
            env:
              GREETING: hello
              _count: 12
              EMPTY: ""
            secrets: [API_KEY, token2]
            http: [https://API.example.com:443, 'http://*.Example.com:8080']
            keyvalue: read
            publish: [done, of-another-job]

        """;

    /// <summary>The description's text of this name.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(Texts).Assembly.GetManifestResourceStream($"{name}.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
