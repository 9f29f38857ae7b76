using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

public sealed class BadTextTests
{
    private const string IdRule =
        "an id takes 1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or a digit";
    private const string NotYet = "is not supported by this version yet: remove it";

    /// <summary>One line of the sound definition, what stands there instead, and the one problem that this makes.
    /// </summary>
    public static TheoryData<string, string, string> OneChange => new()
    {
        // Keys
        { "      supplierqueue:", "      supplierqueu:", "line 10, column 7: error: jobs[0].event.supplierqueu: "
            + "unknown key 'supplierqueu'; did you mean 'supplierqueue'?" },
        { "tenant: acme", "owner: acme", "line 2, column 1: error: owner: unknown key 'owner': possible here are "
            + "id, name, tenant, queues, jobs, runtimes" },
        { "tenant: acme", "Tenant: acme\nTENANT: b",
            "line 3, column 1: error: tenant: duplicate key 'tenant', first in line 2" },
        { "tenant: acme", "? [a]\n: b", "line 2, column 3: error: a key must be text, found a list" },
        { "tenant: acme", "<<: {tenant: acme}", "line 2, column 1: error: <<: "
            + "merge keys ('<<') are not supported: write the keys out here" },
        { "tenant: acme", "\"te\\e[2J\": acme", "line 2, column 1: error: te\\u001B[2J: unknown key 'te\\u001B[2J': "
            + "possible here are id, name, tenant, queues, jobs, runtimes" },
        { "      id: placed\n", "", "line 7, column 7: error: jobs[0].event.id: "
            + "the key 'id' is missing: posts and results name the event by it" },
        { "      id: placed\n", "      id:\n", "line 7, column 7: error: jobs[0].event.id: "
            + "the key 'id' has no value: posts and results name the event by it" },
        { "        schemaref: order.json", "        name: order",
            "line 9, column 9: error: jobs[0].event.schema.schemaref: "
            + "the key 'schemaref' is missing: it names the schema's file in the repository" },
        { "      schema:\n        schemaref: order.json\n", "", "line 7, column 7: error: jobs[0].event.schema: "
            + "the key 'schema' is missing: it names the JSON Schema that the event's data must fit" },
        { "      runtime: greet\n", "", "line 7, column 7: error: jobs[0].event.runtime: the key 'runtime' is missing: "
            + "it names the program that processes the event; only results do without" },
        { "    moduleref: greet.wasm", "    type: 0", "line 13, column 5: error: runtimes[0].moduleref: "
            + "the key 'moduleref' is missing: it names the WebAssembly file in the repository" },
        { "id: orders\n", "",
            "line 1, column 1: error: id: the key 'id' is missing: it is the job's name within the tenant" },

        // Kinds
        { "queues:\n  - id: incoming", "queues: incoming",
            "line 3, column 9: error: queues: expected a list, found text" },
        { "queues:\n  - id: incoming", "queues:\n  id: incoming", "line 4, column 3: error: queues: "
            + "expected a list, found keys and values" },
        { "  - id: incoming", "  - incoming",
            "line 4, column 5: error: queues[0]: expected keys and values, found text" },
        { "  - id: incoming", "  - id: incoming\n  -", "line 5, column 4: error: queues[1]: "
            + "expected keys and values, found nothing" },
        { "id: orders", "id: [orders]", "line 1, column 5: error: id: expected text, found a list" },
        { "        schemaref: order.json", "        - order.json", "line 9, column 9: error: jobs[0].event.schema: "
            + "expected keys and values, found a list" },
        { "tenant: acme", "name: {first: a}", "line 2, column 7: error: name: expected text, found keys and values" },

        // Ids, names, files
        { "id: orders", "id: my orders", $"line 1, column 5: error: id: 'my orders' is no id: {IdRule}" },
        { "tenant: acme", "tenant: -acme", $"line 2, column 9: error: tenant: '-acme' is no id: {IdRule}" },
        { "tenant: acme", "name: \"a\\nb\"", "line 2, column 7: error: name: "
            + "the text has a line break or another control character in it: write it on one line" },
        { "tenant: acme", "name: \"\"", "line 2, column 7: error: name: "
            + "the text is empty: write something, or leave the key out" },
        { "order.json", "../order.json", "line 9, column 20: error: jobs[0].event.schema.schemaref: the file name "
            + "'../order.json' has an empty, '.' or '..' part: write it from the repository's root, "
            + "for example 'schemas/order.json'" },
        { "greet.wasm", "//greet.wasm", "line 14, column 16: error: runtimes[0].moduleref: the file name "
            + "'/greet.wasm' has an empty, '.' or '..' part: write it from the repository's root, "
            + "for example 'schemas/order.json'" },
        { "greet.wasm", "C:\\greet.wasm", "line 14, column 16: error: runtimes[0].moduleref: the file name "
            + "'C:\\greet.wasm' has ':' in it: a file name in the repository takes letters, digits, '.', '_', '-', "
            + "and '/' between folders" },

        // References
        { "      runtime: greet", "      runtime: great", "line 11, column 16: error: jobs[0].event.runtime: "
            + "the runtime 'great' is not declared; did you mean 'greet'?" },
        { "      runtime: greet", "      runtime: wasm", "line 11, column 16: error: jobs[0].event.runtime: "
            + "the runtime 'wasm' is not declared: declared under 'runtimes' are greet" },
        { "supplierqueue: incoming", "supplierqueue: other",
            "line 10, column 22: warning: jobs[0].event.supplierqueue: "
            + "the queue 'other' is used but not declared: it is created with defaults" },
        { "  - id: incoming", "  - id: incoming\n  - id: incoming", "line 5, column 9: error: queues[1].id: "
            + "the queue 'incoming' is declared twice, first in line 4" },
        { "    moduleref: greet.wasm", "    moduleref: greet.wasm\n  - id: greet\n    moduleref: b.wasm",
            "line 15, column 9: error: runtimes[1].id: the runtime 'greet' is declared twice, first in line 13" },

        // Kinds by number
        { "      id: placed", "      id: placed\n      datatype: 1",
            "line 8, column 17: error: jobs[0].event.datatype: "
            + "'1' is not possible: 'datatype' takes 0, which means JSON" },
        { "  - id: greet", "  - id: greet\n    type: js", "line 14, column 11: error: runtimes[0].type: "
            + "'js' is not possible: 'type' takes 0, which means WASM" },

        // What this version has not
        { "  - id: incoming", "  - id: incoming\n    ordering: strict",
            $"line 5, column 15: error: queues[0].ordering: "
            + $"'ordering: strict' {NotYet}" },
        { "  - id: incoming", "  - id: incoming\n    ordering: Key", $"line 5, column 15: error: queues[0].ordering: "
            + $"'ordering: key' {NotYet}" },
        { "  - id: incoming", "  - id: incoming\n    key: /id",
            $"line 5, column 5: error: queues[0].key: 'key' {NotYet}" },
        { "  - id: incoming", "  - id: incoming\n    onFailure: skip", "line 5, column 5: error: queues[0].onfailure: "
            + $"'onfailure' {NotYet}" },
        { "  - id: incoming", "  - id: incoming\n    retention: 14d", "line 5, column 5: error: queues[0].retention: "
            + $"'retention' {NotYet}" },
        { "tenant: acme", "schedules: []", $"line 2, column 1: error: schedules: 'schedules' {NotYet}" },
    };

    /// <summary>A line in the queue's, the retry's, the runtime's, the limits' or the environment's place, and the one
    /// problem that it makes, without its line.</summary>
    public static TheoryData<string, string, string> OneValue => new()
    {
        { "queue", "ordering: lifo",
            "15: queues[0].ordering: 'lifo' is not possible: 'ordering' takes fifo; did you mean 'fifo'?" },
        { "queue", "concurrency: 0", "18: queues[0].concurrency: '0' is not possible: "
            + "'concurrency' takes a whole number from 1 to 1024" },
        { "queue", "concurrency: 1025", "18: queues[0].concurrency: '1025' is not possible: "
            + "'concurrency' takes a whole number from 1 to 1024" },
        { "queue", "concurrency: many", "18: queues[0].concurrency: 'many' is not possible: "
            + "'concurrency' takes a whole number from 1 to 1024" },
        { "queue", "maxbacklog: 1e3", "17: queues[0].maxbacklog: '1e3' is not possible: "
            + "'maxbacklog' takes a whole number from 1 to 1000000000" },
        { "queue", "maxbacklog: 1000000001", "17: queues[0].maxbacklog: '1000000001' is not possible: "
            + "'maxbacklog' takes a whole number from 1 to 1000000000" },
        { "queue", "retry: 5", "12: queues[0].retry: expected keys and values, found text" },
        { "retry", "attempts: 101", "19: queues[0].retry.attempts: '101' is not possible: "
            + "'attempts' takes a whole number from 1 to 100" },
        { "retry", "backoff: exponentia", "18: queues[0].retry.backoff: 'exponentia' is not possible: "
            + "'backoff' takes exponential or linear or fixed; did you mean 'exponential'?" },
        { "retry", "initial: 5", "18: queues[0].retry.initial: '5' is no duration: "
            + "write a number and its unit, such as 500ms, 30s, 5m, 2h or 14d" },
        { "retry", "initial: -5s", "18: queues[0].retry.initial: '-5s' is no duration: "
            + "write a number and its unit, such as 500ms, 30s, 5m, 2h or 14d" },
        { "retry", "initial: 0s", "18: queues[0].retry.initial: '0s' is not possible: 'initial' takes 1ms to 1d" },
        { "retry", "max: 8d", "14: queues[0].retry.max: '8d' is not possible: 'max' takes 1ms to 7d" },
        { "retry", "max: 99999999999999999999d", "14: queues[0].retry.max: '99999999999999999999d' is no duration: "
            + "write a number and its unit, such as 500ms, 30s, 5m, 2h or 14d" },
        { "retry", "initial: 10m", "18: queues[0].retry.initial: the first wait of 10m is longer than "
            + "'max', 5m where it is left out: give 'max' too" },
        { "retry", "max: 500ms", "14: queues[0].retry.max: the longest wait of 500ms is shorter than 'initial', "
            + "1s where it is left out" },
        { "retry", "oncode: yes", "17: queues[0].retry.oncode: 'yes' is not possible: 'oncode' takes true or false" },
        { "retry", "tries: 5", "9: queues[0].retry.tries: unknown key 'tries': possible here are "
            + "attempts, backoff, initial, max, oncode" },
        { "runtime", "abi: wasi", "10: runtimes[0].abi: 'wasi' is not possible: 'abi' takes auto or core or command or component" },
        { "runtime", "limits: []", "13: runtimes[0].limits: expected keys and values, found a list" },
        { "runtime", "env: []", "10: runtimes[0].env: expected keys and values, found a list" },
        { "limits", "memory: 63KiB",
            "17: runtimes[0].limits.memory: '63KiB' is not possible: 'memory' takes 64KiB to 4GiB" },
        { "limits", "memory: 5GiB",
            "17: runtimes[0].limits.memory: '5GiB' is not possible: 'memory' takes 64KiB to 4GiB" },
        { "limits", "memory: 64Mb", "17: runtimes[0].limits.memory: '64Mb' is no size: write a number and its unit, "
            + "such as 256KiB, 64MiB, 1GiB or 1MB, or a number of bytes" },
        { "limits", "memory: 70000.5",
            "17: runtimes[0].limits.memory: '70000.5' is no size: write a number and its unit, "
            + "such as 256KiB, 64MiB, 1GiB or 1MB, or a number of bytes" },
        { "limits", "time: 2h", "15: runtimes[0].limits.time: '2h' is not possible: 'time' takes 1ms to 1h" },
        { "limits", "output: 0", "17: runtimes[0].limits.output: '0' is not possible: 'output' takes 1B to 64MiB" },
        { "limits", "logs: 17MiB", "15: runtimes[0].limits.logs: '17MiB' is not possible: 'logs' takes 0B to 16MiB" },
        { "env", "1ST: a", "9: runtimes[0].env.1ST: '1ST' is no name of a variable: "
            + "it takes letters, digits and '_', beginning with no digit" },
        { "env", "JOBICO_JOB: a", "9: runtimes[0].env.JOBICO_JOB: the variable 'JOBICO_JOB' is not possible: "
            + "names that begin with JOBICO_ are Jobico's own" },
        { "env", "KEY:", "13: runtimes[0].env.KEY: the variable 'KEY' has no value: write \"\" for an empty one" },
        { "env", "KEY: [a]", "14: runtimes[0].env.KEY: expected text, found a list" },
        { "env", "KEY: \"a\\0\"", "14: runtimes[0].env.KEY: the variable 'KEY' has a NUL character in it, "
            + "which no environment can hold" },
    };

    /// <summary>Texts that are no YAML, or YAML that is no definition.</summary>
    public static TheoryData<string, string> WholeText => new()
    {
        { "", "line 1, column 1: error: the text is empty: a definition begins with 'id: <the job's id>'" },
        { "# nothing\n", "line 1, column 1: error: the text is empty: a definition begins with 'id: <the job's id>'" },
        { "---\n", "line 1, column 1: error: the text is empty: a definition begins with 'id: <the job's id>'" },
        { "- id: a\n", "line 1, column 1: error: expected keys and values, found a list" },
        { "id: a\n---\nid: b\n", "line 2, column 1: error: a second YAML document begins here: "
            + "one text is one definition, so put the others in files of their own" },
        { "id: a\n\tname: b\n", "line 2, column 1: error: malformed YAML: a tab can't indent YAML: use spaces" },
        { "id: a\nname:\n\t- x\n", "line 3, column 1: error: malformed YAML: a tab can't indent YAML: use spaces" },
        { "id: a: b\n", "line 1, column 6: error: malformed YAML: a second ':' in one line: "
            + "put quotes round text that contains ': '" },
        { "id: [a\n",
            "line 2, column 1: error: malformed YAML: expected ',' or ']' here: a '[' before it is not closed" },
        { "id: 'a\n", "line 1, column 5: error: malformed YAML: a text in quotes begins here and does not end: "
            + "add the closing quote" },
        { "id: @a\n", "line 1, column 5: error: malformed YAML: '@' can't begin a value: put the value in quotes" },
        { "queues:\n  - id: a\n - id: b\n", "line 3, column 2: error: malformed YAML: expected a key with ': ' here: "
            + "check that it stands exactly under the keys beside it" },
        { "id: a\nname\n", "line 2, column 1: error: malformed YAML: expected a key with ': ' here: "
            + "check that it stands exactly under the keys beside it" },
        { "id: \"a\\q\"\n", "line 1, column 5: error: malformed YAML: an unknown escape after '\\': "
            + "write '\\\\' for a backslash, or use single quotes" },
        { "id: *a\n", "line 1, column 5: error: id: the alias '*a' has no anchor '&a' above it" },
        { "id: &a [*a]\n", "line 1, column 9: error: id[0]: the alias '*a' stands inside what it stands for: "
            + "write the values out" },
    };

    [Theory]
    [MemberData(nameof(OneChange))]
    public void Read_SoundTextWithOneChange_ReportsThatOnly(string find, string replacement, string expected)
    {
        Assert.Contains(find, Texts.Sound, StringComparison.Ordinal);
        string text = Texts.Sound.Replace(find, replacement, StringComparison.Ordinal);

        DefinitionReading reading = DefinitionReader.Read(text);

        Assert.Equal([expected], reading.Problems.Select(problem => problem.ToString()));
        Assert.Equal(expected.Contains("warning", StringComparison.Ordinal), reading.Definition is not null);
    }

    [Theory]
    [MemberData(nameof(OneValue))]
    public void Read_OneBadValue_ReportsThatOnly(string section, string line, string expected)
    {
        (string find, string before, int at) = section switch
        {
            "queue" => ("  - id: incoming\n", "    ", 5),
            "retry" => ("  - id: incoming\n", "    retry:\n        ", 6),
            "runtime" => ("  - id: greet\n", "    ", 14),
            "limits" => ("  - id: greet\n", "    limits:\n        ", 15),
            _ => ("  - id: greet\n", "    env:\n        ", 15),
        };
        string text = Texts.Sound.Replace(find, $"{find}{before}{line}\n", StringComparison.Ordinal);

        DefinitionReading reading = DefinitionReader.Read(text);

        DefinitionProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((at, ProblemSeverity.Error), (problem.Line, problem.Severity));
        Assert.Equal(expected, $"{problem.Column}: {problem.Path}: {problem.Message}");
        Assert.Null(reading.Definition);
    }

    [Theory]
    [MemberData(nameof(WholeText))]
    public void Read_NoDefinition_ReportsWhy(string text, string expected)
    {
        DefinitionReading reading = DefinitionReader.Read(text, "job");

        Assert.Equal([expected], reading.Problems.Select(problem => problem.ToString()));
        Assert.Null(reading.Definition);
    }
}
